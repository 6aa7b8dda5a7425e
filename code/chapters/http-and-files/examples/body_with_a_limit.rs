//! An answer without an end: the client reads it in pieces, and stops.
//@ explore: no, because it opens sockets

// ANCHOR: main
use axum::body::Body;
use axum::{Router, routing::get};
use futures::stream;
use reqwest::{Client, Response};
use std::error::Error;
use std::io;
use tokio::net::TcpListener;

async fn body_up_to(mut response: Response, most: usize) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut body = Vec::new();
    while let Some(piece) = response.chunk().await? {
        if body.len() + piece.len() > most {
            return Err(format!("the answer has more than {most} bytes").into());
        }
        body.extend_from_slice(&piece);
    }
    Ok(body)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let server = format!("http://{}", listener.local_addr()?);
    let nonsense = || stream::repeat_with(|| io::Result::Ok("and so on, "));
    let pages = Router::new()
        .route("/page", get(async || "a page"))
        .route("/endless", get(async move || Body::from_stream(nonsense())));
    tokio::spawn(async { axum::serve(listener, pages).await });

    let client = Client::new();
    for path in ["/page", "/endless"] {
        let response = client.get(format!("{server}{path}")).send().await?;
        let response = response.error_for_status()?;
        match body_up_to(response, 10_000).await {
            Ok(body) => println!("{path}: {} bytes", body.len()),
            Err(error) => println!("{path}: {error}"),
        }
    }
    Ok(())
}
// ANCHOR_END: main
