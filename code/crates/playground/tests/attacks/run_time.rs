//! Programs that attack while they run, beyond those of the crate `runner`.

use playground::Outcome;

use crate::scene::{Attack, Held, attack, slow};

pub(crate) const TEXTS: &[Attack] = &[
    attack(
        "read_the_secret",
        Held::Says,
        r#"fn main() { match std::fs::read_to_string("SECRET_FILE") { Ok(it) => println!("got through {it}"), Err(_) => println!("held") } }"#,
    ),
    attack(
        "reach_a_service_of_the_machine",
        Held::Anyhow,
        r#"use std::net::TcpStream;
        fn main() {
            for host in ["127.0.0.1", "[::1]", "0.0.0.0", "[::]", "[::ffff:127.0.0.1]", "localhost", "127.1.2.3"] {
                match TcpStream::connect(format!("{host}:PORT")) { Ok(_) => println!("got through by {host}"), Err(error) => println!("{host}: {error}") }
            }
        }"#,
    ),
    attack(
        "read_memory_by_proc",
        Held::Says,
        r#"fn main() {
            for path in ["/proc/self/mem", "/proc/self/environ", "/proc/PARENT/mem", "/proc/PARENT/environ", "/proc/PARENT/cmdline",
                "/proc/PARENT/fd/0", "/proc/PARENT/root/etc/passwd", "/proc/1/environ", "/proc/self/root/SECRET_FILE", "/proc/PARENT/cwd/Cargo.toml"] {
                if std::fs::File::open(path).is_ok() { println!("got through {path}"); }
            }
            println!("held");
        }"#,
    ),
    attack(
        "write_to_its_own_memory_by_proc",
        Held::Says,
        r#"fn main() { match std::fs::OpenOptions::new().write(true).open("/proc/self/mem") { Ok(_) => println!("got through"), Err(_) => println!("held") } }"#,
    ),
    attack(
        "plant_in_the_compilers_folder",
        Held::Says,
        r#"use std::fs; fn main() {
            let base = "FOLDER/course/target/interleave/playground";
            for path in ["listings/examples+guest.rs/build/incremental/planted", "listings/examples+guest.rs/source/examples/guest.rs",
                "listings/planted", "programs/planted", "crates.json", "crates/target/debug/deps/libplanted.rlib"] {
                if fs::write(format!("{base}/{path}"), "planted").is_ok() { println!("got through {path}"); }
            }
            let to = format!("{base}/listings/examples+guest.rs/build/program");
            if std::os::unix::fs::symlink("/etc/passwd", &to).is_ok() { println!("got through {to}"); }
            println!("held");
        }"#,
    ),
    attack(
        "replace_itself",
        Held::Says,
        r#"use std::fs; fn main() {
            let me = std::env::args().next().unwrap();
            let gained = fs::write(&me, "x").is_ok() || fs::remove_file(&me).is_ok() || fs::rename(&me, format!("{me}.old")).is_ok();
            println!("{}", if gained { "got through" } else { "held" });
        }"#,
    ),
    attack(
        "write_where_it_starts_without_a_folder_of_its_own",
        Held::Says,
        r#"unsafe extern "C" { fn creat(path: *const std::ffi::c_char, mode: u32) -> i32; fn mkdir(path: *const std::ffi::c_char, mode: u32) -> i32; }
        fn main() { println!("{}", if unsafe { creat(c"here".as_ptr(), 0o600) >= 0 || mkdir(c"there".as_ptr(), 0o700) == 0 } { "got through" } else { "held" }); }"#,
    ),
    attack(
        "leave_a_core",
        Held::Ends(Outcome::Signalled),
        "fn main() { std::process::abort() }",
    ),
    attack(
        "descriptors_of_the_server",
        Held::Says,
        r#"unsafe extern "C" { fn fcntl(fd: i32, command: i32, ...) -> i32; }
        fn main() {
            let open: Vec<i32> = (3..4096).filter(|fd| unsafe { fcntl(*fd, 1) } >= 0).collect();
            println!("{}", if open.is_empty() { "held".to_owned() } else { format!("got through {open:?}") });
        }"#,
    ),
    attack(
        "outlive_the_server",
        Held::Says,
        r#"unsafe extern "C" { fn prctl(option: i32, ...) -> i32; }
        fn main() { println!("{}", if unsafe { prctl(1, 0_u64, 0_u64, 0_u64, 0_u64) } == 0 { "got through" } else { "held" }); }"#,
    ),
    attack(
        "a_terminal_and_its_input",
        Held::Says,
        r#"unsafe extern "C" { fn ioctl(fd: i32, request: u64, ...) -> i32; }
        fn main() {
            let letter = b'x';
            let gained = (0..3).any(|fd| unsafe { ioctl(fd, 0x5412, &raw const letter) } == 0) || std::fs::File::open("/dev/tty").is_ok();
            println!("{}", if gained { "got through" } else { "held" });
        }"#,
    ),
    attack(
        "sockets_of_other_kinds",
        Held::Says,
        r#"unsafe extern "C" { fn socket(family: i32, kind: i32, protocol: i32) -> i32; }
        use std::net::TcpStream as _Network;
        fn main() {
            for (family, kind) in [(1, 1), (1, 2), (16, 3), (17, 3), (38, 5), (40, 1), (2, 2), (10, 2), (2, 3), (10, 3), (15, 3), (44, 3)] {
                if unsafe { socket(family, kind, 0) } >= 0 { println!("got through {family} {kind}"); }
            }
            println!("held");
        }"#,
    ),
    attack(
        "more_priority",
        Held::Says,
        r#"unsafe extern "C" { fn nice(by: i32) -> i32; fn sched_setscheduler(process: i32, policy: i32, priority: *const i32) -> i32; fn mlockall(flags: i32) -> i32; }
        fn main() {
            let priority = 50;
            let gained = unsafe { nice(-20) == -20 || sched_setscheduler(0, 1, &raw const priority) == 0 };
            println!("{}", if gained { "got through" } else { "held" });
        }"#,
    ),
    attack(
        "processes_by_every_door",
        Held::Says,
        r#"use std::process::Command;
        fn main() {
            for program in ["/bin/sh", "/usr/bin/cc", "/usr/bin/env"] {
                if Command::new(program).status().is_ok() { println!("got through {program}"); }
            }
            let loader = Command::new("/lib64/ld-linux-x86-64.so.2").args(["/bin/echo", "got through"]).status();
            assert!(!loader.is_ok_and(|status| status.success()), "got through the loader");
            println!("held");
        }"#,
    ),
    attack(
        "run_a_library_as_a_program",
        Held::Anyhow,
        r#"use std::os::unix::process::CommandExt;
        fn main() { let _ = std::process::Command::new("/lib64/ld-linux-x86-64.so.2").args(["/bin/echo", "got through"]).exec(); println!("held"); }"#,
    ),
    attack(
        "kill_itself",
        Held::Ends(Outcome::Signalled),
        r#"unsafe extern "C" { fn raise(signal: i32) -> i32; } fn main() { unsafe { raise(9); } }"#,
    ),
    slow(
        "stop_itself",
        Held::Ends(Outcome::TimedOut),
        r#"unsafe extern "C" { fn raise(signal: i32) -> i32; } fn main() { unsafe { raise(19); } }"#,
    ),
    slow(
        "shrug_off_signals",
        Held::Ends(Outcome::TimedOut),
        r#"unsafe extern "C" { fn signal(signal: i32, handler: usize) -> usize; }
        fn main() { for number in 1..32 { unsafe { signal(number, 1); } } loop { std::hint::spin_loop(); } }"#,
    ),
    slow(
        "wait_for_ever_on_every_thread",
        Held::Ends(Outcome::TimedOut),
        "fn main() { for _ in 0..100 { std::thread::spawn(|| loop { std::thread::park() }); } loop { std::thread::park() } }",
    ),
    attack(
        "more_memory_than_there_is",
        Held::Ends(Outcome::OutOfMemory),
        "fn main() { let mut all = Vec::new(); loop { all.push(vec![1_u8; 1 << 20]); } }",
    ),
    attack(
        "a_stack_without_end",
        Held::Ends(Outcome::Signalled),
        "#[allow(unconditional_recursion)] fn deeper(n: u64) -> u64 { std::hint::black_box(deeper(n + 1)) + n } fn main() { println!(\"{}\", deeper(0)); }",
    ),
    attack(
        "a_flood",
        Held::Ends(Outcome::TooMuchOutput),
        "fn main() { loop { println!(\"{}\", \"x\".repeat(1 << 16)); } }",
    ),
    attack(
        "a_flood_of_errors_byte_by_byte",
        Held::Ends(Outcome::TooMuchOutput),
        "use std::io::Write; fn main() { loop { std::io::stderr().write_all(b\"\\xff\").unwrap(); } }",
    ),
];
