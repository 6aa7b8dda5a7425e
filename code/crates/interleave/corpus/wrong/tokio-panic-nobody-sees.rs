//@ finds: panic
//! A task panics, and its handle was dropped.

#[tokio::main]
async fn main() {
    let (sender, mut receiver) = tokio::sync::mpsc::channel::<u32>(1);
    tokio::spawn(async move {
        let number: u32 = "seven".parse().unwrap();
        sender.send(number).await.unwrap();
    });
    println!("received {:?}", receiver.recv().await);
}
