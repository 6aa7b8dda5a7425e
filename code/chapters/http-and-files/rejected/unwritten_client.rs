//! A client with retries and a limit, from a library that nobody has named.
//@ rejects: E0433

// ANCHOR: main
#[tokio::main]
async fn main() {
    let client = HttpClient::new().max_retries(3).backoff_factor(1.0);
    println!("{:?}", client.fetch_all(["http://127.0.0.1/1"]).await);
}
// ANCHOR_END: main
