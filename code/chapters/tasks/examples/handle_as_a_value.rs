//! A task's handle is a future too: it is ready with the result, or with the news of a panic.
//@ output: any-order
//@ because: the message of the panic is written when the task runs, and the order of tasks is not promised
//@ explore: no, because it takes the messages of panics for no output

// ANCHOR: main
async fn parse(text: &str) -> i32 {
    text.parse().expect("a number")
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let tasks = ["42", "none"].map(|text| tokio::spawn(parse(text)));
    for task in tasks {
        match task.await {
            Ok(number) => println!("it returned {number}"),
            Err(error) if error.is_panic() => println!("it panicked"),
            Err(_) => println!("it was cancelled"),
        }
    }
}
// ANCHOR_END: main
