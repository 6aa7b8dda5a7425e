//! `crossbeam::sync`.

mod parker;
mod wait_group;

pub use interleave_std::sync::{
    RwLock as ShardedLock, RwLockReadGuard as ShardedLockReadGuard,
    RwLockWriteGuard as ShardedLockWriteGuard,
};
pub use parker::{Parker, Unparker};
pub use wait_group::WaitGroup;
