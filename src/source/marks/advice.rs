//! Headings that say whom they advise: 对天津市的工作建议, 江苏省整改建议清单.

use super::dressing::core;
use super::heads::{is_region_word, region_words};

/// What stands before the name of a region that a heading addresses.
const ADDRESSING: &[&str] =
    &["关于对", "关于", "对", "致：", "致", "反馈给", "反馈", "给", "地区：", "省份："];

/// What stands behind it.
const ADVICE: &[&str] = &[
    "安全生产工作建议清单",
    "整改工作建议清单",
    "整改建议清单",
    "整改任务清单",
    "的工作建议清单",
    "工作建议清单",
    "工作任务清单",
    "重点工作建议一览表",
    "工作建议一览表",
    "建议一览表",
    "建议清单",
    "任务清单",
    "整改清单",
    "的整改工作建议",
    "整改工作建议",
    "的工作建议",
    "工作建议",
    "的整改建议",
    "整改建议",
    "的建议",
    "建议",
];

/// Whom `core`, a heading without its number and marks, addresses; nothing where it says so
/// neither before the name nor behind it.
pub(super) fn addressee(core: &str) -> Option<&str> {
    let own = addressed(core);
    let name = own.unwrap_or(core);
    let advice = ADVICE.iter().find_map(|word| name.strip_suffix(word));
    advice.or(own)
}

/// What stands behind the words with which `core` addresses someone, if it does.
fn addressed(core: &str) -> Option<&str> {
    let field = || {
        let (word, name) = core.split_once(['：', ':'])?;
        is_region_word(word).then_some(name)
    };
    ADDRESSING.iter().find_map(|word| core.strip_prefix(word)).or_else(field)
}

/// The characters with which headings begin that name a region behind them.
pub(super) fn openings() -> impl Iterator<Item = char> {
    let words = ADDRESSING.iter().copied().chain(region_words());
    words.filter_map(|word| word.chars().next())
}

/// Whom a heading advises, whoever that is: 四、对有关中央企业的建议, 各部门工作建议.
pub(crate) fn advised(head: &str) -> Option<String> {
    // Of many labels few say it, and the characters with which they do are soon found.
    if !head.contains(['议', '单']) {
        return None;
    }
    let core = core(head);
    let name = ADVICE.iter().find_map(|word| core.strip_suffix(word))?;
    let name = addressed(name).unwrap_or(name);
    name.chars().nth(1).map(|_| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_says_whom_it_advises() {
        for head in ["四、对有关中央企业的建议", "有关中央企业工作建议"]
        {
            assert_eq!(advised(head).as_deref(), Some("有关中央企业"), "{head}");
        }
        assert_eq!(advised("工作建议"), None);
        assert_eq!(addressee("被督导地区：天津市"), Some("天津市"));
        assert_eq!(addressee("责任单位：天津市"), None);
    }
}
