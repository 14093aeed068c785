//! Labels of unknown names that landed inside the sentence of their row, as a label does that
//! is set in the middle of it: the row begins under an empty cell, its text breaks off, and
//! between that and the rest stands a line too short for a part of it. Where there are no rows,
//! it stands apart.

use crate::source::blocks::numbers::numbering::Start;
use crate::source::blocks::page::{Page, Placed, Role};
use crate::source::blocks::shape::Shape;
use crate::source::lex::token::{Block, Gap, Look, NO_CELL, place};
use crate::source::marks::addressee::is_addressee;
use crate::source::marks::label::{self, Names};
use crate::text::is_han;

/// Finds them in the items at `starts`.
pub(crate) fn find(page: &mut Page<'_>, starts: &[Start], names: &Names) {
    let mut found = Vec::new();
    let is_line = |placed: &Placed| {
        let own = page.block(placed.block as usize);
        placed.length == 0 && own.is_some_and(|(own, _)| own.cell == NO_CELL)
    };
    let lines = page.labels.iter().any(is_line);
    for (own, start) in starts.iter().enumerate() {
        let until = starts
            .get(own + 1)
            .map_or(page.tokens.blocks.len(), |next| next.block as usize);
        found.extend(inside(page, start.block as usize, until, names));
        if lines {
            found.extend(between(page, start.block as usize, until, names));
        }
    }
    found.extend(behind_numbers(page, starts, names));
    page.add_labels(found);
}

/// Those on lines of their own between the number of an item, alone on its line, and its text,
/// where labels that are known stand so, as programs copy the cells of a row one by one.
fn behind_numbers(page: &Page<'_>, starts: &[Start], names: &Names) -> Vec<Placed> {
    let known = |at: u32| {
        let own = page.labels.binary_search_by_key(&at, |placed| placed.block).ok();
        own.and_then(|own| page.labels.get(own)).is_some_and(|own| own.length == 0)
    };
    let alone = |start: &&Start| {
        let own = page.block(start.block as usize);
        own.is_some_and(|(own, _)| page.whole_number(&own).is_some())
    };
    if !starts.iter().any(|start| known(start.block + 1) && alone(&start)) {
        return Vec::new();
    }
    let next = starts.iter().skip(1).map(|next| next.block).chain([u32::MAX]);
    let label = |(start, next): (&Start, u32)| {
        let at = start.block + 1;
        let (own, _) = page.block(at as usize).filter(|(own, role)| {
            *role == Role::Text && own.cell == NO_CELL && own.is_open()
        })?;
        let (head, whole) = page.head(&own, label::LONGEST);
        let below = page.is(at as usize + 1, Role::Text) && at + 1 < next;
        let addresses = whole && below && head.chars().all(is_han) && is_addressee(&head);
        let label = names.label(&head, false).filter(|_| addresses)?;
        Some(Placed { block: at, label, length: 0 })
    };
    let rows = starts.iter().zip(next).filter(|(start, _)| alone(start));
    rows.filter_map(label).collect()
}

/// The label that parts a sentence of the item at block `start`, which has ended before block
/// `until`, where labels are lines: it stands apart and names whom lists address.
fn between(page: &Page<'_>, start: usize, until: usize, names: &Names) -> Option<Placed> {
    const LONG: usize = 12;
    let line = |at: usize| {
        let (own, role) = page.block(at)?;
        (role == Role::Text && own.look == Look::Plain && own.cell == NO_CELL)
            .then_some(own)
    };
    (start + 1..until.saturating_sub(1)).find_map(|at| {
        let own = line(at).filter(|own| own.gap > Gap::Line && own.is_open())?;
        if !page.tokens.is_short(&own, label::LONGEST) {
            return None;
        }
        let rest = line(at + 1).filter(|rest| rest.gap > Gap::Line)?;
        let torn = line(at - 1).filter(Block::is_open)?;
        let (head, _) = page.head(&own, label::LONGEST);
        let (below, _) = page.head(&rest, label::LONGEST);
        let apart = !page.tokens.is_short(&torn, LONG) && page.marker(&below).is_none();
        let addresses = apart && head.chars().all(is_han) && is_addressee(&head);
        let label = names.label(&head, false).filter(|_| addresses)?;
        Some(Placed { block: place(at), label, length: 0 })
    })
}

/// The label inside the item at block `start`, which has ended before block `until`.
fn inside(page: &Page<'_>, start: usize, until: usize, names: &Names) -> Option<Placed> {
    let (own, _) = page.block(start)?;
    let row = page.tokens.cell(&own)?.row;
    if !page.rows.get(row as usize)?.unlabelled {
        return None;
    }
    let text = |at: &usize| page.is(*at, Role::Text);
    let in_row = |at: &usize| {
        let cell =
            page.block(*at).and_then(|(block, _)| page.tokens.cell(&block).copied());
        cell.is_some_and(|cell| cell.row == row)
    };
    let past = (start..until).find(|at| !in_row(at))?;
    let mut behind = (past..until).filter(text);
    let (at, next) = (behind.next()?, behind.next()?);
    let above = (start..at).rev().find(text)?;
    let (torn, _) = page.block(above)?;
    let (line, _) = page.block(at)?;
    let (rest, _) = page.block(next)?;
    let alone = line.cell == NO_CELL && rest.cell == NO_CELL;
    if !alone || !torn.is_open() || !rest.first_char().is_some_and(is_han) {
        return None;
    }
    // A line of a wrapped text is no paragraph.
    let apart = line.gap > Gap::Line && rest.gap > Gap::Line;
    if !apart && Shape::of(page).is_wrapped() {
        return None;
    }
    let (head, whole) = page.head(&line, label::LONGEST);
    let plain = whole && head.chars().all(is_han);
    let label = names.label_in_column(&head).filter(|_| plain)?;
    Some(Placed { block: place(at), label, length: 0 })
}
