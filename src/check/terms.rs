//! Departments and topics that the vocabulary does not have.

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
    let terms = known(corpus, corpus.config.vocabulary.departments());
    unknown(check, record, "departments", &value.departments, terms, found);
}

/// `topics` holds a name that the vocabulary does not.
pub(super) fn topics(
    check: &Check,
    corpus: &Corpus,
    record: &Record,
    found: &mut Vec<Finding>,
) {
    let Some(value) = record.readable() else { return };
    let terms = known(corpus, corpus.config.vocabulary.topics());
    unknown(check, record, "topics", &value.topics, terms, found);
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
    names: &[String],
    terms: &[Term],
    found: &mut Vec<Finding>,
) {
    if terms.is_empty() {
        return;
    }
    for (index, name) in names.iter().enumerate() {
        if terms.iter().any(|term| term.name == *name) {
            continue;
        }
        let called = terms.iter().find(|term| term.patterns.contains(name));
        let near = || nearest(name, terms.iter().map(|term| term.name.as_str()));
        let help = match called.map(|term| term.name.as_str()).or_else(near) {
            Some(near) => format!("是否指“{near}”"),
            None => format!("改用词表中的名称，或在 jianyi.yaml 的 {field} 中加上它"),
        };
        let entry = record.field(&format!("{field}.{index}")).or(record.field(field));
        let span = entry.map(|entry| entry.value);
        let place = Place { path: record.path.clone(), span };
        found.push(check.finding(place, format!("词表中没有“{name}”")).help(help));
    }
}
