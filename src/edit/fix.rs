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
use crate::text::{ChangeKind, compare};

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

/// How often a round is tried with fewer fixes.
const ATTEMPTS: usize = 64;

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
        let bytes = current.text.as_bytes();
        let (_, reading) =
            record::read(&current.path, &current.list, bytes, &corpus.config.fields);
        let findings = check::run_on(corpus, levels, &current, reading);
        let fixes: Vec<_> = findings.iter().filter_map(|f| usable(f, safety)).collect();
        let Some((next, used)) = round(corpus, &current, &fixes, safety) else { break };
        current = next;
        count += used;
    }
    (current.text, count)
}

/// `record` with those of `fixes` that do not touch one another, and how many they are;
/// where together they change too much, with the largest part of them found that does not.
fn round(
    corpus: &Corpus,
    record: &Record,
    fixes: &[&Fix],
    safety: Safety,
) -> Option<(Record, usize)> {
    let together = compatible(fixes);
    let mut parts = vec![together.as_slice()];
    // Each attempt reads the file once: a bound keeps a hostile file from costing more.
    for _ in 0..ATTEMPTS {
        let part = parts.pop().filter(|part| !part.is_empty())?;
        if let Some(next) = applied(corpus, record, part, safety) {
            return Some((next, part.len()));
        }
        if part.len() > 1 {
            let (first, second) = part.split_at(part.len() / 2);
            parts.extend([second, first]);
        }
    }
    None
}

/// `record` with `fixes`, if it is still the same record but for what they mend.
fn applied(
    corpus: &Corpus,
    record: &Record,
    fixes: &[&Fix],
    safety: Safety,
) -> Option<Record> {
    let mut edits: Vec<Edit> = fixes.iter().flat_map(|fix| fix.edits.clone()).collect();
    edits.sort_by_key(|edit| edit.span);
    let text = record::apply(&record.text, &edits);
    let declared = &corpus.config.fields;
    let (next, _) = record::read(&record.path, &record.list, text.as_bytes(), declared);
    let (old, new) = (record.readable()?, next.readable()?);
    let kept = safety == Safety::Unsafe || keeps_words(&old.text(), &new.text());
    let same = expected(record, &next, &edits)? == *new;
    (text != record.text && kept && same).then_some(next)
}

/// A safe fix changes punctuation and spacing, whatever its rule says of itself.
fn keeps_words(old: &str, new: &str) -> bool {
    old == new
        || compare(old, new).iter().all(|change| change.kind != ChangeKind::Wording)
}

fn usable(finding: &Finding, safety: Safety) -> Option<&Fix> {
    let fix = finding.fix.as_ref()?;
    (safety == Safety::Unsafe || fix.safety == Safety::Safe).then_some(fix)
}

/// As many of `fixes` as do not touch the same characters, the first ones first.
fn compatible<'f>(fixes: &[&'f Fix]) -> Vec<&'f Fix> {
    let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
    let mut free = Vec::new();
    for fix in fixes {
        let is_free = |edit: &Edit| {
            let before =
                taken.range(..edit.span.end.max(edit.span.start + 1)).next_back();
            before.is_none_or(|(&start, &end)| {
                end <= edit.span.start && start < edit.span.start
            })
        };
        if fix.edits.iter().all(is_free) {
            taken.extend(fix.edits.iter().map(|edit| (edit.span.start, edit.span.end)));
            free.push(*fix);
        }
    }
    free
}

/// What `before` says, with the fields that edits lie in as `after` has them; `None` where
/// such a field did not change by just the edits, as when YAML takes what came for a
/// comment.
fn expected(before: &Record, after: &Record, edits: &[Edit]) -> Option<Recommendation> {
    let mut expected = before.readable().cloned()?;
    let new = after.readable()?;
    for name in ["region", "title", "body"] {
        let Some(field) = before.field(name) else { continue };
        let (start, end) = (field.value.start, field.value.end);
        let inside = edits.iter().filter(|e| start <= e.span.start && e.span.end <= end);
        let (gone, came) = inside.fold((0, 0), |(gone, came), edit| {
            (gone + edit.span.len(), came + edit.text.len())
        });
        if (gone, came) == (0, 0) {
            continue;
        }
        if field.value.len() + came != after.field(name)?.value.len() + gone {
            return None;
        }
        match name {
            "region" => expected.region.clone_from(&new.region),
            "title" => expected.title.clone_from(&new.title),
            _ => expected.body.clone_from(&new.body),
        }
    }
    Some(expected)
}
