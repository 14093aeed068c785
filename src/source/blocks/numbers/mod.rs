//! Which numbers open the items of a list, of all that blocks begin with.

pub(in crate::source) mod family;
pub(in crate::source) mod fractions;
mod gaps;
pub(in crate::source) mod label_numbers;
pub(in crate::source) mod lone;
pub(in crate::source) mod numbering;
pub(in crate::source) mod one_line;
pub(in crate::source) mod parts;
pub(in crate::source) mod run_in;
mod section_numbers;
pub(in crate::source) mod sections;
pub(in crate::source) mod spelling;
pub(in crate::source) mod sunk;
