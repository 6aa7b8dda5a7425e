//! What a text will want of the machine, by the words in it.

/// Names that lead to sockets.
const NETWORK: [&str; 6] = [
    "TcpListener",
    "TcpStream",
    "TcpSocket",
    "UdpSocket",
    "ToSocketAddrs",
    "reqwest",
];

/// Names that lead to files.
const FILES: [&str; 6] = [
    "fs",
    "File",
    "OpenOptions",
    "memmap2",
    "tempfile",
    "temp_dir",
];

/// Whether a program names something that uses the network.
///
/// Words in comments and strings count: being given a loopback of its own that it does not use does a program no good.
#[must_use]
pub fn needs_network(source: &str) -> bool {
    words(source).any(|word| NETWORK.contains(&word))
}

/// Whether a program names something that starts processes; as with the network, comments count.
#[must_use]
pub fn needs_processes(source: &str) -> bool {
    ["process", "Command"]
        .iter()
        .all(|name| words(source).any(|word| word == *name))
}

/// Whether a program names something that makes files; as with the network, comments count.
#[must_use]
pub fn needs_files(source: &str) -> bool {
    words(source).any(|word| FILES.contains(&word))
}

/// Whether a program names a crate.
#[must_use]
pub fn names_crate(source: &str, name: &str) -> bool {
    words(source).any(|word| word == name)
}

fn words(source: &str) -> impl Iterator<Item = &str> {
    source.split(|letter: char| !(letter.is_alphanumeric() || letter == '_'))
}

#[cfg(test)]
mod tests {
    use super::{names_crate, needs_files, needs_network, needs_processes};

    #[test]
    fn whole_words_count() {
        assert!(needs_network("use std::net::{TcpListener, Shutdown};"));
        assert!(needs_network("let page = reqwest::blocking::get(url)?;"));
        assert!(!needs_network("struct MyTcpListenerLike;"));
        assert!(needs_processes("use std::process::{Command, Stdio};"));
        assert!(!needs_processes("std::process::exit(3)"));
        assert!(!needs_processes("enum Command { Stop }"));
        assert!(needs_files("let mapped = std::fs::read(path)?;"));
        assert!(!needs_files("let offset = 3;"));
        assert!(names_crate("use tokio::time;", "tokio"));
        assert!(!names_crate("use tokio_util::sync;", "tokio"));
    }
}
