//! A future waits for somebody to await it; a task has been handed to the runtime.
//@ output: one-of
//@ because: that there is one output only is what the explorer checks
//@ explore: outcomes

// ANCHOR: main
async fn order(dish: &str) -> &str {
    println!("  the kitchen gets: {dish}");
    dish
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let future = order("soup");
    let task = tokio::spawn(order("rice"));
    println!("both are ordered, it seems");
    println!("served: {}", task.await.unwrap());
    println!("served: {}", future.await);
}
// ANCHOR_END: main
