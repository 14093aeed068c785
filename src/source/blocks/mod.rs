//! What each block is: furniture, a label, the start of an item or text, decided by how it
//! stands among the others.

pub(super) mod around;
pub(super) mod find;
pub(super) mod furniture;
pub(super) mod height;
pub(super) mod join;
pub(super) mod labels;
pub(super) mod numbers;
pub(super) mod page;
pub(super) mod rows;
pub(super) mod shape;
pub(super) mod tables;
pub(super) mod titled;
