//! What the layout hands to a writer: pages of placed glyphs and rules, the outline, and
//! the structure that reading aloud and searching need.
//!
//! All places are in points from the top left corner of the page.

use std::ops::Range;

use super::grid::Sheet;

/// What is known of a document beside its pages.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Structure {
    /// The headings, in order.
    pub outline: Vec<Bookmark>,
    /// The structure; a node stands after its parent.
    pub nodes: Vec<Node>,
}

/// A page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// How its paper lies.
    pub sheet: Sheet,
    /// What stands on it, in reading order.
    pub marks: Vec<Mark>,
}

/// A thing on a page.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// Text in one font.
    Text(Text),
    /// A horizontal or vertical line, for the eye only.
    Rule {
        /// From.
        from: (f32, f32),
        /// To.
        to: (f32, f32),
    },
    /// A filled rectangle: a bar of a chart.
    Bar {
        /// Its left edge.
        x: f32,
        /// Its top edge.
        y: f32,
        /// How wide it is.
        width: f32,
        /// How high it is.
        height: f32,
        /// What it belongs to.
        node: usize,
    },
}

/// Text in one font and size, on one line.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// Where its first glyph starts.
    pub x: f32,
    /// Its base line.
    pub y: f32,
    /// The size.
    pub size: f32,
    /// The font, as the metrics number them.
    pub font: usize,
    /// The characters.
    pub text: String,
    /// Their glyphs, in order.
    pub glyphs: Vec<Placed>,
    /// What it belongs to; nothing for page numbers and repeated heads.
    pub node: Option<usize>,
    /// Turned a quarter clockwise about its start: a page number of a landscape page.
    pub turned: bool,
}

/// A glyph of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// Its number in the font.
    pub id: u32,
    /// The bytes of the text that it stands for.
    pub bytes: Range<usize>,
    /// From its start to the next glyph's.
    pub advance: f32,
}

/// A heading, for the bookmarks.
#[derive(Clone, Debug, PartialEq)]
pub struct Bookmark {
    /// 1 to 4.
    pub level: u8,
    /// Its text.
    pub text: String,
    /// Its page, counted from 0.
    pub page: usize,
    /// Its top.
    pub y: f32,
}

/// A part of the structure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// The node that it is in.
    pub parent: Option<usize>,
}

/// What a part of the structure is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The visible title.
    Title,
    /// A heading of level 1 to 4, and its text.
    Heading(u8, String),
    /// A paragraph.
    Paragraph,
    /// A list.
    List,
    /// An item of a list.
    Item,
    /// A table.
    Table,
    /// A row of a table.
    Row,
    /// A cell of a table's head.
    Head,
    /// A cell.
    Cell {
        /// Over how many rows it reaches.
        rows: usize,
    },
    /// A chart, and what it says in words.
    Figure(String),
    /// The contents.
    Contents,
    /// A line of the contents, and the place of its heading in the outline.
    Entry(usize),
}
