//! Frames: messages in a stream of bytes that knows no messages.

use std::io::{self, Read, Write};

/// The limit of `Decoder::default()`, in bytes of payload.
pub const DEFAULT_MAX: u32 = 1 << 20;

/// Writes one frame: the length of the payload in four bytes, the most significant first, then the payload.
///
/// A payload may hold any bytes, and none at all.
pub fn write_frame(writer: &mut impl Write, payload: &[u8]) -> io::Result<()> {
    let _ = (writer, payload);
    todo!("write the length, then the payload")
}

/// Reads one frame and not a byte more.
///
/// `Ok(None)` when the stream ends before the first byte of a frame, `UnexpectedEof` when it ends inside of one,
/// `InvalidData` when the payload is longer than `max`: that is known after four bytes, and nothing is allocated for it.
pub fn read_frame(reader: &mut impl Read, max: u32) -> io::Result<Option<Vec<u8>>> {
    let _ = (reader, max);
    todo!("read the length, look at it, read the payload")
}

/// Finds the frames in bytes that come in pieces of any length.
pub struct Decoder {
    max: u32, // replace this by your own fields
}

impl Decoder {
    /// A decoder that has seen nothing yet and takes payloads of at most `max` bytes.
    pub fn with_max(max: u32) -> Self {
        Self { max }
    }

    /// Takes the next piece of the stream and hands out the frames that it completes.
    ///
    /// `InvalidData` when a payload is longer than the limit. The frames before that one are handed out first; the error
    /// is the answer to the next call, and to every call from then on.
    pub fn feed(&mut self, bytes: &[u8]) -> io::Result<Vec<Vec<u8>>> {
        let _ = (self.max, bytes);
        todo!("add the bytes to what is there, and take out the frames that are complete")
    }

    /// Says how the stream ended: `UnexpectedEof` inside a frame, `InvalidData` after a payload that was too long.
    pub fn finish(self) -> io::Result<()> {
        todo!("look at what is left")
    }
}

impl Default for Decoder {
    /// A decoder with the limit `DEFAULT_MAX`.
    fn default() -> Self {
        Self::with_max(DEFAULT_MAX)
    }
}
