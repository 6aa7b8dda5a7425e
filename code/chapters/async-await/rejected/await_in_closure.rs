//! An await in the closure of an iterator.
//@ rejects: E0728

// ANCHOR: main
async fn fetch(source: u32) -> u32 {
    source * 10
}

#[tokio::main]
async fn main() {
    let answers: Vec<u32> = (0..10).map(|source| fetch(source).await).collect();
    println!("{answers:?}");
}
// ANCHOR_END: main
