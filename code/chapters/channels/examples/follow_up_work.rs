//! A worker that sends follow-up work into its own bounded queue waits for itself.
//@ hangs
//@ explore: fails deadlock

// ANCHOR: main
use std::sync::mpsc;
use std::thread;

fn links_on(page: &str) -> &'static [&'static str] {
    match page {
        "index" => &["news", "shop"],
        _ => &[],
    }
}

fn main() {
    let (found, pages) = mpsc::sync_channel(1);
    found.send("index").unwrap();

    let crawler = thread::spawn(move || {
        for page in pages {
            println!("visiting {page}");
            for link in links_on(page) {
                found.send(*link).unwrap();
                println!("queued {link}");
            }
        }
    });
    crawler.join().unwrap();
}
// ANCHOR_END: main
