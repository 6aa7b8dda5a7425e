//! Two maps whose results nobody reads.
//@ warns: unused_must_use

// ANCHOR: main
fn charge(customer: &str) -> Result<(), String> {
    Err(format!("no card on file for {customer}"))
}

#[must_use = "a charge may have failed"]
fn map<T, R>(items: Vec<T>, f: impl Fn(T) -> R) -> Vec<R> {
    items.into_iter().map(f).collect()
}

fn main() {
    ["Ada", "Grace"].into_iter().map(charge);
    map(vec!["Ada", "Grace"], charge);
    println!("all customers charged");
}
// ANCHOR_END: main
