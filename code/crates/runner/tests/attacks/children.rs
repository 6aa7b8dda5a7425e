//! Programs that may start others, in every tier: all of them end with the program, and with whoever runs it.

use std::env;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use libtest_mimic::{Failed, Trial};
use runner::{Ending, Job, Limits, Network, Output, Policy, Processes, Tier, run};

use crate::{Scene, as_nobody, running};

/// The first argument of this program when it is to be one that runs a job and is killed.
const VICTIM: &str = "--be-killed";

/// Far more than it takes to kill a process; only a fault waits so long.
const DEADLINE: Duration = Duration::from_secs(20);

/// What programs that may start others must not do either.
const ATTACKS: [&str; 7] = [
    "signal-parent",
    "signal-everybody",
    "signal-victim",
    "signal-another-group",
    "signal-a-thread-of-the-parent",
    "new-group",
    "daemon",
];

/// All tests in one tier.
pub(crate) fn trials(scene: &Arc<Scene>, tier: Tier, label: &str) -> Vec<Trial> {
    let mut trials = vec![
        trial(scene, label, "all_end_with_the_program", move |scene| {
            all_end_with_the_program(scene, tier)
        }),
        trial(scene, label, "all_end_when_told_to", move |scene| {
            all_end_when_told_to(scene, tier)
        }),
        trial(
            scene,
            label,
            "all_end_with_the_killed_server",
            move |scene| all_end_with_the_killed_server(scene, tier),
        ),
        trial(
            scene,
            label,
            "own_processes_may_be_signaled",
            move |scene| own_processes_may_be_signaled(scene, tier),
        ),
        trial(scene, label, "a_signal_is_passed_on", move |scene| {
            let (ending, _) = run_with_children(&scene.program, "abort", tier)?;
            expect(ending == Ending::Signaled(libc::SIGABRT), ending)
        }),
    ];
    // Where a namespace ends with its first process, groups are the program's own affair, and nobody else is to be seen.
    let attacks = match tier {
        Tier::Landlock => &ATTACKS[..],
        _ => &ATTACKS[2..3],
    };
    for name in attacks {
        trials.push(trial(scene, label, name, move |scene| {
            let (ending, printed) = run_with_children_of(scene, name, tier)?;
            let is_held = ending == Ending::Exited(0) && printed.contains("held: ");
            expect(is_held, (ending, printed))
        }));
    }
    trials
}

/// When this program was started to run a job and to be killed: does so, and does not come back.
pub(crate) fn be_killed_if_told() {
    let arguments: Vec<String> = env::args().collect();
    let [_, first, tier, program] = &arguments[..] else {
        return;
    };
    if first != VICTIM {
        return;
    }
    let tier = match tier.as_str() {
        "full" => Tier::Full,
        _ => Tier::Landlock,
    };
    let job = job(Path::new(program), "multiply", &[], tier);
    let ended = run(&job, &AtomicBool::new(false), &mut |output| {
        if let Output::Stdout(bytes) = output {
            print!("{}", String::from_utf8_lossy(&bytes));
        }
    });
    panic!("nobody killed it: {ended:?}");
}

fn trial(
    scene: &Arc<Scene>,
    label: &str,
    name: &str,
    test: impl FnOnce(&Scene) -> Result<(), Failed> + Send + 'static,
) -> Trial {
    let scene = Arc::clone(scene);
    Trial::test(format!("{label}::with_children::{name}"), move || {
        test(&scene)
    })
}

fn all_end_with_the_program(scene: &Scene, tier: Tier) -> Result<(), Failed> {
    let program = scene.copy_of_program("leaves")?;
    let (ending, printed) = run_with_children(&program, "multiply-and-end", tier)?;
    expect(
        ending == Ending::Exited(3) && printed.contains("several"),
        (ending, printed),
    )?;
    let left = running(&program);
    // The first process of a namespace may take a moment to be gone with the rest.
    expect(left == 0 || tier == Tier::Full, left)?;
    expect_none(&program)
}

fn all_end_when_told_to(scene: &Scene, tier: Tier) -> Result<(), Failed> {
    let program = scene.copy_of_program("told")?;
    let cancel = AtomicBool::new(false);
    let job = job(&program, "multiply", &[], tier);
    let mut all_ran = Ok(());
    let finished = run(&job, &cancel, &mut |_| {
        all_ran = expect_all(&program);
        cancel.store(true, Ordering::Relaxed);
    })
    .map_err(|error| error.to_string())?;
    all_ran?;
    expect(finished.ending == Ending::Cancelled, finished)?;
    expect_none(&program)
}

fn all_end_with_the_killed_server(scene: &Scene, tier: Tier) -> Result<(), Failed> {
    let program = scene.copy_of_program("orphans")?;
    let mut command = Command::new(scene.folder.join("server"));
    let word = match tier {
        Tier::Full => "full",
        _ => "landlock",
    };
    command
        .arg(VICTIM)
        .arg(word)
        .arg(&program)
        .stdin(Stdio::null())
        .stdout(Stdio::piped());
    as_nobody(&mut command);
    let mut server = command.spawn()?;
    let mut line = String::new();
    BufReader::new(server.stdout.take().ok_or("no output")?).read_line(&mut line)?;
    expect(line.contains("several"), line)?;
    let all_ran = expect_all(&program);
    server.kill()?;
    server.wait()?;
    all_ran?;
    expect_none(&program)
}

/// What an exploration, and a compiler with its linker, rely on.
fn own_processes_may_be_signaled(scene: &Scene, tier: Tier) -> Result<(), Failed> {
    let ways = match tier {
        Tier::Landlock => &["rule-own-children", "signal-own-group"][..],
        // Its group holds helpers of ours.
        _ => &["rule-own-children"],
    };
    for way in ways {
        let (ending, printed) = run_with_children(&scene.program, way, tier)?;
        expect(
            ending == Ending::Exited(0) && printed.contains("ruled"),
            (way, ending, printed),
        )?;
    }
    Ok(())
}

fn run_with_children(program: &Path, name: &str, tier: Tier) -> Result<(Ending, String), Failed> {
    run_to_the_end(&job(program, name, &[], tier))
}

fn run_with_children_of(scene: &Scene, name: &str, tier: Tier) -> Result<(Ending, String), Failed> {
    let more = [
        "/nowhere".to_owned(),
        "/nowhere".to_owned(),
        "/nowhere".to_owned(),
        scene.victim.id().to_string(),
        "0".to_owned(),
    ];
    run_to_the_end(&job(&scene.program, name, &more, tier))
}

fn run_to_the_end(job: &Job) -> Result<(Ending, String), Failed> {
    let mut printed = String::new();
    let finished = run(job, &AtomicBool::new(false), &mut |output| {
        let (Output::Stdout(bytes) | Output::Stderr(bytes)) = output;
        printed.push_str(&String::from_utf8_lossy(&bytes));
    })
    .map_err(|error| error.to_string())?;
    Ok((finished.ending, printed))
}

fn job(program: &Path, name: &str, more: &[String], tier: Tier) -> Job {
    let mut read = Policy::system_libraries();
    read.push(program.to_path_buf());
    let first = std::iter::once(name.into());
    Job {
        program: program.to_path_buf(),
        arguments: first.chain(more.iter().map(Into::into)).collect(),
        environment: Vec::new(),
        folder: PathBuf::from("/"),
        input: Vec::new(),
        policy: Policy {
            read,
            write: Vec::new(),
            scratch: 0,
            processes: Processes::Allowed,
            network: Network::None,
            limits: Limits {
                wall: Duration::from_secs(60),
                processor: Duration::from_secs(60),
                ..Limits::processes()
            },
        },
        tier,
    }
}

fn expect(holds: bool, found: impl std::fmt::Debug) -> Result<(), Failed> {
    match holds {
        true => Ok(()),
        false => Err(format!("{found:?}").into()),
    }
}

/// Waits until the program and all that it has started run: whoever forks twice takes a moment.
fn expect_all(program: &Path) -> Result<(), Failed> {
    let begin = Instant::now();
    while running(program) < 4 {
        expect(begin.elapsed() < DEADLINE, running(program))?;
        thread::sleep(Duration::from_millis(1));
    }
    Ok(())
}

/// Waits until nothing of this program runs any more.
fn expect_none(program: &Path) -> Result<(), Failed> {
    let begin = Instant::now();
    while running(program) > 0 {
        if begin.elapsed() > DEADLINE {
            return Err(format!("{} are still running", running(program)).into());
        }
        thread::sleep(Duration::from_millis(10));
    }
    Ok(fs::remove_file(program)?)
}
