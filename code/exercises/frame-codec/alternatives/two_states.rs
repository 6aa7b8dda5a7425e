//! design: the decoder is a state machine: in the length, in the payload, or broken

use std::io::{self, ErrorKind, Read, Write};
use std::mem;

/// The limit of `Decoder::default()`, in bytes of payload.
pub const DEFAULT_MAX: u32 = 1 << 20;

/// Writes one frame with a single call where the writer takes it all at once.
pub fn write_frame(writer: &mut impl Write, payload: &[u8]) -> io::Result<()> {
    let length = u32::try_from(payload.len()).map_err(|_| ErrorKind::InvalidInput)?;
    let mut frame = Vec::with_capacity(4 + payload.len());
    frame.extend(length.to_be_bytes());
    frame.extend(payload);
    writer.write_all(&frame)
}

/// Reads one frame and not a byte more.
pub fn read_frame(reader: &mut impl Read, max: u32) -> io::Result<Option<Vec<u8>>> {
    let mut header = [0; 4];
    // The first byte alone decides between the end of the stream and an end inside a frame.
    loop {
        match reader.read(&mut header[..1]) {
            Ok(0) => return Ok(None),
            Ok(_) => break,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        }
    }
    reader.read_exact(&mut header[1..])?;
    let length = u32::from_be_bytes(header);
    if length > max {
        return Err(ErrorKind::InvalidData.into());
    }
    let mut payload = vec![0; length as usize];
    reader.read_exact(&mut payload)?;
    Ok(Some(payload))
}

enum State {
    Length { bytes: [u8; 4], filled: usize },
    Payload { bytes: Vec<u8>, missing: usize },
    Broken,
}

const START: State = State::Length {
    bytes: [0; 4],
    filled: 0,
};

/// Finds the frames in bytes that come in pieces of any length.
pub struct Decoder {
    max: u32,
    state: State,
}

impl Decoder {
    /// A decoder for payloads of at most `max` bytes.
    pub fn with_max(max: u32) -> Self {
        Self { max, state: START }
    }

    /// Takes the next piece of the stream and hands out the frames that it completes.
    pub fn feed(&mut self, mut input: &[u8]) -> io::Result<Vec<Vec<u8>>> {
        let mut frames = Vec::new();
        loop {
            match &mut self.state {
                State::Length { bytes, filled } => {
                    let count = input.len().min(4 - *filled);
                    bytes[*filled..*filled + count].copy_from_slice(&input[..count]);
                    input = &input[count..];
                    *filled += count;
                    if *filled < 4 {
                        return Ok(frames);
                    }
                    let length = u32::from_be_bytes(*bytes);
                    self.state = if length > self.max {
                        State::Broken
                    } else {
                        State::Payload {
                            bytes: Vec::new(),
                            missing: length as usize,
                        }
                    };
                }
                State::Payload { bytes, missing } => {
                    let count = input.len().min(*missing);
                    bytes.extend_from_slice(&input[..count]);
                    input = &input[count..];
                    *missing -= count;
                    if *missing > 0 {
                        return Ok(frames);
                    }
                    frames.push(mem::take(bytes));
                    self.state = START;
                }
                State::Broken if frames.is_empty() => return Err(ErrorKind::InvalidData.into()),
                State::Broken => return Ok(frames),
            }
        }
    }

    /// Says how the stream ended.
    pub fn finish(self) -> io::Result<()> {
        match self.state {
            State::Length { filled: 0, .. } => Ok(()),
            State::Broken => Err(ErrorKind::InvalidData.into()),
            _ => Err(ErrorKind::UnexpectedEof.into()),
        }
    }
}

impl Default for Decoder {
    fn default() -> Self {
        Self::with_max(DEFAULT_MAX)
    }
}
