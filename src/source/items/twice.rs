//! A list that a source holds twice, as pages do that have a version for print or for
//! telephones beside the one for the screen.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hasher};

use super::part::Part;
use super::reading::Reading;
use crate::source::notice::{self, Report};

/// Bytes of the shortest text that two items do not share by chance.
const SHORTEST: usize = 24;

/// Says where a list begins of which most items were read before, word for word.
pub(crate) fn tell(text: &str, reading: &Reading<'_>, report: &mut Report) {
    let drafts = &reading.drafts;
    // A list begins again with its first number.
    let Some(again) = drafts.iter().skip(1).position(|draft| draft.printed == 1) else {
        return;
    };
    let mut seen: HashMap<u64, usize> = HashMap::new();
    let mut repeated = Vec::new();
    for (at, draft) in drafts.iter().enumerate() {
        let end =
            drafts.get(at + 1).map_or(reading.parts.len(), |next| next.first as usize);
        let parts = reading.parts.get(draft.first as usize..end).unwrap_or(&[]);
        if parts.iter().map(|part| part.length()).sum::<usize>() < SHORTEST {
            continue;
        }
        let first = *seen.entry(key(text, parts)).or_insert(at);
        if first < at && at > again {
            repeated.push((at, first));
        }
    }
    let [(at, first), ..] = *repeated else { return };
    let (Some(own), Some(other)) = (drafts.get(at), drafts.get(first)) else { return };
    let count = repeated.len();
    if count < 2 || count * 2 < drafts.len() - at {
        return;
    }
    let message = format!(
        "从第{}项起有{count}项与前面从第{}项起的各项文字相同：同一份清单可能在文件中出现了两次",
        own.number, other.number
    );
    report.note(notice::TWICE, own.span(), message).help =
        Some("在原文中删去其中一份，再重新读取".to_owned());
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
