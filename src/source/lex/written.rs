//! Line ends that a program wrote out with two characters, as pandas does in the cells of its
//! tables: `厘清职责。\n压实责任。`

use super::lexer::Lexer;
use super::token::Gap;
use memchr::memmem;

/// Whether a source has such line ends in its `part` that begins at byte `from`.
pub(super) fn are_in(source: &[u8], (from, part): (usize, &[u8])) -> bool {
    /// How often one is looked for.
    const TRIES: usize = 64;
    let mut found = memmem::find_iter(part, b"\\n").take(TRIES);
    found.any(|at| length(source, from + at) > 0)
}

/// The bytes that such a line end takes at `at`; 0 where none stands there. Behind a Latin
/// letter or before one it may be part of a path or a formula.
fn length(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or(&[]);
    let own = [&b"\\r\\n"[..], b"\\n"].into_iter().find(|own| rest.starts_with(own));
    let Some(own) = own else { return 0 };
    let before = at.checked_sub(1).and_then(|before| bytes.get(before));
    let letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphabetic);
    // One may follow another.
    let again = bytes.get(..at).is_some_and(|before| before.ends_with(b"\\n"));
    let apart = (again || !letter(before)) && !letter(rest.get(own.len()));
    if apart { own.len() } else { 0 }
}

impl Lexer<'_> {
    /// Reads the backslash of Markdown at `at`, with which the bytes `rest` begin; returns where
    /// what is still to be read begins, or nothing where it means itself.
    pub(super) fn escape(&mut self, at: usize, rest: &[u8]) -> Option<usize> {
        let next = rest.get(1).copied().unwrap_or(b'\n');
        // The end of a line in DokuWiki.
        if next == b'\\' && rest.get(2).is_none_or(u8::is_ascii_whitespace) {
            self.out.end(Gap::Paragraph);
            return Some(at + 2);
        }
        if next.is_ascii_punctuation() {
            self.out.text(at + 1, at + 2);
            return Some(at + 2);
        }
        let ends = matches!(next, b'\r' | b'\n') || self.ends_cell(at + 1);
        ends.then(|| {
            self.out.end(Gap::Paragraph);
            at + 1
        })
    }

    /// Reads a backslash, which may be such a line end; returns where the rest begins.
    pub(super) fn backslash(&mut self, at: usize) -> usize {
        match length(self.bytes, at) {
            0 if self.style.markdown => self.mark(at, b'\\'),
            0 => self.itself(at, 1),
            length => {
                self.out.end(Gap::Line);
                at + length
            }
        }
    }
}
