//! The notes at the foot of a page, under a rule: `──────` over `注：本页数据……`, `[1] 见……`.

use crate::source::blocks::page::{Page, Role};
use crate::source::lex::token::Gap;
use crate::source::marks::digits::digit;

/// Lines of the notes of one page, at most.
const MOST: usize = 12;

/// Takes the lines from each of `rules`, lines that are drawn, to the end of its page out of
/// the text, where they begin as notes do; returns the first line of the notes of each page.
pub(crate) fn take(page: &mut Page<'_>, rules: &[usize]) -> Vec<usize> {
    let mut found = Vec::new();
    for &rule in rules {
        if !opens_note(page, rule + 1) {
            continue;
        }
        let past = end_of_page(page, rule).unwrap_or_else(|| end_of_notes(page, rule));
        found.push(rule + 1);
        page.set(rule, Role::Furniture);
        for at in rule + 1..past {
            page.set(at, Role::Around);
        }
    }
    found
}

/// One past the last line of the page that the line `rule` stands on, when a few lines stand
/// under it.
fn end_of_page(page: &Page<'_>, rule: usize) -> Option<usize> {
    let ends = |at: &usize| match page.block(*at) {
        Some((_, Role::Furniture)) => true,
        Some((own, _)) => own.gap == Gap::Page,
        None => false,
    };
    (rule + 1..=rule + MOST).find(ends).filter(|&past| past > rule + 1)
}

/// One past the last line of the notes under the line `rule`, where no end of a page shows:
/// that of a sentence, below which no other note begins.
fn end_of_notes(page: &Page<'_>, rule: usize) -> usize {
    let ends = |at: &usize| {
        let own = page.block(*at);
        own.is_none_or(|(own, _)| own.ends_text()) && !opens_note(page, at + 1)
    };
    (rule + 1..=rule + MOST).find(ends).map_or(rule + 2, |last| last + 1)
}

/// Whether block `at` begins as a note does.
fn opens_note(page: &Page<'_>, at: usize) -> bool {
    let Some((block, Role::Text)) = page.block(at) else { return false };
    let (head, _) = page.head(&block, 8);
    let words = ["注：", "注:", "说明：", "*", "＊", "※", "["];
    // The notes may be numbered through all pages: 注2：.
    let numbered = |rest: &str| rest.starts_with(|c| digit(c).is_some());
    words.iter().any(|word| head.starts_with(word))
        || head.strip_prefix('注').is_some_and(numbered)
}
