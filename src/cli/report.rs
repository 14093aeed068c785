//! Findings said on the way, beside the data: on stderr.

use super::Context;
use crate::diag::{Finding, PRINTERS, Report, Texts};

/// Prints `findings` on stderr in the form called `format`; nothing when there are none.
pub(super) fn say(
    cx: &mut Context<'_, '_>,
    format: &str,
    findings: &[Finding],
    texts: &dyn Texts,
) -> std::io::Result<()> {
    let printer = PRINTERS.iter().find(|printer| printer.name == format);
    let Some(printer) = printer.filter(|_| !findings.is_empty()) else { return Ok(()) };
    let columns = cx.streams.columns;
    let color = cx.color;
    let report = Report { findings, texts, rules: &[], within: "", color, columns };
    (printer.print)(&report, cx.streams.err)
}
