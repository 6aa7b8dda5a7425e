//! A panic in a thread is a value that `join` returns, and you must look at it.
//@ output: any-order
//@ because: the two messages of the threads come in either order
//@ exit: 1
//@ explore: no, because the panic is the point of the program

// ANCHOR: main
use std::process::ExitCode;
use std::thread;

fn charge(customer: &str) {
    assert!(customer != "Grace", "no card on file for {customer}");
    println!("charged {customer}");
}

fn main() -> ExitCode {
    let threads: Vec<_> = ["Ada", "Grace", "Edsger"]
        .map(|name| (name, thread::spawn(move || charge(name))))
        .into();

    let mut failed = 0;
    for (name, thread) in threads {
        if thread.join().is_err() {
            println!("not charged: {name}");
            failed += 1;
        }
    }
    println!("{failed} of 3 failed");
    if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
// ANCHOR_END: main
