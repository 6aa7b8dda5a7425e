//! A function that opens, lends and closes: after a success, an error and a panic, and not when it is cancelled.
//@ explore: holds

use futures::FutureExt;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::time::Duration;
use tokio::time::{sleep, timeout};

const SECOND: Duration = Duration::from_secs(1);

struct Connection;

impl Connection {
    async fn open() -> Result<Self, String> {
        sleep(SECOND).await;
        Ok(Connection)
    }

    async fn send(&mut self, line: &str) -> Result<(), String> {
        println!("  sent: {line}");
        Ok(())
    }

    async fn close(self) -> Result<(), String> {
        sleep(SECOND).await;
        println!("  closed, with an error");
        Err("the last line was not confirmed".to_owned())
    }
}

// ANCHOR: with
async fn with_connection<T>(
    work: impl AsyncFnOnce(&mut Connection) -> Result<T, String>,
) -> Result<T, String> {
    let mut connection = Connection::open().await?; // nothing to close yet
    let ended = AssertUnwindSafe(work(&mut connection)).catch_unwind().await;
    let closed = connection.close().await;
    match ended {
        Ok(Ok(value)) => closed.map(|()| value),
        Ok(Err(error)) => Err(error), // the first error explains the second
        Err(panic) => resume_unwind(panic),
    }
}
// ANCHOR_END: with

// ANCHOR: main
#[derive(Clone, Copy, Debug)]
enum End {
    Success,
    Error,
    Panic,
    Cancelled,
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    for end in [End::Success, End::Error, End::Panic, End::Cancelled] {
        println!("{end:?}");
        let work = with_connection(async |connection: &mut Connection| {
            connection.send("hello").await?;
            match end {
                End::Success => Ok(()),
                End::Error => Err("wrong password".to_owned()),
                End::Panic => panic!("no paper"),
                End::Cancelled => std::future::pending().await,
            }
        });
        let ended = AssertUnwindSafe(timeout(5 * SECOND, work)).catch_unwind();
        match ended.await {
            Ok(result) => println!("  {result:?}"),
            Err(_) => println!("  the panic goes on"),
        }
    }
}
// ANCHOR_END: main
