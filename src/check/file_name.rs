//! A file that is not named by its number.

use std::collections::BTreeSet;

use crate::corpus::Corpus;
use crate::diag::{Finding, Place};
use crate::record::Record;

use super::Check;

/// One finding for each file; not for one whose number is a duplicate: then the number is
/// wrong, not the name, and that is said already.
pub(super) fn run(check: &Check, corpus: &Corpus, found: &mut Vec<Finding>) {
    let duplicates: BTreeSet<String> = found
        .iter()
        .filter(|finding| finding.rule == "duplicate-number")
        .map(|finding| finding.place.path.clone())
        .collect();
    for record in &corpus.records {
        let Some(number) = record.number else { continue };
        if named(record) == Some(number) || duplicates.contains(&record.path) {
            continue;
        }
        let message = format!("文件名与序号 {number} 不一致");
        let help = format!(
            "把文件改名为 {number:03}.yaml，或改正序号；jianyi renumber 可以一并改"
        );
        found.push(check.finding(number_place(record), message).help(help));
    }
}

/// The number that the file's name says, in three digits or more.
pub(super) fn named(record: &Record) -> Option<u32> {
    let name = record.path.rsplit('/').next()?;
    // Another ending than `.yaml` is told by reading.
    let (stem, _) = name.rsplit_once('.')?;
    let digits = stem.len() >= 3 && stem.bytes().all(|b| b.is_ascii_digit());
    if digits { stem.parse().ok() } else { None }
}

/// Where the file says its number.
pub(super) fn number_place(record: &Record) -> Place {
    let span = record.field("number").map(|field| field.value);
    Place { path: record.path.clone(), span }
}
