//! Numbers spelled like those of the list that open no item: the points that an item counts,
//! and lines that may be items all the same.
//!
//! How items were found is no matter here. What is left inside an item and would go on with
//! its numbers, or begin them again, is told, so that no item is lost in another unseen.

use crate::source::blocks::numbers::numbering::{FARTHEST_SKIP, Start};
use crate::source::blocks::numbers::parts::{List, Lists};
use crate::source::blocks::page::{Candidate, Page, Role};
use crate::source::marks::number::Family;
use crate::source::notice::Report;

/// Why numbers inside an item are its own points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Points {
    /// The text before them announces them.
    Announced,
    /// They stand deeper than the number of the item.
    Deeper,
    /// The numbers of the list go on after them.
    Inside,
}

/// The item that is read.
#[derive(Clone, Copy, Debug)]
struct Open {
    /// Its number in the list.
    number: u32,
    /// The number that comes next.
    expected: u32,
    /// The number that opens the next item, where the list goes on with it.
    next: Option<u32>,
    /// Columns of white space before the item.
    indent: u8,
}

/// Tells of the numbers of each list that open none of its items.
pub(crate) fn tell(page: &Page<'_>, lists: &Lists, report: &mut Report) {
    for list in &lists.lists {
        tell_one(page, list, lists.items(list), report);
    }
}

fn tell_one(page: &Page<'_>, list: &List, starts: &[Start], report: &mut Report) {
    let own = page.candidates.get(list.candidates.clone()).unwrap_or(&[]).iter();
    let of_family = |c: &&Candidate| c.marker.family == list.family;
    tell_preface(page, own.clone().filter(of_family), starts, report);
    // A row that fell out of its table has its number in a line.
    let fallen = |c: &Candidate| list.family == Family::Column && goes_on(starts, c);
    let own = own.filter(|c| c.marker.family == list.family || fallen(c));
    let own = own.filter(|c| match page.roles.get(c.block as usize) {
        Some(Role::Text) => true,
        Some(Role::Around) => follows(starts, c),
        _ => false,
    });
    let (mut at, mut run, mut group) = (0, 0_u32, Vec::new());
    for candidate in own {
        let passed = starts.get(at..).unwrap_or(&[]).iter();
        let passed = passed.take_while(|start| start.block <= candidate.block).count();
        if passed > 0 {
            close(page, starts, at, &mut group, report);
        }
        at += passed;
        let opens = at.checked_sub(1).and_then(|last| starts.get(last));
        if opens.is_none_or(|start| start.block == candidate.block) {
            continue;
        }
        if candidate.marker.value != run.saturating_add(1) {
            close(page, starts, at, &mut group, report);
        }
        run = candidate.marker.value;
        group.push(*candidate);
    }
    close(page, starts, at, &mut group, report);
}

/// Tells of the numbers of a list, `own`, that count on from 1 above its first item.
fn tell_preface<'p>(
    page: &Page<'_>,
    own: impl Iterator<Item = &'p Candidate>,
    starts: &[Start],
    report: &mut Report,
) {
    let Some(first) = starts.first() else { return };
    let read = |c: &&Candidate| {
        matches!(page.roles.get(c.block as usize), Some(Role::Text | Role::Around))
    };
    let above =
        own.take_while(|c| c.block < first.block).filter(|c| !c.marker.weak).filter(read);
    let mut counted = above.zip(1..).take_while(|(c, value)| c.marker.value == *value);
    let begins = counted.next();
    let count = 1 + counted.count();
    if let Some((begins, _)) = begins.filter(|_| count > 1) {
        report.preface(page, begins.block, count);
    }
}

/// Whether `candidate` stands below the last item and would go on with its numbers.
fn follows(starts: &[Start], candidate: &Candidate) -> bool {
    starts.last().is_some_and(|last| {
        let next = last.printed.checked_add(1) == Some(candidate.marker.value);
        next && last.block < candidate.block
    })
}

/// Whether `candidate` has the number behind that of the item it stands in, and no item has.
fn goes_on(starts: &[Start], candidate: &Candidate) -> bool {
    let past = starts.partition_point(|start| start.block < candidate.block);
    let last = past.checked_sub(1).and_then(|last| starts.get(last));
    let next = starts.get(past).map(|next| next.printed);
    let value = candidate.marker.value;
    let counts = last.is_some_and(|last| last.printed.checked_add(1) == Some(value));
    counts && next != Some(value)
}

/// Tells of the numbers of `group`, which count on inside the item before the start `next`,
/// and empties it.
fn close(
    page: &Page<'_>,
    starts: &[Start],
    next: usize,
    group: &mut Vec<Candidate>,
    report: &mut Report,
) {
    let last = next.checked_sub(1).and_then(|last| starts.get(last));
    if let (Some(last), Some(first)) = (last, group.first()) {
        let block = page.tokens.blocks.get(last.block as usize);
        let expected = last.printed.saturating_add(1);
        let goes_on = starts.get(next).filter(|next| next.printed > last.printed);
        let open = Open {
            number: last.number,
            expected,
            next: goes_on.map(|next| next.printed),
            indent: block.map_or(0, |block| block.indent),
        };
        if let Some(points) = open.points(group) {
            report.points(page, open.number, first.block, points);
        } else if open.is_odd(group) {
            report.stray(page, open.number, first.block);
        }
    }
    group.clear();
}

impl Open {
    /// Why `group` is of points, if it plainly is.
    fn points(&self, group: &[Candidate]) -> Option<Points> {
        let first = group.first().filter(|c| c.marker.value == 1 && !c.marker.weak)?;
        let after = group.last().map_or(0, |last| last.marker.value + 1);
        if first.announced {
            Some(Points::Announced)
        } else if first.indent > self.indent.saturating_add(1) {
            Some(Points::Deeper)
        } else {
            let inside = self.next == Some(self.expected) && after != self.expected;
            inside.then_some(Points::Inside)
        }
    }

    /// Whether `group` may be of items.
    fn is_odd(&self, group: &[Candidate]) -> bool {
        let Some(first) = group.first() else { return false };
        let value = first.marker.value;
        let begins = first.after_stop && !first.marker.numeric;
        // Such numbers are words of running text as often: 12 月底前, 第七条规定.
        let common = matches!(first.marker.family, Family::Bare | Family::Clause);
        if value == self.expected {
            let later = self.next == Some(value);
            return !later && (first.after_stop || !first.marker.numeric);
        }
        if value == 1 {
            return begins || group.len() > 1;
        }
        // The number of the item itself, behind a line of it that ends without a stop.
        let again = value.checked_add(1) == Some(self.expected);
        let column = first.marker.family == Family::Column;
        if again && !first.marker.weak && !common && !column {
            return true;
        }
        let near = value < self.expected.saturating_add(FARTHEST_SKIP);
        begins && (!first.marker.weak || (near && (!common || group.len() > 1)))
    }
}
