//! The command line of the course.

fn main() {}
