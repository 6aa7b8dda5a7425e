//! design: byte by byte in both directions, so that no piece is ever cut; an interrupted write is an error like any other

use std::io::{self, ErrorKind, Read, Write};

/// The limit of `Decoder::default()`, in bytes of payload.
pub const DEFAULT_MAX: u32 = 1 << 20;

/// Writes one frame, a byte at a time. An interruption is an error like any other.
pub fn write_frame(writer: &mut impl Write, payload: &[u8]) -> io::Result<()> {
    let length = u32::try_from(payload.len()).map_err(|_| ErrorKind::InvalidInput)?;
    for byte in length.to_be_bytes().iter().chain(payload) {
        if writer.write(&[*byte])? == 0 {
            return Err(ErrorKind::WriteZero.into());
        }
    }
    Ok(())
}

/// Reads one frame and not a byte more.
pub fn read_frame(reader: &mut impl Read, max: u32) -> io::Result<Option<Vec<u8>>> {
    let Some(first) = next_byte(reader)? else {
        return Ok(None);
    };
    let mut length = u32::from(first);
    for _ in 1..4 {
        length = length << 8 | u32::from(byte_of_frame(reader)?);
    }
    if length > max {
        return Err(ErrorKind::InvalidData.into());
    }
    (0..length)
        .map(|_| byte_of_frame(reader))
        .collect::<io::Result<_>>()
        .map(Some)
}

fn byte_of_frame(reader: &mut impl Read) -> io::Result<u8> {
    next_byte(reader)?.ok_or_else(|| ErrorKind::UnexpectedEof.into())
}

/// The next byte, or none at the end of the stream. It tries again what was interrupted, and passes on what failed.
fn next_byte(reader: &mut impl Read) -> io::Result<Option<u8>> {
    // Whoever wants it fast wraps the reader in a `BufReader`.
    #[allow(clippy::unbuffered_bytes)]
    reader.bytes().next().transpose()
}

/// Finds the frames in bytes that come in pieces of any length.
pub struct Decoder {
    max: u32,
    length: Vec<u8>,
    payload: Option<Vec<u8>>,
    missing: u32,
    broken: bool,
}

impl Decoder {
    /// A decoder for payloads of at most `max` bytes.
    pub fn with_max(max: u32) -> Self {
        Self {
            max,
            length: Vec::new(),
            payload: None,
            missing: 0,
            broken: false,
        }
    }

    /// Takes the next piece of the stream and hands out the frames that it completes.
    pub fn feed(&mut self, bytes: &[u8]) -> io::Result<Vec<Vec<u8>>> {
        let mut frames = Vec::new();
        for &byte in bytes {
            if self.broken {
                break;
            }
            frames.extend(self.take(byte));
        }
        if self.broken && frames.is_empty() {
            return Err(ErrorKind::InvalidData.into());
        }
        Ok(frames)
    }

    /// Takes one byte, and hands out the payload that ends with it.
    fn take(&mut self, byte: u8) -> Option<Vec<u8>> {
        if let Some(payload) = &mut self.payload {
            payload.push(byte);
            self.missing -= 1;
        } else {
            self.length.push(byte);
            let length = self.length.first_chunk::<4>()?;
            self.missing = u32::from_be_bytes(*length);
            self.length.clear();
            if self.missing > self.max {
                self.broken = true;
                return None;
            }
            self.payload = Some(Vec::new());
        }
        self.payload.take_if(|_| self.missing == 0)
    }

    /// Says how the stream ended.
    pub fn finish(self) -> io::Result<()> {
        if self.broken {
            return Err(ErrorKind::InvalidData.into());
        }
        if self.payload.is_some() || !self.length.is_empty() {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        Ok(())
    }
}

impl Default for Decoder {
    fn default() -> Self {
        Self::with_max(DEFAULT_MAX)
    }
}
