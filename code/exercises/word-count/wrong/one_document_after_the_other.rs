//! caught by: many_documents_are_shared: each document is cut by itself, so short ones keep one thread busy at a time
use std::cmp::Reverse;
use std::collections::HashMap;
use std::num::NonZeroUsize;
use std::panic::resume_unwind;
use std::{mem, thread};

pub fn word_count(
    docs: &[&str],
    threads: NonZeroUsize,
    keep: impl Fn(&str) -> bool + Sync,
) -> HashMap<String, usize> {
    let keep = &keep;
    let mut counts = HashMap::new();
    for doc in docs {
        let shares = shares(&[doc], threads);
        thread::scope(|scope| {
            let running: Vec<_> = shares
                .iter()
                .map(|share| scope.spawn(move || count(share, keep)))
                .collect();
            for thread in running {
                let more = thread.join().unwrap_or_else(|panic| resume_unwind(panic));
                for (word, times) in more {
                    *counts.entry(word).or_default() += times;
                }
            }
        });
    }
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

fn shares<'text>(docs: &[&'text str], threads: NonZeroUsize) -> Vec<Vec<&'text str>> {
    let length: usize = docs.iter().map(|doc| doc.len()).sum();
    let wanted = length.div_ceil(threads.get());
    let mut shares = Vec::new();
    let mut share = Vec::new();
    let mut room = wanted;
    for doc in docs {
        let mut rest = *doc;
        while rest.len() > room {
            let (piece, more) = rest.split_at(cut(rest, room));
            share.push(piece);
            shares.push(mem::take(&mut share));
            room = wanted;
            rest = more;
        }
        share.push(rest);
        room -= rest.len();
    }
    if !share.is_empty() {
        shares.push(share);
    }
    shares
}

fn cut(text: &str, at: usize) -> usize {
    let at = text.ceil_char_boundary(at);
    let (before, after) = text.split_at(at);
    if !before.ends_with(char::is_alphabetic) {
        return at;
    }
    at + after
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(after.len())
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
