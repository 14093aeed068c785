//! Titles: as few lines as they need, about as long as each other, ending with words
//! (GB/T 9704 7.3.1). For formats that break their own lines as well.

use super::breaks;
use super::grid::TITLE;
use super::line::{Line, Measure, lines};
use super::metrics::{Even, Role};
use super::spell::{Setting, Spelled};

/// The lines of a title on a page of this text width, in points.
pub(super) fn balanced(spelled: &Spelled, width: f32) -> Vec<Line> {
    let measure = |width| Measure { width, indent: 0.0, justify: false };
    let mut best = lines(spelled, measure(width));
    let mut narrower = width - TITLE;
    while best.len() > 1 && narrower > width / 2.0 {
        let shorter = lines(spelled, measure(narrower));
        if shorter.len() > best.len() {
            break;
        }
        best = shorter;
        narrower -= TITLE;
    }
    best
}

/// The same as text, for a program that cannot tell words: it starts a line where the
/// page does. `width` is that of the text, in points.
pub fn title_lines(text: &str, width: f32) -> Vec<&str> {
    let spelled = Spelled::title(Role::Title, text, Setting::free(TITLE), &Even);
    let lines = balanced(&spelled, width);
    let first = |line: &Line| {
        let &(cluster, _) = line.advances.first()?;
        spelled.clusters.get(cluster).map(|cluster| cluster.bytes.start)
    };
    let starts: Vec<usize> = lines.iter().skip(1).filter_map(first).collect();
    let lines = cut(text, starts.into_iter()).into_iter();
    lines.map(|line| line.trim_end_matches(['\n', ' '])).collect()
}

/// The words of a title, with their marks: between them a line may end.
pub fn title_words(text: &str) -> Vec<&str> {
    let allowed = breaks::between_words(text);
    let may = |&at: &usize| allowed.get(at).copied().unwrap_or(false);
    cut(text, (1..text.len()).filter(may))
}

/// The pieces of `text` that begin at these bytes, which rise.
fn cut(text: &str, starts: impl Iterator<Item = usize>) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut from = 0;
    for at in starts.chain([text.len()]) {
        pieces.extend(text.get(from..at).filter(|piece| !piece.is_empty()));
        from = at;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::super::grid::AREA_SHORT;
    use super::*;

    const LONG: &str = "河南省关于重点行业领域安全生产工作建议清单";

    #[test]
    fn a_long_title_has_lines_of_like_length_that_end_with_words() {
        let lines = title_lines(LONG, AREA_SHORT);
        assert_eq!(lines, ["河南省关于重点行业领域", "安全生产工作建议清单"]);
        assert_eq!(title_lines("工作建议清单", AREA_SHORT), ["工作建议清单"]);
        assert_eq!(title_lines("清单\n附件", AREA_SHORT), ["清单", "附件"]);
        assert_eq!(title_lines("", AREA_SHORT), [""; 0]);
    }

    #[test]
    fn the_words_of_a_title_are_all_of_it() {
        let words = title_words(LONG);
        assert_eq!(words.concat(), LONG);
        assert!(words.contains(&"领域") && words.len() > 5, "{words:?}");
    }
}
