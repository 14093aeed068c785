//! Tags, entities and marks of HTML and Markdown that were left in the text.

use std::sync::LazyLock;

use crate::diag::{Finding, Safety};

use super::Check;
use super::passage::{Passage, Pattern, group, pattern};

static MARKUP: Pattern = LazyLock::new(|| {
    pattern(concat!(
        r"</?[A-Za-z][A-Za-z0-9:]*(?:\s[^<>]*)?/?>|<!--|-->|<!\[[^<>]*>",
        r"|&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});",
        r"|\*\*|~~|```|(?m:^#{1,6} )",
    ))
});

/// One finding for each.
pub(super) fn run(check: &Check, passage: &Passage<'_>, found: &mut Vec<Finding>) {
    if !passage.text.contains(['<', '>', '&', '*', '~', '`', '#']) {
        return;
    }
    for piece in passage.matches(&MARKUP) {
        let span = group(&piece, 0);
        let text = span.of(passage.text);
        let message = format!("正文里残留标记“{text}”");
        let new = text.strip_prefix('&').map_or(Some(String::new()), decoded);
        found.push(match new {
            Some(new) => passage.replacing(check, span, message, Safety::Unsafe, &new),
            None => passage.finding(check, span, message).help("改成它所表示的字符"),
        });
    }
}

/// What an entity without its `&` stands for, as far as office programs write it.
fn decoded(entity: &str) -> Option<String> {
    let name = entity.trim_end_matches(';');
    if let Some(number) = name.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']);
        let code = match hex {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|c| !c.is_control()).map(String::from);
    }
    ENTITIES.iter().find(|(known, _)| *known == name).map(|&(_, text)| text.to_owned())
}

const ENTITIES: &[(&str, &str)] = &[
    ("nbsp", " "),
    ("ensp", " "),
    ("emsp", " "),
    ("lt", "<"),
    ("gt", ">"),
    ("amp", "&"),
    ("quot", "\""),
    ("apos", "'"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("middot", "·"),
    ("mdash", "—"),
    ("ndash", "–"),
    ("hellip", "…"),
    ("times", "×"),
    ("deg", "°"),
];
