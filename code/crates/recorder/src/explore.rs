//! Schedules of the explorer: `//@ explore:` directives and `traces/`.
