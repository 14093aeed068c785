//! The foot of a web page that is glued to the end of its last item, as happens where cells of
//! its layout are copied: `…落实到位。【打印本页】【关闭窗口】`.

use crate::source::blocks::numbers::numbering::Start;
use crate::source::blocks::numbers::run_in::head;
use crate::source::blocks::page::{Page, Role};
use crate::source::marks::notes::is_glued_foot;
use crate::text::{is_blank, is_closing, is_sentence_end};

/// Blocks of the last item that are looked at.
const FAR: usize = 60;

/// The byte at which such a foot begins, behind the last item of those at `starts`.
pub(in crate::source) fn cut(page: &Page<'_>, starts: &[Start]) -> Option<usize> {
    let last = starts.last()?.block as usize;
    (last..last + FAR).map_while(|at| page.block(at)).find_map(|(block, role)| {
        let runs = page.tokens.runs_of(&block);
        let runs = if role == Role::Text { runs } else { &[] };
        runs.iter().enumerate().find_map(|(nth, run)| {
            let text = run.span().of(page.text);
            let mut ends = text.char_indices().filter(|&(_, c)| is_sentence_end(c));
            ends.find_map(|(at, c)| {
                let own = text.get(at + c.len_utf8()..)?;
                let own = own.trim_start_matches(|c| is_closing(c) || is_blank(c));
                let rest = runs.get(nth + 1..).unwrap_or(&[]);
                let foot = !own.is_empty() && is_glued_foot(&head(page, own, rest));
                foot.then(|| run.span().end - own.len())
            })
        })
    })
}
