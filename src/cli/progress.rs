//! The counter that a person sees on a terminal while long work goes on.
//!
//! It stands on one line of stderr and is gone when the work is done, so that what the
//! command says is the same with it and without it.

use std::io::{self, Write as _};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

use crate::corpus::Watch;
use crate::text::width;

/// Work that is over sooner shows nothing.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often the counter is drawn again.
const TICK: Duration = Duration::from_millis(100);
/// Characters of the bar.
const BAR: usize = 24;

/// Does `work` and shows how far it has come under the name of `what`.
pub(super) fn shown<T>(what: &str, watch: &Watch, work: impl FnOnce() -> T) -> T {
    let over = AtomicBool::new(false);
    thread::scope(|scope| {
        let ticker = scope.spawn(|| tick(what, watch, &over));
        let _end = End { over: &over, ticker: ticker.thread().clone() };
        work()
    })
}

/// Stops the counter when the work ends, in whatever way.
struct End<'a> {
    over: &'a AtomicBool,
    ticker: Thread,
}

impl Drop for End<'_> {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Release);
        self.ticker.unpark();
    }
}

fn tick(what: &str, watch: &Watch, over: &AtomicBool) {
    let begun = Instant::now();
    let mut drawn = false;
    while !over.load(Ordering::Acquire) {
        if begun.elapsed() > PATIENCE {
            // Who does not see it misses nothing.
            let _ = write!(io::stderr(), "\r{}\x1b[K", line(what, watch.counts()));
            drawn = true;
        }
        thread::park_timeout(TICK);
    }
    if drawn {
        let _ = write!(io::stderr(), "\r\x1b[K");
    }
}

/// The line that says that of `all` steps some are `done`.
fn line(what: &str, (done, all): (usize, usize)) -> String {
    let full = (done * BAR).checked_div(all).unwrap_or(0);
    let bar = "█".repeat(full) + &"░".repeat(BAR - full);
    let pad = " ".repeat(10_usize.saturating_sub(width(what)));
    format!("{what}{pad} {bar} {done}/{all}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_how_far_the_work_has_come() {
        assert_eq!(
            line("读入记录", (0, 0)),
            format!("读入记录   {} 0/0", "░".repeat(24))
        );
        let half = "█".repeat(12) + &"░".repeat(12);
        assert_eq!(line("写入", (5, 10)), format!("写入       {half} 5/10"));
        assert!(line("写入", (10, 10)).contains(&"█".repeat(24)));
    }

    #[test]
    fn work_that_fails_ends_the_counter_too() {
        let watch = Watch::default();
        let failed =
            std::panic::catch_unwind(|| shown("读入", &watch, || panic!("no")));
        assert!(failed.is_err());
        assert_eq!(shown("读入", &watch, || 7), 7);
    }
}
