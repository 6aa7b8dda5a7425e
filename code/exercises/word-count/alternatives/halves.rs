//! design: the words are listed first, and the list is halved again and again: one half goes to a new thread
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};
use std::num::NonZeroUsize;
use std::panic::resume_unwind;
use std::thread;

pub fn word_count(
    docs: &[&str],
    threads: NonZeroUsize,
    keep: impl Fn(&str) -> bool + Sync,
) -> HashMap<String, usize> {
    let words: Vec<&str> = docs
        .iter()
        .flat_map(|doc| doc.split(|c: char| !c.is_alphabetic()))
        .filter(|word| !word.is_empty())
        .collect();
    halves(&words, threads.get(), &keep)
}

fn halves(
    words: &[&str],
    threads: usize,
    keep: &(impl Fn(&str) -> bool + Sync),
) -> HashMap<String, usize> {
    if threads < 2 || words.len() < 2 {
        let mut counts = HashMap::new();
        for word in words {
            let word = word.to_lowercase();
            if keep(&word) {
                *counts.entry(word).or_default() += 1;
            }
        }
        return counts;
    }
    // As many words for each thread, on either side.
    let half = threads / 2;
    let middle = (words.len() as u128 * half as u128 / threads as u128) as usize;
    let (left, right) = words.split_at(middle.clamp(1, words.len() - 1));
    let (mut small, mut large) = thread::scope(|scope| {
        let left = scope.spawn(move || halves(left, half, keep));
        let right = halves(right, threads - half, keep);
        match left.join() {
            Ok(left) => (left, right),
            Err(panic) => resume_unwind(panic),
        }
    });
    if small.len() > large.len() {
        std::mem::swap(&mut small, &mut large);
    }
    for (word, times) in small {
        *large.entry(word).or_default() += times;
    }
    large
}

pub fn top_words(counts: &HashMap<String, usize>, n: usize) -> Vec<(String, usize)> {
    let sorted: BTreeSet<(Reverse<usize>, &str)> = counts
        .iter()
        .map(|(word, times)| (Reverse(*times), word.as_str()))
        .collect();
    sorted
        .into_iter()
        .take(n)
        .map(|(Reverse(times), word)| (word.to_owned(), times))
        .collect()
}
