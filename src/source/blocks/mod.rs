//! What each block is: furniture, a label, the start of an item or text, decided by how it
//! stands among the others.

pub(super) mod abreast;
pub(super) mod announce;
pub(super) mod around;
pub(super) mod beside;
pub(super) mod centre;
pub(super) mod edge;
pub(super) mod enclosure;
pub(super) mod family;
pub(super) mod filled;
pub(super) mod find;
pub(super) mod footnotes;
pub(super) mod forms;
pub(super) mod height;
pub(super) mod inner;
pub(super) mod join;
pub(super) mod label_numbers;
pub(super) mod leading;
pub(super) mod lone;
pub(super) mod masthead;
pub(super) mod numbering;
pub(super) mod page;
pub(super) mod parts;
pub(super) mod repeated;
pub(super) mod rows;
pub(super) mod sections;
pub(super) mod seen;
pub(super) mod shape;
pub(super) mod shifted;
pub(super) mod spelling;
pub(super) mod split_labels;
pub(super) mod stitch;
pub(super) mod tables;
pub(super) mod title;
pub(super) mod titled;
pub(super) mod unknown;
