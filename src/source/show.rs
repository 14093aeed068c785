//! A source with each of its pieces labelled, so that a reader can see where every
//! character went: as plain text, and as a page of HTML in a single file.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::Parsed;
use super::account::Class;
use super::bytes::decode;
use crate::text::{LineCount, Span};

/// A piece of the decoded text, on one line of it.
#[derive(Clone, Copy, Debug)]
struct Shown<'a> {
    class: Class,
    text: &'a str,
    /// The line, from 1.
    line: usize,
    /// Whether the line ends after it.
    ends_line: bool,
}

/// The source line by line: the number of the line, then each piece with its class. White
/// space and line ends are left out; `bytes` is what was read.
pub fn plain(parsed: &Parsed<'_>, bytes: &[u8]) -> String {
    let mut out = String::new();
    let mut line = 0;
    for shown in pieces(parsed, bytes) {
        if shown.class == Class::Space || shown.text.is_empty() {
            continue;
        }
        if shown.line == line {
            out.push_str("      ");
        } else {
            line = shown.line;
            write_into(&mut out, format_args!("{line:>5} "));
        }
        write_into(&mut out, format_args!("{}\t", label(parsed, shown.class)));
        out.extend(shown.text.chars().map(visible));
        out.push('\n');
    }
    out
}

/// The same of sources, each with its path and what was read, as one page of HTML that
/// needs no other file: what was found first, each with a link to its line.
pub fn page(sources: &[(&str, &Parsed<'_>, &[u8])]) -> String {
    let titles: Vec<_> = sources.iter().map(|(title, ..)| *title).collect();
    let mut out = String::from(HEAD);
    escape(&mut out, &titles.join("、"));
    out.push_str("</title></head>\n<body>\n");
    for (at, (title, parsed, bytes)) in sources.iter().enumerate() {
        out.push_str("<h1>");
        escape(&mut out, title);
        out.push_str("</h1>\n");
        shares(&mut out, parsed);
        let mut lines = findings(&mut out, parsed, at);
        out.push_str("<pre>");
        for shown in pieces(parsed, bytes) {
            if !shown.text.is_empty() {
                span(&mut out, parsed, &shown);
                if lines.remove(&shown.line) {
                    write_into(&mut out, format_args!(" id=\"s{at}l{}\"", shown.line));
                }
                out.push('>');
                escape(&mut out, shown.text);
                out.push_str("</span>");
            }
            if shown.ends_line {
                out.push('\n');
            }
        }
        out.push_str("</pre>\n");
    }
    out.push_str("</body>\n</html>\n");
    out
}

/// How much there is of each class, which explains the colours.
fn shares(out: &mut String, parsed: &Parsed<'_>) {
    out.push_str("<ul>\n");
    for share in parsed.account.summary() {
        let kind =
            Class::KINDS.iter().position(|(name, _)| *name == share.name).unwrap_or(0);
        write_into(
            out,
            format_args!(
                "<li><span class=\"k{kind}\">{}</span> {} 字，{} 字节</li>\n",
                share.name, share.characters, share.bytes
            ),
        );
    }
    out.push_str("</ul>\n");
}

/// What was joined, inferred and doubtful in the source `at`, and the lines where.
fn findings(out: &mut String, parsed: &Parsed<'_>, at: usize) -> BTreeSet<usize> {
    let mut lines = BTreeSet::new();
    if parsed.findings.is_empty() {
        return lines;
    }
    let mut count = LineCount::new(&parsed.text);
    out.push_str("<ol>\n");
    for finding in &parsed.findings {
        out.push_str("<li>");
        if let Some(span) = finding.place.span {
            let line = count.line(span.start);
            lines.insert(line);
            write_into(out, format_args!("<a href=\"#s{at}l{line}\">第{line}行</a> "));
        }
        write_into(out, format_args!("{}：", finding.severity.label()));
        escape(out, &finding.message);
        out.push_str("</li>\n");
    }
    out.push_str("</ol>\n");
    lines
}

/// Opens the tag of a piece.
fn span(out: &mut String, parsed: &Parsed<'_>, shown: &Shown<'_>) {
    let (kind, label) = (shown.class.kind(), label(parsed, shown.class));
    write_into(
        out,
        format_args!("<span class=\"k{kind}\" title=\"第{}行 {label}\"", shown.line),
    );
}

/// The colours: text stands out, what is left over shouts.
const HEAD: &str = "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head><meta charset=\"utf-8\">\n\
<meta name=\"viewport\" content=\"width=device-width\">\n\
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<style>\n\
body{font:16px/1.8 serif;margin:2em auto;max-width:56em;padding:0 1em}\n\
pre{font:inherit;white-space:pre-wrap;word-break:break-all}\n\
ul{columns:3;list-style:none;padding:0;font-size:14px}ol{font-size:14px}:target{outline:2px solid #c00}\n\
.k0{background:#e8f4e8}.k1{background:#cfe3ff;font-weight:bold}.k2{background:#ffe3b3;font-weight:bold}\n\
.k3{background:#f3d9fa;font-weight:bold}.k4{background:#eee;color:#555}.k5{background:#ddd;color:#777}\n\
.k6{color:#aaa;font-size:12px}.k7{background:#fafafa}.k8{background:#c00;color:#fff}\n\
</style>\n<title>";

/// What a piece is called: its class, and the number of its item.
fn label(parsed: &Parsed<'_>, class: Class) -> String {
    match class {
        Class::Text(at) | Class::Number(at) => {
            let number = parsed.items.get(at as usize).map_or(0, |item| item.number);
            format!("{} {number}", class.name())
        }
        _ => class.name().to_owned(),
    }
}

/// The pieces of the decoded text, those that go over a line end cut there.
fn pieces<'a>(
    parsed: &'a Parsed<'_>,
    bytes: &'a [u8],
) -> impl Iterator<Item = Shown<'a>> {
    let decoded = decode::decode(bytes).ok();
    let mut map = decoded.map(|decoded| decoded.into_text_places(bytes));
    let mut at = 0;
    let mut line = 1;
    parsed.account.pieces().flat_map(move |piece| {
        let end = map.as_mut().map_or(0, |map| map(piece.span.end));
        let text = Span::new(at, end).of(&parsed.text);
        at = end.max(at);
        let first = line;
        line += text.matches('\n').count();
        let last = line;
        let class = piece.class;
        text.split('\n').zip(first..).map(move |(text, line)| {
            let text = text.strip_suffix('\r').unwrap_or(text);
            Shown { class, text, line, ends_line: line < last }
        })
    })
}

/// A character that moves nothing on a terminal and turns no line around.
fn visible(c: char) -> char {
    match c {
        '\t' => '⇥',
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{FFFD}'),
        _ if turns(c) => '\u{FFFD}',
        _ => c,
    }
}

/// Whether a character commands a terminal, or the direction and the lines of a text.
fn turns(c: char) -> bool {
    let directs = matches!(c, '\u{200E}' | '\u{200F}' | '\u{2066}'..='\u{2069}');
    directs || c.is_control() || matches!(c, '\u{2028}'..='\u{202E}')
}

fn escape(out: &mut String, text: &str) {
    let shown: String = text.chars().map(visible).collect();
    out.push_str(&crate::text::escape(&shown));
}

/// Writes to a string, which cannot fail.
fn write_into(out: &mut String, words: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(words);
}
