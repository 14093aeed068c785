//! A tracking table that came back, read into the declared fields of the records.
//!
//! Rows find their records by number. The issued text in the table is only looked at, to
//! tell whether the numbers still mean the same items; it is never taken over. An empty
//! cell says nothing, unless the user says that it clears the field.

mod cell;
mod columns;

use std::collections::BTreeMap;
use std::fmt;

use crate::corpus::{Change, Corpus, FieldDecl, Plan};
use crate::model::{DEFAULT_LIST, DEFAULT_LIST_NAME, Recommendation};
use crate::record::{self, Record};
use columns::{Columns, Role};

/// What a table changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// The changes of the files.
    pub plan: Plan,
    /// Each changed field: file, field, old and new value as people read them.
    pub changes: Vec<(String, String, String, String)>,
    /// What was left alone and why, in Chinese: rows and cells that cannot be meant.
    pub conflicts: Vec<String>,
    /// What the user should know, in Chinese.
    pub notes: Vec<String>,
}

/// Why nothing of a table can be read, with a way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FillError {
    /// What is wrong and what to do, in Chinese.
    pub message: String,
}

impl fmt::Display for FillError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for FillError {}

/// A record that could be read, and what it says.
type Item<'c> = (&'c Record, &'c Recommendation);

/// Plans what `table` (rows of cells; lines above the head are skipped) says about the
/// records of `corpus`. `list` is the list of rows that name none; `clear` lets empty
/// cells clear their fields.
pub fn fill(
    corpus: &Corpus,
    list: &str,
    table: &[Vec<String>],
    clear: bool,
) -> Result<Filled, FillError> {
    let (head, columns) =
        Columns::find(table, &corpus.config).ok_or_else(|| FillError {
            message: "没有找到表头：其中一行要有“序号”（或 number）和要导入的列"
                .to_owned(),
        })?;
    let mut filled = Filled { notes: columns.notes(), ..Filled::default() };
    let items = index(corpus);
    let mut wanted: BTreeMap<&str, (Item<'_>, Recommendation)> = BTreeMap::new();
    for (at, row) in table.iter().enumerate().skip(head + 1) {
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let line = at + 1;
        match target(corpus, &items, list, row, &columns) {
            Ok(item) => {
                let known = wanted.contains_key(item.0.path.as_str());
                let (_, value) =
                    wanted.entry(&item.0.path).or_insert_with(|| (item, item.1.clone()));
                if known {
                    filled.conflicts.push(format!(
                        "第 {line} 行：序号 {} 已在上面出现过",
                        item.1.number
                    ));
                } else {
                    take(row, line, &columns, clear, value, &mut filled);
                }
            }
            Err(problem) => filled.conflicts.push(format!("第 {line} 行：{problem}")),
        }
    }
    for (item, value) in wanted.into_values() {
        settle(corpus, item, &value, &mut filled);
    }
    Ok(filled)
}

/// The records by list and number.
type Items<'c> = BTreeMap<(&'c str, u32), Vec<Item<'c>>>;

fn index(corpus: &Corpus) -> Items<'_> {
    let mut items = Items::new();
    for item in corpus.recommendations() {
        items.entry((&item.0.list, item.1.number)).or_default().push(item);
    }
    items
}

/// The record that a row speaks of.
fn target<'c>(
    corpus: &Corpus,
    items: &Items<'c>,
    list: &str,
    row: &[String],
    columns: &Columns<'_>,
) -> Result<Item<'c>, String> {
    let text = |role| columns.get(row, role);
    let number = text(Role::Number);
    let list = match text(Role::List) {
        "" => list,
        // As a tracking table calls it.
        DEFAULT_LIST_NAME => DEFAULT_LIST,
        list => list,
    };
    let number: u32 = number.parse().map_err(|_| format!("“{number}”不是序号"))?;
    let item = match items.get(&(list, number)).map(Vec::as_slice) {
        Some([item]) => *item,
        None | Some([]) => return Err(format!("没有序号为 {number} 的建议")),
        Some(_) => {
            return Err(format!("有几条建议的序号都是 {number}；先运行 jianyi renumber"));
        }
    };
    let label = text(Role::Region);
    let region = |label: &str| {
        let known = corpus.config.regions.find(label);
        known.map_or(label.to_owned(), |region| region.name.clone())
    };
    if !label.is_empty() && region(label) != region(&item.1.region) {
        return Err(format!(
            "地区是 {label}，而第 {number} 条是 {}；可能重新编过号",
            item.1.region
        ));
    }
    if !is_text_of(text(Role::Text), item.1) {
        return Err(format!("工作建议与第 {number} 条的原文不符；可能重新编过号"));
    }
    Ok(item)
}

/// Whether `shown` can be meant for `item`: nothing at all, or a text that begins or ends
/// as the item does; people cut and touch up what they print.
fn is_text_of(shown: &str, item: &Recommendation) -> bool {
    const ENOUGH: usize = 8;
    let letters =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<Vec<_>>();
    let (shown, text) = (letters(shown), letters(&item.text()));
    let enough = ENOUGH.min(text.len()).min(shown.len());
    shown.is_empty()
        || shown.iter().take(enough).eq(text.iter().take(enough))
        || shown.iter().rev().take(enough).eq(text.iter().rev().take(enough))
}

/// Takes the cells of a row over into `value`.
fn take(
    row: &[String],
    line: usize,
    columns: &Columns<'_>,
    clear: bool,
    value: &mut Recommendation,
    filled: &mut Filled,
) {
    for (field, text) in columns.fields(row) {
        if text.is_empty() {
            if clear {
                value.fields.remove(&field.name);
            }
            continue;
        }
        if value.fields.get(&field.name).is_some_and(|now| is_cell_of(text, now)) {
            continue;
        }
        match cell::read(text, field) {
            Ok(new) => {
                value.fields.insert(field.name.clone(), new);
            }
            Err(problem) => {
                filled
                    .conflicts
                    .push(format!("第 {line} 行的{}：{problem}", field.label()));
            }
        }
    }
}

/// Whether a cell says what `export` writes for `value`: then nobody filled it in, and what
/// a cell cannot hold (a 、 inside a member, white space at an end) stays as it is.
fn is_cell_of(text: &str, value: &serde_json::Value) -> bool {
    crate::select::shown(value).replace('\r', "").trim() == text.replace('\r', "")
}

/// Plans one record; a value that its declaration does not allow is left as it was.
fn settle(
    corpus: &Corpus,
    (record, item): Item<'_>,
    value: &Recommendation,
    filled: &mut Filled,
) {
    let mut new = item.clone();
    for field in &corpus.config.fields {
        let (old, wanted) = (item.fields.get(&field.name), value.fields.get(&field.name));
        if old == wanted {
            continue;
        }
        let mut next = new.clone();
        match wanted {
            Some(wanted) => next.fields.insert(field.name.clone(), wanted.clone()),
            None => next.fields.remove(&field.name),
        };
        match accept(corpus, record, &next) {
            Ok(()) => {
                let shown = |value: Option<&serde_json::Value>| {
                    value.map(crate::select::shown).unwrap_or_default()
                };
                let change =
                    (record.path.clone(), field.name.clone(), shown(old), shown(wanted));
                filled.changes.push(change);
                new = next;
            }
            Err(problem) => filled.conflicts.push(format!("{}：{problem}", record.path)),
        }
    }
    match record::revise(record, &new) {
        Ok(text) if text == record.text => {}
        Ok(text) => filled.plan.changes.push(Change::Edit {
            path: record.path.clone(),
            to: record.path.clone(),
            old: record.text.clone(),
            new: text,
        }),
        Err(problem) => filled.conflicts.push(problem),
    }
}

/// Whether the record may say this: its file, so written, has no finding more than now.
fn accept(
    corpus: &Corpus,
    record: &Record,
    value: &Recommendation,
) -> Result<(), String> {
    let declared: &[FieldDecl] = &corpus.config.fields;
    let read = |text: &str| {
        record::read(&record.path, &record.list, text.as_bytes(), declared).1
    };
    let before = read(&record.text);
    let text = record::revise(record, value)?;
    let new = read(&text)
        .into_iter()
        .find(|finding| before.iter().all(|known| known.message != finding.message));
    match new {
        None => Ok(()),
        Some(finding) => {
            let help = finding.help.map(|help| format!("；{help}")).unwrap_or_default();
            Err(format!("{}{help}", finding.message))
        }
    }
}

#[cfg(test)]
mod tests;
