//! Numbers made whole: 1…N in list order, gaps closed and duplicates parted, the files
//! renamed, and every `related` following.
//!
//! Works on the corpus as a whole or not at all: a record that cannot be read could be the
//! aim of any number, so one such record stops it. `source.number` is what was printed and
//! never changes. What a number in running text means only people can tell; such places
//! are listed.

mod links;
mod mentions;
mod order;

pub use mentions::Mention;
pub use order::Order;

use std::collections::BTreeSet;
use std::fmt;

use crate::corpus::{Change, Corpus, Plan};
use crate::diag::Severity;
use crate::model::Recommendation;
use crate::record::{self, Record};
use links::Numbers;

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The first number.
    pub start: u32,
    /// What the order is by.
    pub order: Order,
    /// Numbers as they are, and what each shall be, one after the other.
    pub moves: Vec<(u32, u32)>,
    /// The list to renumber; `None` is all of them, each by itself.
    pub list: Option<String>,
}

impl Default for Request {
    fn default() -> Self {
        Self { start: 1, order: Order::Number, moves: Vec::new(), list: None }
    }
}

/// What renumbering does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Renumbered {
    /// The changes of the files.
    pub plan: Plan,
    /// Every record whose number or file name changes, in the new order.
    pub moves: Vec<Move>,
    /// What the user must know, in Chinese: ambiguous and lost aims of `related`.
    pub notes: Vec<String>,
    /// Numbers in running text that may mean a recommendation whose number changes.
    pub mentions: Vec<Mention>,
}

/// A record before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// Its number before.
    pub old: u32,
    /// Its number after.
    pub new: u32,
    /// Its file before.
    pub path: String,
    /// Its file after.
    pub to: String,
}

/// Why it cannot be done, with a way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenumberError {
    /// What stops it and what to do, in Chinese.
    pub message: String,
}

impl fmt::Display for RenumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for RenumberError {}

/// A record that could be read, and what it says.
type Item<'c> = (&'c Record, &'c Recommendation);

/// A record with its new number and file.
struct Placed<'c> {
    item: Item<'c>,
    number: u32,
    to: String,
}

impl Placed<'_> {
    /// Its file after and before, for people who will look for it.
    fn place(&self) -> String {
        let (path, to) = (&self.item.0.path, &self.to);
        if path == to { to.clone() } else { format!("{to}（原 {path}）") }
    }
}

/// Plans the renumbering of `corpus`.
pub fn renumber(corpus: &Corpus, request: &Request) -> Result<Renumbered, RenumberError> {
    whole(corpus)?;
    let placed = place(corpus, request)?;
    let numbers = Numbers::new(placed.iter().map(|p| (p.item, p.number)));
    let mut renumbered = Renumbered::default();
    for placed in &placed {
        let (record, item) = placed.item;
        let place = placed.place();
        let (related, notes) = numbers.follow(placed.item, &place);
        renumbered.notes.extend(notes);
        renumbered.mentions.extend(mentions::find(placed.item, &place, &numbers));
        let wanted = Recommendation { number: placed.number, related, ..item.clone() };
        let new = record::revise(record, &wanted)
            .map_err(|message| RenumberError { message })?;
        if (item.number, &record.path) != (placed.number, &placed.to) {
            renumbered.moves.push(Move {
                old: item.number,
                new: placed.number,
                path: record.path.clone(),
                to: placed.to.clone(),
            });
        }
        if new != record.text || placed.to != record.path {
            renumbered.plan.changes.push(Change::Edit {
                path: record.path.clone(),
                to: placed.to.clone(),
                old: record.text.clone(),
                new,
            });
        }
    }
    Ok(renumbered)
}

/// As many files as a message names.
const SHOWN: usize = 5;

/// The rules whose findings leave open what a record's number is or what it relates to.
const UNSURE: &[&str] = &["syntax", "duplicate-field", "field-type", "missing-field"];

/// Stops where a record cannot be read whole: its number and what it relates to are not
/// known for certain, and what is not known would be lost.
fn whole(corpus: &Corpus) -> Result<(), RenumberError> {
    let records: BTreeSet<&str> =
        corpus.records.iter().map(|r| r.path.as_str()).collect();
    let unread =
        corpus.records.iter().filter(|r| r.value.is_none()).map(|r| r.path.as_str());
    let unsure = corpus
        .findings
        .iter()
        .filter(|f| f.severity == Severity::Error && UNSURE.contains(&f.rule))
        .map(|f| f.place.path.as_str())
        .filter(|path| records.contains(path));
    let mut paths: Vec<&str> = unread.chain(unsure).collect();
    paths.sort_unstable();
    paths.dedup();
    if paths.is_empty() {
        return Ok(());
    }
    let more = if paths.len() > SHOWN {
        format!(" 等 {} 个文件", paths.len())
    } else {
        String::new()
    };
    paths.truncate(SHOWN);
    let message = format!(
        "{}{more} 有读不懂的地方，没有改动任何文件；先运行 jianyi validate 并改正它们",
        paths.join("、")
    );
    Err(RenumberError { message })
}

/// Every record of the corpus with its new number and file; records of lists that are not
/// asked for keep theirs.
fn place<'c>(
    corpus: &'c Corpus,
    request: &Request,
) -> Result<Vec<Placed<'c>>, RenumberError> {
    let lists = corpus.lists();
    if let Some(list) = request.list.as_deref().filter(|list| !lists.contains(list)) {
        let message = format!("没有名为“{list}”的清单；现有 {}", lists.join("、"));
        return Err(RenumberError { message });
    }
    if !request.moves.is_empty() && request.list.is_none() && lists.len() > 1 {
        let message =
            format!("有多份清单（{}）；--move 要用 --list 指明哪一份", lists.join("、"));
        return Err(RenumberError { message });
    }
    let mut placed = Vec::new();
    for records in corpus.records.chunk_by(|a, b| a.list == b.list) {
        let items =
            records.iter().filter_map(|record| Some((record, record.value.as_ref()?)));
        let asked = request.list.as_ref();
        if asked.is_none_or(|asked| records.iter().any(|record| record.list == *asked)) {
            placed.extend(place_list(corpus, items.collect(), request)?);
        } else {
            placed.extend(items.map(|item| Placed {
                item,
                number: item.1.number,
                to: item.0.path.clone(),
            }));
        }
    }
    Ok(placed)
}

fn place_list<'c>(
    corpus: &Corpus,
    mut items: Vec<Item<'c>>,
    request: &Request,
) -> Result<Vec<Placed<'c>>, RenumberError> {
    order::sort(corpus, &mut items, request.order);
    order::shift(&mut items, &request.moves, request.start)?;
    let last = u32::try_from(items.len())
        .ok()
        .and_then(|count| request.start.checked_add(count))
        .ok_or_else(|| RenumberError {
            message: format!("从 {} 起编号会超出范围；请用较小的 --start", request.start),
        })?;
    // As many digits in all of them, so that files sort by number.
    let digits = last.saturating_sub(1).to_string().len().max(3);
    let placed = (request.start..).zip(items).map(|(number, item)| {
        let folder = item.0.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let slash = if folder.is_empty() { "" } else { "/" };
        Placed { item, number, to: format!("{folder}{slash}{number:0digits$}.yaml") }
    });
    Ok(placed.collect())
}
