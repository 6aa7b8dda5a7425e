//! A `drop` that is an `async fn`.
//@ rejects: E0053

struct Connection;

impl Connection {
    async fn say_goodbye(&mut self) {}
}

// ANCHOR: drop
impl Drop for Connection {
    async fn drop(&mut self) {
        self.say_goodbye().await;
    }
}
// ANCHOR_END: drop

fn main() {
    let _connection = Connection;
}
