//! Accounts between which many threads move money at the same time.

/// Why nothing was done.
#[derive(Debug, PartialEq, Eq)]
pub enum BankError {
    /// There is no account with this number.
    NoSuchAccount(usize),
    /// There is less on the account than was asked for.
    Insufficient { balance: u64 },
    /// The account would hold more than fits in a `u64`.
    Overflow,
    /// Both accounts are the same.
    SameAccount,
}

/// A fixed number of accounts, shared by reference between threads.
pub struct Bank {
    // your fields
}

impl Bank {
    /// A bank with one account for each balance, numbered from 0.
    pub fn new(balances: &[u64]) -> Self {
        todo!("open {} accounts", balances.len())
    }

    /// What is on the account now.
    pub fn balance(&self, account: usize) -> Result<u64, BankError> {
        todo!("look at account {account}")
    }

    /// Moves `amount` from one account to another, in one step, or does nothing at all.
    ///
    /// When several errors apply: `NoSuchAccount` (of `from`, then of `to`), then `SameAccount`, then `Insufficient`,
    /// then `Overflow`.
    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), BankError> {
        todo!("move {amount} from account {from} to account {to}")
    }

    /// What is on all accounts together, at one moment: no transfer is half done in it.
    pub fn total(&self) -> u128 {
        todo!("add up all accounts")
    }
}
