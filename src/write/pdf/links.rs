//! The links of the contents to their headings.

use std::collections::BTreeMap;

use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::destination::XyzDestination;
use krilla::geom::{Point, Rect};

use crate::layout::{Bookmark, Kind, Mark, Page, Structure, Text};

/// The links on a page, each with the node of its line.
pub(super) fn of(page: &Page, known: &Structure) -> Vec<(usize, Annotation)> {
    // A line of the contents may be several texts, and more than one line.
    let mut areas: BTreeMap<usize, [f32; 4]> = BTreeMap::new();
    for mark in &page.marks {
        if let Mark::Text(text) = mark
            && let Some(node) = text.node
            && target(node, known).is_some()
        {
            let [left, top, right, bottom] = extent(text);
            let area = areas.entry(node).or_insert([left, top, right, bottom]);
            *area = [
                area[0].min(left),
                area[1].min(top),
                area[2].max(right),
                area[3].max(bottom),
            ];
        }
    }
    areas
        .into_iter()
        .filter_map(|(node, [left, top, right, bottom])| {
            let heading = target(node, known)?;
            let place = XyzDestination::new(heading.page, Point::from_xy(0.0, heading.y));
            let area = Rect::from_ltrb(left, top, right, bottom)?;
            let link = LinkAnnotation::new(area, Target::Destination(place.into()));
            let words = format!("转到“{}”", heading.text);
            Some((node, Annotation::new_link(link, Some(words))))
        })
        .collect()
}

/// The heading that a node leads to.
fn target(node: usize, known: &Structure) -> Option<&Bookmark> {
    match known.nodes.get(node)?.kind {
        Kind::Entry(at) => known.outline.get(at),
        _ => None,
    }
}

fn extent(text: &Text) -> [f32; 4] {
    let width: f32 = text.glyphs.iter().map(|glyph| glyph.advance).sum();
    let top = text.y - 0.88 * text.size;
    [text.x, top, text.x + width, top + text.size]
}
