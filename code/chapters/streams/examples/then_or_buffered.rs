//! Four requests to a server: one at a time, two at a time in order, two at a time as they come.
//@ explore: holds

// ANCHOR: main
use futures::{FutureExt, StreamExt, stream};
use std::cell::{Cell, RefCell};
use std::time::Duration;
use tokio::time::{Instant, sleep};

const SECONDS: [u64; 4] = [3, 1, 2, 1];

#[derive(Default)]
struct Server {
    active: Cell<u32>,
    most: Cell<u32>,
}

impl Server {
    async fn ask(&self, seconds: u64) -> u64 {
        self.active.update(|active| active + 1);
        self.most.update(|most| most.max(self.active.get()));
        sleep(Duration::from_secs(seconds)).await;
        self.active.update(|active| active - 1);
        seconds
    }

    async fn measure(&self, name: &str, answers: impl Future<Output = Vec<u64>>) {
        let start = Instant::now();
        let (answers, time) = (answers.await, start.elapsed());
        let most = self.most.take();
        println!("{name}: {answers:?} after {time:?}, at most {most} at once");
    }
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let server = &Server::default();
    let requests = || stream::iter(SECONDS).map(|seconds| server.ask(seconds));

    let one_at_a_time = stream::iter(SECONDS).then(|seconds| server.ask(seconds));
    server.measure("then", one_at_a_time.collect()).await;
    server
        .measure("buffered", requests().buffered(2).collect())
        .await;
    server
        .measure("buffer_unordered", requests().buffer_unordered(2).collect())
        .await;

    let answers = RefCell::new(Vec::new());
    let each = stream::iter(SECONDS).for_each_concurrent(2, async |seconds| {
        let answer = server.ask(seconds).await;
        answers.borrow_mut().push(answer);
    });
    server
        .measure("for_each_concurrent", each.map(|()| answers.take()))
        .await;
}
// ANCHOR_END: main
