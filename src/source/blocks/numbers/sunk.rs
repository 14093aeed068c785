//! Numbers that stand on a line of their own below the first line of their text, where a reader
//! of PDF took the digits, which are set a little lower, for a line: `　　加强协调，提升水平。建议` /
//! `　　14.` / `车辆乘员问题开展研究。`

use crate::source::blocks::numbers::numbering::Start;
use crate::source::blocks::page::{Page, Role};
use crate::source::lex::token::{Block, Gap, Look, NO_CELL, place};

/// Characters of the longest number that is looked at.
const LONGEST: usize = 12;

/// Lets the items of `starts` whose numbers stand so begin with the line above them.
pub(crate) fn lift(page: &mut Page<'_>, starts: &mut [Start]) {
    let mut before = None;
    for start in starts {
        let own = start.block;
        let above = own.checked_sub(1).filter(|above| before < Some(*above));
        if let Some(above) = above.filter(|&above| is_sunk(page, above as usize, start)) {
            page.set(own as usize, Role::Number);
            (start.block, start.length) = (above, 0);
        }
        before = Some(own);
    }
}

/// Lets the items of `starts` that begin with what was found to be no text begin with the next
/// one, before that of the next item: else they would be lost.
pub(crate) fn lower(page: &Page<'_>, starts: &mut [Start]) {
    let ends: Vec<u32> = starts.iter().skip(1).map(|next| next.block).collect();
    for (nth, start) in starts.iter_mut().enumerate() {
        let end = ends.get(nth).map_or(page.roles.len(), |&end| end as usize);
        let own = start.block as usize;
        let text = (own..end).find(|&at| page.is(at, Role::Text));
        if let Some(text) = text.filter(|&text| text > own) {
            (start.block, start.length) = (place(text), 0);
        }
    }
}

/// Whether the number of `start` stands inside the text that begins at block `above`: the line
/// there opens a paragraph that goes on below the number.
fn is_sunk(page: &Page<'_>, above: usize, start: &Start) -> bool {
    let plain = |at: usize| {
        let own = page.block(at).filter(|(_, role)| *role == Role::Text)?.0;
        (own.cell == NO_CELL && own.look == Look::Plain).then_some(own)
    };
    let (Some(first), Some(number), Some(next)) =
        (plain(above), plain(above + 1), plain(above + 2))
    else {
        return false;
    };
    let (head, whole) = page.head(&number, LONGEST);
    let alone = whole && head.chars().count() == start.length as usize;
    let lines = number.gap == Gap::Line && next.gap == Gap::Line;
    let goes_on = !first.ends_text() && first.indent > next.indent;
    let ended = |own: &Block, role| role != Role::Text || own.ends_text();
    let opens = || {
        let shown = (0..above).rev().find(|&at| !page.is(at, Role::Furniture));
        shown.and_then(|at| page.block(at)).is_none_or(|(own, role)| ended(&own, role))
    };
    alone && lines && goes_on && opens()
}
