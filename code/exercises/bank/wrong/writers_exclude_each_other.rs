//! caught by: other_pairs_do_not_wait: readers share the lock, but every transfer is a writer

use std::sync::RwLock;

#[derive(Debug, PartialEq, Eq)]
pub enum BankError {
    NoSuchAccount(usize),
    Insufficient { balance: u64 },
    Overflow,
    SameAccount,
}

pub struct Bank {
    accounts: RwLock<Vec<u64>>,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Self {
        Bank {
            accounts: RwLock::new(balances.to_vec()),
        }
    }

    pub fn balance(&self, account: usize) -> Result<u64, BankError> {
        match self.accounts.read().unwrap().get(account) {
            Some(balance) => Ok(*balance),
            None => Err(BankError::NoSuchAccount(account)),
        }
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), BankError> {
        let mut accounts = self.accounts.write().unwrap();
        for account in [from, to] {
            if account >= accounts.len() {
                return Err(BankError::NoSuchAccount(account));
            }
        }
        if from == to {
            return Err(BankError::SameAccount);
        }
        let balance = accounts[from];
        if balance < amount {
            return Err(BankError::Insufficient { balance });
        }
        let sum = accounts[to].checked_add(amount);
        accounts[to] = sum.ok_or(BankError::Overflow)?;
        accounts[from] -= amount;
        Ok(())
    }

    pub fn total(&self) -> u128 {
        self.accounts
            .read()
            .unwrap()
            .iter()
            .map(|b| u128::from(*b))
            .sum()
    }
}
