//! Text to clusters: a glyph for each character, with its width, how much blank of it may
//! be cut, and whether a line may start there.

use std::ops::Range;

use super::breaks;
use super::grid::{BODY, CHARACTER};
use super::metrics::{Metrics, Role};
use crate::text::{is_closing, is_opening};

/// The size of text, and how wide a full-width character of it stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Setting {
    /// In points.
    pub(super) size: f32,
    /// From one full-width character to the next, in points.
    pub(super) pitch: f32,
}

impl Setting {
    /// 三号 on the grid.
    pub(super) const BODY: Self = Self { size: BODY, pitch: CHARACTER };

    /// A size off the grid, as the font has it.
    pub(super) const fn free(size: f32) -> Self {
        Self { size, pitch: size }
    }
}

/// A character and its glyph.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cluster {
    /// The bytes of the text, marks without ink after it included.
    pub(super) bytes: Range<usize>,
    pub(super) font: usize,
    pub(super) id: u32,
    /// Its width before anything is cut.
    pub(super) advance: f32,
    /// Blank at its left that may go: an opening mark.
    pub(super) blank_before: f32,
    /// Blank at its right that may go: a closing mark, a comma, a stop.
    pub(super) blank_after: f32,
    /// Whether a line may start with it.
    pub(super) may_start: bool,
    /// Whether one may where its word is longer than a line.
    pub(super) may_cut: bool,
    pub(super) kind: Cut,
}

/// What a cluster is to the line it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    /// A full-width character or mark: lines are stretched between them.
    Wide,
    /// A letter or digit: nothing is stretched between them.
    Narrow,
    /// A dash or an ellipsis, which stands unbroken with its like.
    Dash,
    /// A space.
    Space,
    /// The end of a line, asked for by the text.
    End,
}

/// Text, ready to be broken into lines.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Spelled {
    pub(super) text: String,
    pub(super) clusters: Vec<Cluster>,
    pub(super) setting: Setting,
}

impl Spelled {
    /// Spells runs of text, each in the face of its role.
    pub(super) fn new<'t>(
        runs: impl IntoIterator<Item = (Role, &'t str)>,
        setting: Setting,
        metrics: &dyn Metrics,
    ) -> Self {
        let mut spelled = Self { text: String::new(), clusters: Vec::new(), setting };
        for (role, run) in runs {
            for c in run.chars() {
                spelled.push(role, c, metrics);
            }
        }
        spelled.allow(&breaks::opportunities(&spelled.text));
        spelled
    }

    /// The same in one face, as a title: lines end only between words.
    pub(super) fn title(
        role: Role,
        text: &str,
        setting: Setting,
        metrics: &dyn Metrics,
    ) -> Self {
        let mut spelled = Self::new([(role, text)], setting, metrics);
        let words = breaks::between_words(&spelled.text);
        spelled.allow(&words);
        spelled
    }

    fn allow(&mut self, starts: &[bool]) {
        for cluster in &mut self.clusters {
            cluster.may_start = starts.get(cluster.bytes.start).copied().unwrap_or(false);
        }
    }

    fn push(&mut self, role: Role, c: char, metrics: &dyn Metrics) {
        let start = self.text.len();
        let before = self.text.chars().next_back();
        self.text.push(c);
        if is_inkless(c) {
            // The text keeps it, for whoever searches or copies; the page shows nothing.
            if let Some(last) = self.clusters.last_mut() {
                last.bytes.end = self.text.len();
            }
            return;
        }
        let glyph = metrics.glyph(role, shown(c));
        let Setting { size, pitch } = self.setting;
        // M is as wide in many a font, and stands in a word all the same.
        let full = !c.is_ascii() && (0.9..1.1).contains(&glyph.advance);
        let advance = if full { pitch } else { glyph.advance * size };
        let half = if full { size / 2.0 } else { 0.0 };
        self.clusters.push(Cluster {
            bytes: start..self.text.len(),
            font: glyph.font,
            id: glyph.id,
            advance: if c == '\n' { 0.0 } else { advance },
            blank_before: if is_opening(c) { half } else { 0.0 },
            blank_after: if ends_blank(c) { half } else { 0.0 },
            may_start: false,
            may_cut: before.is_some_and(|before| breaks::may_cut(before, c)),
            kind: kind(c, full),
        });
    }
}

fn kind(c: char, full: bool) -> Cut {
    match c {
        '\n' => Cut::End,
        '—' | '…' => Cut::Dash,
        _ if c.is_whitespace() && c != '\u{3000}' => Cut::Space,
        _ if full => Cut::Wide,
        _ => Cut::Narrow,
    }
}

/// Whether a full-width `c` has its ink at the left (GB/T 15834 5.1.9: such marks may take
/// half a character).
fn ends_blank(c: char) -> bool {
    is_closing(c) || matches!(c, '，' | '。' | '、' | '；' | '：')
}

/// Whether `c` is never seen: joiners, variation selectors, marks of direction.
fn is_inkless(c: char) -> bool {
    matches!(c, '\r' | '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
        | '\u{E0000}'..='\u{E01EF}')
}

/// The character whose glyph is drawn for `c`: a space for every kind of space, and
/// something to be seen for what no font can draw.
fn shown(c: char) -> char {
    match c {
        '\u{3000}' => c,
        _ if c.is_whitespace() => ' ',
        _ if c.is_control() => '\u{FFFD}',
        _ => c,
    }
}
