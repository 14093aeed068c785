//! How the lines of a source are set: at which column they are broken, and by what white
//! space a paragraph begins.

use crate::source::blocks::page::{Page, Role, SAMPLE};
use crate::source::blocks::titled::{self, Titles};
use crate::source::lex::token::{Block, Gap, Kind, Look, NO_CELL};
use crate::text::{Span, ends_text, is_han, width};

/// How the lines of a source are set.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a habit of its own")]
pub(crate) struct Shape {
    /// The columns at which lines are broken; nothing where each line is a paragraph.
    pub(super) wrap: Option<usize>,
    /// The same of lines with a number, where their indent was lost.
    pub(super) first: Option<usize>,
    /// The usual white space before a line that goes on.
    pub(super) indent: u8,
    /// Whether the first lines of items are set deeper, as those of all paragraphs are.
    pub(super) deep: bool,
    /// Whether lines end in a space as a habit, so that one means nothing.
    pub(super) trailing: bool,
    /// Whether a line end parts no paragraphs: Markdown, by a writer who breaks sentences
    /// over lines.
    pub(super) soft: bool,
    /// The white space before the first line of a paragraph, where lines that go on have
    /// less.
    pub(super) set_in: Option<u8>,
    /// The titles, in paragraphs of their own, that items begin with, if they do.
    pub(super) titles: Option<Titles>,
    /// Whether lines begin one column deeper by chance, so that it is no space.
    pub(super) uneven: bool,
}

/// Characters of a line that are looked at for a number.
const HEAD: usize = 8;

/// How many columns before the edge a full line may end: a mark that may not begin the
/// next line takes a character along.
const SLACK: usize = 4;

/// Columns that the first line of a paragraph is set in by at most, and one.
const INDENT: usize = 7;

/// Columns of white space, beyond that of other lines, before no line of a text.
pub(crate) const FAR: u8 = 12;

impl Shape {
    /// Looks at the first lines of a page.
    pub(crate) fn of(page: &Page<'_>) -> Self {
        let Lines { widths, parted, firsts, indents, trailing } = Lines::of(page);
        let wrap = edge(&widths, &parted);
        let first = firsts.get(firsts.len() / 2).filter(|_| firsts.len() > 2);
        let set_in_by = |first: usize, wrap| (first..first + INDENT).contains(&wrap);
        let indent = usual(&indents);
        Self {
            set_in: set_in(page),
            wrap,
            first: first.copied().filter(|&own| wrap.is_some_and(|w| set_in_by(own, w))),
            indent,
            deep: wrap.is_some() && are_items_deep(page, indent),
            trailing: trailing * 4 > widths.len(),
            soft: page.tokens.soft && tears_sentences(page),
            titles: titled::usual(page, wrap.is_some()),
            uneven: is_uneven(page, indent),
        }
    }

    /// Whether lines are broken at an edge.
    pub(crate) fn is_wrapped(&self) -> bool {
        self.wrap.is_some()
    }

    /// Whether the line of block `at` goes on with the paragraph of the line before, which is
    /// full: paragraphs are set in and it is not, or it is as full itself.
    pub(crate) fn flows_into(&self, page: &Page<'_>, at: usize) -> bool {
        let before = page.above(at);
        let (Some((before, Role::Text)), Some((own, _))) = (before, page.block(at))
        else {
            return false;
        };
        let flush = own.gap == Gap::Line && !self.is_set_in(&own);
        let set_in = self.deep || self.set_in.is_some();
        flush && self.is_full(page, &before) && (set_in || self.is_full(page, &own))
    }

    /// Whether a line begins deeper than those that go on: one more column is chance.
    pub(crate) fn is_set_in(&self, line: &Block) -> bool {
        line.indent > self.indent.saturating_add(1)
    }

    /// Whether a line is set so far from the edge as no line of a text is.
    pub(crate) fn is_far(&self, line: &Block) -> bool {
        line.indent >= self.indent.saturating_add(FAR)
    }

    /// Whether a line is wider than those of a text that is broken at the edge, over which one
    /// mark may hang.
    pub(crate) fn is_over(&self, page: &Page<'_>, line: &Block) -> bool {
        self.wrap.is_some_and(|wrap| columns(page, line) > wrap + 2)
    }

    /// Whether a line reaches the edge, so that the next one goes on with it.
    pub(crate) fn is_full(&self, page: &Page<'_>, line: &Block) -> bool {
        let Some(wrap) = self.wrap else { return false };
        // A line that ends in a quote, and in no stop, may have many, which some print wide.
        let quoted = line.last_char() == Some('”');
        let wider = if quoted { quotes(page, line) } else { 0 };
        let width = columns(page, line) + wider + SLACK;
        let first =
            || self.first.is_some_and(|first| width >= first && opens(page, line));
        width >= wrap || first()
    }
}

/// What the first lines of a page are like.
struct Lines {
    /// How wide each is that goes on with a paragraph, and whether it ends as a text may.
    widths: Vec<(usize, bool)>,
    /// How wide those are that begin one.
    parted: Vec<usize>,
    /// How wide those are that begin with a number and no indent and end inside a sentence,
    /// least first.
    firsts: Vec<usize>,
    /// How many begin with so many columns of white space.
    indents: [u32; 256],
    /// How many end in a space.
    trailing: usize,
}

impl Lines {
    fn of(page: &Page<'_>) -> Self {
        let (widths, parted, firsts) = (Vec::new(), Vec::new(), Vec::new());
        let mut own = Self { widths, parted, firsts, indents: [0; 256], trailing: 0 };
        // What stands below the list, as the foot of a web page, is set in its own way.
        let list = page.roles.iter().rposition(|&role| role == Role::Text);
        let lines = list.map_or(0, |last| last + 1).min(SAMPLE);
        let next = page.tokens.blocks.iter().skip(1).map(|next| next.gap);
        let next = next.chain([Gap::Paragraph]);
        let blocks = page.tokens.blocks.iter().zip(&page.roles).zip(next);
        for ((block, &role), next) in blocks.take(lines) {
            if is_beside(block.look) || role == Role::Furniture {
                continue;
            }
            if block.gap != Gap::Line {
                own.parted.push(columns(page, block));
                continue;
            }
            // The last line of a cell was not broken.
            let ends_cell = block.cell != NO_CELL && next == Gap::Paragraph;
            let ended = ends_cell || block.ends_text();
            let width = columns(page, block);
            own.widths.push((width, ended));
            if !ended && block.indent == 0 && opens(page, block) {
                own.firsts.push(width);
            }
            if let Some(count) = own.indents.get_mut(usize::from(block.indent)) {
                *count += 1;
            }
            own.trailing += usize::from(space_after(page, block).is_some());
        }
        own.firsts.sort_unstable();
        own
    }
}

/// The least white space that a quarter of all lines begin with, or that most do; `counts`
/// are the lines that begin with so much.
fn usual(counts: &[u32; 256]) -> u8 {
    let counted = || counts.iter().zip(0_u8..=255);
    let lines: u32 = counts.iter().sum();
    let usual = counted()
        .find(|(count, _)| **count * 4 >= lines)
        .or_else(|| counted().max_by_key(|(count, at)| (**count, 255_u8 - at)));
    usual.map_or(0, |(_, at)| at)
}

/// The column at which lines of these `widths` are broken, if they are: each is told with
/// whether it ends as a text may. `parted` are the widths of the lines that begin a paragraph.
fn edge(widths: &[(usize, bool)], parted: &[usize]) -> Option<usize> {
    // Most lines that end no sentence are full; a mark that hangs over the edge, or a
    // line that was set tight, is wider.
    let torn = widths.iter().filter(|(_, ended)| !ended);
    let mut unended: Vec<usize> = torn.map(|(width, _)| *width).collect();
    unended.sort_unstable();
    let edge = unended.get(unended.len() / 2).copied().unwrap_or(0);
    let full = widths.iter().filter(|(width, _)| *width + SLACK >= edge);
    let (count, torn) = full.fold((0, 0), |(count, torn), (_, ended)| {
        (count + 1, torn + usize::from(!ended))
    });
    let over = widths.iter().filter(|(width, _)| *width > edge + SLACK).count();
    // Nor do paragraphs go far over the edge: else some lines alone are broken by hand, as a
    // title is.
    let far = parted.iter().filter(|&&width| width > edge + edge / 4).count();
    let wrapped = torn > 0
        && over * 10 <= widths.len()
        && far * 10 <= widths.len() + parted.len()
        && count * 4 >= widths.len()
        && (8..=240).contains(&edge);
    wrapped.then_some(edge)
}

/// Whether a line begins with the number of an item.
fn opens(page: &Page<'_>, line: &Block) -> bool {
    let (head, _) = page.head(line, HEAD);
    page.marker(&head).is_some_and(|marker| !marker.weak)
}

/// The white space before nearly all lines that begin with a number, when it is more than
/// that of nearly all lines that go on with a sentence.
fn set_in(page: &Page<'_>) -> Option<u8> {
    let mut numbered = [0_u32; 256];
    let mut going_on = [0_u32; 256];
    let mut open = false;
    for (block, role) in page.tokens.blocks.iter().zip(&page.roles).take(SAMPLE) {
        if *role == Role::Label {
            continue;
        }
        let opens = opens(page, block);
        let goes_on = open && block.gap == Gap::Line;
        let counts = if opens { Some(&mut numbered) } else { None };
        let counts = counts.or_else(|| goes_on.then_some(&mut going_on));
        if let Some(count) = counts.and_then(|c| c.get_mut(usize::from(block.indent))) {
            *count += 1;
        }
        let last = block.last_char();
        let in_item = opens || goes_on || (open && block.gap > Gap::Line);
        open = in_item && !last.is_some_and(ends_text);
    }
    let own = numbered.iter().zip(0_u8..=255).max_by_key(|(count, _)| **count);
    let (&most, depth) = own.filter(|(count, _)| **count > 1)?;
    let nearly = |part: u32, whole: u32| part > 0 && part * 10 >= whole * 9;
    let less: u32 = going_on.iter().take(usize::from(depth).saturating_sub(1)).sum();
    let fits = nearly(most, numbered.iter().sum()) && nearly(less, going_on.iter().sum());
    fits.then_some(depth)
}

/// Whether some line end on a page stands inside a sentence.
fn tears_sentences(page: &Page<'_>) -> bool {
    let text = |at: usize| page.block(at).filter(|(_, role)| *role == Role::Text);
    let tears = |at: usize| {
        let ((before, _), (after, _)) = (text(at.checked_sub(1)?)?, text(at)?);
        let open = !before.ends_text();
        let prose = before.cell == NO_CELL && before.look == Look::Plain;
        let (head, _) = page.head(&after, HEAD);
        let goes_on = after.gap == Gap::Line && page.marker(&head).is_none();
        Some(open && prose && goes_on)
    };
    (1..page.tokens.blocks.len().min(SAMPLE)).any(|at| tears(at) == Some(true))
}

/// Whether lines that begin one column deeper than `indent` do so by chance: most of them
/// with a Chinese character, before which no space stands.
fn is_uneven(page: &Page<'_>, indent: u8) -> bool {
    let lines = page.tokens.blocks.iter().take(SAMPLE);
    let deeper =
        lines.filter(|b| b.gap == Gap::Line && indent.checked_add(1) == Some(b.indent));
    let (count, chance) = deeper.fold((0, 0), |(count, chance), block| {
        (count + 1, chance + usize::from(block.first_char().is_some_and(is_han)))
    });
    count > 2 && 2 * chance > count
}

/// How many quotes a line has.
fn quotes(page: &Page<'_>, line: &Block) -> usize {
    let shown = page.tokens.chars(page.text, line);
    shown.filter(|c| matches!(c, '“' | '”' | '‘' | '’')).count()
}

/// Whether nearly all lines that open with a number are set deeper than `indent`.
fn are_items_deep(page: &Page<'_>, indent: u8) -> bool {
    let blocks = page.tokens.blocks.iter().zip(&page.roles).take(SAMPLE);
    let lines =
        blocks.filter(|(block, role)| **role != Role::Label && opens(page, block));
    let (count, deep) = lines.fold((0, 0), |(count, deep), (block, _)| {
        (count + 1, deep + usize::from(block.indent > indent))
    });
    count > 0 && deep * 5 >= count * 4
}

/// Whether a block so set stands beside the items.
const fn is_beside(look: Look) -> bool {
    use Look::{Aside, ColumnHead, RowLabel, RowNumber, Side};
    matches!(look, Side | Aside | RowNumber | RowLabel | ColumnHead)
}

/// Columns that a line takes, its indent included.
fn columns(page: &Page<'_>, line: &Block) -> usize {
    let runs = page.tokens.runs_of(line).iter();
    let shown: usize = runs
        .map(|run| match run.kind {
            Kind::Text => width(run.span().of(page.text)),
            Kind::Char(c) => width(c.encode_utf8(&mut [0; 4])),
            Kind::Wrap => 0,
        })
        .sum();
    usize::from(line.indent) + shown
}

/// The one space that ends the line of a block.
pub(super) fn space_after(page: &Page<'_>, block: &Block) -> Option<Span> {
    let end = page.tokens.span(block).end;
    let rest = page.text.get(end..)?.strip_prefix(' ')?;
    rest.starts_with(['\n', '\r']).then(|| Span::new(end, end + 1))
}
