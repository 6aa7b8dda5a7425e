//! Three requests borrow one session; when one fails, the others end before the session is closed.
//@ explore: holds

// ANCHOR: main
use std::time::Duration;
use tokio::time::sleep;

struct Session {
    user: &'static str,
}

struct Request<'a> {
    session: &'a Session,
    page: &'static str,
}

impl Drop for Request<'_> {
    fn drop(&mut self) {
        println!("{}'s request for {} ends", self.session.user, self.page);
    }
}

impl Session {
    async fn get(&self, page: &'static str, seconds: u64) -> Result<&'static str, String> {
        let _request = Request {
            session: self,
            page,
        };
        sleep(Duration::from_secs(seconds)).await;
        if page == "B" {
            return Err(format!("{page}: connection reset"));
        }
        Ok(page)
    }

    async fn close(self) {
        println!("{}'s session closed", self.user);
    }
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let session = Session { user: "Ada" };
    let pages = tokio::try_join!(
        session.get("A", 5),
        session.get("B", 1),
        session.get("C", 5)
    );
    println!("{pages:?}");
    session.close().await;
}
// ANCHOR_END: main
