//! caught by: total_is_never_off: a transfer that has begun before the sum and ends after it goes unnoticed

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
    moving: Vec<Mutex<()>>,
    done: AtomicU64,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Self {
        Bank {
            accounts: balances.iter().map(|b| AtomicU64::new(*b)).collect(),
            moving: balances.iter().map(|_| Mutex::new(())).collect(),
            done: AtomicU64::new(0),
        }
    }

    pub fn balance(&self, account: usize) -> Result<u64, BankError> {
        if account >= self.accounts.len() {
            return Err(BankError::NoSuchAccount(account));
        }
        let _moving = self.moving[account].lock().unwrap();
        Ok(self.accounts[account].load(Ordering::SeqCst))
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
        let _moving = self.moving[from.min(to)].lock().unwrap();
        let _moving_too = self.moving[from.max(to)].lock().unwrap();
        let source = self.accounts[from].load(Ordering::SeqCst);
        let target = self.accounts[to].load(Ordering::SeqCst);
        if source < amount {
            return Err(BankError::Insufficient { balance: source });
        }
        let sum = target.checked_add(amount).ok_or(BankError::Overflow)?;
        self.accounts[from].store(source - amount, Ordering::SeqCst);
        self.accounts[to].store(sum, Ordering::SeqCst);
        self.done.fetch_add(1, Ordering::SeqCst);
        Ok(())
    }

    pub fn total(&self) -> u128 {
        loop {
            let before = self.done.load(Ordering::SeqCst);
            let sum = self
                .accounts
                .iter()
                .map(|a| a.load(Ordering::SeqCst) as u128)
                .sum();
            if self.done.load(Ordering::SeqCst) == before {
                return sum;
            }
        }
    }
}
