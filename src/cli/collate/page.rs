//! A collation as one self-contained page.

use std::fmt::Write as _;

use super::label;
use super::passage::{Piece, passages};
use crate::corpus::{Collation, Entry, Verdict};
use crate::text::escape;

/// The page. Nothing of a record is markup in it, and it runs no script.
pub(super) fn page(collation: &Collation) -> String {
    let mut page = String::from(HEAD);
    let verbatim = collation.entries.iter().filter(|entry| entry.is_verbatim()).count();
    let all = collation.entries.len();
    // Writing to a string does not fail, here and below.
    let _ = write!(page, "<p>核对 {all} 条，逐字一致 {verbatim} 条。</p>\n<table>\n");
    page.push_str(
        "<tr><th>序号</th><th>地区</th><th>文件</th><th>情形</th><th>改动</th></tr>\n",
    );
    for entry in collation.entries.iter().filter(|entry| !entry.is_verbatim()) {
        row(&mut page, entry);
    }
    page.push_str("</table>\n");
    page
}

fn row(page: &mut String, entry: &Entry) {
    let labels: Vec<_> = entry.verdicts.iter().map(|&v| label(entry, v)).collect();
    let place = entry.path.as_deref().or(entry.source.as_deref()).unwrap_or("");
    let _ = write!(
        page,
        "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>",
        entry.number,
        escape(&entry.region),
        escape(place),
        escape(&labels.join("，"))
    );
    if entry.verdicts.contains(&Verdict::Missing) {
        let _ = write!(page, "<p><del>{}</del></p>", escape(&entry.issued));
    }
    if entry.verdicts.contains(&Verdict::Added) {
        let _ = write!(page, "<p><ins>{}</ins></p>", escape(&entry.text));
    }
    for passage in passages(entry) {
        page.push_str("<p>…");
        for piece in passage {
            let _ = match piece {
                Piece::Same(text) => write!(page, "{}", escape(text)),
                Piece::Gone("") | Piece::Came("") => Ok(()),
                Piece::Gone(text) => write!(page, "<del>{}</del>", escape(text)),
                Piece::Came(text) => write!(page, "<ins>{}</ins>", escape(text)),
            };
        }
        page.push_str("…</p>");
    }
    if let Some(reason) = &entry.amended {
        let _ = write!(page, "<p>理由：{}</p>", escape(reason));
    }
    page.push_str("</td></tr>\n");
}

const HEAD: &str = "<!DOCTYPE html>
<html lang=\"zh-CN\">
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width\">
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">
<title>核对结果</title>
<style>
body { font: 16px/1.8 serif; max-width: 60em; margin: 2em auto; padding: 0 1em }
table { border-collapse: collapse; width: 100% }
th, td { border: 1px solid #999; padding: .3em .6em; vertical-align: top; text-align: left }
td p { margin: .2em 0 }
th, td:not(:last-child) { white-space: nowrap }
del { background: #fdd; white-space: pre-wrap }
ins { background: #dfd; text-decoration: underline; white-space: pre-wrap }
</style>
<h1>语料库与原文核对</h1>
";
