//! What tasks share they own together; what one needs alone it is given.
//@ explore: holds

// ANCHOR: main
use std::sync::Arc;

async fn count(name: String, words: Arc<Vec<&'static str>>) -> String {
    let matching = words.iter().filter(|word| **word == name).count();
    format!("{name}: {matching}")
}

#[tokio::main]
async fn main() {
    let words = Arc::new(vec!["tea", "milk", "tea"]);
    let tasks =
        ["tea", "milk"].map(|name| tokio::spawn(count(name.to_owned(), Arc::clone(&words))));
    for task in tasks {
        println!("{}", task.await.unwrap());
    }
}
// ANCHOR_END: main
