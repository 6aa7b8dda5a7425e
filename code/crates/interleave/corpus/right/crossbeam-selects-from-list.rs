//! `Select` over channels that are known only at run time.

use crossbeam::channel::{Select, bounded};

fn main() {
    let channels: Vec<_> = (0..2).map(|_| bounded(1)).collect();
    let mut threads = Vec::new();
    for (number, (sender, _)) in channels.iter().enumerate() {
        let sender = sender.clone();
        threads.push(std::thread::spawn(move || sender.send(number).unwrap()));
    }
    let mut seen = [false; 2];
    for _ in 0..2 {
        let mut select = Select::new();
        for (_, receiver) in &channels {
            select.recv(receiver);
        }
        let operation = select.select();
        let index = operation.index();
        let number = operation.recv(&channels[index].1).unwrap();
        assert_eq!(number, index);
        seen[number] = true;
    }
    assert_eq!(seen, [true, true]);
    for thread in threads {
        thread.join().unwrap();
    }
}
