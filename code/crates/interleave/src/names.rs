//! Names for objects, read from the source: `let NAME = …`, a field, a static, else the receiver of the first use.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::panic::Location;
use std::path::PathBuf;

use crate::object::{Kind, Place};

thread_local! {
    static PLACES: RefCell<Vec<Place>> = const { RefCell::new(Vec::new()) };
}

/// A place that lives for ever, for one that the panic hook lends. Each is made once.
pub(crate) fn intern(location: &Location<'_>) -> Place {
    PLACES.with_borrow_mut(|places| {
        if let Some(known) = places.iter().find(|known| ***known == *location) {
            return *known;
        }
        // SAFETY: locations of panics are constants in the program's image; the hook's type only hides that. (`Location` is `Copy`, and the
        // file name it points to is in the image as well.)
        let place: Place = Box::leak(Box::new(unsafe {
            std::mem::transmute::<Location<'_>, Location<'static>>(*location)
        }));
        places.push(place);
        place
    })
}

/// Source files, read at most once.
pub(crate) struct Sources {
    roots: Vec<PathBuf>,
    files: BTreeMap<String, Option<Vec<String>>>,
}

impl Sources {
    pub(crate) fn new(roots: &[PathBuf]) -> Self {
        Self {
            roots: roots.to_vec(),
            files: BTreeMap::new(),
        }
    }

    /// Lines of a file, if it can be found.
    pub(crate) fn lines(&mut self, file: &str) -> Option<&[String]> {
        if !self.files.contains_key(file) {
            let text = self
                .roots
                .iter()
                .find_map(|root| std::fs::read_to_string(root.join(file)).ok());
            self.files.insert(
                file.to_owned(),
                text.map(|text| text.lines().map(str::to_owned).collect()),
            );
        }
        self.files.get(file)?.as_deref()
    }

    /// The name of what is created at a place.
    pub(crate) fn created_at(&mut self, place: Place, kind: Kind) -> Option<String> {
        let (line, column) = (place.line() as usize, place.column() as usize);
        let lines = self.lines(place.file())?;
        let text = lines.get(line - 1)?;
        let before: String = text.chars().take(column - 1).collect();
        // The expression may begin on an earlier line: `let shared = Arc::new(` above `Mutex::new(0),`.
        let mut text = before;
        for earlier in (0..line - 1).rev().take(4) {
            if declares(&text).is_some() || text.contains(';') || text.contains('{') {
                break;
            }
            text = format!("{} {text}", lines[earlier].trim_end());
        }
        declares(&text).or_else(|| statement(&text, kind))
    }

    /// The receiver of the method called at a place.
    pub(crate) fn receiver_at(&mut self, place: Place) -> Option<String> {
        let (line, column) = (place.line() as usize, place.column() as usize);
        let lines = self.lines(place.file())?;
        let mut text: String = lines.get(line - 1)?.chars().take(column - 1).collect();
        for earlier in (0..line - 1).rev().take(4) {
            if !text.trim().is_empty() && text.trim() != "." {
                break;
            }
            text = format!("{}{}", lines[earlier].trim_end(), text.trim());
        }
        receiver(text.trim_end().strip_suffix('.')?)
    }

    /// The text of a line from a column on, and before it.
    pub(crate) fn around(&mut self, place: Place) -> Option<(String, String)> {
        let text = self.lines(place.file())?.get(place.line() as usize - 1)?;
        let before = text.chars().take(place.column() as usize - 1).collect();
        let after = text.chars().skip(place.column() as usize - 1).collect();
        Some((before, after))
    }
}

/// `let x =`, `static X: T =`, `field:` at the end of what stands before an expression, wrappers like `Arc::new(` aside.
fn declares(text: &str) -> Option<String> {
    let mut text = text.trim_end();
    while let Some(inner) = text
        .strip_suffix('(')
        .or_else(|| text.strip_suffix("::new"))
        .or_else(|| text.strip_suffix("::pin"))
        .or_else(|| text.strip_suffix('&'))
    {
        text = inner
            .trim_end_matches(|c: char| c.is_alphanumeric() || c == '_' || c == ':')
            .trim_end();
    }
    if let Some(pattern) = text.strip_suffix('=') {
        let pattern = pattern.trim_end();
        let declaration = pattern
            .rfind("let ")
            .map(|at| &pattern[at + 4..])
            .or_else(|| pattern.rfind("static ").map(|at| &pattern[at + 7..]))?;
        return identifier(declaration.trim_start_matches("mut ").split(':').next()?);
    }
    let field = text
        .strip_suffix(':')
        .filter(|field| !field.ends_with(':'))?;
    let start = field
        .rfind(|c: char| !c.is_alphanumeric() && c != '_')
        .map_or(0, |at| at + 1);
    identifier(&field[start..])
}

/// The variable of the `let` that the expression is part of; of the two ends of a channel the receiving one, if it is kept.
fn statement(text: &str, kind: Kind) -> Option<String> {
    let declaration = &text[text.rfind("let ")? + 4..];
    if declaration.contains([';', '{']) {
        return None;
    }
    let (pattern, _) = declaration.split_once('=')?;
    let pattern = pattern.trim().trim_start_matches("mut ");
    if let Some(ends) = pattern.strip_prefix('(') {
        if kind != "channel" {
            return None;
        }
        let mut ends = ends.split(')').next()?.split(',');
        let (sends, receives) = (ends.next()?, ends.next()?);
        let name = |end: &str| identifier(end.trim().trim_start_matches("mut "));
        return name(receives)
            .filter(|name| name != "_")
            .or_else(|| name(sends));
    }
    identifier(pattern.split(':').next()?)
}

fn identifier(text: &str) -> Option<String> {
    let text = text.trim();
    let fits = !text.is_empty()
        && !text.starts_with(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_alphanumeric() || c == '_');
    fits.then(|| text.to_owned())
}

/// The last meaningful part of the expression at the end of `text`: `self.inner.state` gives `state`, `forks[left]` gives `forks`, `forks[0]` stays.
fn receiver(text: &str) -> Option<String> {
    let characters: Vec<char> = text.chars().collect();
    let mut at = characters.len();
    let mut end = at;
    let mut suffix = String::new();
    loop {
        let last = *characters.get(at.checked_sub(1)?)?;
        match last {
            ']' => {
                let open = matching(&characters, at - 1, '[', ']')?;
                // An index that is a variable may be another one at the next use.
                let index = &characters[open + 1..at - 1];
                if index.iter().all(char::is_ascii_digit) {
                    suffix = characters[open..end].iter().collect::<String>() + &suffix;
                }
                at = open;
                end = at;
            }
            ')' => {
                // A call: `x.clone()` names `x`, `self.lock()` names what comes before.
                let open = matching(&characters, at - 1, '(', ')')?;
                at = open;
                while at > 0 && (characters[at - 1].is_alphanumeric() || characters[at - 1] == '_')
                {
                    at -= 1;
                }
                if at == 0 || characters[at - 1] != '.' {
                    return identifier(&characters[at..open].iter().collect::<String>());
                }
                at -= 1;
                end = at;
            }
            '?' | ' ' => {
                at -= 1;
                end = at;
            }
            _ => break,
        }
    }
    while at > 0 && (characters[at - 1].is_alphanumeric() || characters[at - 1] == '_') {
        at -= 1;
    }
    let name: String = characters[at..end].iter().collect();
    let is_tuple_index = !name.is_empty() && name.chars().all(|c| c.is_ascii_digit());
    if is_tuple_index && at > 0 && characters[at - 1] == '.' {
        let before: String = characters[..at - 1].iter().collect();
        return Some(format!("{}.{name}{suffix}", receiver(&before)?));
    }
    (!name.is_empty() && name != "self").then(|| name + &suffix)
}

fn matching(characters: &[char], close_at: usize, open: char, close: char) -> Option<usize> {
    let mut depth = 0;
    for at in (0..=close_at).rev() {
        if characters[at] == close {
            depth += 1;
        } else if characters[at] == open {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_name_what_they_create() {
        for (text, name) in [
            ("    let counter = ", "counter"),
            ("let mut state = Arc::new(", "state"),
            ("static HITS: AtomicUsize = ", "HITS"),
            ("Self { items: ", "items"),
            ("    not_empty: ", "not_empty"),
            ("let x: Arc<Mutex<i32>> = Arc::new(", "x"),
        ] {
            assert_eq!(declares(text).as_deref(), Some(name), "{text}");
        }
        assert_eq!(
            declares("let (a, b) = ("),
            None,
            "a tuple has no single name"
        );
        assert_eq!(declares("f("), None);
    }

    #[test]
    fn channels_are_named_by_the_end_that_is_kept() {
        for (text, name) in [
            ("let (sender, mut inbox) = mpsc::", "inbox"),
            ("let (ready, _) = watch::", "ready"),
            ("let (mut news, _) = broadcast::", "news"),
        ] {
            assert_eq!(statement(text, "channel").as_deref(), Some(name), "{text}");
        }
        assert_eq!(statement("let (a, b) = both(", "lock"), None);
    }

    #[test]
    fn receivers_are_named_by_their_last_part() {
        for (text, name) in [
            ("let g = self.inner.state", "state"),
            ("counter", "counter"),
            ("forks[left]", "forks"),
            ("self.forks[0]", "forks[0]"),
            ("x.lock().unwrap()", "x"),
            ("pair.0", "pair.0"),
            ("self.queue.as_ref()", "queue"),
        ] {
            assert_eq!(receiver(text).as_deref(), Some(name), "{text}");
        }
        assert_eq!(receiver("self"), None);
    }
}
