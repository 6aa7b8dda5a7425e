//! The view of the whole screen: what is pressed, saved and judged, in one loop.

use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use grader::Verdict;
use ratatui::DefaultTerminal;
use ratatui::crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use ratatui::text::Line;

use super::body::{self, After};
use super::file::Watched;
use super::view::{self, View};
use super::worker::{News, Worker};
use super::{Session, signals};
use crate::{Outcome, learner};

/// The time between two looks at keys and file.
const PERIOD: Duration = Duration::from_millis(50);

/// Until somebody quits; then the terminal is as it was, also after a panic.
pub(super) fn run(session: Session, worker: Worker) -> Result<Outcome> {
    let end = signals::asked_to_end();
    let mut terminal = ratatui::try_init().context("cannot use this terminal")?;
    let restore = Restore;
    let mut screen = Screen::new(session, worker)?;
    // ORDERING: Relaxed, because nothing else is told by it.
    while !end.load(Ordering::Relaxed) {
        screen.draw(&mut terminal)?;
        if event::poll(PERIOD).context("cannot read from the terminal")? {
            let event = event::read().context("cannot read from the terminal")?;
            if screen.react(&event)? == Next::Quit {
                break;
            }
        }
        screen.look()?;
    }
    // The terminal first: ending a run may take a moment.
    drop(restore);
    Ok(Outcome::Done)
}

/// Puts the terminal in order when it is dropped.
struct Restore;

impl Drop for Restore {
    fn drop(&mut self) {
        ratatui::restore();
    }
}

#[derive(PartialEq, Eq)]
enum Next {
    Continue,
    Quit,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Page {
    Verdict,
    Hints,
    Story,
}

struct Screen {
    session: Session,
    worker: Worker,
    watched: Watched,
    /// What is being done, and since when; `None` when nothing is.
    stage: Option<(String, Instant)>,
    verdict: Option<Verdict>,
    /// The text that the verdict is about.
    judged: String,
    /// What kept a verdict from being given.
    fault: Option<String>,
    after: After,
    total: String,
    given: usize,
    page: Page,
    scroll: usize,
    /// How many lines of the middle fit.
    height: usize,
    /// The middle as it was laid out last, and for which width.
    body: Vec<Line<'static>>,
    width: usize,
    /// Something is to be drawn that is not on the screen yet.
    is_stale: bool,
}

impl Screen {
    fn new(session: Session, worker: Worker) -> Result<Self> {
        let watched = Watched::new(session.answer());
        let mut screen = Self {
            session,
            worker,
            watched,
            stage: None,
            verdict: None,
            judged: String::new(),
            fault: None,
            after: After {
                reference: String::new(),
                designs: Vec::new(),
                next: None,
            },
            total: String::new(),
            given: 0,
            page: Page::Verdict,
            scroll: 0,
            height: 1,
            body: Vec::new(),
            width: 0,
            is_stale: true,
        };
        screen.begin()?;
        Ok(screen)
    }

    /// Turns to the session's exercise.
    fn begin(&mut self) -> Result<()> {
        self.watched = Watched::new(self.session.answer());
        self.verdict = None;
        self.fault = None;
        self.page = Page::Verdict;
        self.count()?;
        let designs = learner::alternatives(&self.session.exercise)?;
        self.after = After {
            reference: self.session.exercise.manifest.reference.clone(),
            designs: designs
                .iter()
                .map(|(_, text)| learner::design(text).to_owned())
                .collect(),
            next: None,
        };
        self.judge();
        Ok(())
    }

    fn judge(&mut self) {
        self.judged = self.watched.text();
        self.stage = Some(("starting".to_owned(), Instant::now()));
        self.worker
            .start(self.session.exercise.clone(), self.session.answer());
        self.lay_out();
    }

    /// What the workbook says now.
    fn count(&mut self) -> Result<()> {
        let progress = self.session.workbook.progress()?;
        let (mut points, mut of, mut passed) = (0, 0, 0);
        for exercise in &self.session.exercises {
            let record = progress.record(exercise);
            points += record.map_or(0, |record| record.points.min(exercise.manifest.points));
            of += exercise.manifest.points;
            passed += usize::from(record.is_some_and(|record| record.passed));
        }
        let count = self.session.exercises.len();
        self.total = format!("{points} of {of} points, {passed} of {count} passed");
        let record = progress.record(&self.session.exercise);
        self.given = record.map_or(0, |record| record.hints);
        Ok(())
    }

    /// What has happened to the file and in the background.
    fn look(&mut self) -> Result<()> {
        while let Some(news) = self.worker.news(Duration::ZERO) {
            self.is_stale = true;
            match news {
                News::Stage(stage) => self.stage = Some((stage, Instant::now())),
                News::Done(result) => {
                    self.stage = None;
                    self.page = Page::Verdict;
                    self.scroll = 0;
                    match *result {
                        Ok(verdict) => {
                            self.session.remember(&verdict)?;
                            self.fault = None;
                            self.verdict = Some(verdict);
                        }
                        Err(error) => self.fault = Some(error.to_string()),
                    }
                    self.count()?;
                    self.after.next = self.session.next()?.map(|next| next.name);
                    self.lay_out();
                }
            }
        }
        if self.stage.is_some() && self.worker.has_died() {
            // Its last word may have come since.
            let Some(news) = self.worker.news(PERIOD) else {
                bail!("the judging thread has died");
            };
            drop(news);
        }
        if self.watched.has_changed() {
            self.judge();
        }
        Ok(())
    }

    fn react(&mut self, event: &Event) -> Result<Next> {
        self.is_stale = true;
        let Event::Key(key) = event else {
            return Ok(Next::Continue);
        };
        if key.kind == KeyEventKind::Release {
            return Ok(Next::Continue);
        }
        self.press(*key)
    }

    fn press(&mut self, key: KeyEvent) -> Result<Next> {
        if key.modifiers.contains(KeyModifiers::CONTROL) {
            return Ok(match key.code {
                KeyCode::Char('c' | 'd') => Next::Quit,
                _ => Next::Continue,
            });
        }
        match key.code {
            KeyCode::Char('q') => return Ok(Next::Quit),
            KeyCode::Char('h') => self.hint()?,
            KeyCode::Char('e') => self.turn_to(match self.page {
                Page::Story => Page::Verdict,
                _ => Page::Story,
            }),
            KeyCode::Esc => self.turn_to(Page::Verdict),
            KeyCode::Char('r') => {
                // A save that was not seen yet is judged by this run.
                self.watched.has_changed();
                self.judge();
            }
            KeyCode::Char('n') => {
                if let Some(next) = self.session.next()? {
                    self.session.exercise = next;
                    self.begin()?;
                }
            }
            KeyCode::Down | KeyCode::Char('j') => self.scroll = self.scroll.saturating_add(1),
            KeyCode::Up | KeyCode::Char('k') => self.scroll = self.scroll.saturating_sub(1),
            KeyCode::PageDown | KeyCode::Char(' ') => {
                self.scroll = self.scroll.saturating_add(self.height.saturating_sub(1));
            }
            KeyCode::PageUp => {
                self.scroll = self.scroll.saturating_sub(self.height.saturating_sub(1));
            }
            KeyCode::Home => self.scroll = 0,
            KeyCode::End => self.scroll = usize::MAX,
            _ => {}
        }
        Ok(Next::Continue)
    }

    fn hint(&mut self) -> Result<()> {
        // The first look shows what was given before.
        if self.page == Page::Hints || self.given == 0 {
            let exercise = &self.session.exercise;
            let most = exercise.manifest.hints.len();
            self.given = self.session.workbook.change(|progress| {
                let record = progress.record_mut(exercise);
                record.hints = (record.hints + 1).min(most);
                record.hints
            })?;
        }
        self.turn_to(Page::Hints);
        Ok(())
    }

    fn turn_to(&mut self, page: Page) {
        self.page = page;
        self.scroll = 0;
        self.lay_out();
    }

    fn lay_out(&mut self) {
        self.is_stale = true;
        let width = self.width;
        self.body = match (&self.verdict, self.page) {
            (_, Page::Hints) => body::hints(&self.session.exercise, self.given, width),
            _ if self.fault.is_some() => {
                let fault = self.fault.as_deref().unwrap_or_default();
                body::fault(fault, width)
            }
            (Some(verdict), Page::Verdict) => body::verdict(verdict, &self.after, width),
            (Some(verdict), Page::Story) => body::story(verdict, &self.judged, width),
            (None, _) => body::welcome(&self.session, width),
        };
    }

    fn draw(&mut self, terminal: &mut DefaultTerminal) -> Result<()> {
        let size = terminal.size().context("cannot tell the terminal's size")?;
        if usize::from(size.width) != self.width {
            self.width = usize::from(size.width);
            self.lay_out();
        }
        if !self.is_stale && self.stage.is_none() {
            return Ok(());
        }
        self.scroll = self.scroll.min(self.body.len().saturating_sub(self.height));
        let manifest = &self.session.exercise.manifest;
        let difficulty = "●".repeat(manifest.difficulty.into())
            + &"○".repeat(5_usize.saturating_sub(manifest.difficulty.into()));
        let keys = match self.page {
            Page::Verdict => "h hint  e explain  r run again  n next  ↑↓ scroll  q quit",
            Page::Hints => "h one more  Esc verdict  r run again  n next  ↑↓ scroll  q quit",
            Page::Story => "Esc verdict  h hint  r run again  n next  ↑↓ scroll  q quit",
        };
        let view = View {
            title: format!("{}: {}", self.session.exercise.name, manifest.title),
            facts: format!(
                "{}  {difficulty}  {} points",
                manifest.chapter, manifest.points
            ),
            total: self.total.clone(),
            stage: self.stage(),
            body: &self.body,
            scroll: self.scroll,
            keys,
        };
        let mut height = 1;
        terminal
            .draw(|frame| height = view::draw(frame, &view))
            .context("cannot write to the terminal")?;
        self.is_stale = height != self.height;
        self.height = height;
        Ok(())
    }

    fn stage(&self) -> String {
        match &self.stage {
            Some((stage, since)) => {
                let seconds = since.elapsed().as_secs();
                let waiting = match seconds {
                    0 => String::new(),
                    seconds => format!(" ({seconds} s)"),
                };
                format!("{stage} …{waiting}")
            }
            None => "waiting for you to save".to_owned(),
        }
    }
}
