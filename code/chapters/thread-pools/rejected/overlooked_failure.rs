//! A vector of results is not a vector of pages.
//@ rejects: E0308

// ANCHOR: main
fn map<T, R>(items: Vec<T>, f: impl Fn(T) -> R) -> Vec<R> {
    items.into_iter().map(f).collect()
}

fn fetch(page: &str) -> Result<String, String> {
    Ok(page.to_uppercase())
}

fn main() {
    let pages: Vec<String> = map(vec!["home", "blog", "shop"], fetch);
    println!("{pages:?}");
}
// ANCHOR_END: main
