//! Programs that attack with what only some are given: files of their own, and processes.

use crate::scene::{Attack, Held, attack, slow};

pub(crate) const TEXTS: &[Attack] = &[
    attack(
        "fill_the_disk",
        Held::Says,
        r#"use std::io::Write; fn main() {
            let mut written = 0;
            'files: for name in 0..64 {
                let Ok(mut file) = std::fs::File::create(name.to_string()) else { break };
                loop {
                    match file.write(&[7; 1 << 20]) { Ok(0) | Err(_) => break, Ok(bytes) => written += bytes }
                    if file.metadata().is_ok_and(|data| data.len() >= 15 << 20) { continue 'files; }
                }
            }
            println!("{}", if written > 33 << 20 { format!("got through {written}") } else { "held".to_owned() });
        }"#,
    ),
    attack(
        "files_without_end",
        Held::Says,
        r#"fn main() {
            let made = (0..100_000).take_while(|name| std::fs::File::create(name.to_string()).is_ok()).count();
            println!("{}", if made > 1024 { format!("got through {made}") } else { "held".to_owned() });
        }"#,
    ),
    attack(
        "run_what_it_wrote",
        Held::Says,
        r#"use std::os::unix::fs::PermissionsExt; use std::process::Command; fn main() {
            let gained = std::env::current_exe().and_then(|me| std::fs::copy(me, "copy")).is_ok()
                && { let _ = std::fs::set_permissions("copy", PermissionsExt::from_mode(0o755)); Command::new("./copy").spawn().is_ok() };
            println!("{}", if gained { "got through" } else { "held" });
        }"#,
    ),
    attack(
        "lead_out_of_its_folder",
        Held::Says,
        r#"use std::fs; fn main() {
            for (to, read) in [("SECRET_FILE", "link"), ("/", "link/etc/shadow"), ("/proc/PARENT/root", "link/etc/passwd"), ("..", "link/../crates.json")] {
                let _ = fs::remove_file("link");
                let _ = std::os::unix::fs::symlink(to, "link");
                if fs::read(read).is_ok() || fs::write(format!("{read}.new"), "x").is_ok() && read.contains('/') { println!("got through {read}"); }
            }
            if fs::hard_link("VICTIM", "hard").is_ok() || fs::rename("VICTIM", "moved").is_ok() { println!("got through a second name"); }
            println!("held");
        }"#,
    ),
    attack(
        "look_below_its_folder",
        Held::Says,
        r#"use std::fs; fn main() {
            let here = std::env::current_dir().unwrap_or_default();
            for above in here.ancestors().skip(1) {
                if fs::read_dir(above).is_ok() || fs::write(above.join("planted"), "x").is_ok() { println!("got through {}", above.display()); }
            }
            println!("held");
        }"#,
    ),
    attack(
        "a_child_that_stays",
        Held::Anyhow,
        r#"use std::os::unix::process::CommandExt; use std::process::{Command, Stdio};
        unsafe extern "C" { fn setsid() -> i32; fn fork() -> i32; }
        fn main() {
            if std::env::args().count() > 1 { loop { std::thread::park() } }
            let Ok(me) = std::env::current_exe() else { return };
            let mut child = Command::new(me);
            child.arg("stay").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).process_group(0);
            unsafe { child.pre_exec(|| { setsid(); if fork() > 0 { std::process::exit(0) } Ok(()) }); }
            let _ = child.spawn();
        }"#,
    ),
    attack(
        "kill_everything_it_can_name",
        Held::Anyhow,
        r#"use std::process::Command as _; unsafe extern "C" { fn kill(process: i32, signal: i32) -> i32; }
        fn main() { unsafe { kill(PARENT, 9); kill(1, 9); kill(-1, 9); } }"#,
    ),
    slow(
        "children_without_end",
        Held::Anyhow,
        r#"use std::process::Command; fn main() {
            let me = std::env::current_exe().unwrap();
            loop { if let Ok(mut child) = Command::new(&me).spawn() { if std::env::args().count() > 100 { let _ = child.wait(); } } }
        }"#,
    ),
    slow(
        "memory_in_many_processes",
        Held::Anyhow,
        r#"use std::process::Command; fn main() {
            let me = std::env::current_exe().unwrap();
            let mut all: Vec<Vec<u8>> = Vec::new();
            loop { let _ = Command::new(&me).spawn(); all.push(vec![1; 1 << 20]); }
        }"#,
    ),
];
