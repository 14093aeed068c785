//! What is said of running heads and numbers of pages that are printed once: which lines were
//! taken for one, and which may be one and stand in the text of an item.

use std::collections::HashMap;

use super::blocks::furniture::is_at_edge;
use super::blocks::page::{Page, Role};
use super::marks::folio::lonely;
use super::notice::{self, Report};
use crate::diag::Severity;

impl Report {
    /// Says it of the blocks `heads`. Of those taken, one is doubtful that neither stands where
    /// a page ends nor comes again.
    pub(crate) fn printed_once(&mut self, page: &Page<'_>, heads: &[usize]) {
        let head = |at: usize| page.block(at).map(|(own, _)| page.head(&own, 24).0);
        let mut times: HashMap<_, u32> = HashMap::new();
        for own in heads.iter().filter_map(|&at| head(at)) {
            *times.entry(own).or_default() += 1;
        }
        for &at in heads {
            let (Some((block, role)), Some(own)) = (page.block(at), head(at)) else {
                continue;
            };
            let number = lonely(&own).is_some();
            let shown = number || is_at_edge(page, at) || times.get(&own) > Some(&1);
            let (place, is) =
                if number { ("独占一行", "页码") } else { ("页首", "页眉") };
            let (severity, message) = match role {
                Role::Furniture if shown => {
                    (Severity::Info, format!("{place}的“{own}”看作{is}，没有收入正文"))
                }
                Role::Furniture => {
                    let message = format!("“{own}”断开了一句话，看作{is}，没有收入正文");
                    (Severity::Warning, message)
                }
                Role::Text => {
                    let message =
                        format!("{place}的“{own}”收入了前一项的正文，也可能是{is}");
                    (Severity::Warning, message)
                }
                _ => continue,
            };
            let span = page.tokens.span(&block);
            self.note(notice::HEAD_ONCE, span, message).severity = severity;
        }
    }
}
