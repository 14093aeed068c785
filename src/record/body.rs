//! The body of a record: how the lines of the YAML text and the paragraphs of the model
//! stand for each other.
//!
//! A line of the file is a sentence, so that git shows a change sentence by sentence. A
//! single line end means nothing (or the space between two Latin words), a run of m ≥ 2 is
//! m − 1 ends of paragraphs, and the last line end of the text does not count. Any text has
//! a spelling that reads back as itself.

use crate::text::{glue, sentences};

use super::scalar;

/// The model's body from the text that YAML reads. `each` hears of every line that both
/// hold: its first byte in the model, its first byte in `value`, its length.
pub(super) fn join(value: &str, mut each: impl FnMut(usize, usize, usize)) -> String {
    let value = value.strip_suffix('\n').unwrap_or(value);
    let mut model = String::with_capacity(value.len());
    let mut breaks = 0_usize;
    let mut at = 0;
    for line in value.split('\n') {
        if !line.is_empty() {
            if breaks == 1 {
                let between = glue(&model, line);
                model.push_str(between);
            }
            paragraphs(&mut model, breaks);
            breaks = 0;
            each(model.len(), at, line.len());
            model.push_str(line);
        }
        breaks += 1;
        at += line.len() + 1;
    }
    // The last line has no line end of its own.
    paragraphs(&mut model, breaks - 1);
    model
}

fn paragraphs(model: &mut String, breaks: usize) {
    model.extend(std::iter::repeat_n('\n', breaks.saturating_sub(1)));
}

/// The text that YAML has to hold so that [`join`] gives `model`.
fn part(model: &str) -> String {
    let mut value = String::with_capacity(model.len() + 16);
    let mut last = '\0';
    for c in model.chars() {
        if c == '\n' && last != '\n' {
            value.push('\n');
        }
        value.push(c);
        last = c;
    }
    if last == '\n' {
        value.push('\n');
    }
    value
}

/// A body in YAML.
pub(super) enum Spelling {
    /// The lines of a literal block, without indentation.
    Literal(Vec<String>),
    /// A double-quoted scalar, where a literal block could not carry the text.
    Quoted(String),
}

/// How `model` is written.
pub(super) fn spell(model: &str) -> Spelling {
    if fits_literal(model) {
        Spelling::Literal(lines(model))
    } else {
        Spelling::Quoted(quoted(model))
    }
}

/// `model` as a double-quoted scalar, which stands everywhere.
pub(super) fn quoted(model: &str) -> String {
    scalar::quote(&part(model))
}

/// Whether a literal block carries `model` byte for byte through every YAML reader and
/// through editors that trim line ends.
fn fits_literal(model: &str) -> bool {
    !model.is_empty()
        && !model.starts_with([' ', '\n'])
        && !model.ends_with('\n')
        && model.chars().all(|c| c == '\n' || c == '\t' || scalar::is_printable(c))
        && model
            .split('\n')
            .all(|line| !line.starts_with('\t') && !line.ends_with([' ', '\t']))
}

/// The lines of a literal block: one sentence a line wherever that reads back the same.
fn lines(model: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for (at, paragraph) in model.split('\n').enumerate() {
        if at > 0 {
            lines.push(String::new());
        }
        if paragraph.is_empty() {
            continue;
        }
        let mut line = String::new();
        for sentence in sentences(paragraph) {
            let blank = line.ends_with([' ', '\t']) || sentence.starts_with([' ', '\t']);
            if !line.is_empty() && !blank && glue(&line, sentence).is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            line.push_str(sentence);
        }
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(value: &str) -> String {
        join(value, |_, _, _| {})
    }

    #[test]
    fn lines_are_joined_and_blank_lines_part_paragraphs() {
        assert_eq!(read("甲。\n乙。\n"), "甲。乙。");
        assert_eq!(read("work\nsafety"), "work safety");
        assert_eq!(read("甲。\n\n乙。\n"), "甲。\n乙。");
        assert_eq!(read("甲。\n\n\n乙。\n\n\n"), "甲。\n\n乙。\n");
        assert_eq!(read("\n甲"), "甲");
        assert_eq!(read(""), "");
    }

    #[test]
    fn a_sentence_is_a_line_unless_that_would_read_otherwise() {
        assert_eq!(lines("甲。乙！”丙。\n丁"), ["甲。", "乙！”", "丙。", "", "丁"]);
        assert_eq!(lines("甲。 乙"), ["甲。 乙"]);
        assert_eq!(lines("see?”)Next。(x"), ["see?”)Next。", "(x"]);
        assert_eq!(lines("a\n\nb"), ["a", "", "", "b"]);
    }

    #[test]
    fn what_a_block_would_lose_is_quoted() {
        for model in
            ["", " 甲", "甲 ", "甲\n", "\n甲", "甲 \n乙", "a\rb", "\u{85}", "\u{feff}"]
        {
            assert!(matches!(spell(model), Spelling::Quoted(_)), "{model:?}");
        }
    }

    proptest! {
        #[test]
        fn both_spellings_read_back_as_the_text(model in "[甲。！” \na)b\t]{0,24}") {
            prop_assert_eq!(&read(&part(&model)), &model);
            if let Spelling::Literal(lines) = spell(&model) {
                prop_assert_eq!(&read(&(lines.join("\n") + "\n")), &model);
            }
        }

        #[test]
        fn the_lines_that_join_names_are_the_same_on_both_sides(value in "[甲a。\n ]{0,24}") {
            let mut runs = Vec::new();
            let model = join(&value, |m, v, n| runs.push((m, v, n)));
            for (m, v, n) in runs {
                prop_assert_eq!(&model[m..m + n], &value[v..v + n]);
            }
        }
    }
}
