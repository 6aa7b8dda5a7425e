//! A first look at the children. Add what you like: the graded checks are others.

use std::num::NonZeroUsize;
use std::process::Command;
use std::time::Duration;

use run_children::{Exit, run_children};

fn shell(script: &str) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", script]);
    command
}

#[test]
fn three_children() {
    let commands = vec![
        shell("echo one"),
        shell("echo two >&2; exit 2"),
        Command::new("/no/such/program"),
    ];
    let two = NonZeroUsize::new(2).unwrap();
    let reports = run_children(commands, two, Duration::from_secs(60));
    assert_eq!(reports[0].stdout, b"one\n");
    assert_eq!(reports[1].stderr, b"two\n");
    assert_eq!(reports[1].exit, Exit::Code(2));
    assert!(matches!(reports[2].exit, Exit::NotStarted(_)));
}

#[test]
fn one_that_sleeps_too_long() {
    let commands = vec![shell("exec sleep 1000")];
    let reports = run_children(commands, NonZeroUsize::MIN, Duration::from_millis(200));
    assert_eq!(reports[0].exit, Exit::TimedOut);
}
