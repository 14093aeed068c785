//! Region labels: what a block, or the start of one, says about the items that follow.

use std::collections::HashMap;
use std::sync::Arc;

use super::addressee::{is_hidden_name, is_remark};
use super::advice;
use super::charset::CharSet;
use super::digits::han_digit;
use super::dressing::{
    after_marker, after_number, after_sheet, core, first_two, is_dressing, is_edge, told,
    uncounted, undressed,
};
use super::notes::{foot_openings, note_openings};
use super::number::{self, Marker};
use super::place;
use crate::model::Regions;
use crate::text::{is_han, split_blank, without_radicals};

/// How well a label is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Knowledge {
    /// A name of a region.
    Named,
    /// A region's name with an organ behind it: 天津市人民政府.
    Organ,
    /// Several regions: 江苏省、浙江省.
    Joint,
    /// A place inside a region, which no region is: 河南省郑州市.
    Place,
    /// No region has this name.
    Unknown,
}

/// What a label says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Label {
    /// The canonical name of the region, or the label as printed without its number,
    /// brackets and counts.
    pub name: Arc<str>,
    /// How well it is known.
    pub knowledge: Knowledge,
}

impl Label {
    /// Whether it names regions, or a place in one.
    pub(crate) fn is_known(&self) -> bool {
        self.knowledge != Knowledge::Unknown
    }
}

/// The names of all regions, looked up in one step.
#[derive(Debug)]
pub(crate) struct Names {
    canonical: HashMap<String, Arc<str>>,
    /// The names of those that are cities, each with the region it lies in.
    pub(super) cities: Vec<(Arc<str>, Arc<str>)>,
    /// Bytes of the longest of them.
    longest: usize,
    /// The two characters that each begins with, in order: a handful, and every line of a
    /// source is looked up in them.
    openings: Vec<(char, char)>,
    /// The characters that words before a name begin with.
    words: Vec<char>,
    /// The Chinese characters that a label may begin with, but for numbers.
    initials: CharSet,
    /// Those, and the ones that a number or a note behind the list may begin with.
    marks: CharSet,
}

/// What the name of a label may stand behind, other than a number and what addresses it.
const OPENERS: [char; 6] = ['第', '附', '表', '续', '（', '('];

/// What follows a region's name when its organs are addressed.
const ORGANS: &[&str] = &[
    "委市政府", "委省政府", "省委省政府", "市委市政府", "党委和政府", "党委政府",
    "人民政府", "政府", "省政府", "市政府", "安委会", "安全生产委员会", "有关部门",
    "各有关部门", "相关部门", "各地", "方面", "地区", "部分", "委、省政府", "委、市政府",
    "党委、政府", "自治区党委政府", "委", "级",
];

/// What parts the names of a joint label.
const JOINTS: &[char] = &['、', '，', ',', '/', '／', '和', '与', '及', '·', '\n'];

/// Characters of the longest name of a label.
const PLAIN: usize = 20;

/// Characters of the longest label that is looked at.
pub(crate) const LONGEST: usize = 40;

impl Names {
    /// The names of `regions`.
    pub(crate) fn new(regions: &Regions) -> Self {
        let mut canonical = HashMap::new();
        for region in regions.iter() {
            let canon: Arc<str> = region.name.as_str().into();
            for name in std::iter::once(&region.name).chain(&region.aliases) {
                let bare: String = name.split_whitespace().collect();
                canonical.entry(bare).or_insert_with(|| Arc::clone(&canon));
            }
        }
        let cities = place::cities(regions);
        let longest = canonical.keys().map(String::len).max().unwrap_or(0);
        let openings = canonical.keys().filter_map(|name| first_two(name));
        let mut openings: Vec<(char, char)> = openings.collect();
        openings.sort_unstable();
        openings.dedup();
        let words: Vec<char> = advice::openings().chain(OPENERS).collect();
        let names = openings.iter().map(|(first, _)| *first);
        let initials: CharSet = names.chain(words.iter().copied()).collect();
        let mut marks = initials.clone();
        marks.extend(number::openings().chain(foot_openings()).chain(note_openings()));
        Self { canonical, cities, longest, openings, words, initials, marks }
    }

    /// The region that `bare` names. One character is a name only in a cell (豫).
    pub(super) fn find(&self, bare: &str, in_cell: bool) -> Option<&Arc<str>> {
        let long_enough = in_cell || bare.chars().nth(1).is_some();
        let may_be = long_enough && bare.len() <= self.longest;
        if may_be { self.canonical.get(bare) } else { None }
    }

    /// The region that `text` names with a letter, in quotes, or with who is to do it.
    fn told(&self, text: &str, in_cell: bool) -> Option<&Arc<str>> {
        self.find(&core(told(text)?), in_cell)
    }

    /// The label that `text` is, as a whole.
    pub(crate) fn label(&self, text: &str, in_cell: bool) -> Option<Label> {
        // Most labels are nothing but a name.
        if let Some(name) = self.find(text, in_cell).or_else(|| self.told(text, in_cell))
        {
            return Some(Label { name: Arc::clone(name), knowledge: Knowledge::Named });
        }
        if let Some(plain) = without_radicals(text) {
            return self.label(&plain, in_cell);
        }
        if text.ends_with(is_of_sentences) || uncounted(text).contains(is_of_sentences) {
            return None;
        }
        if text.chars().nth(PLAIN).is_some()
            && !text.contains(is_dressing)
            && !(text.contains('、') && self.may_open(after_number(text)))
        {
            return None;
        }
        let core = Some(core(text)).filter(|core| !core.is_empty())?;
        let bare = || undressed(&core).and_then(|name| self.find(name, false));
        let (name, knowledge) =
            if let Some(name) = self.find(&core, in_cell).or_else(bare) {
                (Arc::clone(name), Knowledge::Named)
            } else if let Some(name) = self.organ(&core) {
                (Arc::clone(name), Knowledge::Organ)
            } else if let Some(name) = self.addressee(&core) {
                (Arc::clone(name), Knowledge::Named)
            } else if self.is_joint(&core) {
                (core.into(), Knowledge::Joint)
            } else if let Some(name) = self.listed(text) {
                (name.into(), Knowledge::Joint)
            } else if self.is_place(&core) {
                (core.into(), Knowledge::Place)
            } else if is_labelish(&core) {
                (core.into(), Knowledge::Unknown)
            } else {
                return None;
            };
        Some(Label { name, knowledge })
    }

    /// Whether `text` is, as a whole, the label of a known region.
    pub(crate) fn names_region(&self, text: &str) -> bool {
        let label = if self.may_label(text) { self.label(text, false) } else { None };
        label.is_some_and(|label| label.is_known())
    }

    /// The label that `text`, all of a cell in a region column, is: whatever stands there,
    /// if it is short.
    pub(crate) fn label_in_column(&self, text: &str) -> Option<Label> {
        self.label(text, true).or_else(|| {
            let name = core(text);
            let short = !name.is_empty() && name.chars().count() <= LONGEST;
            short.then(|| Label { name: name.into(), knowledge: Knowledge::Unknown })
        })
    }

    /// Whether `text` may be the label of a known region, or open with a label. Most lines
    /// may not, and need no closer look.
    pub(crate) fn may_label(&self, text: &str) -> bool {
        self.may_label_behind(text, number::marker(text))
    }

    /// The same of a text whose number is known.
    pub(crate) fn may_label_behind(&self, text: &str, marker: Option<Marker>) -> bool {
        let Some(first) = text.chars().next() else { return false };
        // A number begins with another character, with a numeral or with 第.
        let numbered = !is_han(first) || han_digit(first).is_some() || first == '第';
        if !numbered {
            return self.may_name(text);
        }
        let sheet = after_sheet(text);
        let name = if sheet.len() < text.len() {
            after_number(sheet)
        } else {
            after_marker(text, marker)
        };
        text.starts_with(is_edge)
            || (!first.is_ascii_digit()
                && told(text).is_some_and(|name| self.may_name(name)))
            || self.may_name(name.trim_start_matches(|c: char| c.is_ascii_digit()))
    }

    /// Whether a line that begins with `first` may begin with a label or a number, or be a
    /// note behind the list. Most lines may not, and their text need not be looked at.
    pub(crate) fn may_mark(&self, first: char) -> bool {
        !is_han(first) || self.marks.contains(first)
    }

    /// The same of what stands behind a number.
    fn may_name(&self, text: &str) -> bool {
        let Some(first) = text.chars().next() else { return false };
        self.initials.contains(first)
            && (self.words.contains(&first) || self.may_open(text))
    }

    /// Whether `text` may begin with a region's name.
    pub(super) fn may_open(&self, text: &str) -> bool {
        first_two(text).is_some_and(|two| self.openings.binary_search(&two).is_ok())
    }

    fn organ(&self, core: &str) -> Option<&Arc<str>> {
        ORGANS.iter().find_map(|organ| self.find(core.strip_suffix(organ)?, false))
    }

    /// The region that a heading addresses: 对天津市的工作建议.
    fn addressee(&self, core: &str) -> Option<&Arc<str>> {
        self.find(advice::addressee(core)?, false)
    }

    /// The regions that stand on lines of their own, or parted by spaces.
    fn listed(&self, text: &str) -> Option<String> {
        let parts: Vec<&str> = split_blank(text).collect();
        let known = parts.iter().all(|part| self.find(part, false).is_some());
        (parts.len() > 1 && known).then(|| parts.join("、"))
    }

    fn is_joint(&self, core: &str) -> bool {
        // 天津、 goes on with another name on the next line of its cell.
        let mut parts = core.split(JOINTS).filter(|part| !part.is_empty());
        core.contains(JOINTS)
            && !core.ends_with(JOINTS)
            && parts.all(|part| self.find(part, false).is_some())
    }
}

/// Whether `c` stands in sentences and in no label.
pub(crate) fn is_of_sentences(c: char) -> bool {
    matches!(c, '，' | '。' | '；' | '！' | '？' | '“' | '”')
}

/// Whether a text could be a label of no known region: short, of Chinese characters, and
/// nothing in it that only sentences have.
fn is_labelish(core: &str) -> bool {
    const SHORTEST: usize = 2;
    let length = core.chars().count();
    (SHORTEST..=PLAIN).contains(&length)
        && core
            .chars()
            .all(|c| is_han(c) || matches!(c, '（' | '）' | '、' | '·' | '(' | ')'))
        && closes_its_own(core)
        && !is_remark(core)
        || is_hidden_name(core)
}

/// Whether each bracket that `text` closes was opened in it: 省民政厅） is the end of a list
/// of units that was opened on the line before.
fn closes_its_own(text: &str) -> bool {
    let mut open = 0_u32;
    text.chars().all(|c| match c {
        '（' | '(' => {
            open += 1;
            true
        }
        '）' | ')' => {
            let own = open > 0;
            open = open.saturating_sub(1);
            own
        }
        _ => true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, Knowledge)> {
        let names = Names::new(&Regions::builtin());
        names.label(text, false).map(|label| (label.name.to_string(), label.knowledge))
    }

    #[test]
    fn a_label_may_count_its_items_twice() {
        let named = Some(("天津市".into(), Knowledge::Named));
        assert_eq!(read("天津市（第1—4项，共4项）"), named);
        assert_eq!(read("天津市（要加强监管，共4项）"), None);
    }

    #[test]
    fn every_form_of_a_label_names_its_region() {
        for text in [
            "天津市", "天津", "天 津 市", "【天津市】", "一、天津市",
            "（一）天津市（4项）", "天津：", "天津市（续）", "天津市 4项",
            "1. 天津市（共4项）", "天津市（1—4）", "天津市（2019年）", "〈天津市〉",
            "-- 天津市 --", "被督导地区：天津市",
        ] {
            assert_eq!(read(text), Some(("天津市".into(), Knowledge::Named)), "{text}");
        }
        for text in ["四 川 省", "四\n川省"] {
            assert_eq!(read(text), Some(("四川省".into(), Knowledge::Named)), "{text}");
        }
        assert_eq!(read("天津市委市政府"), Some(("天津市".into(), Knowledge::Organ)));
        for text in [
            "对天津市的工作建议",
            "二、天津市工作建议",
            "附表2 天津市工作建议清单",
            "（天津市）",
        ] {
            assert_eq!(read(text), Some(("天津市".into(), Knowledge::Named)), "{text}");
        }
        assert_eq!(
            read("江苏省\n浙江省"),
            Some(("江苏省、浙江省".into(), Knowledge::Joint))
        );
        assert_eq!(
            read("江苏省、浙江省"),
            Some(("江苏省、浙江省".into(), Knowledge::Joint))
        );
        assert_eq!(
            read("有关中央企业"),
            Some(("有关中央企业".into(), Knowledge::Unknown))
        );
        for text in ["河南省郑州市", "内蒙古锡林郭勒盟"] {
            assert_eq!(read(text), Some((text.into(), Knowledge::Place)), "{text}");
        }
    }

    #[test]
    fn what_says_more_is_no_label() {
        for text in [
            "对江苏“开小灶”成果",
            "天津市要加强监管。",
            "省民政厅）",
            "津",
            "（省民政厅负责）",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
