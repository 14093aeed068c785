//! Departments and topics that the vocabulary does not have, or that stand twice.

use std::collections::BTreeSet;

use crate::corpus::Corpus;
use crate::diag::{Finding, Place};
use crate::model::Term;
use crate::record::Record;
use crate::text::nearest;

use super::Check;

/// `departments` holds a name that the vocabulary does not.
pub(super) fn departments(
    check: &Check,
    corpus: &Corpus,
    record: &Record,
    found: &mut Vec<Finding>,
) {
    let Some(value) = record.readable() else { return };
    let vocabulary = &corpus.config.vocabulary;
    let names = (value.departments.as_slice(), known(corpus, vocabulary.departments()));
    let has = |name: &str| vocabulary.has_department(name);
    unknown(check, record, "departments", names, has, found);
}

/// `topics` holds a name that the vocabulary does not.
pub(super) fn topics(
    check: &Check,
    corpus: &Corpus,
    record: &Record,
    found: &mut Vec<Finding>,
) {
    let Some(value) = record.readable() else { return };
    let vocabulary = &corpus.config.vocabulary;
    let names = (value.topics.as_slice(), known(corpus, vocabulary.topics()));
    let has = |name: &str| vocabulary.has_topic(name);
    unknown(check, record, "topics", names, has, found);
}

/// The vocabulary, or an empty one where the words that the corpus adds could not be read.
fn known<'c>(corpus: &Corpus, terms: &'c [Term]) -> &'c [Term] {
    if corpus.config.unread { &[] } else { terms }
}

/// An empty vocabulary allows everything.
fn unknown(
    check: &Check,
    record: &Record,
    field: &str,
    (names, terms): (&[String], &[Term]),
    has: impl Fn(&str) -> bool,
    found: &mut Vec<Finding>,
) {
    let mut report = |index: usize, message: String, help: String| {
        let entry = record.field(&format!("{field}.{index}")).or(record.field(field));
        let span = entry.map(|entry| entry.value);
        let place = Place { path: record.path.clone(), span };
        found.push(check.finding(place, message).help(help));
    };
    let mut seen = BTreeSet::new();
    for (index, name) in names.iter().enumerate() {
        if !seen.insert(name) {
            report(index, format!("“{name}”写了两次"), "删去这一项".to_owned());
            continue;
        }
        if terms.is_empty() || has(name) {
            continue;
        }
        let called = terms.iter().find(|term| term.patterns.contains(name));
        let near = || nearest(name, terms.iter().map(|term| term.name.as_str()));
        let help = match called.map(|term| term.name.as_str()).or_else(near) {
            Some(near) => format!("是否指“{near}”"),
            None => format!("改用词表中的名称，或在 jianyi.yaml 的 {field} 中加上它"),
        };
        report(index, format!("词表中没有“{name}”"), help);
    }
}
