//! Whoever waits for a `SetOnce` sees the value of the one that was first; the other gets its own back.

use std::sync::Arc;

use tokio::sync::SetOnce;

#[tokio::main]
async fn main() {
    let leader = Arc::new(SetOnce::new());
    let voters = [1, 2].map(|name| {
        let leader = Arc::clone(&leader);
        tokio::spawn(async move { leader.set(name).err().map(|error| error.0) })
    });
    let elected = *leader.wait().await;
    let mut defeated = None;
    for voter in voters {
        defeated = voter.await.unwrap().or(defeated);
    }
    assert_eq!(defeated, Some(3 - elected));
    assert_eq!(leader.get(), Some(&elected));
}
