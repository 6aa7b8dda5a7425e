//! Runs one program to its end, or until it is certain that it has none.
//!
//! Every program gets a process group of its own, an empty folder to work in, an environment that is the same on
//! every machine, no input, and one pipe for what it prints. Whatever it leaves behind is killed with its group.

mod asleep;

use std::ffi::OsString;
use std::io::{self, PipeReader, Read};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use self::asleep::Watch;
use crate::RecordError;

/// Longest time that any program may take; far more than the slowest needs on a busy machine.
const DEADLINE: Duration = Duration::from_secs(60);
/// Most bytes that any program may print.
const MOST_OUTPUT: usize = 1 << 20;
/// A program that ends sooner is never looked at from outside.
const HEAD_START: Duration = Duration::from_millis(100);
/// Variables that programs may see.
const KEPT_VARIABLES: [&str; 3] = ["PATH", "HOME", "TMPDIR"];

/// How a program came to its end, and what it printed until then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Run {
    /// Everything from standard output and standard error, in the order in which it was written.
    pub(crate) output: String,
    /// How it ended.
    pub(crate) ending: Ending,
}

/// How a program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// With this status; death by a signal is 128 and the signal's number, as in a shell.
    Status(i32),
    /// Not at all: every thread sleeps, and none of them will be woken. It has been killed.
    Hangs,
}

/// Runs a program; `name` is for messages, `advice` says what to do when it cannot be started.
pub(crate) fn run(mut command: Command, name: &str, advice: &str) -> Result<Run, RecordError> {
    let start_error = |source| RecordError::Start {
        program: name.to_owned(),
        source,
        advice: advice.to_owned(),
    };
    let folder = tempfile::tempdir().map_err(start_error)?;
    let kept: Vec<(&str, OsString)> = KEPT_VARIABLES
        .iter()
        .filter_map(|&key| Some((key, std::env::var_os(key)?)))
        .collect();
    let (reader, writer) = io::pipe().map_err(start_error)?;
    command
        .current_dir(folder.path())
        .env_clear()
        .envs(kept)
        .env("LANG", "C.UTF-8")
        .env("TZ", "UTC")
        .stdin(Stdio::null())
        .stdout(writer.try_clone().map_err(start_error)?)
        .stderr(writer)
        .process_group(0);
    die_with_us(&mut command);
    let mut child = command.spawn().map_err(start_error)?;
    // The command holds the writing ends of the pipe; without them the reader sees the end.
    drop(command);

    let group = Group(child.id());
    let printed = Printed::read(reader);
    let ended = wait(group, printed, name);
    group.kill();
    let status = child.wait().map_err(start_error)?;
    let (output, ending) = ended?;
    let output = String::from_utf8_lossy(&output).into_owned();
    let ending = match ending {
        Waited::Ended => Ending::Status(
            status
                .code()
                .unwrap_or_else(|| 128 + status.signal().unwrap_or_default()),
        ),
        Waited::Hangs => Ending::Hangs,
    };
    Ok(Run {
        output: output.replace(&folder.path().display().to_string(), "."),
        ending,
    })
}

enum Waited {
    Ended,
    Hangs,
}

/// Waits for the leader of the group to end or for the whole group to sleep for ever.
fn wait(group: Group, mut printed: Printed, name: &str) -> Result<(Vec<u8>, Waited), RecordError> {
    let started = Instant::now();
    let mut watch = Watch::default();
    loop {
        printed.collect();
        if printed.bytes.len() > MOST_OUTPUT {
            return Err(RecordError::TooMuchOutput {
                program: name.to_owned(),
                most: MOST_OUTPUT,
            });
        }
        if group.leader_has_ended() {
            // Children of the program may still hold the pipe.
            group.kill();
            return Ok((printed.rest(name)?, Waited::Ended));
        }
        let elapsed = started.elapsed();
        if elapsed > DEADLINE {
            return Err(RecordError::TooSlow {
                program: name.to_owned(),
                seconds: DEADLINE.as_secs(),
            });
        }
        if elapsed > HEAD_START && watch.sleeps_for_ever(group.0) {
            group.kill();
            return Ok((printed.rest(name)?, Waited::Hangs));
        }
        let pause = if elapsed > HEAD_START {
            asleep::BETWEEN_SAMPLES
        } else {
            Duration::from_millis(1)
        };
        thread::sleep(pause);
    }
}

/// A process group, by the id of its leader, which has not been waited for: the id cannot be reused.
#[derive(Debug, Clone, Copy)]
struct Group(u32);

impl Group {
    fn kill(self) {
        // SAFETY: `kill` reads no memory of ours. The leader has not been waited for, so the group is still ours.
        unsafe { libc::kill(-(self.0 as libc::pid_t), libc::SIGKILL) };
    }

    fn leader_has_ended(self) -> bool {
        // SAFETY: all-zero bytes are a valid `siginfo_t`.
        let mut info: libc::siginfo_t = unsafe { std::mem::zeroed() };
        let options = libc::WEXITED | libc::WNOHANG | libc::WNOWAIT;
        // SAFETY: `info` is a valid place for the answer. WNOWAIT leaves the child to be waited for.
        let answer = unsafe { libc::waitid(libc::P_PID, self.0, &mut info, options) };
        // SAFETY: `waitid` has filled the fields of a child's end, or left zeros.
        answer == 0 && unsafe { info.si_pid() } != 0
    }
}

/// What the program has printed so far, collected by a thread of its own.
struct Printed {
    bytes: Vec<u8>,
    pieces: mpsc::Receiver<Vec<u8>>,
}

impl Printed {
    fn read(mut pipe: PipeReader) -> Self {
        let (sender, pieces) = mpsc::channel();
        thread::spawn(move || {
            let mut piece = [0; 8192];
            while let Ok(length @ 1..) = pipe.read(&mut piece) {
                // The receiver goes away when the output is too long; then the pipe is closed as well.
                if sender.send(piece[..length].to_vec()).is_err() {
                    return;
                }
            }
        });
        Printed {
            bytes: Vec::new(),
            pieces,
        }
    }

    fn collect(&mut self) {
        for piece in self.pieces.try_iter().take(64) {
            self.bytes.extend(piece);
        }
    }

    /// Everything up to the end of the pipe, which is near: the writers are dead.
    fn rest(mut self, name: &str) -> Result<Vec<u8>, RecordError> {
        loop {
            match self.pieces.recv_timeout(Duration::from_secs(10)) {
                Ok(piece) => self.bytes.extend(piece),
                Err(RecvTimeoutError::Disconnected) => return Ok(self.bytes),
                Err(RecvTimeoutError::Timeout) => {
                    return Err(RecordError::PipeHeld {
                        program: name.to_owned(),
                    });
                }
            }
        }
    }
}

/// Lets the program die when this thread dies, so that an interrupted test leaves nothing behind.
#[cfg(target_os = "linux")]
fn die_with_us(command: &mut Command) {
    // SAFETY: between fork and exec the closure makes one system call and touches no memory.
    unsafe {
        command.pre_exec(|| {
            libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL);
            Ok(())
        });
    }
}

#[cfg(not(target_os = "linux"))]
fn die_with_us(_: &mut Command) {}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::{Ending, Run, run};

    fn shell(script: &str) -> Run {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        run(command, "script", "install a shell").unwrap()
    }

    #[test]
    fn both_streams_arrive_in_order_with_the_status() {
        let run = shell("echo one; echo two >&2; echo three; exit 3");
        assert_eq!(
            run,
            Run {
                output: "one\ntwo\nthree\n".to_owned(),
                ending: Ending::Status(3)
            }
        );
    }

    #[test]
    fn death_by_a_signal_is_a_status() {
        assert_eq!(shell("kill -ABRT $$").ending, Ending::Status(134));
    }

    #[test]
    fn sleeping_for_a_while_is_not_hanging() {
        let run = shell("sleep 0.6; echo awake");
        assert_eq!(
            run,
            Run {
                output: "awake\n".to_owned(),
                ending: Ending::Status(0)
            }
        );
    }

    #[test]
    fn what_nobody_can_wake_hangs() {
        // The child waits for a writer, the shell for the child.
        let run = shell("mkfifo never; echo before; cat never; echo after");
        assert_eq!(
            run,
            Run {
                output: "before\n".to_owned(),
                ending: Ending::Hangs
            }
        );
    }

    #[test]
    fn a_busy_loop_is_no_hang() {
        let run = shell("i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done; echo done");
        assert_eq!(run.ending, Ending::Status(0));
    }

    #[test]
    fn children_left_behind_are_killed() {
        let run = shell("sleep 1000 & echo $!");
        assert_eq!(run.ending, Ending::Status(0));
        let child = run.output.trim();
        let gone = |_| {
            std::thread::sleep(std::time::Duration::from_millis(10));
            !Command::new("kill")
                .args(["-0", child])
                .output()
                .unwrap()
                .status
                .success()
        };
        assert!((0..500).any(gone), "process {child} still lives");
    }

    #[test]
    fn a_program_that_is_not_there_is_told_with_advice() {
        let error = run(Command::new("/nowhere/at/all"), "the tool", "install it").unwrap_err();
        assert_eq!(
            error.to_string(),
            "cannot start the tool: No such file or directory (os error 2); install it"
        );
    }
}
