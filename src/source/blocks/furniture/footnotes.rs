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
        let Some(past) = end_of_page(page, rule) else { continue };
        if !opens_note(page, rule + 1) {
            continue;
        }
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
        Some((_, Role::Furniture)) | None => true,
        Some((own, _)) => own.gap == Gap::Page,
    };
    (rule + 1..=rule + MOST).find(ends).filter(|&past| past > rule + 1)
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
