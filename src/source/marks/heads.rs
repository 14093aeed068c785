//! The words that stand in the heads of columns, and what such a column holds.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::charset::CharSet;
use crate::text::{bare, is_blank, plain, split_blank, trim_blank_start};

/// What a column says it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Head {
    Number,
    Region,
    Text,
    Other,
}

/// The words that head a column.
const HEADS: &[(Head, &[&str])] = &[
    (
        Head::Number,
        &["序号", "编号", "号", "序", "项次", "No", "No.", "NO.", "NO", "条目"],
    ),
    (
        Head::Region,
        &[
            "地区", "省份", "区域", "省市", "地方", "层级", "对象", "建议对象",
            "地区/层面", "省（区、市）", "省(区、市)", "省区市", "责任地区", "所在地区",
            "涉及地区", "所属地区", "省、自治区、直辖市", "地区（部门）", "地区或部门",
            "单位", "行政区", "行政区划", "地市", "市州", "县区", "县（市、区）",
            "被评估地区", "被督导地区", "被巡查地区", "被检查地区", "被考核地区",
            "被考核单位", "考核地区", "受检地区", "被评估单位", "被督导单位",
            "被巡查单位", "被检查单位", "受检单位", "反馈地区", "反馈对象", "部门",
        ],
    ),
    (
        Head::Text,
        &[
            "工作建议", "建议", "内容", "建议内容", "具体建议", "整改建议", "防范建议",
            "事项", "措施", "工作建议内容", "主要建议", "建议事项", "工作建议清单",
            "意见建议", "具体内容", "整改措施建议", "防范和整改措施建议", "整改要求",
            "工作要求", "整改意见", "建议措施", "工作任务", "整改任务", "对策建议",
            "建议和要求", "建议标题", "建议名称",
        ],
    ),
    (
        Head::Other,
        &[
            "责任单位", "牵头单位", "配合单位", "责任人", "完成时限", "时限", "备注",
            "完成情况", "整改措施", "佐证材料", "销号", "状态", "进展", "联系人",
            "整改时限", "责任部门", "存在问题", "问题", "主要问题", "完成时间",
            "完成期限", "整改期限", "牵头部门", "配合部门", "责任领导", "联系电话",
            "整改目标", "整改情况", "落实情况", "进展情况", "责任分工", "任务分工",
            "责任主体", "责任单位及责任人", "整改结果", "类别", "问题类别",
        ],
    ),
];

/// Bytes that no word which heads a column exceeds, with room for more.
pub(crate) const LONGEST_HEAD: usize = 40;

/// The words that head a column, by the characters that they begin with.
static WORDS: LazyLock<BTreeMap<char, Vec<(Head, &str)>>> = LazyLock::new(|| {
    let mut words: BTreeMap<char, Vec<(Head, &str)>> = BTreeMap::new();
    for (head, own) in HEADS {
        for word in *own {
            let first = word.chars().next().unwrap_or_default();
            words.entry(first).or_default().push((*head, word));
        }
    }
    words
});

/// The characters that one of them begins with.
static OPENINGS: LazyLock<CharSet> = LazyLock::new(|| WORDS.keys().copied().collect());

/// The words that head a column and begin as `text` does.
fn words_like(text: &str) -> impl Iterator<Item = (Head, &'static str)> + Clone {
    let first = text.chars().next().unwrap_or_default();
    WORDS.get(&first).into_iter().flatten().copied()
}

/// Whether `text` begins with a character that a word in the head of a column begins with.
pub(crate) fn may_be_head(text: &str) -> bool {
    text.starts_with(may_head)
}

/// Whether a word in the head of a column begins with `first`.
pub(crate) fn may_head(first: char) -> bool {
    OPENINGS.contains(first)
}

/// What the word in the head of a column says it holds.
pub(crate) fn head_word(text: &str) -> Option<Head> {
    // With white space between its characters, a word takes twice as many.
    if text.len() > 2 * LONGEST_HEAD {
        return None;
    }
    // A PDF may spell 工 with a radical.
    if let Cow::Owned(plain) = plain(text) {
        return head_word(&plain);
    }
    // Most texts begin with none of their characters, and number nothing.
    let shown = trim_blank_start(text);
    let end = text.trim_end_matches(|c| is_blank(c) || is_colon(c));
    if !may_be_head(shown) && !end.ends_with('号') {
        return None;
    }
    let bare = bare(text);
    let word = bare.trim_end_matches(is_colon);
    let known = words_like(word).find(|&(_, own)| own == word);
    // Where groups are numbered too, the numbers of the items say of what: 建议序号.
    let counts =
        || (word.ends_with("序号") || word.ends_with("编号")).then_some(Head::Number);
    known.map(|(head, _)| head).or_else(counts)
}

fn is_colon(c: char) -> bool {
    matches!(c, '：' | ':')
}

/// Whether `word` says that a region stands behind it, and not an office: 责任地区, 省份.
pub(crate) fn is_region_word(word: &str) -> bool {
    let region = head_word(word) == Some(Head::Region);
    region
        && !word.ends_with("单位")
        && !word.ends_with("部门")
        && !word.ends_with("对象")
}

/// The words that a region stands behind on a line of its own; shorter ones head columns.
pub(super) fn region_words() -> impl Iterator<Item = &'static str> {
    const SHORTEST: usize = 4;
    let words = HEADS.iter().filter(|(head, _)| *head == Head::Region);
    let words = words.flat_map(|(_, words)| words.iter().copied());
    words.filter(|word| word.chars().nth(SHORTEST - 1).is_some() && is_region_word(word))
}

/// Whether a line says behind a word for it who is to do it, or when, which needs no stop:
/// 责任单位：省公安厅.
pub(crate) fn is_field(line: &str) -> bool {
    field(line) == Some(Head::Other)
}

/// What the word before the colon of a line says stands behind it, if it heads a column.
pub(crate) fn field(line: &str) -> Option<Head> {
    line.split_once(['：', ':']).and_then(|(word, _)| head_word(word))
}

/// Whether a line is made of the heads of columns, parted by white space, those of a list
/// among them: 地区 工作建议.
pub(crate) fn is_head_line(line: &str) -> bool {
    let mut found = [false; 2];
    may_open(line)
        && split_blank(line).all(|word| {
            let head = head_word(word);
            found[0] |= matches!(head, Some(Head::Number | Head::Region));
            found[1] |= head == Some(Head::Text);
            head.is_some()
        })
        && found == [true; 2]
}

/// Whether `text` may be the first or last line of a word in the head of a column.
pub(crate) fn is_piece_of_head(text: &str) -> bool {
    let all = || HEADS.iter().flat_map(|(_, words)| words.iter());
    all().any(|word| word.starts_with(text) || word.ends_with(text))
}

/// The characters that the heads of a list begin with, which number it or name its regions.
pub(crate) fn openings() -> impl Iterator<Item = char> {
    let opens = |(head, _): &&(Head, _)| matches!(head, Head::Number | Head::Region);
    let words = HEADS.iter().filter(opens).flat_map(|(_, words)| words.iter());
    words.filter_map(|word| word.chars().next())
}

/// Whether a line may be the first of the heads of a list, which number it or name its
/// regions.
pub(crate) fn may_open(line: &str) -> bool {
    static FIRST: LazyLock<CharSet> = LazyLock::new(|| openings().collect());
    if !line.starts_with(|c| FIRST.contains(c)) {
        return false;
    }
    // Its second character too, which most texts that begin with 建 or 对 do not have.
    let second = |text: &str| text.chars().nth(1).filter(|&c| !is_blank(c));
    let Some(own) = second(line) else { return true };
    words_like(line).any(|(head, word)| {
        let opens = matches!(head, Head::Number | Head::Region);
        opens && second(word).is_none_or(|c| c == own)
    })
}

/// The words of column heads that `joined`, without white space, is made of, and whether the
/// last of them is whole.
pub(crate) fn head_words(joined: &str) -> Option<(Vec<(Head, &'static str)>, bool)> {
    let (mut found, mut rest) = (Vec::new(), joined);
    while !rest.is_empty() {
        let whole = words_like(rest).filter(|(_, word)| rest.starts_with(word));
        let Some((head, word)) = whole.max_by_key(|(_, word)| word.len()) else {
            let begun = words_like(rest).any(|(_, word)| word.starts_with(rest));
            return begun.then_some((found, false));
        };
        found.push((head, word));
        rest = rest.get(word.len()..).unwrap_or("");
    }
    Some((found, true))
}

/// Whether the column with the head `word` holds sentences, and not a name or a date.
pub(crate) fn holds_notes(word: &str) -> bool {
    ["措施", "材料", "问题", "目标", "情况", "进展"].iter().any(|end| word.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::{HEADS, Head, LONGEST_HEAD, head_word, may_open};

    #[test]
    fn no_word_is_too_long_to_be_looked_for() {
        let longest = HEADS.iter().flat_map(|(_, words)| *words).map(|word| word.len());
        assert!(longest.max().is_some_and(|longest| longest <= LONGEST_HEAD));
    }

    #[test]
    fn a_head_may_be_spelled_with_radicals() {
        assert_eq!(head_word("⼯作建议"), Some(Head::Text));
        assert_eq!(head_word("⼯作机制"), None);
    }

    #[test]
    fn a_text_opens_no_heads_by_its_first_character() {
        for line in ["序", "序 号", "序号 地区", "序地区", "建议对象", "责任单位", "No."]
        {
            assert!(may_open(line), "{line}");
        }
        for line in ["", "建立健全机制", "对有关企业", "地铁", "工作建议"]
        {
            assert!(!may_open(line), "{line}");
        }
    }
}
