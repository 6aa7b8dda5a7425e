//! A connection is used after it was closed.
//@ rejects: E0382

struct Connection {
    lines: Vec<String>,
}

// ANCHOR: main
impl Connection {
    fn send(&mut self, line: &str) {
        self.lines.push(line.to_owned());
    }

    fn close(self) -> usize {
        self.lines.len()
    }
}

fn main() {
    let mut connection = Connection { lines: Vec::new() };
    connection.send("hello");
    println!("{} sent", connection.close());
    connection.send("are you still there?");
}
// ANCHOR_END: main
