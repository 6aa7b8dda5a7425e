//@ rejects: E0277, E0599, uncoded
//! A child that must stay on its thread.

use std::num::NonZeroUsize;
use std::rc::Rc;

use answer::TaskGroup;

type Group = TaskGroup<String, String>;

fn sent(future: impl Future) {
    drop(future);
}

fn main() {
    let group = || Group::new(NonZeroUsize::MIN);
    let shared = Rc::new(1);
    sent(async {
        let mut group = Group::new(NonZeroUsize::MIN);
        group
            .spawn(async move {
                std::future::ready(()).await;
                Ok(shared.to_string())
            })
            .await;
        group.shutdown().await;
    });
    sent(group().join_all());
    sent(group().try_join_all());
}
