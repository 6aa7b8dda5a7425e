//! Two ways to lose a value without dropping it, both of them safe.

// ANCHOR: main
use std::cell::RefCell;
use std::rc::Rc;

struct Connection {
    name: &'static str,
    other_side: RefCell<Option<Rc<Connection>>>,
}

impl Connection {
    fn open(name: &'static str) -> Rc<Self> {
        let other_side = RefCell::new(None);
        Rc::new(Connection { name, other_side })
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        println!("{} closed", self.name);
    }
}

#[expect(clippy::mem_forget, reason = "to see that nothing is dropped")]
fn main() {
    let _seen = Connection::open("seen");

    std::mem::forget(Connection::open("forgotten"));

    let (client, server) = (Connection::open("client"), Connection::open("server"));
    client.other_side.replace(Some(Rc::clone(&server)));
    server.other_side.replace(Some(Rc::clone(&client)));
    println!("end of main");
}
// ANCHOR_END: main
