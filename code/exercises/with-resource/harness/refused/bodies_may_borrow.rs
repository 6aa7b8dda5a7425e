//@ rejects: E0505
//! What the body returned still borrows from a text that is gone.

use std::rc::Rc;

use answer::{Resource, with_resource};
use tokio_util::task::TaskTracker;

struct Session;

impl Resource for Session {
    type Error = String;

    async fn close(self) -> Result<(), String> {
        Ok(())
    }
}

async fn session() -> Result<Session, String> {
    Ok(Session)
}

async fn ask(tracker: TaskTracker, text: String) {
    let shared = Rc::new(text.as_str());
    let found = with_resource(&tracker, session(), async |_session| {
        let shared = Rc::clone(&shared);
        std::future::ready(()).await;
        if shared.is_empty() {
            Err(shared)
        } else {
            Ok(shared)
        }
    })
    .await;
    drop(text);
    drop((shared, found));
}

fn main() {
    drop(ask(TaskTracker::new(), String::from("borrowed")));
}
