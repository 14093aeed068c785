//! Marks that are read aloud after all: the point, the colon or the dash of a number, the
//! minus before it, and signs that compare.

use super::compare::{is_spacing, is_word, same_character};

/// Whether what stands between two words says something else in `came` than in `gone`, of
/// which neither has a word: 1.5 is not 15, 1、5 or 1:5, -5 is not 5, nor < the same as >.
/// `left` and `right` are the characters around.
pub(super) fn say_other(
    left: Option<char>,
    gone: &[char],
    came: &[char],
    right: Option<char>,
) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| same_character(c).is_ascii_digit());
    let compares = |marks: &[char]| marks.iter().any(|c| "<>＜＞".contains(*c));
    let (old, new) = (read(gone), read(came));
    if (compares(gone) || compares(came)) && angles(&old) != angles(&new) {
        return true;
    }
    if !digit(right) {
        return false;
    }
    if digit(left) {
        return old != new || gone.is_empty() != came.is_empty();
    }
    // Behind a letter it parts what counts nothing: GB-1.
    let signed = |marks: &[char]| marks.last().is_some_and(|c| "-－~～".contains(*c));
    let counts = !left.is_some_and(is_word);
    counts && (signed(gone) || signed(came)) && old.last() != new.last()
}

/// The marks as they are read, one for those that are written in many ways: all dashes are
/// one, however long, and so are all points, all quotes, all brackets of a title and all
/// other brackets.
fn read(marks: &[char]) -> Vec<char> {
    let marks = marks.iter().filter(|&&c| !is_spacing(c));
    let mut read: Vec<char> = marks.map(|&c| kind(same_character(c))).collect();
    read.dedup();
    read
}

fn kind(c: char) -> char {
    match c {
        '~'
        | '_'
        | '\u{2010}'..='\u{2015}'
        | '\u{2500}'
        | '\u{301C}'
        | '˜'
        | '∼'
        | '⸺'
        | '⸻'
        | '﹣' => '-',
        '·' | '\u{2022}' | '\u{2027}' | '\u{2219}' | '\u{30FB}' | '\u{FF65}' | '⋅'
        | '●' => '.',
        '“' | '”' | '‘' | '’' | '\'' | '`' | '「' | '」' | '『' | '』' | '〝' | '〞'
        | '〟' | '﹁' | '﹂' | '﹃' | '﹄' => '"',
        '《' | '〈' | '‹' | '«' | '\u{2329}' => '<',
        '》' | '〉' | '›' | '»' | '\u{232A}' => '>',
        '[' | '{' | '【' | '〔' | '〖' | '﹝' => '(',
        ']' | '}' | '】' | '〕' | '〗' | '﹞' => ')',
        _ => c,
    }
}

fn angles(read: &[char]) -> Vec<char> {
    read.iter().copied().filter(|c| matches!(c, '<' | '>')).collect()
}
