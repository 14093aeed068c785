//! HTML: one file for a screen, a phone and the printer.
//!
//! Everything is in it: styles, the script of the filter box, charts as SVG. A policy
//! allows the browser exactly that style and that script, by their digests, and nothing
//! from anywhere; so that a record could not run or load anything even if its text were
//! written as markup, which it is not. Without a script all is there but the filter box.
//! The print rules give the pages of GB/T 9704 (measured in Chromium: 22 × 28).

mod body;

use sha2::{Digest, Sha256};

use super::{Options, Outcome};
use crate::document::Document;
use crate::text::escape;

const STYLE: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/page.js");

/// Writes a document as HTML.
#[expect(clippy::unnecessary_wraps, reason = "a writer is a row of FORMATS")]
pub(super) fn write(document: &Document, _: &Options) -> Outcome {
    let author = document.author.as_ref().map_or(String::new(), |author| {
        format!("<meta name=\"author\" content=\"{}\">\n", escape(author))
    });
    let page = format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; \
         form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"generator\" content=\"jianyi\">\n{author}<title>{}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n\
         <form hidden><input type=\"search\" placeholder=\"筛选文字\" aria-label=\"筛选文字\">\
         <output></output></form>\n<main>\n{}</main>\n\
         <script>{SCRIPT}</script>\n</body>\n</html>\n",
        digest(STYLE),
        digest(SCRIPT),
        escape(&document.title),
        body::blocks(document),
    );
    Ok(page.into_bytes().into())
}

/// The SHA-256 of a text in base 64, as a policy names it.
fn digest(text: &str) -> String {
    base64(&Sha256::digest(text.as_bytes()))
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] =
        b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let byte = |i: usize| u32::from(chunk.get(i).copied().unwrap_or(0));
        let group = byte(0) << 16 | byte(1) << 8 | byte(2);
        for i in 0..4 {
            let digit = DIGITS.get((group >> (18 - 6 * i) & 63) as usize);
            let kept = i <= chunk.len();
            text.push(digit.filter(|_| kept).map_or('=', |&digit| char::from(digit)));
        }
    }
    text
}

#[cfg(test)]
mod tests;
