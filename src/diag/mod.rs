//! Findings as data: what a rule says about a place, how grave it is, and how to mend it.
//!
//! Knows neither the rules nor the corpus, so that every layer above can report. One file
//! per printer turns findings into text; [`PRINTERS`] is the table of them, and a printer
//! gets the texts it quotes from [`Texts`].

mod finding;
mod locate;
mod visible;
mod printer;
mod human;
mod short;
mod json;
mod sarif;
mod github;
mod junit;

pub use finding::{Edit, Finding, Fix, Note, Place, Safety, Severity, Texts};
pub use human::print as print_human;
pub use json::write as write_json;
pub use printer::{PRINTERS, Printer, Report, RuleInfo};
pub use visible::visible;
