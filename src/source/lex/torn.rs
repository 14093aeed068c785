//! Tags of which a part is lost or that were escaped once too often, as texts have them that
//! somebody cut, pasted or saved by parts: `</p`, `/p>`, `<td rowspan="2"`, `&amp;nbsp;`,
//! `&lt;p&gt;`.
//!
//! No list of recommendations speaks of tags. What reads like a piece of one is one where it
//! closes an element, or stands where a tag or a line ended.

use super::elements::{is_block, known, tag_name};
use super::html::referred;
use super::lexer::{Lexer, opens_item};
use super::silent::is_silent;
use super::token::Why;

/// Bytes of the longest tag that is put together again.
const LONGEST: usize = 2000;

impl Lexer<'_> {
    /// Passes the tag at the start of `rest`, at byte `at`, that no `>` ends.
    pub(super) fn unclosed_tag(&mut self, at: usize, rest: &str) -> Option<usize> {
        let (closing, name) = match rest.strip_prefix("</") {
            Some(name) => (true, name),
            None => (false, rest.strip_prefix('<')?),
        };
        let behind = self.text.get(..at).unwrap_or("").trim_end_matches([' ', '\t']);
        if !(closing || behind.is_empty() || behind.ends_with(['>', '\n'])) {
            return None;
        }
        let letters = name.len() - name.trim_start_matches(is_letter).len();
        let level = letters == 1 && name.starts_with(['h', 'H']);
        let known = known(name.get(..letters + usize::from(level))?)?;
        let begins = rest.len() - name.len() + letters + usize::from(level);
        let length = begins + attributes(rest.get(begins..)?);
        let whole = format!("{}>", rest.get(..length)?);
        self.out.hide(at, at + length);
        Some(self.element(known, closing, &whole, at + length))
    }

    /// Reads the `>` at `at`, before which `lost` bytes are what is left of a tag.
    pub(super) fn tag_end(&mut self, at: usize, lost: usize) -> usize {
        let begins = at - lost;
        let lost = self.text.get(begins..at).unwrap_or("");
        if begins == 0 && self.style.flowing {
            self.out.pass(0, at + 1, Why::Cut, false);
            return at + 1;
        }
        let closing = lost.starts_with('/');
        let Some(name) = known(lost.trim_start_matches('/')) else {
            return self.itself(at, 1);
        };
        let whole = format!("<{lost}>");
        self.out.hide(at - lost.len(), at + 1);
        self.element(name, closing, &whole, at + 1)
    }

    /// How long what is left of a tag is before the `>` at `end`, in the text from `at` on:
    /// `/p`, or `p` where a line begins, or the rest of a tag where the source begins.
    pub(super) fn lost_opening(&self, at: usize, end: usize) -> usize {
        let text = self.text.get(at..end).unwrap_or("");
        // The source begins in the middle of a tag.
        if at == 0 && self.style.flowing && (text.is_ascii() || text.ends_with('"')) {
            return end;
        }
        let rest = text.trim_end_matches(|c: char| c.is_ascii_alphanumeric());
        let name = text.get(rest.len()..).unwrap_or("");
        if name.is_empty() {
            return 0;
        }
        if rest.ends_with('/') && known(name).is_some() {
            return name.len() + 1;
        }
        let after = self.text.get(end + 1..).unwrap_or("");
        let alone = rest.trim_end_matches([' ', '\t']);
        let begins = alone.ends_with('\n') || alone.is_empty();
        let cell = matches!(name, "td" | "TD" | "tr" | "TR" | "th" | "TH");
        let opens = (cell || known(name).is_some_and(is_block))
            && (name.len() > 1 || opens_item(after) || !after.starts_with(is_figure));
        if begins && opens { name.len() } else { 0 }
    }

    /// Reads the character reference `whole`, from byte `at` to byte `end`, that stands for the
    /// beginning of another or of a tag; returns where the rest begins.
    pub(super) fn escaped_twice(
        &mut self,
        at: usize,
        end: usize,
        whole: &str,
    ) -> Option<usize> {
        match whole {
            "&amp;" => self.escaped_reference(at, end),
            "&lt;" => self.escaped_tag(at, end),
            _ => None,
        }
    }

    fn escaped_reference(&mut self, at: usize, end: usize) -> Option<usize> {
        /// Bytes of the longest name that is looked for.
        const NAME: usize = 10;
        let rest = self.text.get(end..)?;
        let inner = rest.trim_start_matches("amp;");
        let begins = end + (rest.len() - inner.len());
        let named = |c: &u8| c.is_ascii_alphanumeric() || *c == b'#';
        let length = inner.bytes().take(NAME).take_while(named).count();
        let name = inner.get(..length)?;
        let closed = inner.as_bytes().get(length) == Some(&b';');
        let found = if closed { referred(&format!("&{name};")) } else { Vec::new() };
        let [c] = *found else {
            let itself = begins > end;
            return itself.then(|| {
                self.out.char(at, begins, '&');
                begins
            });
        };
        let next = begins + length + 1;
        if c == '<'
            && let Some(next) = self.escaped_tag(at, next)
        {
            return Some(next);
        }
        self.out.char(at, next, c);
        Some(next)
    }

    /// Reads a tag whose signs were escaped, from byte `at` to the escaped `>` behind byte
    /// `end`.
    fn escaped_tag(&mut self, at: usize, end: usize) -> Option<usize> {
        let rest = self.text.get(end..)?;
        let rest = rest.get(..rest.floor_char_boundary(LONGEST))?;
        let closing = rest.starts_with('/');
        let inner = rest.get(usize::from(closing)..)?;
        let comment = inner.starts_with('!');
        if !comment && !inner.starts_with(is_letter) {
            return None;
        }
        // Up to the next tag and no further.
        let sign = |(at, _)| {
            let sign = inner.get(at + 1..)?.trim_start_matches("amp;");
            let ends = sign.starts_with("gt;");
            (ends || sign.starts_with("lt;")).then_some((at, sign, ends))
        };
        let (length, sign, ends) = inner.match_indices('&').find_map(sign)?;
        let tag = inner.get(..length).filter(|tag| ends && !tag.contains('<'))?;
        let next = end + usize::from(closing) + inner.len() - sign.len() + "gt;".len();
        if comment {
            self.out.hide(at, next);
            return Some(next);
        }
        let name = known(tag_name(tag).0)?;
        let whole = format!("<{}>", tag.replace("&amp;", "&").replace("&quot;", "\""));
        self.out.hide(at, next);
        // What a page does not show has no end that could be told from that of its parent.
        let silent = is_silent(name, &whole);
        Some(if silent { next } else { self.element(name, closing, &whole, next) })
    }
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic()
}

fn is_figure(c: char) -> bool {
    c.is_ascii_digit() || c == ' '
}

/// How long the attributes are at the start of `rest`, of a tag that no `>` ends.
fn attributes(rest: &str) -> usize {
    let mut length = 0;
    loop {
        let own = rest.get(length..).unwrap_or("");
        let name = own.trim_start();
        let value =
            name.trim_start_matches(|c: char| is_letter(c) || c == '-' || c == ':');
        let Some(value) = value.strip_prefix('=').filter(|_| name.len() < own.len())
        else {
            return length;
        };
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let end = match quote {
            Some(quote) => {
                value.get(1..).and_then(|own| own.find(quote)).map(|at| at + 2)
            }
            None => value.find(|c: char| !c.is_ascii() || c.is_whitespace() || c == '<'),
        };
        let Some(end) = end.filter(|&end| !value.get(..end).unwrap_or("").contains('<'))
        else {
            return length;
        };
        length = rest.len() - value.len() + end;
    }
}
