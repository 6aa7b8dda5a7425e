//! A first look at the group. Add what you like: the graded checks are others.

use std::num::NonZeroUsize;
use std::time::Duration;

use task_group::{TaskFailure, TaskGroup};
use tokio::time::sleep;

const TWO: NonZeroUsize = NonZeroUsize::new(2).unwrap();

async fn child(takes: u64, result: Result<u64, String>) -> Result<u64, String> {
    sleep(Duration::from_millis(takes)).await;
    result
}

#[tokio::test]
async fn results_are_in_spawn_order() {
    let mut group = TaskGroup::new(TWO);
    group.spawn(child(40, Ok(1))).await;
    group.spawn(child(20, Err("no".to_owned()))).await;
    group.spawn(child(1, Ok(3))).await;
    let results = group.join_all().await;
    assert!(matches!(results[0], Ok(1)));
    assert!(matches!(&results[1], Err(TaskFailure::Error(text)) if text == "no"));
    assert!(matches!(results[2], Ok(3)));
}

#[tokio::test]
async fn the_first_failure_ends_it() {
    let mut group = TaskGroup::new(TWO);
    group.spawn(child(60_000, Ok(1))).await;
    group.spawn(child(20, Err("no".to_owned()))).await;
    let (number, failure) = group.try_join_all().await.unwrap_err();
    assert_eq!(number, 1);
    assert!(matches!(failure, TaskFailure::Error(text) if text == "no"));
}
