//! Texts that attack the compiler, the machine, the server's other guests and the reader's eyes; none may get through.
//!
//! Every one goes the way of a text from a page: through [`Playground`], compiled and run in the sandbox, as an ordinary
//! user. When the tests run as root, this program gives root up before it starts anything.
//! `COURSE_SLOW=1` adds those that have to run into a time limit, and the smaller sandbox where the stronger one works.

#[path = "attacks/compile_time.rs"]
mod compile_time;
#[path = "attacks/folders.rs"]
mod folders;
#[path = "attacks/guests.rs"]
mod guests;
#[path = "attacks/run_time.rs"]
mod run_time;
#[path = "attacks/scene.rs"]
mod scene;

use std::sync::Arc;

use libtest_mimic::{Arguments, Trial};
use runner::{Tier, probe};

use scene::{Scene, give_up_root};

fn main() {
    let arguments = Arguments::from_args();
    let scene = Arc::new(Scene::lay_out());
    give_up_root();
    let trials = tiers()
        .into_iter()
        .flat_map(|(tier, label)| trials(&scene, tier, label))
        .collect();
    let conclusion = libtest_mimic::run(&arguments, trials);
    scene.nothing_changed();
    drop(scene);
    conclusion.exit();
}

/// Whether everything is asked for, whatever it takes.
fn slow() -> bool {
    std::env::var_os("COURSE_SLOW").is_some()
}

fn tiers() -> Vec<(Tier, &'static str)> {
    let found = probe();
    match found.tier {
        Some(Tier::Full) if slow() => vec![(Tier::Full, "full"), (Tier::Landlock, "landlock")],
        Some(Tier::Full) => vec![(Tier::Full, "full")],
        other => {
            println!("skipped: not every tier works here: {}", found.reason);
            assert!(
                std::env::var_os("COURSE_FORBID_SKIPS").is_none(),
                "a skip is forbidden here"
            );
            let smaller = other.filter(|tier| *tier == Tier::Landlock);
            smaller.map(|tier| (tier, "landlock")).into_iter().collect()
        }
    }
}

fn trials(scene: &Arc<Scene>, tier: Tier, label: &str) -> Vec<Trial> {
    let playground = scene.playground(tier);
    let mut trials = Vec::new();
    let texts = [compile_time::TEXTS, run_time::TEXTS, folders::TEXTS];
    let texts = texts.into_iter().flatten();
    for attack in texts.filter(|attack| !attack.slow || slow()) {
        let (scene, playground) = (Arc::clone(scene), Arc::clone(&playground));
        trials.push(Trial::test(
            format!("{label}::{}", attack.name),
            move || Ok(scene.withstand(&playground, attack)?),
        ));
    }
    for (name, guest) in guests::GUESTS {
        let (scene, playground) = (Arc::clone(scene), Arc::clone(&playground));
        trials.push(Trial::test(format!("{label}::{name}"), move || {
            Ok(guest(&scene, &playground)?)
        }));
    }
    trials
}
