//! Running heads on one line with the number of their page: `工作建议清单　　1` on odd pages,
//! `2　　国务院安委会办公室` on even ones; and what stands below a page by itself.

use std::collections::BTreeMap;

use super::{LONGEST, begins_page, counts_on, is_at_edge, tears};
use crate::source::blocks::numbers::parts;
use crate::source::blocks::page::{Page, Role};
use crate::source::lex::token::{Block, Gap};
use crate::source::marks::label::Names;
use crate::source::marks::page_heads;
use crate::text::bare;

/// Takes the running heads out of those with a number `far` beside them, and of the lines that
/// may be some with one `near`, and the `addresses` of the web at the ends of pages.
pub(super) fn take(
    page: &mut Page<'_>,
    (far, near, addresses): (&[usize], &[usize], &[usize]),
    names: &Names,
) {
    take_far(page, far, names);
    take_near(page, near, names);
    take_addresses(page, addresses);
}

/// Takes the lines at the blocks `found` for running heads, where each has the next number
/// and all of one side have the same words: no item, label or row has.
fn take_far(page: &mut Page<'_>, found: &[usize], names: &Names) {
    let mut sides: [Option<String>; 2] = [None, None];
    let mut before = None;
    for &at in found {
        let Some((block, Role::Text)) = page.block(at) else { return };
        let (head, _) = page.head(&block, LONGEST);
        let Some(own) = page_heads::beside(&head) else { return };
        let words = bare(own.words).into_owned();
        let label = names.label(&words, false);
        let region = label.is_some_and(|label| label.is_known());
        let counts = before.is_none_or(|before: u32| before + 1 == own.number);
        let side = sides.get_mut(usize::from(own.leads));
        let Some(side) = side.filter(|_| counts && !region) else { return };
        if side.get_or_insert_with(|| words.clone()) != &words {
            return;
        }
        before = Some(own.number);
    }
    if found.len() > 1 {
        for &at in found {
            page.set(at, Role::Furniture);
        }
    }
}

/// Takes the lines at the blocks `found` for running heads that say the same and whose
/// numbers count on, where most tear a sentence. Attachments are numbered too.
fn take_near(page: &mut Page<'_>, found: &[usize], names: &Names) {
    let mut said: BTreeMap<String, Vec<(usize, u32)>> = BTreeMap::new();
    for &at in found {
        let Some((block, Role::Text)) = page.block(at) else { continue };
        let (head, _) = page.head(&block, LONGEST);
        if let Some(own) =
            page_heads::beside(&head).filter(|_| !parts::is_attachment(&head))
        {
            said.entry(bare(own.words).into_owned()).or_default().push((at, own.number));
        }
    }
    for (words, heads) in said {
        let counting = heads.len() > 1 && heads.windows(2).all(counts_on);
        let torn = heads.iter().filter(|&&(at, _)| tears(page, at)).count();
        let label = names.label(&words, false);
        let region = label.is_some_and(|label| label.is_known());
        if counting && torn * 2 >= heads.len() && !region {
            for (at, _) in heads {
                page.set(at, Role::Furniture);
            }
        }
    }
}

/// Takes those of the `addresses` of the web out that stand at the end of a page, and those
/// that come again, their figures apart, and tear a sentence.
fn take_addresses(page: &mut Page<'_>, addresses: &[usize]) {
    let mut said: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for &at in addresses {
        let Some((block, _)) = page.block(at) else { continue };
        let (head, _) = page.head(&block, LONGEST);
        let words = head.chars().filter(|c| !c.is_ascii_digit()).collect();
        said.entry(words).or_default().push(at);
    }
    for lines in said.into_values() {
        let again = lines.len() > 1 && lines.iter().any(|&at| tears(page, at));
        for at in lines {
            if again || is_at_edge(page, at) {
                page.set(at, Role::Furniture);
            }
        }
    }
}

/// Whether block `at` stands alone on the last line of a page, apart from what is above it.
pub(super) fn is_below_page(page: &Page<'_>, at: usize, block: &Block) -> bool {
    block.gap == Gap::Paragraph
        && (begins_page(page, at + 1) || page.block(at + 1).is_none())
}
