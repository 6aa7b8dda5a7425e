//! What lies around the sandbox: a secret, a victim, a service, and a toolchain that an ordinary user may use.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use playground::{Event, Finished, Outcome, Playground, Program, Settings};
use runner::Tier;

/// The least privileged of all users.
const NOBODY: u32 = 65534;

/// What no event may ever contain.
pub(crate) const SECRET: &str = "the-secret-of-the-scene";

/// A text, and what must come of it.
pub(crate) struct Attack {
    pub(crate) name: &'static str,
    /// With `SECRET_FILE`, `VICTIM`, `FOLDER`, `PORT` and `PARENT` for the things of the scene.
    pub(crate) text: &'static str,
    pub(crate) held: Held,
    /// Whether it runs into a limit of several seconds.
    pub(crate) slow: bool,
}

/// How an attack is held.
#[derive(Clone, Copy)]
pub(crate) enum Held {
    /// The compiler refuses the text, or is stopped.
    NotCompiled,
    /// The program runs, finds that it was refused, and prints `held`; `got through` means what it says.
    Says,
    /// It ends like this.
    Ends(Outcome),
    /// Whatever comes, within the limits: the machine and the server are none the worse for it.
    Anyhow,
}

/// An attack that is over quickly.
pub(crate) const fn attack(name: &'static str, held: Held, text: &'static str) -> Attack {
    Attack {
        name,
        text,
        held,
        slow: false,
    }
}

/// An attack that takes a time limit to end.
pub(crate) const fn slow(name: &'static str, held: Held, text: &'static str) -> Attack {
    Attack {
        name,
        text,
        held,
        slow: true,
    }
}

/// Everything the attacks aim at.
pub(crate) struct Scene {
    pub(crate) folder: PathBuf,
    port: u16,
    _service: TcpListener,
}

impl Scene {
    /// Must be called before root is given up and before there are threads.
    pub(crate) fn lay_out() -> Self {
        let folder = std::env::temp_dir().join(format!("playground-scene-{}", std::process::id()));
        let chapter = folder.join("course/code/chapters/greetings");
        for new in [
            &folder,
            &folder.join("home"),
            &chapter,
            &folder.join("target"),
        ] {
            fs::create_dir_all(new).unwrap();
        }
        fs::write(folder.join("home/secret"), SECRET).unwrap();
        fs::write(
            folder.join("home/secret.rs"),
            format!("pub const IT: &str = {SECRET:?};"),
        )
        .unwrap();
        fs::write(folder.join("home/victim"), "untouched").unwrap();
        fs::write(folder.join("course/Cargo.toml"), "[workspace]\n").unwrap();
        fs::write(
            chapter.join("Cargo.toml"),
            "[package]\nname = \"greetings\"\n",
        )
        .unwrap();
        let toolchain = readable_toolchain(&folder);
        let service = TcpListener::bind("127.0.0.1:0").unwrap();
        own_by_nobody(&folder);
        let path = format!("{}:/usr/bin:/bin", toolchain.join("bin").display());
        // SAFETY: there is one thread yet.
        unsafe {
            std::env::set_var("PATH", path);
            std::env::set_var("COURSE_SECRET", SECRET);
        }
        Self {
            port: service.local_addr().unwrap().port(),
            _service: service,
            folder,
        }
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.folder.join("course")
    }

    /// Where compiled parts are.
    pub(crate) fn workshop(&self) -> PathBuf {
        self.root().join("target/interleave/playground")
    }

    pub(crate) fn playground(&self, tier: Tier) -> Arc<Playground> {
        let playground = Playground::open(Settings::new(self.root(), tier)).unwrap();
        playground.prepare(&mut |_| {}).unwrap();
        Arc::new(playground)
    }

    /// Runs an attack and says what is wrong, if anything.
    pub(crate) fn withstand(&self, playground: &Playground, attack: &Attack) -> Result<(), String> {
        let text = attack
            .text
            .replace(
                "SECRET_FILE",
                &self.folder.join("home/secret").to_string_lossy(),
            )
            .replace("VICTIM", &self.folder.join("home/victim").to_string_lossy())
            .replace("FOLDER", &self.folder.to_string_lossy())
            .replace("PORT", &self.port.to_string())
            .replace("PARENT", &std::process::id().to_string());
        let program = Program {
            file: format!("examples/{}.rs", attack.name),
            ..Program::new(text)
        };
        let ended = run(playground, &program);
        if playground.tier() != Tier::Full
            && ended
                .as_ref()
                .is_err_and(|error| error.contains("full sandbox"))
        {
            // It names the network, so here it is not even compiled.
            return Ok(());
        }
        let (finished, events) = ended?;
        let all = format!("{events:?}");
        if all.contains(SECRET) {
            return Err(format!("the secret got out: {all}"));
        }
        let printed = printed(&events);
        let is_held = match attack.held {
            Held::NotCompiled => {
                matches!(
                    finished.outcome,
                    Outcome::DidNotCompile | Outcome::TimedOut | Outcome::TooMuchOutput
                ) && !all.contains("Running")
            }
            Held::Says => printed.contains("held") && !printed.contains("got through"),
            Held::Ends(outcome) => finished.outcome == outcome,
            Held::Anyhow => !printed.contains("got through"),
        };
        if is_held {
            Ok(())
        } else {
            Err(format!("{finished:?}\n{all}"))
        }
    }

    /// What must be as it was.
    pub(crate) fn nothing_changed(&self) {
        let victim = fs::read_to_string(self.folder.join("home/victim")).unwrap();
        assert_eq!(victim, "untouched", "the victim's file was changed");
        let mut names: Vec<_> = fs::read_dir(self.folder.join("home"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        assert_eq!(
            names,
            ["secret", "secret.rs", "victim"],
            "something was left behind"
        );
        for place in ["/tmp/attack-was-here", "/dev/shm/attack-was-here"] {
            assert!(!Path::new(place).exists(), "{place} was created");
        }
        let ours = self.folder.to_string_lossy().into_owned();
        let left = fs::read_dir("/proc")
            .unwrap()
            .flatten()
            .filter_map(|entry| fs::read_link(entry.path().join("exe")).ok())
            .filter(|executable| executable.to_string_lossy().starts_with(&ours))
            .count();
        assert_eq!(left, 0, "a process of an attack is still running");
    }
}

impl Drop for Scene {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Runs a program to its end.
pub(crate) fn run(
    playground: &Playground,
    program: &Program,
) -> Result<(Finished, Vec<Event>), String> {
    let mut events = Vec::new();
    let finished = playground
        .run(program, &AtomicBool::new(false), &mut |event| {
            events.push(event)
        })
        .map_err(|error| error.to_string())?;
    Ok((finished, events))
}

/// What a program printed to both streams.
pub(crate) fn printed(events: &[Event]) -> String {
    events
        .iter()
        .filter_map(|event| match event {
            Event::Stdout { text } | Event::Stderr { text } => Some(text.as_str()),
            _ => None,
        })
        .collect()
}

/// The compiler with its libraries, under names that everybody may follow: root's own folder is closed to others.
fn readable_toolchain(folder: &Path) -> PathBuf {
    let output = Command::new("rustc")
        .args(["--print", "sysroot"])
        .output()
        .unwrap();
    let sysroot = PathBuf::from(String::from_utf8(output.stdout).unwrap().trim());
    let mut probe = Command::new(sysroot.join("bin/rustc"));
    probe
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    if is_root() {
        probe.uid(NOBODY).gid(NOBODY);
    }
    if probe.status().is_ok_and(|status| status.success()) {
        return sysroot;
    }
    let copy = folder.join("toolchain");
    for part in ["bin", "lib"] {
        link(&sysroot.join(part), &copy.join(part));
    }
    copy
}

/// A second name for every file, which takes no space; a copy where that does not go.
fn link(from: &Path, to: &Path) {
    if from.ends_with("rustlib/src") {
        return;
    }
    if !from.is_dir() {
        if fs::hard_link(from, to).is_err() {
            fs::copy(from, to).unwrap();
        }
        return;
    }
    fs::create_dir_all(to).unwrap();
    fs::set_permissions(to, fs::Permissions::from_mode(0o755)).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let name = entry.unwrap().file_name();
        link(&from.join(&name), &to.join(&name));
    }
}

fn is_root() -> bool {
    // SAFETY: no preconditions.
    unsafe { libc::geteuid() == 0 }
}

/// Becomes an ordinary user for good.
pub(crate) fn give_up_root() {
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

/// Everything but the toolchain, whose files are others' too.
fn own_by_nobody(folder: &Path) {
    if !is_root() {
        return;
    }
    chown(folder, Some(NOBODY), Some(NOBODY)).unwrap();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("toolchain") {
            own_by_nobody(&path);
        } else {
            std::os::unix::fs::lchown(&path, Some(NOBODY), Some(NOBODY)).unwrap();
        }
    }
}
