//! A schedule with one column per thread, as wide as the screen.

use grader::TraceStep;
use ratatui::style::{Color, Style};
use ratatui::text::{Line, Span};

use super::body::clean;
use crate::terminal;

/// The same colors as on the pages of the book; the column says the same without color.
const COLORS: [Color; 6] = [
    Color::Blue,
    Color::Red,
    Color::Green,
    Color::Magenta,
    Color::Cyan,
    Color::Yellow,
];

/// The lines of a schedule; long events go on in the next line, in their column.
pub(super) fn lines(trace: &[TraceStep], width: usize) -> Vec<Line<'static>> {
    let mut tasks: Vec<&str> = Vec::new();
    for step in trace {
        if !tasks.contains(&step.task.as_str()) {
            tasks.push(&step.task);
        }
    }
    let mut lines = Vec::new();
    for (column, task) in tasks.iter().enumerate() {
        let mut spans = vec![Span::raw("      ")];
        spans.extend((0..column).map(bar));
        spans.push(Span::styled(clean(task), color(column)));
        lines.push(Line::from(spans));
    }
    let room = width.saturating_sub(7 + 2 * tasks.len()).max(20);
    for step in trace {
        let place = step
            .line
            .map_or(String::new(), |line| format!(" (line {line})"));
        let words = clean(&format!("{}{place}", step.event.replace('\n', " ")));
        for (row, words) in terminal::wrap(&words, room).into_iter().enumerate() {
            let number = match row {
                0 => format!("{:>4}  ", step.step),
                _ => " ".repeat(6),
            };
            let mut spans = vec![Span::raw(number)];
            for (column, task) in tasks.iter().enumerate() {
                if row == 0 && *task == step.task {
                    spans.push(Span::styled("● ", color(column)));
                } else {
                    spans.push(bar(column));
                }
            }
            spans.push(Span::raw(format!(" {words}")));
            lines.push(Line::from(spans));
        }
    }
    lines
}

fn bar(column: usize) -> Span<'static> {
    Span::styled("│ ", color(column))
}

fn color(column: usize) -> Style {
    Style::new().fg(COLORS[column % COLORS.len()])
}
