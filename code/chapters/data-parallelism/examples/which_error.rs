//! Two items fail, and `collect` returns one of the errors.
//@ output: one-of
//@ because: whichever thread fails first stops the others
//@ explore: no, because rayon keeps its own threads

// ANCHOR: main
use rayon::prelude::*;

fn main() {
    let words = ["12", "seven", "31", "many"].par_iter().with_max_len(1);
    let parse = |word: &&str| {
        word.parse::<u32>()
            .map_err(|_| format!("`{word}` is no number"))
    };

    let all: Vec<Result<u32, String>> = words.clone().map(parse).collect();
    println!("{} failed", all.iter().filter(|one| one.is_err()).count());

    let whole: Result<Vec<u32>, String> = words.map(parse).collect();
    println!("{}", whole.unwrap_err());
}
// ANCHOR_END: main
