//! A plan as a unified diff, for `--dry-run`.

use std::io;

use similar::TextDiff;

use crate::corpus::{Change, Plan};
use crate::diag::visible;

/// Prints the changes of `plan`, file by file.
pub(super) fn print(plan: &Plan, to: &mut dyn io::Write) -> io::Result<()> {
    for change in &plan.changes {
        let (from, old, into, new) = match change {
            Change::Create { path, new } => {
                ("/dev/null", "", path.as_str(), new.as_str())
            }
            Change::Edit { path, to, old, new } => {
                (path.as_str(), old.as_str(), to.as_str(), new.as_str())
            }
            Change::Delete { path, old } => {
                (path.as_str(), old.as_str(), "/dev/null", "")
            }
        };
        let diff = TextDiff::from_lines(old, new);
        let text = diff.unified_diff().header(from, into).to_string();
        for line in text.lines() {
            writeln!(to, "{}", visible(line))?;
        }
    }
    Ok(())
}
