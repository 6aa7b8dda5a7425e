//! A connection that belongs to a task of its own is closed however its user ends.
//@ explore: holds

use std::time::Duration;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

const SECOND: Duration = Duration::from_secs(1);

struct Connection;

impl Connection {
    async fn open() -> Self {
        sleep(SECOND).await;
        Connection
    }

    async fn send(&mut self, line: &str) {
        println!("  sent: {line}");
    }

    async fn close(self) -> Result<(), String> {
        sleep(SECOND).await;
        Ok(())
    }
}

// ANCHOR: owner
fn connect() -> (mpsc::Sender<String>, JoinHandle<Result<(), String>>) {
    let (lines, mut inbox) = mpsc::channel::<String>(4);
    let owner = tokio::spawn(async move {
        let mut connection = Connection::open().await;
        while let Some(line) = inbox.recv().await {
            connection.send(&line).await;
        }
        connection.close().await // nobody is left who could send
    });
    (lines, owner)
}
// ANCHOR_END: owner

// ANCHOR: main
#[derive(Clone, Copy, Debug)]
enum End {
    Success,
    Error,
    Panic,
    Cancelled,
}

async fn work(lines: mpsc::Sender<String>, end: End) -> Result<(), &'static str> {
    lines.send("hello".to_owned()).await.unwrap();
    match end {
        End::Success => Ok(()),
        End::Error => Err("wrong password"),
        End::Panic => panic!("no paper"),
        End::Cancelled => std::future::pending().await,
    }
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    for end in [End::Success, End::Error, End::Panic, End::Cancelled] {
        println!("{end:?}");
        let (lines, owner) = connect();
        let user = tokio::spawn(timeout(SECOND / 2, work(lines, end)));
        drop(user.await); // ended one way or another
        println!("  closed: {:?}", owner.await.unwrap());
    }
}
// ANCHOR_END: main
