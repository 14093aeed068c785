//! What stands between two pieces of one item: nothing, where a line or a page broke the
//! sentence; a line end, where a paragraph ended.

use super::heads::head_word;
use super::number::Family;
use super::page::{Page, Role, ends_text};
use super::titled;
use super::token::{Block, Gap, Kind, Look, NO_CELL, is_blank};
use crate::text::{Span, glue, is_han, width};

/// How the lines of a source are set.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a habit of its own")]
pub(super) struct Shape {
    /// The columns at which lines are broken; nothing where each line is a paragraph.
    wrap: Option<usize>,
    /// The same of lines with a number, where their indent was lost.
    first: Option<usize>,
    /// The usual white space before a line that goes on.
    indent: u8,
    /// Whether the first lines of items are set deeper, as those of all paragraphs are.
    deep: bool,
    /// Whether lines end in a space as a habit, so that one means nothing.
    trailing: bool,
    /// Whether a line end parts no paragraphs: Markdown, by a writer who breaks sentences
    /// over lines.
    soft: bool,
    /// The white space before the first line of a paragraph, where lines that go on have
    /// less.
    set_in: Option<u8>,
    /// Whether items begin with a title in a paragraph of its own.
    titled: bool,
}

/// Lines that are looked at to find how all are set.
const SAMPLE: usize = 4000;

/// Characters of a line that are looked at for a number.
const HEAD: usize = 8;

/// How many columns before the edge a full line may end: a mark that may not begin the
/// next line takes a character along.
const SLACK: usize = 4;

/// Columns that the first line of a paragraph is set in by at most, and one.
const INDENT: usize = 7;

impl Shape {
    /// Looks at the first lines of a page.
    pub(super) fn of(page: &Page<'_>) -> Self {
        let (mut widths, mut firsts) = (Vec::new(), Vec::new());
        let mut indents = [0_u32; 256];
        let mut trailing = 0;
        // What stands below the list, as the foot of a web page, is set in its own way.
        let list = page.roles.iter().rposition(|&role| role == Role::Text);
        let lines = list.map_or(0, |last| last + 1).min(SAMPLE);
        for block in page.tokens.blocks.iter().take(lines) {
            if block.gap != Gap::Line || is_beside(block.look) {
                continue;
            }
            let ended = page.tokens.last_char(page.text, block).is_some_and(ends_text);
            widths.push((columns(page, block), ended));
            if !ended && block.indent == 0 && opens(page, block) {
                firsts.push(columns(page, block));
            }
            if let Some(count) = indents.get_mut(usize::from(block.indent)) {
                *count += 1;
            }
            trailing += usize::from(space_after(page, block).is_some());
        }
        // Most lines that end no sentence are full; a mark that hangs over the edge, or a
        // line that was set tight, is wider.
        let torn_widths = widths.iter().filter(|(_, ended)| !ended);
        let mut unended: Vec<usize> = torn_widths.map(|(width, _)| *width).collect();
        unended.sort_unstable();
        let edge = unended.get(unended.len() / 2).copied().unwrap_or(0);
        let full = widths.iter().filter(|(width, _)| *width + SLACK >= edge);
        let (count, torn) = full.fold((0, 0), |(count, torn), (_, ended)| {
            (count + 1, torn + usize::from(!ended))
        });
        let over = widths.iter().filter(|(width, _)| *width > edge + SLACK).count();
        let wrapped = torn > 0
            && over * 10 <= widths.len()
            && count * 4 >= widths.len()
            && (16..=240).contains(&edge);
        firsts.sort_unstable();
        let first = firsts.get(firsts.len() / 2).copied().filter(|_| firsts.len() > 2);
        let first = first.filter(|first| (*first..*first + INDENT).contains(&edge));
        let counted = || indents.iter().zip(0_u8..=255);
        let lines: u32 = indents.iter().sum();
        let usual = counted()
            .find(|(count, _)| **count * 4 >= lines)
            .or_else(|| counted().max_by_key(|(count, at)| (**count, 255_u8 - at)));
        let indent = usual.map_or(0, |(_, at)| at);
        Self {
            set_in: set_in(page),
            wrap: wrapped.then_some(edge),
            first: first.filter(|_| wrapped),
            indent,
            deep: wrapped && are_items_deep(page, indent),
            trailing: trailing * 4 > widths.len(),
            soft: page.tokens.soft && tears_sentences(page),
            titled: titled::are_usual(page),
        }
    }

    /// Whether lines are broken at an edge.
    pub(super) fn is_wrapped(&self) -> bool {
        self.wrap.is_some()
    }

    /// Whether the line of block `at` goes on with the paragraph of the line before, which is
    /// full: paragraphs are set in and it is not, or it is as full itself.
    pub(super) fn flows_into(&self, page: &Page<'_>, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|at| page.block(at));
        let (Some((before, Role::Text)), Some((own, _))) = (before, page.block(at))
        else {
            return false;
        };
        let flush = own.gap == Gap::Line && own.indent <= self.indent.saturating_add(1);
        let set_in = self.deep || self.set_in.is_some();
        flush && self.is_full(page, &before) && (set_in || self.is_full(page, &own))
    }

    /// Whether a line reaches the edge, so that the next one goes on with it.
    pub(super) fn is_full(&self, page: &Page<'_>, line: &Block) -> bool {
        let Some(wrap) = self.wrap else { return false };
        let width = columns(page, line) + SLACK;
        let first =
            || self.first.is_some_and(|first| width >= first && opens(page, line));
        width >= wrap || first()
    }
}

/// Whether a line begins with the number of an item.
fn opens(page: &Page<'_>, line: &Block) -> bool {
    let (head, _) = page.tokens.head(page.text, line, HEAD);
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
        let last = page.tokens.last_char(page.text, block);
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
        let open = !page.tokens.last_char(page.text, &before).is_some_and(ends_text);
        let prose = before.cell == NO_CELL && before.look == Look::Plain;
        let (head, _) = page.tokens.head(page.text, &after, HEAD);
        let goes_on = after.gap == Gap::Line && page.marker(&head).is_none();
        Some(open && prose && goes_on)
    };
    (1..page.tokens.blocks.len().min(SAMPLE)).any(|at| tears(at) == Some(true))
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
    matches!(look, Look::Side | Look::Aside | Look::ColumnHead)
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
fn space_after(page: &Page<'_>, block: &Block) -> Option<Span> {
    let end = page.tokens.span(block).end;
    let rest = page.text.get(end..)?.strip_prefix(' ')?;
    rest.starts_with(['\n', '\r']).then(|| Span::new(end, end + 1))
}

/// The one space that begins a line more than its indent.
fn space_before(page: &Page<'_>, block: &Block, indent: u8) -> Option<Span> {
    let start = page.tokens.span(block).start;
    let before = page.text.get(..start)?;
    let deeper = block.indent == indent + 1 && before.ends_with(' ');
    deeper.then(|| Span::new(start - 1, start))
}

/// What joins a block to the open item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// Nothing, or the space between two Latin words.
    Glue(&'static str),
    /// A space that stood at the line's end or start in the source, at this place.
    Space(Span),
    /// A line end: a new paragraph.
    Paragraph,
}

/// Two blocks of one item.
#[derive(Debug)]
pub(super) struct Seam<'a> {
    /// The text of the item so far.
    pub text: &'a str,
    /// The block it ends with.
    pub before: &'a Block,
    /// The block that goes on.
    pub after: &'a Block,
    /// The start of that block.
    pub head: &'a str,
    /// Whether furniture, a label or the end of a row stands between them.
    pub interrupted: bool,
}

impl Seam<'_> {
    /// What joins the two.
    pub(super) fn joint(&self, page: &Page<'_>, shape: &Shape) -> Joint {
        if self.text.is_empty() {
            return Joint::Glue("");
        }
        if self.breaks_number() && self.after.gap == Gap::Line {
            return Joint::Glue("");
        }
        if page.tokens.list_item(self.after).is_some()
            || self.is_field(page)
            || self.parts_paragraphs(page, shape)
        {
            return Joint::Paragraph;
        }
        let glued = if self.breaks_number() { "" } else { glue(self.text, self.head) };
        match self.kept_space(page, shape) {
            Some(space) if glued.is_empty() => Joint::Space(space),
            _ => Joint::Glue(glued),
        }
    }

    /// Whether a line of a form goes on: 责任单位：省应急厅
    fn is_field(&self, page: &Page<'_>) -> bool {
        const LONGEST: usize = 10;
        if self.after.gap <= Gap::Line {
            return false;
        }
        let (head, _) = page.tokens.head(page.text, self.after, LONGEST);
        let name = head.split_once(['：', ':']).map(|(name, _)| name);
        name.is_some_and(|name| head_word(name).is_some())
    }

    /// Whether the line broke inside a number: 5 / 7座, 1. / 5个百分点.
    fn breaks_number(&self) -> bool {
        let mut last = self.text.chars().rev();
        let end =
            last.next().filter(|&c| !matches!(c, '.' | ',')).or_else(|| last.next());
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        digit(end) && digit(self.head.chars().next())
    }

    /// Whether a new paragraph begins. A page's end between them speaks for one paragraph
    /// that was torn, whatever the first piece ends in.
    fn parts_paragraphs(&self, page: &Page<'_>, shape: &Shape) -> bool {
        let torn = self.interrupted || self.after.gap == Gap::Page;
        let indented = self.after.indent > shape.indent.saturating_add(1);
        let ended = self.text.chars().next_back().is_some_and(ends_text);
        let sub_item = page.marker(self.head).is_some_and(|marker| !marker.weak);
        let less = |depth: u8| self.after.indent.saturating_add(1) < depth;
        let goes_on = shape.soft || shape.set_in.is_some_and(less);
        if (goes_on && self.after.gap == Gap::Line && !sub_item)
            || self.head.starts_with(is_bound)
        {
            return false;
        }
        // Measured only where it matters: most lines go on whatever their width.
        let full = || shape.is_full(page, self.before);
        let line = torn || self.after.gap == Gap::Line;
        if line && self.is_clause(page) && (shape.wrap.is_none() || full()) {
            return false;
        }
        // A full line that ends no sentence was broken, however deep the next one stands.
        let loose =
            shape.wrap.is_some() && indented && self.after.gap == Gap::Line && !full();
        if !(ended || sub_item || loose || self.is_heading(shape)) {
            return false;
        }
        let in_line = shape.deep && self.after.indent <= shape.indent;
        if shape.wrap.is_some() && in_line && self.after.gap == Gap::Line && !sub_item {
            return false;
        }
        if !indented && line && full() {
            return false;
        }
        if torn {
            return ended
                && (sub_item || (shape.wrap.is_some() && (indented || !full())));
        }
        ended || (sub_item && !full()) || self.is_heading(shape) || loose
    }

    /// Whether a number goes on with a sentence whatever its line begins with: 三是 where
    /// 二是 stands in the middle of a line, 第三条 behind the title of a law.
    fn is_clause(&self, page: &Page<'_>) -> bool {
        /// Characters within which the clause before began.
        const REACH: usize = 300;
        let Some(marker) = page.marker(self.head) else { return false };
        match marker.family {
            Family::Clause => self.text.ends_with('》'),
            Family::Is => {
                const NUMERALS: [char; 10] =
                    ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
                let before =
                    marker.value.checked_sub(2).and_then(|at| NUMERALS.get(at as usize));
                let line = tail(self.text, REACH).rsplit('\n').next().unwrap_or("");
                before.is_some_and(|c| {
                    line.find(&format!("{c}是")).is_some_and(|at| at > 0)
                })
            }
            _ => false,
        }
    }

    /// Whether what is read last is a heading: set apart from what follows, or a short
    /// paragraph of its own inside the item.
    fn is_heading(&self, shape: &Shape) -> bool {
        const LONGEST: usize = 12;
        let apart =
            self.before.look != Look::Plain && self.after.look != self.before.look;
        let mut back = self.text.chars().rev();
        let marks = |c: char| matches!(c, '，' | '、' | '；' | '。');
        let plain = back.by_ref().take(LONGEST + 1).find(|&c| c == '\n' || marks(c));
        let title = shape.titled && !self.interrupted && titled::is_title(self.text);
        apart || ((plain == Some('\n') || title) && self.after.gap > Gap::Line)
    }

    /// The space of the source that stands where the line broke, when it is between a
    /// Chinese character and a number or a Latin word.
    fn kept_space(&self, page: &Page<'_>, shape: &Shape) -> Option<Span> {
        let last = self.text.chars().next_back()?;
        let first = self.head.chars().next()?;
        let other = |c: char| c.is_ascii_alphanumeric() || c == '%';
        if !(is_han(last) && other(first) || other(last) && is_han(first)) {
            return None;
        }
        let in_line = self.before.cell == self.after.cell || self.after.cell == NO_CELL;
        if !in_line {
            return None;
        }
        space_after(page, self.before)
            .filter(|_| !shape.trailing)
            .or_else(|| space_before(page, self.after, shape.indent))
    }
}

/// Whether no paragraph can begin with `c`.
fn is_bound(c: char) -> bool {
    "，。、；：！？）》”’〉】,;:".contains(c)
}

/// The last characters of a text, for a message.
pub(super) fn tail(text: &str, count: usize) -> &str {
    let from = text.char_indices().rev().take(count).last().map_or(0, |(at, _)| at);
    text.get(from..).unwrap_or("").trim_start_matches(is_blank)
}
