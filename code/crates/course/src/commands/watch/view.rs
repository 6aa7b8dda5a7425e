//! Draws the screen.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

/// Everything that is drawn.
pub(super) struct View<'a> {
    /// Name and title of the exercise.
    pub(super) title: String,
    /// Chapter, difficulty, points.
    pub(super) facts: String,
    /// What is reached in the whole course.
    pub(super) total: String,
    /// What the course is doing.
    pub(super) stage: String,
    /// The middle, already as wide as the screen.
    pub(super) body: &'a [Line<'static>],
    /// The first line of it to be shown.
    pub(super) scroll: usize,
    /// What can be pressed now.
    pub(super) keys: &'a str,
}

/// Draws a view; returns how many lines of the body fit.
pub(super) fn draw(frame: &mut Frame<'_>, view: &View<'_>) -> usize {
    let rows = Layout::vertical([
        Constraint::Length(1),
        Constraint::Length(1),
        Constraint::Length(1),
        Constraint::Min(1),
        Constraint::Length(1),
        Constraint::Length(1),
    ])
    .split(frame.area());
    let bold = Style::new().add_modifier(Modifier::BOLD);
    ends(frame, rows[0], &view.title, &view.facts, bold);
    ends(frame, rows[1], &view.stage, &view.total, Style::new());
    rule(frame, rows[2], "");
    let height = usize::from(rows[3].height);
    let shown: Vec<Line<'_>> = view
        .body
        .iter()
        .skip(view.scroll)
        .take(height)
        .cloned()
        .collect();
    frame.render_widget(Paragraph::new(shown), rows[3]);
    let below = view.body.len().saturating_sub(view.scroll + height);
    let more = match (view.scroll, below) {
        (0, 0) => String::new(),
        (0, below) => format!(" ↓ {below} more lines "),
        (above, 0) => format!(" ↑ {above} lines "),
        (above, below) => format!(" ↑ {above} lines, ↓ {below} more "),
    };
    rule(frame, rows[4], &more);
    frame.render_widget(Paragraph::new(view.keys), rows[5]);
    height
}

/// One text at the left and, where there is room, one at the right.
fn ends(frame: &mut Frame<'_>, area: Rect, left: &str, right: &str, style: Style) {
    let width = usize::from(area.width);
    let (used, wanted) = (left.chars().count(), right.chars().count());
    let mut spans = vec![Span::styled(left.to_owned(), style)];
    if used + wanted + 2 <= width {
        spans.push(Span::raw(" ".repeat(width - used - wanted)));
        spans.push(Span::raw(right.to_owned()));
    }
    frame.render_widget(Paragraph::new(Line::from(spans)), area);
}

fn rule(frame: &mut Frame<'_>, area: Rect, words: &str) {
    let width = usize::from(area.width);
    let left = width.saturating_sub(words.chars().count() + 2);
    let line = format!("{}{words}{}", "─".repeat(left), "─".repeat(2.min(width)));
    frame.render_widget(Paragraph::new(line), area);
}
