//! Every attack of `attacks/program.rs`, in every tier this machine has, as an ordinary user: none may get through.
//!
//! When the tests run as root, this program gives root up before it starts anything: a sandbox that holds only because
//! its inmate is weak, or fails to hold because it is root, would prove nothing.

#[path = "attacks/children.rs"]
mod children;

use std::fs;
use std::net::TcpListener;
use std::os::linux::net::SocketAddrExt;
use std::os::unix::net::{SocketAddr, UnixListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use libtest_mimic::{Arguments, Failed, Trial};
use runner::{Ending, Job, Limits, Network, Output, Policy, Processes, Tier, probe, run};

const NOBODY: u32 = 65534;

fn main() {
    children::be_killed_if_told();
    let arguments = Arguments::from_args();
    if !cfg!(target_arch = "x86_64") {
        println!("skipped: the attacks name system calls by their x86-64 numbers");
        return;
    }
    let scene = Arc::new(Scene::lay_out());
    give_up_root();
    let scene_for_end = Arc::clone(&scene);
    let names = scene.names();
    let mut trials = Vec::new();
    for (tier, label) in tiers() {
        for name in &names {
            let (scene, name) = (Arc::clone(&scene), name.clone());
            trials.push(Trial::test(format!("{label}::{name}"), move || {
                scene.attack(&name, tier, Network::None)
            }));
        }
        trials.extend(children::trials(&scene, tier, label));
        let scene = Arc::clone(&scene);
        trials.push(Trial::test(
            format!("{label}::an_honest_program_works"),
            move || scene.behave(tier),
        ));
    }
    if tiers().iter().any(|(tier, _)| *tier == Tier::Full) {
        for name in [
            "connect-loopback",
            "connect-loopback-6",
            "udp",
            "raw-socket",
            "netlink",
            "unix-socket",
            "abstract-socket",
        ] {
            let scene = Arc::clone(&scene);
            trials.push(Trial::test(format!("own_loopback::{name}"), move || {
                scene.attack(name, Tier::Full, Network::OwnLoopback)
            }));
        }
    }
    let conclusion = libtest_mimic::run(&arguments, trials);
    scene_for_end.nothing_changed();
    // What follows ends the process, and nothing would be dropped any more.
    drop((scene, scene_for_end));
    conclusion.exit();
}

fn tiers() -> Vec<(Tier, &'static str)> {
    let found = probe();
    let tiers = match found.tier {
        Some(Tier::Full) => vec![(Tier::Full, "full"), (Tier::Landlock, "landlock")],
        Some(Tier::Landlock) => vec![(Tier::Landlock, "landlock")],
        _ => Vec::new(),
    };
    if tiers.len() < 2 {
        println!("skipped: not every tier works here: {}", found.reason);
        assert!(
            std::env::var_os("COURSE_FORBID_SKIPS").is_none(),
            "a skip is forbidden here"
        );
    }
    tiers
}

/// What lies around the sandbox, and must be as it was afterwards.
struct Scene {
    folder: PathBuf,
    program: PathBuf,
    port: u16,
    victim: Child,
    _listeners: (
        TcpListener,
        Option<TcpListener>,
        UnixListener,
        Option<UnixListener>,
    ),
}

impl Scene {
    fn lay_out() -> Self {
        let folder = std::env::temp_dir().join(format!("sandbox-scene-{}", std::process::id()));
        let home = folder.join("home");
        fs::create_dir_all(&home).unwrap();
        fs::write(home.join("secret"), "the secret").unwrap();
        fs::write(folder.join("victim"), "untouched").unwrap();
        std::os::unix::fs::symlink(home.join("secret"), folder.join("victim.planted")).unwrap();
        let program = folder.join("program");
        compile(&program);
        // Where everybody may execute it.
        fs::copy(std::env::current_exe().unwrap(), folder.join("server")).unwrap();
        let socket = UnixListener::bind(folder.join("socket")).unwrap();
        let abstract_socket = SocketAddr::from_abstract_name("attack-victim")
            .and_then(|name| UnixListener::bind_addr(&name))
            .ok();
        let loopback = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = loopback.local_addr().unwrap().port();
        let loopback_6 = TcpListener::bind(("::1", port)).ok();
        own_by_nobody(&folder);
        let mut sleeper = Command::new("sleep");
        sleeper.arg("600").stdin(Stdio::null());
        as_nobody(&mut sleeper);
        Self {
            folder,
            program,
            port,
            victim: sleeper.spawn().unwrap(),
            _listeners: (loopback, loopback_6, socket, abstract_socket),
        }
    }

    /// The program under another name, by which what it leaves behind is known.
    fn copy_of_program(&self, name: &str) -> std::io::Result<PathBuf> {
        // ORDERING: Relaxed, because the numbers only have to differ.
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let copy = self.folder.join(format!("{name}-{number}"));
        fs::copy(&self.program, &copy)?;
        Ok(copy)
    }

    fn names(&self) -> Vec<String> {
        let output = Command::new(&self.program)
            .args(["names", "", "", "", "0", "0"])
            .output()
            .unwrap();
        let names: Vec<String> = String::from_utf8(output.stdout)
            .unwrap()
            .lines()
            .map(str::to_owned)
            .collect();
        assert!(names.len() >= 50, "only {} attacks", names.len());
        names
    }

    fn attack(&self, name: &str, tier: Tier, network: Network) -> Result<(), Failed> {
        let (ending, printed) = self.run(name, tier, network)?;
        if printed.contains("GOT THROUGH") {
            return Err(printed.into());
        }
        let expected = match name {
            "flood" => ending == Ending::TooMuchOutput,
            "busy-loop" => matches!(
                ending,
                Ending::Signaled(libc::SIGXCPU | libc::SIGKILL) | Ending::TimedOut
            ),
            "sleep-for-ever" | "close-streams-and-stay" => ending == Ending::TimedOut,
            // A call of a foreign table is answered with death.
            "x32-call" => ending == Ending::Signaled(libc::SIGSYS),
            _ => ending == Ending::Exited(0) && printed.contains("held: "),
        };
        if expected {
            Ok(())
        } else {
            Err(format!("ended as {ending:?} and printed: {printed}").into())
        }
    }

    fn behave(&self, tier: Tier) -> Result<(), Failed> {
        let (ending, printed) = self.run("behave", tier, Network::None)?;
        if ending == Ending::Exited(0) && printed.contains("behaved") {
            Ok(())
        } else {
            Err(format!("ended as {ending:?} and printed: {printed}").into())
        }
    }

    fn run(&self, name: &str, tier: Tier, network: Network) -> Result<(Ending, String), Failed> {
        let mut read = Policy::system_libraries();
        read.push(self.program.clone());
        let path = |name: &str| self.folder.join(name).into_os_string();
        let job = Job {
            program: self.program.clone(),
            arguments: vec![
                name.into(),
                path("home/secret"),
                path("victim"),
                path("socket"),
                self.victim.id().to_string().into(),
                self.port.to_string().into(),
            ],
            environment: Vec::new(),
            folder: PathBuf::from("/"),
            input: Vec::new(),
            policy: Policy {
                read,
                write: Vec::new(),
                scratch: 0,
                processes: Processes::Forbidden,
                network,
                limits: Limits {
                    wall: Duration::from_millis(1500),
                    processor: Duration::from_secs(1),
                    ..Limits::program()
                },
            },
            tier,
        };
        let mut printed = String::new();
        let finished = run(&job, &AtomicBool::new(false), &mut |output| {
            let (Output::Stdout(bytes) | Output::Stderr(bytes)) = output;
            printed.push_str(&String::from_utf8_lossy(&bytes));
        })
        .map_err(|error| error.to_string())?;
        Ok((finished.ending, printed))
    }

    fn nothing_changed(&self) {
        assert_eq!(
            fs::read_to_string(self.folder.join("victim")).unwrap(),
            "untouched",
            "the victim's file was changed"
        );
        let left: Vec<_> = fs::read_dir(&self.folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        assert_eq!(left.len(), 6, "something was left behind: {left:?}");
        assert!(
            Path::new(&format!("/proc/{}", self.victim.id())).exists(),
            "the victim was killed"
        );
        for place in ["/tmp/attack-was-here", "/dev/shm/attack-was-here"] {
            assert!(!Path::new(place).exists(), "{place} was created");
        }
        assert_eq!(
            running(&self.program),
            0,
            "a process of an attack is still running"
        );
    }
}

impl Drop for Scene {
    fn drop(&mut self) {
        let _ = self.victim.kill();
        let _ = self.victim.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn compile(program: &Path) {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("attacks/program.rs");
    let status = Command::new("rustc")
        .args(["--edition", "2024", "-o"])
        .arg(program)
        .arg(source)
        .status()
        .unwrap();
    assert!(status.success(), "the attacks do not compile");
}

fn running(program: &Path) -> usize {
    fs::read_dir("/proc")
        .unwrap()
        .flatten()
        .filter_map(|entry| fs::read_link(entry.path().join("exe")).ok())
        .filter(|executable| executable == program)
        .count()
}

fn is_root() -> bool {
    // SAFETY: no preconditions.
    unsafe { libc::geteuid() == 0 }
}

fn give_up_root() {
    if is_root() {
        // SAFETY: no pointers but an empty list; glibc applies the change to every thread.
        let dropped = unsafe {
            libc::setgroups(0, std::ptr::null()) == 0
                && libc::setgid(NOBODY) == 0
                && libc::setuid(NOBODY) == 0
                // A process that changed its user is closed to its own /proc files until it says otherwise.
                && libc::prctl(libc::PR_SET_DUMPABLE, 1) == 0
        };
        assert!(dropped && !is_root(), "cannot give up root");
    }
}

fn as_nobody(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    if is_root() {
        command.gid(NOBODY).uid(NOBODY);
    }
}

fn own_by_nobody(folder: &Path) {
    if !is_root() {
        return;
    }
    std::os::unix::fs::chown(folder, Some(NOBODY), Some(NOBODY)).unwrap();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        std::os::unix::fs::lchown(&path, Some(NOBODY), Some(NOBODY)).unwrap();
        if path.is_dir() {
            own_by_nobody(&path);
        }
    }
}
