//! Source text of MediaWiki: `'''天津市'''`, `== 天津市 ==`, `# 厘清职责。`, and its tables, of which
//! a program or a person writes a cell on each line:
//!
//! ```text
//! {| class="wikitable"
//! ! 序号 !! 地区 !! 工作建议
//! |-
//! | 1
//! | rowspan="4" | 天津市
//! | 厘清职责。
//! |}
//! ```

use memchr::{memchr, memmem};

use super::elements::attributes;
use super::lexer::Lexer;
use super::token::{Gap, Look, TableKind, Why};
use crate::text::is_han;

/// The signs within lines that mean something.
pub(super) const SIGNS: &[u8] = b"'|!=[]";

/// Bytes within which a sign must be answered.
const REACH: usize = 600;

/// Tables that may stand one in the other.
const DEEPEST: usize = 8;

/// Marks of lists before a line, at most.
const MARKS: usize = 8;

/// What is open.
#[derive(Debug, Default)]
pub(crate) struct Wiki {
    /// The open tables, and for each whether its next cell begins a row.
    tables: Vec<bool>,
    /// Whether the line is one of heads.
    heads: bool,
    /// The marks of the open lists: `#`, `*`.
    lists: Vec<u8>,
    /// Where the heading that is open ends.
    heading_until: usize,
    /// Where the link that is open ends.
    link_until: usize,
}

/// Whether `text` is marked up like this: it has a table, or two of what else is.
pub(super) fn is_marked_up(text: &str) -> bool {
    let bytes = text.as_bytes();
    let has = |sign: &str| memmem::find(bytes, sign.as_bytes()).is_some();
    if !(has("'''") || has("{|") || has("==")) {
        return false;
    }
    let (mut opened, mut rows, mut bold, mut headings, mut counted) = (0, 0, 0, 0, 0);
    for line in text.lines().map(str::trim) {
        opened += usize::from(line.starts_with("{|"));
        rows += usize::from(opened > 0 && matches!(line.get(..2), Some("|-" | "|}")));
        let dressed = line.strip_prefix("'''").and_then(|own| own.strip_suffix("'''"));
        bold += usize::from(dressed.is_some_and(|own| own.contains(is_han)));
        headings += usize::from(heading(line.as_bytes()).is_some());
        counted += usize::from(line.starts_with('#') && line.contains(is_han));
    }
    rows > 0 || bold > 1 || (headings > 1 && counted > 1)
}

/// The level of the heading that a line is, and where its text begins and ends.
fn heading(line: &[u8]) -> Option<(u8, usize, usize)> {
    let shown = line.trim_ascii_end();
    let marks = |b: &&u8| **b == b'=';
    let opens = shown.iter().take_while(marks).count();
    let closes = shown.iter().rev().take_while(marks).count();
    let level = opens.min(closes);
    let inner = shown.get(level..shown.len().checked_sub(level)?)?;
    let own = (1..=6).contains(&level) && !inner.trim_ascii().is_empty();
    own.then_some((u8::try_from(level).ok()?, level, shown.len() - level))
}

impl Lexer<'_> {
    /// Reads the marks at the start of a line; returns where its text begins.
    pub(super) fn open_wiki_line(&mut self, at: usize, line: &[u8]) -> usize {
        let blank = line.iter().take_while(|b| b.is_ascii_whitespace()).count();
        let (own, shown) = (at + blank, line.get(blank..).unwrap_or(&[]));
        let end = at + line.len();
        // Bold that nobody closed ends with its line.
        self.out.bold = 0;
        self.wiki.heads = false;
        if shown.starts_with(b"{|") && self.wiki.tables.len() < DEEPEST {
            self.close_wiki_lists(0);
            self.out.open_table(TableKind::Marked);
            self.wiki.tables.push(true);
            return self.pass_wiki_marks(own, end);
        }
        if !self.wiki.tables.is_empty()
            && let Some(begins) = self.open_wiki_row(own, end, shown)
        {
            return begins;
        }
        if is_switch(shown) || shown.starts_with(b"----") {
            self.out.end(Gap::Paragraph);
            return self.pass_wiki_marks(own, end);
        }
        if let Some((level, begins, ends)) = heading(shown) {
            self.close_wiki_lists(0);
            self.out.end(Gap::Paragraph);
            self.out.look = Look::Heading(level);
            self.wiki.heading_until = own + ends;
            return own + begins;
        }
        own + self.open_wiki_item(shown)
    }

    /// Passes the marks from byte `from` to `end`.
    fn pass_wiki_marks(&mut self, from: usize, end: usize) -> usize {
        self.out.hide(from, end);
        end
    }

    /// Reads what a line of a table begins with, from byte `at` to `end`.
    fn open_wiki_row(&mut self, at: usize, end: usize, shown: &[u8]) -> Option<usize> {
        match shown {
            [b'|', b'}', ..] => {
                self.close_wiki_lists(0);
                self.wiki.tables.pop();
                self.out.close_table();
                return Some(at + 2);
            }
            [b'|', b'-', ..] => {
                self.close_wiki_lists(0);
                self.out.close_cell();
                if let Some(begins) = self.wiki.tables.last_mut() {
                    *begins = true;
                }
                return Some(self.pass_wiki_marks(at, end));
            }
            [b'|', b'+', ..] => {
                self.out.close_cell();
                return Some(at + 2);
            }
            [sign @ (b'|' | b'!'), ..] => self.wiki.heads = *sign == b'!',
            _ => return None,
        }
        self.close_wiki_lists(0);
        Some(self.open_wiki_cell(at + 1))
    }

    /// Opens the cell whose attributes or text begin at byte `at`; returns where its text does.
    fn open_wiki_cell(&mut self, at: usize) -> usize {
        if self.wiki.tables.last_mut().is_some_and(std::mem::take) {
            self.out.open_row(Gap::Paragraph);
        }
        let rest = self.wiki_reach(at);
        let next = |sign: &[u8]| memmem::find(rest, sign).unwrap_or(rest.len());
        let end =
            if self.wiki.heads { next(b"||").min(next(b"!!")) } else { next(b"||") };
        let rest = rest.get(..end).unwrap_or(&[]);
        let bar = memchr(b'|', rest).filter(|&bar| {
            let before = rest.get(..bar).unwrap_or(&[]);
            memchr(b'=', before).is_some() || before.trim_ascii().is_empty()
        });
        let Some(bar) = bar else {
            self.out.open_cell(1, 1);
            return at;
        };
        let whole = format!("<td {}>", self.text.get(at..at + bar).unwrap_or(""));
        let size = |n: Option<u32>| n.and_then(|n| u16::try_from(n).ok()).unwrap_or(1);
        let [rows, columns] = attributes(&whole, ["rowspan", "colspan"]).map(size);
        self.out.open_cell(rows, columns);
        self.pass_wiki_marks(at, at + bar + 1)
    }

    /// What is left of the line from byte `at` on, as far as a sign reaches.
    fn wiki_reach(&self, at: usize) -> &[u8] {
        let rest = self.bytes.get(at..self.limit).unwrap_or(&[]);
        rest.get(..REACH).unwrap_or(rest)
    }

    /// Reads the marks of lists that a line of text begins with; returns how long they are.
    fn open_wiki_item(&mut self, shown: &[u8]) -> usize {
        let mark = |b: &&u8| matches!(**b, b'*' | b'#' | b':' | b';');
        let length = shown.iter().take(MARKS).take_while(mark).count();
        let marks = shown.get(..length).unwrap_or(&[]);
        let lists = marks.iter().copied().filter(|b| matches!(b, b'*' | b'#'));
        let lists: Vec<u8> = lists.collect();
        let kept = self.wiki.lists.iter().zip(&lists).take_while(|(a, b)| a == b).count();
        self.close_wiki_lists(kept);
        for &mark in lists.get(kept..).unwrap_or(&[]) {
            let name = if mark == b'#' { "ol" } else { "ul" };
            self.open_list(name, "");
            self.wiki.lists.push(mark);
        }
        match marks.last() {
            Some(b'*' | b'#') => self.open_list_item(""),
            Some(_) => self.out.end(Gap::Paragraph),
            None => {}
        }
        length
    }

    /// Closes the open lists but the outer ones, as many as are `kept`.
    fn close_wiki_lists(&mut self, kept: usize) {
        while self.wiki.lists.len() > kept {
            self.wiki.lists.pop();
            self.close_list();
        }
    }

    /// Reads a sign inside a line; returns where the rest begins.
    pub(super) fn wiki_mark(&mut self, at: usize, sign: u8) -> usize {
        let rest = self.bytes.get(at..).unwrap_or(&[]);
        let run = rest.iter().take(MARKS).take_while(|&&b| b == sign).count();
        let in_table = !self.wiki.tables.is_empty();
        match sign {
            b'\'' if matches!(run, 2 | 3 | 5) => {
                if run > 2 {
                    self.out.bold = u32::from(self.out.bold == 0);
                }
                at + run
            }
            b'|' if in_table && run > 1 => self.open_wiki_cell(at + 2),
            b'!' if in_table && self.wiki.heads && run > 1 => self.open_wiki_cell(at + 2),
            b'=' if at > 0 && at == self.wiki.heading_until => at + run,
            b']' if at > 0 && at == self.wiki.link_until => at + 1,
            b'[' | b']' if run == 2 => self.wiki_brackets(at, sign),
            b'[' => self.wiki_address(at),
            _ => self.itself(at, run),
        }
    }

    /// Reads the two brackets at byte `at`: those of a link, or around what shows nothing here, a
    /// picture or a category.
    fn wiki_brackets(&mut self, at: usize, sign: u8) -> usize {
        const NAMES: [&str; 6] =
            ["Category:", "分类:", "File:", "Image:", "文件:", "图像:"];
        let rest = self.text.get(at + 2..self.limit).unwrap_or("");
        if sign == b'[' && NAMES.iter().any(|name| rest.starts_with(name)) {
            let length = rest.find("]]").map_or(rest.len(), |end| end + 2);
            self.out.pass(at, at + 2 + length, Why::Unseen, true);
            return at + 2 + length;
        }
        self.wiki_link(at, sign).unwrap_or_else(|| self.itself(at, 2))
    }

    /// Reads the bracket at byte `at`, which may open a link to another site:
    /// `[http://example.cn 通知]`.
    fn wiki_address(&mut self, at: usize) -> usize {
        let rest = self.wiki_reach(at + 1);
        let goes = [b"http".as_slice(), b"//", b"mailto:"];
        let link = goes.iter().any(|start| rest.starts_with(start));
        let Some(end) = memchr(b']', rest).filter(|_| link) else {
            return self.itself(at, 1);
        };
        let address = rest.get(..end).and_then(|inner| memchr(b' ', inner));
        match address {
            Some(address) => {
                self.wiki.link_until = at + 1 + end;
                self.pass_wiki_marks(at, at + 2 + address)
            }
            None => self.pass_wiki_marks(at, at + 2 + end),
        }
    }
}

/// Whether a line only says how the page is to be shown: `__TOC__`.
fn is_switch(shown: &[u8]) -> bool {
    let inner = shown.trim_ascii_end();
    let inner = inner.strip_prefix(b"__").and_then(|own| own.strip_suffix(b"__"));
    inner.is_some_and(|own| !own.is_empty() && own.iter().all(u8::is_ascii_uppercase))
}
