//! Three requests borrow one session; when one fails, the others end before the session is closed.
//@ explore: holds

// ANCHOR: main
use std::time::Duration;
use tokio::time::sleep;

struct Session;

struct Request<'a>(&'a Session, &'static str);

impl Drop for Request<'_> {
    fn drop(&mut self) {
        println!("request {} ends", self.1);
    }
}

impl Session {
    async fn get(&self, page: &'static str, seconds: u64) -> Result<String, String> {
        let request = Request(self, page);
        sleep(Duration::from_secs(seconds)).await;
        match request.1 {
            "B" => Err(format!("{page}: connection reset")),
            page => Ok(page.to_owned()),
        }
    }

    async fn close(self) {
        println!("session closed");
    }
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let session = Session;
    let pages = tokio::try_join!(
        session.get("A", 5),
        session.get("B", 1),
        session.get("C", 5)
    );
    println!("{pages:?}");
    session.close().await;
}
// ANCHOR_END: main
