//! What a child gets from its parent, and what it inherits without being asked.

// ANCHOR: main
use std::path::Path;
use std::process::Command;
use std::{env, io};

fn main() -> io::Result<()> {
    if env::args().nth(1).as_deref() == Some("child") {
        let rest: Vec<String> = env::args().skip(2).collect();
        println!("arguments: {rest:?}");
        for name in ["GREETING", "PATH", "TZ"] {
            println!("{name} is set: {}", env::var(name).is_ok());
        }
        println!("in the root: {}", env::current_dir()? == Path::new("/"));
        return Ok(());
    }

    let mut command = Command::new(env::current_exe()?);
    command
        .args(["child", "two words.txt", "$HOME; ls"])
        .env("GREETING", "good morning")
        .env_remove("TZ")
        .current_dir("/");
    assert!(command.status()?.success());
    println!("parent has a greeting: {}", env::var("GREETING").is_ok());
    Ok(())
}
// ANCHOR_END: main
