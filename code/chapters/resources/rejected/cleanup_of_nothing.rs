//! What may not have been opened is closed.
//@ rejects: E0381

struct Connection;

impl Connection {
    fn open(host: &str) -> Result<Self, String> {
        Err(format!("{host} refused"))
    }

    fn close(self) {}
}

// ANCHOR: main
fn main() {
    let connection;
    match Connection::open("localhost") {
        Ok(opened) => connection = opened,
        Err(error) => println!("{error}"),
    }
    connection.close();
}
// ANCHOR_END: main
