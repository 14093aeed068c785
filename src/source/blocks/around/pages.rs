//! Pages of the web that stand one behind the other in a source, as somebody saves the parts
//! of an article: between two of them stand the foot of one and the head of the next.

use crate::source::blocks::numbers::numbering::Start;
use crate::source::blocks::page::Page;
use crate::source::lex::token::{Gap, Look};
use crate::source::marks::notes::is_page_foot;

/// Characters of a line that tell whether it is of a foot.
const HEAD: usize = 12;

/// Gives what stands between the items of two pages its role: from the first line of a foot, or
/// from the title of the later page on, up to the next label or item.
pub(super) fn part(page: &mut Page<'_>, starts: &[Start]) {
    let mut seen = 0;
    for at in starts.first().map_or(0, |first| first.block as usize + 1)
        ..starts.last().map_or(0, |last| last.block as usize)
    {
        let titled = page.block(at).is_some_and(|(own, _)| own.look == Look::PageTitle);
        if !titled {
            continue;
        }
        let own = starts.partition_point(|start| (start.block as usize) < at);
        let last = own.checked_sub(1).and_then(|last| starts.get(last));
        let begins = last.map_or(at, |last| last.block as usize + 1).max(seen);
        let foot = (begins..at).find(|&at| is_foot(page, at)).unwrap_or(at);
        let next = starts.get(own).map(|next| next.block as usize);
        let until = [page.label_from(at), next].into_iter().flatten().min().unwrap_or(at);
        page.put_around(foot..until);
        seen = until;
    }
}

/// Whether the foot of a page begins with the paragraph at block `at`.
fn is_foot(page: &Page<'_>, at: usize) -> bool {
    page.block(at).is_some_and(|(block, _)| {
        block.gap > Gap::Line && is_page_foot(&page.head(&block, HEAD).0)
    })
}
