//! Over raw sockets, with bounds as short as the tests want them.

use std::io::{ErrorKind, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use axum::Router;
use axum::routing::get;
use tokio::runtime::Runtime;

use super::{Bounds, serve};

/// Far more than any answer takes; only a fault waits so long.
const DEADLINE: Duration = Duration::from_secs(60);

/// As good as none.
const NEVER: Duration = Duration::from_secs(24 * 60 * 60);

const NONE: Bounds = Bounds {
    open: 64,
    head: NEVER,
    answer: NEVER,
};

const REQUEST: &[u8] = b"GET /short HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n";

/// A server that ends when it is dropped.
struct Server {
    _runtime: Runtime,
    address: SocketAddr,
}

impl Server {
    fn start(bounds: Bounds) -> Self {
        let runtime = Runtime::new().unwrap();
        let router = Router::new()
            .route("/short", get(|| async { "short" }))
            .route(
                "/late",
                get(async || {
                    tokio::time::sleep(Duration::from_millis(600)).await;
                    "late"
                }),
            )
            // Far more than two buffers of the system hold.
            .route("/long", get(|| async { vec![b'x'; 64 << 20] }));
        let listener = runtime
            .block_on(tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)))
            .unwrap();
        let address = listener.local_addr().unwrap();
        runtime.spawn(serve(listener, router, bounds));
        Self {
            _runtime: runtime,
            address,
        }
    }

    fn say(&self, words: &[u8]) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(DEADLINE)).unwrap();
        stream.write_all(words).unwrap();
        stream
    }
}

/// Whether the server has closed this connection, having said nothing: waits for it.
fn is_closed(mut stream: &TcpStream) -> bool {
    match stream.read(&mut [0; 1]) {
        Ok(length) => length == 0,
        Err(error) => error.kind() == ErrorKind::ConnectionReset,
    }
}

fn rest(mut stream: TcpStream) -> String {
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    text
}

#[test]
fn who_does_not_finish_the_head_of_a_request_is_cut_off() {
    let server = Server::start(Bounds {
        head: Duration::from_millis(200),
        ..NONE
    });
    for beginning in ["", "G", "GET /short HTTP/1.1\r\nHost: here\r\n"] {
        let stream = server.say(beginning.as_bytes());
        assert!(is_closed(&stream), "after {beginning:?}");
    }
}

#[test]
fn a_head_that_comes_byte_by_byte_gains_no_time() {
    let server = Server::start(Bounds {
        head: Duration::from_millis(200),
        ..NONE
    });
    let mut stream = server.say(b"GET /short HTTP/1.1\r\nX: ");
    stream
        .set_read_timeout(Some(Duration::from_millis(20)))
        .unwrap();
    let begin = Instant::now();
    loop {
        // A byte every twenty milliseconds, until the connection breaks.
        let is_broken = stream.write_all(b"x").is_err()
            || match stream.read(&mut [0; 1]) {
                Ok(length) => length == 0,
                Err(error) => !matches!(
                    error.kind(),
                    ErrorKind::WouldBlock | ErrorKind::TimedOut | ErrorKind::Interrupted
                ),
            };
        if is_broken {
            return;
        }
        assert!(begin.elapsed() < DEADLINE, "it is still listened to");
    }
}

#[test]
fn an_answer_may_take_longer_than_a_head_and_an_idle_connection_ends() {
    let server = Server::start(Bounds {
        head: Duration::from_millis(200),
        ..NONE
    });
    let stream = server.say(b"GET /late HTTP/1.1\r\nHost: here\r\n\r\n");
    // Nobody asked to close it, so what ends it is the wait for a second request.
    assert!(rest(stream).ends_with("late"));
}

#[test]
fn more_than_may_be_open_wait_for_one_to_end() {
    let server = Server::start(Bounds { open: 2, ..NONE });
    let first = server.say(b"GET ");
    let second = server.say(b"GET ");
    let third = server.say(REQUEST);
    third
        .set_read_timeout(Some(Duration::from_millis(300)))
        .unwrap();
    let early = (&third).read(&mut [0; 1]);
    assert!(early.is_err(), "it was let in as a third");
    drop(first);
    third.set_read_timeout(Some(DEADLINE)).unwrap();
    assert!(rest(third).ends_with("short"));
    drop(second);
}

#[test]
fn the_silent_give_their_places_back() {
    let server = Server::start(Bounds {
        open: 2,
        head: Duration::from_millis(200),
        ..NONE
    });
    let silent = [server.say(b"GET "), server.say(b"")];
    assert!(rest(server.say(REQUEST)).ends_with("short"));
    drop(silent);
}

#[test]
fn who_does_not_read_gives_the_place_back() {
    let server = Server::start(Bounds {
        open: 1,
        answer: Duration::from_millis(200),
        ..NONE
    });
    let greedy = server.say(b"GET /long HTTP/1.1\r\nHost: here\r\n\r\n");
    // Its answer has begun, so it has the only place.
    let mut first = [0; 12];
    (&greedy).read_exact(&mut first).unwrap();
    assert_eq!(&first, b"HTTP/1.1 200");
    assert!(rest(server.say(REQUEST)).ends_with("short"));
    drop(greedy);
}
