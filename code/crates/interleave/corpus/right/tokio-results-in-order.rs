//! Outputs are put where they belong, in whatever order the tasks end; one that panics says so.

use tokio::task::JoinSet;

#[tokio::main]
async fn main() {
    let mut squares = JoinSet::new();
    for number in 0..3_usize {
        squares.spawn(async move {
            assert!(number != 1, "no ones");
            (number, number * number)
        });
    }
    let mut results = [None; 3];
    let mut panics = 0;
    while let Some(square) = squares.join_next().await {
        match square {
            Ok((number, square)) => results[number] = Some(square),
            Err(error) => {
                assert!(error.is_panic());
                panics += 1;
            }
        }
    }
    assert_eq!(results, [Some(0), None, Some(4)]);
    assert_eq!(panics, 1);
}
