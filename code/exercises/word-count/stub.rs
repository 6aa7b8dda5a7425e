//! How often each word occurs, counted by several threads.

use std::collections::HashMap;
use std::num::NonZeroUsize;

/// How often each word occurs in all documents together, counted by `threads` threads at the same time.
///
/// A word is a longest run of alphabetic characters within one document, lower-cased as a whole. `keep` is asked for each
/// word of the text, by the thread that counts it; words that it does not want are not counted.
pub fn word_count(
    docs: &[&str],
    threads: NonZeroUsize,
    keep: impl Fn(&str) -> bool + Sync,
) -> HashMap<String, usize> {
    let _ = keep;
    todo!(
        "cut {} documents into {threads} shares, and count them at once",
        docs.len()
    )
}

/// The `n` words that occur most often, the most frequent first; words that occur equally often in their own order.
pub fn top_words(counts: &HashMap<String, usize>, n: usize) -> Vec<(String, usize)> {
    todo!("sort {} words, and keep {n}", counts.len())
}
