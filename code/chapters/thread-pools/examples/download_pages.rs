//! Five pages from a local server on three workers.
//@ explore: no, because it opens sockets

use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Mutex, mpsc};
use std::thread;

fn map<T: Send, R: Send>(workers: usize, items: Vec<T>, f: impl Fn(T) -> R + Sync) -> Vec<R> {
    let queue = Mutex::new(items.into_iter().enumerate());
    let (results, finished) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..workers {
            let (results, queue, f) = (results.clone(), &queue, &f);
            scope.spawn(move || {
                loop {
                    let next = queue.lock().unwrap().next();
                    let Some((position, item)) = next else { return };
                    results.send((position, f(item))).unwrap();
                }
            });
        }
    });
    drop(results);

    let mut results: Vec<(usize, R)> = finished.iter().collect();
    results.sort_by_key(|(position, _)| *position);
    results.into_iter().map(|(_, result)| result).collect()
}

fn answer(stream: &TcpStream) -> io::Result<()> {
    let mut lines = BufReader::new(stream).lines();
    let request = lines.next().unwrap_or(Ok(String::new()))?;
    while lines
        .next()
        .transpose()?
        .is_some_and(|header| !header.is_empty())
    {}
    let page = format!("this is {}", request.split(' ').nth(1).unwrap_or("/"));
    let mut stream = stream;
    write!(
        stream,
        "HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{page}",
        page.len()
    )
}

// ANCHOR: serve
fn serve(server: &TcpListener, pages: usize) -> io::Result<()> {
    let mut waiting = Vec::new();
    for request in 1..=pages {
        waiting.push(server.accept()?.0);
        if request >= 3 {
            for stream in waiting.drain(..) {
                answer(&stream)?;
            }
        }
    }
    Ok(())
}
// ANCHOR_END: serve

// ANCHOR: main
fn main() -> io::Result<()> {
    let server = TcpListener::bind("127.0.0.1:0")?;
    let address = server.local_addr()?;
    let server = thread::spawn(move || serve(&server, 5));

    let client = reqwest::blocking::Client::builder().no_proxy().build();
    let client = client.map_err(io::Error::other)?;
    let pages: Vec<String> = (1..=5).map(|n| format!("http://{address}/{n}")).collect();
    for page in map(3, pages, |page| client.get(page).send()?.text()) {
        println!("{page:?}");
    }
    server.join().expect("the server does not panic")
}
// ANCHOR_END: main
