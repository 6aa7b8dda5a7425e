//! A body may borrow from its caller, stay on one thread, and return what is neither `Send` nor static.

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
    drop((shared, found));
    drop(text);
}

fn main() {
    drop(ask(TaskTracker::new(), String::from("borrowed")));
}
