//! A future that is thrown away so quietly that rustc has nothing to say.
//@ clippy: let_underscore_future

// ANCHOR: main
async fn order(dish: &str) {
    println!("the kitchen gets: {dish}");
}

#[tokio::main]
async fn main() {
    let _ = order("soup");
    println!("ordered");
}
// ANCHOR_END: main
