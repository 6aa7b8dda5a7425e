//! A new kind of request, and a worker that does not know it.
//@ rejects: E0004

// ANCHOR: main
use serde::Deserialize;

#[derive(Deserialize)]
enum Request {
    Resize { path: String },
    Rotate { path: String },
    Stop,
}

fn main() {
    let line = r#"{"Rotate":{"path":"a.png"}}"#;
    match serde_json::from_str(line).unwrap() {
        Request::Resize { path } => println!("resize {path}"),
        Request::Stop => println!("stop"),
    }
}
// ANCHOR_END: main
