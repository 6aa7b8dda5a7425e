//! A request is repeated after an error that may pass, so many times and no more.
//@ explore: no, because it opens sockets

// ANCHOR: main
use axum::http::StatusCode;
use axum::{Router, routing::get};
use reqwest::Client;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::time::sleep;

fn may_pass(error: &reqwest::Error) -> bool {
    let status = error.status();
    error.is_connect() || error.is_timeout() || status.is_some_and(|code| code.is_server_error())
}

async fn fetch(client: &Client, url: &str) -> reqwest::Result<String> {
    let response = client.get(url).send().await?;
    response.error_for_status()?.text().await
}

async fn fetch_again(client: &Client, url: &str, attempts: u32) -> reqwest::Result<String> {
    let mut attempt = 1;
    loop {
        match fetch(client, url).await {
            Err(error) if attempt < attempts && may_pass(&error) => {
                println!("  attempt {attempt}: {:?}", error.status());
                sleep(Duration::from_millis(10) * 2_u32.pow(attempt)).await;
                attempt += 1;
            }
            result => return result,
        }
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let server = format!("http://{}", listener.local_addr()?);
    static ASKED: AtomicU32 = AtomicU32::new(0);
    // ORDERING: Relaxed, the handler only counts.
    let price = async || match ASKED.fetch_add(1, Ordering::Relaxed) {
        0 | 1 => Err(StatusCode::SERVICE_UNAVAILABLE),
        _ => Ok("42"),
    };
    let pages = Router::new().route("/price", get(price));
    tokio::spawn(async { axum::serve(listener, pages).await });

    let client = Client::new();
    for path in ["/price", "/missing"] {
        println!("{path}");
        let result = fetch_again(&client, &format!("{server}{path}"), 4).await;
        println!("  {:?}", result.map_err(|error| error.status()));
    }
    Ok(())
}
// ANCHOR_END: main
