//! Labels of lists in which no label is a region's, such as those that a province hands down
//! to its cities.

use crate::source::blocks::labels::titles;
use crate::source::blocks::labels::unknown::{Form, before};
use crate::source::blocks::page::{Candidate, Page, Placed, Role};
use crate::source::lex::token::place;
use crate::source::marks::label::{self, Label, Names};
use crate::source::marks::number::Family;
use crate::source::marks::{addressee, advice};

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
        return;
    }
    let (mut floor, mut shape, mut over, mut new) = (0, None, false, true);
    let (mut found, mut under): (Vec<Placed>, Vec<u32>) = (Vec::new(), Vec::new());
    for candidate in
        page.candidates.iter().filter(|c| !c.marker.weak || c.marker.value == 1)
    {
        let (at, family) = (candidate.block as usize, candidate.marker.family);
        if own.is_some_and(|(first, _)| first != family) {
            continue;
        }
        // A page torn out of a list begins with any number.
        let first = candidate.marker.value == 1 || new;
        new = false;
        let line = if first {
            let line = before(page, at, floor, (true, false), &mut shape);
            let own = if floor == 0 { titles::over(page, at, names) } else { None };
            over |= line.is_none() && own.is_some();
            line.or(own)
        } else {
            None
        };
        if own.is_some() {
            floor = at + 1;
        }
        let Some(before) = line.filter(|line| line.form.family != Some(family)) else {
            continue;
        };
        let label = label_of(&before.head, names);
        let alike = own.is_none_or(|(_, form)| form == before.form);
        let addressed = |label: &Label| addressee::is_addressee(&label.name);
        if let Some(label) = label.filter(addressed).filter(|_| alike) {
            own.get_or_insert((family, before.form));
            floor = at + 1;
            under.push(candidate.block);
            found.push(Placed { block: place(before.block), label, length: 0 });
        }
    }
    // A line over the title that no other is set like is the office that issued the list.
    if over && !known && found.len() == 1 {
        return;
    }
    for placed in &found {
        page.set(placed.block as usize, Role::Label);
    }
    for candidate in &mut page.candidates {
        let over = found.partition_point(|placed| placed.block < candidate.block);
        candidate.labels += place(over);
        candidate.after_stop |= under.binary_search(&candidate.block).is_ok();
    }
    page.labels.extend(found);
    page.labels.sort_by_key(|placed| placed.block);
}

/// The label of an unknown name that a line is: 朝阳区, 对朝阳区的工作建议.
fn label_of(line: &str, names: &Names) -> Option<Label> {
    let name = advice::advised(line).filter(|_| line.contains('对'));
    names.label(name.as_deref().unwrap_or(line), false)
}

/// The family of the numbers under a label, and how that is set.
fn shown_by(page: &Page<'_>, label: &Placed) -> Option<(Family, Form)> {
    let under = |c: &&Candidate| !c.marker.weak && c.block > label.block;
    let family = page.candidates.iter().find(under)?.marker.family;
    let (block, _) = page.block(label.block as usize)?;
    let (head, _) = page.tokens.head(page.text, &block, label::LONGEST);
    Some((family, Form::of(&head, &block)))
}
