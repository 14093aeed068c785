//! Labels that no region has, taken because they stand where labels stand: right before
//! an item, set in the same way as the labels that are known.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::source::blocks::around::title::{self, Likeness};
use crate::source::blocks::labels::counted::{counts_on, is_point, numbered_before};
use crate::source::blocks::labels::form::Form;
use crate::source::blocks::numbers::numbering::Start;
use crate::source::blocks::numbers::one_line;
use crate::source::blocks::numbers::parts::is_attachment;
use crate::source::blocks::page::{Page, Placed, Role};
use crate::source::blocks::shape::Shape;
use crate::source::lex::token::{Block, Gap, Look, NO_CELL, place};
use crate::source::marks::dressing::core;
use crate::source::marks::heads::head_word;
use crate::source::marks::label::{self, Names};
use crate::source::marks::number::{self, Family};
use crate::source::marks::{addressee, advice};
use crate::text::{ends_text, is_sentence_end};

/// How the labels of a page are set that are known.
#[derive(Debug, Default)]
struct Known {
    forms: Vec<Form>,
    /// Whether some say whom they advise.
    advised: bool,
    /// Whether they are lines outside of tables.
    lines: bool,
}

impl Known {
    fn of(page: &Page<'_>) -> Self {
        let mut known = Self::default();
        for placed in page.labels.iter().filter(|placed| placed.length == 0) {
            let Some((block, _)) = page.block(placed.block as usize) else { continue };
            let (head, _) = page.head(&block, label::LONGEST);
            known.advised |= advice::advised(&head).is_some();
            let form = Form::of(&head, &block);
            known.lines |= !form.in_cell;
            if !known.forms.contains(&form) {
                known.forms.push(form);
            }
        }
        known
    }

    /// Whether `look` is a heading below those that are labels.
    fn is_below(&self, look: Look) -> bool {
        let Look::Heading(level) = look else { return false };
        let above = |form: &Form| matches!(form.look, Look::Heading(own) if own < level);
        self.forms.iter().any(above)
    }
}

/// Finds labels of unknown names before the items at `starts`, and marks the lines before
/// items that are neither labels nor text.
pub(crate) fn find(page: &mut Page<'_>, starts: &[Start], names: &Names) {
    let known = Known::of(page);
    let mut habits = Habits { advised: known.advised, shape: None };
    let mut found = Vec::new();
    let lines = one_line::are_items(page, starts);
    let mut floor = 0;
    let mut counted = numbered_before(page, starts);
    for start in starts {
        let at = start.block as usize;
        let row = page.block(at).and_then(|(block, _)| page.tokens.cell(&block));
        let row = row.and_then(|cell| page.rows.get(cell.row as usize));
        // An empty cell is under the line over its row, where labels are such lines.
        if row.is_none_or(|row| row.label.is_none() && (known.lines || !row.unlabelled)) {
            let over = over_topic(page, at, floor, &known, &mut habits);
            let own = || before(page, at, floor, lines, &mut habits);
            if let Some(before) = over.or_else(own) {
                let label = take(page, &before, floor, (&known, &mut counted), names);
                // Others of its form right over it have no items of their own.
                let mut next = label.as_ref().map(|own| own.block as usize);
                while let Some(at) = next.take()
                    && let Some(empty) = self::before(page, at, floor, lines, &mut habits)
                    && empty.form == before.form
                    && empty.form.is_telling()
                {
                    let own = take(page, &empty, floor, (&known, &mut counted), names);
                    next = own.as_ref().map(|own| own.block as usize);
                    found.extend(own);
                }
                found.extend(label);
            }
        }
        floor = at + 1;
    }
    page.add_labels(found);
}

/// Takes the line `before` an item for a label, if it is one, or for a heading of some items.
fn take(
    page: &mut Page<'_>,
    before: &Before<'_>,
    floor: usize,
    (known, counted): (&Known, &mut BTreeMap<Family, u32>),
    names: &Names,
) -> Option<Placed> {
    let (block, form) = (before.block, before.form);
    let alike = known.forms.contains(&form);
    let telling = form.is_telling() && !known.is_below(form.look);
    let label = names.label(&before.head, false);
    let mut label = label.filter(|_| before.head.chars().count() <= label::LONGEST)?;
    let office = before.apart && addressee::is_addressee(&label.name);
    if alike || ((telling || office) && !before.under_label) {
        if let Some(name) = advice::advised(&label.name).filter(|_| known.advised) {
            label.name = name.into();
        }
        page.set(block, Role::Label);
        return Some(Placed { block: place(block), label, length: 0 });
    }
    let heads = form.family.is_some() || form.is_telling();
    if heads && !is_point(page, floor, block) && counts_on(&before.head, counted) {
        page.set(block, Role::Heading);
    }
    None
}

/// The label over the line that heads the item at block `at` and further ones, the first of
/// its kind: 二、有关中央企业 over （一）道路交通方面.
fn over_topic<'a>(
    page: &mut Page<'a>,
    at: usize,
    floor: usize,
    known: &Known,
    habits: &mut Habits,
) -> Option<Before<'a>> {
    let topic = (floor..at).rev().find(|&b| page.is(b, Role::Text))?;
    let (own, _) = page.block(topic)?;
    // Most lines before an item are the last of another, and need no closer look.
    if own.ends_text() || !page.tokens.is_short(&own, label::LONGEST) {
        return None;
    }
    let (head, _) = page.head(&own, label::LONGEST);
    let first = number::marker(&head).is_some_and(|m| !m.weak && m.value == 1);
    if !first && !matches!(own.look, Look::Heading(_)) {
        return None;
    }
    let over = before(page, topic, floor, false, habits)?;
    let parts = known.forms.contains(&over.form) && Form::of(&head, &own) != over.form;
    if parts {
        page.set(topic, Role::Heading);
    }
    parts.then_some(over)
}

/// Marks the lines between the tables whose rows are the items: 附表2, 单位：项. No sentence
/// of an item stands there, unless a page's end tore one.
pub(crate) fn between_tables(page: &mut Page<'_>, starts: &[Start]) {
    let cell = |page: &Page<'_>, start: &Start| {
        let block = page.tokens.blocks.get(start.block as usize);
        block.and_then(|block| page.tokens.cell(block).copied())
    };
    for pair in starts.windows(2) {
        let [first, second] = pair else { continue };
        let (Some(one), Some(other)) = (cell(page, first), cell(page, second)) else {
            continue;
        };
        if one.table == other.table {
            continue;
        }
        let mut ended = false;
        for at in first.block as usize..second.block as usize {
            let Some((block, Role::Text)) = page.block(at) else { continue };
            let last = block.last_char();
            let whole = page.tokens.is_short(&block, label::LONGEST);
            if block.cell == NO_CELL
                && ended
                && whole
                && !last.is_some_and(is_sentence_end)
            {
                page.set(at, Role::Heading);
            } else {
                ended = last.is_some_and(ends_text);
            }
        }
    }
}

/// The line before an item.
#[derive(Debug)]
pub(super) struct Before<'a> {
    pub(super) block: usize,
    pub(super) head: Cow<'a, str>,
    pub(super) form: Form,
    /// Whether a label stands right before it.
    pub(super) under_label: bool,
    /// Whether it is a paragraph of its own behind a whole sentence, outside of tables.
    pub(super) apart: bool,
}

/// Characters of the longest item that is short.
const SHORT: usize = 30;

/// Whether the line at block `at`, over the list, is a title, perhaps the second line of one:
/// 单 below 整改问题清.
fn is_title(page: &Page<'_>, at: usize, line: &Block) -> bool {
    let head = |at: usize| {
        let block = page.tokens.blocks.get(at).filter(|own| own.cell == NO_CELL)?;
        let (head, whole) = page.head(block, label::LONGEST);
        whole.then_some(head)
    };
    let above = at.checked_sub(1).and_then(head);
    title::likeness(&page.head(line, SHORT).0, line.look) >= Some(Likeness::Tasks)
        || above
            .zip(head(at))
            .is_some_and(|(above, own)| title::is_title(&(above + &*own)))
}

/// Whether an item that ends no sentence is at an end all the same: its last line reaches no
/// edge, or where there is none it is short, or a paragraph that goes on on no other page.
fn is_whole(
    page: &Page<'_>,
    line: &Block,
    same_page: bool,
    shape: &mut Option<Shape>,
) -> bool {
    let shape = shape.get_or_insert_with(|| Shape::of(page));
    if shape.is_wrapped() {
        return !shape.is_full(page, line);
    }
    page.tokens.is_short(line, SHORT) || (line.cell == NO_CELL && same_page)
}

/// Whether a text ends behind `line`: at a stop, or at a semicolon that does not only stand at
/// the end of a full line.
fn is_ended(page: &Page<'_>, line: &Block, shape: &mut Option<Shape>) -> bool {
    let pause = matches!(line.last_char(), Some('；' | ';'));
    let goes_on = pause && {
        let shape = shape.get_or_insert_with(|| Shape::of(page));
        shape.is_full(page, line)
    };
    !line.is_open() && !goes_on
}

/// Whether the line at block `at`, which ends no sentence, may stand over a label: what stands
/// over the list, where no item has opened from block 0 to the `floor`, or a whole item.
fn is_over_label(
    page: &Page<'_>,
    at: usize,
    line: &Block,
    (floor, same_page): (usize, bool),
    shape: &mut Option<Shape>,
) -> bool {
    if floor > 0 {
        return is_whole(page, line, same_page, shape);
    }
    is_title(page, at, line) || is_attachment(&page.head(line, SHORT).0)
}

/// What is known of the labels and the lines of a source when labels are looked for.
#[derive(Debug, Default)]
pub(super) struct Habits {
    /// Whether labels say whom they advise.
    pub(super) advised: bool,
    /// How lines are set, once that was asked.
    pub(super) shape: Option<Shape>,
}

/// Whether the text at block `at`, above a label, is no whole one: the label is printed again
/// at the top of a page, inside of a sentence.
fn is_torn(page: &Page<'_>, at: Option<usize>, shape: &mut Option<Shape>) -> bool {
    let Some((text, Role::Text)) = at.and_then(|at| page.block(at)) else { return false };
    let pause = text.last_char().is_some_and(|last| matches!(last, '，' | ',' | '、'));
    pause || (text.is_open() && !is_whole(page, &text, false, shape))
}

/// The line that `own` is, when it could be a label by itself: short, with no marks of a
/// sentence, no head of a column, and no title but one that is `advised`.
fn line_like_label<'a>(
    page: &Page<'a>,
    own: &Block,
    advised: impl Fn(&str) -> Option<String>,
) -> Option<Cow<'a, str>> {
    let stops = own.last_char().is_some_and(label::is_of_sentences);
    if stops || !page.tokens.is_short(own, label::LONGEST) {
        return None;
    }
    let (head, _) = page.head(own, label::LONGEST);
    // A heading that asks for something may be a label all the same.
    let most = if own.look == Look::Plain { Likeness::Line } else { Likeness::Tasks };
    let title = title::likeness(&head, Look::Plain) > Some(most);
    let other = head_word(&head).is_some() || (title && advised(&head).is_none());
    (!other).then_some(head)
}

/// The line before block `at`, from block `floor` on, when it could be a label: short, after
/// the end of a text, and no title, unless that reads like the labels there are. The items may
/// be `lines`, which end without a stop.
pub(super) fn before<'a>(
    page: &Page<'a>,
    at: usize,
    floor: usize,
    lines: bool,
    habits: &mut Habits,
) -> Option<Before<'a>> {
    let asks = habits.advised;
    let advised = |head: &str| if asks { advice::advised(head) } else { None };
    let of_text = |from: usize| {
        (floor..from).rev().find(|&b| page.is(b, Role::Text) || page.is(b, Role::Label))
    };
    let block = of_text(at)?;
    let (own, Role::Text) = page.block(block)? else { return None };
    let head = line_like_label(page, &own, advised)?;
    let place = of_text(block);
    let addresses = |head: &str| {
        let name = advised(head).unwrap_or_else(|| core(head));
        addressee::is_addressee(&name)
    };
    let previous = place.and_then(|b| page.block(b));
    let under_label = previous.is_some_and(|(_, role)| role == Role::Label);
    let form = Form::of(&head, &own);
    let set_off = lines || own.gap > Gap::Line || form.is_telling();
    let text_above = block.checked_sub(1).is_some_and(|above| page.is(above, Role::Text));
    let same_page = form.counted || (own.gap < Gap::Page && text_above);
    let place = place.or_else(|| page.shown_above(floor.saturating_sub(1), block));
    // No text of the cells above goes on in one over all columns.
    let spans = page.tokens.cell(&own).is_some_and(|cell| cell.wide);
    let ended = place.is_none_or(|at| {
        let Some((text, Role::Text)) = page.block(at) else { return true };
        let shape = &mut habits.shape;
        is_ended(page, &text, shape)
            || (spans && text.cell != own.cell)
            || addresses(&head)
                && ((set_off && page.tokens.is_short(&text, SHORT))
                    || is_over_label(page, at, &text, (floor, same_page), shape))
    });
    if under_label && is_torn(page, place.and_then(of_text), &mut habits.shape) {
        return None;
    }
    let stop = |at| page.block(at).is_some_and(|(text, _)| text.ends_sentence());
    let apart = own.cell == NO_CELL && own.gap > Gap::Line && place.is_some_and(stop);
    ended.then_some(Before { block, head, form, under_label, apart })
}
