//! A first look at the frames. Add what you like: the graded checks are others.

use std::io::ErrorKind;

use frame_codec::{Decoder, read_frame, write_frame};

#[test]
fn a_frame_goes_there_and_back() {
    let mut stream = Vec::new();
    write_frame(&mut stream, b"hello").unwrap();
    assert_eq!(stream, b"\x00\x00\x00\x05hello");
    let mut reader = stream.as_slice();
    assert_eq!(
        read_frame(&mut reader, 100).unwrap(),
        Some(b"hello".to_vec())
    );
    assert_eq!(read_frame(&mut reader, 100).unwrap(), None);
}

#[test]
fn a_frame_in_three_pieces() {
    let mut decoder = Decoder::with_max(100);
    assert!(decoder.feed(b"\x00\x00").unwrap().is_empty());
    assert!(decoder.feed(b"\x00\x02o").unwrap().is_empty());
    assert_eq!(decoder.feed(b"k").unwrap(), [b"ok"]);
    decoder.finish().unwrap();
}

#[test]
fn too_long() {
    let error = read_frame(&mut b"\xff\xff\xff\xff".as_slice(), 100).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidData);
}
