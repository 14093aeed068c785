//! The blocks.

/// A report as a tree of blocks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// The title, for the document's properties (the visible one is a block).
    pub title: String,
    /// Who issued it, for the properties.
    pub author: Option<String>,
    /// The date in the official spelling, for the properties.
    pub date: Option<String>,
    /// What stands in it, in order.
    pub blocks: Vec<Block>,
}

/// How a run of text is meant, and so which face it is set in. The official format has
/// no bold: levels differ by typeface (GB/T 9704 7.3.3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Style {
    /// Body text: 仿宋.
    #[default]
    Plain,
    /// A heading sentence inside a paragraph, or stress: 楷体; bold where a format has no
    /// such face.
    Strong,
    /// A label inside text: 黑体.
    Label,
}

/// Text of one style. A line break inside it is `\n`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// The text.
    pub text: String,
    /// How it is meant.
    pub style: Style,
}

impl Run {
    /// Plain text.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), style: Style::Plain }
    }

    /// Text of a style.
    pub fn styled(text: impl Into<String>, style: Style) -> Self {
        Self { text: text.into(), style }
    }
}

/// How lines stand between the margins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Align {
    /// Justified with an indent of two characters in paragraphs, left in cells.
    #[default]
    Body,
    /// From the left margin, without indent.
    Left,
    /// Centred.
    Centre,
    /// To the right margin.
    Right,
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// The visible title (二号小标宋, centred).
    Title(String),
    /// A line under the title: the source, the date (楷体, centred).
    Subtitle(String),
    /// A heading of level 1 to 4 (黑体, 楷体, 仿宋, 仿宋), for the contents and bookmarks.
    Heading {
        /// 1 to 4.
        level: u8,
        /// Its text, any number included.
        text: String,
    },
    /// A paragraph.
    Paragraph {
        /// Its text.
        runs: Vec<Run>,
        /// How its lines stand.
        align: Align,
    },
    /// Items with a mark or number each, in order.
    List(Vec<ListItem>),
    /// A table.
    Table(Table),
    /// A bar chart.
    Chart(Chart),
    /// The contents: filled by the writer from the headings.
    Contents,
    /// What follows starts a page.
    PageBreak,
    /// Blocks on landscape pages of their own.
    Landscape(Vec<Block>),
}

/// An item of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListItem {
    /// Its number, where the list is numbered; the numbers need not follow each other.
    pub number: Option<u32>,
    /// Its paragraphs.
    pub paragraphs: Vec<Vec<Run>>,
    /// What a reader may filter it by, in formats that can: names, and its values of each
    /// (地区: 河南省; 主题: 消防、养老机构).
    pub facets: Vec<(String, Vec<String>)>,
}

/// A table with a head that repeats on every page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The columns, left to right.
    pub columns: Vec<Column>,
    /// The rows under the head.
    pub rows: Vec<Row>,
}

/// A column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Column {
    /// What stands in the head.
    pub head: String,
    /// Its share of the width; the shares of a table need not add up to anything.
    pub width: f32,
    /// How its cells stand.
    pub align: Align,
    /// Whether a cell equal to the one above is shown once, and again after a page end.
    pub merge: bool,
    /// Whether each of its values may have a sheet of its own, in formats that have sheets.
    pub sheets: bool,
    /// The choices of a cell, for formats that can offer them.
    pub choices: Vec<String>,
}

/// A row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Its cells, as many as there are columns.
    pub cells: Vec<Cell>,
}

/// A cell: paragraphs parted by `\n`; numbers may be told to formats that have types.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// What is shown.
    pub text: String,
    /// Its value, where it is a number.
    pub number: Option<f64>,
}

/// A horizontal bar chart, readable in black and white.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chart {
    /// What it shows.
    pub title: String,
    /// Label and value of each bar, in order.
    pub bars: Vec<(String, u32)>,
}
