//! Labels that come again: of unknown names, at the tops of pages, and those of a table of
//! contents.

use std::collections::{HashMap, HashSet};

use crate::source::blocks::furniture::is_at_edge;
use crate::source::blocks::numbers::numbering::Start;
use crate::source::blocks::page::{Page, Placed, Role};
use crate::source::lex::token::{Gap, NO_CELL, place};
use crate::source::marks::advice::advised;
use crate::source::marks::dressing::core;
use crate::source::marks::label::{self, Knowledge, Label};

/// Finds where labels of unknown names come again, at the tops of pages, with a word that says
/// so, or apart inside a sentence: 有关中央企业（续）. None of the items at `starts` begins with
/// one.
pub(crate) fn find(page: &mut Page<'_>, starts: &[Start]) {
    let own = page.labels.iter().map(|placed| &placed.label);
    let unknown = own
        .filter(|label| matches!(label.knowledge, Knowledge::Unknown | Knowledge::Joint));
    let labels: HashMap<&str, &Label> =
        unknown.map(|label| (&*label.name, label)).collect();
    if labels.is_empty() {
        return;
    }
    let mut found = Vec::new();
    for at in 0..page.tokens.blocks.len() {
        let Some((block, Role::Text)) = page.block(at) else { continue };
        if !page.tokens.is_short(&block, label::LONGEST) {
            continue;
        }
        let (head, _) = page.head(&block, label::LONGEST);
        let tears = || {
            block.gap > Gap::Line && page.above(at).is_some_and(|(own, _)| own.is_open())
        };
        let again = head.contains(['续', '接']) || is_at_edge(page, at) || tears();
        let opens = starts.binary_search_by_key(&place(at), |own| own.block).is_ok();
        if block.cell != NO_CELL || !again || opens {
            continue;
        }
        let name = core(&head);
        let advised = || advised(&name).and_then(|name| labels.get(&*name));
        if let Some(&label) = labels.get(&*name).or_else(advised) {
            found.push(Placed { block: place(at), label: label.clone(), length: 0 });
        }
    }
    page.add_labels(found);
}

/// Takes the labels of a table of contents for none: those before the first item that come
/// again over items of their own, but for the last of them.
pub(crate) fn drop_contents(page: &mut Page<'_>, starts: &[Start]) {
    let Some(first) = starts.first() else { return };
    let count = page.labels.partition_point(|placed| placed.block < first.block);
    let Some(last) = count.checked_sub(1) else { return };
    let (before, after) = page.labels.split_at(last);
    let again: HashSet<&str> = after.iter().map(|placed| &*placed.label.name).collect();
    let listed =
        |placed: &&Placed| placed.length == 0 && again.contains(&*placed.label.name);
    let blocks: Vec<u32> =
        before.iter().filter(listed).map(|placed| placed.block).collect();
    for &block in &blocks {
        page.set(block as usize, Role::Text);
    }
    page.labels.retain(|placed| blocks.binary_search(&placed.block).is_err());
}
