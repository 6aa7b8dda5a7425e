//! What a pool of processes promises, with workers that do as their jobs say.

#[path = "worker.rs"]
mod worker;

use std::num::NonZeroUsize;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::thread;
use std::time::Duration;

use answer::{JobError, MAX_FRAME, ProcessPool};
use harness_kit::processes::{
    Children, Gate, arrived, children, doing, kill, own, patiently, step, wait_until,
};
use harness_kit::{expect, expect_eq};

use worker::{LONG, serve};

/// What the other processes do.
pub fn play(role: &str, arguments: &[String]) {
    match role {
        "worker" => serve(arguments),
        other => panic!("nobody plays `{other}`"),
    }
}

/// No job of these checks comes near it.
const NO_LIMIT: Duration = Duration::from_secs(600);

/// Enough for a job that only has to be answered.
const LIMIT: Duration = Duration::from_millis(700);

type Reply = Result<Vec<u8>, JobError>;

pub fn replies_come_in_the_order_of_the_jobs() {
    doing("a list of jobs, of which the first one ends last");
    let pool = pool(2, NO_LIMIT);
    let gate = Gate::closed("first");
    let mut jobs = vec![b"pass first".to_vec(), Vec::new(), b"STOP\n\0\xff".to_vec()];
    jobs.extend((0..20_u8).map(|number| vec![number; usize::from(number)]));
    jobs.push(b"note last".to_vec());
    let replies = meanwhile(&pool, jobs.clone(), |is_over| {
        wait_until(|| Path::new("note last").exists() || is_over());
        gate.open();
    });
    let expected: Vec<Reply> = jobs.into_iter().map(Ok).collect();
    expect_eq(
        replies,
        expected,
        "each job gets its own reply, in the order of the jobs",
    );
    expect_eq(pool.map(Vec::new()), Vec::new(), "no jobs give no replies");
    doing("two threads that hand in jobs at the same time");
    thread::scope(|scope| {
        for name in ["one", "other"] {
            let pool = &pool;
            scope.spawn(move || {
                for _ in 0..10 {
                    step();
                    let replies = pool.map(vec![name.into(), b"and".to_vec(), name.into()]);
                    expect_eq(
                        replies,
                        vec![Ok(name.into()), Ok(b"and".to_vec()), Ok(name.into())],
                        "each job gets its own reply, whoever else hands in jobs",
                    );
                }
            });
        }
    });
    expect_eq(
        arrived("worker").len(),
        2,
        "workers are started once, and used again",
    );
    expect_eq(pool.restarts(), 0, "a worker that lives is not replaced");
}

pub fn all_workers_work_at_once() {
    doing("three workers, and three jobs that wait for each other");
    let pool = pool(3, NO_LIMIT);
    expect(
        pool.map(vec![b"meet 3".to_vec(); 3])
            .iter()
            .all(Result::is_ok),
        "as many jobs run at the same time as there are workers",
    );
}

pub fn a_free_worker_takes_the_next_job() {
    doing("two workers, of which one is busy until all other jobs have been done");
    let pool = pool(2, NO_LIMIT);
    let gate = Gate::closed("long");
    let jobs = [
        b"pass long".as_slice(),
        b"note a",
        b"note b",
        b"note c",
        b"note d",
    ];
    let noted = |name: &&str| Path::new(&format!("note {name}")).exists();
    let replies = meanwhile(&pool, jobs.map(<[u8]>::to_vec).to_vec(), |is_over| {
        wait_until(|| ["a", "b", "c", "d"].iter().all(noted) || is_over());
        gate.open();
    });
    expect(
        replies.len() == 5 && replies.iter().all(Result::is_ok),
        "a worker that is free takes the next job",
    );
}

pub fn long_frames_block_nobody() {
    let pool = pool(1, NO_LIMIT);
    for length in [4 * LONG, MAX_FRAME as usize] {
        doing(&format!(
            "a job of {length} bytes, whose reply begins before the job has been read"
        ));
        let job: Vec<u8> = (0..length).map(|index| (index / 7) as u8).collect();
        let replies = pool.map(vec![job.clone(), b"short".to_vec()]);
        expect(
            replies.len() == 2
                && replies[0].as_ref() == Ok(&job)
                && replies[1] == Ok(b"short".to_vec()),
            "a job may be longer than a pipe holds, and so may its reply",
        );
    }
    expect_eq(pool.restarts(), 0, "a worker that lives is not replaced");
}

pub fn a_death_costs_one_job() {
    const REPLY: usize = 8;
    for written in 0..REPLY {
        doing(&format!(
            "a worker that dies after {written} of the {REPLY} bytes of its reply"
        ));
        let pool = pool(1, NO_LIMIT);
        let jobs = [
            "before".to_owned(),
            format!("die-after {written}"),
            "after".to_owned(),
        ];
        expect_eq(
            pool.map(jobs.map(String::into_bytes).to_vec()),
            vec![
                Ok(b"before".to_vec()),
                Err(JobError::WorkerDied),
                Ok(b"after".to_vec()),
            ],
            "the job that its worker did not survive is WorkerDied, and the others have their replies",
        );
        expect_eq(pool.restarts(), 1, "a worker that died is replaced once");
    }
    doing("a worker that exits as if all were well, one that is killed, and one that lives");
    let pool = pool(2, NO_LIMIT);
    let jobs = [b"exit 0".as_slice(), b"a", b"exit 7", b"hang", b"b"].map(<[u8]>::to_vec);
    let replies = meanwhile(&pool, jobs.to_vec(), |is_over| {
        wait_until(|| !arrived("hanging").is_empty() || is_over());
        for process in arrived("hanging") {
            kill(process);
        }
    });
    expect_eq(
        replies,
        vec![
            Err(JobError::WorkerDied),
            Ok(b"a".to_vec()),
            Err(JobError::WorkerDied),
            Err(JobError::WorkerDied),
            Ok(b"b".to_vec()),
        ],
        "the job that its worker did not survive is WorkerDied, and the others have their replies",
    );
}

pub fn a_job_over_its_limit_costs_itself() {
    let (mut pool, mut replies) = with_one_that_hangs(LIMIT);
    for limit in [LIMIT, 3 * LIMIT] {
        // On a machine that has too much to do, a short job may take as long: then all of it is done again.
        let late = Some(&Err(JobError::TimedOut));
        if replies.first() == late || replies.last() == late {
            drop(pool);
            (pool, replies) = with_one_that_hangs(limit);
        }
    }
    expect_eq(
        replies,
        vec![
            Ok(b"a".to_vec()),
            Err(JobError::TimedOut),
            Ok(b"b".to_vec()),
        ],
        "a job over its limit is TimedOut, and the others have their replies",
    );
    expect_eq(
        pool.restarts(),
        1,
        "the worker of a job over its limit is replaced",
    );
    drop(pool);
    doing("a job of a megabyte for a worker that reads nothing, with a limit");
    let pool = made(1, LIMIT, &["reads nothing"]);
    expect_eq(
        pool.map(vec![vec![0; LONG]]),
        vec![Err(JobError::TimedOut)],
        "the limit holds for a job that its worker does not read, too",
    );
    drop(pool);
    doing("a job with the greatest limit");
    let pool = made(1, Duration::MAX, &[]);
    expect_eq(
        pool.map(vec![b"a".to_vec()]),
        vec![Ok(b"a".to_vec())],
        "the greatest limit is none",
    );
}

pub fn what_is_no_frame_is_rejected() {
    doing("a worker that prints something else than a frame, and a job that is too long for one");
    let pool = pool(1, NO_LIMIT);
    let too_long = vec![0; MAX_FRAME as usize + 1];
    let replies = pool.map(vec![
        b"garbage".to_vec(),
        b"a".to_vec(),
        too_long,
        b"b".to_vec(),
    ]);
    expect_eq(replies.len(), 4, "there is one reply for each job");
    expect(
        matches!(&replies[0], Err(JobError::Rejected(why)) if !why.is_empty()),
        "a reply that is no frame is Rejected, in words",
    );
    expect(
        matches!(&replies[2], Err(JobError::Rejected(why)) if !why.is_empty()),
        "a job that is longer than a frame is Rejected, in words",
    );
    expect_eq(
        (&replies[1], &replies[3]),
        (&Ok(b"a".to_vec()), &Ok(b"b".to_vec())),
        "after nonsense the next job has its own reply",
    );
    expect_eq(
        pool.restarts(),
        1,
        "a worker that sent no frame is replaced, one whose job was not sent is not",
    );
}

pub fn an_idle_death_costs_nothing() {
    doing("a worker that is killed between two jobs");
    let pool = pool(1, NO_LIMIT);
    let replies = pool.map(vec![b"who".to_vec()]);
    let who = replies.first().and_then(|reply| reply.as_ref().ok());
    let who = who.and_then(|reply| String::from_utf8_lossy(reply).parse().ok());
    let Some(process) = who else {
        panic!("each job gets its own reply: found {replies:?}");
    };
    kill(process);
    // A zombie, or waited for, or replaced already.
    wait_until(|| children() != Children::Running || arrived("worker").len() > 1);
    expect_eq(
        pool.map(vec![b"a".to_vec(), b"b".to_vec()]),
        vec![Ok(b"a".to_vec()), Ok(b"b".to_vec())],
        "a worker that died without a job is replaced, and costs none",
    );
    expect_eq(pool.restarts(), 1, "a worker that died is replaced once");
}

pub fn workers_that_die_at_once_are_not_started_for_ever() {
    doing("workers that die as soon as they have been started");
    let pool = made(2, NO_LIMIT, &["dies at start"]);
    let replies = pool.map(vec![b"a".to_vec(); 5]);
    expect_eq(replies.len(), 5, "there is one reply for each job");
    expect(
        replies
            .iter()
            .all(|reply| matches!(reply, Err(JobError::WorkerDied | JobError::Closed))),
        "a job whose worker dies at once is WorkerDied",
    );
    thread::sleep(Duration::from_millis(50));
    expect(
        pool.restarts() <= 10,
        "no more workers are started than there are jobs to lose",
    );
}

pub fn who_cannot_be_started_is_told() {
    doing("a pool of three, whose second worker cannot be started");
    let refused = ProcessPool::new(places(3), failing_after(1), NO_LIMIT);
    expect(
        refused.is_err(),
        "new fails when a worker cannot be started",
    );
    drop(refused);
    expect_eq(
        children(),
        Children::None,
        "when new fails, none of its workers is left",
    );
    doing("a worker that dies and cannot be replaced");
    let pool = ProcessPool::new(places(1), failing_after(1), NO_LIMIT);
    let pool = pool.unwrap_or_else(|error| panic!("new starts its workers: found {error}"));
    let replies = pool.map(
        [b"a".as_slice(), b"exit 1", b"b", b"c"]
            .map(<[u8]>::to_vec)
            .to_vec(),
    );
    expect_eq(
        replies,
        vec![
            Ok(b"a".to_vec()),
            Err(JobError::WorkerDied),
            Err(JobError::Closed),
            Err(JobError::Closed),
        ],
        "jobs for which no worker can be started are Closed",
    );
}

pub fn nobody_is_left_after_shutdown() {
    doing("the end of a pool whose workers have nothing to do");
    let pool = pool(3, NO_LIMIT);
    expect(
        pool.map(vec![b"exit 3".to_vec(), b"a".to_vec()]).len() == 2,
        "there is one reply for each job",
    );
    pool.shutdown();
    expect_eq(
        children(),
        Children::None,
        "after shutdown no worker is left, running or as a zombie",
    );
    let ended = arrived("ended").len();
    expect(
        ended >= 2,
        "a worker whose input is closed may end by itself",
    );
    doing("the end of a pool with a worker that does not care");
    let pool = made(2, NO_LIMIT, &["stays"]);
    // How long it gives its workers to end by themselves is its own affair, within reason.
    patiently(Duration::from_secs(2), || pool.shutdown());
    expect_eq(
        children(),
        Children::None,
        "who does not end when its input is closed is killed, and waited for",
    );
    doing("the end of a pool that is dropped");
    drop(made(2, NO_LIMIT, &[]));
    expect_eq(
        children(),
        Children::None,
        "a pool that is dropped leaves no worker",
    );
}

/// A pool with a limit, and its replies to a job that never ends and to one before and after it.
fn with_one_that_hangs(limit: Duration) -> (ProcessPool, Vec<Reply>) {
    doing("a job that never ends, with a limit, and others after it");
    let pool = pool(1, limit);
    let jobs = [b"a".as_slice(), b"hang", b"b"].map(<[u8]>::to_vec);
    let replies = patiently(2 * limit, || pool.map(jobs.to_vec()));
    (pool, replies)
}

fn pool(workers: usize, limit: Duration) -> ProcessPool {
    made(workers, limit, &[])
}

fn made(workers: usize, limit: Duration, how: &'static [&'static str]) -> ProcessPool {
    let pool = ProcessPool::new(places(workers), move || own("worker", how), limit);
    pool.unwrap_or_else(|error| panic!("new starts its workers: found {error}"))
}

/// The commands of so many workers, and then of a program that is not there.
fn failing_after(good: usize) -> impl Fn() -> Command + Send + Sync + 'static {
    let made = AtomicUsize::new(0);
    move || match made.fetch_add(1, SeqCst) {
        before if before < good => own("worker", &[]),
        _ => Command::new("./no-such-program"),
    }
}

/// The replies, and meanwhile `steps`, which can ask whether all is over.
fn meanwhile(
    pool: &ProcessPool,
    jobs: Vec<Vec<u8>>,
    steps: impl FnOnce(&dyn Fn() -> bool),
) -> Vec<Reply> {
    thread::scope(|scope| {
        let mapping = scope.spawn(|| pool.map(jobs));
        steps(&|| mapping.is_finished());
        mapping.join().expect("map returns its replies")
    })
}

fn places(count: usize) -> NonZeroUsize {
    NonZeroUsize::new(count).expect("the checks ask for a worker at least")
}
