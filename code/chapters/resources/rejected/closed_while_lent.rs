//! A session is closed while a request still borrows it.
//@ rejects: E0505

struct Session;

impl Session {
    async fn get(&self, page: &'static str) -> String {
        page.to_owned()
    }

    async fn close(self) {}
}

// ANCHOR: main
#[tokio::main]
async fn main() {
    let session = Session;
    let request = session.get("A");
    session.close().await;
    println!("{}", request.await);
}
// ANCHOR_END: main
