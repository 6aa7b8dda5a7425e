//@ finds: deadlock
//! Two lazily made parts each need the other while they are made.

use std::future::Future;
use std::pin::Pin;
use tokio::sync::OnceCell;

static PARSER: OnceCell<u32> = OnceCell::const_new();
static LEXER: OnceCell<u32> = OnceCell::const_new();

fn parser() -> Pin<Box<dyn Future<Output = u32> + Send>> {
    Box::pin(async { *PARSER.get_or_init(|| async { lexer().await + 1 }).await })
}

fn lexer() -> Pin<Box<dyn Future<Output = u32> + Send>> {
    Box::pin(async { *LEXER.get_or_init(|| async { parser().await + 1 }).await })
}

#[tokio::main]
async fn main() {
    assert_eq!(parser().await, 2);
}
