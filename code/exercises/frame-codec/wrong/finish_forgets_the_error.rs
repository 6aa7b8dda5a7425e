//! caught by: a_decoder_hands_out_what_was_good: finish looks at what is left, and nothing is left of a frame that was refused

use std::io::{self, ErrorKind, Read, Write};

pub const DEFAULT_MAX: u32 = 1 << 20;

fn too_long() -> io::Error {
    io::Error::new(ErrorKind::InvalidData, "a frame is longer than the limit")
}

/// Fills as much as there is; how many bytes came before the end.
fn fill(reader: &mut impl Read, target: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < target.len() {
        match reader.read(&mut target[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

pub fn write_frame(writer: &mut impl Write, payload: &[u8]) -> io::Result<()> {
    let length = u32::try_from(payload.len()).map_err(|_| too_long())?;
    writer.write_all(&length.to_be_bytes())?;
    writer.write_all(payload)?;
    writer.flush()
}

pub fn read_frame(reader: &mut impl Read, max: u32) -> io::Result<Option<Vec<u8>>> {
    let mut header = [0; 4];
    match fill(reader, &mut header)? {
        0 => return Ok(None),
        4 => {}
        _ => return Err(ErrorKind::UnexpectedEof.into()),
    }
    let length = u32::from_be_bytes(header);
    if length > max {
        return Err(too_long());
    }
    let mut payload = vec![0; length as usize];
    if fill(reader, &mut payload)? < payload.len() {
        return Err(ErrorKind::UnexpectedEof.into());
    }
    Ok(Some(payload))
}

pub struct Decoder {
    max: u32,
    pending: Vec<u8>,
    broken: bool,
}

impl Decoder {
    pub fn with_max(max: u32) -> Self {
        Self {
            max,
            pending: Vec::new(),
            broken: false,
        }
    }

    pub fn feed(&mut self, bytes: &[u8]) -> io::Result<Vec<Vec<u8>>> {
        if self.broken {
            return Err(too_long());
        }
        self.pending.extend_from_slice(bytes);
        let mut frames = Vec::new();
        let mut at = 0;
        while let Some(header) = self.pending[at..].first_chunk::<4>() {
            let length = u32::from_be_bytes(*header);
            if length > self.max {
                self.broken = true;
                self.pending = Vec::new();
                return if frames.is_empty() {
                    Err(too_long())
                } else {
                    Ok(frames)
                };
            }
            let end = at + 4 + length as usize;
            let Some(payload) = self.pending.get(at + 4..end) else {
                break;
            };
            frames.push(payload.to_vec());
            at = end;
        }
        self.pending.drain(..at);
        Ok(frames)
    }

    pub fn finish(self) -> io::Result<()> {
        if self.pending.is_empty() {
            Ok(())
        } else {
            Err(ErrorKind::UnexpectedEof.into())
        }
    }
}

impl Default for Decoder {
    fn default() -> Self {
        Self::with_max(DEFAULT_MAX)
    }
}
