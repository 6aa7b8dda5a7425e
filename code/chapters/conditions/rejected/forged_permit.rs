//! Outside of its module nobody can make a permit.
//@ rejects: E0451

// ANCHOR: main
mod semaphore {
    pub struct Semaphore;

    pub struct Permit<'a> {
        semaphore: &'a Semaphore,
    }

    impl Drop for Permit<'_> {
        fn drop(&mut self) {
            let _give_back_to = self.semaphore;
        }
    }
}

fn main() {
    let semaphore = semaphore::Semaphore;
    let stray = semaphore::Permit { semaphore: &semaphore };
    drop(stray);
}
// ANCHOR_END: main
