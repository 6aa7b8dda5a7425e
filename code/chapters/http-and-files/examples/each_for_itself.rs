//! One of three requests fails: all or nothing, and each for itself.
//@ explore: no, because it opens sockets

// ANCHOR: main
use axum::http::StatusCode;
use axum::{Router, routing::get};
use futures::future::{join_all, try_join_all};
use reqwest::Client;
use tokio::net::TcpListener;

async fn fetch(client: &Client, url: String) -> Result<String, String> {
    let response = async {
        let response = client.get(url).send().await?;
        response.error_for_status()?.text().await
    };
    let page = response.await;
    page.map_err(|error| error.without_url().to_string())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let server = format!("http://{}", listener.local_addr()?);
    let pages = Router::new()
        .route("/ada", get(async || "Ada"))
        .route("/grace", get(async || StatusCode::BAD_GATEWAY))
        .route("/edsger", get(async || "Edsger"));
    tokio::spawn(async { axum::serve(listener, pages).await });

    let client = Client::new();
    let urls = || ["ada", "grace", "edsger"].map(|name| format!("{server}/{name}"));
    let requests = || urls().map(|url| fetch(&client, url));
    println!("{:?}", try_join_all(requests()).await);
    for page in join_all(requests()).await {
        println!("{page:?}");
    }
    Ok(())
}
// ANCHOR_END: main
