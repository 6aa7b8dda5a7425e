//! The status is checked, and the verdict is thrown away.
//@ warns: unused_must_use

// ANCHOR: main
#[tokio::main]
async fn main() -> reqwest::Result<()> {
    let response = reqwest::get("http://127.0.0.1:8000/price").await?;
    response.error_for_status_ref();
    println!("{}", response.text().await?);
    Ok(())
}
// ANCHOR_END: main
