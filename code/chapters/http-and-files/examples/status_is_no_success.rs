//! A server that answers 200, 500 and 404: for the client all three are answers.
//@ explore: no, because it opens sockets

// ANCHOR: main
use axum::http::StatusCode;
use axum::{Router, routing::get};
use reqwest::{Client, Response};
use tokio::net::TcpListener;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let server = format!("http://{}", listener.local_addr()?);
    let broken = (StatusCode::INTERNAL_SERVER_ERROR, "no paper");
    let pages = Router::new()
        .route("/price", get(async || "42"))
        .route("/broken", get(async move || broken));
    tokio::spawn(async { axum::serve(listener, pages).await });

    let client = Client::new();
    for path in ["/price", "/broken", "/missing"] {
        let url = format!("{server}{path}");
        let text = client.get(&url).send().await?.text().await?;
        println!("{path}: {text:?}");
        match client
            .get(&url)
            .send()
            .await
            .and_then(Response::error_for_status)
        {
            Ok(response) => println!("  checked: {:?}", response.text().await?),
            Err(error) => println!("  checked: {}", error.without_url()),
        }
    }
    Ok(())
}
// ANCHOR_END: main
