//! A task that is given a reference to a local variable.
//@ rejects: E0597

// ANCHOR: main
async fn greet(name: &str) {
    println!("hello, {name}");
}

#[tokio::main]
async fn main() {
    let name = String::from("Ada");
    tokio::spawn(greet(&name)).await.unwrap();
}
// ANCHOR_END: main
