//! `course doctor`: what this machine offers.

use std::panic;
use std::thread;

use anyhow::Result;
use clap::Args;

use self::sandbox::Sandbox;
use self::tool::{Finding, TOOLS, Verdict};
use crate::{Outcome, terminal};

mod sandbox;
mod tool;

/// Says what this machine has, and what is missing for what.
///
/// Exit status: 0 everything required is there, 1 something required is missing or too old.
#[derive(Args)]
#[command(after_help = "Example:
  cargo course doctor")]
pub(crate) struct Doctor {}

impl Doctor {
    pub(crate) fn run(self) -> Result<Outcome> {
        let root = catalog::find_root()?;
        // Each question starts a program, and a browser takes its time to answer.
        let findings: Vec<Finding> = thread::scope(|scope| {
            let searches: Vec<_> = TOOLS
                .iter()
                .map(|tool| scope.spawn(|| tool.look(&root)))
                .collect();
            searches
                .into_iter()
                .map(|search| {
                    search
                        .join()
                        .unwrap_or_else(|fault| panic::resume_unwind(fault))
                })
                .collect()
        });
        let sandbox = Sandbox::look();
        let verdicts = || {
            let tools = findings.iter().map(Finding::verdict);
            tools.chain([sandbox.verdict()])
        };
        let mut text: String = findings.iter().map(Finding::line).collect();
        text.push_str(&sandbox.line());
        text.push_str(if verdicts().any(|verdict| verdict == Verdict::Blocks) {
            "\nthe course cannot run here yet: see the lines marked with !\n"
        } else if verdicts().any(|verdict| verdict == Verdict::Limits) {
            "\nthe course runs here; the lines marked with - say what does not\n"
        } else {
            "\neverything is here\n"
        });
        terminal::print(&text)?;
        if verdicts().any(|verdict| verdict == Verdict::Blocks) {
            Ok(Outcome::NotYet)
        } else {
            Ok(Outcome::Done)
        }
    }
}
