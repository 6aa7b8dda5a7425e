//! One `read` is taken for the whole message.
//@ clippy: unused_io_amount

// ANCHOR: main
use std::io::{self, Read};

fn read_header(from: &mut impl Read) -> io::Result<[u8; 4]> {
    let mut header = [0; 4];
    from.read(&mut header)?;
    Ok(header)
}

fn main() -> io::Result<()> {
    println!("{:?}", read_header(&mut io::stdin())?);
    Ok(())
}
// ANCHOR_END: main
