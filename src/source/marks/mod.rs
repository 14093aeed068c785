//! What a few characters say by themselves: the number, the label, the page number or the
//! head of a column that a text is or begins with. Knows nothing of where they stand.

pub(super) mod addressee;
pub(super) mod advice;
pub(super) mod cells;
pub(super) mod charset;
pub(super) mod digits;
pub(super) mod dressing;
pub(super) mod folio;
pub(super) mod heads;
pub(super) mod label;
pub(super) mod notes;
pub(super) mod number;
pub(super) mod opening;
pub(super) mod page_heads;
pub(super) mod place;
pub(super) mod scan;
pub(super) mod signs;
mod tools;
pub(super) mod words;
