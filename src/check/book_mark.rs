//! 书名号 (GB/T 15834 4.15): 《 》 and inside them 〈 〉, not < > ＜ ＞ ‹ › « ».

use std::sync::LazyLock;

use crate::diag::{Finding, Safety};

use super::Check;
use super::passage::{Passage, Pattern, group, pattern};

/// The text between must begin with Chinese: 浓度<0.5 and 压力>1 compare.
static TITLE: Pattern = LazyLock::new(|| {
    pattern(concat!(
        r"(<<|[<＜‹«\u{2329}≪〈《])((?:\p{Han}|[“（])[^<>＜＞‹›«»≪≫〈〉《》\n]{0,80}?)",
        r"(>>|[>＞›»\u{232A}≫〉》])",
    ))
});

/// One finding for each pair. 〈 〉 are right inside 《 》 only; inside them stand 《 》 again.
pub(super) fn run(check: &Check, passage: &Passage<'_>, found: &mut Vec<Finding>) {
    for title in passage.matches(&TITLE) {
        let (open, close) = (group(&title, 1), group(&title, 3));
        let inside = title_around(passage, open.start) == Some('《');
        let pair = [open.of(passage.text), close.of(passage.text)];
        if pair == ["《", "》"] || pair == ["〈", "〉"] && inside {
            continue;
        }
        let (left, right) = if inside { ("〈", "〉") } else { ("《", "》") };
        let message =
            format!("书名号应写作“{left}{right}”，不用“{}{}”", pair[0], pair[1]);
        let finding = passage.finding(check, open, message);
        let edits = [(open, left), (close, right)];
        // ＜ and ＞ are read aloud where they compare.
        let risky = pair.contains(&"＜") || pair.contains(&"＞");
        let safety = if risky { Safety::Unsafe } else { Safety::Safe };
        let fix = passage.fix(format!("改为“{left}{right}”"), safety, &edits);
        found.push(Finding { fix, ..finding });
    }
}

/// The mark that opens the innermost title around byte `at`, as far back as one reaches.
fn title_around(passage: &Passage<'_>, at: usize) -> Option<char> {
    const LONGEST: usize = 100;
    let before = passage.text.get(..at).unwrap_or("");
    let mut closed = 0_u32;
    before.chars().rev().take(LONGEST).find(|c| match c {
        '》' | '〉' => {
            closed += 1;
            false
        }
        '《' | '〈' if closed > 0 => {
            closed -= 1;
            false
        }
        '《' | '〈' => true,
        _ => false,
    })
}
