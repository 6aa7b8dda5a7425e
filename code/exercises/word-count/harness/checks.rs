//! What counting words promises: the counts under any schedule, and who does the work.

use std::collections::HashMap;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind, panic_any};
use std::sync::Barrier;
use std::thread;

use answer::{top_words, word_count};
use harness_kit::{Tally, expect, expect_eq, steps};

fn threads(count: usize) -> NonZeroUsize {
    NonZeroUsize::new(count).expect("the checks ask for a thread at least")
}

fn all(_: &str) -> bool {
    true
}

/// Counts as one can read them, in the order of the words.
fn told(counts: HashMap<String, usize>) -> String {
    let mut parts: Vec<String> = counts
        .into_iter()
        .map(|(word, times)| format!("{word} {times}"))
        .collect();
    parts.sort();
    parts.join(", ")
}

/// The same by one thread, letter by letter.
fn plainly(docs: &[&str]) -> String {
    let mut counts = HashMap::new();
    for doc in docs {
        let mut word = String::new();
        for letter in doc.chars().chain([' ']) {
            if letter.is_alphabetic() {
                word.push(letter);
            } else if !word.is_empty() {
                *counts.entry(word.to_lowercase()).or_default() += 1;
                word.clear();
            }
        }
    }
    told(counts)
}

pub fn words_are_counted() {
    for (docs, expected) in [
        (&["Two or two", "or TWO"][..], "or 2, two 3"),
        (&["left", "right", "", "left-right"], "left 2, right 2"),
        (&["it's 2nd, x1y_z", "--"], "it 1, nd 1, s 1, x 1, y 1, z 1"),
    ] {
        let found = told(word_count(docs, threads(2), all));
        let property = "every word of every document is counted once, and nothing else is a word";
        expect_eq(found, expected, format!("{property} (in {docs:?})"));
    }
}

pub fn whole_words_become_lower_case() {
    for (docs, expected) in [
        (&["ΟΔΟΣ", "οδος"][..], "οδος 2"),
        (&["ΣΑΣ Σ"], "σ 1, σας 1"),
        (&["İLK ilk"], "ilk 1, i\u{307}lk 1"),
        (&["STRAẞE Straße"], "straße 2"),
    ] {
        let found = told(word_count(docs, threads(2), all));
        let property = "a word is found first and becomes lower case as a whole";
        expect_eq(found, expected, format!("{property} (in {docs:?})"));
    }
}

pub fn no_word_is_cut() {
    let property = "the number of threads changes nothing: no word and no character is cut";
    for docs in [
        &["abcdefghijklmnopqrstuvwxyz"][..],
        &["one two three four five six"],
        &["ein Übermaß an Öl, größer als groß"],
        &["ぁあぃい うぇえぉおか がき", "日本語 中文 한국어 ไทย"],
        &["é", "ééé é éé", "🦀🦀 crab🦀crab 🦀"],
        &["a", "", "bb", " ", "ccc ", " dddd", "eeeeeeeeeeeeeee f g"],
    ] {
        let expected = plainly(docs);
        for count in 1..=7 {
            let found = told(word_count(docs, threads(count), all));
            expect_eq(
                found,
                expected.as_str(),
                format!("{property} (in {docs:?} with {count} threads)"),
            );
        }
    }
    // Words and gaps of many lengths, always the same.
    let mut number = 1_u32;
    let mut random = |below: u32| {
        number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (number >> 16) % below
    };
    let letters = [
        'a', 'B', 'ß', 'é', 'Я', '日', '𝒜', ' ', '.', '–', '🦀', '\n',
    ];
    for _ in 0..4 {
        let docs: Vec<String> = (0..3)
            .map(|_| {
                (0..random(40))
                    .map(|_| letters[random(12) as usize])
                    .collect()
            })
            .collect();
        let docs: Vec<&str> = docs.iter().map(String::as_str).collect();
        for count in [2, 3, 5] {
            let found = told(word_count(&docs, threads(count), all));
            expect_eq(
                found,
                plainly(&docs),
                format!("{property} (in {docs:?} with {count} threads)"),
            );
        }
    }
}

/// Counts; the first `count` words meet: each thread waits with its first word until all threads have one.
fn meet(docs: &[&str], count: usize) {
    let (meeting, met) = (Barrier::new(count), Tally::new());
    let counts = word_count(docs, threads(count), |_| {
        if met.add() <= count {
            meeting.wait();
        }
        true
    });
    expect_eq(told(counts), plainly(docs), "every word is counted once");
}

pub fn one_document_is_shared() {
    for count in [2, 3] {
        meet(&[&"word ".repeat(8 * count)], count);
        meet(&[&"größe ".repeat(8 * count), "", "end"], count);
    }
}

pub fn many_documents_are_shared() {
    for count in [2, 3] {
        meet(&["word"].repeat(4 * count), count);
        let mut docs = ["word"].repeat(4);
        let long = "word ".repeat(8 * count);
        docs.insert(2, &long);
        meet(&docs, count);
    }
}

pub fn never_more_threads_than_asked_for() {
    for (words, count) in [(4, 1), (7, 2), (11, 4)] {
        let (running, peak) = (Tally::new(), Tally::new());
        let counts = word_count(&[&"a ".repeat(words)], threads(count), |_| {
            peak.raise(running.add());
            thread::yield_now();
            running.subtract();
            true
        });
        expect_eq(counts.get("a"), Some(&words), "every word is counted once");
        let peak = peak.get();
        expect(
            peak <= count,
            format!("no more threads count than were asked for: {peak} for {count}"),
        );
    }
}

pub fn keep_is_asked_for_each_word() {
    for count in [1, 2, 3] {
        let asked = Tally::new();
        let counts = word_count(
            &["The end of the END", "and THE rest"],
            threads(count),
            |word| {
                asked.add();
                let plain = word.chars().all(|letter| letter.is_lowercase());
                expect(plain, "keep is asked with the word in lower case");
                word != "the" && word != "and"
            },
        );
        let property = "words that keep does not want are not counted";
        expect_eq(told(counts), "end 2, of 1, rest 1", property);
        let property = "keep is asked once for each word of the text";
        expect_eq(asked.get(), 8, property);
    }
}

pub fn a_panic_of_keep_reaches_the_caller() {
    let property = "a panic of keep reaches the caller with its own payload";
    for bad in ["first", "last"] {
        let doc = format!("first {} last", "word ".repeat(12));
        let (asked, ended) = (Tally::new(), Tally::new());
        let caught = catch_unwind(AssertUnwindSafe(|| {
            word_count(&[&doc], threads(2), |word| {
                asked.add();
                if word == bad {
                    ended.add();
                    panic_any(4711_u64);
                }
                ended.add();
                true
            })
        }));
        match caught {
            Ok(_) => panic!("{property}: it does not panic"),
            Err(payload) => expect_eq(payload.downcast_ref::<u64>(), Some(&4711), property),
        }
        let property = "when the panic reaches the caller, no thread is at work any more";
        expect_eq(asked.get(), ended.get(), property);
    }
}

pub fn threads_do_not_meet_for_each_word() {
    let made = |words: usize| {
        let doc = "some words again and again ".repeat(words / 5);
        let before = steps();
        let counts = word_count(&[&doc], threads(2), all);
        expect_eq(
            counts.values().sum::<usize>(),
            words,
            "every word is counted once",
        );
        steps() - before
    };
    let few = made(50);
    let more = made(450).saturating_sub(few);
    expect(
        more <= 200,
        format!(
            "threads share nothing for each single word: 400 words more make {more} more steps of locks, atomics or channels"
        ),
    );
}

pub fn any_number_of_threads_works() {
    for docs in [
        &[][..],
        &[""],
        &["", ""],
        &["a"],
        &["ab c", "d"],
        &["...", "é"],
    ] {
        for count in [1, 5, 1 << 40, usize::MAX] {
            let found = told(word_count(docs, threads(count), all));
            let property = "there may be more threads asked for than there is work";
            expect_eq(found, plainly(docs), format!("{property} (in {docs:?})"));
        }
    }
}

pub fn the_most_frequent_come_first() {
    let counts: HashMap<String, usize> = [
        ("b", 2),
        ("é", 2),
        ("a", 2),
        ("z", 7),
        ("ab", 2),
        ("c", 1),
        ("B", 2),
    ]
    .map(|(word, times)| (word.to_owned(), times))
    .into();
    let sorted = ["z 7", "B 2", "a 2", "ab 2", "b 2", "é 2", "c 1"];
    for n in [0, 1, 2, 3, 4, 6, 7, 8, usize::MAX] {
        let found: Vec<String> = top_words(&counts, n)
            .into_iter()
            .map(|(word, times)| format!("{word} {times}"))
            .collect();
        let property =
            "the most frequent words come first, equally frequent ones in their own order";
        expect_eq(
            found,
            &sorted[..n.min(7)],
            format!("{property} (the {n} first)"),
        );
    }
    let equal: HashMap<String, usize> = ('a'..='z').map(|word| (word.to_string(), 3)).collect();
    let found: String = top_words(&equal, 20)
        .into_iter()
        .map(|(word, _)| word)
        .collect();
    let property = "equally frequent words come in their own order";
    expect_eq(found, "abcdefghijklmnopqrst", property);
    expect_eq(
        top_words(&HashMap::new(), 3),
        vec![],
        "of no words there is none",
    );
}
