//! A service in one piece: it limits what it takes in, computes aside, counts, and stops in order.
//@ explore: no, because it opens sockets

// ANCHOR: service
use axum::extract::{Path, State};
use axum::{Router, http::StatusCode, routing::get};
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::sync::{Arc, Barrier};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio::task::{JoinSet, spawn_blocking, yield_now};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

const PLACES: u32 = 2;
const PATIENCE: Duration = Duration::from_secs(10);

/// How requests have ended.
#[derive(Debug, Default)]
struct Ends {
    served: AtomicU32,
    refused: AtomicU32,
    late: AtomicU32,
    failed: AtomicU32,
    gone: AtomicU32,
}

/// Dropped with the request, however that ends.
struct CountedAs<'a>(&'a AtomicU32);

impl Drop for CountedAs<'_> {
    fn drop(&mut self) {
        // ORDERING: Relaxed, it is a count and protects nothing.
        self.0.fetch_add(1, Relaxed);
    }
}

struct Service {
    places: Arc<Semaphore>,
    ends: Ends,
    work: Arc<Barrier>, // stands for half a second of computing
}

async fn square(
    State(service): State<Arc<Service>>,
    Path(number): Path<u32>,
) -> Result<String, StatusCode> {
    let mut end = CountedAs(&service.ends.gone); // unless it comes to one of the others
    let Ok(place) = Arc::clone(&service.places).try_acquire_owned() else {
        end.0 = &service.ends.refused;
        return Err(StatusCode::SERVICE_UNAVAILABLE);
    };
    let work = Arc::clone(&service.work);
    let job = spawn_blocking(move || {
        let _place = place; // until the job ends, even if nobody waits any more
        work.wait();
        u64::from(number).pow(2)
    });
    match timeout(PATIENCE, job).await {
        Ok(Ok(square)) => {
            end.0 = &service.ends.served;
            Ok(square.to_string())
        }
        Ok(Err(_panic)) => {
            end.0 = &service.ends.failed;
            Err(StatusCode::INTERNAL_SERVER_ERROR)
        }
        Err(_late) => {
            end.0 = &service.ends.late;
            Err(StatusCode::GATEWAY_TIMEOUT)
        }
    }
}
// ANCHOR_END: service

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let work = Arc::new(Barrier::new(PLACES as usize + 1));
    let service = Arc::new(Service {
        places: Arc::new(Semaphore::new(PLACES as usize)),
        ends: Ends::default(),
        work: Arc::clone(&work),
    });
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}/square/7", listener.local_addr()?);
    let pages = Router::new()
        .route("/square/{number}", get(square))
        .with_state(Arc::clone(&service));
    let stop = CancellationToken::new();
    let server =
        axum::serve(listener, pages).with_graceful_shutdown(stop.clone().cancelled_owned());
    let mut server = tokio::spawn(server.into_future());
    let client = reqwest::Client::builder().timeout(2 * PATIENCE).build()?;

    let impatient = tokio::spawn(client.get(&url).send());
    while service.places.available_permits() == PLACES as usize {
        yield_now().await; // until it has a place
    }
    impatient.abort();
    while service.ends.gone.load(Relaxed) == 0 {
        yield_now().await; // until the server has noticed
    }
    println!("hung up, free: {}", service.places.available_permits());

    let mut requests = JoinSet::new();
    for _ in 0..4 {
        let request = client.get(&url).send();
        requests.spawn(async { request.await?.error_for_status()?.text().await });
    }
    for _ in 0..3 {
        let refused = requests.join_next().await.expect("four were sent")?;
        println!("{:?}", refused.map_err(|error| error.status()));
    }

    println!("stop, with {} under way", requests.len());
    stop.cancel();
    spawn_blocking(move || work.wait()).await?; // the computing comes to its end
    println!("{:?}", requests.join_all().await);
    match timeout(PATIENCE, &mut server).await {
        Ok(ended) => ended??,
        Err(_late) => server.abort(),
    }
    // Jobs whose callers have gone are not among the server's.
    let all_back = timeout(PATIENCE, service.places.acquire_many(PLACES)).await;
    println!("all places given back: {}", all_back.is_ok());
    println!("{:?}", service.ends);
    Ok(())
}
// ANCHOR_END: main
