//! What a pack was made from: the issued document, and a digest of what was taken from
//! the corpus.

use super::super::parts::Item;
use super::Content;
use crate::corpus::Corpus;
use crate::model::{digest, official};
use crate::select::row;

/// The lines under the title of a pack.
pub(super) fn lines(corpus: &Corpus, content: &Content<'_>) -> Vec<String> {
    let reasoned = content.national.iter().chain(&content.others).map(|item| &item.0);
    let all: Vec<&Item<'_>> =
        content.own.iter().chain(&content.around).chain(reasoned).collect();
    let mut lines: Vec<String> = source(corpus, &all).into_iter().collect();
    lines.push(format!("内容版本：{}", revision(corpus, &all)));
    lines
}

/// The issued document as people know it; its file where nothing else is known.
fn source(corpus: &Corpus, items: &[&Item<'_>]) -> Option<String> {
    let config = &corpus.config;
    if config.title.is_none() && config.issuer.is_none() {
        let mut files: Vec<&str> = Vec::new();
        for (_, item) in items {
            let file = item.source.as_ref().map(|source| source.file.as_str());
            files.extend(file.filter(|file| !files.contains(file)));
        }
        return (!files.is_empty()).then(|| format!("依据{}", files.join("、")));
    }
    let issuer = config.issuer.as_deref().unwrap_or_default();
    let title = config.title.as_deref().map(quoted).unwrap_or_default();
    let date = config.date.as_deref().map(official);
    let known: Vec<&str> =
        [&config.number, &date].into_iter().flatten().map(String::as_str).collect();
    let known = if known.is_empty() {
        String::new()
    } else {
        format!("（{}）", known.join("，"))
    };
    Some(format!("依据{issuer}{title}{known}"))
}

fn quoted(title: &str) -> String {
    if title.starts_with('《') { title.to_owned() } else { format!("《{title}》") }
}

/// A digest of all that the items say: the same content has the same revision, whatever
/// else in the corpus changed.
fn revision(corpus: &Corpus, items: &[&Item<'_>]) -> String {
    let rows = items.iter().map(|(record, item)| row(record, item, corpus));
    digest(&rows.fold(String::new(), |said, row| {
        said + &serde_json::Value::from(row).to_string()
    }))
}
