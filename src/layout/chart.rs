//! A bar chart, drawn with rectangles: a label, a bar and its value on each line.

use super::flow::Flow;
use super::grid::{CHARACTER, LINE, SMALL};
use super::line::{Line, Measure, lines};
use super::metrics::Role;
use super::page::{Kind, Mark, Node};
use super::pager::{ASCENT, Strip};
use super::spell::{Setting, Spelled};
use crate::document::{Align, Chart};

/// The height of a bar.
const BAR: f32 = 11.0;
/// Between a label and its bar, a bar and its value.
const GAP: f32 = 6.0;
/// The part of the width that labels may take.
const LABELS: f32 = 0.4;
/// What is kept free at the right for the value.
const VALUE: f32 = 3.0 * CHARACTER;

/// A chart of at most this many bars is not parted by a page end.
pub const WHOLE_CHART: usize = 12;

/// Sets a chart: its title stays with its first bar.
pub(super) fn set(flow: &mut Flow<'_>, chart: &Chart) {
    let kind = Kind::Figure(in_words(chart));
    let node = flow.pager.node(Node { kind, parent: None });
    let (width, _) = flow.pager.text_area();
    let title = spell(flow, Role::Hei, &chart.title);
    for line in lines(&title, Measure { width, indent: 0.0, justify: false }) {
        let x = super::flow::start(Align::Centre, width, &line);
        let marks = line.marks(&title, (x, base()), Some(node));
        flow.pager.place(Strip { height: LINE, marks, keep: true, heading: None });
    }
    let most = chart.bars.iter().map(|bar| bar.1).max().unwrap_or(0).max(1);
    let labels = label_width(flow, chart, width);
    for (i, (label, value)) in chart.bars.iter().enumerate() {
        let scale = *value as f32 / most as f32;
        let room = width - labels - GAP - VALUE;
        let mut strip = bar(flow, (label, *value), labels, (scale * room).max(0.5), node);
        strip.keep = chart.bars.len() <= WHOLE_CHART && i + 1 < chart.bars.len();
        flow.pager.place(strip);
    }
}

fn bar(
    flow: &Flow<'_>,
    (label, value): (&str, u32),
    labels: f32,
    length: f32,
    node: usize,
) -> Strip {
    let text = spell(flow, Role::Body, label);
    let set = lines(&text, Measure { width: labels, indent: 0.0, justify: false });
    let height = LINE.max(set.len() as f32 * (SMALL + 4.0));
    let mut marks = Vec::new();
    for (i, line) in set.iter().enumerate() {
        let y = base() + i as f32 * (SMALL + 4.0);
        marks.extend(line.marks(&text, (labels - line.width, y), Some(node)));
    }
    let x = labels + GAP;
    let y = base() - ASCENT * SMALL + (SMALL - BAR) / 2.0;
    marks.push(Mark::Bar { x, y, width: length, height: BAR, node });
    let number = spell(flow, Role::Body, &value.to_string());
    let free = Measure { width: f32::MAX, indent: 0.0, justify: false };
    for line in lines(&number, free) {
        marks.extend(line.marks(&number, (x + length + GAP, base()), Some(node)));
    }
    Strip { height, marks, keep: false, heading: None }
}

/// The base line of a chart's text, from the top of its line.
fn base() -> f32 {
    (LINE - SMALL) / 2.0 + ASCENT * SMALL
}

fn spell(flow: &Flow<'_>, role: Role, text: &str) -> Spelled {
    Spelled::new([(role, text)], Setting::free(SMALL), flow.metrics)
}

/// The width of the longest label, or of what labels may take.
fn label_width(flow: &Flow<'_>, chart: &Chart, width: f32) -> f32 {
    let free = Measure { width: f32::MAX, indent: 0.0, justify: false };
    let widths = chart.bars.iter().flat_map(|(label, _)| {
        lines(&spell(flow, Role::Body, label), free)
            .into_iter()
            .map(|Line { width, .. }| width)
    });
    widths.fold(0.0, f32::max).min(width * LABELS)
}

/// What a chart says, for those who cannot see it.
fn in_words(chart: &Chart) -> String {
    let bars = chart.bars.iter().map(|(label, value)| format!("{label} {value}"));
    format!("条形图：{}：{}", chart.title, bars.collect::<Vec<_>>().join("，"))
}
