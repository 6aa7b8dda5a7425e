//! A request borrows from its caller, stays on one thread, and gives back what it borrowed.

use std::rc::Rc;
use std::time::Duration;

use answer::hedged;

async fn ask(text: String) {
    let shared = Rc::new(());
    let replicas = [0..2, 1..9]
        .into_iter()
        .map(|range| {
            let shared = Rc::clone(&shared);
            let text = text.as_str();
            move || async move {
                std::future::ready(()).await;
                drop(shared);
                text.get(range).ok_or(text)
            }
        })
        .collect();
    let answer = hedged(replicas, Duration::ZERO, Duration::MAX).await;
    println!("{answer:?}");
    drop(text);
}

fn main() {
    drop(ask(String::from("borrowed")));
}
