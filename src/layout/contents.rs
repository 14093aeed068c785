//! The contents: a line for each heading, with its page.

use super::flow::{Flow, top};
use super::grid::{CHARACTER, LINE};
use super::line::{Measure, lines};
use super::metrics::Role;
use super::page::{Bookmark, Kind, Node};
use super::pager::Strip;
use super::spell::Spelled;

/// The deepest level that the contents name.
pub const DEPTH: u8 = 3;
/// What is kept free at the right for the page number: four digits and a gap.
const NUMBER: f32 = 3.0 * CHARACTER;

/// Sets the contents. Their length does not depend on the page numbers, so that setting a
/// document twice is enough to know them.
pub(super) fn set(flow: &mut Flow<'_>) {
    let (width, _) = flow.pager.text_area();
    let contents = flow.pager.node(Node { kind: Kind::Contents, parent: None });
    let head = flow.spell([(Role::Hei, "目录")]);
    let node = flow.pager.node(Node { kind: Kind::Paragraph, parent: Some(contents) });
    for line in lines(&head, Measure { width, indent: 0.0, justify: false }) {
        let x = (width - line.width) / 2.0;
        let marks = line.marks(&head, (x, top(&head)), Some(node));
        flow.pager.place(Strip { height: LINE, marks, keep: true, heading: None });
    }
    let headings = flow.headings;
    for (at, heading) in headings.iter().enumerate() {
        if heading.level <= DEPTH {
            entry(flow, at, heading, contents);
        }
    }
}

fn entry(flow: &mut Flow<'_>, at: usize, heading: &Bookmark, contents: usize) {
    let (width, _) = flow.pager.text_area();
    let role = if heading.level == 1 { Role::Hei } else { Role::Body };
    let spelled = flow.spell([(role, heading.text.as_str())]);
    let left = 2.0 * CHARACTER * f32::from(heading.level.saturating_sub(1));
    let measure = Measure { width: width - left - NUMBER, indent: 0.0, justify: false };
    let set = lines(&spelled, measure);
    let node = flow.pager.node(Node { kind: Kind::Entry(at), parent: Some(contents) });
    let last = set.len().saturating_sub(1);
    for (i, line) in set.into_iter().enumerate() {
        let mut marks = line.marks(&spelled, (left, top(&spelled)), Some(node));
        if i == last {
            marks.extend(leader(flow, left + line.width, width, heading, node));
        }
        flow.pager.place(Strip { height: LINE, marks, keep: i < last, heading: None });
    }
}

/// Dots from `from` to the page number at the right end.
fn leader(
    flow: &Flow<'_>,
    from: f32,
    width: f32,
    heading: &Bookmark,
    node: usize,
) -> Vec<super::page::Mark> {
    let number = (heading.page + 1).to_string();
    let number = flow.spell([(Role::Body, number.as_str())]);
    let number_width: f32 = number.clusters.iter().map(|c| c.advance).sum();
    let at = width - number_width;
    let dot = flow.spell([(Role::Body, "…")]);
    let step = dot.clusters.first().map_or(CHARACTER, |c| c.advance).max(1.0);
    let room = ((at - from - CHARACTER / 2.0) / step).floor().max(0.0);
    let dots: String = std::iter::repeat_n('…', room as usize).collect();
    let dots = flow.spell([(Role::Body, dots.as_str())]);
    let mut marks = one_line(&dots, at - CHARACTER / 4.0 - room * step, node);
    marks.extend(one_line(&number, at, node));
    marks
}

fn one_line(spelled: &Spelled, x: f32, node: usize) -> Vec<super::page::Mark> {
    let measure = Measure { width: f32::MAX, indent: 0.0, justify: false };
    lines(spelled, measure)
        .iter()
        .flat_map(|line| line.marks(spelled, (x, top(spelled)), Some(node)))
        .collect()
}
