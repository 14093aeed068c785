//! Page furniture: found by form, repetition and position, and taken out before torn text
//! is joined.

use std::collections::{HashMap, HashSet};

use super::join::Shape;
use super::label::{Knowledge, Names};
use super::masthead;
use super::number;
use super::page::{Page, Role, ends_text};
use super::token::{Gap, Look, NO_CELL, bare, is_blank, place};
use crate::text::is_han;

/// Characters of the longest line that can be a running head.
const LONGEST: usize = 60;

/// Characters of the longest page number, with all the spaces that set it apart.
const LONGEST_MARK: usize = 24;

/// How often a line must come again to be furniture wherever it stands.
const OFTEN: u32 = 3;

/// What was found with page furniture.
#[derive(Debug)]
pub(super) struct Furniture {
    /// The numbers that stand alone, with their blocks.
    pub alone: Vec<(usize, u32)>,
    /// The running heads that are printed once.
    pub once: Vec<usize>,
}

/// Finds page numbers, running heads and marks of continued tables.
pub(super) fn furniture(page: &mut Page<'_>, names: &Names) -> Furniture {
    let (mut alone, mut lonely) = (Vec::new(), Vec::new());
    let mut keyed = Vec::new();
    let (mut numbered, mut begun) = (0_u32, None);
    for at in 0..page.tokens.blocks.len() {
        let Some((block, _)) = page.block(at) else { continue };
        if block.look == Look::ColumnHead {
            page.set(at, Role::Furniture);
            continue;
        }
        let (head, whole) = page.tokens.head(page.text, &block, LONGEST);
        if block.look == Look::Side {
            numbered += u32::from(whole && number::whole(&head).is_some());
            if whole && let Some(value) = lonely_number(&head) {
                alone.push((at, value));
            }
            continue;
        }
        let marker = number::marker(&head);
        if marker.is_some_and(|marker| !marker.weak) {
            numbered += 1;
            begun = begun.or(Some(at));
        }
        let Some(key) = key(&head).filter(|_| whole) else { continue };
        let short = head.chars().nth(LONGEST_MARK).is_none();
        if short && is_page_mark(&head) {
            page.set(at, Role::Furniture);
        } else if block.cell == NO_CELL {
            match lonely_number(&head).filter(|_| short) {
                Some(value) => {
                    lonely.push((at, value));
                    alone.push((at, value));
                }
                None if marker.is_some() => {}
                None if head.chars().next_back().is_some_and(ends_text) => {}
                None => keyed.push((place(at), key)),
            }
        }
    }
    page_numbers(page, &lonely, numbered);
    running_heads(page, &keyed, names);
    let lines: Vec<usize> = keyed.into_iter().map(|(at, _)| at as usize).collect();
    let once = begun.map(|begun| masthead::find(page, &lines, begun));
    Furniture { alone, once: once.unwrap_or_default() }
}

/// The number that a line is, of at most four digits.
fn lonely_number(line: &str) -> Option<u32> {
    let (mut value, mut length) = (0, 0);
    for c in line.chars().filter(|&c| !is_blank(c)) {
        value = value * 10 + number::digit(c)?;
        length += 1;
        if length > 4 {
            return None;
        }
    }
    (length > 0).then_some(value)
}

/// Whether `c` is a mark of a clause, which neither heads nor page numbers have.
fn is_of_clauses(c: char) -> bool {
    matches!(c, '，' | '。' | '；' | '：' | ';' | ':')
}

/// What a repeated line has in common with itself: its characters, numbers apart. Nothing
/// where it has the marks of a clause.
///
/// FNV-1a: most lines of a wrapped text come here, and a table of its own size is no
/// target worth attacking, since a clash only makes a line look repeated.
fn key(line: &str) -> Option<u64> {
    line.chars().try_fold(0xcbf2_9ce4_8422_2325, |hash: u64, c| {
        let shown = !is_blank(c) && number::digit(c).is_none();
        let next = || (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3);
        (!is_of_clauses(c)).then(|| if shown { next() } else { hash })
    })
}

/// Lines that say that a table goes on.
const CONTINUED: &[&str] = &[
    "续表",
    "续上表",
    "接上表",
    "续前表",
    "接上页",
    "转下页",
    "下页续",
    "续下页",
    "接下页",
    "上接前页",
];

/// Whether a line is a page number, or says that a table goes on: `— 3 —`, `第3页 共9页`.
pub(super) fn is_page_mark(line: &str) -> bool {
    // Nearly all lines begin with some other Chinese character, and need no closer look.
    let may_open = |c: char| !is_han(c) || "第共页頁续接转下上".contains(c);
    if !line.chars().find(|&c| !is_blank(c)).is_some_and(may_open) {
        return false;
    }
    let bare: &str = &bare(line);
    let inner = bare.trim_matches(|c| matches!(c, '（' | '）' | '(' | ')' | '【' | '】'));
    if CONTINUED.contains(&inner) {
        return true;
    }
    let is_dash = |c: char| "—–―─－-−·•~～=|_".contains(c);
    let number = bare.trim_matches(is_dash);
    let is_number = |text: &str| {
        let length = text.chars().count();
        (1..=5).contains(&length)
            && (text.chars().all(|c| number::digit(c).is_some())
                || text.chars().all(|c| "IVXLivxlⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ".contains(c)))
    };
    let dashed = bare.starts_with(is_dash) && bare.ends_with(is_dash);
    (dashed && is_number(number)) || is_page_phrase(bare)
}

/// Whether a line is made of page counts alone: 第3页共9页, 3/9页, Page3of9.
fn is_page_phrase(bare: &str) -> bool {
    let mut rest = bare;
    let (mut numbers, mut words) = (0, 0);
    while let Some(c) = rest.chars().next() {
        let word = ["第", "页", "共", "Page", "page", "PAGE", "of", "P.", "p.", "頁"]
            .into_iter()
            .find_map(|word| rest.strip_prefix(word));
        if let Some(after) = word {
            words += 1;
            rest = after;
        } else if number::digit(c).is_some() {
            numbers += 1;
            rest = rest.trim_start_matches(|c| number::digit(c).is_some());
        } else if "/／,，、|—-－–（）()".contains(c) {
            rest = rest.get(c.len_utf8()..).unwrap_or("");
        } else {
            return false;
        }
    }
    let slashed = numbers == 2 && bare.contains(['/', '／']) && bare.chars().count() <= 7;
    (1..=2).contains(&numbers) && (words > 0 || slashed)
}

/// Numbers that stand on lines of their own.
#[derive(Clone, Copy, Debug)]
pub(super) struct LoneNumbers {
    /// How many count on from one another.
    pub count: usize,
    /// The first of them.
    pub first: usize,
    /// The last of them.
    pub last: usize,
}

/// The longest row of the numbers that stand `alone` inside pages and count on, now and
/// then past one that is at a page's end.
pub(super) fn lone_numbers(
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

/// Decides which lines of digits alone are page numbers: those that count on where other
/// numbers open the items, and those at a page's end.
fn page_numbers(page: &mut Page<'_>, lonely: &[(usize, u32)], numbered: u32) {
    let follows = |pair: &[(usize, u32)]| match pair {
        [(_, first), (_, second)] => *second == first + 1,
        _ => false,
    };
    let in_order = lonely.windows(2).filter(|pair| follows(pair)).count();
    let counting = numbered >= 2 && in_order * 2 >= lonely.len();
    for &(at, _) in lonely {
        let at_page_end = begins_page(page, at + 1) || (at > 0 && begins_page(page, at));
        let apart = page.block(at).is_some_and(|(block, _)| block.gap > Gap::Line);
        let last = page.tokens.blocks.len() == at + 1;
        let last = last && (numbered >= 2 || (numbered == 1 && apart));
        if counting || at_page_end || last {
            page.set(at, Role::Furniture);
        }
    }
}

/// Decides which repeated lines are running heads: those that stand at the ends of more
/// than one page, and those that stand apart again and again. A line with the marks of a
/// clause is never one, for two items may share a line. `keyed` are the blocks that may be
/// one, and their keys.
fn running_heads(page: &mut Page<'_>, keyed: &[(u32, u64)], names: &Names) {
    /// Lines of the deepest head: each round finds the lines next to those found.
    const DEEPEST: usize = 3;
    let mut times: HashMap<u64, u32> = HashMap::new();
    for (_, key) in keyed {
        *times.entry(*key).or_default() += 1;
    }
    let again = keyed.iter().filter_map(|&(at, key)| {
        let times = times.get(&key).copied().filter(|&times| times > 1)?;
        Line::of(page, at as usize, key, times, names)
    });
    let mut lines: Vec<Line> = again.collect();
    if lines.is_empty() {
        return;
    }
    let shape = Shape::of(page);
    for _ in 0..DEEPEST {
        let mut at_edge: HashMap<u64, u32> = HashMap::new();
        lines.retain(|line| page.roles.get(line.block) == Some(&Role::Text));
        for line in lines.iter().filter(|line| is_at_edge(page, line.block)) {
            *at_edge.entry(line.key).or_default() += 1;
        }
        let found: Vec<usize> = lines
            .iter()
            .filter(|line| is_at_edge(page, line.block))
            .filter(|line| {
                let count = at_edge.get(&line.key).copied().unwrap_or(0);
                count >= OFTEN
                    || (count > 1 && !is_line_of_text(page, &shape, line.block))
            })
            .map(|line| line.block)
            .collect();
        for block in found {
            page.set(block, Role::Furniture);
        }
    }
    // A heading inside items comes again too; a running head was the first line once, or
    // it tears a sentence.
    let heads: HashSet<u64> = lines
        .iter()
        .filter(|line| line.tears || line.block == 0)
        .map(|line| line.key)
        .collect();
    for line in lines.iter().filter(|line| line.apart && heads.contains(&line.key)) {
        page.set(line.block, Role::Furniture);
    }
}

/// Whether a line is as wide as the text that it stands close to: one of its lines, of
/// which two may be the same.
fn is_line_of_text(page: &Page<'_>, shape: &Shape, at: usize) -> bool {
    let Some((own, _)) = page.block(at) else { return false };
    let text = |at: usize| page.roles.get(at) == Some(&Role::Text);
    let above = own.gap == Gap::Line && at.checked_sub(1).is_some_and(text);
    let next = page.block(at + 1);
    let below = next.is_some_and(|(next, _)| next.gap == Gap::Line && text(at + 1));
    (above || below) && shape.is_full(page, &own)
}

/// A line that comes again.
#[derive(Debug)]
struct Line {
    block: usize,
    key: u64,
    /// Whether it stands apart, and often.
    apart: bool,
    /// Whether the text before it is not at an end.
    tears: bool,
}

impl Line {
    /// The line at block `at`, which comes so many `times`, if it may be a head.
    fn of(
        page: &Page<'_>,
        at: usize,
        key: u64,
        times: u32,
        names: &Names,
    ) -> Option<Self> {
        let (block, Role::Text) = page.block(at)? else { return None };
        let (head, _) = page.tokens.head(page.text, &block, LONGEST);
        let label = names.label(&head, false);
        if label.is_some_and(|label| label.knowledge != Knowledge::Unknown) {
            return None;
        }
        let parted = |at: usize| page.block(at).is_none_or(|(b, _)| b.gap > Gap::Line);
        let apart = times >= OFTEN && parted(at) && parted(at + 1);
        let before = at.checked_sub(1).and_then(|at| page.block(at));
        let tears = before.is_some_and(|(block, role)| {
            let last = page.tokens.last_char(page.text, &block);
            role == Role::Text && !last.is_some_and(ends_text)
        });
        Some(Self { block: at, key, apart, tears })
    }
}

/// Whether a block stands at the end of a page: next to a form feed or to furniture.
fn is_at_edge(page: &Page<'_>, at: usize) -> bool {
    let furniture = |at: usize| page.roles.get(at) == Some(&Role::Furniture);
    is_at_page_end(page, at) || furniture(at + 1) || (at > 0 && furniture(at - 1))
}
