//! Errors are set aside with the number of their line, and there is a limit on them.
//@ explore: holds

// ANCHOR: main
use futures::{StreamExt, executor, stream};

const MOST_ERRORS: usize = 2;

async fn total(lines: &[&str]) -> Result<(u32, Vec<String>), Vec<String>> {
    let (mut total, mut errors) = (0, Vec::new());
    let mut prices = stream::iter(lines)
        .map(|line| line.parse::<u32>())
        .enumerate();
    while let Some((index, price)) = prices.next().await {
        match price {
            Ok(price) => total += price,
            Err(error) => errors.push(format!("line {}: {error}", index + 1)),
        }
        if errors.len() > MOST_ERRORS {
            return Err(errors);
        }
    }
    Ok((total, errors))
}

fn main() {
    executor::block_on(async {
        println!("{:?}", total(&["10", "20", "3O", "40"]).await);
        println!("{:?}", total(&["<html>", "<p>", "</p>", "</html>"]).await);
    });
}
// ANCHOR_END: main
