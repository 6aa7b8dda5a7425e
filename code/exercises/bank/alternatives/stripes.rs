//! design: a fixed number of locks over many accounts; a transfer takes one or two stripes, a total all of them

use std::sync::{Mutex, MutexGuard};

#[derive(Debug, PartialEq, Eq)]
pub enum BankError {
    NoSuchAccount(usize),
    Insufficient { balance: u64 },
    Overflow,
    SameAccount,
}

const STRIPES: usize = 8;

pub struct Bank {
    /// Account n is place n / STRIPES of stripe n % STRIPES.
    stripes: [Mutex<Vec<u64>>; STRIPES],
    count: usize,
}

/// One stripe, or two of which the lower one was locked first.
struct Locked<'a> {
    low: (usize, MutexGuard<'a, Vec<u64>>),
    high: Option<MutexGuard<'a, Vec<u64>>>,
}

impl Locked<'_> {
    fn account(&mut self, account: usize) -> &mut u64 {
        let (number, low) = &mut self.low;
        let stripe = match &mut self.high {
            Some(high) if account % STRIPES != *number => high,
            _ => low,
        };
        &mut stripe[account / STRIPES]
    }
}

impl Bank {
    pub fn new(balances: &[u64]) -> Self {
        Self {
            stripes: std::array::from_fn(|stripe| {
                let own = balances.iter().skip(stripe).step_by(STRIPES);
                Mutex::new(own.copied().collect())
            }),
            count: balances.len(),
        }
    }

    fn check(&self, account: usize) -> Result<(), BankError> {
        if account < self.count {
            Ok(())
        } else {
            Err(BankError::NoSuchAccount(account))
        }
    }

    fn lock(&self, one: usize, other: usize) -> Locked<'_> {
        let (one, other) = (one % STRIPES, other % STRIPES);
        let low = one.min(other);
        Locked {
            low: (low, self.stripes[low].lock().unwrap()),
            high: (one != other).then(|| self.stripes[one.max(other)].lock().unwrap()),
        }
    }

    pub fn balance(&self, account: usize) -> Result<u64, BankError> {
        self.check(account)?;
        Ok(*self.lock(account, account).account(account))
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), BankError> {
        self.check(from)?;
        self.check(to)?;
        if from == to {
            return Err(BankError::SameAccount);
        }
        let mut locked = self.lock(from, to);
        let balance = *locked.account(from);
        if balance < amount {
            return Err(BankError::Insufficient { balance });
        }
        let target = locked.account(to);
        *target = target.checked_add(amount).ok_or(BankError::Overflow)?;
        *locked.account(from) -= amount;
        Ok(())
    }

    pub fn total(&self) -> u128 {
        let guards = self.stripes.each_ref().map(|stripe| stripe.lock().unwrap());
        guards
            .iter()
            .flat_map(|stripe| stripe.iter())
            .map(|balance| u128::from(*balance))
            .sum()
    }
}
