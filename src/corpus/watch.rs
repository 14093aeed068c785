//! How far long work has come, for whoever shows it to a person who waits.
//!
//! The work counts; nothing here prints, and nothing depends on being watched.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A count of the steps of one piece of work, shared with the one who shows it.
#[derive(Clone, Debug, Default)]
pub struct Watch {
    counts: Arc<Counts>,
}

#[derive(Debug, Default)]
struct Counts {
    done: AtomicUsize,
    all: AtomicUsize,
}

impl Watch {
    /// Begins work of `all` steps.
    pub fn begin(&self, all: usize) {
        self.counts.done.store(0, Ordering::Relaxed);
        self.counts.all.store(all, Ordering::Relaxed);
    }

    /// Counts one step.
    pub fn step(&self) {
        self.counts.done.fetch_add(1, Ordering::Relaxed);
    }

    /// The steps done, and how many there are; 0 where nothing has begun.
    pub fn counts(&self) -> (usize, usize) {
        let all = self.counts.all.load(Ordering::Relaxed);
        (self.counts.done.load(Ordering::Relaxed).min(all), all)
    }
}
