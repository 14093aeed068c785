//! How a row begins in a table of which one cell was written behind the other: with its
//! number, and with its label before or behind that.

use std::iter::Peekable;
use std::ops::Range;

use super::cells::{Piece, Region, Row, Table, heads, is_dated};
use super::row_ends::State;
use super::token::Look;
use crate::source::marks::addressee::is_addressee;
use crate::source::marks::digits::digit;
use crate::source::marks::folio::{has_clauses, is_page_mark};
use crate::source::marks::heads::{LONGEST_HEAD, head_word};
use crate::source::marks::label::is_of_sentences;
use crate::source::marks::number;
use crate::source::marks::words::is_tied;
use crate::text::{
    is_han, print_width, trim_blank, trim_blank_start, until_blank, until_space,
};

/// The number of the first row.
pub(super) const FIRST: u32 = 1;

/// Words of the longest label.
const PIECES: usize = 4;

/// Words of the longest in a narrow column, where each is a character or two: 内 / 蒙 / 古 ….
const STACKED: usize = 8;

/// Characters of the longest word of one that no known region has.
const LONGEST: usize = 14;

/// Whether a word may be such a label.
fn is_name(word: &str) -> bool {
    (2..=LONGEST).contains(&word.chars().count())
        && is_written(word)
        && head_word(word).is_none()
}

/// Whether `word` is of Chinese characters, or of what hides a name: XX集团公司.
fn is_written(word: &str) -> bool {
    word.chars().all(|c| is_han(c) || matches!(c, 'X' | '×'))
}

/// A word, behind the line it stands on.
type Word = (usize, Piece);

/// The label of a row.
struct RowLabel {
    /// Its last line, and the byte behind its last word.
    line: usize,
    end: usize,
    pieces: Vec<Piece>,
    /// Whether a region is known by that name.
    known: bool,
}

impl<'a> Table<'a> {
    /// The text of a piece.
    fn shown(&self, piece: &Piece) -> &'a str {
        self.text.get(piece.start..piece.end).unwrap_or("")
    }

    /// The words from byte `from` of line `at` on, with the lines they stand on.
    fn words(&self, at: usize, from: usize) -> impl Iterator<Item = Word> + '_ {
        // A number may stand alone on its line, above those of its label.
        let lines = self.lines.iter().enumerate().skip(at).take(STACKED + 1);
        lines.flat_map(move |(nth, line)| {
            let mut past = if nth == at { from } else { line.start };
            std::iter::from_fn(move || {
                let own = trim_blank_start(self.text.get(past..line.end)?);
                let start = line.end - own.len();
                let end = start + until_space(own).len();
                past = end;
                let word = Piece { start, end, look: Look::RowLabel, open: true };
                (start < end).then_some((nth, word))
            })
        })
    }

    /// The label that the words from byte `from` of line `at` on make. The row after it has
    /// number `next`.
    fn label(&self, at: usize, from: usize, next: u32) -> Option<RowLabel> {
        const MOST: usize = 3 * LONGEST_HEAD;
        const LONGEST_WORD: usize = LONGEST * '市'.len_utf8();
        let mut found = None;
        let may = self.may_open_label(at, from);
        let (bytes, words) = if may { (MOST, STACKED) } else { (0, 0) };
        let (mut joined, mut pieces) = (String::with_capacity(bytes), Vec::new());
        for (line, piece) in self.words(at, from).take(words) {
            let own = self.shown(&piece);
            if starts_with_digit(own) {
                break;
            }
            let stacked = pieces.len() < PIECES || own.chars().nth(2).is_none();
            joined.push_str(if stacked { own } else { break });
            pieces.push(piece);
            // Most often the text stands behind the label: no label holds its marks, and no
            // further word of one is so long.
            let long = pieces.len() > 1 && own.len() > LONGEST_WORD;
            if long || joined.len() > MOST || own.chars().any(is_of_sentences) {
                break;
            }
            if self.names_region(&joined) {
                found = Some((line, pieces.len()));
            }
        }
        let known = found.is_some();
        let (line, mut pieces) = if let Some((line, count)) = found {
            pieces.truncate(count);
            (line, pieces)
        } else {
            self.unknown(at, from, next)?
        };
        if let Some(last) = pieces.last_mut() {
            last.open = false;
        }
        let end = pieces.last()?.end;
        Some(RowLabel { line, end, pieces, known })
    }

    /// Whether the label of a known region may stand from byte `from` of line `at` on.
    fn may_open_label(&self, at: usize, from: usize) -> bool {
        let own = self.lines.get(at).and_then(|line| self.text.get(from..line.end));
        let own = own.map(trim_blank_start);
        // One character is the first of a narrow column.
        own.is_some_and(|own| self.names.may_label(own) || own.chars().nth(1).is_none())
    }

    /// A label of no known region, at most of two words: short, and behind it stands a space
    /// that no number ties, or on the next line the text; where labels come first, a number.
    fn unknown(&self, at: usize, from: usize, next: u32) -> Option<(usize, Vec<Piece>)> {
        let ahead = self.columns.region == Region::First;
        // Before a number, a name may be what the row before has in its last column.
        if ahead && self.columns.others > 0 && next > FIRST + 1 {
            return None;
        }
        let mut words = self.words(at, from).peekable();
        let (line, first) = words.next()?;
        let begun = self.text.get(from..self.lines.get(at)?.end)?;
        if line != at && !trim_blank(begun).is_empty() {
            return None;
        }
        let own = self.shown(&first);
        if !is_name(own) || self.is_top(own) {
            return None;
        }
        let rest = self.text.get(first.end..self.lines.get(line)?.end)?;
        if !ahead && !rest.is_empty() {
            // 盐城市 97%以上 is a label and a text that begins with a number.
            let apart = is_addressee(own) || !is_tied(own, trim_blank_start(rest));
            let label = apart && self.may_name(own, line, next);
            return label.then(|| (line, vec![first]));
        }
        // A narrow column is full of a name, but for a character; no sentence is a name alone.
        let short = || !rest.is_empty() || print_width(own) + 2 < self.width;
        let narrow = || is_addressee(own) && (short() || self.is_below_sentence(line));
        if self.full(self.line(line)).is_some() && !narrow() {
            return None;
        }
        let follows = |word: Option<&Word>| {
            word.is_some_and(|(line, piece)| {
                let number = || starts_with_digit(self.shown(piece));
                if ahead { number() } else { self.is_text(*line, next) }
            })
        };
        if follows(words.peek()) {
            return self.may_name(own, line, next).then(|| (line, vec![first]));
        }
        self.longer(first, words, follows)
    }

    /// Whether line `at` is of the text of a row, before that with number `next`.
    fn is_text(&self, at: usize, next: u32) -> bool {
        let own = self.line(at);
        // A text of one line, behind which the next row begins or the page ends.
        let alone = || {
            let below = at + 1..self.lines.len().min(at + 1 + PIECES);
            let mut below = below.map(|at| self.line(at));
            let gone = |own: &str| own.is_empty() || is_page_mark(own);
            opens_with(self.line(at + 1), next) || below.all(gone)
        };
        let long = self.full(own).is_some() || has_clauses(own);
        (long || alone()) && !opens_with(own, next)
    }

    /// The label that the word `first` makes with one or two of the `words` behind it, where
    /// what `follows` comes next.
    fn longer(
        &self,
        first: Piece,
        mut words: Peekable<impl Iterator<Item = Word>>,
        follows: impl Fn(Option<&Word>) -> bool,
    ) -> Option<(usize, Vec<Piece>)> {
        // 民政部门 over 四川省 is of the row before.
        let length = |piece: &Piece| {
            let own = self.shown(piece);
            let count = own.chars().count();
            let named = count <= LONGEST && is_written(own) && !self.names_region(own);
            named.then_some(count)
        };
        let (line, second) = words.next()?;
        let (one, two) = (self.shown(&first).chars().count(), length(&second)?);
        let short = two <= LONGEST / 3;
        let fits = short || (one >= two && is_addressee(self.shown(&second)));
        if fits && follows(words.peek()) {
            return Some((line, vec![first, second]));
        }
        // The lines of a longer one are as long as the first, but for the last.
        let (line, third) = words.next()?;
        let fits = length(&first) == Some(two) && length(&third)? <= two;
        (fits && follows(words.peek())).then(|| (line, vec![first, second, third]))
    }

    /// Takes for the labels of their rows the names of no known region that stand behind what
    /// the other columns hold of the row before, `others` among `pieces`. Those columns have
    /// as many lines in all rows before a known label, and the name stands on one more.
    pub(super) fn take_labels(
        &self,
        rows: &[Row],
        others: &[Range<usize>],
        pieces: &mut [Piece],
    ) {
        if self.columns.region != Region::First || self.columns.others == 0 {
            return;
        }
        let labelled = |row: &Row| {
            row.pieces.first().is_some_and(|piece| piece.look == Look::RowLabel)
        };
        let pairs = || rows.iter().skip(1).zip(others);
        let first = rows.first().and_then(|row| row.pieces.first());
        if first.is_some_and(|own| !self.names_region(self.shown(own))) {
            for (_, others) in pairs().filter(|(row, _)| !labelled(row)) {
                self.take_place(pieces.get_mut(others.clone()).unwrap_or_default());
            }
            return;
        }
        let mut counts =
            pairs().filter(|(row, _)| labelled(row)).map(|(_, own)| own.len());
        let Some(usual) = counts.next().filter(|&usual| usual > 0) else { return };
        if counts.any(|count| count != usual) {
            return;
        }
        // A line broke a unit whose name does not end as such names do.
        let whole = |word: &str| !word.chars().all(is_han) || is_addressee(word);
        let unlabelled = pairs().filter(|(row, _)| !labelled(row));
        for (_, others) in unlabelled.filter(|(_, others)| others.len() == usual + 1) {
            let ends = pieces.get_mut(others.end - 2..others.end).unwrap_or_default();
            if let [before, label] = ends
                && whole(self.shown(before))
                && is_name(self.shown(label))
                && is_addressee(self.shown(label))
            {
                label.look = Look::RowLabel;
            }
        }
    }

    /// Takes the name of a place for the label of the next row, where it ends what stands in
    /// the `others` columns of a row.
    fn take_place(&self, others: &mut [Piece]) {
        const ENDS: [char; 6] = ['市', '州', '盟', '旗', '县', '区'];
        const SHORTEST: usize = 3;
        let [.., before, last] = others else { return };
        let own = self.shown(last);
        let named = |own: &str| own.chars().count() >= SHORTEST && is_name(own);
        if !named(own) || !own.ends_with(ENDS) || own.starts_with(['各', '全']) {
            return;
        }
        last.look = Look::RowLabel;
        // 凉山彝族 / 自治州
        let begun = Some(self.shown(before)).filter(|_| own.contains("自治"));
        if begun.is_some_and(|begun| named(begun) && !is_addressee(begun)) {
            (before.look, before.open) = (Look::RowLabel, true);
        }
    }

    /// Takes for labels the names of regions that stand behind the texts of all rows, `others`
    /// among `pieces`; returns whether they do.
    pub(super) fn take_labels_behind(
        &self,
        others: &[Range<usize>],
        pieces: &mut [Piece],
    ) -> bool {
        others.iter().all(|own| {
            let label = pieces.get_mut(own.clone()).and_then(|own| {
                own.iter_mut().find(|piece| self.names_region(self.shown(piece)))
            });
            label.map(|piece| piece.look = Look::RowLabel).is_some()
        })
    }

    /// The row that line `at` opens, if its number is the one `expected`, or numbers begin
    /// again under a label.
    pub(super) fn open(
        &self,
        at: usize,
        expected: u32,
        state: &mut State,
    ) -> Option<Row> {
        let from = self.lines.get(at)?.start;
        let before = match self.columns.region {
            Region::First => self.label(at, from, expected + 1),
            _ => None,
        };
        let (line, from) = before.as_ref().map_or((at, from), |own| (own.line, own.end));
        let (line, mark, value) = self.number(line, from)?;
        let after = match self.columns.region {
            Region::Second => self.label(line, mark.end, value + 1),
            _ => None,
        };
        let (last, from) =
            after.as_ref().map_or((line, mark.end), |own| (own.line, own.end));
        let begun = state.line;
        self.go_on(state, at);
        let label = before.as_ref().or(after.as_ref());
        let known = label.is_some_and(|label| label.known) || state.banner;
        let labelled = known || label.is_some();
        // The first row has a label; where none is found, columns were written one by one.
        if expected == FIRST && !labelled && !self.may_lack_label(last, from) {
            return None;
        }
        let rest = self.text.get(mark.end..self.lines.get(line)?.end)?;
        let next = !is_dated(rest) && (value == expected || (value == 1 && labelled));
        let alone = from == self.lines.get(last)?.end;
        // One that says whom it addresses stands behind a number by no chance.
        let name = after.as_ref().and_then(|own| own.pieces.last());
        let addressed = name.is_some_and(|own| is_addressee(self.shown(own)));
        let ended = state.ended || known || addressed || expected == FIRST;
        let page = || alone && self.ends_page(last);
        let lines = (begun, at, last);
        if !next || page() || !(ended || self.goes_on(lines, alone, value)) {
            return None;
        }
        let mut pieces = before.map_or_else(Vec::new, |own| own.pieces);
        pieces.push(mark);
        pieces.extend(after.into_iter().flat_map(|own| own.pieces));
        Some(Row { pieces, first: at, value, line: last, from })
    }

    /// Whether the first row, whose number ends with byte `from` of line `at`, needs no label:
    /// regions stand behind the texts, or nowhere, and the text follows the number.
    fn may_lack_label(&self, at: usize, from: usize) -> bool {
        let own = self.lines.get(at).and_then(|line| self.text.get(from..line.end));
        let begun = own.is_some_and(|own| !trim_blank(own).is_empty());
        let mut below = (at + 1..self.lines.len()).map(|at| self.line(at));
        let mut text = || {
            let next = below.find(|own| !own.is_empty());
            next.is_some_and(|own| {
                !starts_with_digit(own) || number::whole(own).is_none()
            })
        };
        match self.columns.region {
            Region::Last => true,
            Region::Over => self.columns.others > 0 && (begun || text()),
            _ => false,
        }
    }

    /// The number that is the first word from byte `from` of line `at` on, and its line.
    fn number(&self, at: usize, from: usize) -> Option<(usize, Piece, u32)> {
        const LONGEST: usize = 6;
        // Most lines are of texts, and need no closer look.
        let begun = self.text.get(from..self.lines.get(at)?.end)?;
        let begun = trim_blank_start(begun);
        if !(begun.is_empty() || starts_with_digit(begun)) {
            return None;
        }
        let (line, mark) = self.words(at, from).next()?;
        let own = self.shown(&mark);
        let may = own.len() <= LONGEST && starts_with_digit(own);
        let value = if may { number::whole(own)? } else { return None };
        Some((line, Piece { look: Look::RowNumber, open: false, ..mark }, value))
    }

    /// Whether a page ends behind line `at`: then a number alone there is that of the page.
    fn ends_page(&self, at: usize) -> bool {
        let below = (at + 1..self.lines.len()).find(|&at| !self.line(at).is_empty());
        let headed =
            || below.is_some_and(|at| heads(self.text, &self.lines, at, None).is_some());
        self.lines.get(at).is_some_and(|line| line.last) || headed()
    }
}

/// Whether the first word of a line is the number `value`.
pub(super) fn opens_with(line: &str, value: u32) -> bool {
    let word = until_blank(line);
    starts_with_digit(word) && number::whole(word) == Some(value)
}

pub(super) fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|c| digit(c).is_some())
}
