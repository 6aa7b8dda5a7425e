//@ finds: panic
//! Tasks end in any order, and this takes the first to end for the first that was started.

use tokio::task::JoinSet;

#[tokio::main]
async fn main() {
    let mut squares = JoinSet::new();
    for number in 1..=3 {
        squares.spawn(async move { number * number });
    }
    let mut results = Vec::new();
    while let Some(square) = squares.join_next().await {
        results.push(square.unwrap());
    }
    assert_eq!(results, [1, 4, 9]);
}
