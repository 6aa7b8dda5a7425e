//! caught by: total_does_not_wait_for_ever: total takes the locks in the opposite order

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
        let mut first = self.accounts[from.min(to)].lock().unwrap();
        let mut second = self.accounts[from.max(to)].lock().unwrap();
        let (source, target) = if from < to {
            (&mut *first, &mut *second)
        } else {
            (&mut *second, &mut *first)
        };
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
        let mut guards = Vec::new();
        let mut left = self.accounts.len();
        while left > 0 {
            left -= 1;
            guards.push(self.accounts[left].lock().unwrap());
        }
        guards.iter().map(|balance| **balance as u128).sum()
    }
}
