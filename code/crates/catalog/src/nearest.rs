//! Which known name a mistyped one was meant to be.

/// The candidate most similar to `name`, when one is similar enough to be meant.
///
/// Similar enough is: at most a third of the letters changed, or one name contained in the other.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = name.to_lowercase();
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let distance = distance(&wanted, &candidate.to_lowercase());
            let longest = wanted.chars().count().max(candidate.chars().count());
            let contained = wanted.len() >= 3
                && (candidate.contains(&wanted)
                    || wanted.contains(candidate) && candidate.len() >= 3);
            (distance * 3 <= longest.max(3) || contained).then_some((distance, candidate))
        })
        .min()
        .map(|(_, candidate)| candidate)
}

/// How many single letters must be inserted, removed, replaced or swapped with their neighbor.
fn distance(from: &str, to: &str) -> usize {
    let from: Vec<char> = from.chars().collect();
    let to: Vec<char> = to.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut previous: Vec<usize> = (0..=to.len()).collect();
    for (i, &letter) in from.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, &other) in to.iter().enumerate() {
            let mut least = (previous[j] + usize::from(letter != other))
                .min(previous[j + 1] + 1)
                .min(row[j] + 1);
            if i > 0 && j > 0 && letter == to[j - 1] && from[i - 1] == other {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut previous, row);
    }
    previous[to.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_of_the_finger_is_understood() {
        let names = ["two_threads", "lost_update", "scope"];
        for (typed, meant) in [
            ("two_thread", Some("two_threads")),
            ("twothreads", Some("two_threads")),
            ("lost", Some("lost_update")),
            ("socpe", Some("scope")),
            ("Scope", Some("scope")),
            ("xyzzy", None),
            ("", None),
        ] {
            assert_eq!(nearest(typed, names), meant, "{typed}");
        }
    }
}
