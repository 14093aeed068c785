//! Page numbers and running heads that slipped into a text when a page was copied.

use std::sync::LazyLock;

use crate::diag::{Finding, Safety};
use crate::text::Span;

use super::Check;
use super::passage::{Passage, Pattern, group, pattern};

static FURNITURE: Pattern = LazyLock::new(|| {
    pattern(concat!(
        r"[—–―─－·-][ 　]*[0-9]{1,4}[ 　]*[—–―─－·-]|[0-9]{1,3}[ 　]+/[ 　]+[0-9]{1,3}",
        r"|第[ 　]*[0-9]{1,4}[ 　]*页[ 　]*[，,/／]?[ 　]*共[ 　]*[0-9]{1,4}[ 　]*页",
        r"|(?m:^[ 　]*(?:第[ 　]*[0-9]{1,4}[ 　]*页|[0-9]{1,4}|续表[ 　]*[0-9]*|[（(]续表?[）)])[ 　]*$)",
        r"|[（(]续表?[）)]|(?i-u:\bpage [0-9]{1,4}(?: of [0-9]{1,4})?\b)",
    ))
});

/// What stands round the number of a page.
const STROKES: &[char] = &['—', '–', '―', '─', '－', '·', '-'];

/// What stands before the number of a place in the name of a substance.
const GROUPS: &str = "基氧氢氮硫磷氟氯溴碘胺酰腈烷烯炔酮醇酚酸酯醚醛苯萘";

/// One finding for each, with the blanks round it.
pub(super) fn run(check: &Check, passage: &Passage<'_>, found: &mut Vec<Finding>) {
    for piece in passage.matches(&FURNITURE) {
        let span = group(&piece, 0);
        let text = span.of(passage.text);
        if stands_in_a_word(passage, span) || text.trim().is_empty() {
            continue;
        }
        let span = with_blanks(passage.text, span);
        let message = format!("页码或表头“{}”混进了正文", text.trim());
        let finding = passage.finding(check, span, message).help("对照原文删去");
        let whole =
            passage.before(span.start).is_none() && passage.after(span.end).is_none();
        let title = "删去页码或表头";
        // A paragraph of nothing else would leave an empty one behind.
        let fix =
            if whole { None } else { passage.fix(title, Safety::Unsafe, &[(span, "")]) };
        found.push(Finding { fix, ..finding });
    }
}

/// A number between dashes that goes on on either side is no page number: 2015-3-1, A-3-1,
/// 北京—3—上海 is none either but no one writes it.
fn stands_in_a_word(passage: &Passage<'_>, span: Span) -> bool {
    let goes_on = |c: char| c.is_ascii_alphanumeric() || "—–―─－-/.".contains(c);
    // 1-苯基-2-丙酮 counts the places of a molecule, — 2 — pages.
    let text = span.of(passage.text);
    let place = text.starts_with(STROKES) && !text.contains([' ', '　']);
    if place && passage.before(span.start).is_some_and(|c| GROUPS.contains(c)) {
        return true;
    }
    passage.before(span.start).is_some_and(goes_on)
        || passage.after(span.end).is_some_and(goes_on)
}

fn with_blanks(text: &str, span: Span) -> Span {
    let blank = |c: char| c != '\n' && c.is_whitespace();
    let before = text.get(..span.start).unwrap_or("").trim_end_matches(blank);
    let after = text.get(span.end..).unwrap_or("");
    let behind = after.len() - after.trim_start_matches(blank).len();
    Span::new(before.len(), span.end + behind)
}
