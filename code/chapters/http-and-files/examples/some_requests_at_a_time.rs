//! Twelve requests, three at a time and then all at once: how many the server has before it.
//@ explore: no, because it opens sockets

// ANCHOR: main
use axum::serve::ListenerExt;
use axum::{Router, extract::Path, routing::get};
use futures::{StreamExt, TryStreamExt, stream};
use reqwest::Client;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use tokio::net::TcpListener;
use tokio::sync::Barrier;

/// Fetches all pages, at most so many at a time. The pages, and how many connections were open.
async fn fetch_all(at_a_time: usize) -> Result<(String, usize), Box<dyn std::error::Error>> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let server = format!("http://{}", listener.local_addr()?);
    let open = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&open);
    let listener = listener.tap_io(move |_| {
        counter.fetch_add(1, Relaxed); // ORDERING: one thread runs all tasks.
    });
    // Answers when so many requests are there: they must be under way at the same time.
    let meeting = Arc::new(Barrier::new(at_a_time));
    let page = move |Path(number): Path<String>| {
        let meeting = Arc::clone(&meeting);
        async move {
            meeting.wait().await;
            number
        }
    };
    let pages = Router::new().route("/{number}", get(page));
    tokio::spawn(async { axum::serve(listener, pages).await });

    let (client, server) = (&Client::new(), &server);
    let fetch = async |number: u32| {
        let response = client.get(format!("{server}/{number}")).send().await?;
        response.error_for_status()?.text().await
    };
    let requests = stream::iter(1..=12).map(fetch).buffered(at_a_time);
    let pages: Vec<String> = requests.try_collect().await?;
    // ORDERING: Relaxed, as above.
    Ok((pages.join(" "), open.load(Relaxed)))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (pages, _) = fetch_all(3).await?;
    println!("three at a time: {pages}");
    let (pages, connections) = fetch_all(12).await?;
    println!("all at once: {pages}, over {connections} connections");
    Ok(())
}
// ANCHOR_END: main
