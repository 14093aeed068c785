//! Regions that each item names at its own end: `1. 厘清职责。（天津市）`, `2. 严密……——河南省`, or
//! the last column of a row, whose line a reader of PDF wrote behind the text.

use crate::source::blocks::numbers::numbering::Start;
use crate::source::blocks::page::{Page, Placed, Role};
use crate::source::lex::token::{Kind, place};
use crate::source::marks::addressee::is_addressee;
use crate::source::marks::heads::{Head, head_word};
use crate::source::marks::label::{self, Label, Names};
use crate::text::{Span, is_blank, is_sentence_end};

/// The region at the end of an item.
#[derive(Clone, Debug)]
pub(crate) struct Ending {
    /// Its bytes, brackets and all.
    span: Span,
    label: Label,
}

/// How the regions are parted from the texts that they end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Brackets,
    Dashes,
    Space,
}

/// The regions that end the items at `starts`, where every one ends with one in the same form
/// and no label stands elsewhere: a name at the end of some items is of their text.
pub(crate) fn find(page: &Page<'_>, starts: &[Start], names: &Names) -> Vec<Ending> {
    /// Items that show that it is a form.
    const LEAST: usize = 2;
    if starts.len() < LEAST || others_above(page, starts) {
        return Vec::new();
    }
    let (mut found, mut form) = (Vec::with_capacity(starts.len()), None);
    for pair in starts.windows(2) {
        let [own, next] = pair else { break };
        let own = ending(page, own.block as usize, next.block as usize, names);
        let Some((own, set)) = own.filter(|(_, set)| *form.get_or_insert(*set) == *set)
        else {
            return Vec::new();
        };
        found.push((own, set));
    }
    // What stands behind the list stands behind its last item.
    let (first, blocks) =
        (starts.last().map_or(0, |own| own.block as usize), &page.tokens.blocks);
    let past = (first + 1..=blocks.len()).find_map(|past| {
        ending(page, first, past, names).filter(|own| Some(own.1) == form)
    });
    found.extend(past);
    let found: Vec<Ending> = found.into_iter().map(|(own, _)| own).collect();
    let known = found.iter().filter(|own| own.label.is_known()).count();
    let whole = found.len() == starts.len() && 4 * known >= found.len();
    if whole && are_all(page, &found) { found } else { Vec::new() }
}

/// Whether known labels stand in rows, or above the items that begin at `starts`: those at the
/// ends of the items are not looked for then.
fn others_above(page: &Page<'_>, starts: &[Start]) -> bool {
    let first = starts.first().map_or(0, |start| start.block);
    let above = |own: &Placed| own.label.is_known() && own.block < first;
    page.labels.first().is_some_and(above)
        || page.rows.iter().any(|row| row.label.is_some())
}

/// Whether the only known labels of `page` are those `found`: alone in a paragraph they are
/// read as labels that follow.
fn are_all(page: &Page<'_>, found: &[Ending]) -> bool {
    let within = |own: &Placed| {
        let block = page.tokens.blocks.get(own.block as usize);
        let span = block.map_or(Span::default(), |block| page.tokens.span(block));
        let nth = found.partition_point(|own| own.span.end <= span.start);
        own.length == 0 && found.get(nth).is_some_and(|own| own.span.start <= span.start)
    };
    page.labels.iter().filter(|own| own.label.is_known()).all(within)
}

/// The bytes at which blocks begin that are such regions, and what stands behind them.
pub(crate) fn cuts(endings: &[Ending]) -> Vec<usize> {
    endings.iter().flat_map(|own| [own.span.start, own.span.end]).collect()
}

/// Makes `endings`, which blocks of their own hold, the only labels of `page`.
pub(crate) fn mark(page: &mut Page<'_>, endings: &[Ending]) {
    for placed in std::mem::take(&mut page.labels) {
        if placed.length == 0 {
            page.set(placed.block as usize, Role::Text);
        }
    }
    let mut at = 0;
    for own in endings {
        let blocks = page.tokens.blocks.get(at..).unwrap_or(&[]);
        let before = |end: usize| {
            blocks.partition_point(|block| page.tokens.span(block).start < end)
        };
        let (first, past) = (at + before(own.span.start), at + before(own.span.end));
        if first < past {
            let block = place(first);
            page.labels.push(Placed { block, label: own.label.clone(), length: 0 });
        }
        (first..past).for_each(|at| page.set(at, Role::Label));
        at = past;
    }
    page.labels_end = true;
}

/// The region with which the item ends that begins with block `first` and ends before block
/// `past`.
fn ending(
    page: &Page<'_>,
    first: usize,
    past: usize,
    names: &Names,
) -> Option<(Ending, Form)> {
    /// Lines over which a name is broken.
    const LINES: usize = 2;
    let own = |at: &usize| page.is(*at, Role::Text) || page.is(*at, Role::Label);
    let mut shown: Vec<(usize, char)> = Vec::with_capacity(label::LONGEST);
    for at in (first..past).rev().filter(own).take(LINES) {
        let (block, _) = page.block(at)?;
        for run in page.tokens.runs_of(&block).iter().rev() {
            if run.kind != Kind::Text {
                return None;
            }
            let chars = run.span().of(page.text).char_indices().rev();
            let room = label::LONGEST.saturating_sub(shown.len());
            shown.extend(chars.take(room).map(|(at, c)| (run.start as usize + at, c)));
        }
        if shown.len() >= label::LONGEST {
            break;
        }
    }
    shown.reverse();
    named(&shown, names)
}

/// The region at the end of `shown`, characters with their bytes.
fn named(shown: &[(usize, char)], names: &Names) -> Option<(Ending, Form)> {
    let blank = |own: &&(usize, char)| is_blank(own.1);
    let &(_, last) = shown.last()?;
    // Where the stop of the sentence stands behind the brackets, it is of the text.
    let stop = usize::from(is_sentence_end(last));
    let body = shown.get(..shown.len() - stop)?;
    let &(at, last) = body.last()?;
    let end = at + last.len_utf8();
    let (from, name, form) = if let Some(open) = opening_of(last) {
        let from = body.iter().rposition(|own| own.1 == open)?;
        (from, from + 1..body.len() - 1, Form::Brackets)
    } else if stop > 0 {
        return None;
    } else if let Some(dash) = body.iter().rposition(|own| own.1 == '—') {
        let behind =
            body.get(..=dash)?.iter().rev().take_while(|own| own.1 == '—').count();
        (dash + 1 - behind, dash + 1..body.len(), Form::Dashes)
    } else {
        let from =
            body.iter().rposition(|own| is_blank(own.1) || is_sentence_end(own.1))? + 1;
        (from, from..body.len(), Form::Space)
    };
    let before =
        body.get(..from)?.iter().rev().find(|own| !blank(own)).map(|own| own.1)?;
    if form != Form::Brackets && !is_sentence_end(before) {
        return None;
    }
    let name: String =
        body.get(name)?.iter().filter(|own| !blank(own)).map(|own| own.1).collect();
    let name = match name.split_once(['：', ':']) {
        Some((head, name)) if head_word(head) == Some(Head::Region) => name,
        Some(_) => return None,
        None => &name,
    };
    let label = names.label(name, false)?;
    let (begin, _) = *body.get(from)?;
    let ending = Ending { span: Span::new(begin, end), label };
    (ending.label.is_known() || is_addressee(name)).then_some((ending, form))
}

/// The bracket that `close` answers.
const fn opening_of(close: char) -> Option<char> {
    match close {
        '）' => Some('（'),
        ')' => Some('('),
        '】' => Some('【'),
        ']' => Some('['),
        '］' => Some('［'),
        _ => None,
    }
}
