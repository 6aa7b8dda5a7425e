//! What there is to fetch, and where it is fetched from.

use std::future::poll_fn;
use std::pin::pin;
use std::time::Duration;

use harness_kit::{Tally, expect, seconds};
use tokio::time::sleep;

/// What there is to fetch.
#[derive(Clone, Copy)]
pub struct Url {
    pub index: usize,
    pub takes: u64,
    pub ends: End,
}

#[derive(Clone, Copy, PartialEq)]
pub enum End {
    Well,
    Badly,
}

/// Urls with running numbers that take so many seconds each and end well.
pub fn urls(takes: &[u64]) -> Vec<Url> {
    takes
        .iter()
        .enumerate()
        .map(|(index, takes)| Url {
            index,
            takes: *takes,
            ends: End::Well,
        })
        .collect()
}

/// The same, but those with these numbers fail.
pub fn failing(takes: &[u64], bad: &[usize]) -> Vec<Url> {
    let mut urls = urls(takes);
    for index in bad {
        urls[*index].ends = End::Badly;
    }
    urls
}

/// Where the fetches go: it counts them.
#[derive(Clone, Default)]
pub struct Site {
    pub calls: Tally,
    pub in_flight: Tally,
    pub peak: Tally,
    pub landed: Tally,
}

impl Site {
    pub fn fetch(&self, url: Url) -> impl Future<Output = Result<usize, usize>> + Send + use<> {
        self.calls.add();
        let flight = Flight::begin(self);
        let fetching = async move {
            if url.takes > 0 {
                sleep(of_time(url.takes)).await;
            }
            flight.site.landed.add();
            drop(flight);
            match url.ends {
                End::Well => Ok(url.index),
                End::Badly => Err(url.index),
            }
        };
        async move {
            let mut polls = 0;
            let mut fetching = pin!(fetching);
            poll_fn(|context| {
                polls += 1;
                expect(
                    polls <= POLLS,
                    "a fetch is polled when something has happened, not again and again while it waits",
                );
                fetching.as_mut().poll(context)
            })
            .await
        }
    }

    /// For the answer's functions.
    pub fn fetcher<Fut>(
        &self,
        fetch: fn(&Site, Url) -> Fut,
    ) -> impl Fn(Url) -> Fut + Send + Sync + 'static + use<Fut>
    where
        Fut: 'static,
    {
        let site = self.clone();
        move |url| fetch(&site, url)
    }
}

/// A fetch between its call and its end.
struct Flight {
    site: Site,
}

impl Flight {
    fn begin(site: &Site) -> Self {
        site.peak.raise(site.in_flight.add());
        Self { site: site.clone() }
    }
}

impl Drop for Flight {
    fn drop(&mut self) {
        self.site.in_flight.subtract();
    }
}

/// So many seconds of virtual time. Really passing time is shorter still than the kit has it: the checks have many waits.
pub const fn of_time(count: u64) -> Duration {
    let time = seconds(count);
    if seconds(1).as_secs() == 1 {
        return time;
    }
    Duration::from_micros(time.as_micros() as u64 / 20)
}

/// No check has more than seven fetches that wait, and an answer may look at all of them whenever one ends, and then some.
const POLLS: usize = 40;
