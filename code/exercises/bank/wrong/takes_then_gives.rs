//! caught by: nobody_sees_a_transfer_half_done, total_is_never_off: for a moment the money is on neither account

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
        {
            let mut source = self.accounts[from].lock().unwrap();
            if *source < amount {
                return Err(BankError::Insufficient { balance: *source });
            }
            *source -= amount;
        }
        let mut target = self.accounts[to].lock().unwrap();
        match target.checked_add(amount) {
            Some(sum) => *target = sum,
            None => {
                drop(target);
                *self.accounts[from].lock().unwrap() += amount;
                return Err(BankError::Overflow);
            }
        }
        Ok(())
    }

    pub fn total(&self) -> u128 {
        let all: Vec<_> = self.accounts.iter().map(|a| a.lock().unwrap()).collect();
        all.iter().map(|balance| **balance as u128).sum()
    }
}
