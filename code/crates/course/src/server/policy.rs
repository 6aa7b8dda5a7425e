//! The content security policy of a page: nothing from elsewhere, no script that was not in the book when it was built.

use std::collections::BTreeSet;
use std::fmt::Write;

use sha2::{Digest, Sha256};

/// The policy of one page.
///
/// mdBook's pages carry scripts in the page, so each is named by its hash. Styles in attributes are mdBook's too.
pub(super) fn of(page: &str) -> String {
    let hashes: BTreeSet<_> = inline_scripts(page).into_iter().map(hash).collect();
    let mut policy = String::from("default-src 'none'; script-src 'self'");
    for hash in hashes {
        // Writing to a string cannot fail.
        let _ = write!(policy, " 'sha256-{hash}'");
    }
    policy.push_str(
        "; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; \
         frame-src 'self'; frame-ancestors 'self'; base-uri 'self'; form-action 'none'",
    );
    policy
}

/// The texts of the scripts that have no address of their own; data blocks are among them and do no harm.
fn inline_scripts(page: &str) -> Vec<&str> {
    let mut scripts = Vec::new();
    let mut rest = page;
    while let Some(start) = rest.find("<script") {
        let Some(head) = rest[start..].find('>').map(|end| start + end + 1) else {
            break;
        };
        let Some(tail) = rest[head..].find("</script").map(|end| head + end) else {
            break;
        };
        if !rest[start..head].contains(" src=") {
            scripts.push(&rest[head..tail]);
        }
        rest = &rest[tail..];
    }
    scripts
}

fn hash(script: &str) -> String {
    // A parser of HTML turns every line end into a line feed before it hashes.
    let script = script.replace("\r\n", "\n");
    base64(&Sha256::digest(script.as_bytes()))
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let group = chunk
            .iter()
            .chain(&[0, 0])
            .take(3)
            .fold(0_usize, |group, byte| group << 8 | usize::from(*byte));
        for place in 0..4 {
            if place <= chunk.len() {
                text.push(char::from(DIGITS[group >> (18 - 6 * place) & 63]));
            } else {
                text.push('=');
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{base64, hash, of};

    #[test]
    fn base64_pads_to_groups_of_four() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }

    #[test]
    fn names_inline_scripts_by_hash_and_no_others() {
        let policy = of("<script>one()</script><script src=\"two.js\"></script><p>three</p>");
        assert!(policy.contains(&format!("script-src 'self' 'sha256-{}';", hash("one()"))));
        assert_eq!(policy.matches("sha256-").count(), 1);
    }
}
