//! The blocking client of `reqwest`, used in an asynchronous function.
//@ exit: 101
//@ explore: no, because it opens sockets

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() {
    match reqwest::blocking::get("http://127.0.0.1:1/") {
        Ok(response) => println!("{}", response.status()),
        Err(error) => println!("{}", error.is_connect()),
    }
}
// ANCHOR_END: main
