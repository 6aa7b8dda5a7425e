//! Nobody there, no answer in time, an answer cut off, an answer that says no.
//@ explore: no, because it opens sockets

// ANCHOR: main
use axum::body::Body;
use axum::{Router, routing::get};
use futures::stream::{self, StreamExt};
use reqwest::Client;
use std::future::{pending, ready};
use std::io;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::task::yield_now;

fn kind(error: &reqwest::Error) -> &'static str {
    match error {
        _ if error.is_timeout() => "not in time",
        _ if error.is_connect() => "no connection",
        _ if error.is_status() => "the server says no",
        _ if error.is_body() || error.is_decode() => "the answer is cut off",
        _ => "something else",
    }
}

async fn fetch(client: &Client, url: &str) -> reqwest::Result<String> {
    let request = client.get(url).timeout(Duration::from_secs(1));
    request.send().await?.error_for_status()?.text().await
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let server = listener.local_addr()?;
    let broken = async || {
        yield_now().await; // the first half is under way
        Err(io::Error::other("no more paper"))
    };
    let cut_off = move || stream::once(ready(Ok("half an ans"))).chain(stream::once(broken()));
    let pages = Router::new()
        .route("/silent", get(pending::<()>))
        .route("/cut-off", get(async move || Body::from_stream(cut_off())));
    tokio::spawn(async { axum::serve(listener, pages).await });

    let refused = "http://127.0.0.1:1/".to_owned();
    let urls = ["silent", "cut-off", "missing"].map(|path| format!("http://{server}/{path}"));
    let client = Client::new();
    for url in [refused].iter().chain(&urls) {
        let answer = fetch(&client, url).await;
        println!(
            "{}",
            answer.map_or_else(|error| kind(&error), |_| "an answer")
        );
    }
    Ok(())
}
// ANCHOR_END: main
