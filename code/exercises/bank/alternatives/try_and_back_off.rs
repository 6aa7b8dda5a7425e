//! design: no order; whoever does not get the second lock gives the first one back and tries again; a total keeps transfers out

use std::sync::{Mutex, RwLock};
use std::thread;

#[derive(Debug, PartialEq, Eq)]
pub enum BankError {
    NoSuchAccount(usize),
    Insufficient { balance: u64 },
    Overflow,
    SameAccount,
}

pub struct Bank {
    accounts: Vec<Mutex<u64>>,
    /// Shared by transfers, taken alone by a total.
    closed: RwLock<()>,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Self {
        Self {
            accounts: balances
                .iter()
                .map(|balance| Mutex::new(*balance))
                .collect(),
            closed: RwLock::new(()),
        }
    }

    fn account(&self, account: usize) -> Result<&Mutex<u64>, BankError> {
        self.accounts
            .get(account)
            .ok_or(BankError::NoSuchAccount(account))
    }

    pub fn balance(&self, account: usize) -> Result<u64, BankError> {
        Ok(*self.account(account)?.lock().unwrap())
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), BankError> {
        let (source, target) = (self.account(from)?, self.account(to)?);
        if from == to {
            return Err(BankError::SameAccount);
        }
        let _open = self.closed.read().unwrap();
        loop {
            let mut source = source.lock().unwrap();
            if let Ok(mut target) = target.try_lock() {
                let Some(rest) = source.checked_sub(amount) else {
                    return Err(BankError::Insufficient { balance: *source });
                };
                *target = target.checked_add(amount).ok_or(BankError::Overflow)?;
                *source = rest;
                return Ok(());
            }
            drop(source);
            thread::yield_now();
        }
    }

    pub fn total(&self) -> u128 {
        let _closed = self.closed.write().unwrap();
        self.accounts
            .iter()
            .map(|account| u128::from(*account.lock().unwrap()))
            .sum()
    }
}
