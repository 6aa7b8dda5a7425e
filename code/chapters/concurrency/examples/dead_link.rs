//! Which links of a table of contents lead nowhere?

// ANCHOR: main
/// Lower case, no punctuation, a hyphen for each space.
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
        let name = anchor(heading);
        if link == name {
            println!("{heading}: found");
        } else {
            println!("{heading}: #{link} leads nowhere, the heading is #{name}");
        }
    }
}
// ANCHOR_END: main
