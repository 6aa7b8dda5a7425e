//! What the two functions promise, on one task and mostly in virtual time.

mod site;

use std::num::NonZeroUsize;
use std::pin::pin;
use std::task::{Context, Waker};

use answer::{fetch_all, try_fetch_all};
use harness_kit::{cancel_after, expect, expect_eq, scoped, slack};
use tokio::runtime::Builder;
use tokio::sync::oneshot;
use tokio::time::{Instant, sleep};

use site::{Site, failing, of_time, urls};

fn run<F: Future>(future: F) -> F::Output {
    Builder::new_current_thread()
        .enable_time()
        .build()
        .expect("a runtime can be built")
        .block_on(future)
}

fn at_most(limit: usize) -> NonZeroUsize {
    NonZeroUsize::new(limit).expect("limits of the checks are not zero")
}

fn all_well(count: usize) -> Vec<Result<usize, usize>> {
    (0..count).map(Ok).collect()
}

pub fn results_come_in_input_order() {
    run(async {
        let takes = [30, 10, 20, 0, 10];
        for limit in [1, 2, 5] {
            let fetch = Site::default().fetcher(Site::fetch);
            expect_eq(
                fetch_all(urls(&takes), at_most(limit), &fetch).await,
                all_well(5),
                "fetch_all gives back one result for each url, in the order of the urls",
            );
            expect_eq(
                try_fetch_all(urls(&takes), at_most(limit), fetch).await,
                Ok((0..5).collect()),
                "try_fetch_all gives back one value for each url, in the order of the urls",
            );
        }
    });
}

pub fn never_more_in_flight_than_the_limit() {
    run(async {
        let takes = [20, 10, 0, 30, 10, 0, 10];
        for limit in [1, 2, 3] {
            for call in ["fetch_all", "try_fetch_all"] {
                let site = Site::default();
                let fetch = site.fetcher(Site::fetch);
                if call == "fetch_all" {
                    fetch_all(urls(&takes), at_most(limit), fetch).await;
                } else {
                    let _ = try_fetch_all(urls(&takes), at_most(limit), fetch).await;
                }
                let peak = site.peak.get();
                expect(
                    peak <= limit,
                    format!(
                        "no more fetches are in flight than the limit allows, counted from the call of fetch: \
                         {peak} with a limit of {limit} in {call}"
                    ),
                );
            }
        }
    });
}

pub fn the_limit_is_reached() {
    run(async {
        for call in ["fetch_all", "try_fetch_all"] {
            let site = Site::default();
            let fetch = site.fetcher(Site::fetch);
            let started = Instant::now();
            if call == "fetch_all" {
                fetch_all(urls(&[20; 6]), at_most(3), fetch).await;
            } else {
                let _ = try_fetch_all(urls(&[20; 6]), at_most(3), fetch).await;
            }
            expect(
                site.peak.get() >= 3,
                format!(
                    "while urls are left, as many fetches are in flight as the limit allows: {} with a limit of 3 in {call}",
                    site.peak.get()
                ),
            );
            took_no_longer(
                started,
                40,
                &format!("fetches of {call} that are in flight together wait together"),
            );
        }
    });
}

pub fn a_slow_fetch_holds_up_nobody() {
    run(async {
        for (slow, takes) in [
            ("the first", [200, 20, 20, 20, 20, 20, 20]),
            ("the second", [20, 200, 20, 20, 20, 20, 20]),
        ] {
            let started = Instant::now();
            let fetch = Site::default().fetcher(Site::fetch);
            fetch_all(urls(&takes), at_most(2), &fetch).await;
            let property = "a slow fetch keeps its own place only, and the others go on beside it";
            took_no_longer(
                started,
                220,
                &format!("{property} (fetch_all, {slow} is slow)"),
            );
            let started = Instant::now();
            let _ = try_fetch_all(urls(&takes), at_most(2), &fetch).await;
            took_no_longer(
                started,
                220,
                &format!("{property} (try_fetch_all, {slow} is slow)"),
            );
        }
    });
}

fn took_no_longer(started: Instant, limit: u64, property: &str) {
    let took = started.elapsed();
    let limit = of_time(limit);
    expect(
        took <= limit + slack(),
        format!("{property}: it took {took:?} where {limit:?} are enough"),
    );
}

pub fn fetches_begin_in_input_order() {
    run(async {
        for limit in [1, 2, 3] {
            for call in ["fetch_all", "try_fetch_all"] {
                let site = Site::default();
                let fetch = site.fetcher(|site, url| {
                    expect_eq(
                        url.index,
                        site.calls.get(),
                        "the fetches begin in the order of the urls, each of them once",
                    );
                    site.fetch(url)
                });
                let takes = [30, 10, 0, 20, 10];
                if call == "fetch_all" {
                    fetch_all(urls(&takes), at_most(limit), fetch).await;
                } else {
                    let _ = try_fetch_all(urls(&takes), at_most(limit), fetch).await;
                }
                expect_eq(site.calls.get(), 5, "every url is fetched once");
            }
        }
    });
}

pub fn a_failure_disturbs_nobody() {
    run(async {
        for limit in [1, 2, 6] {
            let site = Site::default();
            let urls = failing(&[20, 10, 30, 0, 20, 10], &[1, 3, 5]);
            expect_eq(
                fetch_all(urls, at_most(limit), site.fetcher(Site::fetch)).await,
                vec![Ok(0), Err(1), Ok(2), Err(3), Ok(4), Err(5)],
                "in fetch_all a failure is one of the results and disturbs no other fetch",
            );
            expect_eq(
                site.landed.get(),
                6,
                "in fetch_all every fetch comes to its end",
            );
        }
    });
}

pub fn a_finished_fetch_is_noticed() {
    for call in ["fetch_all", "try_fetch_all"] {
        let (senders, receivers): (Vec<_>, Vec<_>) =
            (0..3).map(|_| oneshot::channel::<usize>()).unzip();
        let fetch = |receiver: oneshot::Receiver<usize>| async move {
            receiver.await.map_err(|_| "nobody answers")
        };
        std::thread::scope(|scope| {
            for (index, sender) in senders.into_iter().enumerate().skip(1) {
                scoped(scope, &format!("server-{index}"), move || {
                    sender.send(index)
                });
            }
            // Never answers: its end of the channel is gone. That is the third way to end.
            let results = run(async {
                if call == "fetch_all" {
                    return fetch_all(receivers, at_most(2), fetch).await;
                }
                let rest = receivers.into_iter().skip(1).collect();
                let rest = try_fetch_all(rest, at_most(2), fetch).await;
                match rest {
                    Ok(values) => [Err("nobody answers")]
                        .into_iter()
                        .chain(values.into_iter().map(Ok))
                        .collect(),
                    Err(error) => vec![Err(error)],
                }
            });
            expect_eq(
                results,
                vec![Err("nobody answers"), Ok(1), Ok(2)],
                "a fetch that another thread brings to its end is noticed, at whatever moment that happens",
            );
        });
    }
}

pub fn who_polled_last_is_woken() {
    run(async {
        for call in ["fetch_all", "try_fetch_all"] {
            let fetch = Site::default().fetcher(Site::fetch);
            let urls = urls(&[20, 10, 20]);
            let mut future = pin!(async move {
                if call == "fetch_all" {
                    fetch_all(urls, at_most(2), fetch).await
                } else {
                    let values = try_fetch_all(urls, at_most(2), fetch).await;
                    values.into_iter().flatten().map(Ok).collect()
                }
            });
            // As if it had been in a task that gave it away.
            let mut elsewhere = Context::from_waker(Waker::noop());
            expect(
                future.as_mut().poll(&mut elsewhere).is_pending(),
                format!("{call} waits for its fetches"),
            );
            expect_eq(
                future.await,
                all_well(3),
                format!("the task that polled {call} last is woken"),
            );
        }
    });
}

pub fn dropping_stops_everything() {
    run(async {
        for call in ["fetch_all", "try_fetch_all"] {
            for pending in 1.. {
                let site = Site::default();
                let fetch = site.fetcher(Site::fetch);
                let urls = urls(&[30, 10, 20, 10, 10]);
                let ended = if call == "fetch_all" {
                    let all = fetch_all(urls, at_most(2), fetch);
                    cancel_after(pending, all).await.is_some()
                } else {
                    let all = try_fetch_all(urls, at_most(2), fetch);
                    cancel_after(pending, all).await.is_some()
                };
                expect_eq(
                    site.in_flight.get(),
                    0,
                    format!("once the future of {call} is dropped, no fetch is in flight"),
                );
                let (calls, landed) = (site.calls.get(), site.landed.get());
                sleep(of_time(100)).await;
                expect(
                    site.calls.get() == calls && site.landed.get() == landed,
                    format!(
                        "once the future of {call} is dropped, no fetch begins and none goes on"
                    ),
                );
                if ended {
                    break;
                }
            }
        }
    });
}

pub fn a_waiting_fetch_is_left_alone() {
    run(async {
        for call in ["fetch_all", "try_fetch_all"] {
            let site = Site::default();
            let fetch = site.fetcher(Site::fetch);
            let takes = [100, 200, 300];
            if call == "fetch_all" {
                fetch_all(urls(&takes), at_most(3), fetch).await;
            } else {
                let _ = try_fetch_all(urls(&takes), at_most(3), fetch).await;
            }
        }
    });
}

pub fn any_limit_works() {
    run(async {
        for limit in [4, 5, 1000, usize::MAX / 2 + 1, usize::MAX - 1, usize::MAX] {
            let site = Site::default();
            let fetch = site.fetcher(Site::fetch);
            expect_eq(
                fetch_all(urls(&[20, 10, 0, 10]), at_most(limit), &fetch).await,
                all_well(4),
                "any limit works, also one beyond the number of urls",
            );
            expect_eq(
                try_fetch_all(urls(&[20, 10, 0, 10]), at_most(limit), fetch).await,
                Ok((0..4).collect()),
                "any limit works, also one beyond the number of urls",
            );
        }
    });
}

pub fn any_number_of_urls_works() {
    run(async {
        for count in [0, 1, 200] {
            for limit in [1, 3] {
                let fetch = Site::default().fetcher(Site::fetch);
                let takes = vec![0; count];
                let results = fetch_all(urls(&takes), at_most(limit), &fetch).await;
                expect(
                    results == all_well(count),
                    format!("any number of urls works, also {count} that answer at once"),
                );
                let results = try_fetch_all(urls(&takes), at_most(limit), fetch).await;
                expect(
                    results == Ok((0..count).collect()),
                    format!("any number of urls works, also {count} that answer at once"),
                );
            }
        }
    });
}

pub fn try_returns_the_first_failure() {
    run(async {
        for (limit, urls, first, at) in [
            (3, failing(&[200, 100, 40], &[1, 2]), 2, 40),
            (2, failing(&[200, 40, 0, 20, 200], &[0, 3, 4]), 3, 60),
            (1, failing(&[20, 20, 200], &[1, 2]), 1, 40),
            (9, failing(&[100, 0, 200], &[2, 0]), 0, 100),
        ] {
            let started = Instant::now();
            let fetch = Site::default().fetcher(Site::fetch);
            expect_eq(
                try_fetch_all(urls, at_most(limit), fetch).await,
                Err(first),
                "try_fetch_all returns the failure that comes first in time",
            );
            took_no_longer(
                started,
                at,
                "try_fetch_all returns as soon as there is a failure",
            );
        }
    });
}

pub fn try_begins_nothing_after_a_failure() {
    run(async {
        for (limit, urls, begun) in [
            (1, failing(&[0, 10, 10], &[0]), 1),
            (1, failing(&[10, 20, 10], &[1]), 2),
            (2, failing(&[20, 200, 10, 10], &[0]), 2),
            (2, failing(&[200, 20, 20, 10, 10], &[2]), 3),
        ] {
            let site = Site::default();
            let _ = try_fetch_all(urls, at_most(limit), site.fetcher(Site::fetch)).await;
            expect_eq(
                site.calls.get(),
                begun,
                "after a failure try_fetch_all begins no other fetch",
            );
            sleep(of_time(100)).await;
            expect_eq(
                site.calls.get(),
                begun,
                "after a failure try_fetch_all begins no other fetch",
            );
        }
    });
}

pub fn try_cancels_the_rest() {
    run(async {
        let site = Site::default();
        let urls = failing(&[60, 20, 90, 30], &[1]);
        let _ = try_fetch_all(urls, at_most(3), site.fetcher(Site::fetch)).await;
        expect_eq(
            site.in_flight.get(),
            0,
            "when try_fetch_all returns a failure, no fetch is in flight",
        );
        sleep(of_time(100)).await;
        expect_eq(
            site.landed.get(),
            1,
            "the fetches that are in flight at a failure are cancelled, not finished",
        );
    });
}
