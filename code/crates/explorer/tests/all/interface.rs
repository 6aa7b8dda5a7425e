//! What the facades offer is used by a program of the corpus, the litmus suite or a test, so that it is known to work.

use std::path::{Path, PathBuf};

use explorer::{ExploreOptions, Outcome, Search};

/// Crate, and words of its interface; `use` or a path of the crate must stand in the same program.
const INTERFACE: &[(&str, &str)] = &[
    (
        "std",
        "thread::spawn thread::Builder .spawn( .spawn_scoped( .stack_size( thread::scope .join() thread::park() park_timeout( .unpark()
         thread_local! .with( .with_borrow_mut( thread::current() .name() .id() .is_finished() thread::sleep yield_now spin_loop
         available_parallelism thread::panicking catch_unwind resume_unwind process::exit process::abort
         Mutex::new .lock() .try_lock() is_poisoned clear_poison into_inner PoisonError RwLock::new .read() .write() .try_read() .try_write()
         Condvar::new .wait( .wait_while( .wait_timeout( .wait_timeout_while( .notify_one() .notify_all() Barrier::new is_leader
         Once::new call_once( call_once_force( OnceLock .get_or_init( .set( .get() LazyLock
         mpsc::channel sync_channel(0) sync_channel(1) .send( .try_send( .recv() .try_recv() .recv_timeout( .iter() .try_iter() .into_iter()
         AtomicBool AtomicI8 AtomicI16 AtomicI32 AtomicI64 AtomicIsize AtomicU8 AtomicU16 AtomicU32 AtomicU64 AtomicUsize AtomicPtr
         .load( .store( .swap( .compare_exchange( .compare_exchange_weak( fetch_add( fetch_sub( fetch_and( fetch_nand( fetch_or( fetch_xor(
         fetch_max( fetch_min( fetch_update( fetch_not( fence( compiler_fence( Relaxed Acquire Release AcqRel SeqCst UnsafeCell
         Instant::now .elapsed() Duration println! eprintln! dbg!",
    ),
    (
        "tokio",
        "#[tokio::main] #[tokio::test] flavor worker_threads new_current_thread new_multi_thread enable_all enable_time Runtime::new
         .block_on( Handle::current shutdown_timeout shutdown_background
         tokio::spawn .abort() abort_handle is_cancelled into_panic JoinSet join_next join_all abort_all LocalSet run_until spawn_local
         spawn_blocking block_in_place yield_now task_local! select! biased; else tokio::join! try_join!
         Mutex::new lock_owned .try_lock() RwLock Semaphore .acquire() acquire_owned acquire_many try_acquire add_permits .forget()
         Notify notified() notify_one() notify_waiters() .enable() mpsc::channel unbounded_channel reserve() try_send blocking_send blocking_recv
         recv_many .closed() oneshot watch:: .changed() borrow_and_update send_modify wait_for( .subscribe() broadcast Lagged
         sync::Barrier OnceCell get_or_try_init time::sleep sleep_until timeout( timeout_at interval( .tick() MissedTickBehavior
         Instant::now advance( CancellationToken TaskTracker",
    ),
    (
        "parking_lot",
        "Mutex::new RwLock::new Condvar::new Once::new FairMutex ReentrantMutex try_lock_for try_read_for upgradable_read upgrade
         downgrade unlock_fair bump( ::map( wait_for( wait_while( notify_all is_locked unlocked( try_write_until static lock_arc ArcMutexGuard
         write_arc RecursiveRwLock",
    ),
    (
        "crossbeam",
        "unbounded bounded(1) bounded(0) select! select_biased! default default( after( tick( at( never Select::new try_select
         send_timeout send_deadline recv_deadline recv_timeout thread::scope crossbeam::scope WaitGroup Parker AtomicCell compare_exchange
         fetch_add ArrayQueue force_push SegQueue ShardedLock Backoff CachePadded
         Injector new_fifo new_lifo stealer() .steal() steal_batch( steal_batch_and_pop steal_batch_with_limit( Steal::Retry",
    ),
];

fn sources(folder: &Path, into: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).expect("the folder can be listed") {
        let path = entry.expect("the folder can be listed").path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            into.push(std::fs::read_to_string(&path).expect("the program can be read"));
        }
    }
}

#[test]
fn every_part_of_the_interface_is_used_by_a_program() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut programs = Vec::new();
    for folder in ["../interleave/corpus", "../interleave/litmus"] {
        sources(&here.join(folder), &mut programs);
    }
    // Whole programs stand in these tests, too.
    for test in ["isolation", "tokio_test"] {
        let test = here.join("tests/all").join(format!("{test}.rs"));
        programs.push(std::fs::read_to_string(test).expect("the test can be read"));
    }
    let mut unused = Vec::new();
    for (name, words) in INTERFACE {
        for word in words.split_whitespace() {
            let is_used = |program: &String| {
                (*name == "std" || program.contains(&format!("{name}::"))) && program.contains(word)
            };
            if !programs.iter().any(is_used) {
                unused.push(format!("{name}: `{word}`"));
            }
        }
    }
    assert!(
        unused.is_empty(),
        "no program uses this; write one into code/crates/interleave/corpus:\n{}",
        unused.join("\n")
    );
}

fn outputs(name: &str, source: &str) -> Vec<String> {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("interface");
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    let file = folder.join(name);
    std::fs::write(&file, source).expect("the file can be written");
    let mut options = ExploreOptions::new(file);
    options.config.search = Search::Exhaustive;
    let report = explorer::explore_file(&options)
        .expect("the tools are there")
        .report;
    assert_eq!(report.outcome, Outcome::Ok, "{}", report.message);
    report.outputs
}

#[test]
fn select_begins_with_every_branch_and_a_notification_wakes_any_waiter() {
    let selects = "use std::future::ready;
#[tokio::main(flavor = \"current_thread\")]
async fn main() {
    let branch = tokio::select! {
        _ = ready(()) => 1,
        _ = ready(()) => 2,
        _ = ready(()) => 3,
    };
    println!(\"{branch}\");
}
";
    assert_eq!(outputs("selects.rs", selects), ["1\n", "2\n", "3\n"]);
    let crossbeam = "use crossbeam::{channel::unbounded, select};
fn main() {
    let (first, second) = (unbounded(), unbounded());
    first.0.send(()).unwrap();
    second.0.send(()).unwrap();
    select! {
        recv(first.1) -> _ => println!(\"1\"),
        recv(second.1) -> _ => println!(\"2\"),
    }
}
";
    assert_eq!(outputs("crossbeam.rs", crossbeam), ["1\n", "2\n"]);
    let wakes = "use std::sync::{Condvar, Mutex};
use std::thread;
fn main() {
    let (tickets, changed) = (Mutex::new(0), Condvar::new());
    thread::scope(|scope| {
        for name in [\"a\", \"b\"] {
            let (tickets, changed) = (&tickets, &changed);
            scope.spawn(move || {
                let mut left = changed.wait_while(tickets.lock().unwrap(), |left| *left == 0).unwrap();
                *left -= 1;
                println!(\"{name}\");
            });
        }
        for _ in 0..2 {
            *tickets.lock().unwrap() += 1;
            changed.notify_one();
        }
    });
}
";
    assert_eq!(outputs("wakes.rs", wakes), ["a\nb\n", "b\na\n"]);
}

#[test]
fn the_policy_of_a_read_write_lock_is_a_choice() {
    // The second reader comes while a writer waits: before it, or after it.
    let source = "use std::sync::RwLock;
use std::thread;
use std::time::Duration;
fn main() {
    let value = RwLock::new(0);
    thread::scope(|scope| {
        let first = value.read().unwrap();
        scope.spawn(|| *value.write().unwrap() = 1);
        scope.spawn(|| {
            thread::sleep(Duration::from_millis(1));
            println!(\"{}\", value.read().unwrap());
        });
        thread::sleep(Duration::from_millis(2));
        drop(first);
    });
}
";
    assert_eq!(outputs("policy.rs", source), ["0\n", "1\n"]);
}
