//! 书名号 (GB/T 15834 4.15): 《 》 and inside them 〈 〉, not < > ＜ ＞ ‹ › « ».

use crate::diag::{Finding, Safety};
use crate::text::{Span, is_han};

use super::Check;
use super::passage::Passage;

/// What opens and closes a title in one form or another; the right two last.
const FORMS: &[(&str, &str)] = &[
    ("<<", ">>"),
    ("<", ">"),
    ("＜", "＞"),
    ("‹", "›"),
    ("«", "»"),
    ("\u{2329}", "\u{232A}"),
    ("≪", "≫"),
    ("〈", "〉"),
    ("《", "》"),
];

/// All that begins one of these, and the end of a paragraph.
const MARKS: &str = "<>＜＞‹›«»\u{2329}\u{232A}≪≫〈〉《》\n";

/// A mark that opens a title, if what stands behind it is one.
struct Open {
    span: Span,
    form: usize,
    /// Whether Chinese stands behind it: 浓度<0.5 and 压力>1 compare.
    title: bool,
    /// Whether it stands in 《 》, so that 〈 is right.
    inside: bool,
}

/// One finding for each pair. 〈 〉 are right inside 《 》 only; inside them stand 《 》 again.
pub(super) fn run(check: &Check, passage: &Passage<'_>, found: &mut Vec<Finding>) {
    let new = found.len();
    let mut open: Vec<Open> = Vec::new();
    let mut end = 0;
    for (at, c) in passage.text.char_indices().filter(|&(_, c)| MARKS.contains(c)) {
        let rest = passage.text.get(at..).unwrap_or("");
        let is = |mark: &str| rest.starts_with(mark);
        if at < end {
            // The second half of <<.
        } else if c == '\n' {
            open.clear();
        } else if let Some(form) = FORMS.iter().position(|form| is(form.0)) {
            end = at + FORMS[form].0.len();
            let behind = passage.text.get(end..).and_then(|rest| rest.chars().next());
            let title = behind.is_some_and(|c| is_han(c) || "“（<＜‹«≪〈《".contains(c));
            let around = open.iter().rev().take(DEEPEST).find(|open| open.title);
            let inside =
                around.is_some_and(|o| !o.inside && at - o.span.start <= LONGEST);
            open.push(Open { span: Span::new(at, end), form, title, inside });
        } else if let Some(form) = FORMS.iter().position(|form| is(form.1)) {
            end = at + FORMS[form].1.len();
            found.extend(close(check, passage, &mut open, (Span::new(at, end), form)));
        }
    }
    found.get_mut(new..).unwrap_or_default().sort_by_key(|finding| finding.place.span);
}

/// Marks that are open at once: no title holds as many.
const DEEPEST: usize = 16;
/// Bytes of the longest title.
const LONGEST: usize = 300;

/// The pair that a closing mark ends, if it is a title in the wrong form. Marks that open
/// nothing are passed over.
fn close(
    check: &Check,
    passage: &Passage<'_>,
    opened: &mut Vec<Open>,
    (close, form): (Span, usize),
) -> Option<Finding> {
    let open = loop {
        let open = opened.pop()?;
        if open.form == form || open.title {
            break open;
        }
    };
    let name = Span::new(open.span.end, close.start);
    let pair = [open.span, close].map(|span| span.of(passage.text));
    let right = pair == ["《", "》"] || pair == ["〈", "〉"] && open.inside;
    let compares = pair.iter().any(|mark| "<>＜＞".contains(mark))
        && name.of(passage.text).contains(['，', '。', '；']);
    if right || !open.title || compares || name.len() > LONGEST {
        return None;
    }
    let (left, right) = if open.inside { ("〈", "〉") } else { ("《", "》") };
    let message = format!("书名号应写作“{left}{right}”，不用“{}{}”", pair[0], pair[1]);
    let finding = passage.finding(check, open.span, message);
    let edits = [(open.span, left), (close, right)];
    // These are read aloud where they compare.
    let risky = pair.iter().any(|mark| "＜＞≪≫".contains(mark));
    let safety = if risky { Safety::Unsafe } else { Safety::Safe };
    let fix = passage.fix(format!("改为“{left}{right}”"), safety, &edits);
    Some(Finding { fix, ..finding })
}
