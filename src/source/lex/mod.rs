//! From text to blocks: one lexer for all dialects, which says of each stretch of text only
//! how it is set. What a block is for is not asked here.

pub(super) mod broken;
pub(super) mod builder;
pub(super) mod bullet;
mod calls;
pub(super) mod cells;
pub(super) mod columns;
pub(super) mod commas;
pub(super) mod cuts;
pub(super) mod dashes;
pub(super) mod dialect;
pub(super) mod edges;
pub(super) mod elements;
pub(super) mod feet;
pub(super) mod fields;
pub(super) mod flow;
pub(super) mod forum;
pub(super) mod frame;
mod grid;
pub(super) mod html;
pub(super) mod inline;
pub(super) mod lexer;
mod list_styles;
pub(super) mod lists;
pub(super) mod markdown;
pub(super) mod opendocument;
pub(super) mod position;
pub(super) mod quoted;
pub(super) mod rowhead;
pub(super) mod scope;
pub(super) mod signset;
pub(super) mod silent;
pub(super) mod spacing;
pub(super) mod tails;
pub(super) mod token;
pub(super) mod torn;
pub(super) mod written;
