//! Macros that print or make thread-locals.

/// Prints to the captured output.
#[macro_export]
macro_rules! print {
    ($($argument:tt)*) => { $crate::__interleave::print($crate::format_args!($($argument)*)) };
}

/// Prints a line to the captured output.
#[macro_export]
macro_rules! println {
    () => { $crate::__interleave::print($crate::format_args!("\n")) };
    ($($argument:tt)*) => { $crate::__interleave::print($crate::format_args!("{}\n", $crate::format_args!($($argument)*))) };
}

/// Prints to the trace.
#[macro_export]
macro_rules! eprint {
    ($($argument:tt)*) => { $crate::__interleave::print_error($crate::format_args!($($argument)*)) };
}

/// Prints a line to the trace.
#[macro_export]
macro_rules! eprintln {
    () => { $crate::__interleave::print_error($crate::format_args!("\n")) };
    ($($argument:tt)*) => { $crate::__interleave::print_error($crate::format_args!("{}\n", $crate::format_args!($($argument)*))) };
}

/// Prints and gives back the value of an expression.
#[macro_export]
macro_rules! dbg {
    () => { $crate::eprintln!("[{}:{}:{}]", $crate::file!(), $crate::line!(), $crate::column!()) };
    ($value:expr $(,)?) => {
        match $value {
            value => {
                $crate::eprintln!("[{}:{}:{}] {} = {:#?}", $crate::file!(), $crate::line!(), $crate::column!(), $crate::stringify!($value), &value);
                value
            }
        }
    };
    ($($value:expr),+ $(,)?) => { ($($crate::dbg!($value)),+,) };
}

/// Declares values of which each explored thread has its own.
#[macro_export]
macro_rules! thread_local {
    () => {};
    ($(#[$attribute:meta])* $visibility:vis static $name:ident: $type:ty = const $init:block; $($rest:tt)*) => {
        $crate::thread_local!(@key $(#[$attribute])* $visibility static $name: $type = $init);
        $crate::thread_local!($($rest)*);
    };
    ($(#[$attribute:meta])* $visibility:vis static $name:ident: $type:ty = const $init:block) => {
        $crate::thread_local!(@key $(#[$attribute])* $visibility static $name: $type = $init);
    };
    ($(#[$attribute:meta])* $visibility:vis static $name:ident: $type:ty = $init:expr; $($rest:tt)*) => {
        $crate::thread_local!(@key $(#[$attribute])* $visibility static $name: $type = $init);
        $crate::thread_local!($($rest)*);
    };
    ($(#[$attribute:meta])* $visibility:vis static $name:ident: $type:ty = $init:expr) => {
        $crate::thread_local!(@key $(#[$attribute])* $visibility static $name: $type = $init);
    };
    (@key $(#[$attribute:meta])* $visibility:vis static $name:ident: $type:ty = $init:expr) => {
        $(#[$attribute])* $visibility const $name: $crate::thread::LocalKey<$type> = {
            fn init() -> $type { $init }
            static IDENTITY: u8 = 0;
            $crate::__interleave::LocalKey::__new(&IDENTITY, init)
        };
    };
}
