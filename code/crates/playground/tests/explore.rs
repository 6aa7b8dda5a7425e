//! Texts under the schedule explorer, in the sandbox: what is found, and what a hostile text does not find.
//!
//! These run as whoever runs the tests. For root that is the harder case: files are open to it, so only the sandbox holds.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use playground::{Playground, Program, Settings, View};
use runner::{Tier, probe};

/// The explorer refuses a text that names files and processes; a hostile one goes by other names.
const DISGUISE: &str = "mod outside { pub use std::*; }
    use outside::{fs as files, process::Command as Program};";

const SECRET: &str = "the-secret-beside-the-course";

/// A course without listings, in every tier of this machine, and what exploring `text` there ends with.
fn explore(name: &str, text: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let chapter = folder.path().join("course/code/chapters/greetings");
    fs::create_dir_all(&chapter).unwrap();
    fs::write(folder.path().join("course/Cargo.toml"), "[workspace]\n").unwrap();
    fs::write(
        chapter.join("Cargo.toml"),
        "[package]\nname = \"greetings\"\n",
    )
    .unwrap();
    let secret = folder.path().join("secret");
    fs::write(&secret, SECRET).unwrap();
    let text = DISGUISE.to_owned() + &text.replace("SECRET_FILE", &secret.to_string_lossy());
    tiers()
        .into_iter()
        .map(|tier| {
            let settings = Settings::new(folder.path().join("course"), tier);
            let playground = Playground::open(settings).unwrap();
            playground.prepare(&mut |_| {}).unwrap();
            playground.prepare_explorer().unwrap();
            let program = Program {
                file: format!("examples/{name}.rs"),
                ..Program::new(text.clone())
            };
            let explored = playground.explore(
                &program,
                View::Schedules,
                &AtomicBool::new(false),
                &mut |_| {},
            );
            match explored {
                Ok(explored) => serde_json::to_string(&explored.report).unwrap(),
                Err(error) => error.to_string(),
            }
        })
        .collect()
}

fn tiers() -> Vec<Tier> {
    match probe().tier {
        Some(Tier::Full) => vec![Tier::Full, Tier::Landlock],
        Some(tier) => vec![tier],
        None => Vec::new(),
    }
}

/// Processes whose program lies in the folder where explored programs are.
fn left_running(name: &str) -> Vec<PathBuf> {
    fs::read_dir("/proc")
        .unwrap()
        .flatten()
        .filter_map(|entry| fs::read_link(entry.path().join("exe")).ok())
        .filter(|executable| {
            let path = executable.to_string_lossy();
            path.contains("interleave/runs") && path.contains(name)
        })
        .collect()
}

#[test]
fn a_deadlock_is_found_in_the_sandbox() {
    let text = "use std::sync::Mutex; use std::thread;
        fn main() {
            let (one, other) = (Mutex::new(0), Mutex::new(0));
            thread::scope(|scope| {
                scope.spawn(|| { let _a = one.lock().unwrap(); let _b = other.lock().unwrap(); });
                let _b = other.lock().unwrap();
                let _a = one.lock().unwrap();
                drop((_a, _b));
            });
        }";
    for said in explore("deadlock", text) {
        assert!(said.contains("\"outcome\":\"deadlock\""), "{said}");
    }
}

#[test]
fn an_explored_text_reads_no_secret() {
    let text = "fn main() {
        let found = [files::read_to_string(\"SECRET_FILE\"), files::read_to_string(\"/etc/passwd\"), files::read_to_string(\"/proc/self/environ\")];
        for text in found.into_iter().flatten() { panic!(\"got through: {text}\"); }
    }";
    for said in explore("reads", text) {
        assert!(
            said.contains("\"outcome\":\"ok\"") && !said.contains(SECRET),
            "{said}"
        );
    }
    for said in explore(
        "includes",
        "fn main() { panic!(\"got through {}\", include_str!(\"SECRET_FILE\")); }",
    ) {
        assert!(
            said.contains("did-not-compile") && !said.contains(SECRET),
            "{said}"
        );
    }
}

#[test]
fn an_explored_program_plants_no_link_for_its_report() {
    let text = "fn main() {
        let _ = files::remove_file(\"report.json\");
        assert!(std::os::unix::fs::symlink(\"/dev/zero\", \"report.json\").is_err(), \"got through\");
        assert!(std::os::unix::fs::symlink(\"/dev/zero\", \"planted\").is_err(), \"got through\");
        assert!(files::create_dir(\"deep\").is_err(), \"got through\");
        assert!(files::write(\"more\", \"x\").is_err(), \"got through\");
    }";
    for said in explore("links", text) {
        assert!(said.contains("\"outcome\":\"ok\""), "{said}");
    }
}

#[test]
fn an_explored_program_starts_no_other_and_leaves_nothing_running() {
    let text = "fn main() {
        unsafe extern \"C\" { fn fork() -> i32; fn setsid() -> i32; fn pause() -> i32; }
        for program in [\"/bin/sh\", \"/usr/bin/env\"] {
            assert!(Program::new(program).status().is_err(), \"got through\");
        }
        unsafe { if fork() == 0 { assert_eq!(setsid(), -1); loop { pause(); } } }
    }";
    for said in explore("leaves_processes", text) {
        // The forked copy is a foreigner to the scheduler, which ends it.
        assert!(
            !said.contains("got through") && !said.contains("a real process"),
            "{said}"
        );
    }
    assert_eq!(left_running("leaves_processes"), Vec::<PathBuf>::new());
    assert!(Path::new("/proc/self").exists(), "this test needs /proc");
}
