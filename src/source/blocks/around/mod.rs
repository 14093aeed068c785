//! What stands around a list: its title and preface before it, the signature, the date
//! and the notes after it.

pub(in crate::source) mod closing;
mod enclosure;
pub(in crate::source) mod glued;
pub(in crate::source) mod messages;
pub(in crate::source) mod pages;
pub(in crate::source) mod title;

use std::collections::BTreeMap;

use closing::Closing;
use enclosure::Enclosure;

use crate::source::blocks::numbers::one_line;
use crate::source::blocks::numbers::parts::Lists;
use crate::source::blocks::page::{Page, Role};
use crate::source::blocks::shape::Shape;
use crate::source::lex::token::{Block, Cell, Gap, Look, NO_CELL, Why};
use crate::source::marks::digits::is_figure;
use crate::source::marks::folio::{has_clauses, is_message};
use crate::source::marks::notes::{
    begins_note, ends_list, is_date, is_imprint, may_go_on,
};
use crate::source::marks::number::Family;
use crate::text::{bare, is_han, is_sentence_end};

/// Characters of the longest note that is looked at.
const LONGEST: usize = 80;

/// What was found around the lists.
#[derive(Debug, Default)]
pub(crate) struct Surroundings {
    /// The title of the first.
    pub title: Option<String>,
    /// The first block after each, where only the build of the page or its numbers say that
    /// it is none of it.
    pub past: Vec<usize>,
    /// The paragraphs behind the last items that may close the document.
    pub closing: Vec<Closing>,
}

/// Gives the blocks before and after each list their roles.
pub(crate) fn mark(page: &mut Page<'_>, lists: &Lists) -> Surroundings {
    let mut found = Surroundings::default();
    let mut shape = None;
    let called = page.tokens.passages.iter().any(|passage| passage.why == Why::Call);
    for (own, list) in lists.lists.iter().enumerate() {
        let starts = lists.items(list);
        let (Some(first), Some(last)) = (starts.first(), starts.last()) else { continue };
        let from = list.title.unwrap_or(0);
        let begins = begins(page, from, first.block as usize);
        match list.title {
            None => found.title = title::find(page, begins),
            Some(title) => page.set(title, Role::Title),
        }
        page.put_around(from..begins);
        pages::part(page, starts);
        let next = lists.lists.get(own + 1).and_then(|next| next.title);
        let until = next.unwrap_or(page.tokens.blocks.len());
        let lines = one_line::are_items(page, starts);
        let of_list = Extent { begins, last: last.block as usize, until, called, lines };
        found.past.extend(tail(page, of_list, &mut shape));
        found.closing.extend(closing::find(page, starts, until, &mut shape));
    }
    found
}

/// Where the list begins whose first item opens at block `first` and whose title stands at
/// block `from` or after it: at its first label.
fn begins(page: &Page<'_>, from: usize, first: usize) -> usize {
    let row_label = (from..first).find(|&at| page.is(at, Role::Label));
    [page.label_from(from), row_label].into_iter().flatten().fold(first, usize::min)
}

/// Where a list stands: the block it begins at, the one its last item opens at, and the
/// first one that nothing of it can be.
#[derive(Clone, Copy, Debug)]
struct Extent {
    begins: usize,
    last: usize,
    until: usize,
    /// Whether the page calls notes anywhere.
    called: bool,
    /// Whether the items are one line each.
    lines: bool,
}

/// Finds where a list ends: at the first line after its last item that signs, dates or
/// notes, that stands after the table whose rows are the items or the element that holds
/// them all, or with which the sections go on that the list is part of. Returns it if it is
/// one of the latter two. `shape` is how lines are set, once that was asked.
fn tail(
    page: &mut Page<'_>,
    Extent { begins, last, until, called, lines }: Extent,
    shape: &mut Option<Shape>,
) -> Option<usize> {
    let enclosure = Enclosure::of(page, begins, last, until);
    let Enclosure { table, rows, .. } = enclosure;
    let row = table.filter(|_| enclosure.cell.is_none());
    let (mut ended, mut left, mut begun, mut past) = (false, false, false, None);
    let mut passed = Passed::default();
    for at in last..until {
        let Some((block, role)) = page.block(at) else { continue };
        left |= enclosure.is_left(page, at, &block, ended);
        if role != Role::Text {
            // With the region that it names at its end an item is whole.
            ended |= role == Role::Label && at > last && page.is_labelled_behind(last);
            continue;
        }
        if at > last && !begun && !is_in_row(page, &block, row) {
            let (head, whole) = page.head(&block, LONGEST);
            let outside = rows && block.cell == NO_CELL;
            let apart = ended || outside || (whole && is_message(&head));
            let ends = (ends_list(&head, whole)
                || (whole && is_over_date(page, at, &head)))
                && (apart || is_note_parted(page, at, &head, shape));
            begun = (outside && ended) || (ends && !is_torn_off(page, at, &head, shape));
            let signs = ended && whole && is_name(page, at, &head);
            let sections = goes_on_with_sections(page, begins, at, &mut passed)
                && (ended || is_parted(page, at, shape));
            let foot = ended && whole && is_foot(page, at);
            let note = ended && is_note(page, begins, &head, called);
            if !begun && (left || signs || sections || foot || note) {
                begun = true;
                past = Some(at);
            } else if begun && !outside && is_doubtful_office(page, at, &head) {
                past = Some(at);
            }
        }
        if begun {
            page.set(at, Role::Around);
        }
        ended = is_at_end(page, &block, table)
            || (at == last && (lines || is_short_item(page, at)));
    }
    past
}

/// Whether the text of `block` is at an end. A cell of another table than that of the items
/// needs no stop for it.
fn is_at_end(page: &Page<'_>, block: &Block, table: Option<Cell>) -> bool {
    let cell = page.tokens.cell(block);
    let other = cell.is_some_and(|cell| table.is_none_or(|own| own.table != cell.table));
    other || closing::ends(page, block)
}

/// Whether `block` stands in the row of the table cell `last`, or in one of its table that has
/// a number: what such a row names, an office or a date, signs nothing.
fn is_in_row(page: &Page<'_>, block: &Block, last: Option<Cell>) -> bool {
    let (Some(last), Some(own)) = (last, page.tokens.cell(block)) else { return false };
    let row = page.rows.get(own.row as usize);
    let numbered = row.is_some_and(|row| row.number.is_some());
    own.table == last.table && (own.row == last.row || numbered)
}

/// Whether the line `head` at block `at`, with which a list ends, is an office, and a sentence
/// follows and no date: it may be the head of a page on which the last item goes on.
fn is_doubtful_office(page: &Page<'_>, at: usize, head: &str) -> bool {
    let own = bare(head);
    let office = !begins_note(&own) && !is_date(&own) && !own.ends_with("印发");
    let Some((next, Role::Text)) = page.block(at + 1) else { return false };
    let (below, whole) = page.head(&next, LONGEST);
    let sentence = next.ends_sentence();
    office && sentence && !ends_list(&below, whole)
}

/// Whether the line `head` at block `at` has no marks of a clause and stands over a date with
/// which the text ends: whoever signs there, by whatever name.
fn is_over_date(page: &Page<'_>, at: usize, head: &str) -> bool {
    const NAME: usize = 30;
    // 检查组组长：王建国
    let name = head.split_once(['：', ':']).map_or(head, |(office, name)| {
        let person = (2..=4).contains(&name.chars().count()) && name.chars().all(is_han);
        if person { office } else { head }
    });
    let short = head.chars().count() <= NAME && !has_clauses(name);
    short
        && !head.ends_with(is_sentence_end)
        && below_page_end(page, at).is_some_and(|next| {
            let (below, whole) = page.head(&next, LONGEST);
            whole && is_date(&bare(&below))
        })
}

/// The block below block `at`, past what is printed at the end of its page; a date may look
/// like some of that, as it comes again.
fn below_page_end(page: &Page<'_>, at: usize) -> Option<Block> {
    /// Lines at the foot of one page and the head of the next.
    const LINES: usize = 6;
    let mut below = (at + 1..=at + LINES).map_while(|at| page.block(at));
    let dated = |block: &Block| {
        let (head, whole) = page.head(block, LONGEST);
        whole && is_date(&bare(&head))
    };
    below
        .find(|(block, role)| *role != Role::Furniture || dated(block))
        .map(|(block, _)| block)
}

/// Whether the line `head` at block `at`, which reads like a note or a signature, cannot go
/// on with the text above it, though no stop ends that. An office signs over a date, or far
/// from the edge, or else it may be the rest of a sentence.
fn is_note_parted(
    page: &Page<'_>,
    at: usize,
    head: &str,
    shape: &mut Option<Shape>,
) -> bool {
    let own = shape.get_or_insert_with(|| Shape::of(page));
    let far = page.block(at).is_some_and(|(block, _)| own.is_far(&block));
    let over = || is_over_date(page, at, head);
    let tells = || begins_note(head) || is_imprint(head) || over();
    far || (is_parted(page, at, shape) && tells())
}

/// Whether the line at block `at` cannot go on with the one above it: lines are broken at an
/// edge which that does not reach, or each is a paragraph of its own.
fn is_parted(page: &Page<'_>, at: usize, shape: &mut Option<Shape>) -> bool {
    let above = page.above(at);
    let (Some((above, role)), Some((own, _))) = (above, page.block(at)) else {
        return false;
    };
    // Nothing below a table is of its cells, nor is a row whose text begins before theirs.
    let (cell, other) = (page.tokens.cell(&own), page.tokens.cell(&above));
    let before = cell
        .zip(other)
        .is_some_and(|(own, other)| own.row != other.row && own.column < other.column);
    if before || (other.is_some() && cell.is_none()) {
        return true;
    }
    if role != Role::Text {
        return false;
    }
    let shape = shape.get_or_insert_with(|| Shape::of(page));
    let plain = above.cell == NO_CELL && above.look == Look::Plain;
    let begins = shape.is_set_in(&own)
        && (shape.set_in.is_some()
            || (above.gap == Gap::Line && !shape.is_set_in(&above)));
    let line = own.gap == Gap::Line && (begins || !shape.is_full(page, &above));
    plain && (own.gap == Gap::Paragraph || line)
}

/// Whether the item at block `at` is a short paragraph, which is whole whatever it ends in.
fn is_short_item(page: &Page<'_>, at: usize) -> bool {
    const LONGEST: usize = 30;
    let Some((own, _)) = page.block(at) else { return false };
    let parted = page.block(at + 1).is_none_or(|(next, _)| next.gap > Gap::Line);
    own.cell == NO_CELL && own.gap > Gap::Line && parted && page.head(&own, LONGEST).1
}

/// Whether the `line` at block `at` is the name of somebody who signs: it is too short for
/// a clause, and heads no sentence.
fn is_name(page: &Page<'_>, at: usize, line: &str) -> bool {
    let bare = bare(line);
    let own = page.block(at).is_some_and(|(block, _)| block.cell == NO_CELL);
    let next = page.block(at + 1).and_then(|(next, _)| next.last_char());
    own && (2..=3).contains(&bare.chars().count())
        && bare.chars().all(is_han)
        && !next.is_some_and(is_sentence_end)
}

/// Whether a line is the text of a note that the page has `called`: `[2] 数据截至…`; or of the
/// first one below a list that begins at block `begins`, whose items are not numbered so.
fn is_note(page: &Page<'_>, begins: usize, head: &str, called: bool) -> bool {
    let Some(own) = head.strip_prefix(['[', '［']) else { return false };
    let rest = own.trim_start_matches(is_figure);
    let number = own.get(..own.len() - rest.len()).unwrap_or("");
    let counted = || {
        let from = page.candidates.partition_point(|c| (c.block as usize) < begins);
        let mut inside = page.candidates.get(from..).unwrap_or(&[]).iter();
        inside.next().is_some_and(|first| first.marker.family == Family::Paren)
    };
    let first = || matches!(number, "1" | "１" | "一") && !counted();
    !number.is_empty() && rest.starts_with([']', '］']) && (called || first())
}

/// Whether block `at`, which is a line, is the foot of the last page: nothing follows it, it
/// ends no sentence, and the number of the page stands right above it.
fn is_foot(page: &Page<'_>, at: usize) -> bool {
    let above = page.above(at);
    let own = page.tokens.blocks.get(at);
    above.is_some_and(|(_, role)| role == Role::Furniture)
        && at + 1 == page.tokens.blocks.len()
        && own.is_some_and(|own| !own.ends_text())
}

/// Whether block `at`, behind the last item, has the number after that of a section that
/// opened before the list did, at block `begins`, or of one inside the list, and none of an
/// item was numbered so. A line inside a paragraph is not, whatever it begins with:
/// 举一反 / 三，强化…
fn goes_on_with_sections(
    page: &Page<'_>,
    begins: usize,
    at: usize,
    passed: &mut Passed,
) -> bool {
    passed.go_on(page, at);
    let left = page.candidates.get(passed.count..).unwrap_or(&[]);
    let own = left.iter().take_while(|own| own.block as usize == at);
    own.filter(|own| !own.marker.weak).any(|own| {
        passed.last.get(&own.marker.family).is_some_and(|&(section, value)| {
            (section < begins || page.is(section, Role::Heading))
                && value.checked_add(1) == Some(own.marker.value)
        })
    })
}

/// The numbers before a block, which is never before the one that was asked for last.
#[derive(Debug, Default)]
struct Passed {
    count: usize,
    /// The block and the value of the last of each family that stands behind a stop.
    last: BTreeMap<Family, (usize, u32)>,
}

impl Passed {
    /// Goes on with those before block `at`.
    fn go_on(&mut self, page: &Page<'_>, at: usize) {
        let left = page.candidates.get(self.count..).unwrap_or(&[]);
        for own in left.iter().take_while(|own| (own.block as usize) < at) {
            if own.after_stop {
                let section = (own.block as usize, own.marker.value);
                self.last.insert(own.marker.family, section);
            }
            self.count += 1;
        }
    }
}

/// Whether the line `head` at block `at`, which reads like a note or a signature, only
/// goes on with the paragraph of a full line above it: 会同 / 应急管理部; or is full itself, and
/// no name set apart: 《条例》《地方党政领导干部 / 安全生产责任制规定》.
fn is_torn_off(
    page: &Page<'_>,
    at: usize,
    head: &str,
    shape: &mut Option<Shape>,
) -> bool {
    let above = page.above(at);
    let ended = above.is_some_and(|(own, _)| own.ends_sentence());
    let office = !begins_note(head) && !is_date(&bare(head));
    // Behind a whole text no paragraph goes on with an office over a date, nor behind a whole
    // sentence with an imprint.
    let whole = above.is_some_and(|(own, _)| own.ends_text());
    let signs = || whole && office && is_over_date(page, at, head);
    let rule = !head.contains(char::is_alphanumeric);
    let printed = (ended && bare(head).ends_with("印发"))
        || (is_imprint(head) && is_parted(page, at, shape));
    let apart = rule || printed || signs();
    if apart || !may_go_on(head) {
        return false;
    }
    let shape = shape.get_or_insert_with(|| Shape::of(page));
    let full = page.block(at).is_some_and(|(own, _)| {
        office && !shape.is_set_in(&own) && shape.is_full(page, &own) && !own.ends_text()
    });
    full || shape.flows_into(page, at)
}
