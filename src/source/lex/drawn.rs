//! Tables that are drawn: with `│` or `┃`, as terminals and browsers without windows print
//! them, or with `｜`.
//!
//! Where rules part the rows, each line of a cell stands in its column as in the text of a PDF,
//! and the rules say where the rows begin. Else a row is a line, and what parts its cells is
//! read as a tab.

use memchr::memmem::Finder;

use super::lexer::Lexer;
use super::signs::sample;
use super::token::{Gap, Look};
use crate::source::marks::heads::{Head, head_word};
use crate::text::{Span, is_han, trim_blank_end, trim_blank_start, width};

/// What parts the cells.
const SIGNS: [&str; 4] = ["│", "┃", "║", "｜"];

/// Lines with more than one of them, at least.
const FEW: usize = 3;

/// Rules of a table whose rows none part: above it, below its heads and below it.
const FRAME: usize = 3;

/// Lines of the heads of a table, at most.
const HEAD_LINES: usize = 24;

/// Rows by which the column of the items is known where no head names it, at most.
const WEIGHED: usize = 400;

/// The open table.
#[derive(Debug, Default)]
pub(crate) struct Drawn {
    /// What its columns hold by their heads; none where no table is open.
    columns: Vec<Option<Head>>,
    /// Which of them is that of the items.
    text: usize,
    /// That of regions, where a head names it.
    region: Option<usize>,
    /// Whether the heads stand on the line being read.
    heads: bool,
    /// Whether a line without text stands above, in the same row.
    blank: bool,
}

/// Whether `c` draws lines.
fn draws(c: char) -> bool {
    matches!(c, '\u{2500}'..='\u{257F}')
}

/// Whether it draws one that parts rows.
fn is_level(c: char) -> bool {
    matches!(c, '─' | '━' | '═' | '┄' | '┅' | '┈' | '┉' | '╌' | '╍')
}

/// Whether `c` parts cells that stand on one line.
fn is_bar(c: char) -> bool {
    SIGNS.iter().any(|sign| sign.starts_with(c))
}

/// Whether `line` is a rule.
fn is_rule(line: &str) -> bool {
    parts(line).is_some_and(|parts| {
        let mut own = parts.iter().filter(|(_, own)| !own.is_empty());
        own.clone().next().is_some() && own.all(|(_, own)| is_drawn(own))
    })
}

/// Whether all of what stands between two edges is drawn.
fn is_drawn(part: &str) -> bool {
    let plain = part.len() > 1 && part.bytes().all(|b| matches!(b, b'-' | b'='));
    !part.is_empty() && (plain || part.chars().all(is_level))
}

/// What stands between the edges on a `line` of a table, and where; nothing where it is none.
/// Edges are drawn, or `|`, and `+` in a rule of `-`.
fn parts(line: &str) -> Option<Vec<(usize, &str)>> {
    let shown = line.trim();
    let drawn = shown.contains(draws);
    if !(drawn
        || shown.starts_with('|')
        || shown.starts_with("+-")
        || shown.starts_with("+="))
    {
        return None;
    }
    let bytes = line.as_bytes();
    let level = |at: Option<usize>| {
        let byte = at.and_then(|at| bytes.get(at));
        byte.is_none_or(|byte| matches!(byte, b'-' | b'=' | b'+' | b'|' | b' ' | b'\r'))
    };
    let edge = |at: usize, c: char| match c {
        _ if drawn => draws(c) && !is_level(c),
        '|' => true,
        '+' => level(at.checked_sub(1)) && level(Some(at + 1)),
        _ => false,
    };
    let edges = line.char_indices().filter(|&(at, c)| edge(at, c));
    let mut edges = edges.map(|(at, c)| (at, at + c.len_utf8())).peekable();
    // A line that begins with something else is none of the table.
    let until = edges.peek().map_or(line.len(), |first| first.0);
    let before = line.get(..until).unwrap_or("").trim();
    if !(before.is_empty() || is_drawn(before)) {
        return None;
    }
    let mut found = Vec::new();
    while let Some((_, from)) = edges.next() {
        let until = edges.peek().map_or(line.len(), |next| next.0);
        let own = line.get(from..until)?;
        let inner = trim_blank_start(own);
        found.push((until - inner.len(), trim_blank_end(inner)));
    }
    Some(found)
}

/// What parts the cells of the drawn table in `text`, and where its first row stands.
fn first_row(text: &str) -> Option<(&'static str, Span)> {
    let part = sample(text);
    let found = |sign: &&&str| has_bytes(part, sign);
    let sign = SIGNS.iter().find(found).copied()?;
    let mut end = 0;
    let lines = part.split_inclusive('\n').map(|line| {
        end += line.len();
        (Span::new(end - line.len(), end - line.len() + line.trim_end().len()), line)
    });
    let rows = lines.filter(|(_, line)| line.matches(sign).nth(1).is_some());
    let rows: Vec<Span> = rows.map(|(span, _)| span).take(FEW).collect();
    rows.first().copied().filter(|_| rows.len() == FEW).map(|first| (sign, first))
}

/// Whether rules part the rows of a table that is drawn in `text`.
/// `drawn` says whether it has rows of one.
pub(super) fn is_ruled(text: &str, drawn: bool) -> bool {
    let part = sample(text);
    let plain = || has_bytes(part, "|--") && part.lines().any(is_rule_beside_text);
    (drawn || plain()) && part.lines().filter(|line| is_rule(line)).nth(FRAME).is_some()
}

/// Whether `text` holds `sign`.
fn has_bytes(text: &str, sign: &str) -> bool {
    Finder::new(sign).find(text.as_bytes()).is_some()
}

/// Whether beside a rule of `-` on `line` a merged cell goes on, with Chinese text in it: of other
/// such tables, Markdown knows more.
fn is_rule_beside_text(line: &str) -> bool {
    let ruled = line.starts_with('|') && line.contains("|--");
    let parts = || parts(line).unwrap_or_default();
    ruled
        && parts().iter().any(|(_, own)| own.contains(is_han))
        && parts().iter().any(|(_, own)| is_drawn(own))
}

/// What parts the cells of the drawn table in `text`, and where its first row stands; and the
/// text with tabs for that, where its rows are lines.
pub(in crate::source) fn find(
    text: &str,
) -> (Option<(&'static str, Span)>, Option<String>) {
    let row = first_row(text);
    let lines = row.is_some() && !is_ruled(text, true);
    (row, lines.then(|| with_tabs(text)))
}

/// `text` with tabs for what parts the cells of a table whose rows are lines. As many bytes stand
/// for as many, so that all places remain.
fn with_tabs(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        if is_rule(line) {
            let spaces = |c: char| {
                if c == '\n' { "\n" } else { "    ".get(..c.len_utf8()).unwrap_or("") }
            };
            out.extend(line.chars().map(spaces));
        } else if line.chars().filter(|&c| is_bar(c)).nth(1).is_some() {
            push_row(line, &mut out);
        } else {
            out.push_str(line);
        }
    }
    out
}

/// Puts a row that is a `line` behind `out`, with tabs for the edges of its cells but the outer
/// ones.
fn push_row(line: &str, out: &mut String) {
    let shown = line.trim();
    let lead = line.len() - line.trim_start().len();
    let last = lead + shown.len();
    for (at, c) in line.char_indices() {
        match c {
            _ if !is_bar(c) => out.push(c),
            _ if at == lead || at + c.len_utf8() == last => out.push_str("   "),
            _ => out.push_str("\t  "),
        }
    }
}

impl Drawn {
    /// The columns of the table that `text` begins with.
    fn of(text: &str) -> Self {
        let mut words: Vec<String> = Vec::new();
        let (mut widths, mut rules) = (Vec::new(), 0);
        for (nth, line) in text.lines().take(WEIGHED).enumerate() {
            let Some(parts) = parts(line) else { break };
            rules += usize::from(is_rule(line));
            for (column, (_, own)) in parts.into_iter().enumerate() {
                let own = if is_drawn(own) { "" } else { own };
                if words.len() <= column {
                    words.push(String::new());
                    widths.push(0);
                }
                if let Some(width_of) = widths.get_mut(column) {
                    *width_of += width(own);
                }
                if let Some(word) =
                    words.get_mut(column).filter(|_| rules < 2 && nth < HEAD_LINES)
                {
                    word.push_str(own);
                }
            }
        }
        let columns: Vec<_> = words.iter().map(|word| head_word(word)).collect();
        let heads = columns.iter().flatten().count() > 1;
        let said = columns.iter().position(|head| *head == Some(Head::Text));
        let widest = || (0..widths.len()).max_by_key(|&at| widths.get(at)).unwrap_or(0);
        let text = said.filter(|_| heads).unwrap_or_else(widest);
        let columns = if heads { columns } else { vec![None; words.len()] };
        let region = columns.iter().position(|head| *head == Some(Head::Region));
        Self { columns, text, region, heads, blank: false }
    }

    /// How what stands in a column is set.
    fn look(&self, column: usize) -> Look {
        let head = self.columns.get(column).copied().flatten();
        match head {
            _ if self.heads => Look::ColumnHead,
            _ if column == self.text => Look::Plain,
            Some(Head::Number | Head::Region) | None if column < self.text => Look::Side,
            _ => Look::Aside,
        }
    }
}

impl Lexer<'_> {
    /// Reads a line of a drawn table, from byte `at` to `end`; returns where what is still to
    /// be read of it begins.
    pub(super) fn open_drawn_line(&mut self, at: usize, end: usize) -> usize {
        let line = self.text.get(at..end).unwrap_or("");
        let Some(parts) = parts(line) else {
            if !std::mem::take(&mut self.drawn).columns.is_empty() {
                self.out.end(Gap::Paragraph);
                self.out.leave();
            }
            return at;
        };
        if self.drawn.columns.is_empty() {
            self.out.end(Gap::Paragraph);
            self.out.enter();
            self.drawn = Drawn::of(self.text.get(at..).unwrap_or(""));
            if is_rule(line) {
                return end;
            }
        }
        let text = self.drawn.text;
        let crosses =
            |column: usize| parts.get(column).is_some_and(|own| is_drawn(own.1));
        if crosses(text) {
            self.out.end(Gap::Paragraph);
            self.out.rule(at, self.drawn.region.is_none_or(crosses));
            (self.drawn.heads, self.drawn.blank) = (false, false);
        }
        self.drawn_cells(at, &parts);
        end
    }

    /// Reads the `parts` of the cells on a line that begins at byte `at`.
    fn drawn_cells(&mut self, at: usize, parts: &[(usize, &str)]) {
        let text = self.drawn.text;
        for (column, &(start, own)) in parts.iter().enumerate() {
            if column == text && own.is_empty() {
                self.drawn.blank = true;
            }
            if own.is_empty() || is_drawn(own) {
                continue;
            }
            if column == text && std::mem::take(&mut self.drawn.blank) {
                self.out.end(Gap::Paragraph);
            }
            self.out.look = self.drawn.look(column);
            if self.drawn.region == Some(column) {
                self.out.ruled_label(at + start);
            }
            self.out.text(at + start, at + start + own.len());
            self.out.end(Gap::Line);
        }
        self.out.look = Look::Plain;
    }
}
