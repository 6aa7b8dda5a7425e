//! Verdicts one after the other, where there is no terminal.

use std::sync::atomic::Ordering;
use std::time::Duration;

use anyhow::{Result, bail};
use grader::Document;
use grader::format::{self, Paint};

use super::file::Watched;
use super::worker::{News, Worker};
use super::{Session, signals};
use crate::{Outcome, terminal};

/// Until the process is asked to end, or there is nothing left to pass.
pub(super) fn run(mut session: Session, mut worker: Worker) -> Result<Outcome> {
    let end = signals::asked_to_end();
    let mut watched = begin(&session, &mut worker)?;
    let mut busy = true;
    // ORDERING: Relaxed, because nothing else is told by it.
    while !end.load(Ordering::Relaxed) {
        match worker.news(Duration::from_millis(100)) {
            Some(News::Done(result)) => {
                busy = false;
                match *result {
                    Ok(verdict) => {
                        let passed = session.remember(&verdict)?;
                        let document = Document::new(vec![verdict]);
                        terminal::print(&format!("{}\n", format::human(&document, Paint::Plain)))?;
                        if passed {
                            let Some(next) = session.next()? else {
                                terminal::print("every exercise of your workbook is passed\n")?;
                                return Ok(Outcome::Done);
                            };
                            session.exercise = next;
                            watched = begin(&session, &mut worker)?;
                            busy = true;
                        }
                    }
                    Err(error) => terminal::complain(&error.to_string()),
                }
            }
            Some(News::Stage(_)) => {}
            None if busy && worker.has_died() => bail!("the judging thread has died"),
            None => {}
        }
        if watched.has_changed() {
            terminal::print(&format!("{} was saved\n", watched.path().display()))?;
            worker.start(session.exercise.clone(), session.answer());
            busy = true;
        }
    }
    Ok(Outcome::Done)
}

fn begin(session: &Session, worker: &mut Worker) -> Result<Watched> {
    let answer = session.answer();
    terminal::print(&format!(
        "watching {}: {}\n",
        session.exercise.name,
        answer.display()
    ))?;
    let watched = Watched::new(answer.clone());
    worker.start(session.exercise.clone(), answer);
    Ok(watched)
}
