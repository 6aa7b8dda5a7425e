//! caught by: the_end_of_a_stream_is_told_from_a_cut: an end inside the length passes for a clean one

use std::io::{self, Error, ErrorKind, Read, Write};

pub const DEFAULT_MAX: u32 = 1 << 20;

pub fn write_frame(writer: &mut impl Write, payload: &[u8]) -> io::Result<()> {
    writer.write_all(&(payload.len() as u32).to_be_bytes())?;
    writer.write_all(payload)
}

pub fn read_frame(reader: &mut impl Read, max: u32) -> io::Result<Option<Vec<u8>>> {
    let mut header = [0u8; 4];
    if let Err(e) = reader.read_exact(&mut header) {
        if e.kind() == ErrorKind::UnexpectedEof {
            return Ok(None);
        }
        return Err(e);
    }
    let len = u32::from_be_bytes(header);
    if len > max {
        return Err(Error::new(ErrorKind::InvalidData, "frame too long"));
    }
    let mut payload = vec![0; len as usize];
    reader.read_exact(&mut payload)?;
    Ok(Some(payload))
}

pub struct Decoder {
    max: u32,
    buffer: Vec<u8>,
    failed: bool,
}

impl Decoder {
    pub fn with_max(max: u32) -> Self {
        Self {
            max,
            buffer: Vec::new(),
            failed: false,
        }
    }

    pub fn feed(&mut self, bytes: &[u8]) -> io::Result<Vec<Vec<u8>>> {
        let mut frames = Vec::new();
        if !self.failed {
            self.buffer.extend_from_slice(bytes);
        }
        while !self.failed && self.buffer.len() >= 4 {
            let len = u32::from_be_bytes(self.buffer[..4].try_into().unwrap());
            if len > self.max {
                self.failed = true;
                break;
            }
            let end = 4 + len as usize;
            if self.buffer.len() < end {
                break;
            }
            frames.push(self.buffer[4..end].to_vec());
            self.buffer.drain(..end);
        }
        if self.failed && frames.is_empty() {
            return Err(Error::new(ErrorKind::InvalidData, "frame too long"));
        }
        Ok(frames)
    }

    pub fn finish(self) -> io::Result<()> {
        if self.failed {
            return Err(ErrorKind::InvalidData.into());
        }
        if !self.buffer.is_empty() {
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
