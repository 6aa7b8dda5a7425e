//! A source may borrow, stay on one thread, and have to be pinned.

use std::rc::Rc;
use std::time::Duration;

use answer::{debounce, dedup, merge_sorted};
use futures::{Stream, StreamExt, stream};

fn pinned<'a>(text: &'a str, own: &Rc<()>) -> impl Stream<Item = &'a str> + use<'a> {
    let own = Rc::clone(own);
    stream::unfold(text.split(' '), move |mut words| {
        let own = Rc::clone(&own);
        async move {
            std::future::ready(()).await;
            drop(own);
            words.next().map(|word| (word, words))
        }
    })
}

async fn ask(text: String) {
    let own = Rc::new(());
    let merged = merge_sorted(dedup(pinned(&text, &own)), pinned(&text, &own));
    let words: Vec<&str> = debounce(merged, Duration::ZERO).collect().await;
    drop(words);
    drop(text);
}

fn main() {
    drop(ask(String::from("a text with words")));
}
