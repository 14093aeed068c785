//! Which label the items stand under: the one before them, the one beside their row, or
//! one that landed in their text.

use super::Reader;
use super::draft::Draft;
use super::sides::{Assigned, Side, Way};
use crate::source::blocks::find::announce::announces;
use crate::source::blocks::numbers::numbering::Start;
use crate::source::blocks::page::{Page, Placed, Role};
use crate::source::lex::token::{Block, Look};
use crate::source::marks::heads::{Head, head_word};
use crate::source::marks::label::{LONGEST, Label};
use crate::text::{Span, ends_text, split_blank};

/// Whether labels stand after the items that begin at `starts`: none before the first, one
/// after the last; where more do, they stand for something else.
pub(super) fn labels_follow(page: &Page<'_>, starts: &[Start]) -> bool {
    let (Some(first), Some(last)) = (starts.first(), starts.last()) else { return false };
    let in_rows = page.rows.iter().any(|row| row.label.is_some());
    let whole = page.labels.iter().rev().filter(|placed| placed.length == 0);
    let follows = |own: &&Placed| own.block > last.block && !page.is_beside(own);
    let mut behind = whole.take_while(follows).map(|placed| &placed.label.name);
    let own = behind.next();
    !in_rows
        && own.is_some()
        && behind.all(|name| Some(name) == own)
        && !(is_number_alone(page, last) && has_text_behind(page, starts))
        && page.labels.first().is_some_and(|placed| placed.block > first.block)
}

/// Whether the item at `start` has nothing before the next block but its number: a label there
/// stands before its text.
fn is_number_alone(page: &Page<'_>, start: &Start) -> bool {
    let own = page.block(start.block as usize);
    let next = page.labels.binary_search_by_key(&(start.block + 1), |own| own.block);
    next.is_ok() && own.is_some_and(|(own, _)| page.whole_number(&own).is_some())
}

/// Whether the text of the first of `starts` stands behind the line below its number.
fn has_text_behind(page: &Page<'_>, starts: &[Start]) -> bool {
    let [first, rest @ ..] = starts else { return false };
    let end = rest.first().map_or(page.roles.len(), |next| next.block as usize);
    (first.block as usize + 2..end).any(|at| page.is(at, Role::Text))
}

/// Whether an item may end with `last`. What a colon announces, or the rest of a series, comes
/// behind it, and a quotation or the year of a document stands inside a sentence.
pub(super) fn ends_item(last: char) -> bool {
    let goes_on = matches!(
        last,
        '：' | ':' | '；' | ';' | '〕' | '］' | ']' | '”' | '’' | '》' | '〉'
    );
    ends_text(last) && !goes_on
}

/// Whether the last head over the items, which begin at block `first`, says that its column
/// names regions.
fn names_regions_last(page: &Page<'_>, first: usize) -> bool {
    let heads = |at: usize| {
        let (head, whole) = page.head(&page.block(at)?.0, LONGEST);
        let last = split_blank(&head).last()?;
        head_word(last).filter(|_| whole)
    };
    (0..first).rev().find_map(heads) == Some(Head::Region)
}

impl Reader<'_, '_> {
    /// Tells which items stand under a label that follows several of them, below a head that
    /// says that the last column names regions: a cell merged over their rows may have its name
    /// in the middle, and be over items behind it.
    pub(super) fn tell_merged_behind(&mut self, starts: &[Start]) {
        let first = starts.first().map_or(0, |start| start.block as usize);
        if !self.labels_follow
            || self.page.labels_end
            || !names_regions_last(self.page, first)
        {
            return;
        }
        let same = |pair: &[Draft]| matches!(pair, [a, b] if a.region == b.region);
        let pairs = self.drafts.windows(2).enumerate();
        let doubtful = pairs.filter(|(_, pair)| same(pair)).map(|(at, _)| at).collect();
        let assigned = Assigned { way: Way::Tops, doubtful };
        self.report.assigned(&assigned, &self.drafts, &self.labels);
    }

    /// Makes `label` the region of the items that follow.
    pub(crate) fn set_region(&mut self, label: &Label, span: Span) {
        self.row_first = self.drafts.len();
        if self.current().is_some_and(|current| current.name == label.name) {
            return;
        }
        self.report.label(label, span);
        self.lose_untaken();
        self.region = u32::try_from(self.labels.len()).ok();
        self.labels.push(label.clone());
        self.fresh = true;
    }

    /// Text under a label that no item follows is text lost: it becomes an error.
    pub(crate) fn lose_untaken(&mut self) {
        if let Some(first) = self.untaken.take() {
            self.report.lost(first);
        }
    }

    fn current(&self) -> Option<&Label> {
        self.labels.get(self.region? as usize)
    }

    /// Ends the list before the title of another: no label of it is over the items there.
    pub(crate) fn close_list(&mut self) {
        if !self.drafts.is_empty() {
            self.lose_untaken();
            self.region = None;
            self.row_unlabelled = false;
            (self.fresh, self.closed) = (false, true);
        }
    }

    /// Takes a label that stands by itself at block `at`: over the items that follow, or
    /// inside the text of an item, and then over the row which that item opens in.
    pub(crate) fn take_label(
        &mut self,
        placed: &Placed,
        block: &Block,
        at: usize,
        opens: Option<u32>,
    ) {
        let span = self.page.tokens.span(block);
        let label = &placed.label;
        if self.beside {
            self.report.label(label, span);
            let middle = self.heights.middle(at);
            let side = Side { label: self.labels.len(), first: middle, last: middle };
            self.sides.push(side);
            self.labels.push(label.clone());
            return;
        }
        // Behind a region that ends an item stands its stop.
        self.interrupted |= !self.page.labels_end;
        if self.labels_follow {
            let first = self.row_first;
            self.set_region(label, span);
            self.relabel(first);
            self.row_first = self.drafts.len();
            return;
        }
        self.closed |= self.is_apart(label, block, at);
        if self.is_inside(label, at, opens) {
            let last = self.drafts.len().saturating_sub(1);
            // Those under a label of their own keep it, up to the open one.
            let labelled = self.region.is_some() && !self.row_unlabelled;
            let first = if labelled { last } else { self.row_first.min(last) };
            self.set_region(label, span);
            self.relabel(first);
            (self.row_first, self.fresh) = (first, false);
            self.carried.retain(|&draft| draft < first);
            self.report.inside(label, &self.drafts, first, span);
        } else {
            self.tell_empty_label(Some(label));
            self.set_region(label, span);
            self.stands = span;
            self.row_unlabelled = false;
        }
    }

    /// Tells of the last label where no item stands under it, before `next` or the end of the
    /// source; text there is told by itself.
    pub(crate) fn tell_empty_label(&mut self, next: Option<&Label>) {
        let Some(own) = self
            .current()
            .filter(|_| self.fresh && self.untaken.is_none() && self.stands.end > 0)
        else {
            return;
        };
        if next.is_none_or(|next| next.name != own.name) {
            let name = std::sync::Arc::clone(&own.name);
            self.report.label_empty(&name, self.stands);
        }
    }

    fn relabel(&mut self, first: usize) {
        let region = self.region;
        for draft in self.drafts.iter_mut().skip(first) {
            draft.region = region;
        }
    }

    /// Whether no text of the open item goes on behind `label` at block `at`: behind a
    /// heading none does, and one that was torn announces no items.
    fn is_apart(&mut self, label: &Label, block: &Block, at: usize) -> bool {
        let next = self.next_text(at + 1).and_then(|next| self.page.block(next as usize));
        let announced = next.is_some_and(|(next, _)| announces(&next));
        let apart = matches!(block.look, Look::Heading(_)) || announced;
        let same = self.current().is_some_and(|current| current.name == label.name);
        apart && !same && !self.row_unlabelled && !self.drafts.is_empty()
    }

    /// Whether the label at block `at` stands inside the text of the open item.
    fn is_inside(&mut self, label: &Label, at: usize, opens: Option<u32>) -> bool {
        let next = self.next_text(at + 1);
        let same = self.current().is_some_and(|current| current.name == label.name);
        let goes_on = next.is_some() && next != opens && !same;
        let torn = !self.texts.open.chars().next_back().is_some_and(ends_item);
        !self.drafts.is_empty()
            && !self.closed
            && goes_on
            && (torn || self.row_unlabelled)
    }

    /// The next block of text from block `at` on; `at` never goes back.
    fn next_text(&mut self, at: usize) -> Option<u32> {
        self.ahead = self.ahead.max(at);
        let rest = self.page.roles.get(self.ahead..)?;
        let length = rest.iter().position(|&role| role == Role::Text);
        self.ahead += length.unwrap_or(rest.len());
        length.and_then(|_| u32::try_from(self.ahead).ok())
    }
}
