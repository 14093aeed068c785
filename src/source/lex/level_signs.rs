//! What says that a table is one of which a program wrote on each line what stands at one
//! height: so many of its numbers, labels or offices stand inside texts that they do by no
//! chance.

use super::cells::{Columns, Region};
use super::level::{LONGEST_LABEL, Level, Mark, is_stopped};
use crate::source::marks::folio::{has_clauses, is_page_mark};
use crate::source::marks::number::{self, Family};
use crate::text::{print_width, until_blank};

impl Level<'_> {
    /// Whether numbers stand right of where texts begin, so that no column is theirs.
    pub(super) fn are_crossed(&self) -> bool {
        const OFF: usize = 1;
        let indent = |start: usize| {
            let before = self.text.get(..start).unwrap_or("");
            start - before.rfind('\n').map_or(0, |end| end + 1)
        };
        let lines = self.lines.iter().skip(self.from);
        let texts = lines.filter(|line| has_clauses(until_blank(line.of(self.text))));
        let mut edges: Vec<usize> = texts.map(|line| indent(line.start)).collect();
        edges.sort_unstable();
        let Some(edge) = edges.get(edges.len() / 2) else { return false };
        let first = |mark: &&Mark| {
            let line = self.lines.get(mark.line);
            line.is_some_and(|line| line.start == mark.part.0)
        };
        let right = |mark: &&Mark| indent(mark.part.0) > edge + OFF;
        self.are_enough(self.marks.iter().filter(first).filter(right).count())
    }

    /// Whether the names of regions stand before lines inside texts, behind those that `may` go
    /// on: one where a table is `headed`.
    pub(super) fn are_labelled(&self, headed: bool, may: impl Fn(usize) -> bool) -> bool {
        let fewest = if headed { 1 } else { 2 };
        self.marks.len() > 2 && self.labels_inside(may) >= fewest
    }

    /// Whether so many numbers stand inside a text, behind lines that `may` go on, that it is by
    /// no chance: most rows of one line show nothing. Some of them stand on a line of it, as no
    /// number of a page does, or a line heads them.
    pub(super) fn are_inside(&self, may: impl Fn(usize) -> bool) -> bool {
        const FEWEST: usize = 2;
        let text = |mark: &Mark| may(mark.line) || !self.is_open(mark.line);
        let (mut torn, mut beside, mut rows) = (0, 0, 0);
        for mark in &self.marks {
            if mark.open.is_some_and(&may) {
                torn += 1;
                beside += usize::from(!mark.alone && text(mark));
            }
            let shows = mark.open.is_some() || mark.alone || self.is_open(mark.line);
            rows += usize::from(shows);
        }
        let inside = torn >= FEWEST && 3 * torn >= rows && (beside > 0 || self.headed);
        inside && self.are_stopped()
    }

    /// Whether line `at` is of what columns beside the texts hold, behind the stop of one.
    pub(super) fn is_other(&self, at: usize) -> bool {
        /// Lines that they take.
        const MOST: usize = 4;
        let others = self.columns.is_some_and(|own| own.others > 0);
        let above = || (self.from..=at).rev().filter(|&at| !self.line(at).is_empty());
        let mut stopped = above().take(MOST + 1).map(|at| {
            let own = self.line(at);
            (is_stopped(own), has_clauses(own))
        });
        let first = |(stopped, clauses): &(bool, bool)| *stopped || *clauses;
        others && stopped.find(first).is_some_and(|(stopped, _)| stopped)
    }

    /// Whether texts end with a stop as a habit: else one that does not says nothing.
    fn are_stopped(&self) -> bool {
        let lines = self.from..self.lines.len();
        let shown = lines.filter(|&at| !self.line(at).is_empty());
        2 * shown.filter(|&at| !self.is_open(at)).count() >= self.marks.len()
    }

    /// Whether more lines begin with numbers of other kinds, those of a list itself: then these
    /// are quantities.
    pub(super) fn are_others(&self) -> bool {
        use Family::{Clause, Comma, Dot, Han, HanParen};
        let is_own =
            |at: usize| self.marks.binary_search_by_key(&at, |mark| mark.line).is_ok();
        let of_list = |at: &usize| {
            let found = number::marker(self.line(*at)).filter(|own| !own.weak);
            found.is_some_and(|own| {
                matches!(own.family, Clause | Comma | Dot | Han | HanParen)
            }) && !is_own(*at)
        };
        let others = (self.from..self.lines.len()).filter(of_list);
        others.take(self.marks.len() + 1).count() > self.marks.len()
    }

    /// Whether what holds for so many rows does by no chance.
    fn are_enough(&self, rows: usize) -> bool {
        const FEWEST: usize = 2;
        rows >= FEWEST && 3 * rows >= self.marks.len()
    }

    /// Whether a line of heads says that something stands beside the numbers and the texts.
    pub(super) fn is_headed(&self) -> bool {
        const FEWEST: usize = 3;
        let beside = |own: Columns| own.region != Region::Over || own.others > 0;
        self.headed && self.columns.is_some_and(beside) && self.marks.len() >= FEWEST
    }

    /// Whether so many rows may have something behind a text that goes on on the next line, that
    /// they do by no chance.
    pub(super) fn may_be_torn(&self) -> bool {
        self.are_parted(|text| has_clauses(text) && !is_stopped(text))
    }

    /// Whether they have, behind lines of text that are full.
    pub(super) fn are_torn(&self) -> bool {
        let full = |text: &str| 4 * print_width(text) >= 3 * self.width;
        let torn = |text: &str| has_clauses(text) && !is_stopped(text) && full(text);
        self.width > 0 && self.may_be_torn() && self.are_parted(torn)
    }

    /// Whether many of the texts beside numbers, which something of another column ends, are
    /// `open`.
    fn are_parted(&self, open: impl Fn(&str) -> bool) -> bool {
        const FEWEST: usize = 3;
        let (mut texts, mut parted) = (0, 0);
        for mark in &self.marks {
            let mut words = self.words(mark.line).skip_while(|own| own.0 <= mark.part.0);
            let Some(text) = words.next().filter(|own| !self.may_be_label(*own)) else {
                continue;
            };
            let other = words.last().is_some_and(|own| self.may_be_label(own));
            texts += 1;
            parted += usize::from(other && open(self.part(text)));
        }
        self.marks.len() >= FEWEST && parted > 1 && 3 * parted >= texts
    }

    /// How many lines inside a text, behind one that `may` go on, the name of a region stands
    /// before.
    fn labels_inside(&self, may: impl Fn(usize) -> bool) -> usize {
        /// Lines between pages, and one.
        const FAR: usize = 6;
        let text = |&at: &usize| {
            let own = self.line(at);
            let head = self.lines.get(at).is_some_and(|line| line.head);
            !(own.is_empty() || head || is_page_mark(own))
        };
        let inside = |&at: &usize| {
            let mut words = self.words(at).take(2);
            let (Some(first), Some(_)) = (words.next(), words.next()) else {
                return false;
            };
            let marked = self.marks.binary_search_by_key(&at, |mark| mark.line).is_ok();
            let above = (self.from..at).rev().take(FAR).find(text);
            let goes_on = |above| self.is_open(above) && may(above);
            !marked
                && above.is_some_and(goes_on)
                && self.names.names_region(self.part(first))
        };
        let spaced = |&at: &usize| {
            let own = self.line(at);
            let head = own.get(..own.floor_char_boundary(LONGEST_LABEL));
            head.is_some_and(|own| own.contains(' '))
        };
        (self.from..self.lines.len()).filter(spaced).filter(inside).count()
    }
}
