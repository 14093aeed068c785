//! Labels near the title of a list: below its second line, and above it.

use crate::source::blocks::around::title::is_title;
use crate::source::blocks::labels::unknown::{Before, Form};
use crate::source::blocks::page::{Page, Role};
use crate::source::lex::token::NO_CELL;
use crate::source::marks::addressee::is_addressee;
use crate::source::marks::label::{self, Names};

/// Whether the line at block `at` is the second of a title: 单 below 整改问题清.
pub(super) fn ends(page: &Page<'_>, at: usize) -> bool {
    let head = |at: usize| {
        let block = page.tokens.blocks.get(at).filter(|own| own.cell == NO_CELL)?;
        let (head, whole) = page.tokens.head(page.text, block, label::LONGEST);
        whole.then_some(head)
    };
    let above = at.checked_sub(1).and_then(head);
    above.zip(head(at)).is_some_and(|(above, own)| is_title(&(above + &*own)))
}

/// The first line of a source, where only the title stands between it and the first number at
/// block `at`: a program that puts the lines of a page in order by where they begin has the
/// line at the edge before the one in the middle. The first number may be that of a label itself.
pub(super) fn over<'a>(page: &Page<'a>, at: usize, names: &Names) -> Option<Before<'a>> {
    let shown = |b: &usize| page.roles.get(*b) != Some(&Role::Furniture);
    let mut above = (0..at).rev().filter(shown);
    let title = page.tokens.blocks.get(above.next()?)?;
    let block = above.next().filter(|_| above.next().is_none())?;
    let (head, whole) = page.tokens.head(page.text, title, label::LONGEST);
    let first = page.tokens.blocks.get(at)?;
    let (line, _) = page.tokens.head(page.text, first, label::LONGEST);
    let labels = names.label(&line, false).is_some_and(|own| is_addressee(&own.name));
    (whole && is_title(&head) && !labels).then_some(())?;
    let (own, Role::Text) = page.block(block)? else { return None };
    let (head, _) = page.tokens.head(page.text, &own, label::LONGEST);
    let form = Form::of(&head, &own);
    Some(Before { block, head, form, under_label: false })
}
