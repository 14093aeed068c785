//! Corpus → Plan: renumber, fmt, fix, add, and what a parsed source does to the corpus.

mod add;
mod fill;
mod fix;
mod fmt;
mod renumber;
pub mod intake;

pub use add::{Draft, add};
pub use fill::{FillError, Filled, fill};
pub use fix::{Fixed, fix};
pub use fmt::{Formatted, format};
pub use renumber::{Mention, Move, Order, RenumberError, Renumbered, Request, renumber};
