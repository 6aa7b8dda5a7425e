//! Whoever has the value has the resource; what could not be acquired is not released.

// ANCHOR: main
#[derive(Debug)]
struct NoPaper;

struct Printer;

impl Printer {
    fn take(paper: u32) -> Result<Self, NoPaper> {
        println!("  take the printer");
        if paper == 0 {
            return Err(NoPaper);
        }
        Ok(Printer)
    }

    fn print(&mut self, text: &str) {
        println!("  {text}");
    }
}

impl Drop for Printer {
    fn drop(&mut self) {
        println!("  give the printer back");
    }
}

fn report(paper: u32) -> Result<(), NoPaper> {
    let mut printer = Printer::take(paper)?;
    printer.print("all is well");
    Ok(())
}

fn main() {
    for paper in [1, 0] {
        println!("paper: {paper}");
        println!("  {:?}", report(paper));
    }
}
// ANCHOR_END: main
