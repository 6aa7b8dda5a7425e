//! Scoped threads change disjoint chunks of a borrowed slice; the sum is carried by the joins.

use std::thread;

fn main() {
    let mut samples = [1_i64, -2, 3, -4, 5];
    let total: i64 = thread::scope(|scope| {
        let parts: Vec<_> = samples
            .chunks_mut(2)
            .map(|chunk| {
                scope.spawn(move || {
                    chunk.iter_mut().for_each(|s| *s = s.abs());
                    chunk.iter().sum::<i64>()
                })
            })
            .collect();
        parts.into_iter().map(|p| p.join().unwrap()).sum()
    });
    assert_eq!(total, 15);
    assert_eq!(samples, [1, 2, 3, 4, 5]);
}
