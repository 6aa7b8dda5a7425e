//! Connections counted at the server: a client for each request, and one client for all.
//@ explore: no, because the explorer has no network

// ANCHOR: main
use axum::serve::ListenerExt;
use axum::{Router, routing::get};
use reqwest::Client;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use tokio::net::TcpListener;

async fn fetch(client: &Client, url: &str) -> reqwest::Result<String> {
    client.get(url).send().await?.text().await
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}/", listener.local_addr()?);
    let connections = Arc::new(AtomicU32::new(0));
    let count = Arc::clone(&connections);
    let listener = listener.tap_io(move |_connection| {
        // ORDERING: Relaxed, one thread runs all tasks.
        count.fetch_add(1, Ordering::Relaxed);
    });
    let pages = Router::new().route("/", get(async || "a page"));
    tokio::spawn(async { axum::serve(listener, pages).await });

    for _ in 0..5 {
        fetch(&Client::new(), &url).await?;
    }
    // ORDERING: Relaxed, one thread runs all tasks.
    println!(
        "connections of five clients: {}",
        connections.swap(0, Ordering::Relaxed)
    );
    let client = Client::new();
    for _ in 0..5 {
        fetch(&client, &url).await?;
    }
    // ORDERING: Relaxed, one thread runs all tasks.
    println!(
        "connections of one client: {}",
        connections.load(Ordering::Relaxed)
    );
    Ok(())
}
// ANCHOR_END: main
