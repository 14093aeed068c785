//! One line a finding, `path:line:column: severity[rule] message`, which editors and
//! `grep` understand.

use std::io;

use super::locate::Locator;
use super::{Report, visible};

/// Prints all findings of `report`.
pub(super) fn print(report: &Report<'_>, to: &mut dyn io::Write) -> io::Result<()> {
    let mut locator = Locator::new(report.texts);
    for finding in report.findings {
        let start = locator.find(&finding.place).start;
        writeln!(
            to,
            "{}:{}:{}: {}[{}] {}",
            visible(&finding.place.path),
            start.line,
            start.column,
            finding.severity,
            finding.rule,
            visible(&finding.message),
        )?;
    }
    Ok(())
}
