//! Who may ask: pages of this server, opened with its token.
//!
//! Any page in the reader's browser can send requests to this address. What it cannot do is read the token, which stands
//! in the fragment of the address that `serve` prints and never travels in a request line, a cookie or a referrer.

use std::fmt::Write as _;
use std::fs::File;
use std::hint::black_box;
use std::io::Read;
use std::sync::Arc;

use anyhow::{Context, Result};
use axum::extract::{Request, State};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, HOST, ORIGIN};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;

use super::Refusal;
use super::service::Service;

/// What a page must know to be answered.
pub(super) struct Token(String);

impl Token {
    /// A new one, which nobody can guess.
    pub(super) fn new() -> Result<Self> {
        let mut bytes = [0; 24];
        File::open("/dev/urandom")
            .and_then(|mut source| source.read_exact(&mut bytes))
            .context("cannot read /dev/urandom, which the server's token comes from")?;
        let mut text = String::new();
        for byte in bytes {
            // Writing to a string cannot fail.
            let _ = write!(text, "{byte:02x}");
        }
        Ok(Self(text))
    }

    /// Its text, for the address that the reader opens.
    pub(super) fn text(&self) -> &str {
        &self.0
    }

    /// Takes as long for any guess of the right length.
    fn is(&self, guess: &[u8]) -> bool {
        let own = self.0.as_bytes();
        let pairs = own.iter().zip(guess);
        let differences = pairs.fold(0, |all, (one, other)| black_box(all | (one ^ other)));
        own.len() == guess.len() && differences == 0
    }

    /// Whether the request carries it.
    pub(super) fn is_in(&self, headers: &HeaderMap) -> bool {
        let mut values = headers.get_all(AUTHORIZATION).iter();
        let (Some(value), None) = (values.next(), values.next()) else {
            return false;
        };
        value
            .as_bytes()
            .strip_prefix(b"Bearer ")
            .is_some_and(|guess| self.is(guess))
    }
}

/// Lets through what a page of this server asks; the question for the status needs no token.
pub(super) async fn only_ours(
    State(service): State<Arc<Service>>,
    request: Request,
    next: Next,
) -> Result<Response, Refusal> {
    let headers = request.headers();
    if !comes_from_here(headers) {
        return Err(Refusal::new(
            StatusCode::FORBIDDEN,
            "only pages of this server may ask it to do something; open the address that `cargo course serve` printed",
        ));
    }
    if request.method() == Method::POST && !is_json(headers) {
        return Err(Refusal::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "send the body as application/json",
        ));
    }
    let is_open = request.method() == Method::GET && request.uri().path() == "/status";
    if !is_open && !service.token.is_in(headers) {
        return Err(Refusal::new(
            StatusCode::UNAUTHORIZED,
            "this page was opened without the token; open the address that `cargo course serve` printed",
        ));
    }
    Ok(next.run(request).await)
}

/// Browsers say where a request comes from; programs that say nothing of the kind need the token as well.
fn comes_from_here(headers: &HeaderMap) -> bool {
    let host = headers.get(HOST).map_or(&[][..], |host| host.as_bytes());
    let is_own_origin = headers.get_all(ORIGIN).iter().all(|origin| {
        origin
            .as_bytes()
            .strip_prefix(b"http://")
            .is_some_and(|named| named == host)
    });
    let is_same_origin = headers
        .get_all("sec-fetch-site")
        .iter()
        .all(|site| site == "same-origin" || site == "none");
    is_own_origin && is_same_origin
}

fn is_json(headers: &HeaderMap) -> bool {
    let mut values = headers.get_all(CONTENT_TYPE).iter();
    let (Some(value), None) = (values.next(), values.next()) else {
        return false;
    };
    value.to_str().is_ok_and(|value| {
        let kind = value.split(';').next().unwrap_or_default();
        kind.trim().eq_ignore_ascii_case("application/json")
    })
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue};

    use super::{Token, comes_from_here};

    #[test]
    fn tokens_differ_and_only_the_whole_one_counts() {
        let token = Token::new().unwrap();
        assert_ne!(token.text(), Token::new().unwrap().text());
        assert_eq!(token.text().len(), 48);
        assert!(token.is(token.text().as_bytes()));
        for wrong in ["", "0", &token.text()[1..], &format!("{}0", token.text())] {
            assert!(!token.is(wrong.as_bytes()), "{wrong:?}");
        }
    }

    #[test]
    fn another_origin_is_refused_whatever_else_is_right() {
        for (admitted, headers) in [
            (true, &[][..]),
            (true, &[("origin", "http://127.0.0.1:3000")]),
            (
                true,
                &[
                    ("origin", "http://127.0.0.1:3000"),
                    ("sec-fetch-site", "same-origin"),
                ],
            ),
            (false, &[("origin", "http://localhost:3000")]),
            (false, &[("origin", "https://127.0.0.1:3000")]),
            (false, &[("origin", "http://127.0.0.1:3001")]),
            (false, &[("origin", "null")]),
            (false, &[("origin", "")]),
            (
                false,
                &[
                    ("origin", "http://127.0.0.1:3000"),
                    ("origin", "http://evil.example"),
                ],
            ),
            (false, &[("sec-fetch-site", "same-site")]),
            (false, &[("sec-fetch-site", "cross-site")]),
        ] {
            let mut map = HeaderMap::new();
            map.insert("host", HeaderValue::from_static("127.0.0.1:3000"));
            for (name, value) in headers {
                map.append(*name, HeaderValue::from_static(value));
            }
            assert_eq!(comes_from_here(&map), admitted, "{headers:?}");
        }
    }
}
