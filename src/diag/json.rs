//! Findings as JSON. The shape is promised to scripts: it is written down here once more,
//! apart from [`Finding`], so that the inside can change while the outside stays.

use std::io;

use serde::Serialize;

use super::locate::Locator;
use super::visible::is_hazard;
use super::{Finding, Report};

/// Goes up when a field changes its meaning or goes away.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'r> {
    version: u32,
    findings: Vec<Entry<'r>>,
}

/// Lines and columns count from 1, columns in characters; the end is one past the last.
#[derive(Serialize)]
struct Entry<'r> {
    rule: &'r str,
    severity: &'r str,
    message: &'r str,
    path: &'r str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    help: Option<&'r str>,
    fixable: bool,
}

/// Prints all findings of `report`.
pub(super) fn print(report: &Report<'_>, to: &mut dyn io::Write) -> io::Result<()> {
    let mut locator = Locator::new(report.texts);
    let findings = report.findings.iter().map(|f| entry(f, &mut locator)).collect();
    write(&Document { version: VERSION, findings }, to)
}

fn entry<'r>(finding: &'r Finding, locator: &mut Locator<'_>) -> Entry<'r> {
    let place = locator.find(&finding.place);
    Entry {
        rule: finding.rule,
        severity: finding.severity.name(),
        message: &finding.message,
        path: &finding.place.path,
        line: place.start.line,
        column: place.start.column,
        end_line: place.end.line,
        end_column: place.end.column,
        help: finding.help.as_deref(),
        fixable: finding.fix.is_some(),
    }
}

/// Writes a value as indented JSON with a line end. Characters that act on a terminal are
/// escaped: they can only stand in strings, where the escape means the same.
pub fn write(value: &impl Serialize, to: &mut dyn io::Write) -> io::Result<()> {
    let text = serde_json::to_string_pretty(value)?;
    for run in text.split_inclusive(is_unsafe) {
        match run.chars().next_back() {
            Some(last) if is_unsafe(last) => {
                to.write_all(&run.as_bytes()[..run.len() - last.len_utf8()])?;
                for unit in last.encode_utf16(&mut [0; 2]) {
                    write!(to, "\\u{unit:04x}")?;
                }
            }
            _ => to.write_all(run.as_bytes())?,
        }
    }
    writeln!(to)
}

fn is_unsafe(c: char) -> bool {
    c == '\u{7F}' || is_hazard(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_mean_the_same() {
        let value = "a\u{9b}b\u{202e}c\u{E0041}d\u{1b}";
        let mut bytes = Vec::new();
        write(&value, &mut bytes).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.trim_end().chars().all(|c| c.is_ascii_graphic()), "{text}");
        assert_eq!(serde_json::from_str::<String>(&text).unwrap(), value);
    }
}
