//! Bytes to text, piece by piece.

/// Gives out whole characters and keeps the beginning of one that is not complete yet.
#[derive(Debug, Default)]
pub(crate) struct Utf8 {
    pending: Vec<u8>,
}

impl Utf8 {
    /// The text up to the last whole character; bytes that can never become one are replaced.
    pub(crate) fn push(&mut self, bytes: &[u8]) -> String {
        self.pending.extend_from_slice(bytes);
        let mut text = String::new();
        let mut rest = self.pending.as_slice();
        loop {
            match str::from_utf8(rest) {
                Ok(valid) => {
                    text.push_str(valid);
                    rest = &[];
                    break;
                }
                Err(error) => {
                    let (valid, after) = rest.split_at(error.valid_up_to());
                    text.push_str(str::from_utf8(valid).unwrap_or_default());
                    let Some(broken) = error.error_len() else {
                        rest = after;
                        break;
                    };
                    text.push(char::REPLACEMENT_CHARACTER);
                    rest = &after[broken..];
                }
            }
        }
        self.pending = rest.to_vec();
        text
    }

    /// What is left at the end, if anything.
    pub(crate) fn finish(&mut self) -> String {
        let rest = std::mem::take(&mut self.pending);
        String::from_utf8_lossy(&rest).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::Utf8;

    #[test]
    fn a_character_is_never_split_wherever_the_bytes_are() {
        let whole = "a é € 😀 \u{1b}[31m end";
        for cut in 0..whole.len() {
            for second in cut..whole.len() {
                let mut decoder = Utf8::default();
                let bytes = whole.as_bytes();
                let pieces = [&bytes[..cut], &bytes[cut..second], &bytes[second..]];
                let texts = pieces.map(|piece| decoder.push(piece));
                assert!(
                    texts.iter().all(|text| !text.contains('\u{fffd}')),
                    "{texts:?}"
                );
                assert_eq!(texts.concat() + &decoder.finish(), whole);
            }
        }
    }

    #[test]
    fn what_is_no_text_is_replaced_and_never_held_back_for_ever() {
        let mut decoder = Utf8::default();
        assert_eq!(decoder.push(b"a\xff\xfeb"), "a\u{fffd}\u{fffd}b");
        assert_eq!(decoder.push(b"\xe2\x82"), "");
        assert_eq!(decoder.push(b"x"), "\u{fffd}x");
        assert_eq!(decoder.push(b"\xf0\x9f"), "");
        assert_eq!(decoder.finish(), "\u{fffd}");
    }
}
