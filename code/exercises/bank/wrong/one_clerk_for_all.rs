//! caught by: other_pairs_do_not_wait: no account is locked, but one thread does all transfers, one after the other

use std::sync::Mutex;
use std::sync::mpsc::{Sender, channel};
use std::thread::{self, JoinHandle};

#[derive(Debug, PartialEq, Eq)]
pub enum BankError {
    NoSuchAccount(usize),
    Insufficient { balance: u64 },
    Overflow,
    SameAccount,
}

type Answer<T> = Sender<Result<T, BankError>>;

enum Request {
    Balance(usize, Answer<u64>),
    Transfer(usize, usize, u64, Answer<()>),
    Total(Answer<u128>),
}

pub struct Bank {
    requests: Mutex<Option<Sender<Request>>>,
    clerk: Mutex<Option<JoinHandle<()>>>,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Self {
        let mut accounts = balances.to_vec();
        let (requests, inbox) = channel();
        let clerk = thread::spawn(move || {
            for request in inbox {
                match request {
                    Request::Balance(account, answer) => {
                        let balance = accounts.get(account).copied();
                        let _ = answer.send(balance.ok_or(BankError::NoSuchAccount(account)));
                    }
                    Request::Transfer(from, to, amount, answer) => {
                        let _ = answer.send(transfer(&mut accounts, from, to, amount));
                    }
                    Request::Total(answer) => {
                        let _ = answer.send(Ok(accounts.iter().map(|b| u128::from(*b)).sum()));
                    }
                }
            }
        });
        Bank {
            requests: Mutex::new(Some(requests)),
            clerk: Mutex::new(Some(clerk)),
        }
    }

    fn ask<T>(&self, request: impl FnOnce(Answer<T>) -> Request) -> Result<T, BankError> {
        let (answer, inbox) = channel();
        let requests = self.requests.lock().unwrap().clone().unwrap();
        requests.send(request(answer)).unwrap();
        inbox.recv().unwrap()
    }

    pub fn balance(&self, account: usize) -> Result<u64, BankError> {
        self.ask(|answer| Request::Balance(account, answer))
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), BankError> {
        self.ask(|answer| Request::Transfer(from, to, amount, answer))
    }

    pub fn total(&self) -> u128 {
        self.ask(Request::Total).unwrap()
    }
}

impl Drop for Bank {
    fn drop(&mut self) {
        drop(self.requests.lock().unwrap().take());
        if let Some(clerk) = self.clerk.lock().unwrap().take() {
            clerk.join().unwrap();
        }
    }
}

fn transfer(accounts: &mut [u64], from: usize, to: usize, amount: u64) -> Result<(), BankError> {
    let source = *accounts.get(from).ok_or(BankError::NoSuchAccount(from))?;
    let target = *accounts.get(to).ok_or(BankError::NoSuchAccount(to))?;
    if from == to {
        return Err(BankError::SameAccount);
    }
    if source < amount {
        return Err(BankError::Insufficient { balance: source });
    }
    accounts[to] = target.checked_add(amount).ok_or(BankError::Overflow)?;
    accounts[from] = source - amount;
    Ok(())
}
