//! One lock for each account, always taken in the order of the accounts.
//!
//! A transfer holds both locks while it checks and moves, so nobody sees it half done. Two transfers between the same
//! accounts take the lower lock first in either direction, and `total` takes all of them in the same order: where everybody
//! climbs the same ladder, nobody waits for somebody who stands below.

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Why nothing was done.
#[derive(Debug, PartialEq, Eq)]
pub enum BankError {
    /// There is no account with this number.
    NoSuchAccount(usize),
    /// There is less on the account than was asked for.
    Insufficient {
        /// What there is.
        balance: u64,
    },
    /// The account would hold more than fits in a `u64`.
    Overflow,
    /// Both accounts are the same.
    SameAccount,
}

impl fmt::Display for BankError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSuchAccount(account) => write!(formatter, "there is no account {account}"),
            Self::Insufficient { balance } => write!(formatter, "there is only {balance} on it"),
            Self::Overflow => formatter.write_str("the account cannot hold so much"),
            Self::SameAccount => formatter.write_str("both accounts are the same"),
        }
    }
}

impl std::error::Error for BankError {}

/// A fixed number of accounts, shared by reference between threads.
///
/// Transfers between different pairs of accounts do not wait for each other.
#[derive(Debug)]
pub struct Bank {
    accounts: Vec<Mutex<u64>>,
}

impl Bank {
    /// A bank with one account for each balance, numbered from 0.
    pub fn new(balances: &[u64]) -> Self {
        Self {
            accounts: balances.iter().copied().map(Mutex::new).collect(),
        }
    }

    /// What is on the account now.
    ///
    /// # Errors
    /// [`BankError::NoSuchAccount`].
    pub fn balance(&self, account: usize) -> Result<u64, BankError> {
        self.account(account).map(|account| *lock(account))
    }

    /// Moves `amount` from one account to another, in one step, or does nothing at all.
    ///
    /// # Errors
    /// The first that applies of [`BankError::NoSuchAccount`], [`BankError::SameAccount`], [`BankError::Insufficient`] and
    /// [`BankError::Overflow`].
    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), BankError> {
        let (source, target) = (self.account(from)?, self.account(to)?);
        if from == to {
            return Err(BankError::SameAccount);
        }
        let (mut source, mut target) = if from < to {
            let source = lock(source);
            (source, lock(target))
        } else {
            let target = lock(target);
            (lock(source), target)
        };
        let Some(rest) = source.checked_sub(amount) else {
            return Err(BankError::Insufficient { balance: *source });
        };
        let sum = target.checked_add(amount).ok_or(BankError::Overflow)?;
        (*source, *target) = (rest, sum);
        Ok(())
    }

    /// What is on all accounts together, at one moment: no transfer is half done in it.
    pub fn total(&self) -> u128 {
        // All guards are held until the last balance has been read.
        let guards: Vec<_> = self.accounts.iter().map(lock).collect();
        guards.iter().map(|balance| u128::from(**balance)).sum()
    }

    fn account(&self, account: usize) -> Result<&Mutex<u64>, BankError> {
        self.accounts
            .get(account)
            .ok_or(BankError::NoSuchAccount(account))
    }
}

/// Nothing can panic between the two writes of a transfer, so a poisoned balance is a right one.
fn lock(account: &Mutex<u64>) -> MutexGuard<'_, u64> {
    account.lock().unwrap_or_else(PoisonError::into_inner)
}
