//! The lists of a document: one as a rule, and further ones, each under a title of its
//! own and numbered from 1 again: 附件1 and 附件2, 一、工作建议清单 and 二、问题清单.
//!
//! Each is read by itself, for it may be numbered in another way. In the corpus they are
//! numbered on, so that nothing is lost before an editor parts them.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::source::blocks::around::title::{self, Likeness};
use crate::source::blocks::find::announce::announces;
use crate::source::blocks::numbers::family::main_family;
use crate::source::blocks::numbers::gaps;
use crate::source::blocks::numbers::numbering::{Start, Step, decide};
use crate::source::blocks::page::{Candidate, Page, Role};
use crate::source::lex::token::{Block, Look, NO_CELL, place};
use crate::source::marks::digits::{digit, is_numeral};
use crate::source::marks::number::Family;
use crate::text::bare;

/// Characters of the longest title that is looked at.
const LONGEST: usize = 80;

/// Blocks between a title and the first number under it, at most.
const AHEAD: usize = 12;

/// One list of a document.
#[derive(Clone, Debug)]
pub(crate) struct List {
    /// The family that marks its items.
    pub family: Family,
    /// Its numbers, as a range of those of the page.
    pub candidates: Range<usize>,
    /// Its items, as a range of all.
    pub items: Range<usize>,
    /// The block that its title opens with, of a further list.
    pub title: Option<usize>,
}

/// The lists of a document, and the items of all of them.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    /// The items, in order.
    pub starts: Vec<Start>,
    /// The lists, in order.
    pub lists: Vec<List>,
}

/// Finds the lists of `page`.
pub(crate) fn find(page: &Page<'_>) -> Lists {
    let past = page.tokens.blocks.len();
    let mut found = Lists::default();
    found.add(page, None, past);
    let titles = titles(page, &found);
    if titles.is_empty() {
        return found;
    }
    let (mut apart, mut others) = (Lists::default(), 0);
    let opens = std::iter::once(None).chain(titles.iter().copied().map(Some));
    for (title, until) in opens.zip(titles.iter().copied().chain([past])) {
        if title.is_some_and(|title| names_people(page, title, until)) {
            others += 1;
        } else {
            apart.add(page, title, until);
        }
    }
    // A title that no items follow parts nothing.
    if apart.lists.len() + others == titles.len() + 1 { apart } else { found }
}

impl Lists {
    /// The items of `list`, one of these.
    pub(crate) fn items(&self, list: &List) -> &[Start] {
        self.starts.get(list.items.clone()).unwrap_or(&[])
    }

    /// The block with which `list`, one of these, begins.
    pub(crate) fn begins(&self, list: &List) -> Option<usize> {
        let first = || self.items(list).first().map(|start| start.block as usize);
        list.title.or_else(first)
    }

    /// Adds the list from the `title` at that block on, which ends before block `until`.
    fn add(&mut self, page: &Page<'_>, title: Option<usize>, until: usize) {
        let place =
            |at: usize| page.candidates.partition_point(|c| (c.block as usize) < at);
        let candidates = place(title.unwrap_or(0))..place(until);
        let own = page.candidates.get(candidates.clone()).unwrap_or(&[]);
        let beside = page.labels.first().is_some_and(|own| page.is_beside(own));
        let Some(family) = main_family(own, beside) else { return };
        let labels =
            page.labels.partition_point(|placed| (placed.block as usize) < until);
        let last = labels.checked_sub(1).and_then(|last| page.labels.get(last));
        let last_label = last.map(|placed| placed.block);
        let before = self.starts.last().map_or(0, |start| start.number);
        let first = self.starts.len();
        let preface = own.first().is_some_and(|c| may_be_preface(page, title, c));
        let starts = decide(own, family, last_label, preface);
        // A number by itself that is no 1 and stands under no label is one of a line of text.
        let stray =
            matches!(*starts, [Start { step: Step::LateStart, .. }]) && labels == 0;
        if stray {
            return;
        }
        let starts = gaps::fill(page, starts, family, until);
        for mut start in starts {
            start.number = start.number.saturating_add(before);
            if title.is_some() && self.starts.len() == first {
                start.step = Step::OtherList;
            }
            self.starts.push(start);
        }
        if self.starts.len() > first {
            let items = first..self.starts.len();
            self.lists.push(List { family, candidates, items, title });
        }
    }
}

/// Whether the numbers from `candidate`, the first, up to the first label may count the
/// points of a preface: a sentence leads up to them, or the line that addresses it, or the
/// title of the list parts them from the label.
fn may_be_preface(page: &Page<'_>, title: Option<usize>, candidate: &Candidate) -> bool {
    let from = title.unwrap_or(0);
    let before = page.tokens.blocks.get(from..candidate.block as usize).unwrap_or(&[]);
    // The rows of a table have begun below the heads of its columns.
    if before.iter().any(|own| own.look == Look::ColumnHead) {
        return false;
    }
    let sentence = |own: &Block| own.ends_sentence();
    let label = page.label_from(from).unwrap_or(0);
    let titled = |at: usize| {
        let own = page.tokens.blocks.get(at);
        let head = own.map(|own| page.head(own, LONGEST).0);
        head.is_some_and(|head| title::is_title(&head) || head.starts_with("附件"))
    };
    before.iter().any(|own| sentence(own) || announces(own))
        || (label.saturating_sub(AHEAD).max(from)..label)
            .any(|at| at > candidate.block as usize && titled(at))
}

/// A reading of the page as one list, in which the titles of others are looked for.
#[derive(Debug)]
struct Whole<'p, 'a> {
    page: &'p Page<'a>,
    starts: &'p [Start],
    /// The numbers of its family that running text does not begin with.
    own: Vec<&'p Candidate>,
    /// The numbers of sections so far: those before the first item, and those of titles.
    sections: BTreeSet<(Family, u32)>,
}

/// The blocks behind the first item with which a further list opens.
fn titles(page: &Page<'_>, found: &Lists) -> Vec<usize> {
    let (Some(first), Some(list)) = (found.starts.first(), found.lists.first()) else {
        return Vec::new();
    };
    let is_own = |c: &&Candidate| c.marker.family == list.family && !c.marker.weak;
    let before = page.candidates.iter().take_while(|c| c.block < first.block);
    let mut whole = Whole {
        page,
        starts: &found.starts,
        own: page.candidates.iter().filter(is_own).collect(),
        sections: before.map(|c| (c.marker.family, c.marker.value)).collect(),
    };
    let mut titles = Vec::new();
    let mut from = first.block as usize;
    for one in page.candidates.iter().filter(|c| c.block > first.block) {
        if one.marker.value != 1 || one.marker.weak {
            continue;
        }
        if let Some(title) = whole.title_over(one, from)
            && whole.begins(one, title)
        {
            titles.push(title);
            from = one.block as usize;
        }
    }
    titles
}

impl Whole<'_, '_> {
    /// The block that the title over the number `one` opens with, behind block `from`: the
    /// first of the lines over it that name a list or an attachment.
    fn title_over(&self, one: &Candidate, from: usize) -> Option<usize> {
        let at = one.block as usize;
        let floor = at.saturating_sub(AHEAD).max(from + 1);
        let mut title = None;
        for before in (floor..at).rev() {
            if !self.page.is(before, Role::Text) {
                continue;
            }
            let block = place(before);
            let candidates = &self.page.candidates;
            let own = candidates.binary_search_by_key(&block, |c| c.block);
            let numbered = own.ok().and_then(|own| candidates.get(own));
            match is_title(self.page, before) {
                _ if self.starts.binary_search_by_key(&block, |s| s.block).is_ok() => {
                    break;
                }
                true => title = Some(before),
                false if title.is_some() || numbered.is_some_and(|c| !c.marker.weak) => {
                    break;
                }
                false => {}
            }
        }
        title
    }

    /// Whether a list begins with the number `one` under the `title` at that block.
    fn begins(&mut self, one: &Candidate, title: usize) -> bool {
        let Some((block, _)) = self.page.block(title) else { return false };
        let restarts = self.starts.binary_search_by_key(&one.block, |start| start.block);
        let restarts = restarts.ok().and_then(|at| self.starts.get(at));
        let restarts = restarts.is_some_and(|start| start.printed == 1);
        let next = self.own.partition_point(|c| (c.block as usize) <= title);
        let ended = self.own.get(next).is_none_or(|next| next.marker.value == 1);
        let sure = names(self.page, title) == Some(Named::Attachment)
            || matches!(block.look, Look::Heading(_))
            || self.is_labelled(title, one);
        (restarts || (ended && sure)) && self.is_section(title) != Some(false)
    }

    /// Whether a label stands between a title and the number `one`.
    fn is_labelled(&self, title: usize, one: &Candidate) -> bool {
        self.page.label_from(title).is_some_and(|label| label <= one.block as usize)
    }

    /// Whether the number that a title has follows that of a section before: of one that
    /// opened before the first item, or of another title. Nothing where it has none.
    fn is_section(&mut self, title: usize) -> Option<bool> {
        let opens = |c: &Candidate| (c.block as usize).cmp(&title);
        let own = self.page.candidates.binary_search_by(opens).ok()?;
        let own = self.page.candidates.get(own)?.marker;
        let before = own.value.checked_sub(1).map(|value| (own.family, value));
        let follows = before.is_some_and(|before| self.sections.contains(&before));
        if follows {
            self.sections.insert((own.family, own.value));
        }
        Some(follows)
    }
}

/// What block `at` names where it is a line of its own: an attachment, or a list.
fn names(page: &Page<'_>, at: usize) -> Option<Named> {
    let (block, _) = page.block(at)?;
    let (head, whole) = page.head(&block, LONGEST);
    let alone = block.cell == NO_CELL || page.is_only_filled(at, at + 1);
    if !whole || !alone {
        None
    } else if is_attachment(&head) {
        Some(Named::Attachment)
    } else {
        is_list_name(&head).then_some(Named::List)
    }
}

/// Whether the attachment whose title stands at block `title` is none of recommendations, but
/// of people: 附件2 over 联络员名单.
fn names_people(page: &Page<'_>, title: usize, until: usize) -> bool {
    const LINES: usize = 3;
    const PEOPLE: &[&str] = &[
        "名单", "通讯录", "联系表", "联络表", "联系方式", "联系人", "联系电话", "电话表",
    ];
    let mut lines = (title..until.min(title + LINES)).map_while(|at| {
        let (block, _) = page.block(at).filter(|(own, _)| own.cell == NO_CELL)?;
        let (head, whole) = page.head(&block, LONGEST);
        whole.then(|| bare(&head).into_owned())
    });
    names(page, title) == Some(Named::Attachment)
        && lines.any(|line| PEOPLE.iter().any(|word| line.ends_with(word)))
}

/// What a line names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Named {
    Attachment,
    List,
}

/// Whether block `at` may be a line of a title: it names an attachment, or a list behind
/// the end of a text.
fn is_title(page: &Page<'_>, at: usize) -> bool {
    let before = || page.above(at);
    let torn = || match before() {
        Some((text, Role::Text)) if names(page, at - 1).is_none() => text.is_open(),
        _ => false,
    };
    let dressed = || page.block(at).is_some_and(|(own, _)| own.look != Look::Plain);
    match names(page, at) {
        Some(Named::Attachment) => true,
        Some(Named::List) => dressed() || !torn(),
        None => false,
    }
}

/// Whether a line says which attachment begins: 附件2, 附件二：.
pub(crate) fn is_attachment(line: &str) -> bool {
    line.starts_with('附') && after_attachment(&bare(line)).is_some_and(str::is_empty)
}

/// What stands behind 附件2 at the start of a line; nothing where it has no number and more
/// follows, as in 附件：.
fn after_attachment(bare: &str) -> Option<&str> {
    let rest =
        ["附件", "附表", "附录"].iter().find_map(|word| bare.strip_prefix(word))?;
    let name = rest.trim_start_matches(|c| digit(c).is_some());
    let name =
        if name.len() < rest.len() { name } else { rest.trim_start_matches(is_numeral) };
    let numbered = name.len() < rest.len();
    (rest.is_empty() || numbered)
        .then(|| name.trim_start_matches(['：', ':', '.', '．', '、']))
}

/// Whether a line is the name of a list, and no more: 附件2 一般工作建议清单.
fn is_list_name(line: &str) -> bool {
    let bare = &bare(line);
    let own = after_attachment(bare).unwrap_or(bare);
    let name = own.split(['（', '(']).find(|part| !part.is_empty()).unwrap_or("");
    let clause = |c: char| matches!(c, '，' | '。' | '；' | '：' | '！' | '？');
    title::likeness(own, Look::Plain) == Some(Likeness::List)
        && !own.contains(clause)
        && title::names_list(name)
}
