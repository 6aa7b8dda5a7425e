//! What the function promises on each way out: on one thread with exact time, and with two workers.

mod site;

use std::any::Any;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, panic_any};
use std::pin::pin;
use std::task::Poll;

use answer::{Failure, with_resource};
use futures::FutureExt;
use futures::future::join;
use harness_kit::{cancel_after, expect, expect_eq, note, seconds};
use tokio::sync::oneshot;
use tokio::task::yield_now;
use tokio::time::{Instant, sleep, timeout};

use site::Close::{Badly, Well};
use site::{Session, Site, one_thread, run, run_on_two_workers};

type Outcome<T> = Result<T, Failure<&'static str, &'static str>>;

/// A body with three awaits.
async fn works(site: &Site, session: &mut Session) -> Result<usize, &'static str> {
    site.bodies.add();
    note(|| "the body begins".to_owned());
    yield_now().await;
    session.used += 1;
    sleep(seconds(5)).await;
    session.used += 1;
    yield_now().await;
    note(|| "the body ends".to_owned());
    Ok(session.used)
}

/// The panic that comes out, and the seconds until then.
async fn panics<T>(calling: impl Future<Output = Outcome<T>>) -> (Box<dyn Any + Send>, u64) {
    let started = Instant::now();
    let Err(payload) = AssertUnwindSafe(calling).catch_unwind().await else {
        panic!("a panic of the body reaches the caller");
    };
    (
        payload,
        started.elapsed().as_millis() as u64 / seconds(1).as_millis() as u64,
    )
}

pub fn it_opens_lends_and_closes() {
    run(async {
        let site = Site::new();
        let outcome = with_resource(&site.tracker, site.open(Well(0)), async |session| {
            expect_eq(site.opened.get(), 1, "the body gets an open resource");
            let used = works(&site, session).await;
            expect_eq(
                site.closing.get(),
                0,
                "the resource is open until the body ends",
            );
            used
        })
        .await;
        let property = "what the body says is returned";
        expect_eq(outcome, Ok::<_, Failure<_, _>>(2), property);
        for count in [&site.asked, &site.opened, &site.bodies] {
            expect_eq(count.get(), 1, "it is opened once, and lent once");
        }
        site.expect_closed("after a success");
    });
}

pub fn the_close_has_ended_on_return() {
    run(async {
        for takes in [3, 20_000] {
            let site = Site::new();
            // Other tasks of the tracker have nothing to do with this one.
            let _other = site.tracker.token();
            let started = Instant::now();
            let outcome = with_resource(&site.tracker, site.open(Well(takes)), async |session| {
                works(&site, session).await
            })
            .await;
            expect_eq(outcome, Ok(2), "what the body says is returned");
            site.expect_closed("when the call returns");
            expect_eq(
                started.elapsed(),
                seconds(1 + 5 + takes),
                "the call returns as soon as the close has ended",
            );
        }
    });
}

pub fn a_failed_open_is_the_end() {
    run(async {
        let site = Site::new();
        let outcome = with_resource(&site.tracker, site.fails_to_open(), async |session| {
            works(&site, session).await
        })
        .await;
        let property = "the error of the open is returned as Open";
        expect_eq(outcome, Err(Failure::Open("not open")), property);
        expect_eq(site.bodies.get(), 0, "without a resource there is no body");
        site.drains().await;
    });
}

pub fn an_error_comes_after_the_close() {
    run(async {
        for takes in [0, 3] {
            let site = Site::new();
            let outcome: Outcome<()> =
                with_resource(&site.tracker, site.open(Well(takes)), async |session| {
                    works(&site, session).await?;
                    Err("no good")
                })
                .await;
            let failure = Failure::Body {
                error: "no good",
                close: None,
            };
            expect_eq(
                outcome,
                Err(failure),
                "the error of the body is returned as Body",
            );
            site.expect_closed("when the error is returned");
        }
    });
}

pub fn a_panic_comes_after_the_close() {
    run(async {
        for takes in [0, 3] {
            let site = Site::new();
            let calling = with_resource(&site.tracker, site.open(Well(takes)), async |session| {
                works(&site, session).await?;
                panic!("this panic belongs to the check")
            });
            let (_, after) = panics::<()>(calling).await;
            site.expect_closed("when the panic of the body reaches the caller");
            expect_eq(
                after,
                6 + takes,
                "the panic comes as soon as the close has ended",
            );
            // Not in the future, but in the call that makes it.
            let site = Site::new();
            let calling = with_resource(&site.tracker, site.open(Well(takes)), panics_early(&site));
            panics::<()>(calling).await;
            site.expect_closed("when the panic of the body's call reaches the caller");
        }
    });
}

/// A body that panics before there is a future.
fn panics_early(site: &Site) -> impl AsyncFnOnce(&mut Session) -> Result<(), &'static str> + use<> {
    let site = site.clone();
    move |_: &mut Session| {
        if site.bodies.add() == 1 {
            panic!("this panic belongs to the check");
        }
        std::future::ready(Ok(()))
    }
}

pub fn the_panic_keeps_its_payload() {
    run(async {
        let property = "the panic of the body comes out with its own payload";
        for close in [Well(1), Badly(1)] {
            let site = Site::new();
            let calling = with_resource(&site.tracker, site.open(close), async |session| {
                works(&site, session).await?;
                panic_any(4711_u64)
            });
            let (payload, _) = panics::<()>(calling).await;
            expect_eq(payload.downcast_ref::<u64>(), Some(&4711), property);
            let site = Site::new();
            let calling = with_resource(&site.tracker, site.open(close), async |_| {
                panic!("a plain text")
            });
            let (payload, _) = panics::<()>(calling).await;
            expect_eq(
                payload.downcast_ref::<&str>(),
                Some(&"a plain text"),
                property,
            );
        }
    });
}

pub fn a_close_error_is_returned() {
    run(async {
        let site = Site::new();
        let outcome = with_resource(&site.tracker, site.open(Badly(2)), async |session| {
            works(&site, session).await
        })
        .await;
        let property =
            "when the body was fine and the close was not, the error is returned as Close";
        expect_eq(outcome, Err(Failure::Close("not closed")), property);
        site.expect_closed("after a close that fails");
    });
}

pub fn both_errors_are_told() {
    run(async {
        let site = Site::new();
        let outcome: Outcome<()> = with_resource(&site.tracker, site.open(Badly(2)), async |_| {
            yield_now().await;
            Err("no good")
        })
        .await;
        let failure = Failure::Body {
            error: "no good",
            close: Some("not closed"),
        };
        let property =
            "when both fail, the error of the body comes first, and that of the close with it";
        expect_eq(outcome, Err(failure), property);
    });
}

pub fn a_cancelled_call_is_closed() {
    run(async {
        for pending in 1.. {
            let site = Site::new();
            let calling = with_resource(&site.tracker, site.open(Well(0)), async |session| {
                works(&site, session).await
            });
            let ended = cancel_after(pending, calling).await.is_some();
            site.drains().await;
            site.expect_closed("when the tracker is empty after a cancellation");
            if ended {
                break;
            }
        }
        let site = Site::new();
        drop(with_resource(
            &site.tracker,
            site.open(Well(0)),
            async |session| works(&site, session).await,
        ));
        expect_eq(
            site.asked.get(),
            0,
            "a call that nobody awaits opens nothing",
        );
    });
}

pub fn a_cancelled_close_goes_on() {
    run(async {
        for body in [Ok(7), Err("no good")] {
            for pending in 1.. {
                let site = Site::new();
                let close = if body.is_ok() { Well(30) } else { Badly(30) };
                let calling = with_resource(&site.tracker, site.open(close), async |_| body);
                let started = Instant::now();
                let ended = cancel_after(pending, calling).await.is_some();
                site.drains().await;
                site.expect_closed("when the tracker is empty after a cancellation of the close");
                expect(
                    started.elapsed() <= seconds(31),
                    "a close that is cancelled goes on where it is, as a task of the tracker",
                );
                if ended {
                    break;
                }
            }
        }
    });
}

pub fn the_tracker_counts_open_resources() {
    run_on_two_workers(async {
        let site = Site::new();
        let (begun, has_begun) = oneshot::channel();
        let inner = site.clone();
        let task = tokio::spawn(async move {
            let used = with_resource(&inner.tracker, inner.open(Well(0)), async |session| {
                let _ = begun.send(());
                works(&inner, session).await
            });
            drop(used.await);
        });
        let _ = has_begun.await;
        task.abort();
        // Not `task.await`: at a shutdown nobody knows all the tasks.
        site.drains().await;
        site.expect_closed(
            "when the tracker is empty, from the moment on at which the body has begun",
        );
    });
}

pub fn it_may_be_dropped_anywhere() {
    for seconds_before in [0, 2, 8] {
        let runtime = one_thread();
        let site = Site::new();
        {
            let mut calling = pin!(with_resource(
                &site.tracker,
                site.open(Well(10)),
                async |session| works(&site, session).await
            ));
            runtime.block_on(async {
                let limit = timeout(seconds(seconds_before), poll_fn(|_| Poll::<()>::Pending));
                let mut limit = pin!(limit);
                poll_fn(|context| {
                    expect(
                        calling.as_mut().poll(context).is_pending(),
                        "the call returns when the close has ended",
                    );
                    limit.as_mut().poll(context).map(drop)
                })
                .await;
            });
            // Dropped here, where no runtime is.
        }
        runtime.block_on(site.drains());
        site.expect_closed("when the tracker is empty after a drop outside the runtime");
    }
    run(async {
        let site = Site::new();
        let owner = async {
            let calling = with_resource(&site.tracker, site.open(Well(1)), async |session| {
                works(&site, session).await
            });
            let fails = async {
                sleep(seconds(3)).await;
                panic!("this panic belongs to the check")
            };
            let _: (Outcome<usize>, ()) = join(calling, fails).await;
        };
        let _ = AssertUnwindSafe(owner).catch_unwind().await;
        site.drains().await;
        site.expect_closed("when the tracker is empty after a panic of whoever had the future");
    });
}

pub fn nothing_is_left_on_the_tracker() {
    run(async {
        let property = "when the call has ended, the tracker counts nothing more";
        let site = Site::new();
        for close in [Well(1), Badly(1)] {
            for body in [Ok(()), Err("no good")] {
                drop(with_resource(&site.tracker, site.open(close), async |_| body).await);
                settle(&site, property).await;
            }
        }
        drop(
            with_resource(&site.tracker, site.fails_to_open(), async |_| {
                Ok::<_, ()>(())
            })
            .await,
        );
        settle(&site, property).await;
        let calling = with_resource(&site.tracker, site.open(Well(1)), async |_| {
            panic!("this panic belongs to the check")
        });
        panics::<()>(calling).await;
        settle(&site, property).await;
    });
}

/// A task that has told its result may still be on its way out.
async fn settle(site: &Site, property: &str) {
    sleep(seconds(1)).await;
    expect_eq(site.tracker.len(), 0, property);
}
