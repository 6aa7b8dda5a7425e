//! caught by: no_word_is_cut: from the middle of a word it goes on to the next space, and where there is none it cuts the word
use std::cmp::Reverse;
use std::collections::HashMap;
use std::mem;
use std::num::NonZeroUsize;
use std::panic::resume_unwind;
use std::thread;

pub fn word_count(
    docs: &[&str],
    threads: NonZeroUsize,
    keep: impl Fn(&str) -> bool + Sync,
) -> HashMap<String, usize> {
    let shares = shares(docs, threads);
    let Some((own, others)) = shares.split_first() else {
        return HashMap::new();
    };
    let keep = &keep;
    thread::scope(|scope| {
        let others: Vec<_> = others
            .iter()
            .map(|share| scope.spawn(move || count(share, keep)))
            .collect();
        let mut counts = count(own, keep);
        for other in others {
            let more = other.join().unwrap_or_else(|panic| resume_unwind(panic));
            for (word, times) in more {
                *counts.entry(word).or_default() += times;
            }
        }
        counts
    })
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
    at + after.find(' ').unwrap_or(0)
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
