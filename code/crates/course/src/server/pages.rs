//! The pages of the book and the files that belong to them.

use axum::extract::State;
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderValue};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};

use super::Editions;
use super::site::{File, Found};

/// Answers with the file of the book at this address, or with the book's own page for lost readers.
pub(super) async fn page(State(editions): State<Editions>, uri: Uri) -> Response {
    let site = editions.borrow().site.clone();
    let path = uri.path();
    let found = match decode(path.trim_start_matches('/')) {
        Some(name) => match site.find(&name) {
            Found::File(file) => return send(StatusCode::OK, file),
            other => other,
        },
        None => Found::Nothing,
    };
    match (found, site.not_found()) {
        // One leading slash: two would name another host.
        (Found::Folder, _) => {
            Redirect::permanent(&format!("/{}/", path.trim_start_matches('/'))).into_response()
        }
        (_, Some(file)) => send(StatusCode::NOT_FOUND, file),
        (_, None) => (StatusCode::NOT_FOUND, "no such page\n").into_response(),
    }
}

fn send(status: StatusCode, file: &File) -> Response {
    let mut response = (
        status,
        [(CONTENT_TYPE, HeaderValue::from_static(file.media_type))],
        file.body.clone(),
    )
        .into_response();
    if let Some(policy) = &file.policy
        && let Ok(policy) = HeaderValue::from_str(policy)
    {
        response
            .headers_mut()
            .insert(CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// Resolves `%41` and its like.
pub(super) fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let [high, low, tail @ ..] = rest else {
            return None;
        };
        let digit = |byte: u8| char::from(byte).to_digit(16);
        bytes.push(u8::try_from(digit(*high)? << 4 | digit(*low)?).ok()?);
        rest = tail;
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn decodes_whole_escapes_only() {
        assert_eq!(decode("a%20b%C3%A9").as_deref(), Some("a bé"));
        for broken in ["%", "%4", "%zz", "%ff"] {
            assert_eq!(decode(broken), None, "{broken}");
        }
    }
}
