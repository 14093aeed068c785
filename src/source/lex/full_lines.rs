//! What other columns hold behind full lines of text, in tables of which a program wrote on each
//! line what stands at one height, with no more than a space between the columns.

use std::collections::BTreeMap;

use super::cells::{Columns, Region, Table};
use super::rowhead::starts_with_digit;
use super::tails::untied_blanks;
use crate::source::marks::folio::has_clauses;
use crate::text::{print_width, trim_blank_end};

/// Spaces of a line that are looked at.
const FEW: usize = 64;

impl Columns {
    /// Whether others than those of the regions and the items stand behind the items.
    pub(super) fn has_others(self) -> bool {
        self.others > usize::from(self.region == Region::Last)
    }
}

impl Table<'_> {
    /// Where on `line` what another column holds stands beside the text of the items, which is a
    /// full line before it.
    pub(super) fn beside(&self, line: &str) -> Option<usize> {
        let mut blanks = untied_blanks(line).take(FEW);
        blanks.find(|&at| is_full_before(line, at, self.full))
    }

    /// The width that most texts have before what stands beside them, in the lines behind line
    /// `from`; 0 where no other columns are, or no such width shows.
    pub(super) fn full_width(&self, from: usize) -> usize {
        const SAMPLE: usize = 10_000;
        let until = if self.columns.has_others() { from + SAMPLE } else { from };
        let lines = (from..self.lines.len().min(until)).map(|at| self.line(at));
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for own in lines.filter(|own| has_clauses(own) && !starts_with_digit(own)) {
            let text = untied_blanks(own).next().and_then(|at| own.get(..at));
            *counts.entry(print_width(text.unwrap_or(own))).or_default() += 1;
        }
        let lines: usize = counts.values().sum();
        let near = |width: usize| counts.range(width..=width + 1).map(|own| own.1).sum();
        let best = counts.keys().map(|&own| (near(own), own)).max();
        let best = best.filter(|&(count, _): &(usize, usize)| 4 * count >= lines);
        best.map_or(0, |(_, width)| width)
    }
}

/// Whether the text before byte `at` of `line` fills its column, `width` columns in print, and
/// the line goes far beyond it, with no more sentences.
pub(super) fn is_full_before(line: &str, at: usize, width: usize) -> bool {
    /// Columns by which full lines differ: a mark, or half of a character.
    const NEAR: usize = 3;
    /// Bytes of what stands behind one that are looked at.
    const REST: usize = 200;
    // A line may have as many spaces as the source has bytes.
    let most = '中'.len_utf8() * (width + 2 * NEAR);
    let seen = line.get(..line.floor_char_boundary(most)).unwrap_or(line);
    let Some(text) = seen.get(..at).filter(|_| width > 0) else { return false };
    let rest = line.get(at..line.floor_char_boundary(at + REST)).unwrap_or("");
    print_width(seen) > width + 2
        && print_width(trim_blank_end(text)).abs_diff(width) <= NEAR
        && !rest.contains(['。', '；', '！', '？'])
}
