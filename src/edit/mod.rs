//! Corpus → Plan: renumber, fmt, fix, add, and what a parsed source does to the corpus.

mod fix;

pub use fix::{Fixed, fix};
