//! The patterns that name a term: regular expressions, of which a plain name is one.
//!
//! They may come from a corpus, so each is tried by itself before it is used: what is
//! wrong is said about that pattern, and one bad pattern does not cost the others.

use std::collections::BTreeSet;
use std::fmt;

use regex::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};

use super::Term;

/// Bytes that one compiled pattern may take.
const LARGEST: usize = 1 << 18;
/// Bytes that all compiled patterns of departments, or of topics, may take together.
const LARGEST_TOGETHER: usize = 1 << 26;
/// Bytes that a search of many patterns may remember in: with fewer it forgets its states
/// all the time, and gives up for the slow way. It takes what it needs.
const LARGEST_SEARCH: usize = 1 << 26;

/// Which of the two a term is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermKind {
    /// A department.
    Department,
    /// A topic.
    Topic,
}

impl TermKind {
    /// The field that holds such terms in a record and in `jianyi.yaml`.
    pub fn field(self) -> &'static str {
        match self {
            Self::Department => "departments",
            Self::Topic => "topics",
        }
    }
}

/// A pattern that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadPattern {
    /// Whether it was to name a department or a topic.
    pub kind: TermKind,
    /// The term's canonical name; empty where all patterns together are too large.
    pub term: String,
    /// The pattern as written; empty where the name itself is, or all together.
    pub pattern: String,
    /// What is wrong, and the way out.
    pub reason: &'static str,
}

impl BadPattern {
    /// All patterns of a kind are too large together.
    pub(super) fn all(kind: TermKind) -> Self {
        let reason = "全部写法合起来太大，要减少重复次数，或者删去一些";
        Self { kind, term: String::new(), pattern: String::new(), reason }
    }
}

impl fmt::Display for BadPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.term.as_str(), self.pattern.as_str()) {
            ("", "") => write!(f, "{}：{}", self.kind.field(), self.reason),
            (term, pattern) => write!(f, "“{term}”的写法“{pattern}”：{}", self.reason),
        }
    }
}

impl std::error::Error for BadPattern {}

/// The terms without the patterns that cannot be used; those go to `bad`.
pub(super) fn sound(
    kind: TermKind,
    terms: &[Term],
    bad: &mut Vec<BadPattern>,
) -> Vec<Term> {
    let mut sound = Vec::new();
    for term in terms {
        let mut refuse = |pattern: &str, reason| {
            let (term, pattern) = (term.name.clone(), pattern.to_owned());
            bad.push(BadPattern { kind, term, pattern, reason });
        };
        if term.name.trim().is_empty() {
            refuse("", "名称是空的，要写出规范名称");
            continue;
        }
        let mut usable = Term { name: term.name.clone(), patterns: Vec::new() };
        for pattern in &term.patterns {
            // Only what is more than a name can be wrong.
            let is_name = literal(pattern).is_some_and(|name| !name.is_empty());
            match if is_name { None } else { flaw(pattern) } {
                Some(reason) => refuse(pattern, reason),
                None => usable.patterns.push(pattern.clone()),
            }
        }
        sound.push(usable);
    }
    sound
}

/// What is wrong with a pattern.
fn flaw(pattern: &str) -> Option<&'static str> {
    match RegexBuilder::new(&expand(pattern)).size_limit(LARGEST).build() {
        Ok(regex) if regex.is_match("") => {
            Some("空文字也与它相符，每条建议都会算在内，要写出至少一个字")
        }
        Ok(regex) if regex.capture_names().flatten().next().is_some() => {
            Some("组不能有名字，要把“(?<名>”写成“(?:”")
        }
        Ok(_) => None,
        Err(error) => Some(complaint(&error)),
    }
}

/// What the regular expression library says, in the words of the user, and the way out.
pub fn complaint(error: &regex::Error) -> &'static str {
    const COMPLAINTS: &[(&str, &str)] = &[
        ("unclosed group", "“(”没有配对的“)”，要作普通字写成“\\(”"),
        ("unopened group", "“)”没有配对的“(”，要作普通字写成“\\)”"),
        ("character class", "“[”没有配对的“]”，要作普通字写成“\\[”"),
        ("missing expression", "重复符号前面没有字，要作普通字在它前面加“\\”"),
        ("look-around", "不支持前后断言，要把前后的字写进来"),
        ("escape", "“\\”后面的字不能转义，要作普通字写成“\\\\”"),
    ];
    if matches!(error, regex::Error::CompiledTooBig(_)) {
        return "太大，要减少重复次数";
    }
    let said = error.to_string();
    COMPLAINTS.iter().find(|(sign, _)| said.contains(sign)).map_or(
        "不是正确的正则表达式，要作普通文字在符号前面加“\\”",
        |&(_, reason)| reason,
    )
}

/// The regular expression that a pattern means: `…` is up to 16 characters of one clause.
pub(super) fn expand(pattern: &str) -> String {
    pattern.replace('…', r"[^，。；：！？\n]{0,16}")
}

/// One of these patterns, or nothing when there are none. The first that fits is taken.
pub(super) fn any<T: AsRef<str>>(patterns: impl IntoIterator<Item = T>) -> String {
    const NOTHING: &str = r"[^\s\S]";
    let all: Vec<_> =
        patterns.into_iter().map(|p| format!("(?:{})", expand(p.as_ref()))).collect();
    if all.is_empty() { NOTHING.to_owned() } else { format!("(?:{})", all.join("|")) }
}

/// The text that a pattern stands for, where it is a name and nothing else.
pub(super) fn literal(pattern: &str) -> Option<String> {
    let bare = pattern.replace('\\', "");
    (!bare.contains('…') && regex::escape(&bare) == pattern).then_some(bare)
}

/// One of these patterns, or nothing when there are none: names are one tree of what they
/// begin with, so that a search among thousands costs what one among few does. Patterns
/// are tried before names, as they may be longer than they look; of the names that fit,
/// the longest is taken.
pub(super) fn longest<T: AsRef<str>>(patterns: impl IntoIterator<Item = T>) -> String {
    let (mut names, mut others) = (BTreeSet::new(), Vec::new());
    for pattern in patterns {
        match literal(pattern.as_ref()).filter(|name| !name.is_empty()) {
            Some(name) => drop(names.insert(name)),
            None => others.push(pattern),
        }
    }
    others.sort_by_key(|pattern| std::cmp::Reverse(pattern.as_ref().chars().count()));
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    format!("(?:{}|{})", any(others), tree(&names, DEEPEST))
}

/// How many groups lie in each other at most: a regular expression has a bound for them.
const DEEPEST: usize = 24;

/// One of `names`, which are sorted and not empty; the longest that fits.
fn tree(names: &[&str], deepest: usize) -> String {
    if deepest == 0 {
        // In reverse order a name stands before what it begins with.
        return any(names.iter().rev().map(|name| regex::escape(name)));
    }
    let branch = |of_letter: &[&str]| {
        let (Some(first), Some(last)) = (of_letter.first(), of_letter.last()) else {
            return String::new();
        };
        let common = first.chars().zip(last.chars()).take_while(|(a, b)| a == b);
        let common = common.map(|(c, _)| c.len_utf8()).sum();
        let (stem, rest) = first.split_at(common);
        let behind: Vec<&str> =
            of_letter.iter().filter_map(|name| name.get(common..)).collect();
        let behind = match behind.as_slice() {
            [_] => String::new(),
            ["", longer @ ..] => format!("{}?", tree(longer, deepest - 1)),
            all => tree(all, deepest - 1),
        };
        let rest = if of_letter.len() == 1 { regex::escape(rest) } else { behind };
        regex::escape(stem) + &rest
    };
    let of_letter = names.chunk_by(|a, b| a.chars().next() == b.chars().next());
    any(of_letter.map(branch))
}

/// One regular expression of many patterns.
pub(super) fn regex(pattern: &str) -> Result<Regex, regex::Error> {
    let mut builder = RegexBuilder::new(pattern);
    builder.size_limit(LARGEST_TOGETHER).dfa_size_limit(LARGEST_SEARCH).build()
}

/// Many regular expressions at once.
pub(super) fn set(
    patterns: impl IntoIterator<Item = String>,
) -> Result<RegexSet, regex::Error> {
    RegexSetBuilder::new(patterns).size_limit(LARGEST_TOGETHER).build()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flaws(pattern: &str) -> Vec<String> {
        let term =
            Term { name: "甲".into(), patterns: vec![pattern.into(), "乙".into()] };
        let mut bad = Vec::new();
        let sound = sound(TermKind::Topic, &[term], &mut bad);
        assert_eq!(sound[0].patterns.last().map(String::as_str), Some("乙"));
        bad.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_bad_pattern_is_an_error_that_says_the_way_out() {
        for (pattern, word) in [
            ("(应急", "\\("),
            ("应急)", "\\)"),
            ("[应急", "\\["),
            ("*应急", "重复符号"),
            ("应急(?=部)", "断言"),
            ("应急\\部", "转义"),
            ("(?<part>应急)", "名字"),
            ("应急|", "空文字"),
            ("", "空文字"),
            ("\\pL{1000}", "太大"),
            ("应{3,1}", "正则表达式"),
        ] {
            let said = flaws(pattern);
            assert_eq!(said.len(), 1, "{pattern}");
            assert!(said[0].contains(word) && said[0].contains("“甲”"), "{said:?}");
        }
        assert_eq!(flaws("落实…责任"), [""; 0]);
    }

    #[test]
    fn a_gap_stays_inside_its_clause() {
        let gap = regex(&any(["落实…责任"])).unwrap();
        assert!(gap.is_match("落实企业主体责任") && gap.is_match("落实责任"));
        assert!(!gap.is_match("落实，责任"));
        assert!(!regex(&any([""; 0])).unwrap().is_match("落实"));
    }

    #[test]
    fn names_are_one_tree_and_the_longest_is_taken() {
        let names = ["公安", "公安厅", "公安部门", "应急", "应急厅", "省.厅", "公.局"];
        let tree = regex(&format!("^{}", longest(names))).unwrap();
        let found = |text| tree.find(text).map(|found| found.as_str());
        for (text, name) in [
            ("公安部门牵头", "公安部门"),
            ("公安部", "公安"),
            ("公安厅", "公安厅"),
            ("应急厅局", "应急厅"),
            ("公检局", "公检局"),
            ("省级厅", "省级厅"),
        ] {
            assert_eq!(found(text), Some(name));
        }
        assert_eq!(found("公检"), None);
        assert_eq!(found("省.局"), None);
        // Each begins with the one before: no expression may lie so deep.
        let deep: Vec<String> = (1..400).map(|n| "安".repeat(n)).collect();
        let deep = regex(&longest(&deep)).unwrap();
        assert_eq!(deep.find(&"安".repeat(500)).unwrap().len(), 3 * 399);
    }

    #[test]
    fn a_name_must_not_be_empty() {
        let mut bad = Vec::new();
        assert_eq!(sound(TermKind::Department, &[Term::default()], &mut bad), []);
        assert_eq!(bad.len(), 1);
    }
}
