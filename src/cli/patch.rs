//! A plan as `--dry-run` prints it: what happens to each file, and under each edit its
//! lines as a unified diff.

use std::io;

use similar::TextDiff;

use crate::corpus::{Change, Plan};
use crate::diag::visible;

/// Prints the changes of `plan`, file by file.
pub(super) fn print(plan: &Plan, to: &mut dyn io::Write) -> io::Result<()> {
    for change in &plan.changes {
        writeln!(to, "{}", visible(&change.summary()))?;
        let Change::Edit { path, to: into, old, new } = change else { continue };
        if old == new {
            continue;
        }
        let diff = TextDiff::from_lines(old, new);
        let text = diff.unified_diff().header(path, into).to_string();
        for line in text.lines() {
            writeln!(to, "{}", visible(line))?;
        }
    }
    Ok(())
}
