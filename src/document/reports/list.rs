//! `list`: every selected recommendation in full, under its region, with its own number.

use super::super::parts;
use crate::document::{Block, Document};
use crate::select::Selection;

/// Builds it. Regions stand in the order of the list; a region whose items are not side
/// by side is named again, because numbers stay in order.
pub(super) fn build(selection: &Selection<'_>) -> Document {
    let mut document = parts::titled(selection.corpus, &parts::title(selection));
    let lists = parts::lists(selection);
    for (list, items) in &lists {
        if lists.len() > 1 {
            document.blocks.push(Block::Heading {
                level: 1,
                text: parts::list_name(list).to_owned(),
            });
        }
        let level = if lists.len() > 1 { 2 } else { 1 };
        for (region, items) in parts::stretches(selection.corpus, items) {
            document.blocks.push(Block::Heading { level, text: region });
            document
                .blocks
                .push(Block::List(items.iter().map(|i| parts::item(i.1)).collect()));
        }
    }
    document
}
