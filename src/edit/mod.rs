//! Corpus → Plan: renumber, fmt, fix, add, and what a parsed source does to the corpus.

mod fix;
mod renumber;
pub mod intake;

pub use fix::{Fixed, fix};
pub use renumber::{Mention, Move, Order, RenumberError, Renumbered, Request, renumber};
