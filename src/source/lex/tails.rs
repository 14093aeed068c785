//! Where the text of a row ends and its other columns begin, in a table of which one cell
//! was written behind the other: behind its last stop, or where a page tore it, behind its
//! last full line.

use super::cells::{Piece, Row, Table};
use super::lexer::{Lexer, line_limit};
use super::row_ends::ends;
use super::token::{Gap, Look};
use crate::source::marks::addressee::is_addressee;
use crate::source::marks::folio::{has_clauses, is_page_mark, lonely};
use crate::source::marks::notes::ends_list;
use crate::source::marks::words::is_tied;
use crate::text::{is_blank, is_closing, is_sentence_end, print_width, trim_blank_start};
use memchr::memchr2_iter;

/// Lines that the other columns of a row take at most, where they are looked at one by one.
const WRAPPED: usize = 8;

/// Characters that columns beside a text hold at most, offices and a day.
const LONGEST: usize = 40;

/// Lines of a usual text.
const PARAGRAPH: usize = 32;

/// What the last line of a row on the page before is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Above {
    /// The row begins on this page.
    Nothing,
    Text,
    /// Other columns.
    Others,
}

impl<'a> Table<'a> {
    /// The width of the lines behind line `from` that are full, as far as it takes to know it.
    pub(super) fn usual_width(&self, from: usize) -> usize {
        const SAMPLE: usize = 10_000;
        let lines = from..self.lines.len().min(from + SAMPLE);
        let mut widths: Vec<usize> = lines.map(|at| print_width(self.line(at))).collect();
        widths.sort_unstable();
        let widest = widths.get(widths.len().saturating_sub(1 + widths.len() / 20));
        let widest = widest.copied().unwrap_or(0);
        let long = widths.partition_point(|width| 2 * width < widest);
        widths.get(long + (widths.len() - long) / 2).copied().unwrap_or(0)
    }

    /// What stands in a part of the text, from its first byte to one past its last.
    fn part(&self, &(start, end): &(usize, usize)) -> &'a str {
        self.text.get(start..end).unwrap_or("")
    }

    /// Notes what of the lines of `row`, those before line `past`, other columns hold.
    pub(super) fn cut(&self, row: &Row, past: Option<usize>, out: &mut Vec<Piece>) {
        if self.columns.others == 0 || self.cut_lines(row, past, out) {
            return;
        }
        let mut segment: Vec<(usize, usize)> = Vec::with_capacity(PARAGRAPH);
        let (mut ended, mut since, mut above) = (false, 0, Above::Nothing);
        let lines = self.lines.get(row.line..past.unwrap_or(self.lines.len()));
        for line in lines.unwrap_or_default() {
            let own = self.text.get(line.start.max(row.from)..line.end).unwrap_or("");
            let own = trim_blank_start(own);
            // The names of offices stand in other columns, and below a list.
            let sign = || since > 2 * self.columns.others && ends_list(own, true);
            let over = past.is_none() && ended && (sign() || ends_list(own, false));
            if over || self.is_banner(own) {
                break;
            }
            let mark = line.head || is_page_mark(own);
            let start = line.end - own.len();
            let beside = if mark { None } else { self.beside(own) };
            let own = own.get(..beside.unwrap_or(own.len())).unwrap_or(own);
            if beside.is_some() {
                let rest = self.text.get(start + own.len()..line.end).unwrap_or("");
                let rest = (line.end - trim_blank_start(rest).len(), line.end);
                out.push(Piece::of(rest, Look::Aside));
            }
            if !mark && !own.is_empty() {
                if past.is_none() {
                    ended = ends(own, self.width).unwrap_or(ended);
                    since = if last_stop(own).is_some() { 0 } else { since + 1 };
                }
                segment.push((start, start + own.len()));
            }
            if (mark || line.last) && !segment.is_empty() {
                above = self.cut_segment(&segment, true, above, out);
                segment.clear();
            }
        }
        self.cut_segment(&segment, false, above, out);
    }

    /// The same of a row that has a line for each of its cells, if it has.
    fn cut_lines(&self, row: &Row, past: Option<usize>, out: &mut Vec<Piece>) -> bool {
        let Some(each) = self.each else { return false };
        let lines = self.row_lines(row, past.unwrap_or(self.lines.len()));
        let exact = lines.len() == 1 + each;
        if exact {
            let others = lines.into_iter().skip(1);
            out.extend(others.map(|own| Piece::of(own, Look::Aside)));
        }
        exact
    }

    /// The same of the lines of a row on one page, where it may be `torn`; `above` is what the
    /// page before ends with. Returns what this one does.
    fn cut_segment(
        &self,
        segment: &[(usize, usize)],
        torn: bool,
        above: Above,
        out: &mut Vec<Piece>,
    ) -> Above {
        /// Characters that another column holds at most.
        const MOST: usize = 24;
        let own = |line: &(usize, usize)| self.part(line);
        let narrow = self.narrow(segment, torn);
        let lines = segment.get(..narrow.unwrap_or(segment.len())).unwrap_or(segment);
        let goes_on = above == Above::Others && self.are_of_others(segment);
        let found = if goes_on {
            segment.first().map(|line| (0, line.0))
        } else {
            self.last_text(lines, torn).or_else(|| self.unstopped(segment, torn, above))
        };
        let Some((nth, from)) = found else { return Above::Text };
        let (nth, from) =
            if torn || goes_on { (nth, from) } else { self.text_end(lines, nth, from) };
        let rest = segment.iter().skip(nth).map(|&(start, end)| (start.max(from), end));
        let rest = rest.filter_map(|(start, end)| {
            let blank = own(&(start, end));
            let start = end - trim_blank_start(blank).len();
            (start < end).then_some(Piece { start, end, look: Look::Aside, open: false })
        });
        let rest: Vec<Piece> = rest.collect();
        let shown =
            rest.iter().map(|piece| own(&(piece.start, piece.end)).chars().count());
        let others = !rest.is_empty();
        if narrow.is_some() || shown.sum::<usize>() <= MOST * self.columns.others {
            out.extend(rest);
        }
        if others { Above::Others } else { Above::Text }
    }

    /// The last of the `lines` of a row with the text of its item, and the byte where that ends.
    fn last_text(&self, lines: &[(usize, usize)], torn: bool) -> Option<(usize, usize)> {
        let texts = lines.len() - if torn { self.told(lines) } else { 0 };
        let texts = texts.min(self.past_sentences(lines));
        lines.iter().enumerate().take(texts).rev().find_map(|(nth, line)| {
            let text = self.part(line);
            let full = if torn { self.full(text) } else { None };
            let clause = || has_clauses(text).then_some(text.len());
            let length = last_stop(text).or(full).or_else(clause)?;
            Some((nth, line.0 + length))
        })
    }

    /// The same of a row whose text has no mark at its end, nor a full line.
    fn unstopped(
        &self,
        segment: &[(usize, usize)],
        torn: bool,
        above: Above,
    ) -> Option<(usize, usize)> {
        let line = segment.first()?;
        if above != Above::Nothing {
            return Some((0, line.0));
        }
        let text = self.part(line);
        let blanks = untied_blanks(text).count();
        let first = blanks.saturating_sub(self.columns.others);
        let length = untied_blanks(text).nth(first).unwrap_or(text.len());
        (!torn).then_some((0, line.0 + length))
    }

    /// Whether all of `lines` are of a narrow column and none ends a sentence.
    fn are_of_others(&self, lines: &[(usize, usize)]) -> bool {
        let own = |line| self.part(line);
        lines.iter().all(|line| {
            2 * print_width(own(line)) <= self.width && last_stop(own(line)).is_none()
        })
    }

    /// The first of the `lines` of a row behind its last sentence, where all from there on are
    /// of a narrow column that names offices: 省工业和信 / 息化厅，国 / 网省电力公 / 司.
    fn past_sentences(&self, lines: &[(usize, usize)]) -> usize {
        let own = |line: &(usize, usize)| self.part(line);
        let stops = |line: &(usize, usize)| last_stop(own(line)) == Some(own(line).len());
        let past = lines.iter().rposition(stops).map_or(lines.len(), |at| at + 1);
        let rest = lines.get(past..).unwrap_or_default();
        let office = |own: &str| own.starts_with(OFFICES) || own.starts_with("国");
        let begins = rest.first().is_some_and(|line| office(own(line)));
        if begins && self.are_of_others(rest) { past } else { lines.len() }
    }

    /// How many of the last `lines` of a row say whom and when, as the other columns do, where
    /// a page's end tore its text.
    fn told(&self, lines: &[(usize, usize)]) -> usize {
        let own = |line: &(usize, usize)| self.part(line);
        let told = |count: &usize| {
            let (before, rest) = lines.split_at(lines.len() - count);
            // 于 / 2021年3月 is of the text.
            let before = before.last().map_or("", own);
            let tied = before.ends_with(['于', '在', '至', '自', '从', '到', '截']);
            let digit = |line| own(line).starts_with(|c: char| c.is_ascii_digit());
            self.names_others(rest) && !(tied && rest.first().is_some_and(digit))
        };
        let most = lines.len().saturating_sub(1).min(WRAPPED);
        // What other rows hold there says most.
        let known = |count: &usize| {
            let rest = lines.iter().skip(lines.len() - count);
            !self.known.is_empty()
                && self.known.contains(&rest.map(own).collect::<String>())
        };
        let counts = || (1..=most).rev();
        counts().find(known).or_else(|| counts().find(told)).unwrap_or(0)
    }

    /// Whether `lines` are what columns beside texts hold.
    fn names_others(&self, lines: &[(usize, usize)]) -> bool {
        let bytes: usize = lines.iter().map(|(start, end)| end - start).sum();
        // Most lines are of texts, and need no closer look.
        let first = lines.first().map_or("", |line| self.part(line));
        lines.len() <= WRAPPED
            && bytes <= LONGEST * char::MAX_LEN_UTF8
            && first.starts_with(|c| OFFICES.contains(&c) || is_figure(c))
            && names_others(&lines.iter().map(|line| self.part(line)).collect::<String>())
    }

    /// The line and the byte where a text ends that seems to end with byte `from` of line
    /// `nth`: a full line that ends no sentence goes on, where something is left for what the
    /// other columns hold.
    fn text_end(
        &self,
        lines: &[(usize, usize)],
        mut nth: usize,
        mut from: usize,
    ) -> (usize, usize) {
        let own = |line: &(usize, usize)| self.part(line);
        let full = |line: &(usize, usize), from: usize| {
            let text = own(line);
            from == line.1 && last_stop(text).is_none() && self.full(text).is_some()
        };
        while let [line, rest @ ..] = lines.get(nth..).unwrap_or_default()
            && let [next, _, ..] = rest
            && full(line, from)
            && !self.names_others(rest)
        {
            let text = own(next);
            nth += 1;
            from = next.0 + untied_blanks(text).next().unwrap_or(text.len());
        }
        (nth, from)
    }

    /// The first of the lines of a row, `segment`, that are of a narrower column than that of
    /// the items: behind a stop, or where a page's end has `torn` the text, all to the end are
    /// short, and some do not end a sentence.
    fn narrow(&self, segment: &[(usize, usize)], torn: bool) -> Option<usize> {
        if self.each.is_some() {
            return None;
        }
        let own = |at: usize| segment.get(at).map_or("", |line| self.part(line));
        let stops = |at: usize| last_stop(own(at)) == Some(own(at).len());
        let short = |at: &usize| 3 * print_width(own(*at)) <= 2 * self.width;
        // The number of the page may stand alone below them.
        let folios = (0..segment.len()).rev().take_while(|&at| lonely(own(at)).is_some());
        let past = segment.len() - folios.count();
        let from = past - (0..past).rev().take_while(short).count();
        let first = (from.max(1)..past).find(|&at| torn || stops(at - 1))?;
        let ends = past.checked_sub(1).is_some_and(stops);
        (ends && (first..past - 1).any(|at| !stops(at))).then_some(first)
    }

    /// How much of a line is text, if that is full: a line may be short by what may not be
    /// parted from the next one.
    pub(super) fn full(&self, line: &str) -> Option<usize> {
        const OVER: usize = 3;
        let full = |width: usize| 4 * width >= 3 * self.width;
        let width = print_width(line);
        let fits = |&at: &usize| {
            let width = print_width(line.get(..at).unwrap_or(""));
            full(width) && width <= self.width + OVER
        };
        let mut blanks = untied_blanks(line).filter(|_| width > self.width + OVER);
        full(width).then(|| blanks.rfind(fits).unwrap_or(line.len()))
    }
}

/// What the names of offices in columns beside texts begin with.
const OFFICES: [char; 6] = ['省', '市', '县', '区', '州', '各'];

/// Whether `c` is of a day, or stands between it and the offices.
fn is_figure(c: char) -> bool {
    c.is_ascii_digit() || is_blank(c)
}

/// Whether `text` is what columns beside texts hold: offices, a day, or both.
fn names_others(text: &str) -> bool {
    const SHORTEST: usize = 3;
    let (offices, day) = text.split_at(text.find(is_figure).unwrap_or(text.len()));
    let office = |own: &str| {
        own.starts_with(OFFICES)
            && own.chars().nth(SHORTEST - 1).is_some()
            && (is_addressee(own) || own.ends_with("政府"))
    };
    let dated = || day.trim_start_matches(is_figure).starts_with('年');
    text.chars().nth(LONGEST).is_none()
        && !(text.is_empty() || has_clauses(text))
        && (day.is_empty() || dated())
        && (offices.is_empty() || offices.split('、').all(office))
}

/// Where the last stop of `line` ends, if the line or a word does there.
pub(super) fn last_stop(line: &str) -> Option<usize> {
    // All of them begin with one of these bytes, which are looked for many at a time.
    let own = |at: usize| line.get(at..).and_then(|rest| rest.chars().next());
    let mut places = memchr2_iter(0xE3, 0xEF, line.as_bytes());
    let at = places.rfind(|&at| own(at).is_some_and(is_sentence_end))?;
    let rest = line.get(at + '。'.len_utf8()..)?;
    let rest = rest.trim_start_matches(is_closing);
    (rest.is_empty() || rest.starts_with(is_blank)).then(|| line.len() - rest.len())
}

/// Where the white space of `line` stands that sets no number or Latin word apart.
pub(super) fn untied_blanks(line: &str) -> impl DoubleEndedIterator<Item = usize> + '_ {
    line.char_indices().filter(|&(_, c)| is_blank(c)).map(|(at, _)| at).filter(|&at| {
        let (before, own) = line.split_at_checked(at).unwrap_or_default();
        !before.is_empty() && !is_tied(before, trim_blank_start(own))
    })
}

impl Lexer<'_> {
    /// Reads a line of such a table; returns where what is still to be read of it begins.
    pub(crate) fn open_cells_line(&mut self, at: usize, end: usize) -> usize {
        let (mut from, mut end) = (at, end);
        while let Some(piece) = self.cells.next(from).filter(|piece| piece.start < end) {
            if from < piece.start {
                self.out.text(from, piece.start);
                self.out.end(Gap::Line);
            }
            self.out.look = piece.look;
            self.out.text(piece.start, piece.end);
            from = piece.end;
            if !piece.open {
                self.out.end(Gap::Line);
                self.out.look = Look::Plain;
            } else if let Some(next) = self.cells.next(from) {
                from = next.start;
                end = line_limit(self.text, from, self.style.separators);
            }
        }
        from
    }
}
