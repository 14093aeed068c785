//! What is told as Markdown, for a comment on a pull request.
//!
//! Changes are marked by `<del>` and `<ins>`, which GitHub, GitLab and Gitea show: beside
//! Chinese punctuation the asterisks and tildes of Markdown are often not read.

use std::fmt::Write as _;

use super::{Part, Piece, Told, marked};
use crate::diag::visible;
use crate::text::escape_markdown;

/// The comment under a title and a line that sums up. Nothing of a record is markup in it, and it calls nobody.
pub(in crate::cli) fn markdown(title: &str, line: &str, told: &[Told<'_>]) -> String {
    let mut text = format!("### {}\n\n{}\n\n", plain(title), plain(line));
    for told in told {
        item(&mut text, told);
    }
    text.truncate(text.trim_end().len());
    text + "\n"
}

fn item(text: &mut String, told: &Told<'_>) {
    let (number, region, path) = (told.number(), plain(told.region), plain(told.path));
    let labels = plain(&told.labels.join("，"));
    // Writing to a string does not fail, here and below.
    let _ = writeln!(text, "- **第 {number} 条（{region}）**：{labels}（{path}）");
    for part in &told.parts {
        let part = match part {
            Part::Gone(gone) => format!("<del>{}</del>", paragraphs(gone)),
            Part::Came(came) => format!("<ins>{}</ins>", paragraphs(came)),
            Part::Line(line) => plain(line),
            Part::Passage(pieces) => pieces.iter().map(piece).collect(),
        };
        // Spaces at the start would make it code.
        let _ = writeln!(text, "  - {}", part.trim_start());
    }
}

fn piece(piece: &Piece<'_>) -> String {
    match piece {
        Piece::Same(text) => plain(text),
        Piece::Gone("") | Piece::Came("") => String::new(),
        Piece::Cut => "…".to_owned(),
        Piece::Gone(text) => format!("<del>{}</del>", escape_markdown(&marked(text))),
        Piece::Came(text) => format!("<ins>{}</ins>", escape_markdown(&marked(text))),
    }
}

/// Text on one line.
fn plain(text: &str) -> String {
    escape_markdown(&visible(text))
}

/// Text whose paragraphs stand on lines of their own.
fn paragraphs(text: &str) -> String {
    text.split('\n').map(plain).collect::<Vec<_>>().join("<br>")
}
