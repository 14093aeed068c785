//! What stands beside the column of the items: labels, also broken over lines, and the
//! numbers of rows.

use crate::source::blocks::page::{Page, Placed, Role};
use crate::source::lex::token::{Block, Gap, Look, NO_CELL, place};
use crate::source::marks::addressee::is_addressee;
use crate::source::marks::cells::is_ditto;
use crate::source::marks::digits::digit;
use crate::source::marks::dressing::core;
use crate::source::marks::label::{self, Knowledge, Label, Names};
use crate::source::marks::notes::{ends_list, is_date};
use crate::source::marks::number;
use crate::text::{bare, is_han};

/// What a block beside the items is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Beside {
    /// A label, or the first piece of one.
    Label,
    /// The number of a row.
    Number(u32),
    /// Neither.
    Other,
}

impl Page<'_> {
    /// Finds what a block beside the items is, and gives it its role.
    pub(crate) fn find_side(
        &mut self,
        at: usize,
        block: &Block,
        names: &Names,
    ) -> Beside {
        let (head, _) = self.head(block, label::LONGEST);
        let number = number::whole(&head);
        let digits = head.starts_with(|c| digit(c).is_some());
        let label = if digits { None } else { self.label_beside(at, &head, names) };
        // 四 over 川 and 省 is no number.
        let broken = label.as_ref().is_some_and(|(_, last)| *last > at);
        if let Some(value) = number.filter(|_| !broken) {
            self.set(at, Role::Number);
            return Beside::Number(value);
        }
        let unknown =
            label.as_ref().is_none_or(|(label, _)| label.knowledge == Knowledge::Unknown);
        let imprint = unknown && self.is_imprint(at);
        if imprint || ends_list(&head, false) {
            self.set(at, Role::Around);
            if imprint {
                self.set(at + 1, Role::Around);
            }
            return Beside::Other;
        }
        let Some((label, last)) = label else {
            // What stands over the list is no column beside it.
            if !self.labels.is_empty() || !self.candidates.is_empty() {
                self.set(at, Role::Aside);
            }
            return Beside::Other;
        };
        for piece in at..=last {
            let own = self.tokens.blocks.get(piece);
            let side =
                |b: &Block| b.look == Look::Side && (piece == at || !self.is_number(b));
            if own.is_some_and(side) {
                self.set(piece, Role::Label);
            }
        }
        self.labels.push(Placed { block: place(at), label, length: 0 });
        Beside::Label
    }

    /// Whether a blank line inside a page parts block `at` from what is above it, where labels
    /// stand beside the items.
    pub(super) fn is_parted_as_rows(&self, at: usize) -> bool {
        let beside = self.labels.first().is_some_and(|own| self.is_beside(own));
        beside && self.is_below_blank(at)
    }

    /// Whether a line before block `at` says whom the items below it address, with a colon, as
    /// the labels so far have one: it announces no points.
    pub(super) fn is_below_addressee(&self, at: usize) -> bool {
        const LONGEST: usize = 20;
        let line = |at: usize| {
            let own = self.tokens.blocks.get(at)?;
            let (head, whole) = self.head(own, LONGEST);
            (whole && head.ends_with(['：', ':'])).then_some(head)
        };
        let label = self.labels.last().filter(|own| own.length == 0);
        label.is_some_and(|label| line(label.block as usize).is_some())
            && at.checked_sub(1).and_then(line).is_some_and(|own| {
                is_addressee(&core(&own)) && !own.contains(['，', '、'])
            })
    }

    /// Takes block `at` as the label of a row, whatever it names.
    pub(crate) fn take_row_label(
        &mut self,
        at: usize,
        block: &Block,
        names: &Names,
    ) -> bool {
        let (head, _) = self.head(block, label::LONGEST);
        let own = match self.labels.last() {
            Some(above) if is_ditto(&head) => Some(above.label.clone()),
            _ => names.label_in_column(&head),
        };
        let Some(label) = own else { return false };
        self.set(at, Role::Label);
        self.labels.push(Placed { block: place(at), label, length: 0 });
        true
    }

    /// The label that a line or a page's end broke in two, block `at` with `head` and the
    /// next one, if an item follows it: 广西壮族自 / 治区, 西藏 / 自治区. With it comes the
    /// block of its second line.
    pub(crate) fn torn(
        &self,
        at: usize,
        head: &str,
        names: &Names,
    ) -> Option<(Label, usize)> {
        const LONGEST: usize = 8;
        let plain = |at: usize| {
            let block = self.tokens.blocks.get(at)?;
            let (head, whole) = self.head(block, LONGEST);
            let own = block.look == Look::Plain && block.cell == NO_CELL;
            (own && whole).then_some((block, head))
        };
        plain(at)?;
        let rest = self.past_page_end(at + 1);
        let next = plain(rest)?;
        let joined = format!("{head}{}", next.1);
        let apart = rest == at + 1 && next.0.gap == Gap::Paragraph;
        let label = names.label(&joined, false).filter(|_| !apart)?;
        let item = self.tokens.blocks.get(self.past_page_end(rest + 1))?;
        let (below, _) = self.head(item, LONGEST);
        let opens = self.marker(&below).is_some_and(|marker| !marker.weak);
        (opens && label.knowledge == Knowledge::Named).then_some((label, rest))
    }

    /// Takes the label of a narrow column that begins with `block` `at`, if one does.
    pub(crate) fn take_stacked(
        &mut self,
        at: usize,
        block: &Block,
        head: &str,
        names: &Names,
    ) -> bool {
        let Some((label, past)) = self.stacked(at, block, head, names) else {
            return false;
        };
        (at..past).for_each(|piece| self.set(piece, Role::Label));
        self.labels.push(Placed { block: place(at), label, length: 0 });
        true
    }

    /// The label of a narrow column, set with as many characters on each line, that begins with
    /// `block` `at`, which is `head`: 河 / 南 / 省, 内蒙 / 古自 / 治区. With it comes the block
    /// behind it.
    fn stacked(
        &self,
        at: usize,
        block: &Block,
        head: &str,
        names: &Names,
    ) -> Option<(Label, usize)> {
        const WIDEST: usize = 3;
        const LINES: usize = 16;
        let width = head.chars().take(WIDEST + 1).count();
        if !(1..=WIDEST).contains(&width) || block.cell != NO_CELL {
            return None;
        }
        let (mut joined, mut found, mut past) = (head.to_owned(), None, at + 1);
        let mut last = width;
        while last == width && past < at + LINES {
            let own = self.tokens.blocks.get(past)?;
            let (line, whole) = self.head(own, WIDEST);
            let plain = own.look == Look::Plain && own.cell == NO_CELL && whole;
            last = line.chars().count();
            let may = |c: char| is_han(c) || c == '、';
            if !plain || last > width || !line.chars().all(may) {
                break;
            }
            joined.push_str(&line);
            past += 1;
            let label = names.label(&joined, false);
            let known = |own: &Label| {
                matches!(own.knowledge, Knowledge::Named | Knowledge::Joint)
            };
            let label = label.filter(known);
            found = label.map(|label| (label, past)).or(found);
        }
        // So many lines of one character are nothing else, whatever they name.
        let other = (width == 1 && past > at + 3).then(|| names.label(&joined, false));
        let found = found.or_else(|| Some((other??, past)))?;
        // An item follows it.
        let (below, _) = self.head(self.tokens.blocks.get(found.1)?, label::LONGEST);
        self.marker(&below).map(|_| found)
    }

    /// The first block from `at` on that is no furniture, of the few lines that stand at a
    /// page's end.
    fn past_page_end(&self, at: usize) -> usize {
        const LINES: usize = 4;
        let furniture = |at: &usize| self.is(*at, Role::Furniture);
        at + (at..at + LINES).take_while(furniture).count()
    }

    /// Whether what stands beside it on the line of block `at` ends a list: a date, or
    /// 2021年1月30日印发.
    fn is_imprint(&self, at: usize) -> bool {
        let next = self.block(at + 1);
        next.is_some_and(|(own, _)| {
            let (head, whole) = self.head(&own, label::LONGEST);
            let dated = || is_date(&bare(&head)) || head.ends_with("印发");
            let own =
                matches!(own.look, Look::Plain | Look::Side) && own.gap == Gap::Line;
            own && whole && dated()
        })
    }

    /// What block `at` is, left of the items where their titles stand: one, or a line of one,
    /// if text stands behind it, or lines right above and below.
    pub(super) fn title_role(&self, at: usize, block: &Block) -> Role {
        let (head, _) = self.head(block, label::LONGEST);
        let near = |at: usize| {
            let own = self.block(at);
            own.is_some_and(|(own, role)| own.gap == Gap::Line && role != Role::Furniture)
        };
        let above = at.checked_sub(1).is_some_and(|at| !self.is(at, Role::Furniture));
        if self.text_beside(at).is_some() {
            Role::ItemTitle
        } else if ends_list(&head, false) || self.is_imprint(at) || is_date(&bare(&head))
        {
            Role::Around
        } else if above && near(at) && near(at + 1) {
            Role::ItemTitle
        } else {
            Role::Aside
        }
    }

    /// The text of the items that stands on the line of block `at`, behind it.
    pub(crate) fn text_beside(&self, at: usize) -> Option<usize> {
        let next = |at: usize| self.tokens.blocks.get(at + 1).map(|next| next.look);
        // What other columns hold may stand between, or further pieces of the label: 韶 关 市.
        let between = |at: usize| {
            let side = matches!(next(at), Some(Look::Side | Look::Aside | Look::Title));
            side && self.on_one_line(at)
        };
        let mut far = at..at + PIECES;
        let last = far.find(|&at| !between(at));
        let last = last.filter(|&at| next(at) == Some(Look::Plain));
        last.filter(|&at| self.on_one_line(at)).map(|at| at + 1)
    }

    /// Whether the number of a row stands on the line of block `at`, right before it.
    fn has_number_before(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| {
            let block = self.tokens.blocks.get(before);
            let side = |own: &Block| own.look == Look::Side && self.is_number(own);
            block.is_some_and(side) && self.on_one_line(before)
        })
    }

    /// Whether block `at` and the next one stand on one line.
    fn on_one_line(&self, at: usize) -> bool {
        let blocks = self.tokens.blocks.get(at..at + 2).unwrap_or(&[]);
        let [own, next] = blocks else { return false };
        let (from, until) = (self.tokens.span(own).end, self.tokens.span(next).start);
        !self.text.get(from..until).unwrap_or("\n").contains('\n')
    }

    /// The number that all of a block is.
    pub(crate) fn whole_number(&self, block: &Block) -> Option<u32> {
        number::whole(&self.head(block, label::LONGEST).0)
    }

    fn is_number(&self, block: &Block) -> bool {
        let (head, whole) = self.head(block, label::LONGEST);
        whole && number::whole(&head).is_some()
    }

    /// The longest label that the pieces beside the items from block `at` on make, and
    /// the last of its pieces.
    pub(super) fn side_label(
        &self,
        at: usize,
        head: &str,
        names: &Names,
    ) -> Option<(Label, usize)> {
        let mut joined = head.to_owned();
        let read = |text: &str| names.label(text, false);
        let known = |text: &str| read(text).filter(Label::is_known);
        let mut best = known(&joined).map(|label| (label, at));
        // A name that no region has goes on as long as its lines do.
        let mut unknown = read(&joined).map(|label| (label, at));
        let mut open = unknown.is_some();
        for piece in self.pieces_below(at).take(PIECES - 1) {
            let (text, _) = self.head(&piece.block, label::LONGEST);
            // 甘肃省 far over 各有关部门 are two, and no organ of one.
            if best.is_some() && !piece.is_close() && known(&text).is_some() {
                break;
            }
            let joins = joined.ends_with(['、', '，', '和', '及']);
            // 有关中央企业 over 有关 is at an end; 有关中央 goes on a line further down.
            let complete = is_addressee(&joined);
            if complete && best.is_none() && text.starts_with(OPENINGS) {
                break;
            }
            joined.push_str(&text);
            if joined.chars().count() > label::LONGEST {
                break;
            }
            if let Some(label) = known(&joined) {
                // 甘肃省 and 有关部门 or 宁夏 in the next row are two as well.
                let own = label.knowledge == Knowledge::Named || joins;
                if best.is_some() && piece.ended && !own {
                    break;
                }
                best = Some((label, piece.at));
            }
            let near = || !complete && piece.is_near() && is_addressee(&joined);
            let whole = read(&joined).filter(|_| open && (piece.is_close() || near()));
            let whole = whole.filter(|_| known(&text).is_none());
            open = whole.is_some();
            unknown = whole.map(|label| (label, piece.at)).or(unknown);
        }
        let placed = !self.labels.is_empty()
            || !self.candidates.is_empty()
            || self.text_beside(at).is_some();
        best.or_else(|| unknown.filter(|_| placed))
    }

    /// What stands beside the items below block `at` and may go on with a label there.
    fn pieces_below(&self, at: usize) -> impl Iterator<Item = Piece> + '_ {
        let blocks = at + 1..at + 4 * PIECES;
        let mut blocks = blocks.map_while(|at| Some((at, self.block(at)?)));
        let (mut texts, mut rows, mut ended) = (0, 0, false);
        // A number in the middle of its row stands beside the label, or its middle.
        let mut centred = !self.has_number_before(at);
        std::iter::from_fn(move || {
            loop {
                let (at, (block, role)) = blocks.next()?;
                match (role, block.look) {
                    // A name that a region has goes on over a page's end.
                    (Role::Furniture, _) => rows += 1,
                    (Role::Text, Look::Plain) if texts == 2 => return None,
                    (Role::Text, Look::Plain) => {
                        texts += 1;
                        ended |= block.ends_sentence();
                    }
                    (Role::Text, Look::Side) if self.is_number(&block) => {
                        rows += u32::from(!std::mem::take(&mut centred));
                        ended = true;
                    }
                    (Role::Text, Look::Side) => {
                        let texts = std::mem::take(&mut texts);
                        let ended = std::mem::take(&mut ended);
                        return Some(Piece { at, block, texts, rows, ended });
                    }
                    (Role::Text, _) => {}
                    _ => return None,
                }
            }
        })
    }
}

/// What names of those who are addressed begin with.
const OPENINGS: [char; 3] = ['有', '各', '相'];

/// A label of one character a line has no more lines than this.
const PIECES: usize = 9;

/// What may be a further line of a label.
#[derive(Clone, Copy, Debug)]
struct Piece {
    at: usize,
    block: Block,
    /// The lines of text since the piece before.
    texts: u32,
    /// The ends of pages and rows since the first piece.
    rows: u32,
    /// Whether a text ends or a row begins between the two.
    ended: bool,
}

impl Piece {
    /// Whether it stands right below the piece before, in the same row.
    fn is_close(&self) -> bool {
        self.is_near() && self.texts < 2
    }

    /// Whether it stands a line further down at most, in the same row.
    fn is_near(&self) -> bool {
        self.block.gap == Gap::Line && self.rows == 0
    }
}
