//! The directives that ask for a figure: a state graph, a run over time, a table of orderings.

use super::Header;
use crate::CatalogError;

impl Header<'_> {
    /// Whether a listing's state graph is recorded for a page.
    pub(crate) fn graph(&self) -> Result<bool, CatalogError> {
        match self.get("graph") {
            Some(found) if !found.value.is_empty() => {
                self.wrong(found.line, "`graph` takes no value; remove what follows it")
            }
            found => Ok(found.is_some()),
        }
    }

    /// How long the time axis of a program's timeline is, in microseconds; nothing when none is recorded.
    pub(crate) fn timeline(&self) -> Result<Option<u64>, CatalogError> {
        let Some(found) = self.get("timeline") else {
            return Ok(None);
        };
        let axis = found.value.split_once(' ').and_then(|(number, unit)| {
            let number: u64 = number.parse().ok().filter(|number| *number > 0)?;
            match unit.trim() {
                "ms" => number.checked_mul(1_000),
                "s" => number.checked_mul(1_000_000),
                _ => None,
            }
        });
        match axis {
            Some(axis) => Ok(Some(axis)),
            None => self.wrong(
                found.line,
                "`timeline` takes the length of its axis, such as `60 ms` or `2 s`; write that",
            ),
        }
    }

    /// The atomic operations of a program whose orderings a reader chooses; nothing when it has no table of them.
    pub(crate) fn litmus(&self) -> Result<Option<Vec<String>>, CatalogError> {
        let Some(found) = self.get("litmus") else {
            return Ok(None);
        };
        let operations: Vec<String> = found
            .value
            .split(',')
            .map(|name| name.trim().to_owned())
            .collect();
        let known = |name: &String| name.ends_with(" store") || name.ends_with(" load");
        if (1..=4).contains(&operations.len()) && operations.iter().all(known) {
            return Ok(Some(operations));
        }
        self.wrong(
            found.line,
            "`litmus` names one to four operations, such as `A store, B load`; write that",
        )
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::directives::{Header, Language};

    fn header(text: &str) -> Header<'_> {
        Header::read(Path::new("a.rs"), text, Language::Rust).unwrap()
    }

    #[test]
    fn the_axis_of_a_timeline_has_a_unit() {
        let axis = |text| header(text).timeline().ok();
        assert_eq!(axis("//@ timeline: 60 ms\n"), Some(Some(60_000)));
        assert_eq!(axis("//@ timeline: 2 s\n"), Some(Some(2_000_000)));
        assert_eq!(axis("//! A.\n"), Some(None));
        assert_eq!(axis("//@ timeline: 60\n"), None);
    }

    #[test]
    fn a_table_of_orderings_names_its_operations() {
        let operations = |text| header(text).litmus().ok();
        let names = ["A store".to_owned(), "B load".to_owned()].to_vec();
        assert_eq!(
            operations("//@ litmus: A store, B load\n"),
            Some(Some(names))
        );
        assert_eq!(operations("//! A.\n"), Some(None));
        assert_eq!(operations("//@ litmus: A store, B looks\n"), None);
        assert_eq!(operations("//@ litmus\n"), None);
    }
}
