//! Which requests are answered at all.
//!
//! A web page elsewhere can make a browser send requests to this machine, also under a name of its own that it has
//! pointed here. Such a request carries that name in `Host`, so only the names of the loopback interface are served.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{
    ALLOW, CACHE_CONTROL, HOST, HeaderName, HeaderValue, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
    X_FRAME_OPTIONS,
};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Sent with every answer.
const HEADERS: [(HeaderName, &str); 5] = [
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (X_FRAME_OPTIONS, "SAMEORIGIN"),
    (REFERRER_POLICY, "no-referrer"),
    (CACHE_CONTROL, "no-store"),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
];

/// The names under which this server may be asked.
pub(super) struct Hosts {
    allowed: Vec<String>,
}

impl Hosts {
    /// The names of the loopback interface with this port.
    pub(super) fn new(port: u16) -> Self {
        let names = ["127.0.0.1", "localhost", "[::1]"];
        let mut allowed: Vec<_> = names.map(|name| format!("{name}:{port}")).into();
        if port == 80 {
            // Browsers leave the default port out.
            allowed.extend(names.map(str::to_owned));
        }
        Self { allowed }
    }

    fn admit(&self, request: &Request) -> bool {
        // An absolute address would name another host than the header does.
        let is_plain_path = request.uri().authority().is_none();
        let mut hosts = request.headers().get_all(HOST).iter();
        let (Some(host), None) = (hosts.next(), hosts.next()) else {
            return false;
        };
        is_plain_path
            && host
                .to_str()
                .is_ok_and(|host| self.allowed.iter().any(|name| name == host))
    }
}

/// Lets through what was sent to this server by one of its own names, and adds the headers of every answer.
pub(super) async fn only_here(
    State(hosts): State<Arc<Hosts>>,
    request: Request,
    next: Next,
) -> Response {
    let mut response = if hosts.admit(&request) {
        next.run(request).await
    } else {
        let sentence = "this server answers only on 127.0.0.1 and localhost, with its port\n";
        (StatusCode::FORBIDDEN, sentence).into_response()
    };
    for (name, value) in HEADERS {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Lets through GET and HEAD.
pub(super) async fn only_reading(request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    let sentence = "a page can only be read\n";
    (
        StatusCode::METHOD_NOT_ALLOWED,
        [(ALLOW, "GET, HEAD")],
        sentence,
    )
        .into_response()
}
