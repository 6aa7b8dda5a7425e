//! Frames with a length in front.
//!
//! The length is the only thing of a frame that is looked at, so that a payload may hold any bytes. It comes from the
//! other side, and is believed only as far as `max`: what is allocated grows with the bytes that have arrived, not with the
//! number of bytes that somebody announces.

use std::io::{self, ErrorKind, Read, Write};

/// The limit of `Decoder::default()`, in bytes of payload.
pub const DEFAULT_MAX: u32 = 1 << 20;

/// How many bytes the length takes.
const HEADER: usize = 4;

/// Writes one frame: the length of the payload in four bytes, the most significant first, then the payload.
///
/// # Errors
/// `InvalidInput` for a payload whose length does not fit into four bytes; whatever the writer says, after which a part of
/// the frame may have been written.
pub fn write_frame(writer: &mut impl Write, payload: &[u8]) -> io::Result<()> {
    let length = u32::try_from(payload.len()).map_err(|_| {
        io::Error::new(
            ErrorKind::InvalidInput,
            "the payload is too long for a frame",
        )
    })?;
    writer.write_all(&length.to_be_bytes())?;
    writer.write_all(payload)
}

/// Reads one frame and not a byte more. `Ok(None)` when the stream ends before the first byte of a frame.
///
/// # Errors
/// `UnexpectedEof` when the stream ends inside a frame, `InvalidData` when the payload is longer than `max`, and whatever the
/// reader says, save `Interrupted`, after which it is asked again.
pub fn read_frame(reader: &mut impl Read, max: u32) -> io::Result<Option<Vec<u8>>> {
    let mut header = [0; HEADER];
    let mut filled = 0;
    // `read_exact` would not tell the end of the stream from an end in the middle of the length.
    while filled < HEADER {
        match reader.read(&mut header[filled..]) {
            Ok(0) if filled == 0 => return Ok(None),
            Ok(0) => return Err(cut_short()),
            Ok(count) => filled += count,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    let length = checked(header, max)?;
    let mut payload = Vec::new();
    // Ends at the length, so that a byte of the next frame is never taken from the stream.
    reader.take(u64::from(length)).read_to_end(&mut payload)?;
    if payload.len() < length as usize {
        return Err(cut_short());
    }
    Ok(Some(payload))
}

/// Finds the frames in bytes that come in pieces of any length.
pub struct Decoder {
    max: u32,
    /// The frame that has begun, with its length: less than one whole frame, between two calls.
    begun: Vec<u8>,
    /// A length above `max` has come: where the next frame begins is not known any more.
    broken: bool,
}

impl Decoder {
    /// A decoder that has seen nothing yet and takes payloads of at most `max` bytes.
    pub fn with_max(max: u32) -> Self {
        Self {
            max,
            begun: Vec::new(),
            broken: false,
        }
    }

    /// Takes the next piece of the stream and hands out the frames that it completes.
    ///
    /// # Errors
    /// `InvalidData` when a payload is longer than the limit: at once when no frame was completed before it, else at the next
    /// call; and at every call from then on.
    pub fn feed(&mut self, mut bytes: &[u8]) -> io::Result<Vec<Vec<u8>>> {
        let mut frames = Vec::new();
        while !self.broken {
            self.fill(&mut bytes, HEADER);
            let Some(header) = self.begun.first_chunk() else {
                return Ok(frames);
            };
            let Ok(length) = checked(*header, self.max) else {
                self.broken = true;
                break;
            };
            let whole = HEADER + length as usize;
            self.fill(&mut bytes, whole);
            if self.begun.len() < whole {
                return Ok(frames);
            }
            frames.push(self.begun.split_off(HEADER));
            self.begun.clear();
        }
        if frames.is_empty() {
            return Err(too_long());
        }
        Ok(frames)
    }

    /// Says how the stream ended.
    ///
    /// # Errors
    /// `UnexpectedEof` inside a frame, `InvalidData` after a payload that was too long.
    pub fn finish(self) -> io::Result<()> {
        match (self.broken, self.begun.is_empty()) {
            (true, _) => Err(too_long()),
            (false, true) => Ok(()),
            (false, false) => Err(cut_short()),
        }
    }

    /// Moves bytes to the frame that has begun, until it has `wanted` of them or there are no more.
    fn fill(&mut self, bytes: &mut &[u8], wanted: usize) {
        let missing = wanted.saturating_sub(self.begun.len());
        let (taken, rest) = bytes.split_at(missing.min(bytes.len()));
        self.begun.extend_from_slice(taken);
        *bytes = rest;
    }
}

impl Default for Decoder {
    /// A decoder with the limit `DEFAULT_MAX`.
    fn default() -> Self {
        Self::with_max(DEFAULT_MAX)
    }
}

/// The length in a header, unless it is above `max`.
fn checked(header: [u8; HEADER], max: u32) -> io::Result<u32> {
    let length = u32::from_be_bytes(header);
    if length > max {
        return Err(too_long());
    }
    Ok(length)
}

fn too_long() -> io::Error {
    io::Error::new(ErrorKind::InvalidData, "the frame is longer than the limit")
}

fn cut_short() -> io::Error {
    io::Error::new(ErrorKind::UnexpectedEof, "the stream ends inside a frame")
}
