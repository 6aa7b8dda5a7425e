//! A `drop` that calls an asynchronous function and cannot await it.
//@ warns: unused_must_use

struct Connection;

impl Connection {
    async fn say_goodbye(&mut self) {
        println!("goodbye");
    }
}

// ANCHOR: drop
impl Drop for Connection {
    fn drop(&mut self) {
        self.say_goodbye();
    }
}
// ANCHOR_END: drop

fn main() {
    let _connection = Connection;
}
