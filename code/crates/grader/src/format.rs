//! A document as text, one function for each format.

mod human;
mod junit;
mod lessons;
mod table;

pub use human::{Paint, human, lanes};
pub use junit::junit;
pub use table::{csv, gradescope};

/// Text of an answer's making, without what could play tricks on a terminal: control characters and those that turn the
/// direction of writing are replaced. Line ends and tabs stay.
pub fn clean(text: &str) -> String {
    text.chars()
        .map(|letter| match letter {
            '\n' | '\t' => letter,
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => REPLACED,
            letter if letter.is_control() => REPLACED,
            letter => letter,
        })
        .collect()
}

const REPLACED: char = '\u{fffd}';
