//! What stands beside the texts of a table of which a program wrote on each line what stands at
//! one height: labels, broken over lines too, and what other columns hold.

use std::collections::BTreeMap;

use super::cells::{Columns, Piece, Region};
use super::full_lines::is_full_before;
use super::level::{Level, Part, is_stopped};
use super::token::Look;
use crate::source::marks::addressee::is_addressee;
use crate::source::marks::folio::{has_clauses, is_page_mark};
use crate::source::marks::words::is_tied;
use crate::text::{is_sentence_end, trim_blank_end};

/// Lines of the longest label.
const PIECES: usize = 4;

/// Lines between two lines of a label, at most, with those of the text and the number.
const FAR: usize = 3;

/// Where a word stands that may be beside the texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Left of a text, or of a number without one.
    Left,
    Right,
    /// On a line of its own.
    Alone,
}

/// A word that may stand beside the texts.
#[derive(Clone, Copy, Debug)]
struct Beside {
    line: usize,
    part: Part,
    place: Place,
    /// What it was found to be.
    look: Option<Look>,
}

impl Level<'_> {
    /// Notes what stands beside the texts.
    pub(super) fn take_sides(&self, out: &mut Vec<Piece>) {
        let marks = self.marks.iter();
        out.extend(marks.map(|mark| Piece::of(mark.part, Look::Side)));
        let mut found = self.besides();
        self.take_regions(&mut found);
        let columns = self.columns.unwrap_or_else(|| self.shown_columns(&found));
        if columns.region == Region::Over {
            self.take_banners(&mut found, columns.others > 0);
        }
        self.take_others(&mut found, columns);
        let piece = |own: &Beside| own.look.map(|look| Piece::of(own.part, look));
        out.extend(found.iter().filter_map(piece));
    }

    /// Whether the name of a region stands beside a line inside a text, as it does in no table
    /// of which one cell was written behind the other.
    pub(super) fn are_sides_inside(&self) -> bool {
        let mut found = self.besides();
        self.take_regions(&mut found);
        found.iter().any(|own| match own.place {
            // 有关中 / 央企业 is a label as well, before lines of one text.
            Place::Left => {
                let end = self.lines.get(own.line).map_or(0, |line| line.end);
                let text = has_clauses(self.part((own.part.1, end)));
                let marked = self.marks.binary_search_by_key(&own.line, |mark| mark.line);
                marked.is_err() && (text || own.look.is_some())
            }
            _ if own.look.is_none() => false,
            Place::Right => {
                let start = self.lines.get(own.line).map_or(0, |line| line.start);
                let text = self.part((start, own.part.0));
                has_clauses(text) && !is_stopped(trim_blank_end(text))
            }
            // Where labels follow numbers, one that follows a text was not written with its row.
            Place::Alone => {
                let second = self.columns.is_some_and(|own| own.region == Region::Second);
                let above = own.line.checked_sub(1).map_or("", |above| self.line(above));
                second && has_clauses(above)
            }
        })
    }

    /// The words that may stand beside the texts, in order.
    fn besides(&self) -> Vec<Beside> {
        let mut found = Vec::new();
        let mut marks = self.marks.iter().peekable();
        for at in self.from..self.lines.len() {
            let mark = marks.next_if(|mark| mark.line == at).map(|mark| mark.part);
            let own = self.line(at);
            let head = self.lines.get(at).is_some_and(|line| line.head);
            if own.is_empty() || head || (mark.is_none() && is_page_mark(own)) {
                continue;
            }
            self.besides_on(at, mark, &mut found);
        }
        found
    }

    /// The same of line `at`, on which `mark` stands.
    fn besides_on(&self, at: usize, mark: Option<Part>, out: &mut Vec<Beside>) {
        let beside = |part, place| Beside { line: at, part, place, look: None };
        let words: Vec<Part> = self.words(at).filter(|&own| Some(own) != mark).collect();
        let (Some(&first), rest) = (words.first(), words.get(1..).unwrap_or(&[])) else {
            return;
        };
        let label = self.may_be_label(first);
        if rest.is_empty() {
            if label && !self.fills(first) {
                let before = mark.is_some_and(|mark| mark.0 > first.0);
                let place = if before { Place::Left } else { Place::Alone };
                out.push(beside(first, place));
            }
            return;
        }
        let end = rest.last().map_or(first.1, |last| last.1);
        let tied = |own: &Part| {
            // A number of the row ties nothing.
            let from = mark.filter(|mark| mark.1 <= own.0).map_or(first.0, |mark| mark.1);
            let before = self.part((from, own.0));
            !before.trim().is_empty() && is_tied(before, self.part((own.0, end)))
        };
        let ahead = self.columns.is_none_or(|own| own.region != Region::Last);
        let left = label && ahead && rest.first().is_some_and(|next| !tied(next));
        if left {
            out.push(beside(first, Place::Left));
        }
        let from = if left { rest.first().map_or(first.0, |own| own.0) } else { first.0 };
        let past = rest.iter().position(|own| self.is_behind_full((from, end), own.0));
        let past = past.unwrap_or(rest.len());
        let right = rest
            .iter()
            .enumerate()
            .filter(|&(nth, own)| nth >= past || (!tied(own) && self.may_be_label(*own)));
        out.extend(right.map(|(_, &own)| beside(own, Place::Right)));
    }

    /// Whether a full line of text stands before byte `until` of the `whole` line without its
    /// label and its number: what is behind is of other columns, where heads say that there are
    /// some.
    fn is_behind_full(&self, whole: Part, until: usize) -> bool {
        let others = self.columns.is_some_and(Columns::has_others);
        others && is_full_before(self.part(whole), until - whole.0, self.width)
    }

    /// Takes the names of regions for labels.
    fn take_regions(&self, found: &mut [Beside]) {
        let mut at = 0;
        while at < found.len() {
            let count = self.region_at(found.get(at..).unwrap_or(&[]));
            for own in found.iter_mut().skip(at).take(count) {
                own.look = Some(Look::Side);
            }
            at += count.max(1);
        }
    }

    /// How many of the words `found` make the name of a region, from the first on.
    fn region_at(&self, found: &[Beside]) -> usize {
        let (mut joined, mut count) = (String::new(), 0);
        let side = found.iter().find(|own| own.place != Place::Alone);
        let mut line = found.first().map_or(0, |own| own.line);
        for (nth, own) in found.iter().take(PIECES).enumerate() {
            let other = side
                .is_some_and(|side| own.place != Place::Alone && own.place != side.place);
            if other || own.line > line + FAR || (nth > 0 && own.line == line) {
                break;
            }
            line = own.line;
            joined.push_str(self.part(own.part));
            if self.names.names_region(&joined) {
                count = nth + 1;
            }
        }
        count
    }

    /// Takes for the labels of the rows below them the names of regions, and of others who are
    /// addressed where no `others` stand beside the texts, on lines of their own between those.
    fn take_banners(&self, found: &mut [Beside], others: bool) {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for own in found.iter().filter(|own| own.place == Place::Alone) {
            *counts.entry(self.part(own.part)).or_default() += 1;
        }
        let lines = self.marks.first().zip(self.marks.last());
        let inside = lines.map_or(0..0, |(first, last)| first.line..last.line);
        for own in found {
            let name = self.part(own.part);
            // What heads pages stands there again.
            let once = || counts.get(name) == Some(&1) || self.is_apart(own.line);
            let addressed =
                !others && inside.contains(&own.line) && is_addressee(name) && once();
            let names = own.look.take().is_some() || addressed;
            let above = (0..own.line).rev().find(|&at| !self.line(at).is_empty());
            let goes_on = |above| self.is_open(above) && self.is_full(above);
            if own.place == Place::Alone && names && !above.is_some_and(goes_on) {
                own.look = Some(Look::RowLabel);
            }
        }
    }

    /// Takes for labels or for what other columns hold what stands where those do, as the heads
    /// say.
    fn take_others(&self, found: &mut [Beside], columns: Columns) {
        let until = self.end_of_marks();
        for at in 0..found.len() {
            let Some(&own) = found.get(at).filter(|own| own.look.is_none()) else {
                continue;
            };
            let label = match columns.region {
                Region::First | Region::Second => own.place != Place::Right,
                Region::Last => own.place != Place::Left,
                Region::Over => false,
            };
            let other = columns.others > 0 && own.place != Place::Left;
            let alone = own.place == Place::Alone;
            let beside = own.line <= until
                && if alone { self.is_apart(own.line) } else { self.has_text(&own) };
            let look = match columns.region {
                _ if !beside => None,
                Region::Last if label => Some(Look::Side),
                _ if other => Some(Look::Aside),
                _ => label.then_some(Look::Side),
            };
            if let Some(own) = found.get_mut(at) {
                own.look = look;
            }
        }
    }

    /// Whether a text or a number stands on the line of `own`, beside it, and not the rest of a
    /// running head.
    fn has_text(&self, own: &Beside) -> bool {
        let text = |part: Part| {
            let text = self.part(part);
            has_clauses(text) || is_stopped(text) || self.fills(part)
        };
        let marked = self.marks.binary_search_by_key(&own.line, |mark| mark.line).is_ok();
        marked || self.words(own.line).any(|part| part != own.part && text(part))
    }

    /// The columns that stand beside the texts where no heads say so.
    fn shown_columns(&self, found: &[Beside]) -> Columns {
        let mut known = found.iter().filter(|own| own.look.is_some());
        let place = known.find(|own| own.place != Place::Alone).map(|own| own.place);
        let region = match place {
            Some(Place::Left) => Region::First,
            Some(_) => Region::Last,
            None => Region::Over,
        };
        let others = usize::from(region != Region::Last && self.are_torn());
        Columns { region, others }
    }

    /// The last line that surely is one of the rows.
    fn end_of_marks(&self) -> usize {
        let mut last = self.marks.iter().rev().map(|mark| mark.line);
        let (last, before) = (last.next().unwrap_or(0), last.next().unwrap_or(0));
        last + (last - before) / 2
    }

    /// Whether line `at`, which has no stop, stands between the lines of a text, or names whom
    /// columns beside texts do; what stands at a page's end may head it.
    fn is_apart(&self, at: usize) -> bool {
        let near = |at: usize| self.lines.get(at).is_some_and(|line| !line.head);
        let above = (0..at).rev().find(|&at| !self.line(at).is_empty());
        let below = (at + 1..self.lines.len()).find(|&at| !self.line(at).is_empty());
        let (Some(above), Some(below)) = (above, below) else { return false };
        let page = |at: usize| is_page_mark(self.line(at)) || !near(at);
        let ended = self.lines.get(above..below).unwrap_or_default();
        if page(above) || page(below) || ended.iter().any(|line| line.last) {
            return false;
        }
        let open = self.is_full(above) && !self.line(above).ends_with(is_sentence_end);
        // Behind the last row an office signs.
        let inside = self.marks.last().is_some_and(|last| at <= last.line);
        open || (inside && is_addressee(self.line(at)))
    }
}
