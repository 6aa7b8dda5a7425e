//! Preludes: the real ones, with our macros in the place of theirs.

macro_rules! prelude {
    ($($(#[$attribute:meta])* $name:ident)*) => {$(
        $(#[$attribute])*
        pub mod $name {
            pub use ::std::prelude::$name::*;
            pub use crate::{dbg, eprint, eprintln, print, println, thread_local};
        }
    )*};
}

prelude! {
    /// The common prelude.
    v1
    /// Edition 2015.
    rust_2015
    /// Edition 2018.
    rust_2018
    /// Edition 2021.
    rust_2021
    /// Edition 2024.
    rust_2024
}
