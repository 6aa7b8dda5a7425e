//! A picture, painted by rows: each row is lent to one thread.
//@ explore: no, because rayon keeps its own threads

// ANCHOR: main
use rayon::prelude::*;

const WIDTH: usize = 48;
const HEIGHT: usize = 15;

/// How long the point takes to escape from the Mandelbrot set, as a shade.
fn shade(column: usize, row: usize) -> u8 {
    let (x, y) = (column as f64 / 16.0 - 2.2, row as f64 / 6.5 - 1.08);
    let (mut a, mut b, mut steps) = (0.0, 0.0, 0);
    while a * a + b * b < 4.0 && steps < 60 {
        (a, b) = (a * a - b * b + x, 2.0 * a * b + y);
        steps += 1;
    }
    match steps {
        0..4 => b' ',
        4..7 => b'.',
        7..60 => b'+',
        _ => b'#',
    }
}

fn main() {
    let mut picture = vec![0; WIDTH * HEIGHT];
    picture
        .par_chunks_mut(WIDTH)
        .enumerate()
        .for_each(|(row, cells)| {
            for (column, cell) in cells.iter_mut().enumerate() {
                *cell = shade(column, row);
            }
        });
    for row in picture.chunks(WIDTH) {
        println!("{}", String::from_utf8_lossy(row).trim_end());
    }
}
// ANCHOR_END: main
