//! Items that share a paragraph: `1.厘清职责。2.加强监管。3.……`, as some offices print all those
//! of a region. Where the numbers of the list leave some out, those stand behind the stops of
//! the item before.

use crate::source::blocks::numbers::numbering::{Start, Step};
use crate::source::blocks::numbers::parts::{List, Lists};
use crate::source::blocks::page::{Page, Role};
use crate::source::lex::token::{Kind, Run};
use crate::source::marks::label::Names;
use crate::source::marks::number::{self, Family};
use crate::text::{is_blank, is_closing, is_sentence_end, past_chars};

/// Characters in which a label, a number and its mark stand.
const MARK: usize = 20;

/// The bytes of the numbers with which such items begin, in order.
pub(crate) fn cuts(page: &Page<'_>, lists: &Lists, names: &Names) -> Vec<usize> {
    let mut cuts = Vec::new();
    for (nth, list) in lists.lists.iter().enumerate() {
        if !opens_sentences(list.family) {
            continue;
        }
        let starts = lists.items(list);
        let end = lists.lists.get(nth + 1).and_then(|next| lists.begins(next));
        let end = end.unwrap_or(page.tokens.blocks.len());
        let mut sure = starts.len() == 1;
        for (at, own) in starts.iter().enumerate() {
            let next = starts.get(at + 1);
            let missing = match next {
                Some(next) if next.step == Step::Skip => {
                    Some(next.printed.saturating_sub(own.printed.saturating_add(1)))
                }
                Some(next) if matches!(next.step, Step::Restart | Step::AlwaysOne) => {
                    None
                }
                None => None,
                Some(_) => continue,
            };
            // Behind the last number one more may be of something else, and two are not.
            let least = if next.is_some() || sure { 1 } else { 2 };
            let past = next.map_or(end, |next| next.block as usize);
            let found = inside(page, list, own, past, names);
            let all = missing.is_none_or(|missing| found.len() == missing as usize);
            if all && found.len() >= least {
                sure = true;
                cuts.extend(found);
            }
        }
    }
    cuts
}

/// Whether the numbers of a family may begin a sentence in the middle of a paragraph, and
/// do not count its points as a rule.
const fn opens_sentences(family: Family) -> bool {
    family.is_plain() || matches!(family, Family::Word)
}

/// The bytes of the numbers that count on from the item `own` inside its text, which ends
/// before block `past`.
fn inside(
    page: &Page<'_>,
    list: &List,
    own: &Start,
    past: usize,
    names: &Names,
) -> Vec<usize> {
    let (mut found, mut expected) = (Vec::new(), own.printed.saturating_add(1));
    for at in own.block as usize..past {
        let Some((block, Role::Text)) = page.block(at) else { continue };
        let runs = page.tokens.runs_of(&block);
        // Behind a stop, brackets say whom and when: 加强监管。（责任单位：民政厅）2.……
        let (mut ended, mut aside) = (false, false);
        for (nth, run) in
            runs.iter().enumerate().filter(|(_, run)| run.kind == Kind::Text)
        {
            let text = run.span().of(page.text);
            for (at, c) in text.char_indices() {
                if ended && !is_blank(c) && !is_closing(c) {
                    let rest = runs.get(nth + 1..).unwrap_or(&[]);
                    let head = head(page, text.get(at..).unwrap_or(""), rest);
                    // The next region may run in as well: …落实到人。河南省 4. ….
                    let marker = number::marker(&head).or_else(|| {
                        let (_, length) = names.opening(&head)?;
                        number::marker(head.get(past_chars(&head, length)..)?)
                    });
                    if marker.is_some_and(|own| {
                        own.family == list.family && own.value == expected && !own.weak
                    }) {
                        found.push(run.start as usize + at);
                        expected += 1;
                    } else {
                        aside = matches!(c, '（' | '(');
                    }
                }
                let closes = aside && matches!(c, '）' | ')');
                aside &= !closes;
                let stays = ended && (is_blank(c) || is_closing(c));
                let stops = is_sentence_end(c) || matches!(c, '；' | ';');
                ended = stays || stops || closes;
            }
        }
    }
    found
}

/// What begins with `text`, the end of a run, and goes on with the runs of `rest`.
pub(crate) fn head(page: &Page<'_>, text: &str, rest: &[Run]) -> String {
    let mut head: String = text.chars().take(MARK).collect();
    for run in rest.iter().take(MARK).filter(|run| run.kind == Kind::Text) {
        if head.chars().nth(MARK).is_some() {
            break;
        }
        head.extend(run.span().of(page.text).chars().take(MARK));
    }
    head
}
