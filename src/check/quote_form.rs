//! 引号 (GB/T 15834 4.8): “ ” and inside them ‘ ’, not " ' 「 」 『 』.

use crate::diag::{Finding, Safety};
use crate::text::Span;

use super::Check;
use super::passage::Passage;

/// One finding for each mark. A straight one opens or closes by what is open before it.
pub(super) fn run(check: &Check, passage: &Passage<'_>, found: &mut Vec<Finding>) {
    let mut open = Open::default();
    let mut end = 0;
    for (at, c) in passage.text.char_indices() {
        let mut span = Span::new(at, at + c.len_utf8());
        if at < end {
            continue;
        }
        // ``甲'' is how typesetting programs write “甲”.
        let twice = matches!(c, '\'' | '`') && passage.after(span.end) == Some(c);
        span.end += usize::from(twice);
        end = span.end;
        let is_quote = |open: Option<usize>| counts(passage, span, open.is_some());
        let new = match c {
            '\n' => {
                // What the paragraph left open was a straight mark without a partner.
                std::mem::take(&mut open).unfix(found);
                continue;
            }
            '「' | '﹁' | '〝' | '」' | '﹂' | '〞' | '〟' | '『' | '』' => {
                open.corners.read(c, open.double.is_some())
            }
            '"' | '＂' if is_quote(open.double) => open.double(found.len()),
            '\'' | '`' if twice && is_quote(open.double) => open.double(found.len()),
            '\'' | '＇' | '`' if !twice && is_quote(open.single) => {
                open.single(found.len())
            }
            '“' | '”' => {
                open.double = (c == '“').then_some(usize::MAX);
                continue;
            }
            _ => continue,
        };
        let message = format!("引号应写作 {new}，不用 {}", span.of(passage.text));
        found.push(passage.replacing(check, span, message, Safety::Safe, new));
    }
    open.unfix(found);
}

/// The marks that are open: a straight one by the finding about it.
#[derive(Default)]
struct Open {
    double: Option<usize>,
    single: Option<usize>,
    /// Whether the single one stands in no other.
    outer: bool,
    corners: Corners,
}

impl Open {
    /// What stands for a straight double mark, about which finding `index` is.
    fn double(&mut self, index: usize) -> &'static str {
        if self.double.take().is_some() {
            return "”";
        }
        self.double = Some(index);
        "“"
    }

    /// The same for a single one: outside of others it stands for a double one.
    fn single(&mut self, index: usize) -> &'static str {
        if self.single.take().is_some() {
            return if self.outer { "”" } else { "’" };
        }
        self.single = Some(index);
        self.outer = self.double.is_none();
        if self.outer { "“" } else { "‘" }
    }

    /// A mark whose partner is missing may open or close: only a person can tell.
    fn unfix(self, found: &mut [Finding]) {
        for index in [self.double, self.single].into_iter().flatten() {
            if let Some(finding) = found.get_mut(index) {
                finding.fix = None;
            }
        }
    }
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
