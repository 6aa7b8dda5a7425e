//! Four large factorials on all cores, and how many digits they have.
//@ explore: no, because rayon keeps its own threads

// ANCHOR: main
use rayon::prelude::*;

/// The factorial in groups of nine digits, the lowest first.
fn factorial(number: u64) -> Vec<u64> {
    let mut groups = vec![1];
    for factor in 2..=number {
        let mut carry = 0;
        for group in &mut groups {
            carry += *group * factor;
            *group = carry % 1_000_000_000;
            carry /= 1_000_000_000;
        }
        if carry > 0 {
            groups.push(carry);
        }
    }
    groups
}

fn digits(groups: &[u64]) -> String {
    let mut groups = groups.iter().rev();
    let highest = groups.next().map_or_else(String::new, u64::to_string);
    groups.fold(highest, |text, group| text + &format!("{group:09}"))
}

fn main() {
    let texts: Vec<String> = [20, 2000, 2500, 3000]
        .par_iter()
        .map(|&number| digits(&factorial(number)))
        .collect();
    println!("20! is {}", texts[0]);
    println!(
        "the others have {:?} digits",
        [1, 2, 3].map(|index: usize| texts[index].len())
    );
}
// ANCHOR_END: main
