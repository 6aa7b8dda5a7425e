//! Which links of a table of contents lead nowhere?

// ANCHOR: main
/// The name of a heading: lower case, no punctuation, a hyphen for each space.
fn anchor(heading: &str) -> String {
    heading
        .to_lowercase()
        .chars()
        .filter(|&letter| letter.is_alphanumeric() || "_- ".contains(letter))
        .map(|letter| if letter == ' ' { '-' } else { letter })
        .collect()
}

fn main() {
    let contents = [
        ("Threading", "threading"),
        ("Async/Await", "async-await"),
        ("Best Practices", "best-practices"),
    ];
    for (heading, link) in contents {
        match anchor(heading) {
            name if name == link => println!("{heading}: found"),
            name => println!("{heading}: #{link} leads nowhere, the heading is #{name}"),
        }
    }
}
// ANCHOR_END: main
