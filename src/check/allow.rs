//! The exceptions that records make: rules that do not exist, and rules that found
//! nothing to except.

use std::collections::BTreeSet;

use crate::corpus::Corpus;
use crate::diag::{Finding, Place};
use crate::record::Record;

use super::levels::nearest_rule;
use super::{Check, Levels, find};

/// `allow` names a rule that does not exist.
pub(super) fn unknown(
    check: &Check,
    _corpus: &Corpus,
    record: &Record,
    found: &mut Vec<Finding>,
) {
    let Some(value) = record.readable() else { return };
    for (index, name) in value.allow.iter().enumerate() {
        if find(name).is_none() {
            let message = format!("allow 中没有规则“{name}”");
            let help = match nearest_rule(name) {
                Some(near) => format!("是否指 {near}"),
                None => "规则表见 jianyi explain".to_owned(),
            };
            found.push(check.finding(place(record, index), message).help(help));
        }
    }
}

/// `allow` names a rule that finds nothing in the record: the exception has outlived its
/// reason and would hide the next mistake.
pub(super) fn unneeded(
    check: &Check,
    corpus: &Corpus,
    levels: &Levels,
    found: &mut Vec<Finding>,
) {
    let spoke: BTreeSet<(&str, &str)> =
        found.iter().map(|f| (f.place.path.as_str(), f.rule)).collect();
    let mut unneeded = Vec::new();
    for (record, value) in corpus.recommendations() {
        for (index, name) in value.allow.iter().enumerate() {
            let known = find(name).filter(|rule| !levels.off(rule));
            if known.is_some() && !spoke.contains(&(record.path.as_str(), name)) {
                let message = format!("规则 {name} 在这里没有发现，不必例外");
                let finding = check.finding(place(record, index), message);
                unneeded.push(finding.help("从 allow 中删去这一项"));
            }
        }
    }
    found.append(&mut unneeded);
}

fn place(record: &Record, index: usize) -> Place {
    let field = record.field(&format!("allow.{index}")).or(record.field("allow"));
    Place { path: record.path.clone(), span: field.map(|field| field.value) }
}
