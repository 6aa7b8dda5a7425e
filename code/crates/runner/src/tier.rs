//! Which sandbox this machine offers, found by trying.

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use crate::jail;
use crate::policy::{Limits, Network, Policy, Processes};
use crate::supervise::{Ending, Job, run};

/// How strong a sandbox is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tier {
    /// Namespaces, Landlock, system call filter, limits.
    Full,
    /// Landlock, system call filter, limits; no network.
    Landlock,
    /// Limits only: for people who say so.
    Unsandboxed,
}

/// What [`probe`] found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Probe {
    /// The strongest tier that works, or `None` when there is no sandbox here.
    pub tier: Option<Tier>,
    /// The version of Landlock in this kernel; 0 without it.
    pub landlock: i32,
    /// One sentence for people: why not stronger.
    pub reason: String,
}

/// Runs a program that does nothing in each tier, the strongest first. Takes a few milliseconds.
#[must_use]
pub fn probe() -> Probe {
    let landlock = jail::landlock_version();
    if landlock == 0 {
        return Probe {
            tier: None,
            landlock,
            reason: "this kernel has no Landlock (Linux 5.13 or newer, with landlock among its security modules)".to_owned(),
        };
    }
    let mut refused = String::new();
    for tier in [Tier::Full, Tier::Landlock] {
        match try_tier(tier) {
            Ok(()) => {
                let reason = match tier {
                    Tier::Full => "namespaces, Landlock and system call filter work".to_owned(),
                    _ => format!(
                        "no user namespaces here ({refused}): programs that use the network cannot run"
                    ),
                };
                return Probe {
                    tier: Some(tier),
                    landlock,
                    reason,
                };
            }
            Err(why) => refused = why,
        }
    }
    Probe {
        tier: None,
        landlock,
        reason: format!("the sandbox cannot be set up: {refused}"),
    }
}

fn try_tier(tier: Tier) -> Result<(), String> {
    let program = ["/bin/true", "/usr/bin/true"]
        .map(PathBuf::from)
        .into_iter()
        .find(|path| path.exists())
        .ok_or("there is no /bin/true to try it with")?;
    let mut read = Policy::system_libraries();
    read.push(program.clone());
    let job = Job {
        program,
        arguments: Vec::new(),
        environment: Vec::new(),
        folder: PathBuf::from("/"),
        input: Vec::new(),
        policy: Policy {
            read,
            write: Vec::new(),
            scratch: 0,
            // As a compiler, which takes the most to set up.
            processes: Processes::Allowed,
            network: Network::None,
            limits: Limits {
                wall: Duration::from_secs(10),
                ..Limits::program()
            },
        },
        tier,
    };
    match run(&job, &AtomicBool::new(false), &mut |_| {}) {
        Ok(finished) if finished.ending == Ending::Exited(0) => Ok(()),
        Ok(finished) => Err(format!(
            "a program that does nothing ended as {:?}",
            finished.ending
        )),
        Err(error) => Err(error.to_string()),
    }
}
