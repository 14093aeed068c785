//! Marks that come in pairs: “” ‘’ 《》 〈〉 （） 【】 〔〕. One without a partner, one turned
//! round, two pairs that cross, and the inner kind used outside.

use crate::diag::{Finding, Safety};
use crate::text::Span;

use super::Check;
use super::passage::Passage;

/// Open and close, and whether a pair may stand directly in one of its own kind.
const KINDS: &[(char, char, bool)] = &[
    ('“', '”', false),
    ('‘', '’', false),
    ('《', '》', false),
    ('〈', '〉', false),
    ('（', '）', true),
    ('【', '】', false),
    ('〔', '〕', false),
];

/// A mark of a pair.
#[derive(Clone, Copy)]
struct Mark {
    span: Span,
    kind: usize,
    opens: bool,
}

/// Paragraph by paragraph: a pair does not reach over its end.
pub(super) fn run(check: &Check, passage: &Passage<'_>, found: &mut Vec<Finding>) {
    let mut start = 0;
    for paragraph in passage.text.split('\n') {
        let mut marks = marks(passage, start, paragraph);
        for kind in 0..KINDS.len() {
            turned_round(check, passage, &mut marks, kind, found);
        }
        nesting(check, passage, &marks, found);
        start += paragraph.len() + 1;
    }
}

fn marks(passage: &Passage<'_>, start: usize, paragraph: &str) -> Vec<Mark> {
    let mark = |(at, c): (usize, char)| {
        let kind = KINDS.iter().position(|&(open, close, _)| c == open || c == close)?;
        let span = Span::new(start + at, start + at + c.len_utf8());
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
        let apostrophe = c == '’'
            && letter(passage.before(span.start))
            && letter(passage.after(span.end));
        (!apostrophe).then(|| Mark { span, kind, opens: c == KINDS[kind].0 })
    };
    paragraph.char_indices().filter_map(mark).collect()
}

/// Marks of a kind that does not nest stand open, close, open, close. Where turning some
/// round makes it so with fewer changes than marks are missing, those are turned round;
/// they are reported and read the right way from then on.
fn turned_round(
    check: &Check,
    passage: &Passage<'_>,
    marks: &mut [Mark],
    kind: usize,
    found: &mut Vec<Finding>,
) {
    let (open, close, nests) = KINDS[kind];
    let of_kind = || (0..marks.len()).filter(|&i| marks[i].kind == kind);
    let expected = |place: usize| place.is_multiple_of(2);
    let wrong: Vec<usize> = of_kind()
        .enumerate()
        .filter(|&(place, i)| marks[i].opens != expected(place))
        .map(|(_, i)| i)
        .collect();
    let directions: Vec<bool> = of_kind().map(|i| marks[i].opens).collect();
    let missing = missing(&directions);
    if nests
        || !directions.len().is_multiple_of(2)
        || wrong.is_empty()
        || wrong.len() > missing
    {
        return;
    }
    for i in wrong {
        let mark = &mut marks[i];
        mark.opens = !mark.opens;
        let (new, old) = if mark.opens { (open, close) } else { (close, open) };
        let message = format!("“{old}”方向反了，应为“{new}”");
        let new = new.to_string();
        found.push(passage.replacing(check, mark.span, message, Safety::Unsafe, &new));
    }
}

/// How many marks would have to be added to make `directions` open, close, open, close.
fn missing(directions: &[bool]) -> usize {
    let mut missing = 0;
    let mut open = false;
    for &opens in directions {
        missing += usize::from(opens == open);
        open = opens;
    }
    missing + usize::from(open)
}

fn nesting(
    check: &Check,
    passage: &Passage<'_>,
    marks: &[Mark],
    found: &mut Vec<Finding>,
) {
    let mut open: Vec<Mark> = Vec::new();
    let mut report = |mark: Mark, message: String, help: &'static str| {
        found.push(passage.finding(check, mark.span, message).help(help));
    };
    for &mark in marks {
        let (left, right, nests) = KINDS[mark.kind];
        let partner = open.iter().rposition(|other| other.kind == mark.kind);
        match (mark.opens, partner) {
            (true, Some(other)) if !nests => {
                // The earlier one was not closed.
                let other = open.remove(other);
                report(other, format!("“{left}”没有配对的“{right}”"), "补上缺的一半");
                open.push(mark);
            }
            (true, _) => {
                if let Some(message) = inner_outside(mark.kind, &open) {
                    report(mark, message, "外层用双的，内层用单的");
                }
                open.push(mark);
            }
            (false, None) => {
                report(mark, format!("“{right}”没有配对的“{left}”"), "补上缺的一半");
            }
            (false, Some(other)) => {
                let crossed = open.get(other + 1).map(|inner| KINDS[inner.kind].0);
                open.remove(other);
                if let Some(inner) = crossed {
                    let message = format!("“{left}{right}”与“{inner}”交叉");
                    report(mark, message, "里面的一对应先结束");
                }
            }
        }
    }
    for mark in open {
        let (left, right, _) = KINDS[mark.kind];
        report(mark, format!("“{left}”没有配对的“{right}”"), "补上缺的一半");
    }
}

/// ‘ outside “, 〈 outside 《.
fn inner_outside(kind: usize, open: &[Mark]) -> Option<String> {
    let (left, right, _) = KINDS[kind];
    let outer = match left {
        '‘' => 0,
        '〈' => 2,
        _ => return None,
    };
    let inside = open.iter().any(|mark| mark.kind == outer);
    let (l, r, _) = KINDS[outer];
    (!inside).then(|| format!("“{left}{right}”只用在“{l}{r}”里面"))
}
