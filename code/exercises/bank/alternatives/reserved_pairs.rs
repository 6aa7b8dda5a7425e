//! design: accounts are reserved, both at once or not at all, under one small lock; the money moves outside of it

use std::collections::HashSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Condvar, Mutex};

#[derive(Debug, PartialEq, Eq)]
pub enum BankError {
    NoSuchAccount(usize),
    Insufficient { balance: u64 },
    Overflow,
    SameAccount,
}

pub struct Bank {
    balances: Vec<AtomicU64>,
    reserved: Mutex<HashSet<usize>>,
    given_back: Condvar,
}

/// Accounts that nobody else uses. Given back when it is dropped.
struct Reservation<'a> {
    bank: &'a Bank,
    accounts: Vec<usize>,
}

impl Drop for Reservation<'_> {
    fn drop(&mut self) {
        let mut reserved = self.bank.reserved.lock().unwrap();
        for account in &self.accounts {
            reserved.remove(account);
        }
        self.bank.given_back.notify_all();
    }
}

impl Bank {
    pub fn new(balances: &[u64]) -> Self {
        Self {
            balances: balances.iter().copied().map(AtomicU64::new).collect(),
            reserved: Mutex::default(),
            given_back: Condvar::new(),
        }
    }

    fn reserve(&self, accounts: Vec<usize>) -> Reservation<'_> {
        let mut reserved = self
            .given_back
            .wait_while(self.reserved.lock().unwrap(), |reserved| {
                accounts.iter().any(|account| reserved.contains(account))
            })
            .unwrap();
        reserved.extend(&accounts);
        drop(reserved);
        Reservation {
            bank: self,
            accounts,
        }
    }

    fn get(&self, account: usize) -> u64 {
        // ORDERING: the lock of the reservations orders everything that concerns one account.
        self.balances[account].load(Ordering::Relaxed)
    }

    fn set(&self, account: usize, balance: u64) {
        // ORDERING: as above.
        self.balances[account].store(balance, Ordering::Relaxed);
    }

    pub fn balance(&self, account: usize) -> Result<u64, BankError> {
        if account >= self.balances.len() {
            return Err(BankError::NoSuchAccount(account));
        }
        let _reservation = self.reserve(vec![account]);
        Ok(self.get(account))
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), BankError> {
        for account in [from, to] {
            if account >= self.balances.len() {
                return Err(BankError::NoSuchAccount(account));
            }
        }
        if from == to {
            return Err(BankError::SameAccount);
        }
        let _reservation = self.reserve(vec![from, to]);
        let (source, target) = (self.get(from), self.get(to));
        if amount > source {
            return Err(BankError::Insufficient { balance: source });
        }
        let Some(sum) = target.checked_add(amount) else {
            return Err(BankError::Overflow);
        };
        self.set(from, source - amount);
        self.set(to, sum);
        Ok(())
    }

    pub fn total(&self) -> u128 {
        let _reservation = self.reserve((0..self.balances.len()).collect());
        (0..self.balances.len())
            .map(|account| u128::from(self.get(account)))
            .sum()
    }
}
