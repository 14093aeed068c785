//! What each block of a page is that could be furniture, before it is asked what comes again.

use std::sync::LazyLock;

use memchr::memchr;

use crate::source::blocks::furniture::{LONGEST, folios};
use crate::source::blocks::numbers::spelling::Spellings;
use crate::source::blocks::page::{Page, Role};
use crate::source::lex::token::{Block, Gap, Look, NO_CELL, place};
use crate::source::marks::charset::CharSet;
use crate::source::marks::digits::digit;
use crate::source::marks::folio;
use crate::source::marks::heads::{self, is_head_line};
use crate::source::marks::number::{self, Family, Marker};
use crate::source::marks::page_heads;
use crate::text::{ends_text, is_blank, is_han, is_opening};

/// Characters of the longest line with a colon that is printed on each page.
const FIELD: usize = 40;

/// What the blocks of a page are that could be furniture.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// The marks of pages.
    pub(super) marks: Vec<usize>,
    /// The numbers that stand alone, and those among them that stand on lines.
    pub(super) alone: Vec<(usize, u32)>,
    pub(super) lonely: Vec<(usize, u32)>,
    /// The numbers in brackets, or in Roman letters, and those beside a mark.
    pub(super) framed: Vec<(usize, u32)>,
    pub(super) marked: Vec<(usize, u32)>,
    /// Those with the mark of an item's behind them.
    pub(super) stopped: Vec<(usize, u32)>,
    /// The lines over messages, and those that are an address of the web.
    pub(super) messages: Vec<usize>,
    pub(super) addresses: Vec<usize>,
    /// The lines beside the column of the items that stand right below a page's number.
    pub(super) over: Vec<(u32, u64)>,
    /// The heads with a number far beside them, and lines that may be some with one near them.
    pub(super) headed: Vec<usize>,
    pub(super) near: Vec<usize>,
    /// The lines that are drawn.
    pub(super) rules: Vec<usize>,
    /// The lines that could be heads, and what each has in common with its like.
    pub(super) keyed: Vec<(u32, u64)>,
    /// The lines that hold a colon and may be printed on each page.
    pub(super) fields: Vec<usize>,
    /// Whether numbers stand beside rows.
    pub(super) rows: bool,
    /// How many blocks begin with a number, and the first that does.
    pub(super) numbered: u32,
    pub(super) begun: Option<usize>,
    pub(super) spellings: Spellings,
    /// The block below the last page number that has more than digits.
    pub(super) below_mark: Option<usize>,
    /// The numbers beside the column of the items, and how many of the items have numbers of
    /// their own.
    beside: Vec<Beside>,
    own: u32,
    /// The numbers that stand alone in cells, and the first of them.
    pub(super) inner: Vec<usize>,
    pub(super) row: Option<usize>,
}

/// A number beside the column of the items.
#[derive(Clone, Copy, Debug)]
struct Beside {
    at: usize,
    value: u32,
    /// Whether nothing else stands on its line, and whether that line stands apart.
    alone: bool,
    apart: bool,
}

impl Survey {
    /// Looks at all blocks of `page` and takes out what plainly is furniture.
    pub(super) fn of(page: &mut Page<'_>) -> Self {
        let mut survey = Self::default();
        for at in 0..page.tokens.blocks.len() {
            if survey.look(page, at) {
                page.set(at, Role::Furniture);
            }
        }
        survey.take_apart(page);
        survey
    }

    /// Takes numbers beside the column of the items for those of pages: all, where they stand
    /// apart and the items have numbers of their own, and else the few that stand alone on
    /// their lines and do not go on with the numbers around them.
    fn take_apart(&mut self, page: &mut Page<'_>) {
        let all = self.beside.iter().all(|own| own.apart)
            && self.own as usize > self.beside.len();
        let mut before = None;
        let strays = self.beside.iter().enumerate().filter(|&(nth, own)| {
            let stray = all || self.is_stray(nth, before);
            before = if stray { before } else { Some(own.value) };
            stray
        });
        let pages: Vec<usize> = strays.map(|(_, own)| own.at).collect();
        if !all && 3 * pages.len() > self.beside.len() {
            return;
        }
        for &at in &pages {
            page.set(at, Role::Furniture);
        }
        self.alone.retain(|(at, _)| pages.binary_search(at).is_err());
        self.rows &= !all || self.beside.is_empty();
        self.numbered -= place(pages.len());
    }

    /// Whether the `nth` number beside the items stands alone on its line, between others that
    /// it does not go on with; the last one `before` it that does is of an item.
    fn is_stray(&self, nth: usize, before: Option<u32>) -> bool {
        let Some(own) = self.beside.get(nth).filter(|own| own.alone) else {
            return false;
        };
        let next = self.beside.get(nth + 1).map(|own| own.value);
        let Some(follows) = before.and_then(|before| before.checked_add(1)) else {
            return false;
        };
        let opens = own.value == 1 && next.is_none_or(|next| next <= 2);
        own.value != follows && (!opens || next == Some(follows))
    }

    /// Looks at block `at`; returns whether it plainly is furniture.
    fn look(&mut self, page: &Page<'_>, at: usize) -> bool {
        let Some((block, _)) = page.block(at) else { return false };
        match block.look {
            Look::ColumnHead => return true,
            Look::RowNumber | Look::RowLabel => {
                self.rows |= block.look == Look::RowNumber;
                self.numbered += u32::from(block.look == Look::RowNumber);
                self.begun = self.begun.or(Some(at));
            }
            Look::Title if !page.is_line(at) => {}
            Look::Side | Look::Title => return self.look_beside(page, at, &block),
            _ if block.first_char().is_some_and(is_of_text) => {
                self.note_line(page, at, &block);
            }
            _ => return self.look_at_line(page, at, &block),
        }
        false
    }

    /// Looks at block `at`, which stands beside the column of the items; returns whether it
    /// plainly is furniture.
    fn look_beside(&mut self, page: &Page<'_>, at: usize, block: &Block) -> bool {
        let (head, whole) = page.head(block, LONGEST);
        let value = folio::lonely(&head).filter(|_| whole);
        if value.is_some() && folios::is_below_page(page, at, block) {
            return true;
        }
        self.rows |= value.is_some();
        self.alone.extend(value.map(|value| (at, value)));
        let gap = page.block(at + 1).map_or(Gap::Line, |(next, _)| next.gap);
        let next = gap > Gap::Line;
        let ends_page = page.block(at + 1).is_none_or(|(next, _)| next.gap == Gap::Page);
        let framed = folio::framed(&head).filter(|_| whole && page.is_line(at));
        if let Some(own) = framed.filter(|_| ends_page) {
            self.framed.push((at, own));
        } else if let Some(number) = number::whole(&head).filter(|_| whole) {
            let alone = framed.is_some() || (value.is_some() && page.is_line(at));
            let headed = heads_columns(page, at + 1);
            let parted = gap == Gap::Page || headed || (next && block.gap > Gap::Line);
            self.beside.push(Beside { at, value: number, alone, apart: alone && parted });
            self.numbered += 1;
        }
        // Alone above the rest of its page it is over all columns, and beside none.
        let over = (next && block.gap == Gap::Page) || is_over_columns(page, at, block);
        if over && value.is_none() {
            self.note_line(page, at, block);
        } else if value.is_none()
            && whole
            && (self.below_mark == Some(at) || block.gap == Gap::Page)
        {
            self.over.extend(key(&head).map(|key| (place(at), key)));
        }
        false
    }

    /// Looks at block `at`, a line that may be a mark of its page or begin with a number;
    /// returns whether it plainly is furniture.
    fn look_at_line(&mut self, page: &Page<'_>, at: usize, block: &Block) -> bool {
        let (head, whole) = page.head(block, LONGEST);
        let marker = number::marker(&head);
        if let Some(marker) = marker {
            let stopped = if whole { folio::stopped(&head) } else { None };
            self.note_marker(at, marker, stopped);
        }
        if whole && folio::is_page_mark(&head) {
            self.below_mark = Some(at + 1);
            self.marks.push(at);
            return true;
        }
        if whole && (is_head_line(&head) || folio::is_speck(&head)) {
            return true;
        }
        if whole && folio::is_bare_address(&head) {
            self.addresses.push(at);
        }
        let lonely = folio::lonely(&head).filter(|_| whole);
        if block.cell != NO_CELL && lonely.is_some() {
            self.inner.push(at);
            self.row = self.row.or(Some(at));
        }
        if !whole || block.cell != NO_CELL {
            return false;
        }
        if let Some(value) = lonely {
            self.lonely.push((at, value));
            self.alone.push((at, value));
        } else if !self.note_number(at, &head)
            && marker.is_none_or(|marker| marker.family == Family::Bare)
        {
            self.note_line(page, at, block);
        }
        false
    }

    /// Notes the number that block `at` begins with, or is, with its mark, where it may be that
    /// of a page: `stopped`.
    fn note_marker(&mut self, at: usize, marker: Marker, stopped: Option<u32>) {
        self.spellings.add(at, marker);
        if !marker.weak {
            self.numbered += 1;
            self.own += 1;
            self.begun = self.begun.or(Some(at));
            self.stopped.extend(stopped.map(|value| (at, value)));
        }
    }

    /// Notes block `at`, the line `head`, if it is a number with marks around it, or a rule.
    fn note_number(&mut self, at: usize, head: &str) -> bool {
        if let Some(value) = folio::framed(head) {
            self.framed.push((at, value));
        } else if let Some(value) = folio::marked(head) {
            self.marked.push((at, value));
        } else if folio::is_rule(head) {
            self.rules.push(at);
        } else {
            return false;
        }
        true
    }

    /// Notes block `at` if it could be a running head.
    fn note_line(&mut self, page: &Page<'_>, at: usize, block: &Block) {
        let whole = page.tokens.is_short(block, LONGEST);
        // In cells no page has a head, unless its end was copied into one, or they are those
        // of a sheet.
        let title = self.row.is_none() && self.begun.is_none();
        let free = block.cell == NO_CELL || self.below_mark == Some(at) || title;
        if !whole || !free || !block.last_char().is_some_and(may_end_head) {
            return;
        }
        let (head, _) = page.head(block, LONGEST);
        let figure = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let last = block.last_char();
        let numbered = figure(block.first_char()) || figure(last) || last == Some('页');
        match numbered.then(|| page_heads::beside(&head)).flatten() {
            Some(own) if own.far => self.headed.push(at),
            Some(_) => self.near.push(at),
            None => {}
        }
        if figure(block.last_char()) && folio::is_message(&head) {
            self.messages.push(at);
            return;
        }
        if !ends_as_head(&head) {
            return;
        }
        match folio::first_clause(&head) {
            None if holds_quotes(&head) => self.keyed.push((place(at), hash(&head))),
            Some('：' | ':') if page.tokens.is_short(block, FIELD) => {
                self.fields.push(at);
            }
            _ => {}
        }
    }
}

/// Whether block `at` stands apart over the heads of columns, and so beside none of them.
pub(super) fn is_over_columns(page: &Page<'_>, at: usize, block: &Block) -> bool {
    heads_columns(page, at + 1) && block.gap > Gap::Line
}

/// Whether block `at` heads a column.
fn heads_columns(page: &Page<'_>, at: usize) -> bool {
    page.block(at).is_some_and(|(own, _)| own.look == Look::ColumnHead)
}

/// Whether `first`, which a line begins with, is a Chinese character with which no number
/// begins, neither of an item nor of a page, and no heads of columns: most lines of a text
/// begin so.
fn is_of_text(first: char) -> bool {
    static MARKS: LazyLock<CharSet> = LazyLock::new(|| {
        number::openings().chain(folio::OPENINGS).chain(heads::openings()).collect()
    });
    is_han(first) && !MARKS.contains(first)
}

/// What a repeated line has in common with itself. Nothing where it has the marks of a clause.
fn key(line: &str) -> Option<u64> {
    (!folio::has_clauses(line)).then(|| hash(line))
}

/// The characters of a line, numbers apart.
///
/// A hash made for speed: most lines of a wrapped text come here, and a table of its own
/// size is no target worth attacking, since a clash only makes a line look repeated.
fn hash(line: &str) -> u64 {
    const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
    let shown = |c: &char| is_han(*c) || !(is_blank(*c) || digit(*c).is_some());
    let mixed = line
        .chars()
        .filter(shown)
        .fold(0, |hash: u64, c| hash.rotate_left(11) ^ u64::from(u32::from(c)));
    (mixed ^ mixed >> 32).wrapping_mul(SPREAD)
}

/// Whether a running head may end with `last`: no sentence ends there, nor goes on below.
fn may_end_head(last: char) -> bool {
    closes_head(last) || !(ends_text(last) || is_opening(last) || last == '、')
}

/// Whether one may end with `last` only where it holds what that closes: 工作建议（2021年）.
fn closes_head(last: char) -> bool {
    matches!(last, '）' | ')' | '》')
}

/// Whether a line may be a running head by its end.
pub(super) fn ends_as_head(line: &str) -> bool {
    line.chars().next_back().is_some_and(|last| {
        may_end_head(last) && (!closes_head(last) || line.contains(['（', '(', '《']))
    })
}

/// Whether a line holds its quotations whole, as a running head does.
pub(super) fn holds_quotes(line: &str) -> bool {
    // Most lines have none of either: both begin with this byte.
    memchr(0xE2, line.as_bytes()).is_none() || line.contains('“') == line.contains('”')
}
