//! `tokio::io`: the traits, and what works in memory. Standard streams are absent: they need a real runtime.

pub use tokio::io::{
    AsyncBufRead, AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncSeek, AsyncSeekExt, AsyncWrite,
    AsyncWriteExt, BufReader, BufStream, BufWriter, DuplexStream, Empty, Error, ErrorKind, Join,
    Lines, ReadBuf, ReadHalf, Repeat, Result, SeekFrom, SimplexStream, Sink, Split, Take,
    WriteHalf, copy, copy_bidirectional, copy_buf, duplex, empty, join, repeat, simplex, sink,
    split,
};
