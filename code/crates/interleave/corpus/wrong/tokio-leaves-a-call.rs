//@ finds: leak
//@ leftovers: must-end
//! The runtime is shut down without a wait, while a blocking call waits for a message of somebody who is gone.

use std::sync::mpsc;

use tokio::runtime::Runtime;

fn main() {
    let (sender, answers) = mpsc::channel::<u32>();
    let runtime = Runtime::new().unwrap();
    runtime.spawn_blocking(move || answers.recv());
    runtime.block_on(async { std::mem::forget(sender) });
    runtime.shutdown_background();
}
