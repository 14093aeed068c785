//! A list that a source holds twice, as pages do that have a version for print or for
//! telephones beside the one for the screen; and items that were copied twice, and whose
//! numbers do not show it.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hasher};

use super::part::Part;
use super::reading::Reading;
use crate::source::notice::{self, Report};

/// Bytes of the shortest text that two items do not share by chance.
const SHORTEST: usize = 24;

/// Bytes of the shortest single text that is told.
const SINGLE: usize = 72;

/// Says where a list begins of which most items were read before, word for word, or else where
/// items repeat those right before them.
pub(crate) fn tell(text: &str, reading: &Reading<'_>, report: &mut Report) {
    let again = list_again(text, reading);
    let Some((at, first, count)) = again.or_else(|| copied(text, reading)) else {
        return;
    };
    let drafts = &reading.drafts;
    let (Some(own), Some(other)) = (drafts.get(at), drafts.get(first)) else { return };
    let message = format!(
        "从第{}项起有{count}项与前面从第{}项起的各项文字相同：同一份清单或同一页可能在文件中出现了两次",
        own.number, other.number
    );
    report.note(notice::TWICE, own.span(), message).help =
        Some("在原文中删去其中一份，再重新读取".to_owned());
}

/// The first item of a list of which most items were read before, the item that was the same,
/// and how many are.
fn list_again(text: &str, reading: &Reading<'_>) -> Option<(usize, usize, usize)> {
    let drafts = &reading.drafts;
    // A list begins again with its first number.
    let again = drafts.iter().skip(1).position(|draft| draft.printed == 1)?;
    let mut seen: HashMap<u64, usize> = HashMap::new();
    let mut repeated = Vec::new();
    for at in 0..drafts.len() {
        if length(parts(reading, at)) < SHORTEST {
            continue;
        }
        let first = *seen.entry(key(text, parts(reading, at))).or_insert(at);
        if first < at && at > again {
            repeated.push((at, first));
        }
    }
    let &(at, first) = repeated.first()?;
    let count = repeated.len();
    (count >= 2 && count * 2 >= drafts.len() - at).then_some((at, first, count))
}

/// The first item that begins a copy of those right before it, whose printed numbers begin again
/// with it; the item it is a copy of, and how many were copied.
fn copied(text: &str, reading: &Reading<'_>) -> Option<(usize, usize, usize)> {
    let drafts = &reading.drafts;
    // Few items have as many bytes as another and begin like it: only those are compared.
    let mut seen: HashMap<(usize, &str), usize> = HashMap::new();
    let same = |one: usize, other: usize| {
        let (one, other) = (parts(reading, one), parts(reading, other));
        length(one) == length(other) && key(text, one) == key(text, other)
    };
    for at in 0..drafts.len() {
        let own = parts(reading, at);
        let bytes = length(own);
        let begins = own.first().map_or("", |part| part.start_of(text));
        let Some(first) = seen.insert((bytes, begins), at) else { continue };
        let count = at - first;
        // Two items may well say the same, and then have numbers of their own.
        let printed = |at: usize| drafts.get(at).map(|draft| draft.printed);
        let number = |at: usize| drafts.get(at).map(|draft| draft.number);
        if bytes >= SHORTEST
            && printed(first) == printed(at)
            && number(first) != number(at)
            && (count > 1 || bytes >= SINGLE)
            && at + count <= drafts.len()
            && (0..count).all(|nth| same(first + nth, at + nth))
        {
            return Some((at, first, count));
        }
    }
    None
}

/// What item `at` is made of.
fn parts<'r>(reading: &'r Reading<'_>, at: usize) -> &'r [Part] {
    let first = |at: usize| reading.drafts.get(at).map(|draft| draft.first as usize);
    let end = first(at + 1).unwrap_or(reading.parts.len());
    first(at).and_then(|first| reading.parts.get(first..end)).unwrap_or(&[])
}

fn length(parts: &[Part]) -> usize {
    parts.iter().map(|part| part.length()).sum()
}

/// What two items share that have the same text; a clash only makes a warning too much.
fn key(text: &str, parts: &[Part]) -> u64 {
    let mut hasher = DefaultHasher::new();
    let mut shown = String::new();
    for part in parts {
        shown.clear();
        part.show(text, &mut shown);
        hasher.write(shown.as_bytes());
    }
    hasher.finish()
}
