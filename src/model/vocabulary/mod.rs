//! The vocabulary: what departments and topics are called, and how a text names them.
//!
//! A department is found where a text names it as an organ: 公安部门, or 公安 in
//! “公安、交通运输等部门”; see [`departments`]. A topic is found where one of its patterns
//! stands; see [`topics`]. The built-in tables are those of work safety; a corpus extends
//! them or brings its own. Patterns are compiled once, and a text is read in one pass.

mod builtin_departments;
mod builtin_topics;
mod departments;
mod pattern;
mod topics;
mod whole;

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use crate::text::{Span, nearest};

use departments::Departments;
pub use pattern::{BadPattern, TermKind, complaint};
use topics::Topics;

/// A department or a topic.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Term {
    /// The canonical name, as `departments` and `topics` hold it.
    pub name: String,
    /// Other names, or patterns (regular expressions) that a text names it by. `…` stands
    /// for up to 16 characters of one clause.
    pub patterns: Vec<String>,
}

/// A place where a text names a department.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention<'v> {
    /// The bytes of its name; of an element of “公安、应急等部门” only the element's own.
    pub span: Span,
    /// The department.
    pub term: &'v Term,
}

/// All departments and topics that a corpus knows.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    departments: Arc<Departments>,
    topics: Arc<Topics>,
}

impl Default for Vocabulary {
    fn default() -> Self {
        Self::builtin()
    }
}

impl Vocabulary {
    /// The departments and topics of work safety.
    pub fn builtin() -> Self {
        static BUILTIN: LazyLock<Vocabulary> = LazyLock::new(|| {
            let departments = read_table(builtin_departments::DEPARTMENTS);
            Vocabulary::new(departments.collect(), builtin_topics().collect())
        });
        BUILTIN.clone()
    }

    /// A vocabulary of only these terms, in place of the built-in ones. What is wrong with
    /// a pattern comes back, and the vocabulary does without it.
    pub fn of(departments: &[Term], topics: &[Term]) -> (Self, Vec<BadPattern>) {
        Self::new(Vec::new(), Vec::new()).with(departments, topics)
    }

    /// This vocabulary and these terms: one of a known name gives it further patterns, one
    /// of a new name comes last. What is wrong with a pattern comes back, and the
    /// vocabulary does without it.
    pub fn with(&self, departments: &[Term], topics: &[Term]) -> (Self, Vec<BadPattern>) {
        let mut bad = Vec::new();
        let mut extended = self.clone();
        if !departments.is_empty() {
            let further = pattern::sound(TermKind::Department, departments, &mut bad);
            let merged = Departments::new(merge(self.departments(), further));
            bad.extend((!merged.fit()).then(|| BadPattern::all(TermKind::Department)));
            extended.departments = Arc::new(merged);
        }
        if !topics.is_empty() {
            let further = pattern::sound(TermKind::Topic, topics, &mut bad);
            let merged = Topics::new(merge(self.topics(), further));
            bad.extend((!merged.fit()).then(|| BadPattern::all(TermKind::Topic)));
            extended.topics = Arc::new(merged);
        }
        (extended, bad)
    }

    fn new(departments: Vec<Term>, topics: Vec<Term>) -> Self {
        Self {
            departments: Arc::new(Departments::new(departments)),
            topics: Arc::new(Topics::new(topics)),
        }
    }

    /// The departments in the order of the table.
    pub fn departments(&self) -> &[Term] {
        self.departments.terms()
    }

    /// The topics in the order of the table.
    pub fn topics(&self) -> &[Term] {
        self.topics.terms()
    }

    /// Whether a department is called `name`.
    pub fn has_department(&self, name: &str) -> bool {
        self.departments.called(name).is_some()
    }

    /// Whether a topic is called `name`.
    pub fn has_topic(&self, name: &str) -> bool {
        self.topics.called(name).is_some()
    }

    /// Every place where `text` names a department, in its order.
    pub fn department_mentions(&self, text: &str) -> Vec<Mention<'_>> {
        self.departments.mentions(text)
    }

    /// The canonical names of the departments that `text` names, each once, in its order.
    pub fn departments_in(&self, text: &str) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for Mention { term, .. } in self.department_mentions(text) {
            if !names.contains(&term.name) {
                names.push(term.name.clone());
            }
        }
        names
    }

    /// The canonical names of the topics of `text`, in the order of the table.
    pub fn topics_in(&self, text: &str) -> Vec<String> {
        self.topics.of(text).iter().map(|term| term.name.clone()).collect()
    }

    /// Whether the topic called `name` cuts across all subjects (责任落实, 监管执法), so that
    /// sharing it does not make two recommendations belong together.
    pub fn is_general_topic(name: &str) -> bool {
        builtin_topics::ACROSS.iter().any(|&(topic, _)| topic == name)
    }

    /// The department that `name` means: its canonical name, another of its names, or
    /// what stands for it in an enumeration (公安 for 公安部门).
    pub fn find_department(&self, name: &str) -> Option<&Term> {
        self.departments.find(name)
    }

    /// The topic that `name` means: its canonical name, or words that its patterns take
    /// whole.
    pub fn find_topic(&self, name: &str) -> Option<&Term> {
        self.topics.find(name)
    }

    /// The department whose name is most like `name`, for "did you mean".
    pub fn nearest_department(&self, name: &str) -> Option<&Term> {
        nearest_term(self.departments(), name)
    }

    /// The topic whose name is most like `name`, for "did you mean".
    pub fn nearest_topic(&self, name: &str) -> Option<&Term> {
        nearest_term(self.topics(), name)
    }
}

/// A row of a built-in table: the canonical name; other names and patterns.
type Row = (&'static str, &'static [&'static str]);

fn read_table(rows: &[Row]) -> impl Iterator<Item = Term> {
    rows.iter().map(|&(name, patterns)| Term {
        name: name.to_owned(),
        patterns: patterns.iter().map(|&pattern| pattern.to_owned()).collect(),
    })
}

fn builtin_topics() -> impl Iterator<Item = Term> {
    read_table(builtin_topics::TOPICS).chain(read_table(builtin_topics::ACROSS))
}

/// Where each of `terms` stands, by its name.
fn places(terms: &[Term]) -> HashMap<String, usize> {
    let named = terms.iter().enumerate().map(|(at, term)| (term.name.clone(), at));
    // Of two with one name the first counts.
    named.rev().collect()
}

/// The `known` terms, extended by `further` ones. A new term also goes by its own name; of
/// a known one the table says whether its bare name is enough (责任落实 is not).
fn merge(known: &[Term], further: Vec<Term>) -> Vec<Term> {
    let mut merged = known.to_vec();
    let mut places = places(known);
    for mut term in further {
        let known = places.get(&term.name).and_then(|&at| merged.get_mut(at));
        if let Some(known) = known {
            known.patterns.append(&mut term.patterns);
        } else {
            places.insert(term.name.clone(), merged.len());
            term.patterns.insert(0, regex::escape(&term.name));
            merged.push(term);
        }
    }
    merged
}

/// The term most like `name`: by its canonical name, or else by another name.
fn nearest_term<'v>(terms: &'v [Term], name: &str) -> Option<&'v Term> {
    let names = || terms.iter().map(|term| term.name.as_str());
    let others = || terms.iter().flat_map(|term| &term.patterns).map(String::as_str);
    let is_plain = |other: &&str| regex::escape(other) == *other;
    let found = nearest(name, names().chain(others().filter(is_plain)))?;
    terms
        .iter()
        .find(|term| term.name == found || term.patterns.iter().any(|p| p == found))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(name: &str, patterns: &[&str]) -> Term {
        let patterns = patterns.iter().map(|&pattern| pattern.to_owned()).collect();
        Term { name: name.to_owned(), patterns }
    }

    #[test]
    fn the_builtin_tables_compile_and_name_each_term_once() {
        let departments: Vec<_> = read_table(builtin_departments::DEPARTMENTS).collect();
        let topics: Vec<_> = builtin_topics().collect();
        let (_, bad) = Vocabulary::of(&departments, &topics);
        assert_eq!(bad, []);
        for terms in [&departments, &topics] {
            let mut names: Vec<_> = terms.iter().map(|term| &term.name).collect();
            names.sort();
            names.dedup();
            assert_eq!(names.len(), terms.len());
        }
    }

    #[test]
    fn every_name_of_a_department_means_it() {
        let vocabulary = Vocabulary::builtin();
        for term in vocabulary.departments() {
            let plain = term
                .patterns
                .iter()
                .filter(|pattern| regex::escape(pattern) == **pattern);
            for name in plain.chain([&term.name]) {
                assert_eq!(vocabulary.find_department(name), Some(term), "{name}");
                let mentions = vocabulary.department_mentions(name);
                let whole = Mention { span: Span::new(0, name.len()), term };
                assert_eq!(mentions, [whole], "{name}");
            }
        }
    }

    #[test]
    fn a_known_term_is_extended_and_a_new_one_added() {
        let departments = [term("公安部门", &["治安总队"]), term("城运中心", &[])];
        let topics = [term("消防安全", &["飞线充电"]), term("低空经济", &["无人机"])];
        let (vocabulary, bad) = Vocabulary::builtin().with(&departments, &topics);
        assert_eq!(bad, []);
        assert_eq!(
            vocabulary.departments_in("治安总队会同城运中心，公安机关配合"),
            ["公安部门", "城运中心"]
        );
        assert_eq!(
            vocabulary.topics_in("无人机、低空经济与飞线充电"),
            ["消防安全", "低空经济"]
        );
        let (own, _) = Vocabulary::of(&departments, &topics);
        assert_eq!(own.topics_in("危险化学品"), [""; 0]);
        assert_eq!(own.departments_in("治安、应急等部门，公安部门"), ["公安部门"]);
    }

    #[test]
    fn a_term_of_the_corpus_is_preferred_to_a_builtin_one() {
        let own = [term("应急管理厅", &[])];
        let (vocabulary, _) = Vocabulary::builtin().with(&own, &[]);
        assert_eq!(vocabulary.departments_in("应急管理厅牵头"), ["应急管理厅"]);
        assert_eq!(vocabulary.departments_in("应急管理局牵头"), ["应急管理部门"]);
    }

    #[test]
    fn thousands_of_terms_cost_a_text_no_more_than_few() {
        const COUNT: u32 = 1_500;
        let han = |n: u32| char::from_u32(0x4E00 + n % 4_000).unwrap();
        let name = |n: u32| -> String {
            [n, n * 7 + 1, n * 31 + 2, n * 97 + 3].map(han).into_iter().collect()
        };
        let terms = |end: &str| -> Vec<Term> {
            (0..COUNT).map(|n| term(&(name(n) + end), &[&name(n + COUNT)])).collect()
        };
        let (vocabulary, bad) = Vocabulary::builtin().with(&terms("局"), &terms(""));
        assert_eq!(bad, []);
        // One state of a search for each of them takes minutes.
        let text: String = (0..COUNT).map(|n| name(n) + "局，").collect();
        assert_eq!(vocabulary.departments_in(&text).len(), COUNT as usize);
        assert!(vocabulary.topics_in(&text).len() >= COUNT as usize);
        assert_eq!(vocabulary.find_topic(&name(7)).map(|t| &*t.name), Some(&*name(7)));
    }

    #[test]
    fn organs_of_before_and_after_the_reform_of_2018_are_known() {
        let vocabulary = Vocabulary::builtin();
        for (text, names) in [
            ("国家医疗保障局会同药监局", &["国家医保局", "药品监管部门"][..]),
            ("医保、退役军人等部门", &["医疗保障部门", "退役军人事务部门"]),
            ("安全监管总局、质检总局", &["国家安全监管总局", "国家质检总局"]),
            ("国土资源部、环境保护部、农业部", &["国土资源部", "环境保护部", "农业部"]),
            (
                "国土资源部门、环保部门、农业部门",
                &["自然资源部门", "生态环境部门", "农业农村部门"],
            ),
            ("县安监局和食药监局", &["应急管理部门", "药品监管部门"]),
            ("企业安全监察部、安全环保部和文化部分内容", &[]),
        ] {
            assert_eq!(vocabulary.departments_in(text), names, "{text}");
        }
    }

    #[test]
    fn names_are_found_and_misspelt_ones_have_a_nearest() {
        let vocabulary = Vocabulary::builtin();
        let department = |name| vocabulary.find_department(name).map(|t| t.name.as_str());
        assert_eq!(department("应急"), Some("应急管理部门"));
        assert_eq!(department("应急部"), Some("应急管理部"));
        assert_eq!(department("公安部门牵头"), None);
        assert_eq!(department(""), None);
        let topic = |name| vocabulary.find_topic(name).map(|t| t.name.as_str());
        assert_eq!(topic("责任落实"), Some("责任落实"));
        assert_eq!(topic("危化品"), Some("危险化学品"));
        assert_eq!(topic("煤矿安全与消防安全"), None);
        let near = |name| vocabulary.nearest_topic(name).map(|t| t.name.as_str());
        assert_eq!(near("消放安全"), Some("消防安全"));
        assert_eq!(near("天文"), None);
        assert_eq!(
            vocabulary.nearest_department("公安交警部们").map(|t| t.name.as_str()),
            Some("公安交管部门")
        );
    }
}
