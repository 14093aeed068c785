//! A table of which a program wrote on each line what stands at one height, with no more than
//! a space between the columns, where the numbers stand in the middle of their rows: on a line
//! inside the text, or between two.
//!
//! In such a text numbers 1 to the last follow one another at line starts, and the text before
//! many of them is not at an end: it goes on behind them. What stands beside the text is then
//! parted from it, and the rows are found by where the numbers stand.

use super::cells::{
    Columns, Line, Piece, Region, columns_of, has_texts, heads, heads_on, lines,
};
use super::token::Look;
use crate::source::marks::digits::digit;
use crate::source::marks::folio::{has_clauses, is_page_mark};
use crate::source::marks::heads::is_field;
use crate::source::marks::label::Names;
use crate::source::marks::number;
use crate::text::{
    is_closing, is_han, is_sentence_end, print_width, split_blank, trim_blank_start,
    until_blank,
};
use memchr::memchr;

/// Characters of the longest word of a label.
const LONGEST: usize = 14;

/// Bytes of such a label.
pub(super) const LONGEST_LABEL: usize = LONGEST * '市'.len_utf8() + 1;

/// A word of a line, by its bytes.
pub(super) type Part = (usize, usize);

/// The number of a row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    /// The line it stands on.
    pub(super) line: usize,
    pub(super) part: Part,
    value: u32,
    /// Whether nothing else stands there.
    pub(super) alone: bool,
    /// The line of text above it, if that is not at an end.
    pub(super) open: Option<usize>,
}

/// The lines of such a table.
#[derive(Debug)]
pub(super) struct Level<'a> {
    pub(super) text: &'a str,
    pub(super) names: &'a Names,
    pub(super) lines: Vec<Line>,
    /// What heads of columns say, where there are any.
    pub(super) columns: Option<Columns>,
    /// Whether they stand on one line.
    pub(super) headed: bool,
    /// The first line behind the first of them.
    pub(super) from: usize,
    pub(super) marks: Vec<Mark>,
    /// The width of a full line.
    pub(super) width: usize,
}

/// What is no text of the items in such a table; `read` rows of it were found where each cell
/// was taken to stand behind the other.
pub(super) fn pieces(
    text: &str,
    names: &Names,
    read: usize,
    columns: bool,
) -> Option<Vec<Piece>> {
    Level::find(text, names, read, columns).map(|table| table.pieces())
}

/// The same of all of a source whose beginning is such a table.
pub(super) fn known_pieces(text: &str, names: &Names) -> Vec<Piece> {
    let mut table = Level::of(text, names, lines(text));
    table.width = table.usual_width();
    table.pieces()
}

impl<'a> Level<'a> {
    /// What is found in the `lines` of `text`, whatever that is.
    fn of(text: &'a str, names: &'a Names, lines: Vec<Line>) -> Self {
        let (marks, headed) = (Vec::new(), false);
        let mut table =
            Self { text, names, lines, columns: None, headed, from: 0, marks, width: 0 };
        table.find_heads();
        table.find_marks();
        table
    }

    fn find(text: &'a str, names: &'a Names, read: usize, columns: bool) -> Option<Self> {
        /// Bytes of the usual line of a page, at most.
        const LONGEST: usize = 360;
        let lines = lines(text);
        let shown = lines.iter().filter(|line| line.start < line.end).count();
        if text.len() > LONGEST * shown {
            return None;
        }
        let mut table = Self::of(text, names, lines);
        // Texts in two columns would run into one another.
        if table.columns.is_none()
            && table.lines.iter().any(|own| has_texts(own.of(text)))
        {
            return None;
        }
        let headed = table.is_headed();
        let any = |_| true;
        let may = headed || table.are_inside(any) || table.may_be_torn();
        if !may && !table.are_labelled(headed, any) {
            return None;
        }
        // Tabs part the cells of other tables.
        if memchr(b'\t', text.as_bytes()).is_some() {
            return None;
        }
        if table.are_others() {
            return None;
        }
        table.width = table.usual_width();
        let full = |above| table.is_full(above);
        if columns {
            return (table.are_inside(full) && table.are_crossed()).then_some(table);
        }
        let more = headed && table.marks.len() > read && table.are_sides_inside();
        let found = more || table.are_inside(full) || table.are_torn();
        (found || table.are_labelled(headed, full)).then_some(table)
    }

    pub(super) fn line(&self, at: usize) -> &'a str {
        self.lines.get(at).map_or("", |line| line.of(self.text))
    }

    /// What stands there.
    pub(super) fn part(&self, (start, end): Part) -> &'a str {
        self.text.get(start..end).unwrap_or("")
    }

    /// Notes which lines are of the heads of columns, and what they say.
    fn find_heads(&mut self) {
        let mut at = 0;
        while at < self.lines.len() {
            let on_line = heads_on(self.line(at)).and_then(|words| columns_of(&words));
            let on_line = on_line.map(|columns| (columns, at + 1));
            let found =
                on_line.or_else(|| heads(self.text, &self.lines, at, self.columns));
            let Some((columns, past)) = found else {
                at += 1;
                continue;
            };
            if self.columns.is_none() {
                (self.columns, self.from) = (Some(columns), past);
                self.headed = past == at + 1;
            }
            for line in self.lines.get_mut(at..past).into_iter().flatten() {
                line.head = true;
            }
            at = past;
        }
    }

    /// Finds the numbers of the rows, one behind the other.
    fn find_marks(&mut self) {
        let mut above = None;
        for at in self.from..self.lines.len() {
            let own = self.line(at);
            if own.is_empty() || self.lines.get(at).is_some_and(|line| line.head) {
                continue;
            }
            let last = self.marks.last().map_or(0, |mark| mark.value);
            let found = self.mark(at, last + 1, above);
            // The number of a page may be that of the row behind it.
            let again = || self.marks.last().is_some_and(|mark| mark.alone && last > 0);
            let again = if found.is_none() && again() {
                self.mark(at, last, above)
            } else {
                None
            };
            if again.is_some() {
                self.marks.pop();
            }
            if let Some(mark) = found.or(again) {
                let open =
                    above.filter(|&above| self.is_open(above) && !self.is_other(above));
                self.marks.push(Mark { open, ..mark });
                above = if mark.alone { above } else { Some(at) };
            } else if !is_page_mark(own) {
                above = Some(at);
            }
        }
    }

    /// The number `value` at the start of line `at`, perhaps behind a label; the line of text
    /// before it is `above`.
    fn mark(&self, at: usize, value: u32, above: Option<usize>) -> Option<Mark> {
        let own = self.line(at);
        let labels = self.columns.is_none_or(|own| own.region == Region::First);
        // Most lines are of texts, and need no closer look.
        let digits = own.starts_with(|c: char| digit(c).is_some());
        let head = own.get(..own.floor_char_boundary(LONGEST_LABEL))?;
        if !(digits || own.starts_with(['（', '(']) || (labels && head.contains(' '))) {
            return None;
        }
        let mut words = self.words(at).take(2);
        let first = words.next()?;
        let is = |part: Part| number::whole(self.part(part)) == Some(value);
        let part = if is(first) {
            first
        } else if labels && self.may_be_label(first) {
            words.next().filter(|&second| is(second))?
        } else {
            return None;
        };
        let end = self.lines.get(at)?.end;
        // 2025年12 / 11 月31日前 is the number of a row all the same.
        let torn =
            above.is_some_and(|at| self.line(at).ends_with(|c| digit(c).is_some()));
        let rest = trim_blank_start(self.part((part.1, end)));
        if !torn && rest.starts_with(['年', '月', '日']) {
            return None;
        }
        let alone = part == first && part.1 == end;
        Some(Mark { line: at, part, value, alone, open: None })
    }

    /// Whether a word may be a label, or a line of one.
    pub(super) fn may_be_label(&self, part: Part) -> bool {
        let own = self.part(part);
        let short = own.chars().nth(LONGEST).is_none();
        short && own.chars().all(|c| is_han(c) || matches!(c, '、' | '（' | '）'))
    }

    /// The words of line `at`, parted by white space.
    pub(super) fn words(&self, at: usize) -> impl Iterator<Item = Part> + '_ {
        let &Line { start, end, .. } = self.lines.get(at).unwrap_or(&Line::EMPTY);
        let mut past = start;
        std::iter::from_fn(move || {
            let own = trim_blank_start(self.text.get(past..end)?);
            let begin = end - own.len();
            past = begin + until_blank(own).len();
            (begin < past).then_some((begin, past))
        })
    }

    /// Whether the text on line `at` is not at an end.
    pub(super) fn is_open(&self, at: usize) -> bool {
        let own = self.line(at);
        let ends = |word: &str| {
            // What a text names behind its stop ends it: ……。——天津市
            is_stopped(word) || word.ends_with(['：', '）', '】']) || word.contains("。—")
        };
        !split_blank(own).any(ends) && !is_field(own)
    }

    /// Whether line `at` is as wide as full ones are.
    pub(super) fn is_full(&self, at: usize) -> bool {
        self.lines.get(at).is_some_and(|line| self.fills((line.start, line.end)))
    }

    /// Whether a part of a line is.
    pub(super) fn fills(&self, part: Part) -> bool {
        self.width > 0 && 4 * print_width(self.part(part)) >= 3 * self.width
    }

    /// How wide most texts are that go on.
    fn usual_width(&self) -> usize {
        const SAMPLE: usize = 10_000;
        const NARROWEST: usize = 12;
        let lines = self.lines.iter().skip(self.from).take(SAMPLE);
        let texts = lines.filter_map(|line| {
            let words = split_blank(line.of(self.text));
            let longest = words.max_by_key(|word| word.len())?;
            let goes_on = has_clauses(longest) && !longest.ends_with(is_sentence_end);
            goes_on.then(|| print_width(longest))
        });
        let mut widths: Vec<usize> = texts.collect();
        widths.sort_unstable();
        let width = widths.get(3 * widths.len() / 4).copied();
        width.filter(|&width| width >= NARROWEST).unwrap_or(0)
    }

    /// What is no text of the items.
    fn pieces(&self) -> Vec<Piece> {
        let mut pieces = self.head_pieces();
        self.take_sides(&mut pieces);
        pieces.sort_by_key(|piece| piece.start);
        pieces
    }

    /// The lines of the heads of columns.
    fn head_pieces(&self) -> Vec<Piece> {
        let heads = self.lines.iter().filter(|line| line.head && line.start < line.end);
        let piece = |line: &Line| Piece::of((line.start, line.end), Look::ColumnHead);
        heads.map(piece).collect()
    }
}

/// Whether a sentence ends with `text`.
pub(super) fn is_stopped(text: &str) -> bool {
    text.trim_end_matches(is_closing).ends_with(is_sentence_end)
}
