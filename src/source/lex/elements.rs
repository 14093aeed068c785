//! The names of elements, what each is for, and the attributes that matter here.

use html5gum::{Token, Tokenizer};
use memchr::{memchr, memchr2, memchr2_iter};

/// Elements that begin and end a paragraph.
const BLOCKS: &[&str] = &[
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd",
    "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure",
    "footer", "form", "head", "header", "hgroup", "hr", "html", "legend", "li", "main",
    "menu", "multicol", "nav", "ol", "option", "p", "page", "pdf2xml", "pre", "search",
    "section", "select", "summary", "tbody", "text", "tfoot", "thead", "ul",
];

/// Elements whose own text is what somebody wrote between the paragraphs.
pub(crate) const CONTAINERS: &[&str] = &["body", "form", "head", "hr", "html", "main"];

/// Elements that stand inside a line, or show nothing.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "area", "audio", "b", "base", "basefont", "bdi", "bdo",
    "bgsound", "big", "blink", "button", "canvas", "cite", "code", "col", "colgroup",
    "data", "datalist", "del", "dfn", "em", "embed", "font", "fontspec", "frame",
    "frameset", "i", "iframe", "img", "input", "ins", "kbd", "label", "link", "map",
    "mark", "marquee", "math", "meta", "meter", "nobr", "noframes", "noscript", "nowiki",
    "object", "output", "param", "picture", "progress", "q", "rp", "rt", "ruby", "s",
    "samp", "sdfield", "slot", "small", "source", "spacer", "span", "strike", "strong",
    "sub", "sup", "svg", "template", "textarea", "time", "track", "tt", "u", "var",
    "video", "wbr",
];

/// Elements with a meaning of their own here.
const SPECIAL: &[&str] = &[
    "br", "h1", "h2", "h3", "h4", "h5", "h6", "script", "style", "table", "td", "th",
    "title", "tr", "xml",
];

/// The values of attributes of a start tag, as numbers.
pub(crate) fn attributes<const N: usize>(
    whole: &str,
    names: [&str; N],
) -> [Option<u32>; N] {
    if memchr(b'=', whole.as_bytes()).is_none() {
        return [None; N];
    }
    let tag = Tokenizer::new(whole).flatten().find_map(|token| match token {
        Token::StartTag(tag) => Some(tag),
        _ => None,
    });
    let Some(tag) = tag else { return [None; N] };
    names.map(|name| {
        let found = tag.attributes.get(name.as_bytes())?;
        let digits: String = String::from_utf8_lossy(found)
            .trim()
            .chars()
            .take_while(char::is_ascii_digit)
            .take(9)
            .collect();
        digits.parse().ok()
    })
}

/// Whether an element begins and ends a paragraph, by its name as the tables hold it.
pub(crate) fn is_block(name: &str) -> bool {
    name != "span" && BLOCKS.binary_search(&name).is_ok()
}

pub(crate) fn heading_level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

/// The name of an element as the tables hold it. Names with a colon (`o:p`, `v:shape`,
/// `st1:place`) are Office's, those with a hyphen (`mp-style-type`) are what pages name
/// their own elements; any other name is not a tag but text: 《<安全生产法>》.
pub(crate) fn known(name: &str) -> Option<&'static str> {
    // Nearly all that a page of Word has.
    const COMMON: [&str; 3] = ["span", "p", "b"];
    let common = COMMON.into_iter().find(|own| own.eq_ignore_ascii_case(name));
    if common.is_some() {
        return common;
    }
    let own = |c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '_' | '-');
    let office = name.contains(':') && !name.ends_with(':');
    let custom = name.contains('-') && name.bytes().all(|b| !b.is_ascii_uppercase());
    if (office || custom) && name.chars().all(own) {
        return Some("span");
    }
    [INLINE, BLOCKS, SPECIAL].into_iter().find_map(|table| find(table, name))
}

/// The name in a table that is `name`, in small letters or capital ones. A page of Word
/// has a tag for every few characters: the tables are in order, and need no long search.
fn find(table: &[&'static str], name: &str) -> Option<&'static str> {
    let small = || name.bytes().map(|byte| byte.to_ascii_lowercase());
    let at = table.binary_search_by(|own| own.bytes().cmp(small())).ok()?;
    table.get(at).copied()
}

/// What the elements of OpenDocument in a single file are in HTML.
const OPEN_DOCUMENT: &[(&str, &str)] = &[
    ("table:table", "table"),
    ("table:table-row", "tr"),
    ("table:table-cell", "td"),
    ("table:covered-table-cell", "td"),
    ("text:h", "h2"),
    ("text:p", "p"),
    ("text:line-break", "br"),
    ("text:list", "ol"),
    ("text:list-item", "li"),
    ("text:list-header", "div"),
    ("text:section", "div"),
    ("draw:text-box", "div"),
];

/// The same in XML, where any name is that of an element: one inside a line if it is known
/// for that, else a part of its own.
pub(crate) fn known_in_xml(name: &str) -> Option<&'static str> {
    const INLINE: &[&str] = &["emph", "emphasis", "hi", "r", "run", "seg", "tspan", "w"];
    let named = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    let own = if INLINE.contains(&name) { "span" } else { "div" };
    let other = || name.chars().all(named).then_some(own);
    if let Some((_, own)) = OPEN_DOCUMENT.iter().find(|(own, _)| *own == name) {
        return Some(own);
    }
    // What else it has stands in a line, or around tables and texts.
    if name.contains(':') {
        return Some("span");
    }
    if name.contains('-') { other() } else { known(name).or_else(other) }
}

/// Whether the tag that closes an element `name` of some other kind of XML is one: it is
/// followed by nothing, or by the end of the element around it.
pub(crate) fn closes_unknown(name: &str, after: &str) -> bool {
    let after = after.trim_start();
    name.is_ascii() && (after.is_empty() || after.starts_with("</"))
}

/// The name in the tag `whole`, and whether that closes an element.
pub(crate) fn tag_name(whole: &str) -> (&str, bool) {
    let inner = whole.strip_prefix('<').unwrap_or(whole);
    let named = inner.trim_start_matches('/');
    let ends = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
    let length = named.bytes().position(ends).unwrap_or(named.len());
    (named.get(..length).unwrap_or(""), named.len() < inner.len())
}

/// How long the tag at the start of `rest` is where all of it, up to the first `>`, is ASCII and
/// its quotes are closed, as nearly all are.
fn plain_length(rest: &[u8]) -> Option<usize> {
    let end = 1 + memchr2(b'<', b'>', rest.get(1..)?)?;
    let own = rest.get(..end)?;
    if rest.get(end) == Some(&b'<') || !own.is_ascii() {
        return None;
    }
    let mut quote = None;
    for at in memchr2_iter(b'"', b'\'', own) {
        let byte = own.get(at);
        if quote.is_none() && own.get(at - 1) == Some(&b'=') {
            quote = byte;
        } else if quote == byte {
            quote = None;
        }
    }
    quote.is_none().then_some(end + 1)
}

/// How long the tag at the start of `rest` is, its `>` included; nothing when it is text.
///
/// A word of other letters than those of names is no attribute: `<p 且压力>` is text.
/// A quoted value may hold `>`; one that would hold `<` was never closed, and then the tag
/// ends at its first `>`.
pub(crate) fn tag_length(rest: &[u8]) -> Option<usize> {
    let opens = match rest {
        [b'<', b'/', next, ..] => next.is_ascii_alphabetic(),
        [b'<', next, ..] => next.is_ascii_alphabetic() || matches!(next, b'!' | b'?'),
        _ => false,
    };
    if !opens {
        return None;
    }
    if let Some(length) = plain_length(rest) {
        return Some(length);
    }
    let mut first_end = None;
    let mut quote = None;
    for (at, &byte) in rest.iter().enumerate().skip(1) {
        match (quote, byte) {
            (_, b'<') => break,
            (None, 0x80..) if rest.get(at - 1).is_some_and(u8::is_ascii_whitespace) => {
                return None;
            }
            (None, b'>') => return Some(at + 1),
            (Some(_), b'>') => {
                first_end.get_or_insert(at + 1);
            }
            (None, b'"' | b'\'') if rest.get(at - 1) == Some(&b'=') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    first_end
}

#[cfg(test)]
mod tests {
    use super::{BLOCKS, INLINE, SPECIAL, known};

    #[test]
    fn every_name_is_found_in_capitals_too() {
        for &name in [BLOCKS, INLINE, SPECIAL].into_iter().flatten() {
            assert_eq!(known(name), Some(name));
            assert_eq!(known(&name.to_ascii_uppercase()), Some(name));
        }
        assert_eq!(known("doc"), None);
    }
}
