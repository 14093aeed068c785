//! The signs of Markdown inside a line: what they dress is text, they themselves are
//! markup. A sign that nothing on its line answers stands for itself.

use memchr::{memchr, memchr_iter, memmem};

use super::lexer::{Lexer, Row};
use super::token::Why;

/// Bytes within which a sign must be answered. Long enough for a sentence and for any
/// address of a link, and a bound on what a line of nothing but signs costs.
const REACH: usize = 600;

/// Signs that are looked at for the one that answers.
const TRIES: usize = 16;

/// The signs of Markdown that are open.
#[derive(Debug, Default)]
pub(crate) struct Inline {
    /// Where the emphasis that is open ends.
    emphasis: usize,
    /// Where the bold emphasis that is open ends.
    both: usize,
    /// Where the bright text that is open ends.
    bright: usize,
    /// Where the link to another page that is open ends.
    wiki: usize,
    /// Where the formula that is open ends.
    formula: usize,
    /// Where the text of the link that is open ends, and where its address does.
    link: (usize, usize),
    /// Whether the source says where links go, once that was looked for.
    defined: Option<bool>,
    /// No text of a link ends before here: what was searched once is not again.
    unlinked: usize,
}

impl Lexer<'_> {
    /// Reads a sign of Markdown inside a line; returns where the rest begins.
    pub(crate) fn mark(&mut self, at: usize, sign: u8) -> usize {
        let rest = self.bytes.get(at..).unwrap_or(&[]);
        let run = rest.iter().take(TRIES).take_while(|&&b| b == sign).count();
        if sign == b'\\'
            && let Some(past) = self.escape(at, rest)
        {
            return past;
        }
        match sign {
            b'|' if self.row == Row::Pipes => {
                self.pipe(at);
                at + 1
            }
            // The end of a row that a page's end tore.
            b'|' if self.tab_table && self.ends_row(at) => at + 1,
            b'*' | b'_' if run == 2 => {
                self.out.bold = u32::from(self.out.bold == 0);
                at + 2
            }
            b'*' | b'_' if run == 1 && self.emphasizes(at, sign) => at + 1,
            b'*' | b'_' if run == 3 && self.emphasizes_bold(at, sign) => at + 3,
            b'~' if run == 2 => self.struck(at),
            b'{' => self.hidden(at, attributes(self.reach(at)), 1),
            b'`' => self.code(at, run),
            b'=' | b'%' if run == 2 => self.marked(at, sign),
            b'^' => self.hidden(at, self.name_of_block(at), run),
            b'$' if run == 1 && self.is_of_formula(at) => at + 1,
            b'[' | b']'
                if run == 2
                    && let Some(next) = self.wiki_link(at, sign) =>
            {
                next
            }
            b'[' | b']' | b'!' => self.link(at, sign),
            _ => self.itself(at, run),
        }
    }

    /// Whether nothing stands between `at` and the end of the cell of a row of pipes.
    pub(super) fn ends_cell(&self, at: usize) -> bool {
        let blanks = self.bytes.get(at..).unwrap_or(&[]).iter();
        let rest = blanks.take(REACH).find(|&&byte| byte != b' ');
        self.row == Row::Pipes && rest == Some(&b'|')
    }

    pub(super) fn itself(&mut self, at: usize, length: usize) -> usize {
        self.out.text(at, at + length);
        at + length
    }

    /// Hides what begins at `at`, if it is markup of that `length`; else its first `run` bytes
    /// stand for themselves.
    fn hidden(&mut self, at: usize, length: Option<usize>, run: usize) -> usize {
        let Some(length) = length else { return self.itself(at, run) };
        self.out.hide(at, at + length);
        at + length
    }

    /// The byte before the one at `at`.
    pub(super) fn byte_before(&self, at: usize) -> Option<&u8> {
        self.bytes.get(at.checked_sub(1)?)
    }

    /// What is left of the line from `at` on, as far as a sign reaches.
    fn reach(&self, at: usize) -> &[u8] {
        let end = self.bytes.len().min(at + REACH);
        let rest = self.bytes.get(at..end).unwrap_or(&[]);
        let line = memchr(b'\n', rest).unwrap_or(rest.len());
        rest.get(..line).unwrap_or(&[])
    }

    /// Whether the sign at `at` opens or closes an emphasis: it hugs what it dresses, and
    /// stands in no word or product (`a_b`, `3*4`).
    fn emphasizes(&mut self, at: usize, sign: u8) -> bool {
        if self.inline.emphasis == at && at > 0 {
            return true;
        }
        let word = |b: Option<&u8>| b.is_some_and(u8::is_ascii_alphanumeric);
        let rest = self.reach(at + 1);
        if word(self.byte_before(at)) || rest.first().is_none_or(u8::is_ascii_whitespace)
        {
            return false;
        }
        let closes = |&end: &usize| {
            let inner = end.checked_sub(1).and_then(|last| rest.get(last));
            let hugs = inner.is_some_and(|b| !b.is_ascii_whitespace() && *b != sign);
            hugs && rest.get(end + 1) != Some(&sign) && !word(rest.get(end + 1))
        };
        let mut ends = memchr_iter(sign, rest).take(TRIES);
        let Some(end) = ends.find(closes) else { return false };
        self.inline.emphasis = at + 1 + end;
        true
    }

    /// Whether the three signs at `at` are bold and emphasis at once: answered at one place
    /// (`***a***`) or one after the other (`***a*b**`, `***a**b*`).
    fn emphasizes_bold(&mut self, at: usize, sign: u8) -> bool {
        let from = at + 3;
        if self.inline.both == at && at > 0 {
            self.out.bold = 0;
            return true;
        }
        let rest = self.reach(from);
        let word = self.byte_before(at).is_some_and(u8::is_ascii_alphanumeric);
        if word || rest.first().is_none_or(u8::is_ascii_whitespace) {
            return false;
        }
        let Some(end) = memchr(sign, rest) else { return false };
        let behind = rest.get(end..).unwrap_or(&[]);
        let run = behind.iter().take_while(|&&b| b == sign).count();
        let behind = behind.get(run..).unwrap_or(&[]);
        match run {
            1 if memmem::find(behind, &[sign, sign]).is_some() => {
                self.inline.emphasis = from + end;
            }
            2 => {
                let Some(last) = memchr(sign, behind) else { return false };
                self.inline.emphasis = from + end + run + last;
            }
            3 => self.inline.both = from + end,
            _ => return false,
        }
        self.out.bold = 1;
        true
    }

    /// Passes what two tildes strike out: they hug it, and stand in no range (3~~5月).
    fn struck(&mut self, at: usize) -> usize {
        let rest = self.reach(at + 2);
        let digit = |b: Option<&u8>| b.is_some_and(u8::is_ascii_digit);
        let range = digit(self.byte_before(at)) && digit(rest.first());
        let end = memmem::find(rest, b"~~").filter(|&end| !range && is_hugged(rest, end));
        let Some(end) = end else { return self.itself(at, 2) };
        self.out.pass(at + 2, at + 2 + end, Why::Struck, true);
        at + end + 4
    }

    /// Reads what two signs mark: `==` makes it bright, `%%` hides it.
    fn marked(&mut self, at: usize, sign: u8) -> usize {
        if sign == b'=' && self.inline.bright == at && at > 0 {
            return at + 2;
        }
        let rest = self.reach(at + 2);
        let longer = rest.first() == Some(&sign);
        let end = memmem::find(rest, &[sign, sign]);
        match end.filter(|&end| !longer && is_hugged(rest, end)) {
            None => self.itself(at, 2),
            Some(end) if sign == b'=' => {
                self.inline.bright = at + 2 + end;
                at + 2
            }
            Some(end) => {
                self.out.pass(at + 2, at + 2 + end, Why::Unseen, true);
                at + end + 4
            }
        }
    }

    /// How long the name of the block is that stands at the end of its line: ` ^abc`.
    fn name_of_block(&self, at: usize) -> Option<usize> {
        let rest = self.reach(at).trim_ascii_end();
        let name = rest.get(1..)?;
        let plain = name.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'-');
        let apart = self.byte_before(at) == Some(&b' ');
        (apart && !name.is_empty() && plain).then_some(rest.len())
    }

    /// Passes the two brackets at `at` if they are those of a link to another page:
    /// `[[河南省]]`, `[[page|河南省]]`; what the link is shown as is text.
    pub(super) fn wiki_link(&mut self, at: usize, sign: u8) -> Option<usize> {
        if sign == b']' {
            return (self.inline.wiki == at && at > 0).then_some(at + 2);
        }
        if let Some(end) = self.note_link(at) {
            return Some(end);
        }
        let rest = self.reach(at + 2);
        let inner = rest.get(..memmem::find(rest, b"]]")?)?;
        let bar = memchr(b'|', inner);
        let shown = inner.get(bar.map_or(0, |bar| bar + 1)..)?;
        // In a row of a table a bar needs its sign, or it parts two cells.
        let signed = bar.is_none_or(|bar| {
            self.row != Row::Pipes || inner.get(..bar).is_some_and(|a| a.ends_with(b"\\"))
        });
        let plain = !shown.is_empty() && !shown.contains(&b'|') && signed;
        if !plain || inner.contains(&b'[') || (bar.is_none() && inner.contains(&b'#')) {
            return None;
        }
        let end = at + 2 + inner.len();
        let begins = end - shown.len();
        self.inline.wiki = end;
        self.out.hide(at, begins);
        Some(begins)
    }

    /// Whether the sign at `at` opens or closes a formula that is a number or a unit:
    /// `$36\\%$`.
    fn is_of_formula(&mut self, at: usize) -> bool {
        if self.inline.formula == at && at > 0 {
            return true;
        }
        let rest = self.reach(at + 1);
        let Some(end) = memchr(b'$', rest).filter(|&end| end > 0) else { return false };
        let inner = rest.get(..end).unwrap_or(&[]);
        let plain = |b: &u8| b.is_ascii_alphanumeric() || b".,%+-*/()=<>\\".contains(b);
        let command = inner
            .windows(2)
            .any(|two| matches!(two, [b'\\', next] if next.is_ascii_alphanumeric()));
        let money = rest.get(end + 1).is_some_and(u8::is_ascii_digit);
        let is = inner.iter().all(plain) && !command && !money;
        if is {
            self.inline.formula = at + 1 + end;
        }
        is
    }

    /// Reads an address in angle brackets, which are markup: `<http://…>`, `<a@b.cn>`.
    pub(crate) fn autolink(&mut self, at: usize, rest: &str) -> Option<usize> {
        let inner = rest.get(1..).filter(|_| self.style.markdown)?;
        let end = inner.bytes().take(REACH).position(|b| b == b'>')?;
        let address = inner.get(..end)?;
        let link = address.contains("://") || address.contains('@');
        let plain = |b: u8| b.is_ascii_graphic() && b != b'<' && b != b'"';
        if !link || !address.bytes().all(plain) {
            return None;
        }
        self.out.text(at + 1, at + 1 + end);
        Some(at + 2 + end)
    }

    /// Reads a span of code: its text stands for itself.
    fn code(&mut self, at: usize, run: usize) -> usize {
        let rest = self.reach(at + run);
        let ticks = self.bytes.get(at..at + run).unwrap_or(&[]);
        let Some(length) = memmem::find(rest, ticks).filter(|&length| length > 0) else {
            return self.itself(at, run);
        };
        self.itself(at + run, length) + run
    }

    /// Reads a sign of a link, an image or a footnote: the text of a link is text, its
    /// address, an image and the mark of a footnote are not.
    fn link(&mut self, at: usize, sign: u8) -> usize {
        let (text_end, end) = self.inline.link;
        if sign == b']' && at == text_end && at > 0 {
            self.out.hide(at, end);
            return end;
        }
        let image = self.bytes.get(at..at + 2) == Some(b"![");
        if sign == b'[' || image {
            let opens = at + usize::from(image);
            if let Some(end) = self.note_link(opens) {
                return end;
            }
            if let Some((text_end, end)) = self.link_ends(opens) {
                if image {
                    self.out.hide(at, end);
                    return end;
                }
                self.inline.link = (text_end, end);
                return at + 1;
            }
            if let Some(end) = self.note_mark(opens) {
                return end;
            }
            if let Some(length) = footnote(self.reach(at))
                && !self.out.is_empty()
            {
                return at + length;
            }
        }
        self.itself(at, 1)
    }

    /// Where the text of the link at `at` ends, and where its address does.
    fn link_ends(&mut self, at: usize) -> Option<(usize, usize)> {
        let length = self.reach(at).len();
        let from = at.max(self.inline.unlinked);
        let rest = self.bytes.get(from..at + length)?;
        let opens = |&end: &usize| matches!(rest.get(end + 1), Some(b'(' | b'[' | b'{'));
        let Some(found) = memchr_iter(b']', rest).find(opens) else {
            self.inline.unlinked = from.max(at + length.saturating_sub(1));
            return None;
        };
        let text_end = from + found;
        if memchr(b'[', self.bytes.get(at + 1..text_end)?).is_some() {
            return None;
        }
        let opens = text_end + 1;
        let rest = self.bytes.get(opens..at + length)?;
        let end = match rest.first()? {
            b'(' => address(rest),
            b'{' => attributes(rest),
            _ => self.reference_to(rest),
        };
        Some((text_end, opens + end?))
    }

    /// How long the name at the start of `rest` is of what a link goes to, where the source
    /// says elsewhere what that is: `[1]`.
    fn reference_to(&mut self, rest: &[u8]) -> Option<usize> {
        let bytes = self.bytes;
        let defined = || memmem::find(bytes, b"]: ").is_some();
        let end = memchr(b']', rest)?;
        let named = rest.get(..end)?.is_ascii();
        (named && *self.inline.defined.get_or_insert_with(defined)).then_some(end + 1)
    }
}

/// Whether signs before `text` and at `end` in it hug what stands between them.
fn is_hugged(text: &[u8], end: usize) -> bool {
    let inner = text.get(..end).unwrap_or(&[]);
    !inner.is_empty() && inner.trim_ascii().len() == inner.len()
}

/// How long the attributes at the start of `rest` are: `{#name .class}`, `{: .class}`.
fn attributes(rest: &[u8]) -> Option<usize> {
    let end = memchr(b'}', rest)?;
    let inner = rest.get(1..end)?;
    let attributes = matches!(inner.first(), Some(b'.' | b':')) && inner.is_ascii();
    (attributes || inner.starts_with(b"#")).then_some(end + 1)
}

/// Where the brackets around the address at the start of `rest` are closed.
fn address(rest: &[u8]) -> Option<usize> {
    let mut depth = 0_u32;
    for (at, &byte) in rest.iter().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 1 => return Some(at + 1),
            b')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// How long the mark of a footnote at the start of `rest` is: `[^1]`.
fn footnote(rest: &[u8]) -> Option<usize> {
    /// Bytes of the longest.
    const LONGEST: usize = 24;
    let inner = rest.strip_prefix(b"[^")?;
    let end = inner.iter().take(LONGEST).position(|&b| b == b']')?;
    (end > 0).then_some(end + 3)
}
