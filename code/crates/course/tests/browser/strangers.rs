//! A page of another site in the same browser: it can reach the server, and gets nothing from it.

use std::fs;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::thread;

use serde_json::json;

use crate::List;
use crate::page::Page;
use crate::stage::Look;

const EXERCISE: &str = "parallel-fold";

pub(crate) fn more(list: &mut List) {
    list.add(
        "a page of another site runs nothing and reads nothing",
        Look::Desk,
        stays_outside,
    );
}

async fn stays_outside(page: Page) {
    let elsewhere = another_site();
    let answer = page.answer(EXERCISE);
    let before = fs::read_to_string(&answer).expect("the answer is there");
    for key in ["", page.token()] {
        page.browser()
            .goto(&elsewhere)
            .await
            .expect("the other site opens");
        let given = json!({
            "server": page.address(),
            "key": key,
            "grade": { "exercise": EXERCISE, "source": "// theirs", "save": { "based_on": "0000000000000000" } },
        });
        let statements = "
            const { server, key, grade } = given;
            const attempt = (path, options) => fetch(server + path, options).then((answer) => answer.type, () => 'blocked');
            const body = JSON.stringify(grade);
            const heads = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' };
            Promise.all([
                attempt('/', {}),
                attempt('/api/status', { headers: { Authorization: heads.Authorization } }),
                attempt('/api/grade', { method: 'POST', headers: heads, body }),
                attempt('/api/grade', { method: 'POST', mode: 'no-cors', body }),
                attempt('/', { mode: 'no-cors' }),
            ]).then(done);";
        let outcomes = page.later(statements, given).await;
        for outcome in outcomes.as_array().expect("every attempt ended") {
            // An opaque answer has no status, no text and no length for the page that asked.
            assert!(
                outcome == "blocked" || outcome == "opaque",
                "another site reads: {outcomes}"
            );
        }
    }
    assert_eq!(
        fs::read_to_string(&answer).expect("the answer is there"),
        before
    );
}

/// A site on another port, which browsers call another origin.
fn another_site() -> String {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("there is a free port");
    let port = listener.local_addr().expect("it has an address").port();
    // Ends with the process.
    thread::spawn(move || {
        for mut visitor in listener.incoming().flatten() {
            let _ = visitor.read(&mut [0; 4096]);
            let page = "<!doctype html><title>elsewhere</title>";
            let _ = write!(
                visitor,
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{page}",
                page.len()
            );
        }
    });
    format!("http://127.0.0.1:{port}/")
}
