//! A running head that is printed once, where a list has two pages or its first has none:
//! nothing repeats, so it is known by where it stands and by what it says.

use crate::source::blocks::furniture::survey::is_over_columns;
use crate::source::blocks::page::{Page, Role};
use crate::source::blocks::shape::{FAR, Shape};
use crate::source::lex::token::{Gap, Look};
use crate::source::marks::folio::has_clauses;
use crate::source::marks::label::Names;
use crate::source::marks::notes::is_date;
use crate::source::marks::number::{self, Marker};
use crate::source::marks::page_heads;
use crate::text::bare;

/// How running heads end: the name of the document, or how it is to be kept.
const NAMES: &[&str] = &["清单", "一览表", "文件", "注意保存", "内部资料", "不得外传"];

/// What such a name has behind it at the top of a further page.
pub(super) const GONE_ON: &[&str] = &["（续）", "(续)", "（续表）", "(续表)"];

/// How the names of offices end, which stand over a page as well, and over items too.
const OFFICES: &[&str] = &["办公室", "委员会", "局", "厅", "部", "政府", "委", "组"];

/// Lines of furniture above a head, at most.
const DEEPEST: usize = 8;

/// Characters of a line that are looked at.
const HEAD: usize = 60;

/// Lines below one that are looked at for the next number.
const AHEAD: usize = 200;

/// Takes the running heads out of `lines`, the blocks that may be one; returns them and
/// those that were left, as they stand where a head does.
///
/// The list has begun above one and goes on below it: the title of a list that follows a
/// letter stands at the top of a page too, over number 1.
pub(crate) fn find(
    page: &mut Page<'_>,
    lines: &[u32],
    begun: usize,
    names: &Names,
) -> Vec<usize> {
    let deep = |at: usize| page.block(at).is_some_and(|(own, _)| own.indent >= FAR);
    let below = lines.iter().map(|&at| at as usize).filter(|&at| at > begun);
    let may: Vec<usize> = below.filter(|&at| is_top(page, at) || deep(at)).collect();
    if may.is_empty() {
        return may;
    }
    let shape = Shape::of(page);
    let mut found = Vec::new();
    for at in may {
        let far = page.block(at).is_some_and(|(own, _)| shape.is_far(&own));
        let (top, titled) = (is_top(page, at), has_name(page, at));
        let office = top && ends_as(page, at, OFFICES);
        let head = (titled && is_apart(page, &shape, at, names))
            || ((far || office) && is_between(page, &shape, at, office, names));
        if head {
            page.set(at, Role::Furniture);
        }
        if head || (titled && top) || office {
            found.push(at);
        }
    }
    found
}

/// The same in a table set in columns, whose rows have numbers, the first at block `begun`:
/// the name of the list, over the heads of its columns or with a word that it goes on.
pub(crate) fn find_over_columns(
    page: &mut Page<'_>,
    lines: &[u32],
    begun: Option<usize>,
    names: &Names,
) {
    let Some(begun) = begun else { return };
    let below = lines.iter().map(|&at| at as usize).filter(|&at| at > begun);
    let may: Vec<usize> =
        below.filter(|&at| is_top(page, at) && has_name(page, at)).collect();
    if may.is_empty() {
        return;
    }
    let shape = Shape::of(page);
    for at in may {
        let headed = page.block(at + 1).is_some_and(|(b, _)| b.look == Look::ColumnHead);
        if (headed || ends_as(page, at, GONE_ON)) && is_apart(page, &shape, at, names) {
            page.set(at, Role::Furniture);
        }
    }
}

/// The same of titles that say that their list goes on, in paragraphs of their own: over the
/// next part of a table that was torn, on a page of the web too. Returns them.
pub(crate) fn find_gone_on(
    page: &mut Page<'_>,
    lines: &[u32],
    begun: Option<usize>,
) -> Vec<usize> {
    const TITLES: &[&str] = &["清单", "表", "建议", "任务"];
    let mut found = Vec::new();
    let Some(begun) = begun else { return found };
    for at in lines.iter().map(|&at| at as usize).filter(|&at| at > begun) {
        let parts =
            |at: usize| page.block(at).is_some_and(|(own, _)| own.gap > Gap::Line);
        let apart = page.is(at, Role::Text) && parts(at) && parts(at + 1);
        if apart && ends_as(page, at, GONE_ON) && ends_as(page, at, TITLES) {
            page.set(at, Role::Furniture);
            found.push(at);
        }
    }
    found
}

/// Whether block `at` is the first line of a page.
fn is_top(page: &Page<'_>, at: usize) -> bool {
    let Some((own, Role::Text)) = page.block(at) else { return false };
    let mark = page.above(at).is_some_and(|(block, role)| {
        role == Role::Furniture && block.look != Look::ColumnHead
    });
    let top = own.gap == Gap::Page || mark;
    (own.look == Look::Plain && top) || is_over_columns(page, at, &own)
}

/// Whether block `at` ends as the name of a document, or is the number of one: 安委办〔2021〕4号.
fn has_name(page: &Page<'_>, at: usize) -> bool {
    ends_as(page, at, NAMES) || (ends_as(page, at, &["号"]) && is_numbered(page, at))
}

/// Whether a year in brackets stands in block `at`, as in the number of a document.
fn is_numbered(page: &Page<'_>, at: usize) -> bool {
    page.block(at).is_some_and(|(own, _)| {
        let (head, _) = page.head(&own, HEAD);
        head.contains(['〔', '［', '[']) && !has_clauses(&head)
    })
}

/// Whether block `at` ends in one of `words`.
fn ends_as(page: &Page<'_>, at: usize, words: &[&str]) -> bool {
    page.block(at).is_some_and(|(own, _)| {
        let (head, whole) = page.head(&own, HEAD);
        // The number of the page may stand on its line.
        let head = page_heads::beside(&head).map_or(&*head, |own| own.words);
        let again = GONE_ON.iter().find_map(|word| head.strip_suffix(word));
        let ends = |head: &str| words.iter().any(|word| head.ends_with(word));
        whole && (ends(head) || again.is_some_and(ends))
    })
}

/// Whether line `at`, perhaps an `office` at the top of a page, stands between two lines of one
/// item, and is no line of a text: the one above is full, or under an office at the end of its
/// page, and the one below begins no item.
fn is_between(
    page: &Page<'_>,
    shape: &Shape,
    at: usize,
    office: bool,
    names: &Names,
) -> bool {
    let line = |at: usize| match page.block(at)? {
        (own, Role::Text) if own.look == Look::Plain => Some(own),
        _ => None,
    };
    let above = page.shown_above(at.saturating_sub(DEEPEST), at).and_then(line);
    let stands = above.is_some_and(|own| {
        if own.ends_text() { office } else { shape.is_full(page, &own) }
    });
    let is_label = |at: usize| {
        page.block(at).is_some_and(|(own, _)| {
            let label = names.label(&page.head(&own, HEAD).0, false);
            label.is_some_and(|label| label.is_known())
        })
    };
    // The label of the rows may be printed again below it: 河南省（续）.
    let below = line(at + 1 + usize::from(is_label(at + 1)));
    let goes_on = || {
        below.is_some_and(|own| {
            let (head, whole) = page.head(&own, HEAD);
            let begins = shape.set_in.is_some() && shape.is_set_in(&own);
            // An office signs over the date, far from the edge as well.
            let date = shape.is_far(&own) || (whole && is_date(&bare(&head)));
            let opens = begins || page.marker(&head).is_some();
            !date && !opens && (own.ends_text() || shape.is_full(page, &own))
        })
    };
    let short = is_short(page, shape, at);
    shape.is_wrapped() && stands && short && goes_on() && !is_label(at)
}

/// Whether line `at` reaches no edge of a text, or stands far from the other.
fn is_short(page: &Page<'_>, shape: &Shape, at: usize) -> bool {
    let own = page.block(at);
    own.is_none_or(|(own, _)| shape.is_far(&own) || !shape.is_full(page, &own))
}

/// Whether line `at` is no part of a sentence, and the list goes on below it.
fn is_apart(page: &Page<'_>, shape: &Shape, at: usize, names: &Names) -> bool {
    let marker = |at: usize| -> Option<Marker> {
        let (head, _) = page.head(&page.block(at)?.0, HEAD);
        page.marker(&head).filter(|marker| !marker.weak)
    };
    let text = |at: &usize| page.is(*at, Role::Text);
    let above = (at.saturating_sub(DEEPEST)..at).rev().find(text);
    let above = above.and_then(|at| page.block(at));
    let ended = above.is_some_and(|(block, _)| {
        let (head, whole) = page.head(&block, HEAD);
        let label = names.label(&head, false).filter(|_| whole);
        label.is_some_and(|label| label.is_known()) || block.ends_text()
    });
    // Those of rows stand beside the column of the items.
    let beside = |at: usize| {
        let (own, _) = page.block(at).filter(|(own, _)| own.look == Look::Side)?;
        number::whole(&page.head(&own, HEAD).0)
    };
    let value = |at: usize| beside(at).or_else(|| marker(at).map(|own| own.value));
    let next = (at + 1..=at + AHEAD).find_map(value);
    // A torn sentence must go on below, or the line is its end; a line that is not full was
    // not torn.
    let open = above.is_none_or(|(block, _)| shape.is_full(page, &block));
    let far = page.block(at).is_some_and(|(own, _)| shape.is_far(&own));
    let open = open || !shape.is_wrapped() || !far;
    let torn = !ended && open && marker(at + 1).is_some();
    // The text above goes on with the next line, since a line of it would be full.
    let between = shape.is_wrapped()
        && next.is_none()
        && page.block(at + 1).is_some_and(|(below, role)| {
            role == Role::Text && (below.ends_text() || shape.is_full(page, &below))
        });
    let goes_on = between || next.is_some_and(|next| next > 1);
    !torn && goes_on && is_short(page, shape, at)
}
