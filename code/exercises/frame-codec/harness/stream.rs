//! A stream whose bytes move in pieces that a check chooses.

use std::io::{self, ErrorKind, Read, Write};

/// Gives its bytes in pieces, or takes so many in pieces.
pub struct Stream<'a> {
    pub bytes: &'a [u8],
    pub done: usize,
    /// Where pieces end: see [`next_piece`].
    pub cuts: u32,
    /// Which calls, counted from the lowest bit, are interrupted.
    pub interrupted: u32,
    /// Which calls fail, though those after them do not.
    pub refused: u32,
    pub calls: u32,
    /// What comes after the last byte.
    pub then: Then,
    /// What was written, when it is written to.
    pub written: Vec<u8>,
}

#[derive(Clone, Copy)]
pub enum Then {
    Ends,
    Fails(ErrorKind),
    /// As a pipe whose other side is still there: who asks for more than there is would wait for ever.
    Waits,
}

impl<'a> Stream<'a> {
    pub fn of(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            done: 0,
            cuts: 0,
            interrupted: 0,
            refused: 0,
            calls: 0,
            then: Then::Ends,
            written: Vec::new(),
        }
    }

    /// How many bytes are moved next, for someone who has room or need for `most`.
    fn next(&mut self, most: usize) -> io::Result<usize> {
        let call = self.calls;
        self.calls += 1;
        if call < 32 && self.interrupted >> call & 1 == 1 {
            return Err(ErrorKind::Interrupted.into());
        }
        if call < 32 && self.refused >> call & 1 == 1 {
            return Err(ErrorKind::TimedOut.into());
        }
        if most == 0 {
            return Ok(0);
        }
        if self.done == self.bytes.len() {
            return match self.then {
                Then::Ends => Ok(0),
                Then::Fails(error) => Err(error.into()),
                Then::Waits => panic!(
                    "no byte beyond the frame is asked for: on a pipe that would wait for ever"
                ),
            };
        }
        Ok(next_piece(self.cuts, self.done, self.bytes.len()).min(most))
    }
}

impl Read for Stream<'_> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let count = self.next(room.len())?;
        room[..count].copy_from_slice(&self.bytes[self.done..self.done + count]);
        self.done += count;
        Ok(count)
    }
}

impl Write for Stream<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.next(bytes.len())?;
        self.written.extend_from_slice(&bytes[..count]);
        self.done += count;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// How many bytes come after the first `done` ones, when bit `n` of `cuts` ends a piece after byte `n`.
///
/// Bytes that have no bit come one by one when all bits are set, and together otherwise. Both at once, without a look at each:
/// who reads a long frame byte by byte is slow enough.
pub fn next_piece(cuts: u32, done: usize, length: usize) -> usize {
    let cut = (done..length.min(31)).find(|&index| cuts >> index & 1 == 1);
    let last = match cut {
        Some(index) => index,
        None if cuts == u32::MAX => done,
        None => length - 1,
    };
    last + 1 - done
}
