//! Running heads: lines that come again at the ends of pages, or that tear sentences again
//! and again where nothing else shows where pages end.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use crate::source::blocks::furniture::{LONGEST, is_at_edge, tears, unmarked};
use crate::source::blocks::numbers::parts;
use crate::source::blocks::page::{Page, Role, SAMPLE};
use crate::source::blocks::shape::Shape;
use crate::source::lex::token::{Block, Gap, Look};
use crate::source::marks::digits::digit;
use crate::source::marks::dressing::after_number;
use crate::source::marks::folio;
use crate::source::marks::label::Names;

/// What is known of the lines of each key; a key is a hash itself, and is not hashed again.
type ByKey<T> = HashMap<u64, T, BuildHasherDefault<Key>>;

/// A hasher of keys.
#[derive(Debug, Default)]
struct Key(u64);

impl Hasher for Key {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(byte);
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

/// How often a line must come again to be furniture wherever it stands.
const OFTEN: usize = 3;

/// Lines of furniture that one page's end has, at most.
const FAR: usize = 8;

/// Whether block `at` may be the torn part of a sentence: it has the marks of a clause, or
/// is too long for the value of a field, such as 省应急厅 over 完成时限.
pub(super) fn is_of_sentence(page: &Page<'_>, at: usize) -> bool {
    const LONG: usize = 20;
    let Some((block, _)) = page.block(at) else { return false };
    let (head, whole) = page.head(&block, LONGEST);
    let long = head.chars().nth(LONG).is_some() && !head.contains('、');
    !whole || long || folio::has_clauses(&head)
}

/// Decides which repeated lines are running heads: those that stand at the ends of more
/// than one page, and those that stand apart again and again. A line with the marks of a
/// clause is never one, for two items may share a line. `keyed` are the blocks that may be
/// one, and their keys.
pub(crate) fn take_heads(
    page: &mut Page<'_>,
    keyed: &[(u32, u64)],
    begun: Option<usize>,
    names: &Names,
) {
    let mut alike: ByKey<Alike> = ByKey::default();
    for (_, key) in keyed {
        alike.entry(*key).or_default().times += 1;
    }
    let again = keyed.iter().filter_map(|&(at, key)| {
        let alike = alike.get_mut(&key).filter(|alike| alike.times > 1)?;
        Line::of(page, at as usize, key, alike, names)
    });
    let mut lines: Vec<Line> = again.collect();
    if lines.is_empty() {
        return;
    }
    let shape = Shape::of(page);
    take_imprints(page, &lines);
    take_at_ends(page, &shape, &mut lines);
    let inside = heads_inside(page, &shape, &lines, begun);
    for &block in &inside {
        page.set(block, Role::Furniture);
    }
    // Further lines of a head that shows nothing else.
    if !inside.is_empty() {
        take_at_ends(page, &shape, &mut lines);
    }
}

/// Takes the imprints among `lines`, with which no text goes on, where one tears a sentence:
/// 省应急管理厅办公室 2021年2月3日印发 is at the foot of each page then.
fn take_imprints(page: &mut Page<'_>, lines: &[Line]) {
    let imprint = |line: &&Line| {
        page.block(line.block).is_some_and(|(own, _)| {
            own.last_char() == Some('发')
                && page.head(&own, LONGEST).0.ends_with("日印发")
        })
    };
    let found: Vec<&Line> = lines.iter().filter(imprint).collect();
    // The office may have a line of its own.
    let torn = |at: usize| tears(page, at) && is_of_sentence(page, at - 1);
    let torn = |line: &&Line| torn(line.block) || torn(line.block.saturating_sub(1));
    if found.iter().any(torn) {
        for line in found {
            page.set(line.block, Role::Furniture);
        }
    }
}

/// Takes those of `lines` at the ends of pages that are running heads, and those next to them.
fn take_at_ends(page: &mut Page<'_>, shape: &Shape, lines: &mut Vec<Line>) {
    /// Lines of the deepest head: each round finds the lines next to those found.
    const DEEPEST: usize = 3;
    for _ in 0..DEEPEST {
        lines.retain(|line| page.is(line.block, Role::Text));
        for block in heads_at_ends(page, shape, lines) {
            page.set(block, Role::Furniture);
        }
    }
}

/// Those of `lines` at the ends of pages that are running heads.
fn heads_at_ends(page: &Page<'_>, shape: &Shape, lines: &[Line]) -> Vec<usize> {
    /// Ends of pages for one with a head that looks like a line of the text.
    const USUAL: usize = 3;
    let at_end: Vec<&Line> =
        lines.iter().filter(|line| is_at_edge(page, line.block)).collect();
    // How often each comes, and below which lines: one of an item, or of a page, that
    // comes again stands below the same one each time.
    let mut seen: ByKey<(usize, HashSet<String>)> = ByKey::default();
    for line in &at_end {
        let (count, below) = seen.entry(line.key).or_default();
        *count += 1;
        below.insert(words_above(page, line.block));
    }
    let ends = OnceCell::new();
    let often = |count: usize| {
        let ends = *ends.get_or_init(|| page_ends(page));
        count >= OFTEN && count * USUAL >= ends && !is_narrow(shape)
    };
    let is_head = |line: &&Line| {
        seen.get(&line.key).is_some_and(|(count, below)| {
            below.len() > 1
                && (!is_line_of_text(page, shape, line.block) || often(*count))
        })
    };
    at_end.into_iter().filter(is_head).map(|line| line.block).collect()
}

/// How many ends of pages show.
fn page_ends(page: &Page<'_>) -> usize {
    let mut inside = false;
    let lines = page.tokens.blocks.iter().zip(&page.roles);
    let ends = lines.filter(|(own, role)| {
        let end = **role == Role::Furniture;
        let ends = inside && (end || own.gap == Gap::Page);
        inside = !end;
        ends
    });
    ends.count()
}

/// The running heads of pages whose ends nothing else shows. A heading inside items comes
/// again too; a running head was the first line once, or it tears a sentence, and it
/// stands apart, or it is a line from above the list, which has `begun` at that block, or
/// it stands behind full lines again and again.
fn heads_inside(
    page: &Page<'_>,
    shape: &Shape,
    lines: &[Line],
    begun: Option<usize>,
) -> Vec<usize> {
    let begun = begun.unwrap_or(0);
    let is_own = |line: &&Line| !is_line_of_text(page, shape, line.block);
    // Right over the first item a first line may be a label.
    let is_first = |line: &Line| line.block == 0 && (line.apart || begun != 1);
    // Sentences are torn at most ends of pages, and by few headings.
    let mut torn: ByKey<(u32, u32)> = ByKey::default();
    for line in lines.iter().filter(|line| line.block > begun) {
        let (tears, all) = torn.entry(line.key).or_default();
        (*tears, *all) = (*tears + u32::from(line.tears), *all + 1);
    }
    let often = |line: &Line| {
        torn.get(&line.key).is_some_and(|&(tears, all)| tears > 0 && tears * 2 >= all)
    };
    let above = lines.iter().filter(|line| line.block < begun && !line.aside);
    let above: HashSet<u64> = above.filter(is_own).map(|line| line.key).collect();
    // A text that comes again is torn at the same words each time, whatever the numbers of
    // the items; a head tears others.
    let mut splits: ByKey<HashSet<String>> = ByKey::default();
    let tearing = lines.iter().filter(|line| line.tears && !line.aside).filter(is_own);
    let mut tearing = tearing.peekable();
    let blocks = || lines.iter().map(|line| line.block).collect::<Vec<usize>>();
    let stopped =
        tearing.peek().is_some() && !shape.is_wrapped() && is_stopped(page, &blocks());
    for line in tearing {
        let Some((before, _)) = page.above(line.block) else { continue };
        let paragraph = || stopped && line.torn && goes_on(page, line.block + 1);
        if shape.is_full(page, &before) || paragraph() {
            let (head, _) = page.head(&before, LONGEST);
            splits.entry(line.key).or_default().insert(words(&head));
        }
    }
    let split = |line: &Line| splits.get(&line.key).is_some_and(|own| own.len() >= OFTEN);
    // Pages may end with whole sentences more often than not.
    let heads = lines.iter().filter(|line| often(line) || split(line) || is_first(line));
    let heads: HashSet<u64> = heads.map(|line| line.key).collect();
    let found = lines.iter().filter(|line| heads.contains(&line.key)).filter(|line| {
        let known = above.contains(&line.key) || split(line);
        line.apart || (known && is_own(line))
    });
    found.map(|line| line.block).collect()
}

/// Whether paragraphs end with a stop as a habit, where each is a line, but for those of `lines`,
/// which may be printed on each page.
pub(super) fn is_stopped(page: &Page<'_>, lines: &[usize]) -> bool {
    const LONG: usize = 20;
    let own = page.tokens.blocks.iter().zip(&page.roles).take(SAMPLE).enumerate();
    let long = own.filter(|(at, (own, role))| {
        **role == Role::Text
            && !page.tokens.is_short(own, LONG)
            && lines.binary_search(at).is_err()
    });
    let long = long.map(|(_, line)| line);
    let (count, open) = long.fold((0, 0), |(count, open), (own, _)| {
        (count + 1, open + usize::from(own.is_open()))
    });
    open * 3 <= count
}

/// Whether block `at` may go on with a sentence: it begins no item.
pub(super) fn goes_on(page: &Page<'_>, at: usize) -> bool {
    page.block(at).is_some_and(|(own, _)| {
        let (head, _) = page.head(&own, LONGEST);
        page.marker(&head).is_none_or(|marker| marker.weak)
    })
}

/// A line without its number and all figures, which differ where items have the same words.
fn words(line: &str) -> String {
    after_number(line).chars().filter(|&c| digit(c).is_none()).collect()
}

/// The words of the lines of text before and behind block `at`, past the furniture there.
pub(super) fn neighbours(page: &Page<'_>, at: usize) -> [String; 2] {
    let behind = (at + 1..=at + FAR).find_map(|at| words_of(page, at));
    [words_above(page, at), behind.unwrap_or_default()]
}

/// The words of the line of text before block `at`.
fn words_above(page: &Page<'_>, at: usize) -> String {
    let above = page.shown_above(at.saturating_sub(FAR), at);
    above.and_then(|above| words_of(page, above)).unwrap_or_default()
}

/// The words of block `at`, if that is no furniture.
fn words_of(page: &Page<'_>, at: usize) -> Option<String> {
    let (block, role) = page.block(at)?;
    (role != Role::Furniture).then(|| words(&page.head(&block, LONGEST).0))
}

/// Whether lines are so narrow that many of a text are the same words.
pub(super) fn is_narrow(shape: &Shape) -> bool {
    const NARROW: usize = 24;
    shape.wrap.is_some_and(|edge| edge < NARROW)
}

/// Whether a line is as wide as the text that it stands close to, or the only one of its page:
/// one of the lines of that, of which two may be the same.
pub(super) fn is_line_of_text(page: &Page<'_>, shape: &Shape, at: usize) -> bool {
    let Some((own, _)) = page.block(at) else { return false };
    let text = |at: usize| page.is(at, Role::Text);
    let above = own.gap == Gap::Line && at.checked_sub(1).is_some_and(text);
    let next = page.block(at + 1);
    let below = next.is_some_and(|(next, _)| next.gap == Gap::Line && text(at + 1));
    let furniture = |at: usize| page.is(at, Role::Furniture);
    let alone = at.checked_sub(1).is_some_and(furniture) && furniture(at + 1);
    (above || below || alone)
        && shape.is_full(page, &own)
        && !shape.is_over(page, &own)
        && !unmarked::is_parted(page, &own)
}

/// Whether a line is the label of a known region, or says that something is attached.
pub(super) fn is_listed(page: &Page<'_>, block: &Block, names: &Names) -> bool {
    let (head, _) = page.head(block, LONGEST);
    names.names_region(&head) || parts::is_attachment(&head)
}

/// The lines with the same key.
#[derive(Debug, Default)]
struct Alike {
    times: usize,
    /// Whether they are of the list, where that was asked: their words say it of all.
    listed: Option<bool>,
}

/// A line that comes again.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a sign of its own")]
struct Line {
    block: usize,
    key: u64,
    /// Whether it stands apart, and often.
    apart: bool,
    /// Whether it stands beside the column of the items.
    aside: bool,
    /// Whether the text before it is not at an end.
    tears: bool,
    /// Whether that is part of a sentence, and long.
    torn: bool,
}

impl Line {
    /// The line at block `at`, one of those `alike`, if it may be a head.
    fn of(
        page: &Page<'_>,
        at: usize,
        key: u64,
        alike: &mut Alike,
        names: &Names,
    ) -> Option<Self> {
        let (block, Role::Text) = page.block(at)? else { return None };
        let item = page.tokens.list_item(&block).is_some();
        if item || *alike.listed.get_or_insert_with(|| is_listed(page, &block, names)) {
            return None;
        }
        let parted = |at: usize| page.block(at).is_none_or(|(b, _)| b.gap > Gap::Line);
        let apart = alike.times >= OFTEN && parted(at) && parted(at + 1);
        let aside = block.look == Look::Aside;
        let furniture = |&above: &usize| page.is(above, Role::Furniture);
        let above = (0..at).rev().take(FAR).take_while(furniture).count();
        let open = tears(page, at - above) && !unmarked::may_break(page, at);
        let torn = open && is_of_sentence(page, at - above - 1);
        let tears = open && (above > 0 || torn);
        Some(Self { block: at, key, apart, aside, tears, torn })
    }
}
