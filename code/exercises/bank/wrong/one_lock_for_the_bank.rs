//! caught by: other_pairs_do_not_wait: there is one lock for all accounts

use std::sync::Mutex;

#[derive(Debug, PartialEq, Eq)]
pub enum BankError {
    NoSuchAccount(usize),
    Insufficient { balance: u64 },
    Overflow,
    SameAccount,
}

pub struct Bank {
    accounts: Mutex<Vec<u64>>,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Self {
        Bank {
            accounts: Mutex::new(balances.to_vec()),
        }
    }

    pub fn balance(&self, account: usize) -> Result<u64, BankError> {
        let accounts = self.accounts.lock().unwrap();
        accounts
            .get(account)
            .copied()
            .ok_or(BankError::NoSuchAccount(account))
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), BankError> {
        let mut accounts = self.accounts.lock().unwrap();
        let source = *accounts.get(from).ok_or(BankError::NoSuchAccount(from))?;
        let target = *accounts.get(to).ok_or(BankError::NoSuchAccount(to))?;
        if from == to {
            return Err(BankError::SameAccount);
        }
        let rest = source
            .checked_sub(amount)
            .ok_or(BankError::Insufficient { balance: source })?;
        accounts[to] = target.checked_add(amount).ok_or(BankError::Overflow)?;
        accounts[from] = rest;
        Ok(())
    }

    pub fn total(&self) -> u128 {
        self.accounts
            .lock()
            .unwrap()
            .iter()
            .map(|b| *b as u128)
            .sum()
    }
}
