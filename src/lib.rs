//! `jianyi` (建议) turns an issued list of official recommendations into one YAML file per
//! recommendation, checks that corpus, selects from it, and prints it.
//!
//! Data flows one way:
//!
//! ```text
//! source ──► records ──► corpus ──► selection ──► document ──► bytes
//! source/    record/     corpus/    select/       document/    layout/, write/
//!                          │  ▲
//!                  check/ ─┘  └─ edit/   (Corpus → Plan → files)
//! ```
//!
//! The modules stand in the order of their layers: each uses only those before it, and a
//! test holds that order.

pub mod text;
pub mod diag;
pub mod model;
pub mod source;
pub mod record;
pub mod corpus;
pub mod check;
pub mod select;
pub mod edit;
pub mod document;
pub mod layout;
pub mod write;
pub mod cli;
