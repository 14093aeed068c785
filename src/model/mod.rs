//! The things the tool speaks of: recommendations, regions, and the vocabulary of
//! departments and topics. Plain values, no files, no YAML.

mod date;
mod recommendation;
mod region;
mod vocabulary;

pub use date::{day, official};
pub use recommendation::{
    DEFAULT_LIST, DEFAULT_LIST_NAME, Lines, Origin, Recommendation, Reference, STDIN,
    digest, split_title,
};
pub use region::{Region, RegionKind, Regions};
pub use vocabulary::{BadPattern, Mention, Term, TermKind, Vocabulary, complaint};
