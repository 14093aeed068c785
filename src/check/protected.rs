//! What looks like damage and is not: addresses of the Internet. Their characters are
//! claimed before the first rule reads the text.

use std::sync::LazyLock;

use crate::text::Span;

use super::passage::{Passage, Pattern, group, pattern};

static ADDRESS: Pattern = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)\b(?:https?|ftp)://[a-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]*[a-z0-9/#=_\-]",
        r"|\bwww\.[a-z0-9\-._~:/?#@!$&*+,;=%]*[a-z0-9/]",
        r"|\b[a-z0-9._%+\-]+@[a-z0-9\-]+(?:\.[a-z0-9\-]+)+",
    ))
});

/// The spans of the addresses in a passage.
pub(super) fn spans(passage: &Passage<'_>) -> Vec<Span> {
    if !passage.text.contains(['@', ':', '.']) {
        return Vec::new();
    }
    passage.matches(&ADDRESS).map(|found| group(&found, 0)).collect()
}
