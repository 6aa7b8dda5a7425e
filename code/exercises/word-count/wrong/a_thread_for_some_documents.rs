//! caught by: one_document_is_shared: the documents are shared out, and a single one is not cut
use std::cmp::Reverse;
use std::collections::HashMap;
use std::num::NonZeroUsize;
use std::panic::resume_unwind;
use std::thread;

pub fn word_count(
    docs: &[&str],
    threads: NonZeroUsize,
    keep: impl Fn(&str) -> bool + Sync,
) -> HashMap<String, usize> {
    let keep = &keep;
    let mut counts = HashMap::new();
    thread::scope(|scope| {
        let per_thread = docs.len().div_ceil(threads.get()).max(1);
        let running: Vec<_> = docs
            .chunks(per_thread)
            .map(|docs| scope.spawn(move || count(docs, keep)))
            .collect();
        for thread in running {
            let more = thread.join().unwrap_or_else(|panic| resume_unwind(panic));
            for (word, times) in more {
                *counts.entry(word).or_default() += times;
            }
        }
    });
    counts
}

pub fn top_words(counts: &HashMap<String, usize>, n: usize) -> Vec<(String, usize)> {
    let mut words: Vec<(&String, usize)> =
        counts.iter().map(|(word, times)| (word, *times)).collect();
    words.sort_unstable_by_key(|(word, times)| (Reverse(*times), *word));
    words
        .into_iter()
        .take(n)
        .map(|(word, times)| (word.clone(), times))
        .collect()
}

fn count(share: &[&str], keep: impl Fn(&str) -> bool) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for piece in share {
        let words = piece.split(|c: char| !c.is_alphabetic());
        for word in words.filter(|word| !word.is_empty()) {
            let word = word.to_lowercase();
            if keep(&word) {
                *counts.entry(word).or_default() += 1;
            }
        }
    }
    counts
}
