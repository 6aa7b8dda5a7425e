//! A guard that undoes what was begun, unless it is told that all went well.

// ANCHOR: guard
struct Transfer<'a> {
    account: &'a mut i32,
    before: i32,
    committed: bool,
}

impl<'a> Transfer<'a> {
    fn begin(account: &'a mut i32) -> Self {
        let before = *account;
        Transfer {
            account,
            before,
            committed: false,
        }
    }

    fn add(&mut self, text: &str) -> Result<(), std::num::ParseIntError> {
        *self.account += text.parse::<i32>()?;
        Ok(())
    }

    fn commit(mut self) {
        self.committed = true;
    } // dropped here
}

impl Drop for Transfer<'_> {
    fn drop(&mut self) {
        if !self.committed {
            *self.account = self.before;
        }
    }
}
// ANCHOR_END: guard

// ANCHOR: main
fn add_all(account: &mut i32, texts: &[&str]) -> Result<(), std::num::ParseIntError> {
    let mut transfer = Transfer::begin(account);
    for text in texts {
        transfer.add(text)?;
    }
    transfer.commit();
    Ok(())
}

fn main() {
    let mut account = 100;
    let result = add_all(&mut account, &["10", "ten"]);
    println!("{account}: {result:?}");
    let result = add_all(&mut account, &["10", "20"]);
    println!("{account}: {result:?}");
}
// ANCHOR_END: main
