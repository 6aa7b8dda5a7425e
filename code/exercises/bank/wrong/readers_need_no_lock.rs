//! caught by: nobody_sees_a_transfer_half_done: transfers lock both accounts, and whoever looks at one does not

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

#[derive(Debug, PartialEq, Eq)]
pub enum BankError {
    NoSuchAccount(usize),
    Insufficient { balance: u64 },
    Overflow,
    SameAccount,
}

pub struct Bank {
    accounts: Vec<AtomicU64>,
    locks: Vec<Mutex<()>>,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Self {
        Bank {
            accounts: balances.iter().map(|b| AtomicU64::new(*b)).collect(),
            locks: balances.iter().map(|_| Mutex::new(())).collect(),
        }
    }

    pub fn balance(&self, account: usize) -> Result<u64, BankError> {
        let account = self
            .accounts
            .get(account)
            .ok_or(BankError::NoSuchAccount(account))?;
        Ok(account.load(Ordering::Acquire))
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), BankError> {
        if from >= self.accounts.len() {
            return Err(BankError::NoSuchAccount(from));
        }
        if to >= self.accounts.len() {
            return Err(BankError::NoSuchAccount(to));
        }
        if from == to {
            return Err(BankError::SameAccount);
        }
        let _first = self.locks[from.min(to)].lock().unwrap();
        let _second = self.locks[from.max(to)].lock().unwrap();
        let source = self.accounts[from].load(Ordering::Acquire);
        let target = self.accounts[to].load(Ordering::Acquire);
        if source < amount {
            return Err(BankError::Insufficient { balance: source });
        }
        let Some(sum) = target.checked_add(amount) else {
            return Err(BankError::Overflow);
        };
        self.accounts[to].store(sum, Ordering::Release);
        self.accounts[from].store(source - amount, Ordering::Release);
        Ok(())
    }

    pub fn total(&self) -> u128 {
        let _all: Vec<_> = self.locks.iter().map(|lock| lock.lock().unwrap()).collect();
        self.accounts
            .iter()
            .map(|a| a.load(Ordering::Acquire) as u128)
            .sum()
    }
}
