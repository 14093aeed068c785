//! From the bytes of an issued document to its items: decode → tokens → stitch → items.
//!
//! Reading never fails: what was understood comes back with findings about the rest, and
//! an account in which every byte of the source has exactly one class. Knows nothing of
//! files, YAML or the corpus.

mod account;
mod around;
mod builder;
mod decode;
mod columns;
mod dialect;
mod draft;
mod family;
mod html;
mod items;
mod join;
mod label;
mod ledger;
mod lexer;
mod markdown;
mod messages;
mod notice;
mod number;
mod numbering;
mod page;
mod refuse;
pub mod show;
mod sides;
mod stitch;
mod tables;
mod token;
mod unknown;

pub use account::{Account, Class, Piece, Share};
pub use dialect::{DIALECTS, Dialect};
pub use notice::{NOTICES, Notice};

use crate::diag::Finding;
use crate::model::{Lines, Regions};
use crate::text::Span;
use decode::Decoded;
use items::Reader;
use label::Names;
use notice::Report;
use page::Page;

/// What a source says, in the order of its items.
#[derive(Debug, Default)]
pub struct Parsed {
    /// The source's decoded text; the spans of `findings` are bytes of it.
    pub text: String,
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
    pub region: Option<String>,
    /// Its text as issued, joined over page ends, without its number; paragraphs parted
    /// by `\n`.
    pub text: String,
    /// The lines of the source it stands on.
    pub lines: Lines,
    /// The parts of the decoded text it was joined from.
    pub pieces: Vec<Span>,
}

/// Reads `bytes`, the source at `path` (for the places of findings), with the regions
/// that the corpus knows.
pub fn read(path: &str, bytes: &[u8], regions: &Regions) -> Parsed {
    let mut report = Report::new(path);
    match decode::decode(bytes) {
        Ok(decoded) => read_text(decoded, bytes, regions, report),
        Err(refusal) => {
            report.refuse(refusal);
            let mut account = Account::default();
            account.push(bytes.len(), 0, Class::Left);
            Parsed { findings: report.findings, account, ..Parsed::default() }
        }
    }
}

fn read_text(
    decoded: Decoded,
    bytes: &[u8],
    regions: &Regions,
    mut report: Report,
) -> Parsed {
    let text = decoded.text.as_str();
    let (dialect, style) = dialect::detect(text);
    let names = Names::new(regions);
    let mut page = Page::new(text, lexer::lex(text, style));
    stitch::furniture(&mut page, &names);
    tables::read(&mut page, &names);
    page.find_marks(&names);
    let last_label = page.labels.last().map(|placed| placed.block);
    let starts = numbering::decide(&page.candidates, last_label);
    unknown::find(&mut page, &starts, &names);
    let title = around::mark(&mut page, &starts);
    if starts.is_empty() {
        report.no_list(&page);
    }
    page.candidates = Vec::new();
    let (items, ledger) = Reader::new(&page, &mut report).read(&starts);
    let mut account = ledger.finish();
    report.left_over(text, &account);
    account.move_to_source(&decoded, bytes);
    let findings = report.finish();
    Parsed { title, dialect, items, findings, account, text: decoded.text }
}
