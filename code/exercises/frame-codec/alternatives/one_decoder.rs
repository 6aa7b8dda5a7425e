//! design: reading feeds a decoder with as many bytes as it still misses, so that there is one place that knows frames

use std::collections::VecDeque;
use std::io::{self, Error, ErrorKind, Read, Write};

/// The limit of `Decoder::default()`, in bytes of payload.
pub const DEFAULT_MAX: u32 = 1 << 20;

/// Writes one frame.
pub fn write_frame(writer: &mut impl Write, payload: &[u8]) -> io::Result<()> {
    let Ok(length) = u32::try_from(payload.len()) else {
        return Err(Error::from(ErrorKind::InvalidInput));
    };
    let header = length.to_be_bytes();
    io::copy(&mut header.chain(payload), writer).map(drop)
}

/// Reads one frame and not a byte more.
pub fn read_frame(reader: &mut impl Read, max: u32) -> io::Result<Option<Vec<u8>>> {
    let mut decoder = Decoder::with_max(max);
    let mut piece = [0; 512];
    loop {
        let wanted = decoder.missing().min(piece.len());
        let count = match reader.read(&mut piece[..wanted]) {
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            count => count?,
        };
        if count == 0 {
            return decoder.finish().map(|()| None);
        }
        if let Some(frame) = decoder.feed(&piece[..count])?.pop() {
            return Ok(Some(frame));
        }
    }
}

/// Finds the frames in bytes that come in pieces of any length.
pub struct Decoder {
    max: u32,
    waiting: VecDeque<u8>,
}

impl Decoder {
    /// A decoder for payloads of at most `max` bytes.
    pub fn with_max(max: u32) -> Self {
        Self {
            max,
            waiting: VecDeque::new(),
        }
    }

    /// Takes the next piece of the stream and hands out the frames that it completes.
    pub fn feed(&mut self, bytes: &[u8]) -> io::Result<Vec<Vec<u8>>> {
        // A length that is too long stays where it is, and is found again by each later call.
        self.waiting.extend(bytes);
        let mut frames = Vec::new();
        loop {
            match self.length() {
                Err(error) if frames.is_empty() => return Err(error),
                Ok(Some(length)) if self.waiting.len() >= 4 + length => {
                    self.waiting.drain(..4);
                    frames.push(self.waiting.drain(..length).collect());
                }
                _ => return Ok(frames),
            }
        }
    }

    /// Says how the stream ended.
    pub fn finish(self) -> io::Result<()> {
        self.length()?;
        match self.waiting.is_empty() {
            true => Ok(()),
            false => Err(ErrorKind::UnexpectedEof.into()),
        }
    }

    /// The length of the frame that has begun, once it is known.
    fn length(&self) -> io::Result<Option<usize>> {
        let header: Vec<u8> = self.waiting.iter().take(4).copied().collect();
        let Ok(header) = header.try_into() else {
            return Ok(None);
        };
        let length = u32::from_be_bytes(header);
        if length > self.max {
            return Err(ErrorKind::InvalidData.into());
        }
        Ok(Some(length as usize))
    }

    /// How many bytes of the present frame have not come yet, as far as is known.
    fn missing(&self) -> usize {
        match self.length() {
            Ok(Some(length)) => 4 + length - self.waiting.len(),
            _ => 4 - self.waiting.len(),
        }
    }
}

impl Default for Decoder {
    fn default() -> Self {
        Self::with_max(DEFAULT_MAX)
    }
}
