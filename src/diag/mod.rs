//! Findings as data: what a rule says about a place, how grave it is, and how to mend it.
//!
//! Knows neither the rules nor the corpus, so that every layer above can report. One file
//! per printer turns findings into text; a printer gets the texts it quotes from [`Texts`].

mod finding;

pub use finding::{Edit, Finding, Fix, Note, Place, Safety, Severity, Texts};
