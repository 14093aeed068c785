//! The columns of tables on pages that place each line by coordinates: such tables have no cells,
//! but heads of columns, and lines that begin where their column does.
//!
//! What is written in a page of such a source is one cell after the other, so a row begins where
//! a line stands further left than the one before. Where little space parts two cells, they are
//! one line, which is parted at the space before the edge of the second.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use memchr::memmem;

use super::placed_lines::{Line, SPACE, joined, lines, shown};
use super::position::sizes;
use crate::source::marks::folio::is_page_mark;
use crate::source::marks::heads::{Head, is_piece_of_head};
use crate::text::{is_han, print_width, trim_blank};

/// What parts the pages of such a source.
pub(super) const PAGE: &str = "position:relative";

/// Characters of a line in a narrow column.
const NARROW: usize = 8;

/// Lines that are tried as the heads of columns, and columns that a table has, at most.
const TRIED: usize = 8;
const MOST: usize = 32;

/// A page that is set in columns.
#[derive(Debug, Default)]
pub(super) struct Columns {
    /// Where they begin, in pixels.
    edges: Arc<[usize]>,
    /// Above which height the heads of columns end.
    pub(super) heads: usize,
    /// The tops and left edges of the lines that stand in none of them.
    loose: HashSet<(usize, usize)>,
    /// The spaces at which lines are parted, and the columns that begin there.
    cuts: Vec<(usize, usize)>,
    /// The lines that hold a cell without a space before what stands in the next column: where
    /// they begin, where that does, and which it is.
    pub(super) glued: Vec<(usize, usize, usize)>,
}

impl Columns {
    /// The column in which a line at `left` stands.
    pub(super) fn at(&self, left: usize) -> usize {
        column(&self.edges, left)
    }

    /// The column of the line at these places, if it stands in one.
    pub(super) fn of(&self, top: usize, left: usize) -> Option<usize> {
        (!self.loose.contains(&(top, left))).then(|| self.at(left))
    }

    /// The column that begins behind the space at byte `at`.
    pub(super) fn cut(&self, at: usize) -> Option<usize> {
        let found = self.cuts.binary_search_by_key(&at, |cut| cut.0).ok()?;
        self.cuts.get(found).map(|cut| cut.1)
    }
}

/// The last of `edges` that is not right of `left`.
fn column(edges: &[usize], left: usize) -> usize {
    const NEAR: usize = 4;
    edges.partition_point(|&edge| edge <= left + NEAR).saturating_sub(1)
}

/// The columns before the first page of `text` and on each page.
pub(super) fn columns(text: &str) -> Vec<Option<Columns>> {
    let fonts = sizes(text);
    let mut begins: Vec<usize> = memmem::find_iter(text.as_bytes(), PAGE).collect();
    begins.push(text.len());
    let pages = begins.windows(2).map(|page| match page {
        [from, until] => lines(text, *from, *until, &fonts),
        _ => Vec::new(),
    });
    let pages: Vec<(Vec<Line<'_>>, Option<Heads>)> = pages
        .map(|lines| {
            let heads = Heads::of(&lines);
            (lines, heads)
        })
        .collect();
    let mut found = vec![None];
    // Tables whose heads stand at the same places are one.
    let goes_on = |before: &Option<Heads>, own: &Option<Heads>| {
        own.as_ref()
            .is_none_or(|own| before.as_ref().is_some_and(|b| b.lefts == own.lefts))
    };
    let mut rest = &*pages;
    while let Some((_, heads)) = rest.first() {
        let more = rest.iter().skip(1).take_while(|(_, own)| goes_on(heads, own)).count();
        let (own, after) = rest.split_at(more + 1);
        rest = after;
        let edges = if heads.is_some() { find_edges(own) } else { Vec::new() };
        let edges: Arc<[usize]> = Arc::from(edges);
        found.extend(own.iter().map(|(lines, heads)| {
            let columns = || of_page(lines, Arc::clone(&edges), heads.as_ref());
            (edges.len() > 1).then(columns)
        }));
    }
    found
}

/// The heads of the columns of a page, in pixels.
#[derive(Debug)]
struct Heads {
    top: usize,
    /// Above what height all of them stand.
    bottom: usize,
    lefts: Vec<usize>,
}

impl Heads {
    /// Those among `lines`, one of which is that of the items: nothing else stands at that height.
    fn of(lines: &[Line<'_>]) -> Option<Self> {
        let texts = lines.iter().filter(|line| line.head == Some(Head::Text));
        texts.take(TRIED).find_map(|text| Self::beside(text, lines))
    }

    /// Those that stand beside `text`.
    fn beside(text: &Line<'_>, lines: &[Line<'_>]) -> Option<Self> {
        let near = |line: &&Line<'_>| line.top.abs_diff(text.top) <= text.size;
        let beside = || lines.iter().filter(near);
        let piece = |line: &Line<'_>| is_piece_of_head(trim_blank(line.shown));
        let all = beside().all(|line| line.head.is_some() || piece(line));
        let several = beside().nth(1).is_some() || text.shown.contains(SPACE);
        let top = beside().map(|line| line.top).min()?;
        if !(all && several) {
            return None;
        }
        // Heads of two lines, and no text that begins like one.
        let inside = |line: &&Line<'_>| (top..top + 2 * text.size).contains(&line.top);
        let others = lines.iter().filter(inside);
        let others = others.filter(|own| own.head.is_none() && !piece(own));
        let others: BTreeSet<usize> = others.map(|own| own.top).collect();
        let alone = |line: &&Line<'_>| {
            let near = line.size / 3;
            let mut own = others.range(line.top.saturating_sub(near)..=line.top + near);
            own.next().is_none()
        };
        let below = |line: &&Line<'_>| inside(line) && alone(line);
        let own: Vec<&Line<'_>> = lines.iter().filter(below).take(MOST).collect();
        let bottom = own.iter().map(|line| line.top + 1).max()?;
        Some(Self { top, bottom, lefts: own.iter().map(|line| line.left).collect() })
    }
}

/// Where the columns of these `pages` begin, below their heads: lines begin there again and again,
/// and those left of them end before.
fn find_edges(pages: &[(Vec<Line<'_>>, Option<Heads>)]) -> Vec<usize> {
    let mut lefts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (lines, heads) in pages {
        let top = heads.as_ref().map_or(0, |heads| heads.top);
        let bottom = heads.as_ref().map_or(0, |heads| heads.bottom);
        for pieces in joined(lines) {
            let (Some(line), Some(last)) = (pieces.first(), pieces.last()) else {
                continue;
            };
            if line.top < top || is_page_mark(&shown(pieces)) {
                continue;
            }
            let rights = lefts.entry(line.left).or_default();
            if line.top < bottom {
                // A head is enough, though nothing stands below it.
                rights.extend([line.left, line.left]);
            } else {
                rights.push(last.right);
            }
        }
    }
    let mut edges: Vec<usize> = Vec::new();
    let mut past = 0;
    for (left, mut rights) in lefts {
        if rights.len() < 2 {
            continue;
        }
        rights.sort_unstable();
        let right = rights.get(rights.len() / 2).copied().unwrap_or(left);
        if left >= past {
            edges.push(left);
        }
        past = past.max(right);
    }
    edges
}

/// A page whose `lines` stand in columns that begin at these `edges`, below its `heads`, if it has
/// some.
fn of_page(lines: &[Line<'_>], edges: Arc<[usize]>, heads: Option<&Heads>) -> Columns {
    let (top, bottom) = heads.map_or((0, 0), |own| (own.top, own.bottom));
    let mut page = Columns { edges, heads: bottom, ..Columns::default() };
    let tops = || lines.iter().map(|line| line.top);
    let ends = [tops().min(), tops().max()].map(|end| {
        let near =
            |top: &usize| end.is_some_and(|end| top.abs_diff(end) <= size_of(lines));
        end.filter(|_| tops().filter(near).nth(1).is_none())
    });
    for pieces in joined(lines) {
        let Some(line) = pieces.first().filter(|line| line.first) else { continue };
        let shown = shown(pieces);
        let last = ends.contains(&Some(line.top));
        let number = last && shown.bytes().all(|b| b.is_ascii_digit());
        if line.top < top || number || is_page_mark(&shown) {
            page.loose.extend(pieces.iter().map(|piece| (piece.top, piece.left)));
        } else {
            for piece in pieces {
                page.place(piece);
            }
        }
    }
    page.cuts.sort_unstable();
    page.glued.sort_unstable();
    page
}

/// The size of the letters of `lines`.
fn size_of(lines: &[Line<'_>]) -> usize {
    lines.first().map_or(0, |line| line.size)
}

impl Columns {
    /// Finds in which columns `line` stands, and where it is parted.
    fn place(&mut self, line: &Line<'_>) {
        let first = column(&self.edges, line.left);
        let mut own = first;
        // Where what is not yet parted begins: a space may stand for much room.
        let mut begun = (line.at, line.left);
        let crossed = |next: &usize| line.right > next + line.size;
        while let Some(next) = self.edges.get(own + 1).copied().filter(crossed) {
            let Some(at) = cut(line, begun, next) else {
                if own == first {
                    self.place_over(line, own, next);
                }
                return;
            };
            own += 1;
            self.cuts.push((at, own));
            begun = (at + SPACE.len(), next);
        }
    }

    /// The same where no space stands before the edge `next` of the column behind its `own`.
    fn place_over(&mut self, line: &Line<'_>, own: usize, next: usize) {
        // A label may fill a narrow one.
        let narrow = |edge: &usize| next - edge <= NARROW * line.size;
        let narrow = self.edges.get(own).is_some_and(narrow);
        match glue(line, next).filter(|_| narrow) {
            Some(at) => self.glued.push((line.at, at, own + 1)),
            // A running head, or a note below the table.
            None if line.first && line.right > next + 4 * line.size => {
                self.loose.insert((line.top, line.left));
            }
            None => {}
        }
    }
}

/// The space of `line` behind which what follows stands at the edge `next`, from byte `start` on,
/// which stands at `left`.
fn cut(line: &Line<'_>, (start, left): (usize, usize), next: usize) -> Option<usize> {
    let (mut at, mut right) = (start, left);
    line.shown.get(start - line.at..)?.split(SPACE).find_map(|part| {
        let here = at + part.len();
        at = here + SPACE.len();
        right += (print_width(part) + 1) * line.size / 2;
        (right.abs_diff(next) <= line.size).then_some(here)
    })
}

/// Where `line` reaches the edge `next`, between two Chinese characters, as a label does that
/// fills its column.
fn glue(line: &Line<'_>, next: usize) -> Option<usize> {
    let own = line.shown.split(['<', '&']).next()?;
    let mut right = line.left;
    let mut chars = own.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        right += print_width(own.get(at..at + c.len_utf8())?) * line.size / 2;
        let (past, behind) = *chars.peek()?;
        if right.abs_diff(next) <= line.size {
            // The nearest edge of a character, and no part of a number.
            let nearer = right + line.size <= next + line.size / 4;
            if nearer {
                continue;
            }
            return (is_han(c) && !c.is_ascii() && !behind.is_ascii_digit())
                .then_some(line.at + past);
        }
    }
    None
}
