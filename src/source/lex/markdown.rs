//! What only means something at the start of a line of Markdown: headings, rows of pipes,
//! quotes and bullets.

use memchr::{memchr, memchr_iter, memmem};

use super::builder::Notes;
use super::bullet::Bullet;
use super::lexer::{Lexer, Row, line_limit};
use super::token::{Gap, Look, TableKind};

impl Lexer<'_> {
    /// Reads the marks at the start of a line; returns where its text begins, or nothing
    /// where it is no line of Markdown.
    pub(crate) fn open_markdown_line(&mut self, at: usize, line: &[u8]) -> Option<usize> {
        if let Some(begins) = self.open_dashed_line(at, line) {
            return Some(begins);
        }
        let quoted = quote_marks(line);
        let (at, line) = (at + quoted, line.get(quoted..)?);
        let indent = line.iter().take_while(|b| b.is_ascii_whitespace()).count();
        let shown = line.get(indent..)?;
        if self.pass_marks(at, line.len(), shown) {
            return Some(at + line.len());
        }
        self.enter_quotations(at - quoted, at);
        let note = is_note(shown);
        if note || (self.properties && is_property(shown)) {
            self.out.end(Gap::Paragraph);
        }
        if note {
            self.out.notes = Notes::Block;
            return Some(at);
        }
        if let Some((level, length)) = heading(shown, quoted > 0) {
            self.out.end(Gap::Paragraph);
            self.out.look = Look::Heading(level);
            return Some(at + indent + length);
        }
        let edged = shown.first() == Some(&b'|');
        if edged || (self.style.bare_pipes && shown.contains(&b'|')) {
            self.open_pipes(at, at + line.len(), edged);
            return Some(at + indent);
        }
        if shown.starts_with(b":  ") {
            self.out.end(Gap::Paragraph);
            return Some(at + indent + ":  ".len());
        }
        let page = shown.starts_with(b"- ") && is_page_number(shown);
        let bullet = bullet(shown).filter(|_| !page);
        if bullet.is_some() {
            self.out.bullet = Bullet::Sign;
        }
        bullet.map(|length| at + indent + length).or_else(|| (quoted > 0).then_some(at))
    }

    /// Passes a line that holds no text, `length` bytes from `at` on, of which `shown` is not
    /// white space; returns whether it is one.
    fn pass_marks(&mut self, at: usize, length: usize, shown: &[u8]) -> bool {
        if shown.is_empty() || is_fence(shown) {
            self.out.end(Gap::Paragraph);
        } else if shown.starts_with(b":::") || is_definition(shown) || is_command(shown) {
            self.out.end(Gap::Paragraph);
            self.out.hide(at, at + length);
        } else if is_cell_rule(shown) {
            // Behind an empty line another table begins.
            self.tab_table &= at.saturating_sub(self.empty) > "\r\n".len();
            self.out.end(Gap::Line);
        } else if shown.first() == Some(&b'|') {
            return is_table_rule(shown);
        } else if is_ruler(shown) {
            self.pass_rule(at, shown);
        } else {
            return false;
        }
        true
    }

    /// Opens a row of pipes whose line stands from byte `at` to `end`, with one at its `edge` or
    /// none: one over a rule heads another table.
    fn open_pipes(&mut self, at: usize, end: usize, edged: bool) {
        if self.tab_table {
            let under = self.line_below(end).trim_ascii();
            if under.contains(&b'|') && is_table_rule(under) {
                self.out.close_table();
                self.tab_table = false;
            }
        }
        self.open_row(TableKind::Marked, Row::Pipes);
        if edged {
            self.broken.pass();
        } else {
            self.broken.open(self.text.get(at..end).unwrap_or(""), b'|');
            self.out.open_cell(1, 1);
        }
    }

    /// Passes a rule: under a line of text it makes a heading of it, at the top of the
    /// source it opens the properties of the page, which the next one closes.
    fn pass_rule(&mut self, at: usize, rule: &[u8]) {
        let level = match rule.first() {
            Some(b'=') => 1,
            Some(b'-') if at > 0 && !self.properties => 2,
            _ => 0,
        };
        self.properties = at == 0;
        if level > 0 {
            self.out.make_heading(level);
        }
        self.out.end(Gap::Paragraph);
    }

    /// Whether nothing stands behind the pipe at `at` on its line.
    pub(super) fn ends_row(&self, at: usize) -> bool {
        let rest = self.bytes.get(at + 1..).unwrap_or(&[]);
        let shown = rest.iter().find(|b| !matches!(b, b' ' | b'\t' | b'\r'));
        shown.is_none_or(|&b| b == b'\n')
    }

    /// Whether the row of pipes whose line ends at `end`, with none at its edge, goes on in the
    /// next line: it lacks cells that stand there, or its last cell holds a line end, as
    /// html2text writes them out.
    pub(super) fn is_open_row(&mut self, end: usize) -> bool {
        if !is_table_rule(self.line_below(end).trim_ascii())
            && self.broken.goes_on(self.text, end + 1, self.names)
        {
            return true;
        }
        let line = self.bytes.get(..end).unwrap_or(&[]).trim_ascii_end();
        (line.last() != Some(&b'|') || self.broken.is_bare()) && {
            let next = self.line_below(end).trim_ascii();
            !next.is_empty() && !next.contains(&b'|')
        }
    }

    /// The line behind the one that ends at byte `end`.
    fn line_below(&self, end: usize) -> &[u8] {
        let sign = self.text.get(end..).and_then(|rest| rest.chars().next());
        let begins = end + sign.map_or(0, char::len_utf8);
        let past = line_limit(self.text, begins, self.style.separators);
        self.bytes.get(begins..past).unwrap_or(&[])
    }

    /// Passes a pipe: the last one of a row opens no cell.
    pub(crate) fn pipe(&mut self, at: usize) {
        if self.broken.is_bare() {
            // No pipe stands at the edge of such a row: an empty cell does.
            self.broken.pass_edge();
            self.out.open_cell(1, 1);
        } else if self.ends_row(at) {
            self.out.close_cell();
        } else {
            self.out.open_cell(1, 1);
        }
    }

    /// Enters the quotations whose marks stand from byte `start` to `end`, before a line of
    /// text, and leaves the others where a paragraph begins: a line that goes on with one may
    /// have lost some marks.
    fn enter_quotations(&mut self, start: usize, end: usize) {
        let marks = self.bytes.get(start..end).unwrap_or(&[]);
        let depth = memchr_iter(b'>', marks).count();
        while self.quotations < depth {
            self.out.enter();
            self.quotations += 1;
        }
        while self.quotations > depth && self.out.gap > Gap::Line && self.out.is_empty() {
            self.out.leave();
            self.quotations -= 1;
        }
    }
}

/// The level of the heading that the title of a callout is.
const CALLOUT: u8 = 6;

/// How long the sign of a callout is, before its title: `[!note]- `.
fn callout(shown: &[u8]) -> Option<usize> {
    let inner = shown.strip_prefix(b"[!")?;
    let name =
        inner.iter().take_while(|b| b.is_ascii_alphabetic() || **b == b'-').count();
    let fold = usize::from(matches!(inner.get(name + 1), Some(b'+' | b'-')));
    (name > 0 && inner.get(name) == Some(&b']')).then_some(name + 3 + fold)
}

/// Bytes of the marks of a quotation at the start of a line: `> > `.
fn quote_marks(line: &[u8]) -> usize {
    let marks = line.iter().take_while(|b| matches!(b, b'>' | b' ')).count();
    let last = line.get(..marks).and_then(|marks| marks.iter().rposition(|&b| b == b'>'));
    last.map_or(0, |at| at + 1)
}

/// Whether a line begins with what a mark in the text refers to: `[^1]: …`.
fn is_note(shown: &[u8]) -> bool {
    shown.starts_with(b"[^") && memmem::find(shown, b"]: ").is_some()
}

/// Whether a line only says where a link goes, or is a comment: `[1]: http://…`.
fn is_definition(shown: &[u8]) -> bool {
    let Some(end) = memmem::find(shown, b"]: ") else { return false };
    let address = shown.get(end + 3..).unwrap_or(&[]).trim_ascii_start();
    let word = address.split(u8::is_ascii_whitespace).next().unwrap_or(&[]);
    let goes = [b"http".as_slice(), b"#", b"<", b"/", b"mailto:", b"./"];
    shown.starts_with(b"[")
        && !shown.starts_with(b"[^")
        && memchr(b'[', shown.get(1..end).unwrap_or(&[])).is_none()
        && word.is_ascii()
        && goes.iter().any(|start| word.starts_with(start))
}

/// Whether a line of a grid table is the rule under its cells or some of them: `+---+---+`,
/// `|   +----+`.
fn is_cell_rule(shown: &[u8]) -> bool {
    let rule = |b: &u8| matches!(b, b'|' | b'+' | b'-' | b'=' | b':' | b' ' | b'\r');
    matches!(shown.first(), Some(b'|' | b'+'))
        && [b"+--", b"+==", b"+:-", b"+:="]
            .iter()
            .any(|sign| memmem::find(shown, *sign).is_some())
        && shown.iter().all(rule)
}

/// Whether a line only tells a typesetter what to do: `\\newpage`, `\\vspace{1em}`.
fn is_command(shown: &[u8]) -> bool {
    let rest = shown.trim_ascii_end();
    let part = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'{' | b'}' | b'\\');
    matches!(rest, [b'\\', name, ..] if name.is_ascii_alphabetic())
        && rest.iter().all(part)
}

/// Whether a line at the top of a source says something of it, `date: 2021-01-29`: where it
/// ends says nothing of how lines are broken.
fn is_property(shown: &[u8]) -> bool {
    let name = shown.iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'_');
    matches!(shown.get(name.count()), Some(b':' | b'-'))
}

/// Whether a line opens or closes a block of code.
fn is_fence(shown: &[u8]) -> bool {
    shown.starts_with(b"```") || shown.starts_with(b"~~~")
}

/// The level of the heading that a line is, which may be `quoted`, and how long its marks are.
fn heading(shown: &[u8], quoted: bool) -> Option<(u8, usize)> {
    let callout = || callout(shown).filter(|_| quoted).map(|length| (CALLOUT, length));
    heading_level(shown).map(|level| (level, usize::from(level))).or_else(callout)
}

/// The level of the heading that a line is: `## 天津市`.
fn heading_level(shown: &[u8]) -> Option<u8> {
    let level = shown.iter().take_while(|&&b| b == b'#').count();
    let parted = matches!(shown.get(level), Some(b' ' | b'\t') | None)
        || shown.get(level).is_some_and(|b| !b.is_ascii());
    if (1..=6).contains(&level) && parted { u8::try_from(level).ok() } else { None }
}

/// Whether a row of pipes is the line under a table's head: `| :-: | - |`.
fn is_table_rule(shown: &[u8]) -> bool {
    let mut cells = shown.trim_ascii().split(|&b| b == b'|').filter(|c| !c.is_empty());
    shown.contains(&b'-')
        && cells.all(|cell| {
            let cell = cell.trim_ascii();
            cell.contains(&b'-') && cell.iter().all(|b| matches!(b, b'-' | b':'))
        })
}

/// Whether a line is a rule or the line under a table's head: `|---|:-:|`, `* * *`.
fn is_ruler(shown: &[u8]) -> bool {
    let marks = shown.iter().filter(|b| matches!(b, b'-' | b'*' | b'_' | b'=')).count();
    let only = shown.iter().all(|b| {
        matches!(b, b'-' | b'*' | b'_' | b'=' | b'|' | b':' | b' ' | b'\t' | b'\r')
    });
    only && marks >= 3
}

/// How many bytes the bullet of a list takes that a line begins with: `-`, `* [x]`.
fn bullet(shown: &[u8]) -> Option<usize> {
    match shown {
        [b'-' | b'*' | b'+', b' ' | b'\t', rest @ ..] => {
            let done = matches!(rest, [b'[', b' ' | b'x' | b'X', b']', b' ', ..]);
            Some(if done { 6 } else { 2 })
        }
        _ => None,
    }
}

/// Whether a line is the number of a page between dashes, and no item of a list.
fn is_page_number(line: &[u8]) -> bool {
    let number =
        line.trim_ascii().strip_prefix(b"-").and_then(|own| own.strip_suffix(b"-"));
    number.is_some_and(|number| number.trim_ascii().iter().all(u8::is_ascii_digit))
}
