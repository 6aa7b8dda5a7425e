//! caught by: opposite_transfers_do_not_wait_for_ever: it locks in the order of the arguments

use std::sync::Mutex;

#[derive(Debug, PartialEq, Eq)]
pub enum BankError {
    NoSuchAccount(usize),
    Insufficient { balance: u64 },
    Overflow,
    SameAccount,
}

pub struct Bank {
    accounts: Vec<Mutex<u64>>,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Self {
        Bank {
            accounts: balances.iter().map(|b| Mutex::new(*b)).collect(),
        }
    }

    pub fn balance(&self, account: usize) -> Result<u64, BankError> {
        match self.accounts.get(account) {
            Some(balance) => Ok(*balance.lock().unwrap()),
            None => Err(BankError::NoSuchAccount(account)),
        }
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
        let mut source = self.accounts[from].lock().unwrap();
        let mut target = self.accounts[to].lock().unwrap();
        if *source < amount {
            return Err(BankError::Insufficient { balance: *source });
        }
        let Some(sum) = target.checked_add(amount) else {
            return Err(BankError::Overflow);
        };
        *source -= amount;
        *target = sum;
        Ok(())
    }

    pub fn total(&self) -> u128 {
        let all: Vec<_> = self.accounts.iter().map(|a| a.lock().unwrap()).collect();
        all.iter().map(|balance| **balance as u128).sum()
    }
}
