//! Says which sandbox this machine offers.
fn main() {
    let started = std::time::Instant::now();
    let probe = runner::probe();
    println!(
        "{:?}, Landlock {}: {} ({:?})",
        probe.tier,
        probe.landlock,
        probe.reason,
        started.elapsed()
    );
}
