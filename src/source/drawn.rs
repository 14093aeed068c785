//! Tables that are drawn: with `│` or `┃`, as terminals print them, or with `｜`. They are not
//! read as tables, so that what parts their cells may stand in texts: that is told.

use memchr::memmem::Finder;

use super::account::{Account, Class};
use super::notice::{DRAWN, Report};
use crate::text::Span;

/// What parts the cells.
const SIGNS: [&str; 4] = ["│", "┃", "║", "｜"];

/// Lines with more than one of them, at least.
const FEW: usize = 3;

/// How much of a source is looked at.
const SAMPLE: usize = 1 << 18;

/// Tells where the first of them stands, where texts of items hold what parts their cells, or
/// there are no items.
pub(crate) fn tell(text: &str, account: &Account, report: &mut Report) {
    let part = text.get(..text.floor_char_boundary(SAMPLE)).unwrap_or(text);
    let found = |sign: &&&str| Finder::new(sign).find(part.as_bytes()).is_some();
    let Some(sign) = SIGNS.iter().find(found).copied() else { return };
    let mut end = 0;
    let lines = part.split_inclusive('\n').map(|line| {
        end += line.len();
        (Span::new(end - line.len(), end - line.len() + line.trim_end().len()), line)
    });
    let rows = lines.filter(|(_, line)| line.matches(sign).nth(1).is_some());
    let rows: Vec<Span> = rows.map(|(span, _)| span).take(FEW).collect();
    let (Some(&first), true) = (rows.first(), rows.len() == FEW) else { return };
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
