//! The body of an answer is asked for twice.
//@ rejects: E0382

// ANCHOR: main
#[tokio::main]
async fn main() -> reqwest::Result<()> {
    let response = reqwest::get("http://127.0.0.1:8000/price").await?;
    println!("{} bytes", response.bytes().await?.len());
    println!("{}", response.text().await?);
    Ok(())
}
// ANCHOR_END: main
