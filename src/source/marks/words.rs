//! The words of a line and where they stand on it.

use memchr::{memchr_iter, memchr3_iter};

use super::number;
use crate::text::{
    count_chars, is_han, trim_blank_end, trim_blank_start, until_blank, width,
};

/// Bytes of the longest line that is looked at.
pub(crate) const LONGEST_TEXT: usize = 2000;

/// How many columns a Chinese character takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Measure {
    /// Two, as on a screen.
    Screen,
    /// One, as `pdftotext` counts.
    Characters,
}

impl Measure {
    /// How many columns `text` takes.
    pub(crate) fn width(self, text: &str) -> usize {
        match self {
            Self::Screen => width(text),
            Self::Characters => count_chars(text),
        }
    }

    /// How many columns the narrowest column of items takes.
    pub(crate) const fn narrowest(self) -> usize {
        match self {
            Self::Screen => 8,
            Self::Characters => 5,
        }
    }
}

/// Text between white space.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    /// Bytes of the line.
    pub start: usize,
    pub end: usize,
    /// Columns.
    pub from: usize,
    pub to: usize,
    /// Whether it goes on with the word before: one space parts them, on one side of which
    /// stands a number or a Latin word, as some programs set those apart: 800 公里.
    pub tied: bool,
}

impl Word {
    /// What it says on its `line`.
    pub(crate) fn of<'a>(&self, line: &'a str) -> &'a str {
        line.get(self.start..self.end).unwrap_or("")
    }

    /// Whether it is a single character.
    pub(crate) fn is_single(&self, line: &str) -> bool {
        self.of(line).chars().nth(1).is_none()
    }
}

/// The words of `line`.
pub(crate) fn words(line: &str, measure: Measure) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let (mut rest, mut at, mut column) = (line, 0, 0);
    loop {
        let own = trim_blank_start(rest);
        let blank = rest.get(..rest.len() - own.len()).unwrap_or("");
        let word = until_blank(own);
        if word.is_empty() {
            break;
        }
        let (start, from) = (at + blank.len(), column + measure.width(blank));
        let (end, to) = (start + word.len(), from + measure.width(word));
        found.push(Word { start, end, from, to, tied: false });
        (rest, at, column) = (own.get(word.len()..).unwrap_or(""), end, to);
    }
    close_up(line, &mut found);
    tie(line, &mut found);
    found
}

/// Joins the words between which quotes are printed on the far sides of their places:
/// “放管服”   “散乱污”, “一刀切”  。.
fn close_up(line: &str, words: &mut Vec<Word>) {
    const BEHIND: [char; 7] = ['“', '‘', '，', '。', '；', '、', '：'];
    words.dedup_by(|own, before| {
        let quoted =
            own.of(line).starts_with(BEHIND) && before.of(line).ends_with(['”', '’']);
        if quoted {
            (before.end, before.to) = (own.end, own.to);
        }
        quoted
    });
}

/// Notes which words of `line` go on with the word before.
fn tie(line: &str, words: &mut [Word]) {
    let mut before: Option<(usize, usize)> = None;
    for word in words {
        let near = before.filter(|(_, to)| to + 1 == word.from);
        word.tied = near.is_some_and(|(start, _)| {
            let text = line.get(start..word.end).unwrap_or("");
            text.split_at_checked(word.start - start).is_some_and(|(a, b)| is_tied(a, b))
        });
        before = Some((word.start, word.to));
    }
}

/// Whether the space that ends `before` is one that some programs set around numbers and
/// Latin words: such a word stands on one side of it, and no Chinese character on the other
/// side of that word; or one stands on both sides.
pub(crate) fn is_tied(before: &str, own: &str) -> bool {
    let before = trim_blank_end(before);
    let stem = before.trim_end_matches(is_latin);
    let left = stem.len() < before.len() && !stem.ends_with(is_han);
    let rest = own.trim_start_matches(is_latin);
    let word = own.len() - rest.len();
    let marked = own.get(..word).is_some_and(|word| word.ends_with('%'));
    let both = stem.len() < before.len() && word > 0;
    left || both || (word > 0 && (marked || !rest.starts_with(is_han)))
}

/// Whether `c` stands in numbers and Latin words.
fn is_latin(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '/' | '%')
}

/// All of `line` after `lead` spaces as one word, where no more than one space parts what is
/// in it.
pub(crate) fn one_text(line: &str, lead: usize, measure: Measure) -> Option<Word> {
    let own = line.get(lead..)?.trim_end();
    if own.len() > LONGEST_TEXT || is_parted(own.as_bytes()) {
        return None;
    }
    let characters = own.chars().count();
    let columns = match measure {
        Measure::Characters => characters,
        // Three bytes for two columns, or one for one: quotes apart, this is the width.
        Measure::Screen => usize::midpoint(own.len(), characters),
    };
    Some(Word {
        start: lead,
        end: lead + own.len(),
        from: lead,
        to: lead + columns,
        tied: false,
    })
}

/// Whether more than one space, or wider white space, parts what is in `line`.
fn is_parted(line: &[u8]) -> bool {
    holds_blank(line, &["  ", "\t", "\u{A0}", "\u{3000}"])
}

/// Whether one of these `blanks` stands in `line`; each begins as the white space of [`words`]
/// may. Most lines of a source come here: the bytes that it begins with are looked for, many at
/// a time.
pub(crate) fn holds_blank(line: &[u8], blanks: &[&str]) -> bool {
    let parts = |at: usize| {
        let rest = line.get(at..).unwrap_or(&[]);
        blanks.iter().any(|blank| rest.starts_with(blank.as_bytes()))
    };
    memchr3_iter(b' ', b'\t', 0xC2, line).any(parts) || memchr_iter(0xE3, line).any(parts)
}

/// Whether a word of `line` is a number and nothing else.
pub(crate) fn is_number(line: &str, word: &Word) -> bool {
    /// Bytes of the longest number, with room for more: most words are texts.
    const LONGEST: usize = 40;
    let own = word.of(line);
    own.len() <= LONGEST && number::whole(own).is_some()
}

/// Joins the words that one column of space parts, but for numbers, which stand alone where
/// they are of no year, and single characters that a wide space parts: 韶　关　市.
pub(crate) fn segments(line: &str, words: &[Word]) -> Vec<Word> {
    const WIDE: usize = 2;
    let mut found: Vec<Word> = Vec::new();
    let mut joins = false;
    let mut before: Option<&Word> = None;
    for word in words {
        let number = is_number(line, word);
        let dated = word.of(line).starts_with('年');
        let single = |word: &Word| word.is_single(line);
        let spaced = before.is_some_and(single) && single(word);
        let space = if spaced { WIDE } else { 1 };
        match found.last_mut() {
            Some(last) if (joins || dated) && !number && word.from <= last.to + space => {
                (last.end, last.to) = (word.end, word.to);
            }
            _ => found.push(*word),
        }
        joins = !number;
        before = Some(word);
    }
    found
}
