//! A handle that nobody keeps.
//@ warns: unused_must_use

// ANCHOR: main
#[must_use = "the job's result and its panic are in the handle"]
struct Handle;

fn submit(job: impl FnOnce() + Send + 'static) -> Handle {
    std::thread::spawn(job);
    Handle
}

fn main() {
    for customer in ["Ada", "Grace", "Edsger"] {
        submit(move || assert_ne!(customer, "Grace", "no card on file"));
    }
    println!("all customers charged");
}
// ANCHOR_END: main
