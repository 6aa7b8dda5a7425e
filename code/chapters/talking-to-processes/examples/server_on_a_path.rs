//! A server on a socket that has a name, and two clients that were not started with a pipe.
//@ output: any-order
//@ because: the clients come and print whenever the system lets them

use std::env;
use std::fs;
use std::io::{self, Read, Write};
use std::net::Shutdown;
use std::os::unix::net::{UnixListener, UnixStream};
use std::process::Command;

// ANCHOR: name
/// A listener whose name is taken away with it.
struct Named(UnixListener, &'static str);

impl Named {
    fn bind(path: &'static str) -> io::Result<Self> {
        Ok(Named(UnixListener::bind(path)?, path))
    }
}

impl Drop for Named {
    fn drop(&mut self) {
        let _ = fs::remove_file(self.1);
    }
}
// ANCHOR_END: name

// ANCHOR: main
fn client(word: &str) -> io::Result<()> {
    let mut server = UnixStream::connect("lengths.socket")?;
    server.write_all(word.as_bytes())?;
    server.shutdown(Shutdown::Write)?;
    let mut answer = String::new();
    server.read_to_string(&mut answer)?;
    println!("{word}: {answer}");
    Ok(())
}

fn main() -> io::Result<()> {
    if let Some(word) = env::args().nth(1) {
        return client(&word);
    }

    let server = Named::bind("lengths.socket")?;
    let mut children = Vec::new();
    for word in ["pipe", "socket"] {
        children.push(Command::new(env::current_exe()?).arg(word).spawn()?);
    }
    for connection in server.0.incoming().take(2) {
        let mut connection = connection?;
        let mut word = String::new();
        connection.read_to_string(&mut word)?;
        write!(connection, "{}", word.len())?;
    }
    for mut child in children {
        assert!(child.wait()?.success());
    }
    Ok(())
}
// ANCHOR_END: main
