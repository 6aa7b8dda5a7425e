//! A job of a pool runs when it runs: it must not borrow.
//@ rejects: E0373

// ANCHOR: main
type Job = Box<dyn FnOnce() + Send>;

fn submit(queue: &std::sync::mpsc::Sender<Job>, job: impl FnOnce() + Send + 'static) {
    queue.send(Box::new(job)).unwrap();
}

fn bill(queue: &std::sync::mpsc::Sender<Job>) {
    let customer = String::from("Ada");
    submit(queue, || println!("charged {customer}"));
}
// ANCHOR_END: main

fn main() {
    let (queue, _jobs) = std::sync::mpsc::channel();
    bill(&queue);
}
