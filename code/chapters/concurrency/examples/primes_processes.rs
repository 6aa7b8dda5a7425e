//! Counts primes in four processes: shares go out and answers come back as text.

// ANCHOR: main
use std::env;
use std::error::Error;
use std::process::{Command, Stdio};

fn is_prime(number: u32) -> bool {
    number > 1 && (2..=number.isqrt()).all(|by| !number.is_multiple_of(by))
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if let [from, to] = arguments.as_slice() {
        let share = from.parse::<u32>()?..to.parse()?;
        println!("{}", share.filter(|&number| is_prime(number)).count());
        return Ok(()); // this was a child
    }

    let mut children = Vec::new();
    for share in ["0 2500", "2500 5000", "5000 7500", "7500 10000"] {
        let mut child = Command::new(env::current_exe()?);
        child.args(share.split(' ')).stdout(Stdio::piped());
        children.push(child.spawn()?);
    }
    let mut primes = 0;
    for child in children {
        let output = child.wait_with_output()?;
        assert!(output.status.success(), "a child failed: {}", output.status);
        primes += String::from_utf8(output.stdout)?.trim().parse::<usize>()?;
    }
    println!("{primes} primes");
    Ok(())
}
// ANCHOR_END: main
