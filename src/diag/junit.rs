//! JUnit XML, for servers that show test reports: one test case a finding, failed unless
//! it is info; one that passed when nothing was found.

use std::io;

use super::locate::Locator;
use super::{Finding, Report, Severity, visible};

/// Prints all findings of `report`.
pub(super) fn print(report: &Report<'_>, to: &mut dyn io::Write) -> io::Result<()> {
    let tests = report.findings.len().max(1);
    let failures = report.findings.iter().filter(|f| fails(f)).count();
    writeln!(to, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(to, r#"<testsuites tests="{tests}" failures="{failures}">"#)?;
    writeln!(
        to,
        r#"  <testsuite name="jianyi" tests="{tests}" failures="{failures}" errors="0">"#
    )?;
    if report.findings.is_empty() {
        writeln!(to, r#"    <testcase classname="jianyi" name="validate"/>"#)?;
    }
    let mut locator = Locator::new(report.texts);
    for finding in report.findings {
        let start = locator.find(&finding.place).start;
        case(finding, &format!("{}:{}", start.line, start.column), to)?;
    }
    writeln!(to, "  </testsuite>\n</testsuites>")
}

fn case(finding: &Finding, at: &str, to: &mut dyn io::Write) -> io::Result<()> {
    let path = escape(&finding.place.path);
    let (rule, message) = (finding.rule, escape(&finding.message));
    writeln!(to, r#"    <testcase classname="{path}" name="{rule} {at}">"#)?;
    let help = finding.help.as_deref().map(escape).unwrap_or_default();
    let text = format!("{path}:{at}: {message}\n{help}");
    let text = text.trim_end();
    if fails(finding) {
        let kind = finding.severity;
        writeln!(
            to,
            r#"      <failure type="{kind}" message="{message}">{text}</failure>"#
        )?;
    } else {
        writeln!(to, "      <system-out>{text}</system-out>")?;
    }
    writeln!(to, "    </testcase>")
}

fn fails(finding: &Finding) -> bool {
    finding.severity > Severity::Info
}

/// `text` as text of XML, with what acts on a terminal shown.
fn escape(text: &str) -> String {
    crate::text::escape(&visible(text))
}
