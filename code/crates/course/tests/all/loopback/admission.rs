//! Who is let in.

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use serde_json::json;

use super::client::{Server, own_page};

const BODY: &str = r#"{"source":"fn main() { println!(\"it ran\"); }"}"#;

/// A request to run a program, right in everything but what `change` changes.
fn request(change: impl Fn(String) -> String) -> String {
    change(own_page("/api/run", BODY))
}

#[test]
fn only_own_pages_with_the_token_run_anything() {
    let server = Server::start();
    let replaced = |from: &'static str, to: &'static str| request(|text| text.replace(from, to));
    let host = "Host: 127.0.0.1:PORT\r\n";
    let origin = "Origin: http://127.0.0.1:PORT\r\n";
    let site = "Sec-Fetch-Site: same-origin\r\n";
    let kind = "Content-Type: application/json\r\n";
    let bearer = "Authorization: Bearer TOKEN\r\n";
    let own = own_page("/api/run", BODY);
    let cases: Vec<(u16, &str, String)> = vec![
        (200, "an own page", own.clone()),
        (200, "no Origin, with the token", replaced(origin, "")),
        (200, "no Fetch Metadata", replaced(site, "")),
        (
            200,
            "localhost throughout",
            own.replace("127.0.0.1:PORT", "localhost:PORT"),
        ),
        (
            200,
            "charset",
            replaced(kind, "Content-Type: application/json; charset=utf-8\r\n"),
        ),
        // DNS rebinding and its relatives.
        (
            403,
            "another host",
            replaced(host, "Host: evil.example:PORT\r\n"),
        ),
        (
            403,
            "a rebound name throughout",
            own.replace("127.0.0.1:PORT", "evil.example:PORT"),
        ),
        (
            403,
            "a name that resolves to us",
            own.replace("127.0.0.1:PORT", "127.0.0.1.nip.io:PORT"),
        ),
        (
            403,
            "a name that begins like ours",
            own.replace("127.0.0.1:PORT", "127.0.0.1:PORT.evil.example"),
        ),
        (
            403,
            "another port in Host",
            replaced(host, "Host: 127.0.0.1:1\r\n"),
        ),
        (
            403,
            "no port in Host",
            replaced(host, "Host: 127.0.0.1\r\n"),
        ),
        (403, "no Host", replaced(host, "")),
        (
            403,
            "two Hosts",
            replaced(host, "Host: 127.0.0.1:PORT\r\nHost: evil.example\r\n"),
        ),
        (
            403,
            "an absolute address of another",
            replaced("POST /api/run", "POST http://evil.example/api/run"),
        ),
        (
            403,
            "an absolute address of ours",
            replaced("POST /api/run", "POST http://127.0.0.1:PORT/api/run"),
        ),
        // Pages elsewhere.
        (
            403,
            "another origin",
            replaced(origin, "Origin: https://evil.example\r\n"),
        ),
        (
            403,
            "another port",
            replaced(origin, "Origin: http://127.0.0.1:1\r\n"),
        ),
        (
            403,
            "another name of this machine",
            replaced(origin, "Origin: http://localhost:PORT\r\n"),
        ),
        (
            403,
            "another scheme",
            replaced(origin, "Origin: https://127.0.0.1:PORT\r\n"),
        ),
        (
            403,
            "an origin with a path",
            replaced(origin, "Origin: http://127.0.0.1:PORT/\r\n"),
        ),
        (
            403,
            "a sandboxed frame",
            replaced(origin, "Origin: null\r\n"),
        ),
        (
            403,
            "two origins",
            replaced(
                origin,
                "Origin: http://127.0.0.1:PORT\r\nOrigin: http://evil.example\r\n",
            ),
        ),
        (
            403,
            "same site",
            replaced(site, "Sec-Fetch-Site: same-site\r\n"),
        ),
        (
            403,
            "cross site",
            replaced(site, "Sec-Fetch-Site: cross-site\r\n"),
        ),
        // What a form can send.
        (
            415,
            "plain text",
            replaced(kind, "Content-Type: text/plain\r\n"),
        ),
        (
            415,
            "a form",
            replaced(kind, "Content-Type: application/x-www-form-urlencoded\r\n"),
        ),
        (
            415,
            "a form with a file",
            replaced(kind, "Content-Type: multipart/form-data; boundary=x\r\n"),
        ),
        (415, "no kind", replaced(kind, "")),
        (
            415,
            "two kinds",
            replaced(
                kind,
                "Content-Type: application/json\r\nContent-Type: text/plain\r\n",
            ),
        ),
        (
            415,
            "something like JSON",
            replaced(kind, "Content-Type: application/jsonp\r\n"),
        ),
        // The token.
        (401, "no token", replaced(bearer, "")),
        (
            401,
            "a wrong token",
            replaced(
                bearer,
                "Authorization: Bearer 000000000000000000000000000000000000000000000000\r\n",
            ),
        ),
        (
            401,
            "a longer token",
            replaced(bearer, "Authorization: Bearer TOKEN0\r\n"),
        ),
        (
            401,
            "another scheme",
            replaced(bearer, "Authorization: Basic TOKEN\r\n"),
        ),
        (
            401,
            "two tokens",
            replaced(
                bearer,
                "Authorization: Bearer TOKEN\r\nAuthorization: Bearer 0\r\n",
            ),
        ),
        (
            401,
            "the token in a cookie",
            replaced(bearer, "Cookie: token=TOKEN\r\n"),
        ),
        (
            401,
            "the token in the address",
            request(|text| {
                text.replace(bearer, "")
                    .replace("/api/run", "/api/run?token=TOKEN")
            }),
        ),
        // Methods and addresses.
        (
            405,
            "read what is asked by POST",
            replaced("POST /api/run", "GET /api/run"),
        ),
        (
            405,
            "a preflight",
            replaced("POST /api/run", "OPTIONS /api/run"),
        ),
        (405, "put", replaced("POST /api/run", "PUT /api/run")),
        (
            404,
            "no such service",
            replaced("POST /api/run", "POST /api/ran"),
        ),
        (404, "dots", replaced("POST /api/run", "POST /api/x/../run")),
        (
            404,
            "escaped dots",
            replaced("POST /api/run", "POST /api/%2e%2e/api/run"),
        ),
        (
            404,
            "a doubled slash",
            replaced("POST /api/run", "POST /api//run"),
        ),
        (
            404,
            "a listing that is no name",
            own_page("/api/run", r#"{"listing":"../../x","source":""}"#),
        ),
        (
            404,
            "an exercise that is no name",
            own_page(
                "/api/grade",
                r#"{"exercise":"../x","source":"","save":null}"#,
            ),
        ),
        // Bodies.
        (400, "no JSON", own_page("/api/run", "{")),
        (400, "no body", own_page("/api/run", "")),
        (
            400,
            "a field too many",
            own_page("/api/run", r#"{"source":"","shell":"id"}"#),
        ),
        (
            400,
            "a field missing",
            own_page("/api/run", r#"{"listing":"good_morning"}"#),
        ),
        (
            400,
            "another type",
            own_page("/api/run", r#"{"source":["fn main() {}"]}"#),
        ),
        (
            400,
            "a field twice",
            own_page("/api/run", r#"{"source":"","source":"fn main() {}"}"#),
        ),
        (
            400,
            "half a character",
            own_page("/api/run", r#"{"source":"\ud800"}"#),
        ),
        (
            400,
            "a zero byte in an argument",
            own_page("/api/run", r#"{"source":"","args":["a\u0000b"]}"#),
        ),
    ];
    let wrong: Vec<String> = cases
        .into_iter()
        .filter_map(|(status, name, request)| {
            let answer = server.ask(&request);
            let ran = answer.body.contains("it ran");
            let has_reason = matches!(status, 200 | 403) || answer.error().len() > 10;
            let holds = answer.status == status
                && ran == (status == 200)
                && (has_reason || answer.body.is_empty())
                && !answer.body.contains(&server.token)
                && !answer.head.contains("access-control-")
                && answer.head.contains("x-content-type-options: nosniff");
            (!holds).then(|| format!("{name}: not {status} but {answer:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn everybody_may_ask_whether_it_is_there_and_nothing_more() {
    let server = Server::start();
    let status = "GET /api/status HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nConnection: close\r\n";
    let open = server.ask(&format!("{status}\r\n"));
    assert_eq!(open.status, 200);
    assert!(open.body.contains("\"authorized\":false") && open.body.contains("\"live\":true"));
    for private in ["workbook", "exercises", "points", &server.token] {
        assert!(!open.body.contains(private), "{}", open.body);
    }
    let own = server.get("/api/status");
    assert!(own.body.contains("\"authorized\":true") && own.body.contains("exercises"));
    let foreign = server.ask(&format!("{status}Origin: http://evil.example\r\n\r\n"));
    assert_eq!(foreign.status, 403);
    for path in ["/api/listings/good_morning", "/api/exercises/gate"] {
        let head =
            format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nConnection: close\r\n\r\n");
        assert_eq!(server.ask(&head).status, 401, "{path}");
    }
    for path in [
        "/api/listings/..%2f..%2fCargo.toml",
        "/api/listings/nothing",
        "/api/exercises/%2e%2e",
    ] {
        assert_eq!(server.get(path).status, 404, "{path}");
    }
}

#[test]
fn long_bodies_are_refused_however_they_come() {
    let server = Server::start();
    let long = "x".repeat(70_000);
    let announced = own_page("/api/run", &json!({ "source": long }).to_string());
    assert_eq!(server.ask(&announced).status, 413);
    let lied =
        own_page("/api/run", "{}").replace("Content-Length: 2", "Content-Length: 99999999999");
    assert_eq!(server.ask(&lied).status, 413);
    let head = own_page("/api/run", "").replace("Content-Length: 0", "Transfer-Encoding: chunked");
    let chunks = "1000\r\n".to_owned() + &"x".repeat(4096) + "\r\n";
    assert_eq!(
        server
            .ask(&(head + &chunks.repeat(20) + "0\r\n\r\n"))
            .status,
        413
    );
    let just_short = json!({ "source": format!("fn main() {{ println!(\"it ran\"); }} // {}", "x".repeat(60_000)) });
    let answer = server.post("/api/run", &just_short);
    assert!(answer.body.contains("it ran"), "{answer:?}");
}

#[test]
fn slow_bodies_are_not_waited_for() {
    let server = Server::start();
    let begin = Instant::now();
    let request = own_page("/api/run", &" ".repeat(100)).replace("PORT", &server.port.to_string());
    let request = request.replace("TOKEN", &server.token);
    let (head, _) = request.split_at(request.len() - 90);
    let mut stream = server.connect();
    stream.write_all(head.as_bytes()).unwrap();
    let mut answer = String::new();
    let _ = stream.read_to_string(&mut answer);
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
    assert!(begin.elapsed() < Duration::from_secs(20));
    // Others were not kept waiting.
    assert_eq!(server.get("/api/status").status, 200);
}

#[test]
fn heads_that_do_not_end_are_not_waited_for() {
    let server = Server::start();
    let mut silent = server.connect();
    let mut halting = server.connect();
    halting
        .write_all(b"POST /api/run HTTP/1.1\r\nHost: 127")
        .unwrap();
    // Others are not kept waiting meanwhile.
    assert_eq!(server.get("/api/status").status, 200);
    for stream in [&mut silent, &mut halting] {
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert_eq!(answer, "");
    }
}

#[test]
fn requests_in_one_breath_are_judged_one_by_one() {
    let server = Server::start();
    let keep = |text: String| text.replace("Connection: close\r\n", "");
    let good = keep(own_page("/api/check", BODY));
    let bad = own_page("/api/run", BODY).replace("Authorization: Bearer TOKEN\r\n", "");
    let mut stream = server.connect();
    let both = (good + &bad)
        .replace("PORT", &server.port.to_string())
        .replace("TOKEN", &server.token);
    stream.write_all(both.as_bytes()).unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    assert!(text.starts_with("HTTP/1.1 200"), "{text}");
    assert!(text.contains("\"outcome\":\"compiles\""), "{text}");
    assert!(text.contains("HTTP/1.1 401"), "{text}");
    assert!(!text.contains("it ran"), "{text}");
}

#[test]
fn a_request_hidden_in_the_body_of_another_is_none() {
    let server = Server::start();
    let inner = own_page("/api/run", BODY);
    for head in [
        "Transfer-Encoding: chunked\r\nContent-Length: 5",
        "Content-Length: 5\r\nContent-Length: 6",
    ] {
        let outer = own_page("/api/nothing", "")
            .replace("Content-Length: 0", head)
            .replace("Authorization: Bearer TOKEN\r\n", "")
            .replace("Connection: close\r\n", "");
        let inner = inner.replace("Authorization: Bearer TOKEN\r\n", "");
        let answer = server.ask(&(outer + "0\r\n\r\n" + &inner));
        assert!(!answer.body.contains("it ran"), "{head}: {answer:?}");
        assert!(answer.status >= 400, "{head}: {answer:?}");
    }
}
