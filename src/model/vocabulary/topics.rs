//! Which topics a text is about.
//!
//! A topic counts where one of its patterns stands anywhere in the text. What must or must
//! not stand beside the words is part of the pattern: `(?:^|[^非])煤矿` passes over 非煤矿山,
//! so all topics are asked in one pass and no answer depends on another.

use std::sync::OnceLock;

use regex::RegexSet;

use super::Term;
use super::pattern::{self, BadPattern, Kind};

/// The topics, ready to be found.
#[derive(Clone, Debug)]
pub(super) struct Topics {
    terms: Vec<Term>,
    anywhere: RegexSet,
    /// Made when first asked for: most runs look up no name that is not canonical.
    whole: OnceLock<RegexSet>,
}

impl Topics {
    /// These topics; patterns that are too large together go to `bad`, and then none is
    /// found.
    pub(super) fn new(terms: Vec<Term>, bad: &mut Vec<BadPattern>) -> Self {
        let anywhere =
            pattern::set(terms.iter().map(|term| pattern::any(&term.patterns)));
        let anywhere = anywhere.unwrap_or_else(|_| {
            bad.push(pattern::too_large(Kind::Topic));
            RegexSet::empty()
        });
        Self { terms, anywhere, whole: OnceLock::new() }
    }

    /// In the order of the table.
    pub(super) fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// The topics of `text`, in the order of the table.
    pub(super) fn of(&self, text: &str) -> impl Iterator<Item = &Term> {
        self.anywhere.matches(text).into_iter().filter_map(|index| self.terms.get(index))
    }

    /// The topic that `name` means.
    pub(super) fn find(&self, name: &str) -> Option<&Term> {
        if let Some(term) = self.terms.iter().find(|term| term.name == name) {
            return Some(term);
        }
        let whole = self.whole.get_or_init(|| {
            let whole = |term: &Term| format!("^{}$", pattern::any(&term.patterns));
            pattern::set(self.terms.iter().map(whole))
                .unwrap_or_else(|_| RegexSet::empty())
        });
        let found = whole.matches(name).into_iter().next()?;
        self.terms.get(found)
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
