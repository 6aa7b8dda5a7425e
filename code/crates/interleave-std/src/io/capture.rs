//! Standard output and error of the explored program.

use std::fmt::Arguments;
use std::io::{self, Write};
use std::marker::PhantomData;

use interleave::runtime;

/// What `print!` calls.
#[track_caller]
pub fn print(text: Arguments<'_>) {
    runtime::print(&text.to_string(), runtime::here());
}

/// What `eprint!` calls.
#[track_caller]
pub fn print_error(text: Arguments<'_>) {
    runtime::print_error(&text.to_string(), runtime::here());
}

macro_rules! stream {
    ($stream:ident, $lock:ident, $function:ident, $print:path) => {
        /// A captured stream.
        #[derive(Debug)]
        pub struct $stream(());

        /// A captured stream, locked; the lock is not a scheduling point.
        #[derive(Debug)]
        pub struct $lock<'a>(PhantomData<&'a ()>);

        impl $lock<'_> {
            /// What is captured goes to no terminal.
            #[must_use]
            pub const fn is_terminal(&self) -> bool {
                false
            }
        }

        /// The captured stream.
        #[must_use]
        pub const fn $function() -> $stream {
            $stream(())
        }

        impl $stream {
            /// What is captured goes to no terminal. No method of `IsTerminal`, which only the real streams can have.
            #[must_use]
            pub const fn is_terminal(&self) -> bool {
                false
            }

            /// Locks the stream.
            #[must_use]
            pub const fn lock(&self) -> $lock<'static> {
                $lock(PhantomData)
            }
        }

        impl Write for $stream {
            #[track_caller]
            fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
                $print(&String::from_utf8_lossy(bytes), runtime::here());
                Ok(bytes.len())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }

        impl Write for &$stream {
            #[track_caller]
            fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
                $print(&String::from_utf8_lossy(bytes), runtime::here());
                Ok(bytes.len())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }

        impl Write for $lock<'_> {
            #[track_caller]
            fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
                $print(&String::from_utf8_lossy(bytes), runtime::here());
                Ok(bytes.len())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
    };
}

stream!(Stdout, StdoutLock, stdout, runtime::print);
stream!(Stderr, StderrLock, stderr, runtime::print_error);
