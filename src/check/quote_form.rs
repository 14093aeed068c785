//! 引号 (GB/T 15834 4.8): “ ” and inside them ‘ ’, not " ' 「 」 『 』.

use crate::diag::{Finding, Safety};
use crate::text::Span;

use super::Check;
use super::passage::Passage;

/// One finding for each mark. A straight one opens or closes by what is open before it.
pub(super) fn run(check: &Check, passage: &Passage<'_>, found: &mut Vec<Finding>) {
    let mut open: [Option<usize>; 2] = [None, None];
    let mut corners = Corners::default();
    for (at, c) in passage.text.char_indices() {
        let span = Span::new(at, at + c.len_utf8());
        let (level, new) = match c {
            '\n' => {
                // What the paragraph left open was a straight mark without a partner.
                open.into_iter().flatten().for_each(|index| unfix(found, index));
                open = [None, None];
                corners = Corners::default();
                continue;
            }
            '「' | '﹁' | '〝' | '」' | '﹂' | '〞' | '〟' | '『' | '』' => {
                (None, corners.read(c, open[0].is_some()))
            }
            '"' | '＂' if counts(passage, span, open[0].is_some()) => (Some(0), ""),
            '\'' | '＇' | '`' if counts(passage, span, open[1].is_some()) => {
                (Some(1), "")
            }
            '“' => {
                open[0] = Some(usize::MAX);
                continue;
            }
            '”' => {
                open[0] = None;
                continue;
            }
            _ => continue,
        };
        let new = match level {
            None => new,
            Some(level) => direction(&mut open[level], found.len(), level),
        };
        let message = format!("引号应写作 {new}，不用 {c}");
        found.push(passage.replacing(check, span, message, Safety::Safe, new));
    }
    open.into_iter().flatten().for_each(|index| unfix(found, index));
}

/// The corner quotes that are open: 『 is the inner one in 「 or “, the outer one alone.
#[derive(Default)]
struct Corners {
    /// How many 「.
    outer: usize,
    /// For each 『 whether it is an inner one.
    inner: Vec<bool>,
}

impl Corners {
    /// What stands for `c`; `quoted` where “ is open.
    fn read(&mut self, c: char, quoted: bool) -> &'static str {
        match c {
            '『' => {
                let inner = quoted || self.outer > 0;
                self.inner.push(inner);
                if inner { "‘" } else { "“" }
            }
            '』' => {
                if self.inner.pop() == Some(false) {
                    "”"
                } else {
                    "’"
                }
            }
            '」' | '﹂' | '〞' | '〟' => {
                self.outer = self.outer.saturating_sub(1);
                "”"
            }
            _ => {
                self.outer += 1;
                "“"
            }
        }
    }
}

/// Whether a straight mark is a quote of Chinese text; not inches, minutes, apostrophes.
fn counts(passage: &Passage<'_>, span: Span, open: bool) -> bool {
    let digit = passage.before(span.start).is_some_and(|c| c.is_ascii_digit());
    let start = passage.before(span.start).is_none();
    passage.touches_chinese(span) && (open || !digit)
        || start
            && passage.text.get(span.end..).is_some_and(|rest| rest.contains(['"', '”']))
}

fn direction(open: &mut Option<usize>, index: usize, level: usize) -> &'static str {
    let closes = open.take().is_some();
    if !closes {
        *open = Some(index);
    }
    match (level, closes) {
        (0, false) => "“",
        (0, true) => "”",
        (_, false) => "‘",
        (_, true) => "’",
    }
}

/// A mark whose partner is missing may open or close: only a person can tell.
fn unfix(found: &mut [Finding], index: usize) {
    if let Some(finding) = found.get_mut(index) {
        finding.fix = None;
    }
}
