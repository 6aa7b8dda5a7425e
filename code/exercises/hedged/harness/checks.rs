//! What the function promises, on one task and in virtual time.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::time::Duration;

use answer::{HedgeError, hedged};
use harness_kit::{Tally, cancel_after, expect, expect_eq, note, scoped, seconds};
use tokio::runtime::Builder;
use tokio::sync::oneshot;
use tokio::time::{Instant, sleep};

/// What a replica does when it is asked: how many seconds it takes, and how it ends.
#[derive(Clone, Copy)]
enum Replica {
    Answers(u64),
    Fails(u64),
    Hangs,
}

use Replica::{Answers, Fails, Hangs};

type Asking = Pin<Box<dyn Future<Output = Result<usize, usize>> + Send>>;
type Ask = Box<dyn FnOnce() -> Asking + Send>;
type Outcome = Result<usize, HedgeError<usize>>;

/// The replicas, and what happened to them.
#[derive(Clone)]
struct Site {
    replicas: Vec<Replica>,
    /// For each replica when it was asked: one more than the milliseconds since the start, zero for never.
    asked: Vec<Tally>,
    in_flight: Tally,
    landed: Tally,
    started: Instant,
}

impl Site {
    fn new(replicas: &[Replica]) -> Self {
        Self {
            replicas: replicas.to_vec(),
            asked: replicas.iter().map(|_| Tally::new()).collect(),
            in_flight: Tally::new(),
            landed: Tally::new(),
            started: Instant::now(),
        }
    }

    /// For the answer's function.
    fn asks(&self) -> Vec<Ask> {
        (0..self.replicas.len())
            .map(|index| {
                let site = self.clone();
                Box::new(move || site.ask(index)) as Ask
            })
            .collect()
    }

    fn ask(&self, index: usize) -> Asking {
        note(|| format!("asks replica {}", index + 1));
        self.asked[index].raise(self.started.elapsed().as_millis() as usize + 1);
        let flight = Flight::begin(self);
        let replica = self.replicas[index];
        let asking = async move {
            match replica {
                Answers(0) | Fails(0) => {}
                Answers(takes) | Fails(takes) => sleep(seconds(takes)).await,
                Hangs => sleep(Duration::MAX).await,
            }
            flight.site.landed.add();
            match replica {
                Fails(_) => {
                    note(|| format!("replica {} fails", index + 1));
                    Err(index)
                }
                Answers(_) | Hangs => {
                    note(|| format!("replica {} answers", index + 1));
                    Ok(index)
                }
            }
        };
        let enough = POLLS * self.replicas.len();
        Box::pin(async move {
            let mut polls = 0;
            let mut asking = pin!(asking);
            poll_fn(|context| {
                polls += 1;
                expect(
                    polls <= enough,
                    "a request is polled when something has happened, not again and again while it waits",
                );
                asking.as_mut().poll(context)
            })
            .await
        })
    }

    /// How many were asked.
    fn count(&self) -> usize {
        self.asked.iter().filter(|asked| asked.get() > 0).count()
    }

    /// Holds the moments at which the replicas were asked against these seconds; the replicas beyond must not be asked.
    fn expect_asked(&self, moments: &[u64], property: &str) {
        for (index, asked) in self.asked.iter().enumerate() {
            let number = index + 1;
            match (asked.get(), moments.get(index)) {
                (0, None) => {}
                (0, Some(moment)) => panic!(
                    "{property}: replica {number} is not asked at all, expected after {:?}",
                    seconds(*moment)
                ),
                (after, None) => panic!(
                    "{property}: replica {number} is asked after {:?}, expected not at all",
                    Duration::from_millis(after as u64 - 1)
                ),
                (after, Some(moment)) => expect_moment(
                    Duration::from_millis(after as u64 - 1),
                    *moment,
                    &format!("{property}: replica {number} is asked"),
                ),
            }
        }
    }
}

/// A request between its beginning and its end.
struct Flight {
    site: Site,
}

impl Flight {
    fn begin(site: &Site) -> Self {
        site.in_flight.add();
        Self { site: site.clone() }
    }
}

impl Drop for Flight {
    fn drop(&mut self) {
        self.site.in_flight.subtract();
    }
}

/// For each replica of a call: an answer may look at every request whenever something happens to any of them, and then some.
const POLLS: usize = 15;

/// With a clock that stands still as long as anything can run, so that moments are exact.
fn run<F: Future>(future: F) -> F::Output {
    Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .expect("a runtime can be built")
        .block_on(future)
}

fn expect_moment(found: Duration, expected: u64, what: &str) {
    let expected = seconds(expected);
    expect(
        found == expected,
        format!("{what} after {found:?}, expected after {expected:?}"),
    );
}

/// One call, with its delay and limit in seconds.
async fn call(replicas: &[Replica], delay: u64, limit: u64) -> (Site, Outcome) {
    let site = Site::new(replicas);
    let outcome = hedged(site.asks(), seconds(delay), seconds(limit)).await;
    (site, outcome)
}

pub fn the_first_answer_wins() {
    let property = "the call returns the answer that comes first, as soon as it comes";
    run(async {
        for (replicas, answer, at) in [
            (&[Answers(5)][..], 0, 5),
            (&[Answers(30), Answers(5)], 1, 15),
            (&[Answers(12), Answers(30)], 0, 12),
            (&[Answers(60), Answers(60), Answers(4)], 2, 24),
            (&[Hangs, Fails(5), Answers(6)], 2, 21),
            (&[Answers(0), Answers(0)], 0, 0),
        ] {
            let (site, outcome) = call(replicas, 10, 500).await;
            let took = site.started.elapsed();
            expect_eq(outcome, Ok(answer), property);
            expect_moment(took, at, &format!("{property}: the call returns"));
        }
    });
}

pub fn the_next_is_asked_after_the_delay() {
    let property = "the next replica is asked one delay after the one before it, and none sooner";
    run(async {
        let (site, _) = call(&[Answers(70); 4], 10, 500).await;
        site.expect_asked(&[0, 10, 20, 30], property);
        let (site, _) = call(&[Answers(20); 4], 8, 500).await;
        site.expect_asked(&[0, 8, 16], property);
    });
}

pub fn an_error_asks_the_next_at_once() {
    let property = "at an error, whichever replica it comes from, the next one is asked at once";
    run(async {
        let (site, _) = call(&[Fails(3), Answers(9)], 20, 500).await;
        site.expect_asked(&[0, 3], property);
        let (site, _) = call(&[Fails(0), Fails(0), Answers(4)], 20, 500).await;
        site.expect_asked(&[0, 0, 0], property);
        // The error comes from one that was asked before the latest.
        let (site, _) = call(&[Fails(24), Answers(35), Answers(35)], 20, 500).await;
        site.expect_asked(&[0, 20, 24], property);
    });
}

pub fn an_error_restarts_the_delay() {
    let property = "the delay counts from the moment at which the latest replica was asked";
    run(async {
        let (site, _) = call(&[Fails(3), Hangs, Hangs, Answers(2)], 10, 500).await;
        site.expect_asked(&[0, 3, 13, 23], property);
        let (site, _) = call(&[Fails(15), Hangs, Hangs, Answers(2)], 10, 500).await;
        site.expect_asked(&[0, 10, 15, 25], property);
    });
}

pub fn a_slow_replica_may_still_win() {
    let property = "asking the next replica does not cancel those that were asked before";
    run(async {
        for (replicas, answer, at) in [
            (&[Answers(15), Hangs][..], 0, 15),
            (&[Answers(26), Hangs, Hangs, Hangs], 0, 26),
            (&[Hangs, Answers(25), Hangs, Hangs], 1, 35),
            (&[Answers(26), Hangs, Fails(1), Hangs], 0, 26),
        ] {
            let (site, outcome) = call(replicas, 10, 100).await;
            let took = site.started.elapsed();
            expect_eq(outcome, Ok(answer), property);
            expect_moment(took, at, &format!("{property}: the call returns"));
        }
    });
}

pub fn when_all_are_asked_it_waits() {
    let property = "when every replica was asked, the call waits for those that have not failed";
    run(async {
        for (replicas, answer) in [
            (&[Answers(80)][..], 0),
            (&[Answers(80), Fails(1)], 0),
            (&[Hangs, Fails(2), Answers(70)], 2),
        ] {
            let (_, outcome) = call(replicas, 10, 200).await;
            expect_eq(outcome, Ok(answer), property);
        }
    });
}

pub fn the_losers_are_cancelled() {
    run(async {
        for (replicas, ended) in [
            (&[Answers(25), Answers(40), Answers(50), Answers(1)][..], 1),
            (&[Answers(60), Answers(60), Answers(5), Answers(5)], 1),
            (&[Fails(15), Answers(12), Answers(60), Answers(60)], 2),
        ] {
            let (site, _) = call(replicas, 10, 500).await;
            expect_eq(
                site.in_flight.get(),
                0,
                "when the call returns, no request is in flight",
            );
            let (asked, landed) = (site.count(), site.landed.get());
            expect_eq(
                landed,
                ended,
                "the requests that are in flight at the answer are cancelled, not finished",
            );
            sleep(seconds(40)).await;
            expect(
                site.count() == asked && site.landed.get() == landed,
                "after the call has returned, no request begins and none goes on",
            );
        }
    });
}

pub fn all_failed_in_replica_order() {
    let property = "when the last replica has failed, the call says AllFailed";
    run(async {
        for (replicas, at) in [
            (&[Fails(5)][..], 5),
            (&[Fails(30), Fails(5), Fails(1)], 30),
            (&[Fails(26), Fails(13), Fails(25)], 45),
            (&[Fails(0), Fails(0)], 0),
        ] {
            let (site, outcome) = call(replicas, 10, 500).await;
            let took = site.started.elapsed();
            expect_eq(
                outcome,
                Err(HedgeError::AllFailed((0..replicas.len()).collect())),
                format!("{property}, with the errors in the order of the replicas"),
            );
            expect_moment(took, at, &format!("{property} at once: it returns"));
        }
    });
}

pub fn the_limit_bounds_the_whole_call() {
    let property = "once the limit has passed since the call, it says TimedOut";
    run(async {
        for (replicas, delay, limit, moments) in [
            (&[Hangs, Hangs][..], 10, 35, &[0, 10][..]),
            (&[Hangs, Hangs, Hangs, Hangs], 10, 25, &[0, 10, 20]),
            (
                &[Fails(8), Fails(8), Fails(8), Hangs],
                50,
                30,
                &[0, 8, 16, 24],
            ),
            (&[Answers(60), Answers(60)], 50, 20, &[0]),
            (&[Hangs], 5, 40, &[0]),
        ] {
            let (site, outcome) = call(replicas, delay, limit).await;
            let took = site.started.elapsed();
            expect_eq(outcome, Err(HedgeError::TimedOut), property);
            expect_moment(took, limit, &format!("{property}: it returns"));
            site.expect_asked(moments, "the limit changes nothing before it has passed");
            expect_eq(
                site.in_flight.get(),
                0,
                "when the call says TimedOut, no request is in flight",
            );
        }
    });
}

pub fn nobody_to_ask() {
    run(async {
        let (site, outcome) = call(&[], 10, 50).await;
        let property = "without replicas the call says Empty at once";
        expect_eq(outcome, Err(HedgeError::Empty), property);
        expect_moment(
            site.started.elapsed(),
            0,
            &format!("{property}: it returns"),
        );
    });
}

pub fn any_duration_works() {
    run(async {
        for never in [Duration::MAX, Duration::MAX - Duration::from_secs(1)] {
            let site = Site::new(&[Fails(2), Answers(50), Hangs]);
            let outcome = hedged(site.asks(), never, never).await;
            expect_eq(outcome, Ok(1), "a limit of Duration::MAX means no limit");
            site.expect_asked(
                &[0, 2],
                "a delay of Duration::MAX leaves the asking to errors",
            );
            let site = Site::new(&[Hangs, Hangs]);
            let outcome = hedged(site.asks(), never, seconds(20)).await;
            expect_eq(
                outcome,
                Err(HedgeError::TimedOut),
                "a delay of Duration::MAX leaves the limit as it is",
            );
            site.expect_asked(
                &[0],
                "a delay of Duration::MAX means that no delay ever passes",
            );
            let site = Site::new(&[Hangs, Answers(3)]);
            let outcome = hedged(site.asks(), seconds(20), never).await;
            expect_eq(outcome, Ok(1), "a limit of Duration::MAX means no limit");
            site.expect_asked(
                &[0, 20],
                "a limit of Duration::MAX leaves the delay as it is",
            );
        }
        let (site, outcome) = call(&[Answers(20), Answers(9), Hangs], 0, 100).await;
        expect_eq(outcome, Ok(1), "a delay of zero asks everybody at once");
        site.expect_asked(&[0, 0, 0], "a delay of zero asks everybody at once");
        let (site, outcome) = call(&[Hangs, Hangs], 5, 0).await;
        let property = "a limit of zero does not wait";
        expect_eq(outcome, Err(HedgeError::TimedOut), property);
        expect_moment(
            site.started.elapsed(),
            0,
            &format!("{property}: the call returns"),
        );
    });
}

pub fn any_number_of_replicas_works() {
    run(async {
        let (_, outcome) = call(&[Fails(0); MANY], 10, 100).await;
        expect(
            outcome == Err(HedgeError::AllFailed((0..MANY).collect())),
            format!("any number of replicas works, also {MANY} that fail"),
        );
        let mut replicas = [Hangs; MANY];
        replicas[MANY - 1] = Answers(1);
        let (_, outcome) = call(&replicas, 0, 100).await;
        expect_eq(
            outcome,
            Ok(MANY - 1),
            format!("any number of replicas works, also {MANY} of which the last one answers"),
        );
    });
}

/// More than the bits of a number, and few enough for answers that look at all of them at each step.
const MANY: usize = 70;

pub fn dropping_stops_everything() {
    run(async {
        for pending in 1.. {
            let site = Site::new(&[Fails(15), Hangs, Fails(20), Answers(20), Hangs]);
            let asking = hedged(site.asks(), seconds(10), seconds(100));
            let ended = cancel_after(pending, asking).await.is_some();
            expect_eq(
                site.in_flight.get(),
                0,
                "once the future is dropped, no request is in flight",
            );
            let (asked, landed) = (site.count(), site.landed.get());
            sleep(seconds(40)).await;
            expect(
                site.count() == asked && site.landed.get() == landed,
                "once the future is dropped, no request begins and none goes on",
            );
            if ended {
                break;
            }
        }
    });
}

pub fn a_finished_request_is_noticed() {
    let property = "a request that another thread brings to its end is noticed, at whatever moment that happens";
    for (delay, first) in [
        (Duration::MAX, Err(1)),
        (Duration::ZERO, Err(1)),
        (Duration::ZERO, Ok(1)),
    ] {
        let (senders, receivers): (Vec<_>, Vec<_>) = (0..2)
            .map(|_| oneshot::channel::<Result<usize, usize>>())
            .unzip();
        let asks: Vec<_> = receivers
            .into_iter()
            .map(|receiver| move || async move { receiver.await.unwrap_or(Err(0)) })
            .collect();
        std::thread::scope(|scope| {
            for (sender, result) in senders.into_iter().zip([first, Ok(2)]) {
                let number = result.unwrap_or_else(|error| error);
                scoped(scope, &format!("server-{number}"), move || {
                    sender.send(result)
                });
            }
            // Not with a clock that stands still: that of the real tokio would not wait for other threads.
            let outcome = Builder::new_current_thread()
                .enable_time()
                .build()
                .expect("a runtime can be built")
                .block_on(hedged(asks, delay, Duration::MAX));
            let right = outcome == Ok(2) || (first.is_ok() && outcome == Ok(1));
            expect(right, format!("{property}: found {outcome:?}"));
        });
    }
}

pub fn a_waiting_request_is_left_alone() {
    run(async {
        let (_, outcome) = call(&[Answers(400), Hangs, Hangs], 100, 1000).await;
        expect_eq(
            outcome,
            Ok(0),
            "asking the next replica does not cancel those that were asked before",
        );
    });
}
