//! What can be recorded, and the choice among it.

use std::fmt;

use catalog::{Course, Explore, Listing, OutputRule, nearest};

use crate::RecordError;

/// Which part of the course to record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Filter {
    /// Everything, with the generated pages and the recorded versions.
    #[default]
    All,
    /// Programs with one of these names, of the form `name`, `topic/name` or `topic`.
    Names(Vec<String>),
}

/// One program of the course. Its [`Display`](fmt::Display) form is `topic/name`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub kind: Kind,
    /// The chapter.
    pub topic: String,
    /// The stem of its file.
    pub name: String,
}

/// The kinds of programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A whole Rust program, run; not one that is only explored.
    Listing,
    /// The same program in the schedule explorer, when a directive promises something of it.
    Schedules,
    /// A Python program.
    Recap,
    /// A Rust program that is refused.
    Rejected,
}

impl fmt::Display for Item {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.topic, self.name)
    }
}

/// The programs that a filter selects, in reading order of the chapters.
///
/// # Errors
/// [`RecordError::UnknownName`] when a name selects nothing.
pub fn items(course: &Course, filter: &Filter) -> Result<Vec<Item>, RecordError> {
    let mut all = Vec::new();
    for chapter in course.chapters() {
        let item = |kind, name: &String| Item {
            kind,
            topic: chapter.topic.clone(),
            name: name.clone(),
        };
        all.extend(
            chapter
                .listings
                .iter()
                .filter(|listing| listing.promise.output != OutputRule::Explored)
                .map(|listing| item(Kind::Listing, &listing.name)),
        );
        let explored = |listing: &&Listing| {
            let is_drawn =
                listing.timeline.is_some() && listing.promise.output != OutputRule::Pattern;
            is_drawn
                || listing.graph.is_some()
                || !matches!(listing.explore, None | Some(Explore::Outside(_)))
        };
        all.extend(
            chapter
                .listings
                .iter()
                .filter(explored)
                .map(|listing| item(Kind::Schedules, &listing.name)),
        );
        all.extend(
            chapter
                .recaps
                .iter()
                .map(|recap| item(Kind::Recap, &recap.name)),
        );
        all.extend(
            chapter
                .rejected
                .iter()
                .map(|rejected| item(Kind::Rejected, &rejected.name)),
        );
    }
    let Filter::Names(names) = filter else {
        return Ok(all);
    };
    let selects = |name: &String, item: &Item| {
        *name == item.name || *name == item.topic || *name == item.to_string()
    };
    for name in names {
        if !all.iter().any(|item| selects(name, item)) {
            let known = all
                .iter()
                .flat_map(|item| [item.name.as_str(), item.topic.as_str()]);
            let nearest = nearest(name, known).map(str::to_owned);
            return Err(RecordError::UnknownName {
                name: name.clone(),
                nearest,
            });
        }
    }
    all.retain(|item| names.iter().any(|name| selects(name, item)));
    Ok(all)
}
