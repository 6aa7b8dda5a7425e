//! Which page teaches what an error of the compiler is about.

/// The page, relative to the root of the course, for the errors that concurrency brings.
///
/// E0277 is any unmet bound; only those about `Send`, `Sync` and futures are about concurrency.
pub(super) fn page(code: &str, message: &str) -> Option<&'static str> {
    let page = match code {
        "E0277" if message.contains("between threads") => "src/send-and-sync/index.md",
        "E0277" if message.contains("is not a future") => "src/async-await/index.md",
        "E0373" | "E0382" | "E0597" | "E0521" | "E0716" => "src/threads/what-a-thread-takes.md",
        "E0499" | "E0502" | "E0505" | "E0506" | "E0596" | "E0594" => "src/locks/index.md",
        "E0728" | "E0752" => "src/async-await/index.md",
        _ => return None,
    };
    Some(page)
}
