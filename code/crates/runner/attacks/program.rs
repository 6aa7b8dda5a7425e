//! Attacks of a program on the machine it runs on. The name of one is the argument; each says whether it got through.
//!
//! Compiled by the test beside it with nothing but std: system calls are made through libc's own symbols.

use std::ffi::{CString, c_char, c_int, c_long, c_void};
use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream, UdpSocket};
use std::os::unix::net::{UnixListener, UnixStream};
use std::process::Command;
use std::thread;
use std::time::Duration;

unsafe extern "C" {
    fn fork() -> c_int;
    fn setsid() -> c_int;
    fn kill(pid: c_int, signal: c_int) -> c_int;
    fn getppid() -> c_int;
    fn getpgid(pid: c_int) -> c_int;
    fn waitpid(pid: c_int, status: *mut c_int, options: c_int) -> c_int;
    fn signal(number: c_int, handler: usize) -> usize;
    fn _exit(status: c_int) -> !;
    fn syscall(number: c_long, ...) -> c_long;
    fn mmap(at: *mut c_void, length: usize, protection: c_int, flags: c_int, fd: c_int, offset: i64) -> *mut c_void;
    fn unshare(flags: c_int) -> c_int;
    fn setrlimit(resource: c_int, limit: *const [u64; 2]) -> c_int;
    fn chmod(path: *const c_char, mode: u32) -> c_int;
}

/// `Ok` is what the attacker gained; `Err` is how it was held.
type Attempt = Result<String, String>;

const ATTACKS: &[(&str, fn(&Scene) -> Attempt)] = &[
    ("read-secret", |scene| fs::read_to_string(&scene.secret).map_err(held)),
    ("read-passwd", |_| fs::read_to_string("/etc/passwd").map_err(held)),
    ("read-shadow", |_| fs::read_to_string("/etc/shadow").map_err(held)),
    ("list-home", |scene| fs::read_dir(parent(&scene.secret)).map(|entries| format!("{} entries", entries.count())).map_err(held)),
    ("list-root", |_| fs::read_dir("/").map(|entries| format!("{} entries", entries.count())).map_err(held)),
    ("list-tmp", |_| fs::read_dir("/tmp").map(|entries| format!("{} entries", entries.count())).map_err(held)),
    ("read-parent-environment", |_| {
        let path = format!("/proc/{}/environ", unsafe { getppid() });
        fs::read(path).map(|bytes| format!("{} bytes", bytes.len())).map_err(held)
    }),
    ("read-parent-memory", |_| File::open(format!("/proc/{}/mem", unsafe { getppid() })).map(|_| "opened".into()).map_err(held)),
    ("list-processes", |_| fs::read_dir("/proc").map(|entries| format!("{} entries", entries.count())).map_err(held)),
    ("own-environment", |_| match std::env::vars().find(|(name, _)| name != "PATH") {
        Some((name, _)) => Ok(format!("sees {name}")),
        None => Err("the environment is empty".into()),
    }),
    ("write-outside", |scene| fs::write(&scene.victim, "changed").map(|()| "written".into()).map_err(held)),
    ("append-outside", |scene| OpenOptions::new().append(true).open(&scene.victim).map(|_| "opened".into()).map_err(held)),
    ("truncate-outside", |scene| OpenOptions::new().write(true).truncate(true).open(&scene.victim).map(|_| "cut".into()).map_err(held)),
    ("remove-outside", |scene| fs::remove_file(&scene.victim).map(|()| "removed".into()).map_err(held)),
    ("rename-outside", |scene| fs::rename(&scene.victim, format!("{}.moved", scene.victim)).map(|()| "renamed".into()).map_err(held)),
    ("link-outside", |scene| fs::hard_link(&scene.victim, format!("{}.link", scene.victim)).map(|()| "linked".into()).map_err(held)),
    ("symlink-outside", |scene| std::os::unix::fs::symlink("/etc", format!("{}.sym", scene.victim)).map(|()| "linked".into()).map_err(held)),
    ("create-in-tmp", |_| File::create("/tmp/attack-was-here").map(|_| "created".into()).map_err(held)),
    ("create-in-shm", |_| File::create("/dev/shm/attack-was-here").map(|_| "created".into()).map_err(held)),
    ("create-beside-itself", |_| {
        let here = std::env::args().next().unwrap_or_default();
        File::create(format!("{here}.new")).map(|_| "created".into()).map_err(held)
    }),
    ("change-mode", |scene| zero(unsafe { chmod(c(&scene.victim).as_ptr(), 0o777) }, "mode changed")),
    ("change-times", |scene| {
        let file = File::open(&scene.victim).map_err(held)?;
        file.set_modified(std::time::UNIX_EPOCH).map(|()| "time changed".into()).map_err(held)
    }),
    ("dot-dot", |scene| fs::read_to_string(format!("/usr/lib/../..{}", scene.secret)).map_err(held)),
    ("planted-symlink", |scene| fs::read_to_string(format!("{}.planted", scene.victim)).map_err(held)),
    ("spawn-shell", |_| Command::new("/bin/sh").args(["-c", "true"]).status().map(|status| status.to_string()).map_err(held)),
    ("spawn-itself", |_| Command::new(std::env::args().next().unwrap_or_default()).arg("nothing").status().map(|s| s.to_string()).map_err(held)),
    ("exec-shell", |_| {
        use std::os::unix::process::CommandExt;
        Err(held(Command::new("/bin/sh").args(["-c", "echo GOT THROUGH: shell"]).exec()))
    }),
    ("exec-su", |_| {
        use std::os::unix::process::CommandExt;
        Err(held(Command::new("/bin/su").arg("--version").exec()))
    }),
    ("fork-bomb", |_| {
        let mut forks = 0;
        for _ in 0..64 {
            match unsafe { fork() } {
                -1 => {}
                0 => loop { thread::sleep(Duration::from_secs(60)) },
                _ => forks += 1,
            }
        }
        if forks > 0 { Ok(format!("{forks} forks")) } else { Err("no fork".into()) }
    }),
    ("daemon", |_| positive(unsafe { setsid() }, "a session of its own")),
    ("new-group", |_| zero(call(109, &[0, 0]), "a process group of its own")),
    ("signal-parent", |_| zero(unsafe { kill(getppid(), 0) }, "may signal the parent")),
    ("signal-everybody", |_| zero(unsafe { kill(-1, 0) }, "may signal everybody")),
    ("signal-victim", |scene| zero(unsafe { kill(scene.process, 0) }, "may signal the victim")),
    ("signal-another-group", |scene| zero(unsafe { kill(-getpgid(scene.process), 0) }, "may signal a group")),
    ("signal-a-thread-of-the-parent", |_| {
        let parent = i64::from(unsafe { getppid() });
        zero(call(234, &[parent, parent, 0]), "may signal a thread of the parent")
    }),
    ("trace-parent", |_| zero(call(101, &[16, i64::from(unsafe { getppid() }), 0, 0]), "traces the parent")),
    ("read-victim-memory", |scene| {
        let mut word = 0_u64;
        let local = [&raw mut word as u64, 8];
        let remote = [0x1000_u64, 8];
        let got = call(310, &[i64::from(scene.process), local.as_ptr() as i64, 1, remote.as_ptr() as i64, 1, 0]);
        // EFAULT would mean that only the address was wrong.
        if got >= 0 || errno() == 14 { Ok("reads another process".into()) } else { Err(format!("errno {}", errno())) }
    }),
    ("open-process-handle", |scene| positive(call(434, &[i64::from(scene.process), 0]), "a handle on the victim")),
    ("limit-victim", |scene| zero(call(302, &[i64::from(scene.process), 7, 0, 0]), "limits of the victim")),
    ("raise-limits", |_| zero(unsafe { setrlimit(9, &[u64::MAX, u64::MAX]) }, "limits raised")),
    ("connect-loopback", |scene| TcpStream::connect(("127.0.0.1", scene.port)).map(|_| "reached a service of the machine".into()).map_err(held)),
    ("connect-loopback-6", |scene| TcpStream::connect(("::1", scene.port)).map(|_| "reached a service of the machine".into()).map_err(held)),
    ("udp", |_| UdpSocket::bind("0.0.0.0:0").map(|_| "bound".into()).map_err(held)),
    ("listen-everywhere", |_| TcpListener::bind("0.0.0.0:0").map(|_| "bound".into()).map_err(held)),
    ("raw-socket", |_| positive(call(41, &[2, 3, 1]), "a raw socket")),
    ("netlink", |_| positive(call(41, &[16, 3, 0]), "a netlink socket")),
    ("unix-socket", |scene| UnixStream::connect(&scene.socket).map(|_| "connected".into()).map_err(held)),
    ("abstract-socket", |_| {
        use std::os::linux::net::SocketAddrExt;
        let name = std::os::unix::net::SocketAddr::from_abstract_name("attack-victim").map_err(held)?;
        UnixStream::connect_addr(&name).map(|_| "connected".into()).map_err(held)
    }),
    ("unix-listener", |scene| UnixListener::bind(format!("{}.sock", scene.victim)).map(|_| "bound".into()).map_err(held)),
    ("new-namespaces", |_| zero(unsafe { unshare(0x1000_0000) }, "a user namespace")),
    ("clone-namespace", |_| positive(call(56, &[0x1000_0000 | 17, 0, 0, 0, 0]), "a user namespace by clone")),
    ("mount", |_| zero(call(165, &[0, 0, 0, 0, 0]), "mounts").or_else(not_fault)),
    ("io-uring", |_| positive(call(425, &[1, [0_u64; 15].as_ptr() as i64]), "an io_uring")),
    ("bpf", |_| positive(call(321, &[0, [0_u64; 15].as_ptr() as i64, 120]), "a BPF object").or_else(not_fault)),
    ("perf-event", |_| positive(call(298, &[[0_u64; 15].as_ptr() as i64, 0, -1, -1, 0]), "a perf event").or_else(not_fault)),
    ("key-ring", |_| positive(call(250, &[0, -3, 0, 0, 0]), "a key ring")),
    ("user-fault", |_| positive(call(323, &[0]), "userfaultfd")),
    ("memory-file", |_| positive(call(319, &[c"x".as_ptr() as i64, 0]), "a file in memory that no limit counts")),
    ("shared-segment", |_| positive(call(29, &[0, 4096, 0o1600]), "a segment that outlives the program")),
    ("message-queue", |_| positive(call(68, &[0, 0o1600]), "a queue that outlives the program")),
    ("x32-call", |_| positive(call(0x4000_0000 + 39, &[]), "a call the filter does not know")),
    ("newer-call", |_| match call(471, &[0, 0, 0]) {
        -1 if errno() == 38 => Err("no such call".into()),
        other => Ok(format!("answered {other}")),
    }),
    ("memory", |_| {
        let mut hoard: Vec<Vec<u8>> = Vec::new();
        for gigabytes in 0..50 {
            let mut piece = Vec::new();
            if piece.try_reserve_exact(1 << 30).is_err() {
                return Err(format!("refused after {gigabytes} GiB"));
            }
            piece.resize(1 << 30, 1);
            hoard.push(piece);
        }
        Ok("50 GiB".into())
    }),
    ("shared-memory", |_| {
        for pieces in 0..200 {
            let at = unsafe { mmap(std::ptr::null_mut(), 256 << 20, 3, 0x21, -1, 0) };
            if at as isize == -1 {
                return Err(format!("refused after {} MiB", pieces * 256));
            }
        }
        Ok("50 GiB".into())
    }),
    ("threads", |_| {
        let mut count = 0;
        while count < 100_000 {
            if thread::Builder::new().stack_size(16 << 10).spawn(|| thread::sleep(Duration::from_secs(60))).is_err() {
                return Err(format!("refused after {count}"));
            }
            count += 1;
        }
        Ok("100000 threads".into())
    }),
    ("open-files", |_| {
        let mut files = Vec::new();
        while files.len() < 10_000 {
            match File::open("/dev/null") {
                Ok(file) => files.push(file),
                Err(error) => return Err(format!("refused after {}: {error}", files.len())),
            }
        }
        Ok("10000 files".into())
    }),
    ("flood", |_| loop {
        println!("{}", "x".repeat(1000));
    }),
    ("busy-loop", |_| loop {
        std::hint::spin_loop();
    }),
    ("sleep-for-ever", |_| loop {
        thread::sleep(Duration::from_secs(60));
    }),
    ("close-streams-and-stay", |_| {
        call(3, &[1]);
        call(3, &[2]);
        loop {
            thread::sleep(Duration::from_secs(60));
        }
    }),
];

/// What the test has laid out around the program.
struct Scene {
    secret: String,
    victim: String,
    socket: String,
    process: c_int,
    port: u16,
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let name = arguments[1].as_str();
    match name {
        "behave" => return behave(),
        "multiply" => return multiply(|| loop { thread::sleep(Duration::from_secs(60)) }),
        "multiply-and-end" => return multiply(|| std::process::exit(3)),
        "rule-own-children" => return rule_own_children(),
        "signal-own-group" => return signal_own_group(),
        "abort" => std::process::abort(),
        _ => {}
    }
    let scene = Scene {
        secret: arguments[2].clone(),
        victim: arguments[3].clone(),
        socket: arguments[4].clone(),
        process: arguments[5].parse().unwrap(),
        port: arguments[6].parse().unwrap(),
    };
    if name == "names" {
        return ATTACKS.iter().for_each(|(name, _)| println!("{name}"));
    }
    let attack = ATTACKS.iter().find(|(known, _)| *known == name).expect("a known attack").1;
    match attack(&scene) {
        Ok(gain) => println!("GOT THROUGH: {gain}"),
        Err(how) => println!("held: {how}"),
    }
}

/// What an honest program does must go on working.
fn behave() {
    let threads: Vec<_> = (0..32).map(|number| thread::spawn(move || number)).collect();
    let sum: i32 = threads.into_iter().map(|thread| thread.join().unwrap()).sum();
    assert_eq!(sum, 496);
    assert!(std::panic::catch_unwind(|| panic!("caught")).is_err());
    let (mut here, mut there) = UnixStream::pair().unwrap();
    here.write_all(b"pair").unwrap();
    let mut word = [0; 4];
    there.read_exact(&mut word).unwrap();
    thread::sleep(Duration::from_millis(1));
    println!("behaved");
}

/// Starts processes that nobody waits for and no signal but one ends, then goes on as told.
fn multiply(and_then: fn()) {
    for _ in 0..3 {
        if unsafe { fork() } == 0 {
            // A child of a child, whose parent is gone at once.
            if unsafe { fork() } != 0 {
                unsafe { _exit(0) };
            }
            for number in (1..32).filter(|number| ![9, 19].contains(number)) {
                unsafe { signal(number, 1) };
            }
            loop {
                thread::sleep(Duration::from_secs(60));
            }
        }
    }
    println!("several");
    and_then();
}

/// Ends a child by number, one by its group, and lets one end itself.
fn rule_own_children() {
    let end_of = |act: fn(c_int)| {
        let child = unsafe { fork() };
        act(child);
        let mut status = 0;
        assert_eq!(unsafe { waitpid(child, &raw mut status, 0) }, child);
        status & 0x7f
    };
    let killed = end_of(|child| match child {
        0 => loop { thread::sleep(Duration::from_secs(60)) },
        child => assert_eq!(unsafe { kill(child, 9) }, 0),
    });
    assert_eq!(killed, 9);
    let aborted = end_of(|child| if child == 0 { std::process::abort() });
    assert_eq!(aborted, 6);
    println!("ruled");
}

/// Signals everybody in its group, by both names that the group has.
fn signal_own_group() {
    unsafe { signal(10, 1) };
    assert_eq!(unsafe { kill(0, 10) }, 0);
    assert_eq!(unsafe { kill(-getpgid(0), 10) }, 0);
    println!("ruled");
}

fn held(error: std::io::Error) -> String {
    error.to_string()
}

fn errno() -> i32 {
    std::io::Error::last_os_error().raw_os_error().unwrap_or(0)
}

fn zero(answer: c_int, gain: &str) -> Attempt {
    if answer == 0 { Ok(gain.into()) } else { Err(format!("errno {}", errno())) }
}

fn positive(answer: c_int, gain: &str) -> Attempt {
    if answer >= 0 { Ok(gain.into()) } else { Err(format!("errno {}", errno())) }
}

/// A call that complains of its arguments was let through.
fn not_fault(how: String) -> Attempt {
    if how == "errno 14" || how == "errno 22" { Ok(format!("the call was made ({how})")) } else { Err(how) }
}

fn call(number: c_long, arguments: &[i64]) -> c_int {
    let at = |index: usize| arguments.get(index).copied().unwrap_or(0);
    unsafe { syscall(number, at(0), at(1), at(2), at(3), at(4), at(5)) as c_int }
}

fn c(text: &str) -> CString {
    CString::new(text).unwrap()
}

fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("/", |(folder, _)| folder)
}
