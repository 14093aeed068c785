//! Which topics a text is about.
//!
//! A topic counts where one of its patterns stands anywhere in the text. What must or must
//! not stand beside the words is part of the pattern: `(?:^|[^非])煤矿` passes over 非煤矿山,
//! so no answer depends on another and all topics can be asked at once. Only patterns with
//! gaps or repetitions are asked one by one: many open gaps at once multiply the states of
//! a search, and made the common one a hundred times slower.

use std::collections::{BTreeSet, HashMap};
use std::sync::OnceLock;

use aho_corasick::AhoCorasick;
use regex::{Regex, RegexSet};

use super::whole::Whole;
use super::{Term, pattern, places};

/// What a pattern repeats or leaves open with.
const REPEATS: [char; 4] = ['…', '{', '*', '+'];

/// The topics, ready to be found.
#[derive(Clone, Debug)]
pub(super) struct Topics {
    terms: Vec<Term>,
    /// Where each stands, by its canonical name.
    places: HashMap<String, usize>,
    /// Made when first asked for: most runs look for no topics in texts.
    search: OnceLock<Option<Search>>,
    /// The same for names that are not canonical.
    whole: OnceLock<Option<Whole>>,
}

#[derive(Clone, Debug)]
struct Search {
    /// The patterns that are only names: of thousands each text is read once.
    names: AhoCorasick,
    /// The term of each of the names.
    owners: Vec<usize>,
    /// The other patterns that need no search of their own, those of a term together.
    together: RegexSet,
    /// The term of each of these.
    joined: Vec<usize>,
    /// The others, with the index of their term.
    apart: Vec<(usize, Regex)>,
}

impl Topics {
    /// These topics.
    pub(super) fn new(terms: Vec<Term>) -> Self {
        let places = places(&terms);
        Self { terms, places, search: OnceLock::new(), whole: OnceLock::new() }
    }

    /// Whether their patterns can be used together; where not, no text has any.
    pub(super) fn fit(&self) -> bool {
        self.search().is_some()
    }

    fn search(&self) -> Option<&Search> {
        self.search.get_or_init(|| Search::new(&self.terms)).as_ref()
    }

    /// In the order of the table.
    pub(super) fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// The topics of `text`, in the order of the table.
    pub(super) fn of(&self, text: &str) -> Vec<&Term> {
        let found = self.search().map_or_else(Vec::new, |search| search.of(text));
        found.into_iter().filter_map(|index| self.terms.get(index)).collect()
    }

    /// The topic called `name`.
    pub(super) fn called(&self, name: &str) -> Option<&Term> {
        self.terms.get(*self.places.get(name)?)
    }

    /// The topic that `name` means.
    pub(super) fn find(&self, name: &str) -> Option<&Term> {
        if let Some(term) = self.called(name) {
            return Some(term);
        }
        let all = || self.terms.iter().map(|term| term.patterns.iter().collect());
        let whole = self
            .whole
            .get_or_init(|| Whole::new::<&String>(&all().collect::<Vec<_>>()).ok())
            .as_ref()?;
        self.terms.get(whole.first(name)?)
    }
}

impl Search {
    fn new(terms: &[Term]) -> Option<Self> {
        let (mut names, mut owners) = (Vec::new(), Vec::new());
        let (mut together, mut joined, mut apart) = (Vec::new(), Vec::new(), Vec::new());
        for (index, term) in terms.iter().enumerate() {
            let (mut long, mut short) = (Vec::new(), Vec::new());
            for text in &term.patterns {
                if let Some(name) = pattern::literal(text) {
                    names.push(name);
                    owners.push(index);
                } else if text.contains(REPEATS) {
                    long.push(text);
                } else {
                    short.push(text);
                }
            }
            if !short.is_empty() {
                together.push(pattern::any(short));
                joined.push(index);
            }
            if !long.is_empty() {
                apart.push((index, pattern::regex(&pattern::any(long)).ok()?));
            }
        }
        Some(Self {
            names: AhoCorasick::new(names).ok()?,
            owners,
            together: pattern::set(together).ok()?,
            joined,
            apart,
        })
    }

    /// The indices of the terms that `text` has, in order.
    fn of(&self, text: &str) -> Vec<usize> {
        let names = self.names.find_overlapping_iter(text).map(|name| name.pattern());
        let names = names.filter_map(|name| self.owners.get(name.as_usize()));
        let joined = self.together.matches(text).into_iter();
        let joined = joined.filter_map(|at| self.joined.get(at));
        let mut found: BTreeSet<usize> = names.chain(joined).copied().collect();
        for (index, regex) in &self.apart {
            if !found.contains(index) && regex.is_match(text) {
                found.insert(*index);
            }
        }
        found.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Vocabulary;

    /// Texts of sibling lists, and one topic that they do (`+`) or do not (`-`) have.
    const TEXTS: &[(&str, char, &str)] = &[
        ("加强渔船安全管理，严防商渔船碰撞", '+', "渔业船舶"),
        ("督促企业闭库销号，防范尾矿库溃坝", '+', "尾矿库"),
        ("加强非煤矿山外包工程管理", '+', "非煤矿山"),
        ("加强非煤矿山外包工程管理", '-', "煤矿安全"),
        ("加强露天煤矿边坡监测", '+', "煤矿安全"),
        ("完善燃气管道占压整治", '+', "城镇燃气"),
        ("开展塔式起重机安装拆卸专项检查", '+', "建筑施工"),
        ("严格危险化学品重大危险源管控", '+', "危险化学品"),
        ("消防救援机构会同公安机关检查危险化学品企业", '-', "消防安全"),
        ("做好森林防火和森林火灾扑救", '-', "消防安全"),
        ("做好森林防火和森林火灾扑救", '+', "森林草原防火"),
        ("严防电动自行车火灾", '+', "消防安全"),
        ("海事、消防、渔业渔政等部门", '-', "消防安全"),
        ("海事、消防、渔业渔政等部门", '-', "渔业船舶"),
        ("严厉打击涉渔“三无”船舶", '+', "打非治违"),
        ("严厉打击涉渔“三无”船舶", '-', "水上交通"),
        ("加强水上客运码头管理", '-', "道路客运"),
        ("加强水上交通安全管理", '-', "道路交通"),
        ("加强水上交通安全管理", '+', "水上交通"),
        ("工业和信息化部门要加强指导", '-', "信息化智能化"),
        ("开展安全生产治本攻坚三年行动", '-', "专项整治三年行动"),
        ("从责任落实、日常检查等方面规范", '-', "责任落实"),
        ("压紧压实企业主体责任", '+', "责任落实"),
        ("严肃追究有关人员责任", '-', "责任落实"),
        ("严肃追究有关人员责任", '+', "责任追究"),
    ];

    #[test]
    fn sibling_lists_are_read_too() {
        let vocabulary = Vocabulary::builtin();
        for &(text, sign, topic) in TEXTS {
            assert!(vocabulary.find_topic(topic).is_some(), "{topic}");
            let found = vocabulary.topics_in(text);
            let has = found.iter().any(|name| name == topic);
            assert_eq!(has, sign == '+', "{text}: {found:?}");
        }
    }
}
