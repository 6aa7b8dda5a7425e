//! A struct that holds a join handle: it exists while its thread is somebody's to wait for.
//@ explore: holds

// ANCHOR: worker
use std::io;
use std::thread::{self, JoinHandle};

struct Charge {
    thread: JoinHandle<String>,
}

impl Charge {
    fn start(customer: String) -> io::Result<Self> {
        let name = format!("charge-{customer}");
        let thread = thread::Builder::new().name(name).spawn(move || {
            let thread = thread::current();
            format!("{customer}, by {}", thread.name().unwrap_or("nobody"))
        })?;
        Ok(Self { thread })
    }

    fn receipt(self) -> Result<String, String> {
        self.thread
            .join()
            .map_err(|_| "the charge panicked".to_owned())
    }
}
// ANCHOR_END: worker

// ANCHOR: main
fn main() -> io::Result<()> {
    let ada = Charge::start("Ada".to_owned())?;
    let grace = Charge::start("Grace".to_owned())?;
    println!("{:?}", ada.receipt());
    println!("{:?}", grace.receipt());
    Ok(())
}
// ANCHOR_END: main
