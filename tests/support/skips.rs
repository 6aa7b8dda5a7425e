//! A check that this machine cannot make is skipped aloud; `COURSE_FORBID_SKIPS=1` makes it a failure.

/// Says that something is not checked here, and why.
///
/// # Errors
/// The same as a failure when skips are forbidden.
pub fn skip(what: &str, reason: &str) -> Result<(), String> {
    if std::env::var_os("COURSE_FORBID_SKIPS").is_some_and(|value| value == "1") {
        return Err(format!(
            "{what} is not checked: {reason} (COURSE_FORBID_SKIPS=1 makes this a failure)"
        ));
    }
    eprintln!("skipped {what}: {reason}");
    Ok(())
}
