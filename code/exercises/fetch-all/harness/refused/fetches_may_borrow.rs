//@ rejects: E0505
//! The results still borrow from the text when it is dropped.

use std::num::NonZeroUsize;
use std::rc::Rc;

use answer::{fetch_all, try_fetch_all};

async fn all(text: String) {
    let shared = Rc::new(());
    let fetch = |range: std::ops::Range<usize>| {
        let shared = Rc::clone(&shared);
        let text = text.as_str();
        async move {
            std::future::ready(()).await;
            drop(shared);
            text.get(range).ok_or(text)
        }
    };
    let results = fetch_all(vec![0..2, 1..9], NonZeroUsize::MIN, fetch).await;
    let first = try_fetch_all(vec![0..2], NonZeroUsize::MIN, fetch).await;
    drop(text);
    println!("{results:?} {first:?}");
}

fn main() {
    drop(all(String::from("borrowed")));
}
