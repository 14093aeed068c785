//! The account: where every byte of a source went.

use crate::text::Span;

/// What a piece of a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Text of the item with this index in `Parsed::items`.
    Text(u32),
    /// An item's number with its mark.
    Number(u32),
    /// A region label.
    Label,
    /// The title of the list.
    Title,
    /// Tags, entities' punctuation, Markdown marks, comments, styles, scripts.
    Markup,
    /// White space, line ends, form feeds.
    Space,
    /// Page numbers, running heads, repeated column heads.
    Furniture,
    /// What stands around the list: preface, signature, date, notes.
    Around,
    /// What has no place: each is an error finding.
    Left,
}

/// A run of bytes of one class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Bytes of the source as received (not of the decoded text).
    pub span: Span,
    /// What they are.
    pub class: Class,
}

/// All pieces of a source: they tile it, first to last, without gap or overlap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// In the order of the source.
    pub pieces: Vec<Piece>,
}
