//! Six jobs, one after the other: every wait is waited for.

// ANCHOR: main
const WAITS: [usize; 6] = [4, 1, 6, 3, 5, 2]; // ticks until the answer comes
const COMPUTE: usize = 2; // ticks of work on each answer

fn main() {
    let mut now = 0;
    for (job, wait) in ('A'..).zip(WAITS) {
        let row = " ".repeat(now) + &".".repeat(wait) + &"#".repeat(COMPUTE);
        println!("{job} {row}");
        now += wait + COMPUTE;
    }
    println!("{now} ticks");
}
// ANCHOR_END: main
