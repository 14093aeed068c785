//! What the layout asks of the fonts.

use crate::document::Style;
use crate::text::{is_han, is_wide_punctuation};

/// A place in the official format that has a typeface of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Body text: 仿宋.
    Body,
    /// The title: 小标宋.
    Title,
    /// First-level headings, heads of tables, labels: 黑体.
    Hei,
    /// Second-level headings, heading sentences: 楷体.
    Kai,
    /// Page numbers: 宋体.
    Song,
}

impl Role {
    /// The typeface of a style.
    pub const fn of(style: Style) -> Self {
        match style {
            Style::Plain => Self::Body,
            Style::Strong => Self::Kai,
            Style::Label => Self::Hei,
        }
    }
}

/// A glyph of a font.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// The font, as the metrics number them.
    pub font: usize,
    /// Its number in the font.
    pub id: u32,
    /// How far it moves the pen, in ems.
    pub advance: f32,
}

/// The fonts, as far as the layout needs them.
pub trait Metrics {
    /// The glyph for a character. Where no font has it the answer is any glyph, and whoever
    /// answers remembers that the pages may not be used.
    fn glyph(&self, role: Role, c: char) -> Glyph;
}

/// Chinese one em wide, everything else a half: about what every Chinese font says. For
/// formats whose reader has the fonts, and for tests.
pub struct Even;

impl Metrics for Even {
    fn glyph(&self, role: Role, c: char) -> Glyph {
        let wide = is_han(c) || is_wide_punctuation(c);
        let advance = if wide { 1.0 } else { 0.5 };
        Glyph { font: role as usize, id: u32::from(c), advance }
    }
}
