//! A future is dropped after its first await, before its second, or not at all: nobody but the scheduler knows.
//@ output: one-of
//@ because: the client may hang up before, between or after the two answers of the bank
//@ explore: outcomes
//@ graph

// ANCHOR: main
use std::sync::Mutex;
use tokio::sync::oneshot;
use tokio::task::yield_now;

async fn ask_the_bank() {
    yield_now().await;
}

async fn transfer(ada: &Mutex<u32>, grace: &Mutex<u32>) {
    ask_the_bank().await;
    *ada.lock().unwrap() -= 10;
    ask_the_bank().await;
    *grace.lock().unwrap() += 10;
}

#[tokio::main]
async fn main() {
    let (ada, grace) = (Mutex::new(100), Mutex::new(100));
    let (client, hung_up) = oneshot::channel();
    tokio::spawn(async move {
        ask_the_bank().await;
        client.send(())
    });
    tokio::select! {
        biased;
        () = transfer(&ada, &grace) => {}
        _ = hung_up => {}
    }
    let rests = [ada, grace].map(|account| account.into_inner().unwrap());
    println!("{rests:?}");
}
// ANCHOR_END: main
