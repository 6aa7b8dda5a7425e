//! What an exploring child wrote to its standard error before it died: a pipe that keeps the beginning and blocks nobody.

use std::io::{PipeReader, PipeWriter, Read};
use std::os::fd::AsRawFd;

/// The parent's end.
#[derive(Debug)]
pub(super) struct LastWords(PipeReader);

/// Both ends; the writing one becomes the child's standard error.
///
/// # Panics
/// When the operating system refuses a pipe.
pub(super) fn pipe() -> (LastWords, PipeWriter) {
    let (reader, writer) = std::io::pipe().expect("a pipe to the exploring process");
    // A full pipe must not stop the child, and an empty one not the parent.
    never_blocks(&reader);
    never_blocks(&writer);
    (LastWords(reader), writer)
}

fn never_blocks(end: &impl AsRawFd) {
    // SAFETY: a flag of an open descriptor of our own.
    unsafe { libc::fcntl(end.as_raw_fd(), libc::F_SETFL, libc::O_NONBLOCK) };
}

impl LastWords {
    /// All that was written, as far as it fit.
    pub(super) fn read(&self) -> String {
        let mut bytes = Vec::new();
        // Ends with an error, and what was read so far, when somebody else still has the other end.
        let _ = (&self.0).take(64 * 1024).read_to_end(&mut bytes);
        String::from_utf8_lossy(&bytes).into_owned()
    }
}
