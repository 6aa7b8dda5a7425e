//! The head of the answer comes at once, and its body never ends.
//@ explore: no, because it opens sockets

// ANCHOR: main
use axum::body::Body;
use axum::{Router, routing::get};
use futures::stream::{self, StreamExt};
use std::io;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::time::timeout;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}/", listener.local_addr()?);
    let endless = || stream::iter([io::Result::Ok("one line\n")]).chain(stream::pending());
    let pages = Router::new().route("/", get(async move || Body::from_stream(endless())));
    tokio::spawn(async { axum::serve(listener, pages).await });

    let client = reqwest::Client::new();
    let response = timeout(Duration::from_secs(60), client.get(&url).send()).await??;
    println!("{} in time", response.status());
    let body = timeout(Duration::from_millis(100), response.text()).await;
    println!("the body in time: {}", body.is_ok());

    let request = client.get(&url).timeout(Duration::from_millis(100));
    let text = async { request.send().await?.text().await };
    println!(
        "with one limit for all of it: {:?}",
        text.await.map_err(|error| error.is_timeout())
    );
    Ok(())
}
// ANCHOR_END: main
