//! What stands above a list, on further pages of it: its title and its office at their tops, and
//! lines that say that it goes on: 工作建议清单（续）.

use std::collections::HashSet;

use super::masthead::{self, GONE_ON};
use super::repeated::is_listed;
use super::{LONGEST, is_at_edge};
use crate::source::blocks::around::title;
use crate::source::blocks::page::{Page, Role};
use crate::source::marks::addressee;
use crate::source::marks::dressing::core;
use crate::source::marks::label::Names;

/// Takes the lines at the ends of pages that stand above the list, which has `begun` at that
/// block, as well: its title and its office. `keyed` are the lines of text that may be one,
/// `over` those beside the column of the items, and their keys.
pub(super) fn take_again(
    page: &mut Page<'_>,
    keyed: &[(u32, u64)],
    over: &[(u32, u64)],
    begun: Option<usize>,
    names: &Names,
) {
    let Some(begun) = begun else { return };
    let count = keyed.partition_point(|&(at, _)| (at as usize) < begun);
    let (above, below) = keyed.split_at(count);
    let mut above: HashSet<u64> = above.iter().map(|&(_, key)| key).collect();
    // Alone at the tops of several pages, a line beside that column is over all of them.
    let mut once: HashSet<u64> = below.iter().map(|&(_, key)| key).collect();
    above.extend(over.iter().map(|&(_, key)| key).filter(|&key| !once.insert(key)));
    for &(at, key) in below.iter().chain(over) {
        let at = at as usize;
        if !above.contains(&key) {
            continue;
        }
        let Some((block, Role::Text)) = page.block(at) else { continue };
        let (head, _) = page.head(&block, LONGEST);
        // Between two items nothing else says what the list is called.
        let between = page.above(at).is_some_and(|(above, _)| above.ends_sentence());
        if !(is_at_edge(page, at) || (between && title::names_list(&head))) {
            continue;
        }
        let label = addressee::is_addressee(&core(&head));
        if !label && !is_listed(page, &block, names) && is_alone(page, at) {
            page.set(at, Role::Furniture);
        }
    }
}

/// Takes those of `lines` out that say that one above the list, which has `begun` at that block,
/// goes on: 工作建议清单（续）; and those that say it of a list with another name. Returns them.
pub(super) fn take_gone_on(
    page: &mut Page<'_>,
    lines: &[u32],
    over: &[(u32, u64)],
    begun: Option<usize>,
    names: &Names,
) -> Vec<usize> {
    /// Blocks above a list of which one may be its title.
    const TOP: usize = 12;
    let mut all = masthead::find_gone_on(page, lines, begun);
    let begun = begun.unwrap_or(0);
    let lines = lines.iter().copied().chain(over.iter().map(|&(at, _)| at));
    let below = lines.map(|at| at as usize).filter(|&at| at > begun);
    let closed = |at: &usize| {
        let own = page.block(*at).filter(|(_, role)| *role == Role::Text);
        own.is_some_and(|(own, _)| {
            matches!(own.last_char(), Some('）' | ')')) && !is_listed(page, &own, names)
        })
    };
    let mut found: Vec<usize> = below.filter(closed).collect();
    if found.is_empty() {
        return all;
    }
    let words = |at: usize| {
        page.block(at).map(|(own, _)| page.head(&own, LONGEST).0.into_owned())
    };
    let titles: HashSet<String> =
        (begun.saturating_sub(TOP)..begun).filter_map(words).collect();
    found.retain(|&at| {
        let own = words(at).unwrap_or_default();
        let title = GONE_ON.iter().find_map(|word| own.strip_suffix(word));
        title.is_some_and(|title| titles.contains(title))
    });
    for &at in &found {
        page.set(at, Role::Furniture);
    }
    all.extend(found);
    all
}

/// Whether nothing stands on the line of block `at` behind it.
fn is_alone(page: &Page<'_>, at: usize) -> bool {
    let span = |at: usize| page.block(at).map(|(own, _)| page.tokens.span(&own));
    let (Some(own), Some(next)) = (span(at), span(at + 1)) else { return true };
    page.text.get(own.end..next.start).is_none_or(|between| between.contains('\n'))
}

impl Page<'_> {
    /// Whether nothing else stands on the line of block `at`.
    pub(super) fn is_line(&self, at: usize) -> bool {
        at.checked_sub(1).is_none_or(|before| is_alone(self, before))
            && is_alone(self, at)
    }
}
