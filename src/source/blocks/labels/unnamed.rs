//! Labels of lists in which no label is a region's, such as those that a province hands down
//! to its cities.

use crate::source::blocks::around::title::is_title;
use crate::source::blocks::labels::form::Form;
use crate::source::blocks::labels::unknown::{Before, Habits, before};
use crate::source::blocks::page::{Candidate, Page, Placed, Role};
use crate::source::lex::token::place;
use crate::source::marks::addressee::is_addressee;
use crate::source::marks::advice;
use crate::source::marks::label::{self, Label, Names};
use crate::source::marks::number::Family;

/// Takes lines for labels that say whom they address, over numbers that begin again, where
/// they are set as the labels are that regions have: 有关中央企业 over 1. as 天津市 is. Where
/// no label is one of a region, as in the lists that a province hands down to its cities,
/// the line over the first number shows how they are set.
///
/// The numbers over the first label may count the points of a preface as well, and what
/// begins again under no label is no list; so these are looked for before the items are.
pub(crate) fn find(page: &mut Page<'_>, names: &Names) {
    let whole = page.labels.iter().find(|placed| placed.length == 0);
    let mut own = whole.and_then(|placed| shown_by(page, placed));
    let known = own.is_some();
    if !known && !page.labels.is_empty() {
        return find_over_cells(page, names);
    }
    let (mut floor, mut over, mut new) = (0, false, true);
    let mut habits = Habits { advised: true, shape: None };
    let (mut found, mut under): (Vec<Placed>, Vec<u32>) = (Vec::new(), Vec::new());
    let sure = |c: &&Candidate| !c.marker.weak || c.marker.value == 1;
    for candidate in page.candidates.iter().filter(sure) {
        let (at, family) = (candidate.block as usize, candidate.marker.family);
        if own.is_some_and(|(first, _)| first != family) {
            continue;
        }
        // A page torn out of a list begins with any number.
        let first = candidate.marker.value == 1 || new;
        new = false;
        let mut line =
            first.then(|| before(page, at, floor, false, &mut habits)).flatten();
        if first && floor == 0 && line.is_none() {
            line = over_title(page, at, names);
            over |= line.is_some();
        }
        let alike = |line: &Before<'_>| own.is_none_or(|(_, form)| form == line.form);
        let line = line.filter(|line| line.form.family != Some(family)).filter(alike);
        let label = line.as_ref().and_then(|line| label_of(&line.head, names));
        if let Some((line, label)) = line.zip(label) {
            own.get_or_insert((family, line.form));
            under.push(candidate.block);
            found.push(Placed { block: place(line.block), label, length: 0 });
        }
        if own.is_some() {
            floor = at + 1;
        }
    }
    // A line over the title that no other is set like is the office that issued the list.
    if over && !known && found.len() == 1 {
        return;
    }
    add(page, found, &under);
}

/// The same over numbers that are lines of their own, as programs copy the cells of a row one by
/// one: where a label of a region stands right over such a number, others may over any.
fn find_over_cells(page: &mut Page<'_>, names: &Names) {
    let alone = |c: &&Candidate| {
        let own =
            page.block(c.block as usize).filter(|_| c.marker.family == Family::Bare);
        own.is_some_and(|(own, _)| page.whole_number(&own).is_some())
    };
    let known = |c: &Candidate| {
        let above = c.block.checked_sub(1);
        let own = page.labels.binary_search_by_key(&above, |own| Some(own.block));
        own.is_ok()
    };
    let mut rows = page.candidates.iter().filter(alone);
    if !rows.clone().any(known) {
        return;
    }
    let mut habits = Habits::default();
    let (mut found, mut under): (Vec<Placed>, Vec<u32>) = (Vec::new(), Vec::new());
    let (mut floor, mut value) = (0, 0);
    while let Some(own) = rows.find(|own| own.marker.value == value + 1) {
        let at = own.block as usize;
        let line = before(page, at, floor, false, &mut habits);
        let label = line.as_ref().and_then(|line| label_of(&line.head, names));
        if let Some((line, label)) = line.zip(label) {
            under.push(own.block);
            found.push(Placed { block: place(line.block), label, length: 0 });
        }
        (floor, value) = (at + 1, own.marker.value);
    }
    add(page, found, &under);
}

/// Adds the labels `found`, `under` which numbers stand in the blocks of that number.
fn add(page: &mut Page<'_>, found: Vec<Placed>, under: &[u32]) {
    for candidate in &mut page.candidates {
        let over = found.partition_point(|placed| placed.block < candidate.block);
        candidate.labels += place(over);
        candidate.after_stop |= under.binary_search(&candidate.block).is_ok();
    }
    page.add_labels(found);
}

/// The first line of a source, where only the title stands between it and the first number at
/// block `at`: a program that puts the lines of a page in order by where they begin has the
/// line at the edge before the one in the middle. The first number may be that of a label itself.
fn over_title<'a>(page: &Page<'a>, at: usize, names: &Names) -> Option<Before<'a>> {
    let shown = |b: &usize| !page.is(*b, Role::Furniture);
    let mut above = (0..at).rev().filter(shown);
    let title = page.tokens.blocks.get(above.next()?)?;
    let block = above.next().filter(|_| above.next().is_none())?;
    let (head, whole) = page.head(title, label::LONGEST);
    let first = page.tokens.blocks.get(at)?;
    let (line, _) = page.head(first, label::LONGEST);
    let labels = names.label(&line, false).is_some_and(|own| is_addressee(&own.name));
    (whole && is_title(&head) && !labels).then_some(())?;
    let (own, Role::Text) = page.block(block)? else { return None };
    let (head, _) = page.head(&own, label::LONGEST);
    let form = Form::of(&head, &own);
    Some(Before { block, head, form, under_label: false, apart: false })
}

/// The label of an unknown name that addresses somebody, if a line is one: 朝阳区,
/// 对朝阳区的工作建议.
fn label_of(line: &str, names: &Names) -> Option<Label> {
    let name = advice::advised(line).filter(|_| line.contains('对'));
    let label = names.label(name.as_deref().unwrap_or(line), false);
    label.filter(|label| is_addressee(&label.name))
}

/// The family of the numbers under a label, and how that is set.
fn shown_by(page: &Page<'_>, label: &Placed) -> Option<(Family, Form)> {
    let under = |c: &&Candidate| !c.marker.weak && c.block > label.block;
    let family = page.candidates.iter().find(under)?.marker.family;
    let (block, _) = page.block(label.block as usize)?;
    let (head, _) = page.head(&block, label::LONGEST);
    Some((family, Form::of(&head, &block)))
}
