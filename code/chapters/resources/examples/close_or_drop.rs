//! A `close` that returns the error, and a `Drop` for whoever does not call it.

// ANCHOR: type
struct Journal {
    lines: Vec<String>,
    disk_is_full: bool,
}

impl Journal {
    fn write_out(&mut self) -> Result<usize, String> {
        let count = std::mem::take(&mut self.lines).len();
        if self.disk_is_full {
            return Err(format!("{count} lines not written: the disk is full"));
        }
        Ok(count)
    }

    fn close(mut self) -> Result<usize, String> {
        self.write_out()
    } // dropped here, with nothing left to write
}

impl Drop for Journal {
    fn drop(&mut self) {
        if !self.lines.is_empty()
            && let Err(error) = self.write_out()
        {
            eprintln!("journal dropped: {error}");
        }
    }
}
// ANCHOR_END: type

// ANCHOR: main
fn journal() -> Journal {
    Journal {
        lines: vec!["Ada paid".to_owned()],
        disk_is_full: true,
    }
}

fn main() {
    println!("closed: {:?}", journal().close());
    drop(journal());
}
// ANCHOR_END: main
