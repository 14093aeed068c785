//! Annotations of GitHub workflows: the finding stands beside its line in a pull request.

use std::io;

use super::locate::Locator;
use super::{Report, Severity, visible};

/// Prints all findings of `report`.
pub(super) fn print(report: &Report<'_>, to: &mut dyn io::Write) -> io::Result<()> {
    let mut locator = Locator::new(report.texts);
    for finding in report.findings {
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "notice",
        };
        let place = locator.find(&finding.place);
        let (within, path) = (report.within, &finding.place.path);
        write!(to, "::{command} file={}", property(&format!("{within}{path}")))?;
        write!(to, ",line={},endLine={}", place.start.line, place.end.line)?;
        if place.start.line == place.end.line {
            // GitHub takes columns only for a place on one line, and its last one with.
            let last = place.end.column.saturating_sub(1).max(place.start.column);
            write!(to, ",col={},endColumn={last}", place.start.column)?;
        }
        write!(to, ",title={}::{}", finding.rule, data(&finding.message))?;
        match &finding.help {
            Some(help) => writeln!(to, "%0A{}", data(help))?,
            None => writeln!(to)?,
        }
    }
    Ok(())
}

/// Escapes a message: a line end would begin another command.
fn data(text: &str) -> String {
    visible(text).replace('%', "%25")
}

/// Escapes the value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
