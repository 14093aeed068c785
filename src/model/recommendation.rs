//! One recommendation (建议) and the values in it.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use sha2::{Digest as _, Sha256};

use crate::text::sentences;

/// How the list directly under `recommendations/` is called where a name is wanted.
pub const DEFAULT_LIST: &str = "default";
/// What that list is called in documents.
pub const DEFAULT_LIST_NAME: &str = "默认清单";

/// How a record names the source that came through standard input.
pub const STDIN: &str = "-";

/// One numbered item of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recommendation {
    /// Its number (序号) in its list, from 1.
    pub number: u32,
    /// Its region's canonical name, or what stands in the file where no region has it.
    pub region: String,
    /// Its heading sentence without the final 。.
    pub title: Option<String>,
    /// The rest of the text: paragraphs parted by `\n`, no line breaks inside them.
    pub body: String,
    /// Canonical names of the departments it addresses, in the order of the text.
    pub departments: Vec<String>,
    /// Canonical names of its topics.
    pub topics: Vec<String>,
    /// Other recommendations it belongs with.
    pub related: Vec<Reference>,
    /// Where it was issued.
    pub source: Option<Origin>,
    /// Why its wording differs from the source, when editors changed it on purpose.
    pub amended: Option<String>,
    /// Rules that do not apply to it.
    pub allow: Vec<String>,
    /// The declared fields.
    pub fields: BTreeMap<String, serde_json::Value>,
}

impl Recommendation {
    /// The text as issued: the title with its 。, then the body.
    pub fn text(&self) -> String {
        match &self.title {
            Some(title) => format!("{title}。{}", self.body),
            None => self.body.clone(),
        }
    }

    /// The titles of the laws and documents it cites, without 《》, each once, in order.
    pub fn cites(&self) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        let text = self.text();
        let mut depth = 0_usize;
        let mut start = 0;
        for (at, c) in text.char_indices() {
            match c {
                '《' => {
                    if depth == 0 {
                        start = at + c.len_utf8();
                    }
                    depth += 1;
                }
                '》' if depth > 0 => {
                    depth -= 1;
                    let title = &text[start..at];
                    if depth == 0 && !found.iter().any(|f| f == title) {
                        found.push(title.to_owned());
                    }
                }
                _ => {}
            }
        }
        found
    }
}

/// Parts the text of an item into title and body: the first sentence is the title when it
/// ends in 。, has at most 30 characters and is not the only one.
pub fn split_title(text: &str) -> (Option<String>, String) {
    const LONGEST: usize = 30;
    let first = sentences(text).next().unwrap_or("");
    let rest = &text[first.len()..];
    match first.strip_suffix('。') {
        Some(title)
            if !title.is_empty()
                && !rest.trim().is_empty()
                && !first.contains('\n')
                && !rest.starts_with('\n')
                && title.chars().count() <= LONGEST =>
        {
            (Some(title.to_owned()), rest.to_owned())
        }
        _ => (None, text.to_owned()),
    }
}

/// The first 16 hex digits of the SHA-256 of a text as issued (UTF-8): it tells an edited
/// record from a verbatim one.
pub fn digest(text: &str) -> String {
    Sha256::digest(text.as_bytes())
        .iter()
        .take(8)
        .fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

/// A pointer to a recommendation: `44`, or `NAME/12` in another list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reference {
    /// The other list's name; `None` is the same list.
    pub list: Option<String>,
    /// The number there.
    pub number: u32,
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.list {
            Some(list) => write!(f, "{list}/{}", self.number),
            None => write!(f, "{}", self.number),
        }
    }
}

impl FromStr for Reference {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (list, number) = match text.rsplit_once('/') {
            Some((list, number)) if !list.is_empty() => (Some(list.to_owned()), number),
            Some(_) => return Err(()),
            None => (None, text),
        };
        let number = number.parse().map_err(|_| ())?;
        if number == 0 { Err(()) } else { Ok(Self { list, number }) }
    }
}

/// Where a recommendation was issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The source, relative to the root, parted by `/`.
    pub file: String,
    /// The number as printed there; it never changes.
    pub number: u32,
    /// The lines it stands on.
    pub lines: Option<Lines>,
    /// [`digest`] of the text as issued.
    pub digest: Option<String>,
}

/// A range of lines, counted from 1, both ends in it: `16-18`, or `6`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lines {
    /// The first line.
    pub first: usize,
    /// The last line.
    pub last: usize,
}

impl fmt::Display for Lines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last {
            write!(f, "{}", self.first)
        } else {
            write!(f, "{}-{}", self.first, self.last)
        }
    }
}

impl FromStr for Lines {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (first, last) = text.split_once('-').unwrap_or((text, text));
        let first: usize = first.trim().parse().map_err(|_| ())?;
        let last = last.trim().parse().map_err(|_| ())?;
        if first == 0 || last < first { Err(()) } else { Ok(Self { first, last }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_first_sentence_is_the_title() {
        let (title, body) = split_title("厘清职责。要明确。");
        assert_eq!((title.as_deref(), body.as_str()), (Some("厘清职责"), "要明确。"));
        assert_eq!(split_title("只有一句。").0, None);
        assert_eq!(split_title(&format!("{}。再一句。", "长".repeat(31))).0, None);
        assert_eq!(split_title("“引用。”接着说。").0, None);
    }

    #[test]
    fn title_and_body_put_together_are_the_text() {
        for text in ["厘清职责。要明确。", "。", "", "甲。\n乙。", "甲！乙。丙"]
        {
            let (title, body) = split_title(text);
            let record = Recommendation { title, body, ..Default::default() };
            assert_eq!(record.text(), text);
        }
    }

    #[test]
    fn nested_titles_are_cited_once() {
        let body = "按《关于〈安全生产法〉的通知》《刑法》和《刑法》".to_owned();
        let record = Recommendation { body, ..Default::default() };
        assert_eq!(record.cites(), ["关于〈安全生产法〉的通知", "刑法"]);
    }

    #[test]
    fn references_and_lines_are_read_as_they_are_written() {
        for text in ["44", "b/12"] {
            assert_eq!(text.parse::<Reference>().unwrap().to_string(), text);
        }
        for text in ["6", "16-18"] {
            assert_eq!(text.parse::<Lines>().unwrap().to_string(), text);
        }
        assert!("0".parse::<Reference>().is_err() && "9-3".parse::<Lines>().is_err());
    }
}
