//! What stands beside the column of the items: labels, also broken over lines, and the
//! numbers of rows.

use super::around::ends_list;
use super::label::{self, Knowledge, Label, Names};
use super::number;
use super::page::{Page, Placed, Role};
use super::token::{Block, Gap, Look, place};

/// What a block beside the items is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Beside {
    /// A label, or the first piece of one.
    Label,
    /// The number of a row.
    Number(u32),
    /// Neither.
    Other,
}

impl Page<'_> {
    /// Finds what a block beside the items is, and gives it its role.
    pub(super) fn find_side(
        &mut self,
        at: usize,
        block: &Block,
        names: &Names,
    ) -> Beside {
        let (head, _) = self.tokens.head(self.text, block, label::LONGEST);
        if let Some(value) = number::whole(&head) {
            self.set(at, Role::Number);
            return Beside::Number(value);
        }
        if ends_list(&head, false) {
            self.set(at, Role::Around);
            return Beside::Other;
        }
        let Some((label, last)) = self.side_label(at, &head, names) else {
            // What stands over the list is no column beside it.
            if !self.labels.is_empty() || !self.candidates.is_empty() {
                self.set(at, Role::Aside);
            }
            return Beside::Other;
        };
        for piece in at..=last {
            let own = self.tokens.blocks.get(piece);
            if own.is_some_and(|b| b.look == Look::Side && !self.is_number(b)) {
                self.set(piece, Role::Label);
            }
        }
        self.labels.push(Placed { block: place(at), label, length: 0 });
        Beside::Label
    }

    fn is_number(&self, block: &Block) -> bool {
        let (head, whole) = self.tokens.head(self.text, block, label::LONGEST);
        whole && number::whole(&head).is_some()
    }

    /// The longest label that the pieces beside the items from block `at` on make, and
    /// the last of its pieces.
    fn side_label(&self, at: usize, head: &str, names: &Names) -> Option<(Label, usize)> {
        /// A label of one character a line has no more lines than this.
        const PIECES: usize = 9;
        let mut joined = head.to_owned();
        let read = |text: &str| names.label(text, false);
        let known =
            |text: &str| read(text).filter(|own| own.knowledge != Knowledge::Unknown);
        let mut best = known(&joined).map(|label| (label, at));
        // A name that no region has goes on as long as its lines do.
        let mut unknown = read(&joined).map(|label| (label, at));
        let (mut pieces, mut texts, mut rows) = (1, 0, 0);
        for next in at + 1..at + 4 * PIECES {
            let Some((block, role)) = self.block(next) else { break };
            if role == Role::Furniture {
                // A name that a region has goes on over a page's end.
                rows += 1;
                continue;
            }
            if role != Role::Text {
                break;
            }
            if block.look == Look::Plain {
                texts += 1;
                if texts > 2 {
                    break;
                }
                continue;
            }
            if block.look != Look::Side {
                continue;
            }
            if self.is_number(&block) {
                rows += texts;
                continue;
            }
            let (piece, _) = self.tokens.head(self.text, &block, label::LONGEST);
            let between = std::mem::take(&mut texts);
            joined.push_str(&piece);
            pieces += 1;
            if pieces > PIECES || joined.chars().count() > label::LONGEST {
                break;
            }
            if let Some(label) = known(&joined) {
                best = Some((label, next));
            }
            let goes_on = block.gap == Gap::Line
                && rows == 0
                && between < 2
                && known(&piece).is_none();
            match read(&joined) {
                Some(label) if goes_on && unknown.is_some() => {
                    unknown = Some((label, next));
                }
                _ => rows += 1,
            }
        }
        let placed = !self.labels.is_empty() || !self.candidates.is_empty();
        best.or_else(|| unknown.filter(|_| placed))
    }
}
