//! Page furniture: found by form, repetition and position, before torn text is joined.

pub(in crate::source) mod doubled;
mod escorts;
pub(in crate::source) mod folios;
pub(in crate::source) mod footnotes;
mod framed;
pub(in crate::source) mod masthead;
pub(in crate::source) mod repeated;
mod repeated_fields;
mod survey;
mod titles;
mod torn;
pub(in crate::source) mod underlines;
pub(in crate::source) mod unmarked;
mod unwrapped;

use crate::source::blocks::around::title;
use crate::source::blocks::furniture::survey::{Survey, ends_as_head, holds_quotes};
use crate::source::blocks::page::{Page, Role};
use crate::source::lex::token::{Block, Gap, Look, place};
use crate::source::marks::folio;
use crate::source::marks::heads::head_word;
use crate::source::marks::label::Names;
use crate::source::marks::number;
use crate::text::ends_text;

/// Characters of the longest line that can be a page number or a running head.
pub(crate) const LONGEST: usize = 60;

/// How many numbers on lines of their own number no rows: more of them are a column.
const FEW: usize = 2;

/// What was found with page furniture.
#[derive(Debug)]
pub(crate) struct Furniture {
    /// The numbers that stand alone, with their blocks.
    pub alone: Vec<(usize, u32)>,
    /// The running heads that are printed once, and lines that may be one.
    pub once: Vec<usize>,
    /// The first lines of the notes at the foot of pages.
    pub notes: Vec<usize>,
    /// The lines that a chat sets over its messages.
    pub messages: Vec<usize>,
    /// The lines that stand there twice.
    pub doubled: Vec<doubled::Twice>,
    /// The lines that could be a running head by what they say.
    pub lines: Vec<u32>,
    /// The lines that are drawn.
    pub rules: Vec<usize>,
}

/// Finds page numbers, running heads and marks of continued tables.
pub(crate) fn furniture(page: &mut Page<'_>, names: &Names) -> Furniture {
    let survey = Survey::of(page);
    let Survey { lonely, framed, stopped, rules, headed, keyed, row, rows, .. } = survey;
    let Survey { mut alone, mut numbered, mut begun, spellings, inner, .. } = survey;
    let Survey { messages, addresses, over, marked, near, mut marks, fields, .. } =
        survey;
    if let Some((spelling, count)) = spellings.own() {
        page.spelling = Some(spelling);
        numbered += count.numbers;
        begun = Some(begun.map_or(count.first, |begun| begun.min(count.first)));
    }
    numbered = numbered.saturating_add(list_items(page));
    page_numbers(page, &lonely, numbered, place(inner.len()));
    framed::take(page, &framed, numbered.saturating_add(place(inner.len())));
    framed::take(page, &marked, numbered);
    framed::take_stopped(page, &stopped, (numbered, begun), names);
    folios::take(page, (&headed, &near, &addresses), names);
    // Before lines that come again are heads; those show where further pages end.
    let mut doubled = doubled::take_pages(page);
    let lone = alone.first().map(|&(at, _)| at);
    // A number beside a row opens it, whatever the lines below begin with.
    let opens = || [row, lone, first_list_item(page)].into_iter().flatten().min();
    let first = [begun, lone.filter(|_| rows)].into_iter().flatten().min();
    let first = first.or_else(opens).or_else(|| first_head(page));
    titles::take_again(page, &keyed, &over, first, names);
    repeated::take_heads(page, &keyed, first, names);
    marks.extend(lonely.iter().map(|&(at, _)| at));
    escorts::take(page, &marks, names);
    let lines: Vec<u32> = keyed.into_iter().map(|(at, _)| at).collect();
    masthead::find_over_columns(page, &lines, lone.or_else(|| first_head(page)), names);
    let mut once = titles::take_gone_on(page, &lines, &over, first, names);
    once.extend(repeated_fields::take(page, &fields));
    if let Some(begun) = begun {
        printed_once(page, &lines, (&lonely, rows), begun, names, &mut once);
    }
    once.extend(torn::take(page, inner, &lonely, &mut alone, numbered));
    underlines::take(page, &rules);
    let notes = footnotes::take(page, &rules);
    doubled.extend(doubled::take(page));
    Furniture { alone, once, notes, messages, doubled, lines, rules }
}

/// Finds the running heads in `lines`, and those of the `lonely` numbers that are of pages, that
/// come once, or by turns, or may be some, of a list that has `begun` at that block.
fn printed_once(
    page: &mut Page<'_>,
    lines: &[u32],
    (lonely, rows): (&[(usize, u32)], bool),
    begun: usize,
    names: &Names,
    once: &mut Vec<usize>,
) {
    once.extend(masthead::find(page, lines, begun, names));
    once.extend(unwrapped::find(page, lines, lonely, begun, names));
    // Beside rows they may be of some that were not seen.
    let few = if lonely.len() > FEW || rows { &[] } else { lonely };
    once.extend(unmarked::find_torn(page, lines, few, begun, names));
    once.extend(unmarked::find_again(page, lines, once));
}

/// The first block that heads a column.
fn first_head(page: &Page<'_>) -> Option<usize> {
    page.tokens.blocks.iter().position(|own| own.look == Look::ColumnHead)
}

/// The first block that opens an item of a numbered list of markup.
fn first_list_item(page: &Page<'_>) -> Option<usize> {
    let item = page.tokens.list_items.iter().find(|item| item.ordinal > 0)?;
    Some(page.tokens.blocks.partition_point(|block| block.first < item.first))
}

/// How many items numbered lists of markup have.
fn list_items(page: &Page<'_>) -> u32 {
    place(page.tokens.list_items.iter().filter(|item| item.ordinal > 0).count())
}

/// Numbers that stand on lines of their own.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LoneNumbers {
    /// How many count on from one another.
    pub count: usize,
    /// The first of them.
    pub first: usize,
    /// The last of them.
    pub last: usize,
}

/// The longest row of the numbers that stand `alone` inside pages and count on, now and
/// then past one that is at a page's end.
pub(crate) fn lone_numbers(
    page: &Page<'_>,
    alone: &[(usize, u32)],
) -> Option<LoneNumbers> {
    const MISSED: u32 = 3;
    let mut best: Option<LoneNumbers> = None;
    let mut open: Option<(LoneNumbers, u32)> = None;
    for &(at, value) in alone.iter().filter(|&&(at, _)| !is_at_page_end(page, at)) {
        let goes_on = |(_, before): &(LoneNumbers, u32)| {
            (before + 1..=before + MISSED).contains(&value)
        };
        let row = match open.filter(goes_on) {
            Some((row, _)) => LoneNumbers { count: row.count + 1, last: at, ..row },
            None => LoneNumbers { count: 1, first: at, last: at },
        };
        open = Some((row, value));
        best = best.filter(|best| best.count >= row.count).or(Some(row));
    }
    best
}

/// Whether a page ends before or after a block.
fn is_at_page_end(page: &Page<'_>, at: usize) -> bool {
    begins_page(page, at) || begins_page(page, at + 1)
}

fn begins_page(page: &Page<'_>, at: usize) -> bool {
    page.block(at).is_some_and(|(block, _)| block.gap == Gap::Page)
}

/// Whether the second of two numbers is the one after the first.
fn counts_on(pair: &[(usize, u32)]) -> bool {
    matches!(pair, [(_, before), (_, own)] if *own == before + 1)
}

/// Decides which lines of digits alone are page numbers: those that count on where other
/// numbers open the items, some of them perhaps `inner` ones in cells, and those at a page's
/// end.
fn page_numbers(page: &mut Page<'_>, lonely: &[(usize, u32)], numbered: u32, inner: u32) {
    let in_order = lonely.windows(2).filter(|pair| counts_on(pair)).count();
    let others = numbered >= 2 || (in_order > 0 && inner >= 2);
    let counting = others && in_order * 2 >= lonely.len();
    for &(at, _) in lonely {
        let at_page_end = begins_page(page, at + 1) || (at > 0 && begins_page(page, at));
        let apart = page.block(at).is_some_and(|(block, _)| block.gap > Gap::Line);
        // The foot of the last page may stand below its number.
        let foot = |at| page.block(at).is_some_and(|(own, _)| is_foot(page, &own));
        let left = page.tokens.blocks.len() - at;
        let last = left == 1 || (left == 2 && apart && foot(at + 1));
        let last = last && (numbered >= 2 || (numbered == 1 && apart));
        // The only one, a paragraph of its own among paragraphs, can be nothing else.
        let next = page.block(at + 1).is_some_and(|(next, _)| next.gap > Gap::Line);
        let only = lonely.len() == 1 && numbered >= 2 && apart && next;
        if counting || at_page_end || last || only || is_over_title(page, at) {
            page.set(at, Role::Furniture);
        }
    }
}

/// Whether the title of the list, perhaps broken over two lines, follows block `at`, which
/// stands at the top of the first page.
fn is_over_title(page: &Page<'_>, at: usize) -> bool {
    const TOP: usize = 2;
    let line = |at: usize| {
        let own = page.tokens.blocks.get(at);
        own.map(|own| page.head(own, LONGEST).0)
    };
    let (first, second) = (line(at + 1), line(at + 2));
    let title = |line: &str| title::names_list(line) && !folio::has_clauses(line);
    at < TOP
        && first.is_some_and(|first| {
            title(&first) || second.is_some_and(|second| title(&(first + &*second)))
        })
}

/// Whether `own` reads like the foot of a page.
fn is_foot(page: &Page<'_>, own: &Block) -> bool {
    let (head, whole) = page.head(own, LONGEST);
    whole && own.gap == Gap::Line && ends_as_head(&head) && holds_quotes(&head)
}

/// Whether the text before block `at` is not at an end. A word that names what stands
/// behind it never is (责任单位), nor is a short paragraph with a number; no page's end
/// tore them.
pub(crate) fn tears(page: &Page<'_>, at: usize) -> bool {
    /// Characters of the longest paragraph that is short.
    const SHORT: usize = 72;
    let before = at.checked_sub(1).and_then(|at| page.block(at));
    before.is_some_and(|(block, role)| {
        let last = block.last_char();
        let text = role == Role::Text && block.look == Look::Plain;
        if !text || last.is_some_and(ends_text) {
            return false;
        }
        let (head, whole) = page.head(&block, SHORT);
        let numbered = || block.gap > Gap::Line && number::marker(&head).is_some();
        !(whole && (head_word(&head).is_some() || numbered()))
    })
}

/// Whether a block stands at the end of a page: next to a form feed or to furniture.
pub(crate) fn is_at_edge(page: &Page<'_>, at: usize) -> bool {
    let furniture = |at: usize| page.is(at, Role::Furniture);
    is_at_page_end(page, at) || furniture(at + 1) || (at > 0 && furniture(at - 1))
}
