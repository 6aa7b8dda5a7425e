//! design: several pieces for each thread; who is done with one takes the next by its number
use std::collections::HashMap;
use std::num::NonZeroUsize;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

pub fn word_count(
    docs: &[&str],
    threads: NonZeroUsize,
    keep: impl Fn(&str) -> bool + Sync,
) -> HashMap<String, usize> {
    let length: usize = docs.iter().map(|doc| doc.len()).sum();
    let size = (length / threads.get().saturating_mul(4)).max(1);
    let pieces: Vec<&str> = docs.iter().flat_map(|doc| pieces(doc, size)).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        let mut counts = HashMap::new();
        // ORDERING: only the number counts; the pieces were there before the threads.
        while let Some(piece) = pieces.get(next.fetch_add(1, Ordering::Relaxed)) {
            let mut rest = *piece;
            while let Some(begin) = rest.find(char::is_alphabetic) {
                rest = &rest[begin..];
                let end = rest.find(not_a_letter).unwrap_or(rest.len());
                let word = rest[..end].to_lowercase();
                if keep(&word) {
                    *counts.entry(word).or_insert(0) += 1;
                }
                rest = &rest[end..];
            }
        }
        counts
    };
    let mut all: HashMap<String, usize> = HashMap::new();
    thread::scope(|scope| {
        let running: Vec<_> = (0..threads.get().min(pieces.len()))
            .map(|_| scope.spawn(work))
            .collect();
        for thread in running {
            match thread.join() {
                Ok(counts) => counts
                    .into_iter()
                    .for_each(|(word, times)| *all.entry(word).or_insert(0) += times),
                Err(panic) => resume_unwind(panic),
            }
        }
    });
    all
}

fn pieces(doc: &str, size: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = doc;
    while !rest.is_empty() {
        let at = rest.ceil_char_boundary(size);
        let end = rest[at..]
            .find(not_a_letter)
            .map_or(rest.len(), |more| at + more);
        let (piece, more) = rest.split_at(end);
        pieces.push(piece);
        rest = more;
    }
    pieces
}

fn not_a_letter(c: char) -> bool {
    !c.is_alphabetic()
}

pub fn top_words(counts: &HashMap<String, usize>, n: usize) -> Vec<(String, usize)> {
    let mut words: Vec<(String, usize)> = counts.clone().into_iter().collect();
    words.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    words.truncate(n);
    words
}
