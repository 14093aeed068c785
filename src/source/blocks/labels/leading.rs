//! Regions that each item names behind its number: `1.【天津市】厘清…`, `2. 河南省：严密…`.

use crate::source::blocks::numbers::numbering::Start;
use crate::source::blocks::page::{Page, Placed, Role};
use crate::source::lex::token::Look;
use crate::source::marks::label::{self, Names};

/// Takes the regions that the items at `starts` begin with for their labels, where every one
/// begins with one: a name at the start of some items is of their text. Among them may be
/// others who are addressed, 有关中央企业：…, but not as many. Other labels then
/// stand over nothing, like the links to other regions that pages have.
pub(crate) fn find(page: &mut Page<'_>, starts: &[Start], names: &Names) {
    let Some(first) = starts.first() else { return };
    let own = starts.iter().map_while(|start| {
        let (block, _) = page.block(start.block as usize)?;
        let skip = start.length as usize;
        let limit = skip + label::LONGEST;
        let (head, whole) = page.head(&block, limit);
        let from = head.char_indices().nth(skip).map(|(from, _)| from)?;
        let (label, length) = names.leading(head.get(from..)?, whole)?;
        let plain = block.look != Look::Side;
        let length = skip + length;
        plain.then_some(Placed { block: start.block, label, length })
    });
    let labels: Vec<Placed> = own.collect();
    let known = labels.iter().filter(|placed| placed.label.is_known()).count();
    if labels.len() < starts.len()
        || 2 * known < starts.len()
        || page.rows.iter().any(|row| row.label.is_some())
    {
        return;
    }
    let above = page.labels.iter().take_while(|placed| placed.block < first.block);
    for at in above.map(|placed| placed.block as usize).collect::<Vec<_>>() {
        page.set(at, Role::Text);
    }
    page.labels = labels;
}
