//! What frames promise, over every way in which a short stream can be cut.

#[path = "memory.rs"]
mod memory;
#[path = "stream.rs"]
mod stream;

use std::fmt::Debug;
use std::io::{self, ErrorKind};

use answer::{DEFAULT_MAX, Decoder, read_frame, write_frame};
use harness_kit::{expect, expect_eq};

use memory::{LITTLE, bytes_alive, largest_during};
use stream::{Stream, Then, next_piece};

/// Large enough for every frame of these checks that is not to be refused.
const MAX: u32 = 64;

pub fn a_frame_goes_there_and_back() {
    for (payload, frame) in [
        (b"".as_slice(), b"\0\0\0\0".as_slice()),
        (b"STOP", b"\0\0\0\x04STOP"),
        (b"a\nb\r\n\0", b"\0\0\0\x06a\nb\r\n\0"),
    ] {
        let mut stream = Vec::new();
        kind(
            write_frame(&mut stream, payload),
            Ok(()),
            "a frame is written to a writer that takes it",
        );
        expect_eq(
            stream.as_slice(),
            frame,
            "a frame is the length in four bytes, the most significant first, and the payload",
        );
        kind(
            read_frame(&mut Stream::of(frame), MAX),
            Ok(Some(payload.to_vec())),
            "a payload may be any bytes, and none",
        );
    }
    let long: Vec<u8> = (0..100_000_u32).map(|index| index as u8).collect();
    let mut stream = Vec::new();
    kind(
        write_frame(&mut stream, &long),
        Ok(()),
        "a frame is written to a writer that takes it",
    );
    expect_eq(
        &stream[..4],
        100_000_u32.to_be_bytes().as_slice(),
        "all four bytes of the length count",
    );
    expect(
        stream[4..] == long,
        "the payload follows the length as it is",
    );
    let read = read_frame(&mut Stream::of(&stream), 100_000);
    expect(
        matches!(read, Ok(Some(payload)) if payload == long),
        "what was written is read",
    );
}

pub fn any_fragmentation_is_read() {
    let (stream, payloads) = sample();
    for cuts in 0..1 << (stream.len() - 1) {
        let mut reader = Stream {
            cuts,
            ..Stream::of(&stream)
        };
        for payload in &payloads {
            kind(
                read_frame(&mut reader, MAX),
                Ok(Some(payload.clone())),
                "a frame is read in whatever pieces it arrives",
            );
        }
        kind(
            read_frame(&mut reader, MAX),
            Ok(None),
            "a stream that ends after a frame ends there",
        );
    }
}

pub fn the_end_of_a_stream_is_told_from_a_cut() {
    let (stream, payloads) = sample();
    let borders = borders(&payloads);
    for end in 0..=stream.len() {
        for cuts in [0, u32::MAX] {
            let mut reader = Stream {
                cuts,
                ..Stream::of(&stream[..end])
            };
            for (payload, _) in payloads
                .iter()
                .zip(borders[1..].iter().filter(|&&border| border <= end))
            {
                kind(
                    read_frame(&mut reader, MAX),
                    Ok(Some(payload.clone())),
                    "the frames before the end are read",
                );
            }
            let expected = match borders.contains(&end) {
                true => Ok(None),
                false => Err(ErrorKind::UnexpectedEof),
            };
            kind(
                read_frame(&mut reader, MAX),
                expected,
                "the end of the stream is clean between two frames, and UnexpectedEof in a length or a payload",
            );
        }
    }
}

pub fn only_interruptions_are_tried_again() {
    let (stream, payloads) = sample();
    let property = "a read that was interrupted is tried again";
    for interrupted in 0..1_u32 << (stream.len() + 1) {
        let mut reader = Stream {
            cuts: u32::MAX,
            interrupted,
            ..Stream::of(&stream)
        };
        for payload in &payloads {
            kind(
                read_frame(&mut reader, MAX),
                Ok(Some(payload.clone())),
                property,
            );
        }
        kind(read_frame(&mut reader, MAX), Ok(None), property);
    }
    let frame = b"\0\0\0\x02ab";
    for end in 0..frame.len() {
        for error in [ErrorKind::ConnectionReset, ErrorKind::WouldBlock] {
            let mut reader = Stream {
                then: Then::Fails(error),
                ..Stream::of(&frame[..end])
            };
            kind(
                read_frame(&mut reader, MAX),
                Err(error),
                "an error of the reader is passed on as it is",
            );
        }
    }
}

pub fn no_byte_of_the_next_frame_is_taken() {
    let (stream, payloads) = sample();
    let mut reader = Stream::of(&stream);
    for payload in &payloads {
        kind(
            read_frame(&mut reader, MAX),
            Ok(Some(payload.clone())),
            "the next frame stays in the stream",
        );
    }
    for payload in ["", "x", "payload"] {
        let mut frame = (payload.len() as u32).to_be_bytes().to_vec();
        frame.extend(payload.bytes());
        for cuts in [0, u32::MAX] {
            let mut reader = Stream {
                cuts,
                then: Then::Waits,
                ..Stream::of(&frame)
            };
            kind(
                read_frame(&mut reader, MAX),
                Ok(Some(payload.as_bytes().to_vec())),
                "a frame that is there is read",
            );
        }
    }
}

pub fn a_length_above_the_limit_is_refused_at_once() {
    for (max, length, refused) in [
        (8, 8, false),
        (8, 9, true),
        (0, 0, false),
        (0, 1, true),
        (8, 8 << 20, true),
        (1 << 20, 48 << 20, true),
        (u32::MAX - 1, u32::MAX, true),
        (u32::MAX, 2, false),
    ] {
        let mut stream = u32::to_be_bytes(length).to_vec();
        if !refused {
            stream.extend(vec![7; length as usize]);
        }
        let expected = match refused {
            true => Err(ErrorKind::InvalidData),
            false => Ok(Some(vec![7; length as usize])),
        };
        let mut reader = Stream {
            then: Then::Waits,
            ..Stream::of(&stream)
        };
        let (found, largest) = largest_during(|| read_frame(&mut reader, max));
        kind(
            found,
            expected,
            "a payload may be as long as `max`, and one that is longer is InvalidData",
        );
        expect(
            largest <= LITTLE,
            "a length above the limit is refused before anything is allocated for it",
        );
    }
}

pub fn writing_goes_on_until_all_is_written() {
    let payload = b"payload";
    let frame = b"\0\0\0\x07payload";
    for cuts in 0..1 << (frame.len() - 1) {
        let mut writer = Stream {
            cuts,
            then: Then::Waits,
            ..Stream::of(frame)
        };
        kind(
            write_frame(&mut writer, payload),
            Ok(()),
            "a writer that takes a part is given the rest",
        );
        expect_eq(
            writer.written.as_slice(),
            frame.as_slice(),
            "a writer that takes a part is given the rest",
        );
        for interrupted in [1, 0b1010] {
            interrupt(&mut Stream {
                cuts,
                interrupted,
                then: Then::Waits,
                ..Stream::of(frame)
            });
        }
    }
    for call in 0..3 {
        let mut writer = Stream {
            refused: 1 << call,
            ..Stream::of(frame)
        };
        if write_frame(&mut writer, payload).is_ok() {
            expect_eq(
                writer.written.as_slice(),
                frame.as_slice(),
                "a frame of which a part was refused is an error",
            );
        }
    }
    for end in 0..frame.len() {
        let mut writer = Stream {
            then: Then::Fails(ErrorKind::BrokenPipe),
            ..Stream::of(&frame[..end])
        };
        kind(
            write_frame(&mut writer, payload),
            Err(ErrorKind::BrokenPipe),
            "an error of the writer is passed on",
        );
        let mut full = Stream::of(&frame[..end]);
        expect(
            write_frame(&mut full, payload).is_err(),
            "a writer that takes nothing more is an error",
        );
    }
}

pub fn a_decoder_takes_any_pieces() {
    let (stream, payloads) = sample();
    let borders = borders(&payloads);
    for cuts in 0..1_u32 << (stream.len() - 1) {
        let mut decoder = Decoder::with_max(MAX);
        let (mut fed, mut found) = (0, Vec::new());
        while fed < stream.len() {
            let piece = next_piece(cuts, fed, stream.len());
            kind(
                decoder.feed(&[]),
                Ok(Vec::new()),
                "no bytes complete no frame",
            );
            match decoder.feed(&stream[fed..fed + piece]) {
                Ok(frames) => found.extend(frames),
                Err(error) => panic!("pieces of good frames are no error: found {error}"),
            }
            fed += piece;
            let complete = borders[1..].iter().filter(|&&border| border <= fed).count();
            expect_eq(
                found.as_slice(),
                &payloads[..complete],
                "a frame is handed out once, by the call that completes it",
            );
        }
        kind(
            decoder.finish(),
            Ok(()),
            "a stream that ends after a frame is complete",
        );
    }
}

pub fn a_decoder_says_how_the_stream_ended() {
    let (stream, payloads) = sample();
    let borders = borders(&payloads);
    for end in 0..=stream.len() {
        let mut decoder = Decoder::with_max(MAX);
        for byte in stream[..end].chunks(1) {
            expect(
                decoder.feed(byte).is_ok(),
                "pieces of good frames are no error",
            );
        }
        let expected = match borders.contains(&end) {
            true => Ok(()),
            false => Err(ErrorKind::UnexpectedEof),
        };
        kind(
            decoder.finish(),
            expected,
            "a stream may end between two frames, and not in a length or a payload",
        );
    }
}

pub fn a_decoder_hands_out_what_was_good() {
    let good = b"\0\0\0\x02ab\0\0\0\0";
    let frames = || vec![b"ab".to_vec(), Vec::new()];
    let property = "a payload above the limit is InvalidData, and stays so";
    for length in [3_u32, 8 << 20, u32::MAX] {
        let bad = length.to_be_bytes();
        let mut together = good.to_vec();
        together.extend(bad);
        let mut with_more = together.clone();
        with_more.extend(b"\0\0\0\x01x");
        for piece in [&together, &with_more] {
            let mut decoder = Decoder::with_max(2);
            kind(
                decoder.feed(piece),
                Ok(frames()),
                "frames before a bad one are handed out first",
            );
            kind(decoder.feed(&[]), Err(ErrorKind::InvalidData), property);
            kind(decoder.feed(good), Err(ErrorKind::InvalidData), property);
            kind(decoder.finish(), Err(ErrorKind::InvalidData), property);
            let mut decoder = Decoder::with_max(2);
            kind(
                decoder.feed(piece),
                Ok(frames()),
                "frames before a bad one are handed out first",
            );
            kind(decoder.finish(), Err(ErrorKind::InvalidData), property);
        }
        let mut decoder = Decoder::with_max(2);
        kind(
            decoder.feed(&bad[..3]),
            Ok(Vec::new()),
            "a length is known with its fourth byte",
        );
        let (found, largest) = largest_during(|| decoder.feed(&bad[3..]));
        kind(
            found,
            Err(ErrorKind::InvalidData),
            "a length above the limit is refused with its fourth byte",
        );
        kind(decoder.feed(b"abc"), Err(ErrorKind::InvalidData), property);
        expect(
            largest <= LITTLE,
            "a length above the limit is refused before anything is allocated for it",
        );
        kind(decoder.finish(), Err(ErrorKind::InvalidData), property);
    }
}

pub fn the_default_has_the_documented_limit() {
    expect_eq(
        DEFAULT_MAX,
        1 << 20,
        "the default limit is that of the task",
    );
    let mut frame = DEFAULT_MAX.to_be_bytes().to_vec();
    frame.extend(vec![1; DEFAULT_MAX as usize]);
    let found = Decoder::default().feed(&frame);
    expect(
        found.is_ok_and(|frames| frames.len() == 1 && frames[0].len() == DEFAULT_MAX as usize),
        "a default decoder takes a payload of DEFAULT_MAX bytes",
    );
    let header = (DEFAULT_MAX + 1).to_be_bytes();
    kind(
        Decoder::default().feed(&header),
        Err(ErrorKind::InvalidData),
        "a default decoder takes no longer payload",
    );
}

pub fn a_decoder_keeps_no_frame_that_it_handed_out() {
    const LENGTH: u32 = 16 << 10;
    let mut frame = LENGTH.to_be_bytes().to_vec();
    frame.extend(vec![3; LENGTH as usize]);
    let mut decoder = Decoder::with_max(LENGTH);
    let before = bytes_alive();
    for _ in 0..100 {
        // In two pieces, so that there is always something begun.
        let (first, second) = frame.split_at(frame.len() / 2);
        for piece in [first, second] {
            expect(
                decoder.feed(piece).is_ok(),
                "pieces of good frames are no error",
            );
        }
    }
    let kept = bytes_alive().saturating_sub(before);
    expect(
        kept <= 8 * LENGTH as usize,
        "a decoder keeps the frame that has begun, and nothing of those before",
    );
}

/// A write that is interrupted may be tried again, as `write_all` does, or passed on as any other error.
fn interrupt(writer: &mut Stream) {
    let written = write_frame(writer, b"payload");
    if written.is_ok() {
        expect_eq(
            writer.written.as_slice(),
            writer.bytes,
            "after an interruption, Ok means that all was taken",
        );
    } else {
        kind(
            written,
            Err(ErrorKind::Interrupted),
            "an error of the writer is passed on",
        );
    }
}

/// A short stream of two frames, and their payloads.
fn sample() -> (Vec<u8>, Vec<Vec<u8>>) {
    let stream = b"\0\0\0\x02A\n\0\0\0\0".to_vec();
    (stream, vec![b"A\n".to_vec(), Vec::new()])
}

/// Where a frame ends and another one may begin.
fn borders(payloads: &[Vec<u8>]) -> Vec<usize> {
    let mut borders = vec![0];
    for payload in payloads {
        borders.push(borders[borders.len() - 1] + 4 + payload.len());
    }
    borders
}

/// The same result, errors by their kind.
#[track_caller]
fn kind<T: Debug + PartialEq>(
    found: io::Result<T>,
    expected: Result<T, ErrorKind>,
    property: &str,
) {
    expect_eq(found.map_err(|error| error.kind()), expected, property);
}
