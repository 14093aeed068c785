//! The official page: the 22 × 28 grid, line breaking, tables over pages. Document →
//! pages of placed glyphs; no file format in it.
//!
//! [`lay`] depends on a document and on what fonts say of their glyphs alone. Blocks become
//! strips (`flow`, `table`), made of lines (`line`) of clusters (`spell`); the `pager` puts
//! strips on pages, and each page goes to the writer as soon as it is full. The numbers of
//! the standard are in [`grid`].

#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "counts of lines and characters, and lengths on paper, are small numbers"
)]

pub mod grid;
mod breaks;
mod chart;
mod contents;
mod flow;
mod line;
mod metrics;
mod page;
mod pager;
mod spell;
mod table;
mod title;

pub use chart::WHOLE_CHART;
pub use contents::DEPTH;
pub use metrics::{Even, Glyph, Metrics, Role};
pub use page::{Bookmark, Kind, Mark, Node, Page, Placed, Structure, Text};
pub use table::widths;
pub use title::{title_lines, title_words};

use crate::document::{Block, Document};

/// Lays a document out on pages of the official format. Each page is `take`n in its turn,
/// with the structure that its contents lead to: the nodes so far, and all headings where
/// the document has contents.
pub fn lay(
    document: &Document,
    metrics: &dyn Metrics,
    take: &mut dyn FnMut(Page, &Structure),
) -> Structure {
    let headings = headings(document, metrics);
    pass(document, metrics, &headings, take)
}

/// The headings and their pages, for the contents; none where the document has none.
pub fn headings(document: &Document, metrics: &dyn Metrics) -> Vec<Bookmark> {
    let mut headings = Vec::new();
    if has_contents(&document.blocks) {
        // Once to learn which headings there are, once more to learn their pages: the
        // contents are as long with any page numbers.
        collect(&document.blocks, &mut headings);
        headings = pass(document, metrics, &headings, &mut |_, _| {}).outline;
    }
    headings
}

fn pass(
    document: &Document,
    metrics: &dyn Metrics,
    headings: &[Bookmark],
    take: &mut dyn FnMut(Page, &Structure),
) -> Structure {
    let pager = pager::Pager::new(metrics, headings, take);
    let mut flow = flow::Flow { metrics, headings, pager };
    flow.blocks(&document.blocks);
    flow.pager.finish()
}

fn has_contents(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| match block {
        Block::Contents => true,
        Block::Landscape(inner) => has_contents(inner),
        _ => false,
    })
}

/// The headings, their pages still unknown.
fn collect(blocks: &[Block], headings: &mut Vec<Bookmark>) {
    for block in blocks {
        match block {
            Block::Heading { level, text } => {
                let text = text.clone();
                headings.push(Bookmark { level: *level, text, page: 0, y: 0.0 });
            }
            Block::Landscape(inner) => collect(inner, headings),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests;
