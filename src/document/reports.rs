//! REPORTS, and one file per report: a selection as a document.

mod list;
mod matrix;
pub(super) mod tracking;

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

/// All built-in reports, in the order they are listed. Packs are made by
/// [`super::pack`], which needs to know for whom.
pub const REPORTS: &[Report] = &[
    Report {
        name: "list",
        summary: "清单全文，按地区分组，保留原序号",
        build: list::build,
    },
    Report {
        name: "tracking",
        summary: "整改跟踪表，横排，空格留待填写",
        build: tracking::build,
    },
    Report {
        name: "matrix",
        summary: "各地区、各主题的条数，附图",
        build: matrix::topics,
    },
    Report {
        name: "matrix-departments",
        summary: "各地区、各部门的条数，附图",
        build: matrix::departments,
    },
];

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
