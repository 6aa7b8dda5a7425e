//! A map on threads: a few workers, results in the order of the input, failures included.
//@ explore: holds

// ANCHOR: map
use std::sync::{Mutex, mpsc};
use std::thread;

fn map<T: Send, R: Send>(workers: usize, items: Vec<T>, f: impl Fn(T) -> R + Sync) -> Vec<R> {
    let queue = Mutex::new(items.into_iter().enumerate());
    let (results, finished) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..workers {
            let (results, queue, f) = (results.clone(), &queue, &f);
            scope.spawn(move || {
                loop {
                    let next = queue.lock().unwrap().next();
                    let Some((position, item)) = next else { return };
                    results.send((position, f(item))).unwrap();
                }
            });
        }
    });
    drop(results);

    let mut results: Vec<(usize, R)> = finished.iter().collect();
    results.sort_by_key(|(position, _)| *position);
    results.into_iter().map(|(_, result)| result).collect()
}
// ANCHOR_END: map

// ANCHOR: main
fn fetch(page: &str) -> Result<String, String> {
    match page {
        "blog" => Err(format!("{page} is down")),
        _ => Ok(page.to_uppercase()),
    }
}

fn main() {
    let pages = map(2, vec!["home", "blog", "shop"], fetch);
    for page in &pages {
        println!("{page:?}");
    }
    let all_or_nothing: Result<Vec<String>, String> = pages.into_iter().collect();
    println!("together: {all_or_nothing:?}");
}
// ANCHOR_END: main
