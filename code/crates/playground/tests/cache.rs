//! What is kept of compiled texts: enough to be fast, and never more than was said.

use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use playground::{Outcome, Playground, Program, Settings};
use runner::probe;

fn named(name: &str, number: usize) -> Program {
    Program {
        file: format!("examples/{name}.rs"),
        ..Program::new(format!("fn main() {{ println!(\"{name} {number}\"); }}"))
    }
}

fn bytes_below(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| match entry.metadata() {
            Ok(metadata) if metadata.is_dir() => bytes_below(&entry.path()),
            Ok(metadata) => metadata.len(),
            Err(_) => 0,
        })
        .sum()
}

#[test]
fn the_parts_used_longest_ago_go_first() {
    let Some(tier) = probe().tier else {
        println!("skipped: there is no sandbox here");
        assert!(
            std::env::var_os("COURSE_FORBID_SKIPS").is_none(),
            "a skip is forbidden here"
        );
        return;
    };
    let course = tempfile::tempdir().unwrap();
    let chapter = course.path().join("code/chapters/greetings");
    fs::create_dir_all(&chapter).unwrap();
    fs::write(course.path().join("Cargo.toml"), "[workspace]\n").unwrap();
    fs::write(
        chapter.join("Cargo.toml"),
        "[package]\nname = \"greetings\"\n",
    )
    .unwrap();
    let open = |most_bytes| {
        let playground = Playground::open(Settings {
            most_bytes,
            ..Settings::new(course.path().to_path_buf(), tier)
        });
        let playground = playground.unwrap();
        playground.prepare(&mut |_| {}).unwrap();
        playground
    };
    let folder = course.path().join("target/interleave/playground");
    let kept = || bytes_below(&folder.join("listings")) + bytes_below(&folder.join("programs"));
    let has = |name: &str| {
        folder
            .join(format!("listings/examples+{name}.rs/build"))
            .exists()
    };
    let programs = || fs::read_dir(folder.join("programs")).unwrap().count();
    let run = |playground: &Playground, program: &Program| {
        let finished = playground.run(program, &AtomicBool::new(false), &mut |_| {});
        let finished = finished.unwrap();
        assert_eq!(finished.outcome, Outcome::Exited, "{finished:?}");
    };

    let playground = open(u64::MAX);
    run(&playground, &named("first", 0));
    let most = kept() * 7 / 2;
    drop(playground);
    assert_eq!(programs(), 0, "programs that nobody can run any more");

    let playground = open(most);
    for number in 0..5 {
        run(&playground, &named(&format!("listing_{number}"), number));
        // The one that is used again and again is never the one used longest ago.
        run(&playground, &named("first", 0));
        assert!(kept() <= most, "{} bytes of {most}", kept());
    }
    let there: Vec<usize> = (0..5)
        .filter(|number| has(&format!("listing_{number}")))
        .collect();
    assert_eq!(there, [3, 4]);
    assert!(has("first"));
    assert_eq!(programs(), 3);
    // Without programs, which went with the one before, a third is left; it counts.
    drop(playground);
    let playground = open(most);
    run(&playground, &named("after_the_restart", 0));
    assert!(kept() <= most, "{} bytes of {most}", kept());
}
