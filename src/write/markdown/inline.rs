//! Runs of text as the pieces that Markdown can say without a leak.

use crate::document::{Run, Style};
use crate::text::is_wide_punctuation;

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Text to be escaped.
    Text(String),
    /// The same in bold.
    Strong(String),
    /// A line break.
    Break,
    /// A sign that comrak leaves alone and GitHub would read: `$` (mathematics), the `:`
    /// of a scheme or an emoji, the `.` of `www.`. To be written with a backslash; the
    /// escapes inside an address would be shown if it became a link.
    Escaped(char),
}

/// The pieces of `runs`. Nothing but white space at either end of a line, and carriage
/// returns, is lost.
pub(super) fn pieces(runs: &[Run]) -> Vec<Piece> {
    let whole: String = runs.iter().map(|run| run.text.as_str()).collect();
    let mut pieces = Vec::new();
    let mut start = 0;
    for run in runs {
        let end = start + run.text.len();
        let before = whole.get(..start).and_then(|s| s.chars().next_back());
        let after = whole.get(end..).and_then(|s| s.chars().next());
        // Bold that would show its asterisks is left plain.
        let strong = run.style != Style::Plain && reads(before, &run.text, after);
        for (at, line) in run.text.split('\n').enumerate() {
            if at > 0 {
                pieces.push(Piece::Break);
            }
            push(&mut pieces, line.trim_end_matches('\r'), strong);
        }
        start = end;
    }
    trim(&mut pieces);
    pieces
}

fn push(pieces: &mut Vec<Piece>, line: &str, strong: bool) {
    if strong && !line.char_indices().any(|(at, c)| leaks(line, at, c)) {
        pieces.push(Piece::Strong(line.to_owned()));
        return;
    }
    let mut rest = line;
    while let Some((at, sign)) = rest.char_indices().find(|&(at, c)| leaks(rest, at, c)) {
        text(pieces, rest.get(..at).unwrap_or_default());
        pieces.push(Piece::Escaped(sign));
        rest = rest.get(at + sign.len_utf8()..).unwrap_or_default();
    }
    text(pieces, rest);
}

/// Adds text to the piece before, so that the escaping sees what stands side by side.
fn text(pieces: &mut Vec<Piece>, text: &str) {
    match pieces.last_mut() {
        Some(Piece::Text(before)) => before.push_str(text),
        _ if text.is_empty() => {}
        _ => pieces.push(Piece::Text(text.to_owned())),
    }
}

/// Whether `c` at byte `at` of `line` is a sign that only GitHub reads.
fn leaks(line: &str, at: usize, c: char) -> bool {
    let before = line.get(..at).unwrap_or_default();
    let after = line.get(at + c.len_utf8()..).unwrap_or_default();
    match c {
        '$' => true,
        ':' => !after.starts_with(|c: char| c.is_ascii_digit() || c.is_whitespace()),
        '.' => before
            .get(at.saturating_sub(3)..)
            .is_some_and(|w| w.eq_ignore_ascii_case("www")),
        _ => false,
    }
}

/// Drops the white space that Markdown would drop itself, or take for code: at the start
/// and end of each line.
fn trim(pieces: &mut Vec<Piece>) {
    let blank = |c| matches!(c, ' ' | '\t');
    let edge = |piece: Option<&Piece>| piece.is_none_or(|p| *p == Piece::Break);
    for at in 0..pieces.len() {
        let first = edge(at.checked_sub(1).and_then(|before| pieces.get(before)));
        let last = edge(pieces.get(at + 1));
        if let Some(Piece::Text(text)) = pieces.get_mut(at) {
            if first {
                *text = text.trim_start_matches(blank).to_owned();
            }
            if last {
                text.truncate(text.trim_end_matches(blank).len());
            }
        }
    }
    pieces.retain(|piece| *piece != Piece::Text(String::new()));
}

/// Whether plain CommonMark reads `**text**` between these neighbours as bold: its rules
/// for delimiters are those of languages with spaces, and beside Chinese punctuation they
/// often show the asterisks.
fn reads(before: Option<char>, text: &str, after: Option<char>) -> bool {
    let (Some(first), Some(last)) = (text.chars().next(), text.chars().next_back())
    else {
        return false;
    };
    // Classes at the rim of Unicode count as whatever forbids the bold.
    let letter = |c: char| c.is_alphanumeric();
    let parts = |c: Option<char>| {
        c.is_none_or(|c| {
            matches!(c, ' ' | '\n' | '\t')
                || c.is_ascii_punctuation()
                || is_wide_punctuation(c)
        })
    };
    !text.contains('\n')
        && (letter(first) || (parts(before) && is_mark(first)))
        && (letter(last) || (parts(after) && is_mark(last)))
}

fn is_mark(c: char) -> bool {
    c.is_ascii_punctuation() || is_wide_punctuation(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strong(text: &str) -> Run {
        Run::styled(text, Style::Strong)
    }

    #[test]
    fn bold_that_would_show_its_asterisks_is_plain() {
        assert_eq!(
            pieces(&[strong("加强监管"), Run::plain("。针对")]),
            [Piece::Strong("加强监管".to_owned()), Piece::Text("。针对".to_owned())]
        );
        assert_eq!(
            pieces(&[strong("加强监管。"), Run::plain("针对")]),
            [Piece::Text("加强监管。针对".to_owned())]
        );
        assert_eq!(
            pieces(&[Run::plain("坚持"), strong("“人防”"), Run::plain("的")]),
            [Piece::Text("坚持“人防”的".to_owned())]
        );
    }

    #[test]
    fn spaces_at_the_ends_of_lines_go_and_others_stay() {
        assert_eq!(
            pieces(&[Run::plain("    a  b \n  　c ")]),
            [Piece::Text("a  b".to_owned()), Piece::Break, Piece::Text("　c".to_owned())]
        );
        assert_eq!(pieces(&[Run::plain("  ")]), []);
    }
}
