//! Lines that are drawn: converters to plain text set `-----` or `=====` under a heading, as long
//! as it is, and others part pages.

use super::LONGEST;
use crate::source::blocks::page::{Page, Role};
use crate::source::lex::token::Gap;
use crate::source::marks::folio;
use crate::text::print_width;

/// Takes those of `rules`, lines that are drawn, out of the text that underline the line above.
pub(super) fn take(page: &mut Page<'_>, rules: &[usize]) {
    for &rule in rules {
        if is_under(page, rule) {
            page.set(rule, Role::Around);
        }
    }
}

/// Takes those of `rules` out that are still text: they part pages, or what stands on one.
pub(in crate::source) fn take_left(page: &mut Page<'_>, rules: &[usize]) {
    for &rule in rules {
        if page.is(rule, Role::Text) {
            page.set(rule, Role::Furniture);
        }
    }
}

/// Whether the line at block `rule` is as long as the one right above it, which is text.
fn is_under(page: &Page<'_>, rule: usize) -> bool {
    let (Some((above, Role::Text)), Some((own, Role::Text))) =
        (rule.checked_sub(1).and_then(|above| page.block(above)), page.block(rule))
    else {
        return false;
    };
    let (head, whole) = page.head(&above, LONGEST);
    let (line, all) = page.head(&own, 2 * LONGEST);
    let drawn = line.chars().count();
    let lengths = [head.chars().count(), print_width(&head)];
    let alike = lengths.iter().any(|&length| length.abs_diff(drawn) < 2);
    own.gap == Gap::Line && whole && all && alike && !folio::is_rule(&head)
}
