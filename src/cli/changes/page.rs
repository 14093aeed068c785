//! What is told as one self-contained page.

use std::fmt::Write as _;

use super::{Part, Piece, Told};
use crate::diag::visible;
use crate::text::escape;

/// The page under a title and a line that sums up. Nothing of a record is markup in it, and it runs no script.
pub(in crate::cli) fn page(title: &str, line: &str, told: &[Told<'_>]) -> String {
    let mut page = HEAD.replace("TITLE", &escape(title));
    let line = escape(line);
    // Writing to a string does not fail, here and below.
    let _ = write!(page, "<p>{line}</p>\n<table>\n");
    page.push_str(
        "<tr><th>序号</th><th>地区</th><th>文件</th><th>情形</th><th>改动</th></tr>\n",
    );
    for told in told {
        row(&mut page, told);
    }
    page.push_str("</table>\n");
    page
}

fn row(page: &mut String, told: &Told<'_>) {
    let _ = write!(
        page,
        "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>",
        told.number(),
        shown(told.region),
        shown(told.path),
        told.labels.iter().map(|label| shown(label)).collect::<Vec<_>>().join("<br>")
    );
    for part in &told.parts {
        let _ = match part {
            Part::Gone(text) => write!(page, "<p><del>{}</del></p>", shown(text)),
            Part::Came(text) => write!(page, "<p><ins>{}</ins></p>", shown(text)),
            Part::Line(line) => write!(page, "<p>{}</p>", shown(line)),
            Part::Passage(pieces) => {
                let pieces: String = pieces.iter().map(marked).collect();
                write!(page, "<p>{pieces}</p>")
            }
        };
    }
    page.push_str("</td></tr>\n");
}

fn marked(piece: &Piece<'_>) -> String {
    match piece {
        Piece::Same(text) => shown(text),
        Piece::Gone("") | Piece::Came("") => String::new(),
        Piece::Cut => "…".to_owned(),
        Piece::Gone(text) => format!("<del>{}</del>", escape(&super::marked(text))),
        Piece::Came(text) => format!("<ins>{}</ins>", escape(&super::marked(text))),
    }
}

/// A text in which nothing hides or turns the rest around, on its own lines.
fn shown(text: &str) -> String {
    text.split('\n').map(|line| escape(&visible(line))).collect::<Vec<_>>().join("\n")
}

const HEAD: &str = "<!DOCTYPE html>
<html lang=\"zh-CN\">
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width\">
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">
<title>TITLE</title>
<style>
body { font: 16px/1.8 serif; max-width: 60em; margin: 2em auto; padding: 0 1em }
table { border-collapse: collapse; width: 100% }
th, td { border: 1px solid #999; padding: .3em .6em; vertical-align: top; text-align: left }
td p { margin: .2em 0 }
th, td:not(:last-child) { white-space: nowrap }
del { background: #fdd; white-space: pre-wrap }
ins { background: #dfd; text-decoration: underline; white-space: pre-wrap }
</style>
<h1>TITLE</h1>
";
