//! A generic function spawns what a trait's async function returns.
//@ rejects: uncoded

// ANCHOR: main
trait Fetch {
    async fn fetch(&self) -> u32;
}

async fn twice<F: Fetch + Send + Sync + 'static>(source: F) -> u32 {
    let task = tokio::spawn(async move { 2 * source.fetch().await });
    task.await.unwrap()
}

fn main() {}
// ANCHOR_END: main
