//! The same primes on one thread, on rayon, in one Python process and in Python's process pool.
//@ output: pattern
//@ because: the times are those of the machine
//@ explore: no, because it measures time

// ANCHOR: main
use rayon::prelude::*;
use std::process::Command;
use std::time::{Duration, Instant};
use std::{fs, io};

const SHARES: [u32; 8] = [20_000; 8];

const PYTHON: &str = r#"
import time
from multiprocessing import Pool

def primes(below):
    return sum(all(n % by for by in range(2, int(n**0.5) + 1)) for n in range(2, below))

def report(name, work):
    times = []
    for _ in range(3):
        start = time.perf_counter()
        found = work([20_000] * 8)
        times.append(time.perf_counter() - start)
    print(f"{name} {min(times) * 1000:7.1f} ms, {found} primes")

def in_a_pool(shares):
    with Pool() as pool:
        return sum(pool.map(primes, shares))

if __name__ == "__main__":
    report("Python, one process ", lambda shares: sum(map(primes, shares)))
    report("Python, process pool", in_a_pool)
"#;

fn primes(below: u32) -> usize {
    let is_prime = |number: &u32| (2..=number.isqrt()).all(|by| !number.is_multiple_of(by));
    (2..below).filter(is_prime).count()
}

fn report(name: &str, work: impl Fn() -> usize) {
    let timed = |_| {
        let start = Instant::now();
        let found = work();
        (start.elapsed(), found)
    };
    let (time, found) = (0..5).map(timed).min().unwrap_or((Duration::ZERO, 0));
    println!(
        "{name} {:7.1} ms, {found} primes",
        time.as_secs_f64() * 1000.0
    );
}

fn main() -> io::Result<()> {
    report("Rust, one thread    ", || {
        SHARES.iter().map(|&below| primes(below)).sum()
    });
    report("Rust, rayon         ", || {
        SHARES.par_iter().map(|&below| primes(below)).sum()
    });

    fs::write("primes.py", PYTHON)?;
    let python = Command::new("python3").arg("primes.py").output();
    fs::remove_file("primes.py")?;
    match python {
        Ok(output) => print!("{}", String::from_utf8_lossy(&output.stdout)),
        Err(error) => println!("Python does not run here: {error}"),
    }
    Ok(())
}
// ANCHOR_END: main
