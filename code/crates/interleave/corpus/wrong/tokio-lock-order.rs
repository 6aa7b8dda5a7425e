//@ finds: deadlock
//! Two tasks take two asynchronous locks in opposite orders.

use std::sync::Arc;
use tokio::sync::Mutex;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let stock = Arc::new(Mutex::new(10));
    let sold = Arc::new(Mutex::new(0));
    let sale = {
        let (stock, sold) = (Arc::clone(&stock), Arc::clone(&sold));
        tokio::spawn(async move {
            let mut stock = stock.lock().await;
            tokio::task::yield_now().await;
            let mut sold = sold.lock().await;
            *stock -= 1;
            *sold += 1;
        })
    };
    let refund = tokio::spawn(async move {
        let mut sold = sold.lock().await;
        tokio::task::yield_now().await;
        let mut stock = stock.lock().await;
        *sold -= 1;
        *stock += 1;
    });
    sale.await.unwrap();
    refund.await.unwrap();
}
