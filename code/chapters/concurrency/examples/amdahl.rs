//! What more cores can bring at best, when a part of the work stays serial.

// ANCHOR: main
fn speed_up(serial: f64, cores: f64) -> f64 {
    1.0 / (serial + (1.0 - serial) / cores)
}

fn main() {
    println!("serial part |  2 cores   8 cores  64 cores   any number");
    for percent in [0, 5, 25, 50] {
        let at = |cores| speed_up(f64::from(percent) / 100.0, cores);
        let [two, eight, many, limit] = [2.0, 8.0, 64.0, f64::INFINITY].map(at);
        println!("{percent:9} % |{two:9.2}{eight:10.2}{many:10.2}{limit:13.2}");
    }
}
// ANCHOR_END: main
