//! caught by: money_is_spent_once, total_is_never_off: each step is atomic, the transfer is not

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
}

impl Bank {
    pub fn new(balances: &[u64]) -> Self {
        Bank {
            accounts: balances.iter().map(|b| AtomicU64::new(*b)).collect(),
        }
    }

    pub fn balance(&self, account: usize) -> Result<u64, BankError> {
        let account = self
            .accounts
            .get(account)
            .ok_or(BankError::NoSuchAccount(account))?;
        Ok(account.load(Ordering::SeqCst))
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
        let balance = self.accounts[from].load(Ordering::SeqCst);
        if balance < amount {
            return Err(BankError::Insufficient { balance });
        }
        if self.accounts[to]
            .load(Ordering::SeqCst)
            .checked_add(amount)
            .is_none()
        {
            return Err(BankError::Overflow);
        }
        self.accounts[from].fetch_sub(amount, Ordering::SeqCst);
        self.accounts[to].fetch_add(amount, Ordering::SeqCst);
        Ok(())
    }

    pub fn total(&self) -> u128 {
        self.accounts
            .iter()
            .map(|a| a.load(Ordering::SeqCst) as u128)
            .sum()
    }
}
