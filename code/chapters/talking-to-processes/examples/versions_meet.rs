//! What an old program makes of new messages, and a new one of old ones.

#![expect(dead_code, reason = "the messages are only printed")]

// ANCHOR: main
use std::fmt::Debug;

use serde::Deserialize;

mod old {
    #[derive(Debug, serde::Deserialize)]
    pub(crate) enum Request {
        Resize { path: String },
    }
}

#[derive(Debug, Deserialize)]
enum Request {
    Resize {
        path: String,
        #[serde(default)]
        quality: Option<u8>,
        width: u32,
    },
    Rotate {
        path: String,
    },
}

fn read<'a, Message: Deserialize<'a> + Debug>(who: &str, line: &'a str) {
    match serde_json::from_str::<Message>(line) {
        Ok(message) => println!("{who}: {message:?}"),
        Err(error) => println!("{who}: {error}"),
    }
}

fn main() {
    let from_new = r#"{"Resize":{"path":"a.png","quality":80,"width":640}}"#;
    let from_old = r#"{"Resize":{"path":"a.png"}}"#;
    read::<old::Request>("old reads new", from_new);
    read::<old::Request>("old reads rotate", r#"{"Rotate":{"path":"a.png"}}"#);
    read::<Request>("new reads old", from_old);
    let without_quality = r#"{"Resize":{"path":"a.png","width":640}}"#;
    read::<Request>("new reads no quality", without_quality);
}
// ANCHOR_END: main
