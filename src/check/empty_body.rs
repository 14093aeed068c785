//! A record without text.

use crate::corpus::Corpus;
use crate::diag::{Finding, Place};
use crate::record::Record;

use super::Check;

/// The body holds nothing but white space and marks.
pub(super) fn run(
    check: &Check,
    _corpus: &Corpus,
    record: &Record,
    found: &mut Vec<Finding>,
) {
    let Some(value) = record.readable() else { return };
    // Without a number or a region it may also be a body that is no text.
    if !value.body.contains(char::is_alphanumeric) && record.value.is_some() {
        let span = record.field("body").map(|field| field.key);
        let place = Place { path: record.path.clone(), span };
        found.push(check.finding(place, "正文是空的").help("在 body 下写上建议的正文"));
    }
}
