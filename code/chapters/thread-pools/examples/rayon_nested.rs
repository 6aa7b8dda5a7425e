//! A rayon job that waits for other jobs runs them meanwhile: one thread is enough.
//@ explore: no, because rayon's threads are outside the model

// ANCHOR: main
use rayon::ThreadPoolBuilder;

fn sum(numbers: &[u64]) -> u64 {
    if numbers.len() <= 2 {
        return numbers.iter().sum();
    }
    let (left, right) = numbers.split_at(numbers.len() / 2);
    let (left, right) = rayon::join(|| sum(left), || sum(right));
    left + right
}

fn main() -> Result<(), rayon::ThreadPoolBuildError> {
    let numbers: Vec<u64> = (1..=100).collect();
    let pool = ThreadPoolBuilder::new().num_threads(1).build()?;
    println!("{}", pool.install(|| sum(&numbers)));
    Ok(())
}
// ANCHOR_END: main
