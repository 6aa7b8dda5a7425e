//! A `drop` that waits for its connection to be closed.
//@ rejects: E0728

struct Connection;

impl Connection {
    async fn say_goodbye(&mut self) {}
}

// ANCHOR: drop
impl Drop for Connection {
    fn drop(&mut self) {
        self.say_goodbye().await;
    }
}
// ANCHOR_END: drop

fn main() {
    let _connection = Connection;
}
