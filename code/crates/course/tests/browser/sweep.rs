//! What holds on every page of the book: nothing moves once it is there, nothing goes wrong, nobody else is asked, no key
//! that an element needs turns the page; and without script each element says all it knows.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::List;
use crate::page::Page;
use crate::shapes::SIDEWAYS;
use crate::stage::{Look, root};

/// Runs before anything of a page, and keeps what nobody sees.
pub(crate) const WITNESS: &str = "
    window.witnessed = { wrong: [], moved: [] };
    const wrong = (words) => witnessed.wrong.push(String(words));
    addEventListener('error', (event) => wrong(event.message ?? `${event.target?.src ?? event.target?.href} is not there`), true);
    addEventListener('unhandledrejection', (event) => wrong(event.reason));
    for (const level of ['error', 'warn']) console[level] = (...words) => wrong(words.join(' '));
    const told = (node) => `${node?.nodeName} ${node?.id ?? ''} ${node?.className ?? ''} in ${node?.parentElement?.nodeName} “${node?.textContent?.trim().slice(0, 40)}”`;
    new PerformanceObserver((list) => {
        for (const { sources, hadRecentInput } of list.getEntries()) {
            if (hadRecentInput) continue;
            for (const { node, previousRect: from, currentRect: to } of sources) {
                // The headings of this page within the table of contents are mdBook's own.
                if (node?.parentElement?.closest('.chapter')) continue;
                witnessed.moved.push(`${told(node)} from ${from.x}, ${from.y} to ${to.x}, ${to.y}`);
            }
        }
    }).observe({ type: 'layout-shift', buffered: true });";

pub(crate) fn more(list: &mut List) {
    list.add(
        "every page keeps still, asks nobody else, and keeps its keys",
        Look::Tower,
        keeps_still,
    );
    list.add("every page fits a telephone", Look::Phone, fits);
    list.add(
        "without script every element is whole",
        Look::NoScript,
        is_whole,
    );
}

async fn keeps_still(page: Page) {
    let mut found = Vec::new();
    for address in pages() {
        // A page waits half a second for its server; on a busy machine that may be too short, but not each time.
        let mut moved = Value::Null;
        for _ in 0..3 {
            let [wrong, last_moved] = watched(&page, &address).await;
            found.extend(told(&address, &wrong));
            moved = last_moved;
            if moved.as_array().is_none_or(Vec::is_empty) {
                break;
            }
        }
        found.extend(told(&address, &moved));
    }
    found.dedup();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// What goes wrong on a page that is opened, and what moves.
async fn watched(page: &Page, address: &str) -> [Value; 2] {
    page.open(address).await;
    page.until("document.readyState === 'complete' && document.querySelector('#mdbook-sidebar a')")
        .await;
    let statements = "
        const own = [...document.querySelectorAll('main *')].filter(({ localName }) => localName.includes('-'));
        const unknown = own.filter((element) => !element.matches(':defined')).map(({ localName }) => `<${localName}> is no element`);
        const strangers = () => performance.getEntriesByType('resource')
            .filter(({ name }) => ![location.host, ''].includes(new URL(name).host)).map(({ name }) => `asks ${name}`);
        const turned = () => {
            for (const link of document.querySelectorAll('.nav-chapters')) link.remove();
            const controls = own.flatMap((element) => [...element.querySelectorAll(':is(button, input, select, textarea, pre[tabindex])')]);
            return [...new Set(controls)].filter((control) => {
                const event = new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true, cancelable: true });
                let reached = false;
                const reach = () => (reached = true);
                document.addEventListener('keydown', reach, { once: true });
                control.dispatchEvent(event);
                document.removeEventListener('keydown', reach);
                return reached;
            }).map((control) => `an arrow key turns the page at ${control.outerHTML.slice(0, 90)}`);
        };
        // Answers of the server come meanwhile.
        setTimeout(() => done([[...unknown, ...strangers(), ...witnessed.wrong, ...turned()], witnessed.moved]), 400);";
    let both = page.later(statements, Value::Null).await;
    serde_json::from_value(both).expect("two lists of words")
}

async fn fits(page: Page) {
    let mut found = Vec::new();
    for address in pages() {
        page.open(&address).await;
        let wide = page.value(SIDEWAYS).await;
        if wide != 0 {
            found.push(format!("{address}: {wide} pixels too wide"));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

async fn is_whole(page: Page) {
    let mut found = Vec::new();
    for address in pages() {
        page.go(&address).await;
        let wrong = page
            .value(
                "[...document.querySelectorAll('main *')]
                    .filter(({ localName, textContent }) => localName.includes('-') && !textContent.trim())
                    .map(({ outerHTML }) => `says nothing: ${outerHTML.slice(0, 90)}`)
                    .concat([...document.querySelectorAll('main :is(button, input, select)')].map(({ outerHTML }) => `does nothing: ${outerHTML.slice(0, 90)}`))",
            )
            .await;
        found.extend(told(&address, &wrong));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

fn told(address: &str, wrong: &Value) -> Vec<String> {
    let all = wrong.as_array().expect("a list of words");
    all.iter()
        .map(|words| format!("{address}: {}", words.as_str().unwrap_or_default()))
        .collect()
}

/// The addresses of all pages.
pub(crate) fn pages() -> Vec<String> {
    let mut pages = Vec::new();
    collect(&root().join("src"), "", &mut pages);
    assert!(pages.len() > 100, "the book has lost its pages");
    pages
}

fn collect(folder: &Path, prefix: &str, pages: &mut Vec<String>) {
    let mut entries: Vec<_> = fs::read_dir(folder)
        .expect("the book can be read")
        .flatten()
        .collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{prefix}{name}/"), pages);
        } else if let Some(stem) = name.strip_suffix(".md").filter(|stem| *stem != "SUMMARY") {
            pages.push(format!("{prefix}{stem}.html"));
        }
    }
}
