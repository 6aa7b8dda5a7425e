//! What running children promises, with children that do what a check tells them.

use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::os::fd::{FromRawFd, OwnedFd};
use std::process::{Command, exit};
use std::thread;
use std::time::{Duration, Instant};

use answer::{Exit, Report, run_children};
use harness_kit::processes::{
    Children, Gate, arrive, arrived, children, doing, end_by, own, pass, patiently, seat,
    wait_until, with_last_words,
};
use harness_kit::{expect, expect_eq};

/// No child of these checks comes near it.
const NO_LIMIT: Duration = Duration::from_secs(600);

/// Enough for a child that only has to print a line.
const LIMIT: Duration = Duration::from_millis(700);

/// So long an answer may go on reading from a child that has ended.
const LOOKING_ON: Duration = Duration::from_secs(2);

const MEGABYTE: usize = 1 << 20;

/// All bytes from the greatest down: no text in any encoding.
const EVERY_BYTE: [u8; 256] = {
    let mut bytes = [0; 256];
    let mut index = 0;
    while index < bytes.len() {
        bytes[index] = 255 - index as u8;
        index += 1;
    }
    bytes
};

/// What the children do.
pub fn play(role: &str, arguments: &[String]) {
    let argument = |index: usize| arguments[index].as_str();
    match role {
        "says" => {
            print!("{}", argument(0));
            eprint!("{}", argument(1));
            exit(argument(2).parse().expect("the code is a number"));
        }
        "says every byte" => {
            for mut stream in [
                Box::new(io::stdout()) as Box<dyn Write>,
                Box::new(io::stderr()),
            ] {
                stream
                    .write_all(&EVERY_BYTE)
                    .and_then(|()| stream.flush())
                    .expect("somebody reads");
            }
        }
        "lasts" => {
            let milliseconds = argument(0).parse().expect("the time is a number");
            thread::sleep(Duration::from_millis(milliseconds));
        }
        "ends by" => end_by(argument(0).parse().expect("the signal is a number")),
        "fills" => fill(argument(0)),
        "takes a seat" => {
            if !seat("child", 2) {
                arrive("one too many");
            }
            arrive("child");
            pass("go");
        }
        "passes" => {
            arrive(argument(0));
            pass(argument(0));
            print!("{}", argument(0));
        }
        "never ends" => {
            print!("out of it");
            eprint!("wrong with it");
            io::stdout().flush().expect("somebody reads");
            if argument(0) == "closed" {
                // SAFETY: this process prints nothing more.
                drop(unsafe { (OwnedFd::from_raw_fd(1), OwnedFd::from_raw_fd(2)) });
            }
            if argument(0) == "inherited" {
                leave_one_behind();
            }
            arrive("begun");
            loop {
                thread::park();
            }
        }
        "leaves one behind" => {
            print!("mine");
            eprint!("mine too");
            leave_one_behind();
            exit(4);
        }
        "is left behind" => {
            arrive("left behind");
            pass("left behind");
        }
        other => panic!("nobody plays `{other}`"),
    }
}

/// Five megabytes on each stream, one stream after the other, or both by turns.
fn fill(how: &str) {
    let line = [b'x'; MEGABYTE / 16];
    let out = || {
        let mut stdout = io::stdout().lock();
        stdout
            .write_all(&line)
            .and_then(|()| stdout.flush())
            .expect("somebody reads");
    };
    let error = || {
        io::stderr()
            .lock()
            .write_all(&line)
            .expect("somebody reads")
    };
    for part in 0..80 {
        match how {
            "out first" => out(),
            "error first" => error(),
            _ => {
                out();
                error();
            }
        }
        if part % 16 == 0 {
            arrive(&format!("{how} {part}"));
        }
    }
    for _ in 0..80 {
        match how {
            "out first" => error(),
            "error first" => out(),
            _ => {}
        }
    }
}

fn leave_one_behind() {
    let mut command = own("is left behind", &[]);
    // It holds the pipes, if there are any, and nobody will wait for it.
    let child = command.spawn().expect("a child can be started");
    let number = child.id();
    wait_until(|| arrived("left behind").contains(&number));
}

pub fn reports_come_in_the_order_of_the_commands() {
    doing("three children, of which the first ends last");
    let gate = Gate::closed("first");
    let commands = vec![
        own("passes", &["first"]),
        own("says", &["out of the second", "error of the second", "2"]),
        own("passes", &["third"]),
    ];
    let reports = meanwhile(commands, 3, NO_LIMIT, |is_over| {
        wait_until(|| arrived("third").len() == 1 && arrived("first").len() == 1 || is_over());
        gate.open();
    });
    expect_eq(reports.len(), 3, "there is one report for each command");
    expect_eq(
        printed(&reports),
        ["first", "out of the second", "third"],
        "the reports are in the order of the commands, with what each child printed",
    );
    expect_eq(
        text(&reports[1].stderr).as_str(),
        "error of the second",
        "what is printed to standard error is told apart",
    );
    expect_eq(&reports[1].exit, &Exit::Code(2), "the exit code is told");
    expect_eq(
        (&reports[0].exit, &reports[2].exit),
        (&Exit::Code(0), &Exit::Code(0)),
        "the exit code is told",
    );
    doing("a child that prints every byte to each stream");
    let reports = run_children(vec![own("says every byte", &[])], places(1), NO_LIMIT);
    expect_eq(reports.len(), 1, "there is one report for each command");
    expect(
        reports[0].stdout == EVERY_BYTE && reports[0].stderr == EVERY_BYTE,
        "what a child prints is in its report byte for byte, be it text or not",
    );
}

pub fn ends_are_told_apart() {
    doing("children that end by a code, by a signal, and two that are no program, two at a time");
    let commands = vec![
        own("says", &["", "", "0"]),
        own("says", &["", "", "9"]),
        Command::new("./no-such-program"),
        own("ends by", &["15"]),
        own("ends by", &["9"]),
        // As many as there are places: none of them may stay taken.
        Command::new("./no-such-program"),
        own("says", &["last", "", "255"]),
    ];
    let reports = run_children(commands, places(2), NO_LIMIT);
    expect_eq(reports.len(), 7, "there is one report for each command");
    let exits: Vec<&Exit> = reports.iter().map(|report| &report.exit).collect();
    for index in [2, 5] {
        expect(
            matches!(exits[index], Exit::NotStarted(why) if !why.is_empty()),
            "a command that cannot be started is reported, with the reason",
        );
    }
    expect_eq(
        (exits[0], exits[1], exits[6]),
        (&Exit::Code(0), &Exit::Code(9), &Exit::Code(255)),
        "a child that ends by itself is told by its code",
    );
    expect_eq(
        (exits[3], exits[4]),
        (&Exit::Signal(15), &Exit::Signal(9)),
        "a child that is ended by a signal is told by its number",
    );
    expect_eq(
        text(&reports[6].stdout).as_str(),
        "last",
        "the others run all the same",
    );
}

pub fn much_output_blocks_nobody() {
    for how in ["both", "out first", "error first"] {
        doing(&format!(
            "a child that prints five megabytes to each stream, {how}"
        ));
        let reports = run_children(vec![own("fills", &[how])], places(1), NO_LIMIT);
        expect_eq(reports.len(), 1, "there is one report for each command");
        let full =
            |bytes: &[u8]| bytes.len() == 5 * MEGABYTE && bytes.iter().all(|&byte| byte == b'x');
        expect_eq(
            &reports[0].exit,
            &Exit::Code(0),
            "a child that prints much ends by itself",
        );
        expect(
            full(&reports[0].stdout) && full(&reports[0].stderr),
            "all that a child prints is in its report",
        );
    }
}

pub fn last_words_are_in_the_report() {
    doing("a child that prints and ends at the moment when somebody asks whether it has ended");
    let commands = vec![own("passes", &["last words"])];
    let reports = with_last_words("last words", || {
        run_children(commands, places(1), NO_LIMIT)
    });
    expect_eq(
        printed(&reports),
        ["last words"],
        "what a child printed just before it ended is in its report",
    );
    expect_eq(&reports[0].exit, &Exit::Code(0), "the exit code is told");
}

pub fn never_more_than_so_many_at_once() {
    doing("five children, two at a time, and the first two wait for each other");
    let gate = Gate::closed("go");
    let commands = (0..5).map(|_| own("takes a seat", &[])).collect();
    let reports = meanwhile(commands, 2, NO_LIMIT, |is_over| {
        wait_until(|| arrived("child").len() >= 2 || is_over());
        // Who starts more does so without being asked, and now.
        thread::sleep(Duration::from_millis(100));
        gate.open();
    });
    expect(
        arrived("one too many").is_empty(),
        "at most `parallel` children run at the same time",
    );
    expect(
        reports.len() == 5 && arrived("child").len() == 5,
        "every command is run, and run once",
    );
}

pub fn a_free_place_is_taken_at_once() {
    doing("four children, two at a time, and the first one ends when the last one has begun");
    let gate = Gate::closed("long");
    let commands = vec![
        own("passes", &["long"]),
        own("passes", &["short"]),
        own("passes", &["short"]),
        own("passes", &["last"]),
    ];
    let reports = meanwhile(commands, 2, NO_LIMIT, |is_over| {
        wait_until(|| arrived("last").len() == 1 || is_over());
        gate.open();
    });
    expect_eq(reports.len(), 4, "there is one report for each command");
}

pub fn who_takes_too_long_is_killed() {
    doing("three children that never end, with a limit");
    let commands = ["open", "closed", "open"]
        .map(|streams| own("never ends", &[streams]))
        .into();
    let begun = Instant::now();
    let reports = run_children(commands, places(3), LIMIT);
    expect(
        begun.elapsed() >= LIMIT,
        "no child is killed before its time",
    );
    expect_eq(reports.len(), 3, "there is one report for each command");
    let everybody_began = arrived("begun").len() == 3;
    for report in &reports {
        expect_eq(
            &report.exit,
            &Exit::TimedOut,
            "a child over its limit is TimedOut",
        );
        expect(
            report.took >= LIMIT,
            "a child that is killed took as long as its limit",
        );
        if everybody_began {
            expect_eq(
                (text(&report.stdout), text(&report.stderr)),
                ("out of it".to_owned(), "wrong with it".to_owned()),
                "what a child printed before it was killed is in its report",
            );
        }
    }
}

pub fn who_is_left_behind_is_not_waited_for() {
    doing("a child that ends, while a child of its own lives on and holds its streams");
    let gate = Gate::closed("left behind");
    let commands = vec![
        own("leaves one behind", &[]),
        own("says", &["other", "", "0"]),
    ];
    let reports = patiently(LOOKING_ON, || run_children(commands, places(2), NO_LIMIT));
    expect_eq(reports.len(), 2, "there is one report for each command");
    expect_eq(
        &reports[0].exit,
        &Exit::Code(4),
        "the child's own end counts, not that of a child of its own",
    );
    expect_eq(
        (text(&reports[0].stdout), text(&reports[0].stderr)),
        ("mine".to_owned(), "mine too".to_owned()),
        "what the child itself printed is in its report",
    );
    expect_eq(
        text(&reports[1].stdout).as_str(),
        "other",
        "the others are not held up",
    );
    doing("a child that is killed, while a child of its own lives on and holds its streams");
    let commands = vec![own("never ends", &["inherited"])];
    let reports = patiently(LOOKING_ON, || run_children(commands, places(1), LIMIT));
    expect_eq(
        &reports[0].exit,
        &Exit::TimedOut,
        "a child over its limit is TimedOut, whatever it has started",
    );
    gate.open();
}

pub fn every_child_is_waited_for() {
    for limit in [NO_LIMIT, Duration::from_millis(100)] {
        doing("children that end, and later such that do not");
        let mut commands = vec![
            own("says", &["", "", "1"]),
            Command::new("./no-such-program"),
            own("ends by", &["9"]),
        ];
        if limit < NO_LIMIT {
            commands.push(own("never ends", &["open"]));
            commands.push(own("never ends", &["closed"]));
        }
        run_children(commands, places(3), limit);
        expect_eq(
            children(),
            Children::None,
            "no child is left when the call returns, running or as a zombie",
        );
    }
}

pub fn any_limit_and_any_number_work() {
    doing("the greatest limit, the greatest number, no commands");
    let commands = || vec![own("says", &["a", "", "0"]), own("says", &["b", "", "0"])];
    for (parallel, limit) in [
        (NonZeroUsize::MAX, NO_LIMIT),
        (places(1), Duration::MAX),
        (places(100_000_000), Duration::MAX),
    ] {
        let reports = run_children(commands(), parallel, limit);
        expect_eq(
            printed(&reports),
            ["a", "b"],
            "any number at a time and any limit work, up to the greatest",
        );
    }
    expect(
        run_children(Vec::new(), places(2), LIMIT).is_empty(),
        "no commands give no reports",
    );
}

pub fn time_is_counted_from_each_start() {
    let (mut reports, mut all) = one_at_a_time(LIMIT);
    for limit in [LIMIT, 3 * LIMIT] {
        // On a machine that has too much to do, a quick child may take as long: then all of it is done again.
        if reports
            .last()
            .is_some_and(|last| last.exit == Exit::TimedOut)
        {
            (reports, all) = one_at_a_time(limit);
        }
    }
    expect_eq(reports.len(), 2, "there is one report for each command");
    expect_eq(
        (&reports[0].exit, &reports[1].exit),
        (&Exit::TimedOut, &Exit::Code(0)),
        "the limit of a child begins when it is started",
    );
    expect(
        reports[0].took + reports[1].took <= all,
        "`took` is the time of one child, without that in which it waited for a place",
    );
}

/// The reports, and meanwhile `steps`, which can ask whether all is over.
fn meanwhile(
    commands: Vec<Command>,
    parallel: usize,
    limit: Duration,
    steps: impl FnOnce(&dyn Fn() -> bool),
) -> Vec<Report> {
    thread::scope(|scope| {
        let running = scope.spawn(|| run_children(commands, places(parallel), limit));
        steps(&|| running.is_finished());
        running.join().expect("run_children returns its reports")
    })
}

/// The reports on a child that never ends and on a quick one after it, and how long both of them took.
///
/// The quick one is no quicker than a quarter of the limit, so that it cannot have ended before anybody looks at its time.
fn one_at_a_time(limit: Duration) -> (Vec<Report>, Duration) {
    doing("one child at a time: one that never ends, then one that ends soon");
    let while_alive = (limit / 4).as_millis().to_string();
    let commands = vec![own("never ends", &["open"]), own("lasts", &[&while_alive])];
    let begun = Instant::now();
    let reports = patiently(2 * limit, || run_children(commands, places(1), limit));
    (reports, begun.elapsed())
}

/// What each child printed to standard output.
fn printed(reports: &[Report]) -> Vec<String> {
    reports.iter().map(|report| text(&report.stdout)).collect()
}

/// The bytes as a verdict shows them.
fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn places(count: usize) -> NonZeroUsize {
    NonZeroUsize::new(count).expect("the checks ask for a place at least")
}
