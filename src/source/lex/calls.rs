//! The marks of notes in plain text: `主体责任[1]，…`, where the notes stand behind the list, each
//! on a line that begins with its mark: `[1] 数据来源于…`. Programs write footnotes so that have
//! nothing to set them with.

use std::ops::Range;

use memchr::memmem;

use super::lexer::Lexer;
use super::token::Why;
use crate::text::trim_blank_start;

/// The first mark.
const FIRST: &str = "[1]";

/// The marks of notes inside the lines of `text`, the last one first; none where the note of
/// the first does not follow it.
pub(super) fn of(text: &str) -> Vec<Range<usize>> {
    let mut firsts = memmem::find_iter(text.as_bytes(), FIRST.as_bytes());
    // Where the first one begins a line, they number items, or what another text calls.
    let begun = firsts.next().is_some_and(|at| !begins_line(text, at));
    let notes = firsts.find(|&at| begun && begins_line(text, at));
    let Some(notes) = notes.filter(|&at| has_text(text, at + FIRST.len())) else {
        return Vec::new();
    };
    let last = count(text.get(notes..).unwrap_or(""));
    let above = text.get(..notes).unwrap_or("");
    above.rmatch_indices('[').filter_map(|(at, _)| call(above, at, last)).collect()
}

impl Lexer<'_> {
    /// Passes the mark of a note at `at`, if that is one.
    pub(super) fn note_mark(&mut self, at: usize) -> Option<usize> {
        let end = self.out.cuts.call_at(at)?;
        self.out.pass(at, end, Why::Call, true);
        Some(end)
    }

    /// Reads a link from the mark of a note to the note, or back from that: `[[1]](#fn1)`,
    /// `[\[1\]](#fn1)`. A mark that begins a line is that of the note.
    pub(super) fn note_link(&mut self, at: usize) -> Option<usize> {
        const FAR: usize = 80;
        let until = self.text.floor_char_boundary(self.text.len().min(at + FAR));
        let (shown, rest) = self.text.get(at..until)?.split_once("](#")?;
        let end = at + shown.len() + "](#".len() + rest.find(')')? + 1;
        let own = shown.rsplit(['>', '}']).next().unwrap_or(shown);
        let mark = own.trim_matches(['[', ']', '\\']);
        let digits = !mark.is_empty() && mark.bytes().all(|b| b.is_ascii_digit());
        if !digits || own.matches(']').count() != 1 {
            return None;
        }
        if self.out.is_empty() {
            let close = at + shown.len() - 1;
            let begins = at + shown.len() - own.len();
            let (from, number) = (begins + own.find('[')?, begins + own.find(mark)?);
            self.out.text(from, from + 1);
            self.out.text(number, number + mark.len());
            self.out.text(close, close + 1);
        } else {
            self.out.pass(at, end, Why::Call, true);
        }
        Some(end)
    }
}

/// Whether nothing but white space stands on the line before byte `at`.
fn begins_line(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or("").trim_end_matches([' ', '\t', '　']);
    before.is_empty() || before.ends_with('\n')
}

/// Whether text stands behind byte `at` on its line.
fn has_text(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or("").trim_start_matches([' ', '\t', '　']);
    !rest.is_empty() && !rest.starts_with(['\r', '\n', ':', '('])
}

/// How many of the lines of `notes` begin with the next mark.
fn count(notes: &str) -> u32 {
    let lines = notes.lines().map(trim_blank_start);
    lines.fold(0, |last, line| match number(line) {
        Some((own, _)) if own == last + 1 => own,
        _ => last,
    })
}

/// The number of the mark with which `text` begins, and how many bytes that takes.
fn number(text: &str) -> Option<(u32, usize)> {
    const DIGITS: usize = 3;
    let rest = text.strip_prefix('[')?;
    let digits = rest.bytes().take(DIGITS).take_while(u8::is_ascii_digit).count();
    let (number, rest) = rest.split_at(digits);
    let value = number.parse().ok().filter(|_| rest.starts_with(']'))?;
    Some((value, "[]".len() + digits))
}

/// The bytes of the mark that begins at `at`, where that is one of the first `last` and stands
/// behind text.
fn call(text: &str, at: usize, last: u32) -> Option<Range<usize>> {
    let (own, length) = number(text.get(at..)?)?;
    let end = at + length;
    // Programs write so what is set high: 主体责任^[1], 主体责任^([1]).
    let before = text.get(..at)?;
    let inner = before.ends_with("^(") && text.get(end..)?.starts_with(')');
    let found = match before.strip_suffix(if inner { "^(" } else { "^" }) {
        Some(before) => before.len()..end + usize::from(inner),
        None => at..end,
    };
    ((1..=last).contains(&own) && !begins_line(text, at)).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn marks_are_those_whose_notes_follow() {
        let text = "1. 厘清^([1])职责^[2]，共[3]处。\n2. 加强[12]监管。\n\n[1] 见甲。\n[2] 见乙。\n";
        let found: Vec<&str> =
            of(text).into_iter().rev().filter_map(|call| text.get(call)).collect();
        assert_eq!(found, ["^([1])", "^[2]"]);
        for text in
            ["[1] 厘清职责。\n[2] 见[1]。\n", "1. 厘清[1]职责。\n", "厘清[1]\n[1]\n"]
        {
            assert!(of(text).is_empty(), "{text}");
        }
    }
}
