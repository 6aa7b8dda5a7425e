//! A reference to the resource is to outlive the closure that was lent it.
//@ rejects: E0521

// ANCHOR: main
fn with_report<T>(use_it: impl FnOnce(&mut String) -> T) -> T {
    let mut report = String::from("report: ");
    use_it(&mut report)
} // the report is gone

fn main() {
    let mut kept = None;
    with_report(|report| {
        report.push_str("42");
        kept = Some(report);
    });
    println!("{kept:?}");
}
// ANCHOR_END: main
