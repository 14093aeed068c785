//! Where a text names departments.
//!
//! A name that ends in 部门 also goes by what stands before it (its *stem*), where 部门 is
//! said once for many: “公安、交通运输、应急等部门”. A stem alone is an activity (交通运输企业)
//! and names nothing; it waits until the enumeration that it stands in ends in 部门, 厅 or
//! 局, or in an organ of another kind. The titles of laws and documents name nothing either.

use std::collections::HashMap;
use std::sync::OnceLock;

use regex::{Captures, Regex};

use super::pattern;
use super::whole::Whole;
use super::{Mention, Term, places};
use crate::text::Span;

/// What makes an organ of a stem; an addition in brackets may stand before it.
const TAIL: &str = "(?:（[^（）]{1,12}）)?(?:等(?:[0-9]+|[二两三四五六七八九十]+|多)?个?)?\
    (?:各级?|有关|相关|多个|行业|职能|业务|主管|管理|监管|监督|监察|执法|行政|政府|责任|涉及|单位和)*部门\
    |等(?:各|有关|相关|多个|成员)*(?:单位|机关|机构)|[厅局]";

/// Words that hold a stem and are no organ, and the titles of laws and documents.
const PASSED_OVER: &[&str] = &[
    "《[^《》]*(?:《[^《》]*》[^《》]*)*》",
    "(?:道路|轨道|水上|水路|海上)交通",
    "(?:安全|宣传|警示|消防|科普|法治|普法)教育",
    "电子商务",
];

/// What stands between two elements of an enumeration: elements that the vocabulary does
/// not know, and the level of the next. Where `more` stands, the element before only began
/// with a stem: 公安边防.
const JOINT: &str = "^(?<more>[^、和与及，。；：！？《》“”\\s]{1,4})?\
    (?:、[^、，。；：！？《》“”\\s]{1,8})*(?:、|和|与|及|以及|、以及|会同|或)\
    (?:各级|省级?|市级?|县级?|区级?|地方|当地|属地)?$";

/// The rest of an enumeration whose last elements the vocabulary does not know.
const REST: &str = "^(?<more>[^、和与及等，。；：！？《》“”\\s]{1,4})?\
    (?:、[^、，。；：！？《》“”\\s]{1,8}?)*等[^、，。；：！？《》“”\\s]{0,6}?部门";

/// The departments, ready to be found.
#[derive(Clone, Debug)]
pub(super) struct Departments {
    terms: Vec<Term>,
    /// Where each stands, by its canonical name.
    places: HashMap<String, usize>,
    /// Made when first asked for: most runs look for no names in texts.
    scanner: OnceLock<Option<Scanner>>,
}

#[derive(Clone, Debug)]
struct Scanner {
    /// Everything that may be a name, leftmost, longest first.
    names: Regex,
    /// Which term goes by a name or a stem.
    which: Whole,
    joint: Regex,
    rest: Regex,
}

/// A name in a text.
struct Token {
    /// The term's index; `None` for words passed over.
    term: Option<usize>,
    /// The name without what makes an organ of it.
    span: Span,
    /// Where the whole ends.
    end: usize,
    /// Whether it is a stem that waits for its 部门.
    waits: bool,
}

impl Departments {
    /// These departments.
    pub(super) fn new(terms: Vec<Term>) -> Self {
        Self { places: places(&terms), terms, scanner: OnceLock::new() }
    }

    /// Whether their patterns can be used together; where not, no text names any.
    pub(super) fn fit(&self) -> bool {
        self.scanner().is_some()
    }

    fn scanner(&self) -> Option<&Scanner> {
        self.scanner.get_or_init(|| Scanner::new(&self.terms).ok()).as_ref()
    }

    /// In the order of the table.
    pub(super) fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// Every place where `text` names a department, in its order.
    pub(super) fn mentions(&self, text: &str) -> Vec<Mention<'_>> {
        let Some(scanner) = self.scanner() else { return Vec::new() };
        let named = scanner.scan(text);
        let mention = |(index, span): (usize, Span)| {
            Some(Mention { span, term: self.terms.get(index)? })
        };
        named.into_iter().filter_map(mention).collect()
    }

    /// The department called `name`.
    pub(super) fn called(&self, name: &str) -> Option<&Term> {
        self.terms.get(*self.places.get(name)?)
    }

    /// The department that `name` means.
    pub(super) fn find(&self, name: &str) -> Option<&Term> {
        if let Some(term) = self.called(name) {
            return Some(term);
        }
        let scanner = self.scanner()?;
        let index = scanner.term(name).or_else(|| {
            let mut tokens = scanner.names.captures_iter(name);
            let token = tokens.next().and_then(|found| scanner.token(name, &found))?;
            token.term.filter(|_| token.span.start == 0 && token.end == name.len())
        })?;
        self.terms.get(index)
    }
}

impl Scanner {
    fn new(terms: &[Term]) -> Result<Self, regex::Error> {
        let names: Vec<Vec<String>> = terms.iter().map(names).collect();
        let all = || names.iter().flatten().map(String::as_str);
        let stems = pattern::longest(all().filter_map(stem));
        let whole = pattern::longest(all());
        let passed = pattern::any(PASSED_OVER);
        let and_stems = |names: &Vec<String>| {
            let stems = names.iter().filter_map(|name| stem(name)).map(str::to_owned);
            stems.chain(names.iter().cloned()).collect()
        };
        let which: Vec<Vec<String>> = names.iter().map(and_stems).collect();
        Ok(Self {
            names: pattern::regex(&format!(
                "(?<part>{stems})(?:{TAIL})|{whole}|(?<passed>{passed})|(?<stem>{stems})"
            ))?,
            which: Whole::new(&which)?,
            joint: pattern::regex(JOINT)?,
            rest: pattern::regex(REST)?,
        })
    }

    /// The term that goes by `name`. The last one, so that a corpus's own is preferred.
    fn term(&self, name: &str) -> Option<usize> {
        self.which.last(name)
    }

    /// The terms that `text` names, and where.
    fn scan(&self, text: &str) -> Vec<(usize, Span)> {
        let mut named = Vec::new();
        let mut waiting = Vec::new();
        let mut end = 0;
        for found in self.names.captures_iter(text) {
            let Some(token) = self.token(text, &found) else { continue };
            let between = text.get(end..token.span.start).unwrap_or("");
            if !follows(&self.joint, between, &mut waiting) {
                self.settle(&mut waiting, between, &mut named);
            }
            end = token.end;
            match token.term {
                Some(term) if token.waits => waiting.push((term, token.span)),
                Some(term) => {
                    named.append(&mut waiting);
                    named.push((term, token.span));
                }
                None => waiting.clear(),
            }
        }
        self.settle(&mut waiting, text.get(end..).unwrap_or(""), &mut named);
        named
    }

    /// An enumeration is over: its stems were names if what follows says so.
    fn settle<T>(&self, waiting: &mut Vec<T>, rest: &str, named: &mut Vec<T>) {
        if follows(&self.rest, rest, waiting) {
            named.append(waiting);
        }
        waiting.clear();
    }

    /// What was found, unless it is the beginning of another word.
    fn token(&self, text: &str, found: &Captures<'_>) -> Option<Token> {
        let all = found.get(0)?;
        if begins_a_word(all.as_str(), text.get(all.end()..)?) {
            return None;
        }
        if found.name("passed").is_some() {
            let span = Span::new(all.start(), all.end());
            return Some(Token { term: None, span, end: all.end(), waits: false });
        }
        let part = found.name("part").map_or(all, |part| part);
        let (name, term) = match self.term(all.as_str()) {
            Some(term) => (all, term),
            None => (part, self.term(part.as_str())?),
        };
        Some(Token {
            term: Some(term),
            span: Span::new(name.start(), name.end()),
            end: all.end(),
            waits: found.name("stem").is_some(),
        })
    }
}

/// Whether `text` goes on with the enumeration whose elements are `waiting`. The last one
/// is taken out where it turns out to be only the beginning of an element.
fn follows<T>(how: &Regex, text: &str, waiting: &mut Vec<T>) -> bool {
    if waiting.is_empty() {
        return false;
    }
    let found = how.captures(text);
    if found.as_ref().is_some_and(|found| found.name("more").is_some()) {
        waiting.pop();
    }
    found.is_some()
}

/// The names of a term, its own first.
fn names(term: &Term) -> Vec<String> {
    let own = regex::escape(&term.name);
    let others = term.patterns.iter().filter(|&pattern| *pattern != own);
    std::iter::once(own.clone()).chain(others.cloned()).collect()
}

/// What stands for a name in an enumeration.
fn stem(name: &str) -> Option<&str> {
    let stem = name.strip_suffix("部门")?;
    let stands_alone = || Regex::new(stem).is_ok_and(|regex| !regex.is_match(""));
    (!stem.is_empty() && (pattern::literal(stem).is_some() || stands_alone()))
        .then_some(stem)
}

/// Whether `name` is only the beginning of another word: 应急部 of 应急部署, 公安局 of 公安局势.
fn begins_a_word(name: &str, rest: &str) -> bool {
    let next = rest.chars().next().unwrap_or(' ');
    match name.chars().next_back() {
        Some('部') => "门署队分位件级落".contains(next),
        Some('局') => "面势限部域".contains(next),
        _ => false,
    }
}
