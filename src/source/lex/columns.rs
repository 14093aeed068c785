//! The text layer of a PDF, where the columns of a table stand side by side, parted by
//! spaces.
//!
//! The column of the items is where most text begins; what stands left of it on a line is
//! a label or a number, and what stands right of a gutter that no line crosses belongs to
//! other columns. Each page is set by itself, so each has its own columns. Some programs
//! count a Chinese character as two columns of the screen and some as one: the measure is
//! taken by which more lines are in line.

use super::frame::{Columns, LONGEST_MARK, Line, columns_of};
use super::lexer::{Lexer, line_limit};
use super::page_edges::PageEdges;
use super::tally::Tally;
use super::token::{Gap, Look};
use crate::source::marks::addressee::is_addressee;
use crate::source::marks::folio::is_page_mark;
use crate::source::marks::heads::{LONGEST_HEAD, head_word, is_piece_of_head};
use crate::source::marks::notes::is_date;
use crate::source::marks::words::{
    LONGEST_TEXT, Measure, Word, one_text, segments, words,
};
use crate::text::{bare, is_han};

/// Columns that a year takes.
const YEAR: usize = 4;

/// Lines of the longest page: a text without page ends is looked at in pieces of so many.
const PAGE: usize = 200;

/// Where the columns of a text stand.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    /// The byte from which on the columns stand like this, in order.
    frames: Vec<(usize, Columns)>,
    /// Where the lines of column heads begin, in order.
    heads: Vec<usize>,
    /// The lines at the ends of pages that come again, in order: running heads, whose parts
    /// stand in no columns.
    again: Vec<usize>,
    /// What speaks for it, where that is asked.
    tally: Option<Tally>,
}

impl Layout {
    /// The measure of `text`, the start of a source, which may have Unicode's `separators` of
    /// lines; nothing where it is not set in columns.
    pub(crate) fn measure(text: &str, separators: bool) -> Option<Measure> {
        let [screen, characters] =
            [Measure::Screen, Measure::Characters].map(|measure| {
                let tally = Some(Tally::default());
                (
                    measure,
                    Self { tally, ..Self::default() }.read(text, measure, separators),
                )
            });
        let fit = |layout: &Self| layout.tally.map(Tally::fit);
        let better = fit(&characters.1) > fit(&screen.1);
        let (measure, found) = if better { characters } else { screen };
        let wide = found.frames.iter().any(|(_, columns)| columns.from >= 4);
        let headed = !found.heads.is_empty();
        found.tally?.speaks_for(wide, headed).then_some(measure)
    }

    /// Finds the columns of `text`, which may have Unicode's `separators` of lines.
    pub(crate) fn of(text: &str, measure: Measure, separators: bool) -> Self {
        Self::default().read(text, measure, separators)
    }

    fn read(mut self, text: &str, measure: Measure, separators: bool) -> Self {
        let mut page: Vec<Line<'_>> = Vec::new();
        let mut edges = PageEdges::default();
        let mut at = 0;
        while at < text.len() {
            let end = line_limit(text, at, separators);
            let (line, rest) = (text.get(at..end).unwrap_or(""), text.get(end..));
            let sign = rest.and_then(|rest| rest.chars().next());
            let plain = self.plain_text(line);
            let words = match plain {
                Some(word) => vec![word],
                None if line.len() < LONGEST_TEXT => words(line, measure),
                None => Vec::new(),
            };
            let head = plain.is_none() && is_head(line, &words);
            let page_mark = plain.is_none() && is_page_end(line, &words);
            let last = sign == Some('\u{c}') || page_mark;
            if page.len() >= PAGE || (head && page.iter().any(|line| !line.head)) {
                self.close_page(&mut page, measure);
            }
            if !words.is_empty() && !page_mark {
                edges.pass(at, line, if head { &[] } else { &words });
                page.push(Line { at, text: line, words, head });
            }
            if last {
                edges.end_page(measure);
                self.close_page(&mut page, measure);
            }
            at = end + sign.map_or(1, char::len_utf8);
        }
        self.close_page(&mut page, measure);
        edges.end_page(measure);
        self.again = edges.again();
        self
    }

    /// The text of a line that plainly is one text in the column of the page before.
    fn plain_text(&self, line: &str) -> Option<Word> {
        let (_, columns) = self.frames.last()?;
        one_text(line, columns.lead_of_text(line)?, columns.measure)
    }

    /// Finds the columns of the lines of `page`, and empties it.
    fn close_page(&mut self, page: &mut Vec<Line<'_>>, measure: Measure) {
        widen_heads(page);
        let before = self.frames.last().map(|(_, columns)| *columns);
        // A line alone on its page, such as a running head, says nothing of columns.
        let found = columns_of(page, measure, before).filter(|_| page.len() > 1);
        // Each page speaks for itself as long as the measure is looked for.
        let few = if self.tally.is_some() { 2 } else { 6 };
        let kept = before.filter(|before| is_set_like(page, before, few));
        let found = kept.or(found).or(before);
        if let (Some(columns), Some(first)) = (found, page.first()) {
            self.frames.push((first.at, columns));
            if let Some(tally) = &mut self.tally {
                let lines = page.iter().filter(|line| !line.head);
                lines.for_each(|line| tally.add(line, &columns));
            }
        }
        self.heads.extend(page.iter().filter(|line| line.head).map(|line| line.at));
        page.clear();
    }

    /// The columns in which the line at byte `at` is set, if any.
    fn at(&self, at: usize) -> Option<Columns> {
        if self.again.binary_search(&at).is_ok() {
            return None;
        }
        let past = self.frames.partition_point(|(start, _)| *start <= at);
        let frame = past.checked_sub(1).and_then(|own| self.frames.get(own));
        frame.map(|(_, columns)| *columns)
    }
}

/// Whether a page has so `few` lines that its columns are seen better from the page `before`,
/// and most are in line with those; a running head stands left of the items.
fn is_set_like(page: &[Line<'_>], before: &Columns, few: usize) -> bool {
    let own = || page.iter().filter(|line| !line.head);
    let begins = |line: &&Line<'_>| before.begins(line.text, &line.words).is_some();
    let fits = |line: &&Line<'_>| begins(line) || before.are_left(line.text, &line.words);
    let count = own().count();
    count <= few
        && 3 * own().filter(fits).count() >= 2 * count
        && own().any(|l| begins(&l))
}

/// Whether a line is made of column heads.
fn is_head(line: &str, words: &[Word]) -> bool {
    if words.last().is_none_or(|word| word.end - word.start > LONGEST_HEAD) {
        return false;
    }
    let whole = |word: &Word| head_word(word.of(line)).is_some();
    let all = |parts: &[Word]| parts.len() >= 2 && parts.iter().all(whole);
    let pieces = || {
        (words.len() >= 3 || (words.len() == 2 && words.iter().any(whole)))
            && words.iter().all(|word| is_piece_of_head(word.of(line)))
    };
    all(words) || all(&segments(line, words)) || pieces()
}

/// Whether a line is a page number between pages.
fn is_page_end(line: &str, words: &[Word]) -> bool {
    let shown: usize = words.iter().map(|word| word.end - word.start).sum();
    words.len() <= 8 && shown <= LONGEST_MARK && is_page_mark(line)
}

/// Whether a line is a date in which spaces set the numbers apart, as below a list.
fn is_date_line(line: &str, words: &[Word]) -> bool {
    (2..=6).contains(&words.len())
        && line.ends_with('日')
        && line.trim_start().starts_with("20")
        && is_date(&bare(line))
}

/// Takes the lines next to column heads that hold further pieces of them: 责任 / 单位.
fn widen_heads(page: &mut [Line<'_>]) {
    let Some(first) = page.iter().position(|line| line.head) else { return };
    let pieces = |line: &Line<'_>| {
        line.words.iter().all(|word| is_piece_of_head(word.of(line.text)))
    };
    // Below 地区 it is the end of a label: 宁夏回族自治 / 区.
    let region =
        |own: &Line<'_>| own.words.iter().any(|word| word.of(own.text) == "地区");
    let ended = page.get(first).is_some_and(region);
    let end = |line: &Line<'_>| ended && line.text.trim() == "区";
    let further = |line: &Line<'_>| pieces(line) && !end(line);
    for line in page.iter_mut().skip(first + 1).take_while(|line| further(line)) {
        line.head = true;
    }
    let before = page.get_mut(..first).unwrap_or(&mut []);
    for line in before.iter_mut().rev().take_while(|line| pieces(line)) {
        line.head = true;
    }
}

/// Whether the last of `words` ends a part of a sentence, which no label does.
fn ends_clause(line: &str, words: &[Word]) -> bool {
    let last = words.last().map(|last| last.of(line));
    last.is_some_and(|text| text.ends_with(['。', '，', '；', '！', '？']))
}

/// How many of the words `left` on `line`, none of which is right of the items, stand beside
/// those; nothing where they are all of a text.
fn sides(columns: &Columns, line: &str, left: &[Word]) -> Option<usize> {
    let all_left = || columns.are_left(line, left);
    // Beside labels other columns hold sentences, too.
    let all_other = || left.iter().all(|own| columns.heads.look_of(own) != Look::Side);
    match columns.begins(line, left) {
        _ if !left.is_empty() && all_left() && all_other() => Some(left.len()),
        Some(sides) => Some(sides),
        None if all_left() && !ends_clause(line, left) => Some(left.len()),
        // A piece of a label pushes the end of a text out of line.
        None if all_left() && left.len() > 1 => Some(left.len() - 1),
        None => None,
    }
}

/// Whether the last of `words` is a piece of a label in the last column, far behind the end of a
/// text, or alone and far from where texts begin.
fn is_piece_far_off(columns: &Columns, line: &str, words: &[Word]) -> bool {
    const FAR: usize = 4;
    const ALONE: usize = 40;
    const SHORT: usize = 4;
    let han = |own: &Word| own.of(line).chars().all(is_han);
    match words {
        [own] => {
            let short = own.end - own.start <= SHORT * '区'.len_utf8();
            short && own.from >= columns.from + ALONE && han(own)
        }
        [.., before, own] => {
            own.from >= before.to + FAR && before.of(line).ends_with('。') && han(own)
        }
        [] => false,
    }
}

impl Lexer<'_> {
    /// Reads what stands left and right of the items on a line; returns where what is
    /// still to be read of it begins.
    pub(crate) fn open_columns_line(&mut self, at: usize, end: usize) -> usize {
        let Some(columns) = self.columns.at(at) else { return at };
        let line = self.text.get(at..end).unwrap_or("");
        let is_head = self.columns.heads.binary_search(&at).is_ok();
        if let Some(lead) = columns.lead_of_text(line).filter(|_| !is_head) {
            self.out.indented(lead - columns.from);
            return at + lead;
        }
        let words = self.parted_words(&columns, line);
        if is_head {
            self.beside(at, &segments(line, &words), Look::ColumnHead);
            return end;
        }
        if is_page_end(line, &words) || is_date_line(line, &words) {
            return at;
        }
        if columns.heads.over_rows && self.is_banner(&columns, line, &words) {
            self.beside(at, &segments(line, &words), Look::RowLabel);
            return end;
        }
        let (left, right) = words.split_at(self.past_text(&columns, line, &words));
        let Some(sides) = sides(&columns, line, left) else {
            self.out.margin = columns.from;
            return at;
        };
        let (sides, own) = left.split_at(sides);
        self.left(at, &columns, line, sides);
        if let (Some(first), Some(last)) = (own.first(), own.last()) {
            self.out.indented(first.from.saturating_sub(columns.from));
            if columns.is_passed(line, own) {
                self.out.glued(at + last.start, at + last.end);
            }
            if right.is_empty() {
                return at + first.start;
            }
            self.out.text(at + first.start, at + last.end);
            self.out.end(Gap::Line);
        }
        self.right(at, &columns, line, right);
        end
    }

    /// Whether `line` is a label over the rows below it, in a merged cell: all it says. Others
    /// than regions begin as no office does, before the head of the next column.
    fn is_banner(&self, columns: &Columns, line: &str, words: &[Word]) -> bool {
        const OPENINGS: [&str; 3] = ["有关", "各有关", "相关"];
        let [own] = segments(line, words)[..] else { return false };
        let Some(label) = self.names.label_in_column(own.of(line)) else { return false };
        if own.from < columns.from {
            return false;
        }
        let inside = columns.heads.next.is_none_or(|next| own.to <= next);
        let opens = || OPENINGS.iter().any(|start| label.name.starts_with(start));
        label.is_known() || (inside && opens() && is_addressee(&label.name))
    }

    /// Puts out the words `sides`, which stand left of the items on the line at byte `at`.
    fn left(&mut self, at: usize, columns: &Columns, line: &str, sides: &[Word]) {
        let look = |side: &Word| columns.heads.look_of(side);
        // A year goes on, 2024 年度, as no number of a row does.
        let tied =
            |before: &Word, own: &Word| own.tied && before.to >= before.from + YEAR;
        let goes_on =
            |before: &Word, own: &Word| tied(before, own) || look(before) == look(own);
        for own in sides.chunk_by(goes_on) {
            self.beside(at, &segments(line, own), own.first().map_or(Look::Side, look));
        }
    }

    /// Puts out the words `right` of the items on the line at byte `at`.
    fn right(&mut self, at: usize, columns: &Columns, line: &str, right: &[Word]) {
        let (right, regions) = right.split_at(self.past_others(columns, line, right));
        self.beside(at, &segments(line, right), Look::Aside);
        self.beside(at, &segments(line, regions), Look::Side);
    }

    /// The first of the words `right` of the items that stands in the last column, where that
    /// names regions by its head, and another one is before it or left of the items.
    fn past_others(&self, columns: &Columns, line: &str, right: &[Word]) -> usize {
        let known = |own: &Word| self.names.names_region(own.of(line));
        let last = right.len().saturating_sub(1);
        let Some(from) = columns.heads.last else {
            return if columns.heads.ends_with_regions() { 0 } else { right.len() };
        };
        if right.last().is_some_and(known) {
            return last;
        }
        // A text that is wider than its column pushes what is behind it.
        right.iter().position(|own| own.from >= from).unwrap_or(right.len())
    }

    /// The words of `line`, with the region parted that ends the last one right behind the stop
    /// of a text.
    fn parted_words(&self, columns: &Columns, line: &str) -> Vec<Word> {
        let mut words = words(line, columns.measure);
        let Some(own) = words.last_mut().filter(|_| columns.heads.regions) else {
            return words;
        };
        let Some((text, name)) = own.of(line).rsplit_once('。') else { return words };
        if name.is_empty() || !self.names.names_region(name) {
            return words;
        }
        let start = own.start + text.len() + '。'.len_utf8();
        let from = own.to.saturating_sub(columns.measure.width(name));
        let region = Word { start, from, tied: false, ..*own };
        (own.end, own.to) = (start, from);
        words.push(region);
        words
    }

    /// The first of `words` that stands right of the column of the items: perhaps the last
    /// one, which names whom a row addresses, behind a text that comes so near to it that no
    /// gutter parts them.
    fn past_text(&self, columns: &Columns, line: &str, words: &[Word]) -> usize {
        let past = columns.ends(line, words);
        let Some(last) = words.len().checked_sub(1) else { return past };
        if columns.heads.regions && is_piece_far_off(columns, line, words) {
            return past.min(last);
        }
        let name = words.get(last).filter(|_| columns.may_be_region(words, last));
        let region = name.is_some_and(|name| {
            let name = name.of(line);
            let label = self.names.label(name, false);
            label.is_some_and(|label| label.is_known() || is_addressee(name))
        });
        if region { past.min(last) } else { past }
    }

    fn beside(&mut self, at: usize, parts: &[Word], look: Look) {
        self.out.look = look;
        for part in parts {
            self.out.text(at + part.start, at + part.end);
            self.out.end(Gap::Line);
        }
        self.out.look = Look::Plain;
    }
}
