//! A group and its futures move to another thread.

use std::num::NonZeroUsize;

use answer::TaskGroup;

type Group = TaskGroup<String, String>;

fn sent(future: impl Future + Send) {
    drop(future);
}

fn main() {
    let group = || Group::new(NonZeroUsize::MIN);
    sent(async {
        let mut group = Group::new(NonZeroUsize::MIN);
        group.spawn(async { Ok(String::from("one")) }).await;
        group.spawn(async { Err(String::from("two")) }).await;
        group.shutdown().await;
    });
    sent(group().join_all());
    sent(group().try_join_all());
}
