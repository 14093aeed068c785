//! `related` that points at nothing, at the record itself, or twice at the same one.

use std::collections::BTreeSet;

use crate::corpus::Corpus;
use crate::diag::{Finding, Place};

use super::Check;

/// One finding for each such entry.
pub(super) fn run(check: &Check, corpus: &Corpus, found: &mut Vec<Finding>) {
    let there: BTreeSet<(&str, u32)> = corpus
        .records
        .iter()
        .filter_map(|r| Some((r.list.as_str(), r.number?)))
        .collect();
    for (record, value) in corpus.recommendations() {
        let mut seen = BTreeSet::new();
        for (index, reference) in value.related.iter().enumerate() {
            let list = reference.list.as_deref().unwrap_or(&record.list);
            let target = (list, reference.number);
            let message = if target == (record.list.as_str(), value.number) {
                "相关建议指向自己".to_owned()
            } else if !seen.insert(target) {
                format!("相关建议 {reference} 写了两次")
            } else if there.contains(&target) {
                continue;
            } else {
                format!("没有相关建议 {reference}")
            };
            let field = record.field(&format!("related.{index}"));
            let span = field.or(record.field("related")).map(|field| field.value);
            let place = Place { path: record.path.clone(), span };
            found.push(check.finding(place, message).help("改正序号，或删去这一项"));
        }
    }
}
