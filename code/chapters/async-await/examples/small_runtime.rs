//! A runtime small enough to read, which says when it polls, who is pending, who is woken and what is dropped.
//@ explore: holds

use std::collections::{BTreeMap, VecDeque};
use std::panic::Location;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};

#[track_caller]
fn say(who: &str, what: &str) {
    println!("{who:<4}  line {:<3} {what}", Location::caller().line());
}

// ANCHOR: main
type Queue = Arc<Mutex<VecDeque<&'static str>>>;
type Tasks = BTreeMap<&'static str, Pin<Box<dyn Future<Output = ()>>>>;

struct Cord {
    dish: &'static str,
    queue: Queue,
}

impl Wake for Cord {
    fn wake(self: Arc<Self>) {
        say(self.dish, "is woken, and stands in the queue");
        self.queue.lock().unwrap().push_back(self.dish);
    }
}

fn run(tasks: &mut Tasks, queue: &Queue) {
    let next = || queue.lock().unwrap().pop_front();
    while let Some(dish) = next() {
        let cord = Cord {
            dish,
            queue: queue.clone(),
        };
        let waker = Waker::from(Arc::new(cord));
        say(dish, "is polled");
        let task = tasks.get_mut(dish).expect("it is not done");
        match task.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Pending => say(dish, "has answered Pending, and is left alone"),
            Poll::Ready(()) => {
                say(dish, "has answered Ready, and is done");
                tasks.remove(dish);
            }
        }
    }
    say("run", "finds the queue empty; its thread could sleep");
}

#[derive(Default)]
struct Bell {
    rung: bool,
    cord: Option<Waker>,
}

struct Ring(&'static str, Arc<Mutex<Bell>>);

impl Future for Ring {
    type Output = ();
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut bell = self.1.lock().unwrap();
        if bell.rung {
            say(self.0, "hears that its bell has rung");
            return Poll::Ready(());
        }
        say(self.0, "ties its waker to its bell");
        bell.cord = Some(context.waker().clone());
        Poll::Pending
    }
}

struct Pan(&'static str);

impl Drop for Pan {
    fn drop(&mut self) {
        say(self.0, "puts its pan away");
    }
}

async fn cook(dish: &'static str, bell: Arc<Mutex<Bell>>) {
    say(dish, "begins, and takes a pan");
    let _pan = Pan(dish);
    Ring(dish, bell).await;
    say(dish, "goes on behind the await");
}

fn main() {
    let queue = Queue::default();
    let mut tasks = Tasks::new();
    let bells = [Arc::default(), Arc::default()];
    for (dish, bell) in ["soup", "rice"].into_iter().zip(&bells) {
        tasks.insert(dish, Box::pin(cook(dish, Arc::clone(bell))));
        say(dish, "is made, stands in the queue, and has not begun");
        queue.lock().unwrap().push_back(dish);
    }
    run(&mut tasks, &queue);

    say("main", "rings the bell of the soup");
    let cord = {
        let mut bell = bells[0].lock().unwrap();
        bell.rung = true;
        bell.cord.take()
    };
    cord.expect("the soup waits").wake();
    run(&mut tasks, &queue);

    say("main", "does not wait for the rice, and drops it");
    drop(tasks);
}
// ANCHOR_END: main
