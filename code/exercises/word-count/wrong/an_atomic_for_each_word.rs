//! caught by: threads_do_not_meet_for_each_word: every word changes an atomic that all threads share
use std::collections::{BTreeSet, HashMap};
use std::num::NonZeroUsize;
use std::thread;

pub fn word_count(
    docs: &[&str],
    threads: NonZeroUsize,
    keep: impl Fn(&str) -> bool + Sync,
) -> HashMap<String, usize> {
    let words: Vec<String> = docs
        .iter()
        .flat_map(|d| {
            d.split(|c: char| !c.is_alphabetic())
                .filter(|w| !w.is_empty())
        })
        .map(|w| w.to_lowercase())
        .collect();
    let index: HashMap<&str, usize> = words
        .iter()
        .map(|w| w.as_str())
        .collect::<BTreeSet<_>>()
        .into_iter()
        .enumerate()
        .map(|(i, w)| (w, i))
        .collect();
    let counts: Vec<std::sync::atomic::AtomicUsize> =
        index.iter().map(|_| Default::default()).collect();
    let size = words.len().div_ceil(threads.get()).max(1);
    let (keep, index, counts) = (&keep, &index, &counts);
    thread::scope(|s| {
        let hs: Vec<_> = words
            .chunks(size)
            .map(|c| {
                s.spawn(move || {
                    for w in c {
                        if keep(w) {
                            counts[index[w.as_str()]]
                                .fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                        }
                    }
                })
            })
            .collect();
        for h in hs {
            if let Err(e) = h.join() {
                std::panic::resume_unwind(e)
            }
        }
    });
    index
        .iter()
        .map(|(w, i)| {
            (
                w.to_string(),
                counts[*i].load(std::sync::atomic::Ordering::Relaxed),
            )
        })
        .filter(|x| x.1 > 0)
        .collect()
}

pub fn top_words(counts: &HashMap<String, usize>, n: usize) -> Vec<(String, usize)> {
    let mut v: Vec<_> = counts.iter().map(|(a, b)| (a.clone(), *b)).collect();
    v.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    v.into_iter().take(n).collect()
}
