//! Fixes: from findings that say how to mend them to a plan that does it.
//!
//! Only the characters of the fixes change. Where two fixes touch the same characters the
//! first one wins, and the other is looked for again in what came of it; so a file is
//! mended round by round in memory until nothing is left to mend, and a second `--fix`
//! finds nothing. Each round is read back: if anything else than the mended fields is no
//! longer what it was, the round is dropped.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::check::{self, Levels};
use crate::corpus::{Change, Corpus, Plan};
use crate::diag::{Edit, Finding, Fix, Safety};
use crate::model::Recommendation;
use crate::record::{self, Record};

/// What the fixes of a corpus come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fixed {
    /// The changes of the files.
    pub plan: Plan,
    /// How many fixes they hold.
    pub count: usize,
}

/// More rounds than any text takes; a stop for fixes that undo each other.
const ROUNDS: usize = 16;

/// Plans the fixes of `findings`, and of what comes of them, up to `safety`.
pub fn fix(
    corpus: &Corpus,
    levels: &Levels,
    findings: &[Finding],
    safety: Safety,
) -> Fixed {
    let mut by_path: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| usable(finding, safety).is_some()) {
        by_path.entry(&finding.place.path).or_default().push(finding);
    }
    let mended: Vec<_> = corpus
        .records
        .par_iter()
        .filter(|record| by_path.contains_key(record.path.as_str()))
        .map(|record| (record, mend(corpus, levels, record, safety)))
        .collect();
    let mut fixed = Fixed::default();
    for (record, (new, count)) in mended {
        if count > 0 && new != record.text {
            fixed.count += count;
            fixed.plan.changes.push(Change::Edit {
                path: record.path.clone(),
                to: record.path.clone(),
                old: record.text.clone(),
                new,
            });
        }
    }
    fixed
}

/// The text of `record` with all fixes, and how many there were.
fn mend(
    corpus: &Corpus,
    levels: &Levels,
    record: &Record,
    safety: Safety,
) -> (String, usize) {
    let mut current = record.clone();
    let mut count = 0;
    for _ in 0..ROUNDS {
        let (_, reading) = record::read(
            &current.path,
            &current.list,
            current.text.as_bytes(),
            &corpus.config.fields,
        );
        let findings = check::run_on(corpus, levels, &current, reading);
        let fixes: Vec<_> = findings.iter().filter_map(|f| usable(f, safety)).collect();
        let (edits, used) = compatible(&fixes);
        if edits.is_empty() {
            break;
        }
        let text = apply(&current.text, &edits);
        let (next, _) = record::read(
            &current.path,
            &current.list,
            text.as_bytes(),
            &corpus.config.fields,
        );
        if !only_mended(&current, &next, &edits) {
            break;
        }
        current = next;
        count += used;
    }
    (current.text, count)
}

fn usable(finding: &Finding, safety: Safety) -> Option<&Fix> {
    let fix = finding.fix.as_ref()?;
    (safety == Safety::Unsafe || fix.safety == Safety::Safe).then_some(fix)
}

/// The edits, sorted, of as many of `fixes` as do not touch one another, the first ones
/// first; and how many fixes these are.
fn compatible(fixes: &[&Fix]) -> (Vec<Edit>, usize) {
    let mut edits: BTreeMap<usize, Edit> = BTreeMap::new();
    let mut used = 0;
    for fix in fixes {
        let free = fix.edits.iter().all(|edit| {
            let before = edits.range(..=edit.span.end).next_back();
            before.is_none_or(|(_, other)| other.span.end < edit.span.start)
        });
        if free {
            used += 1;
            edits.extend(fix.edits.iter().map(|edit| (edit.span.start, edit.clone())));
        }
    }
    (edits.into_values().collect(), used)
}

/// `text` with `edits`, which are sorted and apart.
pub(super) fn apply(text: &str, edits: &[Edit]) -> String {
    let mut new = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        new.push_str(text.get(at..edit.span.start).unwrap_or(""));
        new.push_str(&edit.text);
        at = edit.span.end;
    }
    new.push_str(text.get(at..).unwrap_or(""));
    new
}

/// Whether `after` says the same as `before` in every field that no edit lies in.
fn only_mended(before: &Record, after: &Record, edits: &[Edit]) -> bool {
    let (Some(old), Some(new)) = (&before.value, &after.value) else { return false };
    let touched = |name: &str| {
        before.field(name).is_some_and(|field| {
            let inside = |edit: &Edit| {
                field.value.start <= edit.span.start && edit.span.end <= field.value.end
            };
            edits.iter().any(inside)
        })
    };
    let mut expected = old.clone();
    if touched("title") {
        expected.title.clone_from(&new.title);
    }
    if touched("body") {
        expected.body.clone_from(&new.body);
    }
    if touched("region") {
        expected.region.clone_from(&new.region);
    }
    let same: &Recommendation = &expected;
    same == new
}
