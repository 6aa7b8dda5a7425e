//! A value of which a part is still missing.
//@ rejects: E0063

// ANCHOR: main
struct Session {
    user: String,
    socket: std::net::TcpStream,
}

fn main() {
    let session = Session {
        user: "Ada".to_owned(),
    };
    println!("{}", session.user);
}
// ANCHOR_END: main
