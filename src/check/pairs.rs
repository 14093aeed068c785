//! Marks that come in pairs: “” ‘’ 《》 〈〉 （） 【】 〔〕. One without a partner, one turned
//! round, two pairs that cross, and the inner kind used outside.

use std::collections::BTreeSet;

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

/// Paragraph by paragraph: a pair does not reach over its end. A quotation of several
/// paragraphs has “ before each and ” behind the last.
pub(super) fn run(check: &Check, passage: &Passage<'_>, found: &mut Vec<Finding>) {
    let mut start = 0;
    let mut paragraphs = passage.text.split('\n').peekable();
    while let Some(paragraph) = paragraphs.next() {
        let goes_on = paragraphs.peek().is_some_and(|next| next.starts_with('“'));
        let mut marks = marks(passage, start, paragraph);
        for kind in 0..KINDS.len() {
            doubled(check, passage, &mut marks, kind, found);
            turned_round(check, passage, &mut marks, kind, found);
        }
        nesting(check, passage, &marks, goes_on, found);
        start += paragraph.len() + 1;
    }
}

/// The marks of a paragraph. Quotes or titles of which some are written in another form
/// are left out: those are mended first (`quote-form`, `book-mark`), then the pairs can be
/// told.
fn marks(passage: &Passage<'_>, start: usize, paragraph: &str) -> Vec<Mark> {
    const QUOTES: &[char] = &['"', '＂', '「', '」', '『', '』', '〝', '〞', '\'', '＇'];
    const TITLES: &[char] =
        &['<', '>', '＜', '＞', '‹', '›', '«', '»', '≪', '≫', '\u{2329}', '\u{232A}'];
    let quotes = paragraph.contains(QUOTES);
    let titles = paragraph.contains(TITLES);
    let is_clear = |kind: usize| match KINDS[kind].0 {
        '“' | '‘' => !quotes,
        '《' | '〈' => !titles,
        _ => true,
    };
    let mark = |(at, c): (usize, char)| {
        let c = match c {
            '(' => '（',
            ')' => '）',
            c => c,
        };
        let kind = KINDS.iter().position(|&(open, close, _)| c == open || c == close)?;
        let span =
            Span::new(start + at, start + at + passage.after(start + at)?.len_utf8());
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
        let apostrophe = c == '’'
            && letter(passage.before(span.start))
            && letter(passage.after(span.end));
        let lettered = c == '）' && is_lettered(passage, span.start);
        (is_clear(kind) && !apostrophe && !lettered).then(|| Mark {
            span,
            kind,
            opens: c == KINDS[kind].0,
        })
    };
    paragraph.char_indices().filter_map(mark).collect()
}

/// a）骨盆骨折；b）输尿管挫裂伤: whether the bracket at byte `at` closes the letter of a point.
fn is_lettered(passage: &Passage<'_>, at: usize) -> bool {
    passage.before(at).is_some_and(|c| c.is_ascii_alphabetic())
        && passage.before(at - 1).is_none_or(|c| "。；：".contains(c))
}

/// Pairs of one kind inside another of the same: the inner ones should be ‘’ or 〈〉. They
/// are reported and not looked at again; one that stands in ‘’ or 〈〉 is right, the kinds
/// take turns.
fn doubled(
    check: &Check,
    passage: &Passage<'_>,
    marks: &mut Vec<Mark>,
    kind: usize,
    found: &mut Vec<Finding>,
) {
    let (other, inner) = match KINDS[kind].0 {
        '“' => (kind + 1, ["‘", "’"]),
        '‘' => (kind - 1, ["“", "”"]),
        '《' => (kind + 1, ["〈", "〉"]),
        '〈' => (kind - 1, ["《", "》"]),
        _ => return,
    };
    let Some(pairs) = balanced(marks, kind, other) else { return };
    for &(open, close, _) in pairs.iter().filter(|pair| !pair.2) {
        let [left, right] = inner;
        let message = format!("{} 里面应用 {left}{right}", KINDS[kind].0);
        let edits = [(open, left), (close, right)];
        let fix = passage.fix(format!("改为“{left}{right}”"), Safety::Unsafe, &edits);
        found.push(Finding { fix, ..passage.finding(check, open, message) });
    }
    let told: BTreeSet<Span> = pairs.into_iter().flat_map(|(a, b, _)| [a, b]).collect();
    marks.retain(|mark| !told.contains(&mark.span));
}

/// The pairs of a kind that stand inside another of it, where all its marks make whole
/// pairs, and whether the innermost pair around them is of the `other` kind, with which it
/// takes turns.
fn balanced(
    marks: &[Mark],
    kind: usize,
    other: usize,
) -> Option<Vec<(Span, Span, bool)>> {
    let mut open: Vec<Mark> = Vec::new();
    let mut depth = 0_usize;
    let mut inner = Vec::new();
    for &mark in marks.iter().filter(|mark| [kind, other].contains(&mark.kind)) {
        if mark.opens {
            depth += usize::from(mark.kind == kind);
            open.push(mark);
        } else if mark.kind == kind {
            let at = open.iter().rposition(|earlier| earlier.kind == kind)?;
            let partner = open.drain(at..).next()?.span;
            depth -= 1;
            if depth > 0 {
                let turns = open.last().is_some_and(|around| around.kind == other);
                inner.push((partner, mark.span, turns));
            }
        } else if open.last().is_some_and(|earlier| earlier.kind == mark.kind) {
            open.pop();
        }
    }
    (depth == 0).then_some(inner)
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
    let of_kind: Vec<usize> =
        (0..marks.len()).filter(|&i| marks[i].kind == kind).collect();
    let opens: Vec<bool> = of_kind.iter().map(|&i| marks[i].opens).collect();
    let turned = |place: usize| opens.get(place) != Some(&place.is_multiple_of(2));
    let wrong: Vec<usize> = (0..opens.len()).filter(|&place| turned(place)).collect();
    if nests || !opens.len().is_multiple_of(2) || wrong.len() > missing(&opens) {
        return;
    }
    for mark in wrong.iter().filter_map(|&place| of_kind.get(place)) {
        let mark = &mut marks[*mark];
        mark.opens = !mark.opens;
        let (new, old) = if mark.opens { (open, close) } else { (close, open) };
        let message = format!("{old} 方向反了，应为 {new}");
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

/// Reads the marks with a stack; what does not close what is open is reported.
fn nesting(
    check: &Check,
    passage: &Passage<'_>,
    marks: &[Mark],
    goes_on: bool,
    found: &mut Vec<Finding>,
) {
    const ALONE: &str = "补上缺的一半";
    let mut open = Open::default();
    let mut report = |mark: Mark, message: String, help: &'static str| {
        found.push(passage.finding(check, mark.span, message).help(help));
    };
    for &mark in marks {
        let (left, right, nests) = KINDS[mark.kind];
        if mark.opens {
            let earlier = if nests { None } else { open.take(mark) };
            if let Some((earlier, _)) = earlier {
                report(earlier, format!("{left} 没有配对的 {right}"), ALONE);
            } else if let Some((l, r)) = open.lacks_outer(mark.kind) {
                let message = format!("{left}{right} 只用在 {l}{r} 里面");
                report(mark, message, "外层用双的，内层用单的");
            }
            open.push(mark);
        } else if let Some((_, crossed)) = open.take(mark) {
            if let Some(outer) = crossed {
                let (l, r, _) = KINDS[outer.kind];
                let message = format!("{l}{r} 与 {left}{right} 交叉");
                report(outer, message, "里面的一对应先结束");
            }
        } else {
            report(mark, format!("{right} 没有配对的 {left}"), ALONE);
        }
    }
    let goes_on = |mark: &Mark| goes_on && KINDS[mark.kind].0 == '“';
    for (mark, _) in open.marks.into_iter().filter(|(mark, _)| !goes_on(mark)) {
        let (left, right, _) = KINDS[mark.kind];
        report(mark, format!("{left} 没有配对的 {right}"), ALONE);
    }
}

/// The marks that are open, the outermost first, each with the closing mark of an outer
/// pair that came before its own, if one did; and how many of each kind: most closing
/// marks without a partner are known without looking through the others.
#[derive(Default)]
struct Open {
    marks: Vec<(Mark, Option<Mark>)>,
    counts: [usize; KINDS.len()],
}

impl Open {
    fn push(&mut self, mark: Mark) {
        self.counts[mark.kind] += 1;
        self.marks.push((mark, None));
    }

    /// Takes out the innermost mark of the kind of `by`, with what crossed its pair. What
    /// is open inside it is crossed by `by`; it may also never be closed.
    fn take(&mut self, by: Mark) -> Option<(Mark, Option<Mark>)> {
        self.counts[by.kind] = self.counts[by.kind].checked_sub(1)?;
        let at = self.marks.iter().rposition(|(mark, _)| mark.kind == by.kind)?;
        let taken = self.marks.remove(at);
        if let Some((_, crossed)) = self.marks.get_mut(at).filter(|_| !by.opens) {
            crossed.get_or_insert(by);
        }
        Some(taken)
    }

    /// The pair that a mark of this kind must stand in and does not: ‘ in “, 〈 in 《.
    fn lacks_outer(&self, kind: usize) -> Option<(char, char)> {
        let outer = match KINDS[kind].0 {
            '‘' => 0,
            '〈' => 2,
            _ => return None,
        };
        let (left, right, _) = KINDS[outer];
        (self.counts[outer] == 0).then_some((left, right))
    }
}
