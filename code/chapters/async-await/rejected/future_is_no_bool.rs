//! A forgotten await in a condition.
//@ rejects: E0308

// ANCHOR: main
async fn is_open(kitchen: &str) -> bool {
    kitchen == "ours"
}

#[tokio::main]
async fn main() {
    if is_open("theirs") {
        println!("let us order");
    }
}
// ANCHOR_END: main
