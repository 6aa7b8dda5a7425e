//! Pages that were handed to one map cannot be handed to another.
//@ rejects: E0382

// ANCHOR: main
fn map<T, R>(items: Vec<T>, f: impl Fn(T) -> R) -> Vec<R> {
    items.into_iter().map(f).collect()
}

fn main() {
    let pages = vec![String::from("home"), String::from("blog")];
    println!("{:?}", map(pages, |page| page.len()));
    println!("{:?}", map(pages, |page| page.to_uppercase()));
}
// ANCHOR_END: main
