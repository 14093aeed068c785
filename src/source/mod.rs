//! From the bytes of an issued document to its items, in stages that know only those before
//! them: `bytes` → `lex` → `blocks` → `items`; `marks` reads what few characters say.
//!
//! Reading never fails: what was understood comes back with findings about the rest, and
//! an account in which every byte of the source has exactly one class. Knows nothing of
//! files, YAML or the corpus.

mod bytes;
mod marks;
mod lex;
mod blocks;
mod account;
mod notice;
mod once;
mod items;
mod told_drawn;
mod lost;
mod messages;
mod passages;
pub mod show;

pub use account::{Account, Class, Piece, Share};
pub use lex::dialect::{DIALECTS, Dialect};
pub use notice::{NOTICES, Notice};

use std::borrow::Cow;
use std::sync::Arc;

use crate::diag::Finding;
use crate::model::{Lines, Regions};
use blocks::around::{self, glued, messages as chat};
use blocks::furniture::{self, Furniture};
use blocks::furniture::{underlines, unmarked};
use blocks::labels::trailing::{self, Ending};
use blocks::labels::{again, inside, leading, named, organs, units, unknown, unnamed};
use blocks::numbers::numbering::{self, Start};
use blocks::numbers::parts::Lists;
use blocks::numbers::{fractions, label_numbers, lone, parts, run_in, sections, sunk};
use blocks::page::Page;
use blocks::tables::{self, abreast, forms, inner};
use bytes::decode::{self, Decoded};
use items::part::Part;
use items::{Reader, strays, twice};
use lex::lexer::{self, Style};
use lex::token::Tokens;
use lex::{dialect, drawn, feet, fields};
use marks::label::Names;
use notice::Report;

/// What a source says, in the order of its items.
#[derive(Debug, Default)]
pub struct Parsed<'a> {
    /// The source's decoded text; the spans of `findings` are bytes of it.
    pub text: Cow<'a, str>,
    /// The title of the list, as printed.
    pub title: Option<String>,
    /// The name of the dialect it was read as; a row of `DIALECTS`.
    pub dialect: &'static str,
    /// The items.
    pub items: Vec<Item>,
    /// What was odd: joins and inferences as info, doubtful things as warnings, text that
    /// has no place as errors.
    pub findings: Vec<Finding>,
    /// Every byte of the source in one class.
    pub account: Account,
    /// What the texts of the items are made of.
    parts: Vec<Part>,
}

impl Parsed<'_> {
    /// Whether nothing was read of it, because it is no text.
    pub fn is_refused(&self) -> bool {
        self.findings.iter().any(|finding| finding.rule == notice::NOT_TEXT.name)
    }

    /// The text of `item`, one of these, as issued: joined over page ends, without its
    /// number; paragraphs parted by `\n`.
    ///
    /// It is put together here and not kept, since a source would then be held twice.
    pub fn text_of(&self, item: &Item) -> String {
        let mut shown = String::new();
        for part in
            self.parts.get(item.parts.0 as usize..item.parts.1 as usize).unwrap_or(&[])
        {
            part.show(&self.text, &mut shown);
        }
        shown
    }
}

/// One item of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its number in the list: as printed, or numbered on where the printed numbers
    /// restart in each region.
    pub number: u32,
    /// The number as printed.
    pub printed: u32,
    /// The canonical name of its region, the label as printed where no region has that
    /// name, or nothing where no label stands over it.
    pub region: Option<Arc<str>>,
    /// The lines of the source it stands on.
    pub lines: Lines,
    /// The first of its parts in [`Parsed::parts`], and one past the last.
    parts: (u32, u32),
}

/// Reads `bytes`, the source at `path` (for the places of findings), with the regions
/// that the corpus knows.
pub fn read<'a>(path: &str, bytes: &'a [u8], regions: &Regions) -> Parsed<'a> {
    let mut report = Report::new(path);
    match decode::decode(bytes) {
        Ok(decoded) => read_text(decoded, bytes, regions, report),
        Err(refusal) => {
            report.refuse(refusal, bytes);
            let mut account = Account::default();
            account.push(bytes.len(), 0, Class::Left);
            Parsed { findings: report.findings, account, ..Parsed::default() }
        }
    }
}

/// A page and the items that were found on it.
struct Found<'a> {
    page: Page<'a>,
    lists: Lists,
    furniture: Furniture,
    /// The block of the first label whose number is that of an item, if all are.
    label_numbered: Option<u32>,
    /// The regions that the items end with, if all do.
    endings: Vec<Ending>,
}

impl<'a> Found<'a> {
    /// Finds the items of `text` in its `tokens`.
    fn of(text: &'a str, style: Style, names: &Names, mut tokens: Tokens) -> Self {
        fields::gather(text, &mut tokens);
        let mut page = Page::new(text, tokens);
        let furniture = furniture::furniture(&mut page, names);
        if style.flowing {
            lone::number_items(&mut page, &furniture.alone);
        }
        forms::turn(&mut page);
        abreast::part(&mut page, names);
        tables::read(&mut page, names);
        if style.columns.is_some() || style.drawn {
            page.turn_right_labels(names);
        }
        page.find_marks(names);
        unnamed::find(&mut page, names);
        fractions::part(&mut page);
        numbering::drop_repeated(&mut page.candidates);
        let mut lists = parts::find(&page);
        let mut label_numbered = None;
        // Fewer numbers than regions are those of points.
        if 2 * lists.starts.len() < page.labels.len() || lists.starts.is_empty() {
            label_numbered = label_numbers::number_items(&mut page);
            if label_numbered.is_some() {
                lists = parts::find(&page);
            }
        }
        sunk::lift(&mut page, &mut lists.starts);
        Self { page, lists, furniture, label_numbered, endings: Vec::new() }
    }

    /// The same, of tokens in which blocks begin at the bytes `cuts` too.
    fn cut(text: &'a str, style: Style, names: &Names, cuts: &[usize]) -> Self {
        Self::of(text, style, names, lexer::lex(text, style, names, cuts))
    }

    /// The same, with items that run in behind others in one line parted from them, and the
    /// bytes at which lines were cut.
    fn run_in(
        text: &'a str,
        style: Style,
        names: &Names,
        report: &mut Report,
    ) -> (Self, Vec<usize>) {
        let mut tokens = lexer::lex(text, style, names, &[]);
        let feet = if style.flowing { Vec::new() } else { feet::cuts(text, &tokens) };
        if !feet.is_empty() {
            tokens = lexer::lex(text, style, names, &feet);
        }
        let found = Self::of(text, style, names, tokens);
        let cuts = run_in::cuts(&found.page, &found.lists, names);
        if cuts.is_empty() {
            return (found, feet);
        }
        let mut all = [&*feet, &*cuts].concat();
        all.sort_unstable();
        let apart = Self::cut(text, style, names, &all);
        if apart.lists.starts.len() < found.lists.starts.len() + cuts.len() {
            return (found, feet);
        }
        report.run_in(&cuts);
        (apart, all)
    }

    /// The same, with the regions that items end with parted from them.
    fn ended(text: &'a str, style: Style, names: &Names, report: &mut Report) -> Self {
        let (found, cuts) = Self::run_in(text, style, names, report);
        let endings = trailing::find(&found.page, &found.lists.starts, names);
        let foot = glued::cut(&found.page, &found.lists.starts);
        if endings.is_empty() && foot.is_none() {
            return found;
        }
        let mut cuts = [cuts, trailing::cuts(&endings), Vec::from_iter(foot)].concat();
        cuts.sort_unstable();
        Self { endings, ..Self::cut(text, style, names, &cuts) }
    }

    /// Finds the labels that are known for such only by where the items stand.
    fn find_labels(&mut self, names: &Names) {
        let (page, starts) = (&mut self.page, &self.lists.starts);
        organs::drop_torn(page, starts);
        sections::mark(page, starts);
        let heads = units::heads(page);
        units::find(page, starts, heads, true);
        unknown::find(page, starts, names);
        inside::find(page, starts, names);
        again::find(page, starts);
        unknown::between_tables(page, starts);
        again::drop_contents(page, starts);
        leading::find(page, starts, names);
        if self.endings.is_empty() {
            named::find(page, starts, names);
        } else {
            trailing::mark(page, &self.endings);
        }
        units::find(page, starts, heads, false);
        sections::mark_between(page, starts);
        numbering::note_labels(&mut self.lists.starts, &page.labels);
    }
}

fn read_text<'a>(
    decoded: Decoded<'a>,
    bytes: &[u8],
    regions: &Regions,
    mut report: Report,
) -> Parsed<'a> {
    let (drawn, tabs) = drawn::find(&decoded.text);
    let text = tabs.as_deref().unwrap_or(&decoded.text);
    let names = Names::new(regions);
    let (dialect, style) = dialect::detect(text, &names, drawn.is_some());
    let mut found = Found::ended(text, style, &names, &mut report);
    found.find_labels(&names);
    let Found { mut page, mut lists, furniture, label_numbered, .. } = found;
    if let Some(first) = label_numbered {
        report.label_numbered(&page, first);
    }
    let starts = &lists.starts;
    let talk = chat::part(&mut page, starts, &furniture.messages);
    report.messages(&page, &talk);
    let around::Surroundings { title, past, closing } = around::mark(&mut page, &lists);
    underlines::take_left(&mut page, &furniture.rules);
    inner::fold_strangers(&mut page, starts);
    if starts.is_empty() {
        report.no_list(&page);
    }
    tell_furniture(&page, starts, furniture, &mut report);
    report.lists_ended(&page, &past);
    report.closings(&page, &closing);
    report.further_lists(&page, &lists);
    strays::tell(&page, &lists, &mut report);
    page.candidates = Vec::new();
    sunk::lower(&page, &mut lists.starts);
    let reading = Reader::new(&page, &mut report).read(&lists.starts);
    report.passages(&page, &reading.drafts);
    // What was needed to read is the larger part of what is held.
    drop((page, lists));
    twice::tell(text, &reading, &mut report);
    reading.tell_empty(&mut report);
    let (items, parts) = (reading.items(text), reading.parts);
    let mut account = reading.ledger.finish().restored(&decoded.text, tabs.is_some());
    report.left_over(text, &account);
    lost::tell(text, &account, &mut report);
    told_drawn::tell(&decoded.text, drawn, &account, &mut report);
    account.move_to_source(&decoded, bytes);
    let findings = report.finish();
    Parsed { title, dialect, items, findings, account, parts, text: decoded.text }
}

/// Tells what was taken for furniture, or may be some, around the items that begin at
/// `starts`.
fn tell_furniture(
    page: &Page<'_>,
    starts: &[Start],
    furniture: Furniture,
    report: &mut Report,
) {
    let Furniture { alone, mut once, notes, doubled, lines, .. } = furniture;
    report.lone_numbers(page, &alone, starts.len());
    once.extend(unmarked::find_behind(page, starts, &lines));
    once.extend(unmarked::numbers_behind(page, starts, &alone));
    once.sort_unstable();
    once.dedup();
    report.printed_once(page, &once);
    report.page_notes(page, &notes);
    report.doubled(page, &doubled);
}
