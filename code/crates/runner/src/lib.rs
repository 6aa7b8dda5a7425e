//! Runs programs nobody here has read, compilers included, so that they can harm nothing.
//!
//! A [`Job`] is a command with a [`Policy`]: which paths it may read, execute and write, whether it may start processes, which network it
//! sees, and its [`Limits`]. [`run`] starts it in the strongest [`Tier`] that [`probe`] finds on this machine, streams what
//! it prints, and ends the whole tree of processes when it is over, cancelled, or out of time.
//!
//! It deliberately knows neither rustc nor exercises, and it never runs anything without a sandbox unless the caller
//! asks for [`Tier::Unsandboxed`] by name.
//!
//! # How the tiers hold
//!
//! | tier | what stands between the program and the machine |
//! |---|---|
//! | [`Tier::Full`] | user, process, network, mount, IPC and host-name namespaces; Landlock; a system call filter; resource limits |
//! | [`Tier::Landlock`] | Landlock, the filter and the limits; no network at all, for Landlock knows ports, not addresses; beside a program that may start others a guard that ends them all |
//! | [`Tier::Unsandboxed`] | the limits and the time limit only |
//!
//! Sources: `namespaces(7)`, `user_namespaces(7)`, `landlock(7)`, `seccomp(2)`, `seccomp_unotify(2)`, `setrlimit(2)`, `prctl(2)`.

mod error;
#[cfg(target_os = "linux")]
mod filter;
#[cfg(target_os = "linux")]
mod jail;
mod policy;
#[cfg(target_os = "linux")]
mod supervise;
#[cfg(target_os = "linux")]
mod tier;

pub use error::RunError;
pub use policy::{Limits, Network, Policy, Processes};
#[cfg(target_os = "linux")]
pub use supervise::{Ending, Finished, Job, Output, run};
#[cfg(target_os = "linux")]
pub use tier::{Probe, Tier, probe};
