//! Labels that are known only when the items are: of unknown names, in front of texts, and
//! what looks like one and is of another column.

pub(in crate::source) mod again;
mod counted;
mod form;
pub(in crate::source) mod inside;
pub(in crate::source) mod leading;
pub(in crate::source) mod named;
pub(in crate::source) mod organs;
pub(in crate::source) mod trailing;
pub(in crate::source) mod units;
pub(in crate::source) mod unknown;
pub(in crate::source) mod unnamed;
