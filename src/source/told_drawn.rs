//! Tables that are drawn and were not read as such: what parts their cells stands in texts, or
//! no items were found. That is told.

use super::account::{Account, Class};
use super::notice::{DRAWN, Report};
use crate::text::Span;

/// Tells where the first `row` of one stands, where texts of items hold what parts its cells, or
/// there are no items.
pub(crate) fn tell(
    text: &str,
    row: Option<(&str, Span)>,
    account: &Account,
    report: &mut Report,
) {
    let Some((sign, first)) = row else { return };
    let mut items = false;
    let inside = account.pieces().any(|piece| {
        let own = matches!(piece.class, Class::Text(_));
        items |= own;
        own && piece.span.of(text).contains(sign)
    });
    if items && !inside {
        return;
    }
    let message = format!("表格像是用“{sign}”画的，各格没有分开，“{sign}”可能留在正文里");
    report.note(DRAWN, first, message).help =
        Some(format!("把“{sign}”换成制表符或“|”、去掉画线的各行，再重新读取"));
}
