//! Where the column of the items stands on pages that place each line by coordinates: tables of
//! such pages have no cells, but heads of columns, and texts that begin in line.

use std::collections::BTreeMap;

use super::position::{measure, sizes};
use crate::source::marks::heads::{Head, head_word};
use crate::text::width;

/// What parts the pages of such a source.
pub(super) const PAGE: &str = "position:relative";

/// Bytes of the longest line that is looked at.
const LONGEST: usize = 2000;

/// Digits that may be wider than half of a letter, at most.
const MOST: usize = 4;

/// A line of a page, in pixels.
#[derive(Clone, Copy, Debug)]
struct Line {
    top: usize,
    left: usize,
    right: usize,
    /// How much further right it may end.
    slack: usize,
    head: Option<Head>,
}

/// The column of the items on a page, in pixels.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    /// Where its lines begin.
    from: usize,
    /// Where other columns begin right of it.
    until: Option<usize>,
}

impl Column {
    /// Whether a line at `left` begins at its edge.
    pub(super) const fn begins(self, left: usize) -> bool {
        const NEAR: usize = 2;
        self.from.abs_diff(left) <= NEAR
    }

    /// Whether a line at `left` stands right of it.
    pub(super) fn is_past(self, left: usize) -> bool {
        self.until.is_some_and(|until| left >= until)
    }
}

/// The column of the items before the first page of `text` and on each page.
pub(super) fn columns(text: &str) -> Vec<Option<Column>> {
    let fonts = sizes(text);
    let mut found = vec![None];
    for page in text.split(PAGE).skip(1) {
        let before = found.last().copied().flatten();
        found.push(column(&lines(page, &fonts), before));
    }
    found
}

/// The lines of `page`; pieces of one that stand side by side are one.
fn lines(page: &str, fonts: &[(String, (usize, usize))]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for piece in page.split("position:absolute").skip(1) {
        let piece = piece.get(..piece.floor_char_boundary(LONGEST)).unwrap_or("");
        let Some((tag, rest)) = piece.split_once('>') else { continue };
        let (Some(top), Some(left)) = (measure(tag, "top:"), measure(tag, "left:"))
        else {
            continue;
        };
        let class = tag.split("class=\"").nth(1).and_then(|own| own.split('"').next());
        let own = fonts.iter().find(|(name, _)| Some(name.as_str()) == class);
        let Some(&(size, _)) = own.or(fonts.last()).map(|(_, font)| font) else {
            continue;
        };
        let rest = rest.split("</p").next().and_then(|own| own.split("</div").next());
        let shown = rest.unwrap_or("").split("<br").map(|own| {
            let own = own.trim_start_matches(['/', '>', ' ']);
            own.split('<').next().unwrap_or("").trim()
        });
        let widest = shown.clone().map(width).max().unwrap_or(0);
        let right = left + widest * size / 2;
        let head = shown
            .clone()
            .next()
            .and_then(head_word)
            .filter(|_| shown.clone().count() == 1);
        // How wide digits are is for the font to say.
        let slack = shown.map(|own| own.bytes().filter(u8::is_ascii).count()).max();
        let slack = size / 2 + slack.unwrap_or(0).min(MOST) * size / 4;
        let near = |line: &&mut Line| {
            let most = line.slack.max(size / 2);
            line.top.abs_diff(top) <= size / 3 && line.right.abs_diff(left) <= most
        };
        match lines.last_mut().filter(near) {
            Some(line) => (line.right, line.slack, line.head) = (right, slack, None),
            None => lines.push(Line { top, left, right, slack, head }),
        }
    }
    lines
}

/// The column on a page with these `lines`, behind a page whose column was `before`: below heads
/// of which one is that of the items.
fn column(lines: &[Line], before: Option<Column>) -> Option<Column> {
    let text = lines.iter().find(|line| line.head == Some(Head::Text));
    let Some(text) = text else { return before };
    let beside = |line: &&Line| {
        let near = line.top.abs_diff(text.top) <= text.right - text.left;
        near && line.head.is_some_and(|head| head != Head::Text)
    };
    if !lines.iter().any(|line| beside(&line)) {
        return before;
    }
    let mut weights: BTreeMap<usize, usize> = BTreeMap::new();
    for line in lines {
        *weights.entry(line.left).or_default() += line.right - line.left;
    }
    let (&from, _) = weights.iter().max_by_key(|(_, weight)| **weight)?;
    let own = lines.iter().filter(|line| line.left == from && line.head.is_none());
    let mut rights: Vec<usize> = own.map(|line| line.right).collect();
    rights.sort_unstable();
    let widest =
        rights.get(rights.len().saturating_sub(1 + rights.len() / 10)).copied()?;
    // What stands there begins near the end of the widest text, in line with more of it.
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for line in lines {
        if line.left > from && line.left + (widest - from) / 8 >= widest {
            *counts.entry(line.left).or_default() += 1;
        }
    }
    let most = counts.values().copied().max().unwrap_or(0);
    let enough = |&&count: &&usize| count > 1 && 2 * count >= most;
    let right = counts.iter().find(|(_, count)| enough(count)).map(|(&left, _)| left);
    let headed = lines.iter().filter(beside).any(|line| line.left > text.right);
    let until = right.filter(|_| headed);
    Some(Column { from, until })
}
