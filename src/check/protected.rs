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
    let spans = passage.matches(&ADDRESS).map(|found| group(&found, 0));
    spans.filter(|&span| !is_in_markup(passage.text, span)).collect()
}

/// [办法](https://www.mem.gov.cn/gk), <https://www.mem.gov.cn>: the address belongs to the
/// mark, which `markup` tells as a whole.
fn is_in_markup(text: &str, address: Span) -> bool {
    let before = text.get(..address.start).unwrap_or("");
    let word = before.rsplit(|c: char| !c.is_ascii_graphic()).next().unwrap_or("");
    word.contains("](") || word.contains('<') || address.of(text).contains("](")
}
