//! Ids, try_join_next, abort_all, spawn_on, build names.

use tokio::task::{self, JoinSet};

#[tokio::main]
async fn main() {
    let mut set = JoinSet::new();
    let handle = set.spawn(async { task::id() });
    set.spawn_blocking(task::id);
    let mut ids = Vec::new();
    while let Some(result) = set.join_next_with_id().await {
        let (id, inside) = result.unwrap();
        assert_eq!(id, inside);
        ids.push(id);
    }
    assert!(ids.contains(&handle.id()));
    set.spawn_on(std::future::pending(), &tokio::runtime::Handle::current());
    set.abort_all();
    let error = set.join_next_with_id().await.unwrap().unwrap_err();
    assert!(error.is_cancelled());
    assert!(set.try_join_next().is_none());
    set.detach_all();
}
