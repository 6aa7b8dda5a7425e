//! The state graph for a page on which the reader chooses who steps, and the same as text.

use std::collections::{BTreeMap, VecDeque};
use std::fmt::Write;

use interleave::{Graph, State, ThreadState};
use serde::Serialize;

/// A state graph without repetition: what occurs often is given once and referred to by its number.
#[derive(Debug, Serialize)]
struct Board<'a> {
    schema: u32,
    /// Numbers and texts of the lines to show.
    source: &'a [(u32, &'a str)],
    /// Names of the threads, in the order in which they start.
    threads: Vec<&'a str>,
    /// How a thread can stand: `r`eady, `w`aiting or `e`nded, its line (0 when it has none), what it waits for.
    stands: Vec<(char, u32, &'a str)>,
    /// What the objects can hold.
    objects: Vec<&'a BTreeMap<String, String>>,
    /// What a thread can do in one step.
    events: Vec<&'a [String]>,
    /// State 0 is the start. How each thread stands, what the objects hold, how the program ends here, in words.
    states: Vec<(Vec<usize>, usize, Option<String>)>,
    /// From, to, which thread, and what it does.
    steps: Vec<(usize, usize, usize, usize)>,
}

/// The graph as one line of JSON that can stand in a page, with the numbered lines of the program.
///
/// # Panics
/// Never: a board is plain data.
#[must_use]
pub fn board_json(graph: &Graph, source: &[(u32, &str)]) -> String {
    let mut board = Board {
        schema: 1,
        source,
        threads: Vec::new(),
        stands: Vec::new(),
        objects: Vec::new(),
        events: Vec::new(),
        states: Vec::new(),
        steps: Vec::new(),
    };
    for state in &graph.states {
        let mut stands = Vec::new();
        for thread in &state.threads {
            number(&mut board.threads, thread.name.as_str());
            stands.push(number(&mut board.stands, stand(thread)));
        }
        let objects = number(&mut board.objects, &state.objects);
        let end = state.end.is_some().then(|| ending(state));
        board.states.push((stands, objects, end));
    }
    for edge in &graph.edges {
        let thread = number(&mut board.threads, edge.thread.as_str());
        let events = number(&mut board.events, edge.events.as_slice());
        board.steps.push((edge.from, edge.to, thread, events));
    }
    let json = serde_json::to_string(&board).expect("a board is plain data");
    // The text of a program may contain what would end a script in a page.
    json.replace("</", "<\\/") + "\n"
}

/// The place of a value in a table, at the end when it is new.
fn number<T: PartialEq>(table: &mut Vec<T>, value: T) -> usize {
    if let Some(known) = table.iter().position(|known| *known == value) {
        return known;
    }
    table.push(value);
    table.len() - 1
}

fn stand(thread: &ThreadState) -> (char, u32, &str) {
    let status = match thread.status.as_str() {
        "ready" => 'r',
        "waiting" => 'w',
        _ => 'e',
    };
    (
        status,
        thread.line.unwrap_or(0),
        thread.waits.as_deref().unwrap_or_default(),
    )
}

/// Every way in which the program can end, how many schedules lead there, and the shortest of them.
#[must_use]
pub fn board_text(graph: &Graph) -> String {
    let counts = graph.ways();
    let shortest = shortest(graph);
    let mut endings: BTreeMap<(bool, String), (u64, usize)> = BTreeMap::new();
    for state in graph.states.iter().filter(|state| state.end.is_some()) {
        let key = (state.end.as_deref() == Some("ok"), ending(state));
        let count = counts.as_ref().map_or(0, |counts| counts[state.id]);
        let entry = endings.entry(key).or_insert((0, state.id));
        entry.0 = entry.0.saturating_add(count);
        if shortest[state.id].len() < shortest[entry.1].len() {
            entry.1 = state.id;
        }
    }
    let total: u64 = endings.values().map(|(count, _)| count).sum();
    let mut out = String::new();
    for (nth, ((_, ending), (count, state))) in endings.iter().enumerate() {
        if nth > 0 {
            out.push('\n');
        }
        let _ = match counts {
            Some(_) => writeln!(out, "{count} of {total} schedules: {ending}"),
            None => writeln!(out, "some schedules: {ending}"),
        };
        for edge in &shortest[*state] {
            let edge = &graph.edges[*edge];
            if edge.events.is_empty() {
                continue;
            }
            let line = edge
                .line
                .map_or(String::new(), |line| format!("line {line}"));
            let _ = writeln!(
                out,
                "  {:<6}  {line:<8}  {}",
                edge.thread,
                edge.events.join(", then ")
            );
        }
    }
    if graph.truncated {
        out.push_str("\nThere are more schedules than were explored.\n");
    }
    out
}

/// How a state ends, in words.
fn ending(state: &State) -> String {
    let message = state.message.as_deref().unwrap_or_default();
    match state.end.as_deref() {
        Some("ok") if state.output.is_empty() => "ends".to_owned(),
        Some("ok") => format!("prints {:?}", state.output.trim_end()),
        Some(kind) if message.is_empty() => kind.to_owned(),
        Some(kind) => format!("{kind}, {message}"),
        None => String::new(),
    }
}

/// The shortest way to each state, as numbers of edges.
fn shortest(graph: &Graph) -> Vec<Vec<usize>> {
    let mut ways: Vec<Option<Vec<usize>>> = vec![None; graph.states.len()];
    let mut open = VecDeque::new();
    if let Some(first) = ways.first_mut() {
        *first = Some(Vec::new());
        open.push_back(0);
    }
    while let Some(state) = open.pop_front() {
        for (number, edge) in graph.edges.iter().enumerate() {
            if edge.from != state || ways[edge.to].is_some() {
                continue;
            }
            let mut way = ways[state].clone().unwrap_or_default();
            way.push(number);
            ways[edge.to] = Some(way);
            open.push_back(edge.to);
        }
    }
    ways.into_iter().map(Option::unwrap_or_default).collect()
}
