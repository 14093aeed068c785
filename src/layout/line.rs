//! Lines: clusters to lines of a given width.
//!
//! A line takes what fits. Where a mark that may not start a line would, or a little is
//! missing, the blank of marks inside it is cut, else the line is a character short; either way
//! it is then stretched or squeezed to end at the margin, in steps too small to be seen.

use super::page::{Mark, Placed, Text};
use super::spell::{Cluster, Cut, Spelled};

/// How lines are to be made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Measure {
    /// The width of a line.
    pub(super) width: f32,
    /// Blank at the start of the first.
    pub(super) indent: f32,
    /// Whether all but the last end at the margin.
    pub(super) justify: bool,
}

/// A line: clusters and how far each moves the pen.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Line {
    /// Blank at its start.
    pub(super) indent: f32,
    /// From there to the end of its ink.
    pub(super) width: f32,
    /// The index of each cluster, and its advance.
    pub(super) advances: Vec<(usize, f32)>,
}

/// A place where a line may end.
#[derive(Clone, Copy)]
struct End {
    /// One past its last cluster.
    at: usize,
    /// Its width before squeezing.
    width: f32,
    /// By how much it can be squeezed.
    slack: f32,
    /// Whether the text wants it to end there.
    forced: bool,
}

/// Rounding of sums of advances, in points.
const NEARLY: f32 = 0.05;
/// The part of an em that a mark inside a line may lose.
const SQUEEZE: f32 = 0.25;

/// Breaks text into lines; at least one.
pub(super) fn lines(spelled: &Spelled, measure: Measure) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut at = 0;
    let mut indent = measure.indent;
    loop {
        let end = end_of_line(spelled, at, measure.width - indent, measure.width);
        let last = end.forced || end.at >= spelled.clusters.len();
        let stretch = measure.justify && !last;
        lines.push(fit(spelled, at, end, measure.width - indent, stretch, indent));
        at = end.at;
        indent = 0.0;
        if at >= spelled.clusters.len() {
            return lines;
        }
    }
}

/// Where the line that starts at `start` and is this wide ends; `full` is the width of
/// those after it. A word longer than that is cut, after a mark in it where there is one.
fn end_of_line(spelled: &Spelled, start: usize, width: f32, full: f32) -> End {
    let em = spelled.setting.size;
    let cut = |at| End { at, width, slack: 0.0, forced: false };
    let mut fits: Option<End> = None;
    // The last place in the word that fits, and the last after a mark.
    let (mut anywhere, mut after_mark) = (start + 1, None);
    // The pen, the end of the ink, and where the word starts.
    let (mut pen, mut ink, mut word) = (0.0, 0.0, 0.0);
    // What the gaps so far can give, and the part of it that lies before the last ink.
    let (mut gaps, mut slack) = (0.0, 0.0);
    for at in start..spelled.clusters.len() {
        let Some(cluster) = spelled.clusters.get(at) else { break };
        if at > start {
            pen -= overlap(spelled, at);
            gaps += if squeezes(spelled, at - 1) { SQUEEZE * em } else { 0.0 };
        }
        pen += cluster.advance;
        if !matches!(cluster.kind, Cut::Space | Cut::End) {
            (ink, slack) = (pen, gaps);
        }
        let next = spelled.clusters.get(at + 1);
        if ink <= width + NEARLY {
            anywhere = at + 1;
            after_mark = next.filter(|n| n.may_cut).map(|_| at + 1).or(after_mark);
        }
        if ink - word > full + slack + NEARLY {
            break;
        }
        let forced = cluster.kind == Cut::End;
        if forced || next.is_none_or(|next| next.may_start) {
            let end = End { at: at + 1, width: ink, slack, forced };
            if ink > width + NEARLY {
                return choose(fits, end, width, em)
                    .unwrap_or_else(|| cut(after_mark.unwrap_or(anywhere)));
            }
            if forced {
                return end;
            }
            (fits, after_mark, word) = (Some(end), None, pen);
        }
    }
    after_mark.map(cut).or(fits).unwrap_or_else(|| cut(anywhere))
}

/// Decides between the last end that fits and the first that does not; neither where the
/// word has to be cut.
fn choose(fits: Option<End>, over: End, width: f32, em: f32) -> Option<End> {
    let excess = over.width - width;
    let squeezable = excess <= over.slack;
    let Some(fits) = fits else { return squeezable.then_some(over) };
    let missing = width - fits.width;
    // A line that is nearly full stays on the grid; one that would be a character short
    // is better squeezed.
    let pull = squeezable && missing > 0.8 * em && excess <= missing + NEARLY;
    Some(if pull { over } else { fits })
}

/// How much of the blank between cluster `at` and the one before goes: marks side by side
/// take half a character each.
fn overlap(spelled: &Spelled, at: usize) -> f32 {
    let clusters = &spelled.clusters;
    let (Some(a), Some(b)) =
        (at.checked_sub(1).and_then(|i| clusters.get(i)), clusters.get(at))
    else {
        return 0.0;
    };
    let b_is_mark = b.blank_after > 0.0 || b.blank_before > 0.0;
    if a.blank_after > 0.0 && b_is_mark {
        a.blank_after
    } else if a.blank_before > 0.0 && b.blank_before > 0.0 {
        b.blank_before
    } else {
        0.0
    }
}

/// Sets the clusters from `start` to `end`, stretched or squeezed to `width`.
fn fit(
    spelled: &Spelled,
    start: usize,
    end: End,
    width: f32,
    stretch: bool,
    indent: f32,
) -> Line {
    let mut advances = natural(spelled, start, end.at);
    let ink = inked(spelled, &advances);
    let sum = |advances: &[(usize, f32)]| -> f32 {
        advances.get(..ink).unwrap_or_default().iter().map(|(_, a)| a).sum()
    };
    let missing = width - sum(&advances);
    if missing < -NEARLY {
        squeeze(spelled, &mut advances, ink, -missing);
    } else if stretch && missing > 0.0 {
        widen(spelled, &mut advances, ink, missing);
    }
    Line { indent, width: sum(&advances), advances }
}

fn natural(spelled: &Spelled, start: usize, end: usize) -> Vec<(usize, f32)> {
    let mut advances: Vec<(usize, f32)> = Vec::with_capacity(end - start);
    for (at, cluster) in spelled.clusters.iter().enumerate().take(end).skip(start) {
        if at > start
            && let Some(last) = advances.last_mut()
        {
            last.1 -= overlap(spelled, at);
        }
        if cluster.kind != Cut::End {
            advances.push((at, cluster.advance));
        }
    }
    advances
}

/// How many of them there are up to the last with ink.
fn inked(spelled: &Spelled, advances: &[(usize, f32)]) -> usize {
    let has_ink = |&(at, _): &(usize, f32)| {
        spelled.clusters.get(at).is_some_and(|c| c.kind != Cut::Space)
    };
    advances.iter().rposition(has_ink).map_or(0, |last| last + 1)
}

fn squeeze(spelled: &Spelled, advances: &mut [(usize, f32)], ink: usize, excess: f32) {
    // Not the last: a mark at the end of a line keeps its square of the grid.
    let inside = 0..ink.saturating_sub(1);
    let marks: Vec<usize> = inside
        .filter(|&i| advances.get(i).is_some_and(|&(at, _)| squeezes(spelled, at)))
        .collect();
    let share = excess / marks.len().max(1) as f32;
    for i in marks {
        if let Some((_, advance)) = advances.get_mut(i) {
            *advance -= share;
        }
    }
}

/// Whether the gap after cluster `at` may be squeezed: a mark's blank lies there.
fn squeezes(spelled: &Spelled, at: usize) -> bool {
    let before = spelled.clusters.get(at).is_some_and(|c| c.blank_after > 0.0);
    let after = spelled.clusters.get(at + 1).is_some_and(|c| c.blank_before > 0.0);
    (before || after) && overlap(spelled, at + 1) == 0.0
}

fn widen(spelled: &Spelled, advances: &mut [(usize, f32)], ink: usize, missing: f32) {
    let gaps: Vec<usize> = (0..ink.saturating_sub(1))
        .filter(|&i| {
            let at =
                |i: usize| advances.get(i).and_then(|&(at, _)| spelled.clusters.get(at));
            at(i).zip(at(i + 1)).is_some_and(|(a, b)| stretches(a, b))
        })
        .collect();
    let share = missing / gaps.len().max(1) as f32;
    // A line with little to stretch (a word too long for the rest of it) stays ragged.
    if share > spelled.setting.size / 2.0 {
        return;
    }
    for i in gaps {
        if let Some((_, advance)) = advances.get_mut(i) {
            *advance += share;
        }
    }
}

fn stretches(a: &Cluster, b: &Cluster) -> bool {
    !matches!((a.kind, b.kind), (Cut::Narrow, Cut::Narrow) | (Cut::Dash, Cut::Dash))
}

impl Line {
    /// The line as texts, its start at `x` (the indent is added) on base line `y`.
    pub(super) fn marks(
        &self,
        spelled: &Spelled,
        (x, y): (f32, f32),
        node: Option<usize>,
    ) -> Vec<Mark> {
        let mut texts: Vec<Text> = Vec::new();
        let mut pen = x + self.indent;
        for &(at, advance) in &self.advances {
            let Some(cluster) = spelled.clusters.get(at) else { continue };
            if texts.last().is_none_or(|text| text.font != cluster.font) {
                texts.push(Text {
                    x: pen,
                    y,
                    size: spelled.setting.size,
                    font: cluster.font,
                    text: String::new(),
                    glyphs: Vec::new(),
                    node,
                    turned: false,
                });
            }
            if let Some(text) = texts.last_mut() {
                let start = text.text.len();
                text.text.push_str(spelled.text.get(cluster.bytes.clone()).unwrap_or(""));
                let bytes = start..text.text.len();
                text.glyphs.push(Placed { id: cluster.id, bytes, advance });
            }
            pen += advance;
        }
        texts.into_iter().map(Mark::Text).collect()
    }
}

#[cfg(test)]
#[path = "line_tests.rs"]
mod tests;
