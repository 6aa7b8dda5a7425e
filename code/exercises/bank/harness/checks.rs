//! What a bank promises, in small scenarios.

use std::thread;

use answer::{Bank, BankError};
use harness_kit::{ends_meanwhile, expect, expect_eq, hold_back, scoped};

const ONE_STEP: &str = "a transfer takes from one account what it gives to the other";
const IT_IS_THERE: &str = "a transfer of money that is there succeeds";

/// What is on every account, read one after the other.
fn balances(bank: &Bank, count: usize) -> Vec<u64> {
    (0..count)
        .map(|account| match bank.balance(account) {
            Ok(balance) => balance,
            Err(error) => panic!("balance of an account that exists succeeds: found {error:?}"),
        })
        .collect()
}

pub fn money_moves() {
    let bank = Bank::new(&[10, 20, 30]);
    expect_eq(
        balances(&bank, 3),
        [10, 20, 30],
        "a new account has the balance that it was opened with",
    );
    expect_eq(bank.transfer(0, 2, 4), Ok(()), IT_IS_THERE);
    expect_eq(balances(&bank, 3), [6, 20, 34], ONE_STEP);
    expect_eq(
        bank.transfer(2, 1, 34),
        Ok(()),
        "all that is on an account may be moved",
    );
    expect_eq(balances(&bank, 3), [6, 54, 0], ONE_STEP);
    expect_eq(
        bank.transfer(2, 0, 0),
        Ok(()),
        "nothing at all may be moved, even from an empty account",
    );
    expect_eq(balances(&bank, 3), [6, 54, 0], ONE_STEP);
    expect_eq(bank.total(), 60, "total adds up all accounts");
}

pub fn errors_come_in_their_order() {
    let bank = Bank::new(&[10, u64::MAX]);
    let order = "NoSuchAccount, of `from` and then of `to`, comes before SameAccount, that before Insufficient, that before Overflow";
    for (from, to, amount, expected) in [
        (2, 3, 1, BankError::NoSuchAccount(2)),
        (0, 3, 1, BankError::NoSuchAccount(3)),
        (usize::MAX, 0, 1, BankError::NoSuchAccount(usize::MAX)),
        (2, 2, 1, BankError::NoSuchAccount(2)),
        (0, 2, 11, BankError::NoSuchAccount(2)),
        (0, 0, 1, BankError::SameAccount),
        (0, 0, 11, BankError::SameAccount),
        (1, 1, 1, BankError::SameAccount),
        (0, 1, 11, BankError::Insufficient { balance: 10 }),
        (0, 1, 10, BankError::Overflow),
    ] {
        expect_eq(
            bank.transfer(from, to, amount),
            Err(expected),
            format!("{order} (from {from} to {to}, amount {amount})"),
        );
    }
    for account in [2, usize::MAX] {
        expect_eq(
            bank.balance(account),
            Err(BankError::NoSuchAccount(account)),
            "balance of an account that does not exist says so",
        );
    }
}

pub fn a_refused_transfer_changes_nothing() {
    let bank = Bank::new(&[10, u64::MAX - 5, 0]);
    let nothing = "a transfer that is refused leaves both accounts as they were";
    expect_eq(
        bank.transfer(0, 1, 6),
        Err(BankError::Overflow),
        "a transfer that would make an account hold more than a u64 is refused",
    );
    expect_eq(balances(&bank, 3), [10, u64::MAX - 5, 0], nothing);
    expect_eq(
        bank.transfer(0, 2, 11),
        Err(BankError::Insufficient { balance: 10 }),
        "a transfer of more than there is is refused, with what there is",
    );
    expect_eq(
        bank.transfer(2, 0, u64::MAX),
        Err(BankError::Insufficient { balance: 0 }),
        "a transfer of more than there is is refused, with what there is",
    );
    expect_eq(balances(&bank, 3), [10, u64::MAX - 5, 0], nothing);
    // Nor does it keep anything locked.
    expect_eq(
        bank.transfer(0, 1, 5),
        Ok(()),
        "an account may be filled to the last unit",
    );
    expect_eq(balances(&bank, 3), [5, u64::MAX, 0], ONE_STEP);
}

pub fn total_is_greater_than_any_account() {
    expect_eq(
        Bank::new(&[u64::MAX; 3]).total(),
        3 * u128::from(u64::MAX),
        "total is right even when it does not fit in a u64",
    );
    expect_eq(
        Bank::new(&[]).total(),
        0,
        "a bank without accounts has nothing",
    );
    expect_eq(
        Bank::new(&[]).transfer(0, 0, 0),
        Err(BankError::NoSuchAccount(0)),
        "a bank without accounts has no account 0",
    );
}

pub fn opposite_transfers_do_not_wait_for_ever() {
    let bank = Bank::new(&[10, 10, 10]);
    thread::scope(|scope| {
        for (name, from, to) in [("forth", 0, 1), ("back", 1, 0), ("around", 2, 0)] {
            let bank = &bank;
            scoped(scope, name, move || {
                for amount in 1..=2 {
                    expect_eq(bank.transfer(from, to, amount), Ok(()), IT_IS_THERE);
                }
            });
        }
    });
    expect_eq(balances(&bank, 3), [13, 10, 7], ONE_STEP);
}

pub fn total_does_not_wait_for_ever() {
    let bank = Bank::new(&[10, 10, 10]);
    thread::scope(|scope| {
        for (name, from, to) in [("up", 0, 2), ("down", 2, 1)] {
            let bank = &bank;
            scoped(scope, name, move || {
                expect_eq(bank.transfer(from, to, 1), Ok(()), IT_IS_THERE);
            });
        }
        scoped(scope, "clerk", || bank.balance(1));
        bank.total();
    });
}

pub fn total_is_never_off() {
    let bank = Bank::new(&[10, 10, 10]);
    thread::scope(|scope| {
        for (name, from, to) in [("up", 0, 2), ("down", 2, 0)] {
            let bank = &bank;
            scoped(scope, name, move || {
                // Twice the same amount: two sums that are off may agree.
                for _ in 0..2 {
                    expect_eq(bank.transfer(from, to, 3), Ok(()), IT_IS_THERE);
                }
            });
        }
        for _ in 0..2 {
            expect_eq(bank.total(), 30, "no transfer is half done in a total");
        }
    });
}

pub fn nobody_sees_a_transfer_half_done() {
    for (from, to) in [(0, 1), (1, 0)] {
        let bank = Bank::new(&[10, 10]);
        let look = |account| balances(&bank, 2)[account];
        thread::scope(|scope| {
            scoped(scope, "transfer", || {
                expect_eq(bank.transfer(from, to, 4), Ok(()), IT_IS_THERE);
            });
            scoped(scope, "debtor", || {
                if look(from) == 6 {
                    expect_eq(
                        look(to),
                        14,
                        "who sees that money is gone sees that it has arrived",
                    );
                }
            });
            if look(to) == 14 {
                expect_eq(
                    look(from),
                    6,
                    "who sees that money has arrived sees that it is gone",
                );
            }
        });
    }
}

pub fn money_is_spent_once() {
    let bank = Bank::new(&[5, 0, 0]);
    one_is_refused(
        &bank,
        [(0, 1), (0, 2)],
        BankError::Insufficient { balance: 0 },
        "of two transfers of all the money of one account one finds nothing left",
    );
    let left = balances(&bank, 3);
    expect(
        left == [0, 5, 0] || left == [0, 0, 5],
        format!("money is spent once: found {left:?} on the accounts"),
    );

    let bank = Bank::new(&[5, 5, u64::MAX - 7]);
    one_is_refused(
        &bank,
        [(0, 2), (1, 2)],
        BankError::Overflow,
        "of two transfers to an account that has room for one, one is refused",
    );
    expect_eq(
        bank.total(),
        u128::from(u64::MAX) + 3,
        "a transfer that is refused leaves both accounts as they were",
    );
}

/// Makes two transfers of 5 at the same time.
fn one_is_refused(bank: &Bank, transfers: [(usize, usize); 2], refusal: BankError, property: &str) {
    let [(from, to), other] = transfers;
    let outcomes = thread::scope(|scope| {
        let second = scoped(scope, "second", || bank.transfer(other.0, other.1, 5));
        let first = bank.transfer(from, to, 5);
        second.join().map(|second| [first, second])
    });
    let Ok(mut outcomes) = outcomes else {
        return;
    };
    if outcomes[0].is_err() {
        outcomes.reverse();
    }
    expect_eq(outcomes, [Ok(()), Err(refusal)], property);
}

pub fn other_pairs_do_not_wait() {
    expect(
        PAIRS.into_iter().any(|pair| fare(pair) == Fare::Free),
        "a transfer does not wait for one between two other accounts: each was made to wait in the middle of one",
    );
}

/// A transfer that is held back, and one that has no account in common with it.
///
/// Several, because accounts may share their locks with some others: whatever the number of stripes, or the size of blocks, of
/// one of these pairs the locks are different.
type Pair = ((usize, usize), (usize, usize));
const PAIRS: [Pair; 6] = [
    ((0, 1), (2, 3)),
    ((1, 0), (7, 5)),
    ((0, 2), (1, 3)),
    ((0, 3), (1, 4)),
    ((3, 11), (28, 20)),
    ((0, 1), (30, 31)),
];
const ACCOUNTS: usize = 32;

#[derive(PartialEq)]
enum Fare {
    /// It goes on while a transfer between the held accounts waits, or nobody waits for anybody.
    Free,
    Waits,
}

/// Holds the first transfer back at each of its steps in turn.
fn fare((held, other): Pair) -> Fare {
    let mut somebody_waited = false;
    for steps in 1.. {
        let bank = Bank::new(&[10; ACCOUNTS]);
        let transfer = |(from, to)| expect_eq(bank.transfer(from, to, 1), Ok(()), IT_IS_THERE);
        let outcome = thread::scope(|scope| {
            let held_back = hold_back(scope, "held back", steps, || transfer(held))?;
            let other_ends = ends_meanwhile(scope, "elsewhere", || transfer(other));
            let same_ends = ends_meanwhile(scope, "same accounts", || transfer(held));
            drop(held_back);
            Some((other_ends, same_ends))
        });
        match outcome {
            Some((true, false)) => return Fare::Free,
            Some((other_ends, _)) => somebody_waited |= !other_ends,
            None => break,
        }
    }
    if somebody_waited {
        Fare::Waits
    } else {
        Fare::Free
    }
}
