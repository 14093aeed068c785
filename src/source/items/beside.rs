//! The items to which what stands beside their texts belongs: numbers, and titles, which are
//! read before the text.

use super::Reader;
use super::draft::{Draft, ends, put_whole};
use super::part::Part;
use crate::source::account::Class;
use crate::source::blocks::numbers::numbering::Start;
use crate::source::blocks::page::Role;
use crate::source::lex::token::{Block, Kind, Run, place};
use crate::source::marks::label::LONGEST;
use crate::source::marks::number;

/// The titles that stand beside the texts of items, perhaps over some lines.
#[derive(Debug, Default)]
pub(super) struct Titles {
    /// Their parts, each with its item, in order.
    parts: Vec<(u32, Part)>,
}

impl Titles {
    /// Puts each title before the text of its item, among the `parts` of which the `drafts`
    /// are made, as a paragraph of its own; returns the parts of all.
    pub(super) fn put_in(self, drafts: &mut [Draft], parts: Vec<Part>) -> Vec<Part> {
        if self.parts.is_empty() {
            return parts;
        }
        let end_of_line = Part::of(Run { start: 0, end: 0, kind: Kind::Char('\n') });
        let ends: Vec<u32> = ends(drafts, parts.len()).collect();
        let mut titles = self.parts.into_iter().peekable();
        let mut all = Vec::with_capacity(parts.len() + titles.len() + drafts.len());
        for ((index, draft), end) in (0..).zip(drafts).zip(ends) {
            let text = parts.get(draft.first as usize..end as usize).unwrap_or_default();
            draft.first = place(all.len());
            while let Some((_, own)) = titles.next_if(|&(at, _)| at == index) {
                all.push(own);
            }
            let both = all.len() > draft.first as usize && !text.is_empty();
            all.extend(end_of_line.filter(|_| both));
            all.extend_from_slice(text);
        }
        all
    }
}

impl Reader<'_, '_> {
    /// The item whose number all of `block` is: the one that opens next, where that prints
    /// this number and nothing of the open one stands before it, or the open one, beside
    /// whose text it stands.
    pub(super) fn numbered_by(
        &self,
        block: &Block,
        at: usize,
        next: Option<&Start>,
    ) -> Option<u32> {
        /// Cells of a row before that of its text, at most.
        const FAR: usize = 8;
        let (head, _) = self.page.head(block, LONGEST);
        let value = number::whole(&head);
        let text = |at: usize| self.page.is(at, Role::Text);
        let opens = next.filter(|next| value == Some(next.printed)).is_some_and(|next| {
            let until = next.block as usize;
            (at + 1..=at + FAR).contains(&until)
                && text(until)
                && !(at + 1..until).any(text)
        });
        place(self.drafts.len()).checked_sub(u32::from(!opens))
    }

    /// Takes `block`, block `at`, as the title, or a line of it, of the item whose text stands
    /// behind it on its line, perhaps the one that opens `next`, or else of the open one.
    pub(super) fn take_title(&mut self, block: &Block, at: usize, next: Option<&Start>) {
        let text = self.page.text_beside(at).map(place);
        let opens = next.is_some_and(|next| text == Some(next.block));
        let Some(item) = place(self.drafts.len()).checked_sub(u32::from(!opens)) else {
            self.whole(block, Class::Around);
            return;
        };
        if self.titles.parts.is_empty() {
            self.report.titles(self.page.tokens.span(block));
        }
        put_whole(self.page, &mut self.ledger, block, Class::Text(item));
        let parts = self.page.tokens.runs_of(block).iter().copied().filter_map(Part::of);
        self.titles.parts.extend(parts.map(|part| (item, part)));
        if let Some(draft) = self.drafts.get_mut(item as usize) {
            draft.end = draft.end.max(place(self.page.tokens.span(block).end));
        }
    }
}
