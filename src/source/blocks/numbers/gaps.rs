//! Items that are missing in a list because the mark behind their number is lost or doubtful:
//! `5加强监管` between 4. and 6. The number that is missing tells them from quantities.

use std::ops::Range;

use crate::source::blocks::numbers::numbering::{FARTHEST_SKIP, Start, Step};
use crate::source::blocks::page::{Page, Role};
use crate::source::blocks::shape::Shape;
use crate::source::lex::token::{Block, Look, NO_CELL, place};
use crate::source::marks::digits::digit;
use crate::source::marks::number::Family;

/// Characters of a line that are looked at.
const HEAD: usize = 8;

/// Blocks above the first number, and behind the last, that are looked at.
const FAR: usize = 60;

/// Adds to `starts`, numbered by `family`, the items that are missing among them, before the
/// first, and behind the last up to block `until`.
pub(crate) fn fill(
    page: &Page<'_>,
    starts: Vec<Start>,
    family: Family,
    until: usize,
) -> Vec<Start> {
    use Family::{Close, Comma, Dot};
    if !matches!(family, Dot | Comma | Close) {
        return starts;
    }
    let mut gaps = Gaps { page, shape: None, found: Vec::new() };
    for mut start in starts {
        let at = start.block as usize;
        let (from, missing) = match (gaps.found.last(), start.step) {
            (None, Step::LateStart) => (at.saturating_sub(FAR), 1),
            (Some(last), Step::Skip) => (last.block as usize + 1, last.printed + 1),
            _ => (at, start.printed),
        };
        let own = start.number.saturating_sub(start.printed);
        if (1..=FARTHEST_SKIP).contains(&start.printed.saturating_sub(missing))
            && gaps.take(from..at, missing..start.printed, own) == start.printed
        {
            start.step = Step::Next;
        }
        gaps.found.push(start);
    }
    if let Some(&last) = gaps.found.last() {
        let from = last.block as usize + 1;
        let own = last.number.saturating_sub(last.printed);
        gaps.take(from..until.min(from + FAR), last.printed + 1..u32::MAX, own);
    }
    gaps.found
}

/// The items of a list, while those that are missing are looked for.
struct Gaps<'p, 'a> {
    page: &'p Page<'a>,
    /// How lines are set, once that was asked.
    shape: Option<Shape>,
    found: Vec<Start>,
}

impl Gaps<'_, '_> {
    /// Takes the lines of `blocks` that have the numbers of `missing`, which are `offset` less
    /// than those of the list, in order; returns the first that was not found.
    fn take(&mut self, blocks: Range<usize>, missing: Range<u32>, offset: u32) -> u32 {
        let mut next = missing.start;
        for at in blocks {
            let Some((own, Role::Text)) = self.page.block(at) else { continue };
            if next >= missing.end {
                break;
            }
            let length = self.number(&own, next).filter(|_| self.begins(at, &own));
            let Some(length) = length else { continue };
            let number = next.saturating_add(offset);
            let (block, printed) = (place(at), next);
            let step = Step::OtherStyle;
            self.found.push(Start { block, length, number, printed, step });
            next += 1;
        }
        next
    }

    /// The characters of the number `value` that a block begins with, behind which its text
    /// stands with no mark, or with one that stands in running text too.
    fn number(&self, own: &Block, value: u32) -> Option<u32> {
        let plain = own.look == Look::Plain && own.cell == NO_CELL;
        let may = |&c: &char| digit(c).is_some() || matches!(c, 'l' | 'I' | 'O');
        own.first_char().filter(|c| plain && may(c))?;
        let (head, _) = self.page.head(own, HEAD);
        let marker = self.page.marker(&head).filter(|own| own.weak && !own.numeric)?;
        (marker.value == value).then(|| place(marker.length))
    }

    /// Whether a paragraph begins with block `at`.
    fn begins(&mut self, at: usize, own: &Block) -> bool {
        let page = self.page;
        let above = page.shown_above(at.saturating_sub(FAR), at);
        let Some((above, role)) = above.and_then(|at| page.block(at)) else {
            return true;
        };
        if role != Role::Text || above.ends_text() {
            return true;
        }
        let shape = self.shape.get_or_insert_with(|| Shape::of(page));
        shape.is_wrapped() && (shape.is_set_in(own) || !shape.is_full(page, &above))
    }
}
