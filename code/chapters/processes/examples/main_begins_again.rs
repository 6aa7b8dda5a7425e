//! A program that starts itself runs its main function from the top, and an argument ends the chain.

// ANCHOR: main
use std::process::Command;
use std::{env, io};

fn main() -> io::Result<()> {
    let argument = env::args().nth(1);
    let generation: u32 = argument.map_or(0, |text| text.parse().unwrap());
    println!("main begins in generation {generation}");
    if generation < 3 {
        let mut command = Command::new(env::current_exe()?);
        assert!(
            command
                .arg((generation + 1).to_string())
                .status()?
                .success()
        );
    }
    Ok(())
}
// ANCHOR_END: main
