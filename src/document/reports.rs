//! REPORTS, and one file per report: a selection as a document.

mod list;

use super::Document;
use crate::select::Selection;
use crate::text::nearest;

/// A report that can be made.
pub struct Report {
    /// Its name, as in `--report`.
    pub name: &'static str,
    /// One line for tables and help, in Chinese.
    pub summary: &'static str,
    /// Makes it.
    pub build: fn(&Selection<'_>) -> Document,
}

/// All built-in reports, in the order they are listed.
pub const REPORTS: &[Report] = &[Report {
    name: "list",
    summary: "清单全文，按地区分组，保留原序号",
    build: list::build,
}];

/// The built-in report called `name`; else the name most like it, of these and `others`.
pub fn report<'n>(
    name: &str,
    others: impl Iterator<Item = &'n str>,
) -> Result<&'static Report, Option<String>> {
    let names = REPORTS.iter().map(|report| report.name);
    REPORTS
        .iter()
        .find(|report| report.name == name)
        .ok_or_else(|| nearest(name, names.chain(others)).map(str::to_owned))
}
