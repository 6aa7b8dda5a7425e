//! The sandbox that programs of readers and answers of learners run in.

use runner::{Probe, Tier, probe};

use super::tool::Verdict;

/// What this machine offers.
pub(super) struct Sandbox(Probe);

impl Sandbox {
    /// Runs a program that does nothing in each sandbox, the strongest first.
    pub(super) fn look() -> Self {
        Self(probe())
    }

    /// What it means.
    pub(super) fn verdict(&self) -> Verdict {
        match self.0.tier {
            Some(Tier::Full) => Verdict::Serves,
            _ => Verdict::Limits,
        }
    }

    /// It in words.
    pub(super) fn line(&self) -> String {
        let reason = &self.0.reason;
        let (mark, tier, words) = match self.0.tier {
            Some(Tier::Full) => (
                "+",
                "full",
                format!("for programs in the pages and for answers: {reason}"),
            ),
            Some(Tier::Landlock) => (
                "-",
                "Landlock",
                format!("for programs that use the network: {reason}"),
            ),
            _ => (
                "-",
                "none",
                format!(
                    "for programs in the pages and for answers: {reason}; `serve --allow-unsandboxed`, `grade --no-sandbox` and `explore --no-sandbox` run what you trust"
                ),
            ),
        };
        format!("{mark} {:9} {tier:14} {words}\n", "sandbox")
    }
}

#[cfg(test)]
mod tests {
    use runner::{Probe, Tier};

    use super::Sandbox;
    use crate::commands::doctor::tool::Verdict;

    #[test]
    fn each_tier_is_named_with_its_reason() {
        for (tier, word, verdict) in [
            (Some(Tier::Full), "full", Verdict::Serves),
            (Some(Tier::Landlock), "Landlock", Verdict::Limits),
            (None, "none", Verdict::Limits),
        ] {
            let sandbox = Sandbox(Probe {
                tier,
                landlock: 0,
                reason: "because of this".to_owned(),
            });
            assert_eq!(sandbox.verdict(), verdict);
            let line = sandbox.line();
            assert!(
                line.contains(word) && line.contains("because of this"),
                "{line}"
            );
        }
    }
}
