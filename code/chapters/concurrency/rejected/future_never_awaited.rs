//! A future that nobody drives.
//@ warns: unused_must_use

// ANCHOR: main
async fn charge(customer: &str) {
    println!("charged {customer}");
}

#[tokio::main]
async fn main() {
    charge("Ada");
    println!("done");
}
// ANCHOR_END: main
