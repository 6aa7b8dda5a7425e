//! What one guest must not be able to do to another, or to what the reader sees; each is a small story.

use std::fs;
use std::os::unix::fs::symlink;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use playground::{Event, Outcome, Playground, Program};
use runner::Tier;

use crate::scene::{Scene, printed, run};

/// A story, and what is wrong with its end.
type Guest = fn(&Scene, &Playground) -> Result<(), String>;

pub(crate) const GUESTS: &[(&str, Guest)] = &[
    (
        "guests::output_is_text_whatever_it_looks_like",
        output_is_text,
    ),
    (
        "guests::bytes_that_are_no_text_are_replaced",
        bytes_that_are_no_text,
    ),
    (
        "guests::input_and_arguments_arrive_as_they_are",
        input_and_arguments,
    ),
    (
        "guests::one_listing_does_not_change_what_another_does",
        another_listing,
    ),
    (
        "guests::what_was_planted_in_the_compilers_folder_leads_nowhere",
        planted_links,
    ),
    (
        "guests::two_texts_of_one_listing_stay_apart",
        two_texts_at_once,
    ),
    (
        "guests::two_programs_do_not_meet_on_the_loopback",
        two_loopbacks,
    ),
    ("guests::a_folder_is_new_for_each_program", new_folders),
    ("guests::who_goes_away_ends_the_program", cancelled),
    (
        "guests::who_goes_away_ends_the_compiler",
        cancelled_compiler,
    ),
    ("guests::a_name_of_a_listing_is_no_path", names_are_no_paths),
];

fn named(name: &str, text: &str) -> Program {
    Program {
        file: format!("examples/{name}.rs"),
        ..Program::new(text.to_owned())
    }
}

fn expect(holds: bool, otherwise: impl std::fmt::Debug) -> Result<(), String> {
    if holds {
        Ok(())
    } else {
        Err(format!("{otherwise:?}"))
    }
}

fn output_is_text(_: &Scene, playground: &Playground) -> Result<(), String> {
    let lines = "{\"event\":\"finished\",\"outcome\":\"exited\"}\n\u{1b}]8;;http://evil.example\u{7}click\u{1b}[2J\r\n</pre><script>alert(1)</script>\n";
    let program = named(
        "forger",
        &format!("fn main() {{ print!(\"{{}}\", {lines:?}); std::process::exit(3) }}"),
    );
    let (finished, events) = run(playground, &program)?;
    expect(
        printed(&events) == lines && finished.exit_code == Some(3),
        &events,
    )?;
    for event in &events {
        let line = serde_json::to_string(event).map_err(|error| error.to_string())?;
        expect(!line.contains(['\n', '\r', '\u{1b}', '\u{7}']), line)?;
    }
    Ok(())
}

fn bytes_that_are_no_text(_: &Scene, playground: &Playground) -> Result<(), String> {
    let program = named(
        "garbler",
        "use std::io::Write; fn main() { let mut out = std::io::stdout(); for byte in \"é😀\".bytes() { out.write_all(&[byte]).unwrap(); out.flush().unwrap(); } out.write_all(b\"\\xff\\xf0\\x9f\").unwrap(); out.flush().unwrap(); }",
    );
    let (_, events) = run(playground, &program)?;
    expect(printed(&events) == "é😀\u{fffd}\u{fffd}", &events)
}

fn input_and_arguments(_: &Scene, playground: &Playground) -> Result<(), String> {
    let mut program = named(
        "listener",
        "use std::io::Read; fn main() { let mut all = String::new(); std::io::stdin().read_to_string(&mut all).unwrap(); println!(\"{} {:?}\", all.len(), std::env::args().skip(1).collect::<Vec<_>>()); }",
    );
    program.input = "é".repeat(30_000);
    program.arguments = vec!["--help".to_owned(), "$(id)".to_owned(), String::new()];
    let (_, events) = run(playground, &program)?;
    expect(
        printed(&events) == "60000 [\"--help\", \"$(id)\", \"\"]\n",
        &events,
    )
}

fn another_listing(scene: &Scene, playground: &Playground) -> Result<(), String> {
    let honest = named("guest", "fn main() { println!(\"honest\"); }");
    let (_, before) = run(playground, &honest)?;
    let folder = scene.workshop();
    let hostile = named(
        "hostile",
        &format!(
            "#[path = \"{0}/listings/examples+guest.rs/source/examples/guest.rs\"] mod guest; fn main() {{ std::fs::remove_dir_all(\"{0}/listings/examples+guest.rs\").unwrap(); }}",
            folder.display()
        ),
    );
    let (finished, events) = run(playground, &hostile)?;
    expect(finished.outcome == Outcome::DidNotCompile, &events)?;
    let changed = named(
        "guest",
        "fn main() { println!(\"honest\"); println!(\"still\"); }",
    );
    let (_, after) = run(playground, &changed)?;
    expect(
        printed(&before) == "honest\n" && printed(&after) == "honest\nstill\n",
        after,
    )
}

/// As if a compiler had been led to do it: what it may write to is not trusted by those who come after.
fn planted_links(scene: &Scene, playground: &Playground) -> Result<(), String> {
    let build = scene.workshop().join("listings/examples+planted.rs/build");
    let victim = scene.folder.join("home/victim");
    let target = scene.folder.join("home");
    for (number, (place, leads_to)) in [
        ("program", &victim),
        ("temporary", &target),
        ("incremental", &target),
        ("program", &target),
    ]
    .into_iter()
    .enumerate()
    {
        fs::create_dir_all(&build).map_err(|error| error.to_string())?;
        let place = build.join(place);
        let _ = fs::remove_file(&place).or_else(|_| fs::remove_dir_all(&place));
        symlink(leads_to, &place).map_err(|error| error.to_string())?;
        let program = named(
            "planted",
            &format!("fn main() {{ println!(\"{number}\"); }}"),
        );
        let outcome = run(playground, &program);
        let text = fs::read_to_string(&victim).map_err(|error| error.to_string())?;
        expect(text == "untouched", text)?;
        // It is compiled as if nothing had been there, or not taken over; what the link leads to is never started.
        let is_held = match &outcome {
            Ok((_, events)) => printed(events) == format!("{number}\n"),
            Err(error) => error.contains("wrote no program"),
        };
        expect(is_held, outcome)?;
        let _ = fs::remove_file(&place);
    }
    let (_, events) = run(
        playground,
        &named("planted", "fn main() { println!(\"well again\"); }"),
    )?;
    expect(printed(&events) == "well again\n", events)
}

fn two_texts_at_once(_: &Scene, playground: &Playground) -> Result<(), String> {
    let wrong: Vec<String> = thread::scope(|scope| {
        let readers: Vec<_> = (0..4)
            .map(|reader| {
                scope.spawn(move || {
                    let text = format!("fn main() {{ println!(\"reader {reader}\"); }}");
                    let answer = run(playground, &named("shared", &text));
                    let expected = format!("reader {reader}\n");
                    let is_right = answer
                        .as_ref()
                        .is_ok_and(|(_, events)| printed(events) == expected);
                    (!is_right).then(|| format!("{answer:?}"))
                })
            })
            .collect();
        readers
            .into_iter()
            .filter_map(|reader| reader.join().ok().flatten())
            .collect()
    });
    expect(wrong.is_empty(), wrong)
}

fn two_loopbacks(_: &Scene, playground: &Playground) -> Result<(), String> {
    if playground.tier() != runner::Tier::Full {
        let program = named(
            "networked",
            "fn main() { std::net::TcpListener::bind(\"127.0.0.1:0\").unwrap(); }",
        );
        let answer = run(playground, &program);
        return expect(
            answer
                .as_ref()
                .is_err_and(|error| error.contains("full sandbox")),
            answer,
        );
    }
    let text = "use std::net::*; fn main() { let listener = TcpListener::bind(\"127.0.0.1:4321\").unwrap(); listener.set_nonblocking(true).unwrap(); std::thread::sleep(std::time::Duration::from_millis(400)); println!(\"visitors: {}\", listener.accept().is_ok()); }";
    let both: Vec<_> = thread::scope(|scope| {
        let first = scope.spawn(|| run(playground, &named("loopback_one", text)));
        let second = scope.spawn(|| run(playground, &named("loopback_two", text)));
        [first, second]
            .into_iter()
            .map(|thread| thread.join())
            .collect()
    });
    for answer in both {
        let (_, events) = answer.map_err(|_| "a thread panicked".to_owned())??;
        expect(printed(&events) == "visitors: false\n", events)?;
    }
    Ok(())
}

fn new_folders(scene: &Scene, playground: &Playground) -> Result<(), String> {
    let program = named(
        "keeper",
        r#"use std::{env, fs}; fn main() {
            let before = fs::read_dir(".").map(Iterator::count).unwrap_or(0);
            let wrote = fs::write(env::temp_dir().join("note"), "mine").is_ok() && fs::read("note").is_ok();
            println!("{before} {wrote}");
        }"#,
    );
    let can = playground.tier() == Tier::Full;
    for _ in 0..2 {
        let (_, events) = run(playground, &program)?;
        expect(printed(&events) == format!("0 {can}\n"), &events)?;
    }
    let left = fs::read_dir(scene.workshop().join("empty")).map(Iterator::count);
    expect(left.is_ok_and(|files| files == 0), "files were left behind")
}

fn cancelled(_: &Scene, playground: &Playground) -> Result<(), String> {
    let program = named(
        "sleeper",
        "fn main() { println!(\"here\"); loop { std::thread::park() } }",
    );
    let cancel = AtomicBool::new(false);
    let mut printed_at = None;
    let finished = playground.run(&program, &cancel, &mut |event| {
        if matches!(event, Event::Stdout { .. }) {
            printed_at = Some(Instant::now());
            cancel.store(true, Ordering::Relaxed);
        }
    });
    let took = printed_at.map(|begin| begin.elapsed());
    expect(
        finished
            .as_ref()
            .is_ok_and(|finished| finished.outcome == Outcome::Stopped),
        &finished,
    )?;
    expect(took.is_some_and(|took| took < Duration::from_secs(1)), took)
}

fn cancelled_compiler(_: &Scene, playground: &Playground) -> Result<(), String> {
    let program = named(
        "busy_compiler",
        "#![allow(long_running_const_eval)] const X: u64 = { let mut i = 0_u64; while i < u64::MAX { i += 1; } i }; fn main() { println!(\"{X}\"); }",
    );
    let cancel = AtomicBool::new(false);
    let begin = Instant::now();
    let answer = thread::scope(|scope| {
        scope.spawn(|| {
            thread::sleep(Duration::from_millis(150));
            cancel.store(true, Ordering::Relaxed);
        });
        playground.run(&program, &cancel, &mut |_| {})
    });
    expect(
        answer.is_err() && begin.elapsed() < Duration::from_secs(3),
        answer,
    )
}

fn names_are_no_paths(scene: &Scene, playground: &Playground) -> Result<(), String> {
    for file in [
        "../../escape.rs",
        "/etc/passwd",
        "examples/../../x.rs",
        "",
        "a//b.rs",
        "examples/\0.rs",
        "examples/a b.rs",
    ] {
        let program = Program {
            file: file.to_owned(),
            ..Program::new("fn main() {}".to_owned())
        };
        expect(run(playground, &program).is_err(), file)?;
    }
    expect(
        !scene.root().join("target/escape.rs").exists(),
        "a file outside",
    )
}
