//! Labels of names that no region has: whom they address, and what they say besides.

use super::digits::digit;
use super::label::{Label, Names};
use super::tools;
use crate::text::{is_han, trim_blank_end};

/// How those end whom lists address, and no region is: offices and places,
const PLACES: &str = "局厅部委署省市州县区旗盟";

/// and others: 有关中央企业, 国务院有关部门.
const ADDRESSEES: &[&str] = &[
    "企业", "公司", "集团", "部门", "单位", "机关", "机构", "委员会", "安委会", "地方",
    "层面", "系统", "领域", "行业", "协会", "兵团", "办公室",
];

/// Whether a label says how many items stand under it: （4项）, 共3条.
pub(crate) fn is_counted(text: &str) -> bool {
    let bare = text.trim_end_matches(['）', ')']);
    let name = bare.strip_suffix(['项', '条']).unwrap_or("");
    trim_blank_end(name).ends_with(|c| digit(c).is_some())
}

/// Whether a label with this `name` says whom a list addresses, whatever stands in brackets
/// behind it: 各省（区、市）.
pub(crate) fn is_addressee(name: &str) -> bool {
    let inside = name.strip_suffix(['）', ')']);
    let plain =
        inside.and_then(|own| own.rsplit_once(['（', '('])).map_or(name, |(own, _)| own);
    let named = plain.ends_with(|last| PLACES.contains(last))
        || ADDRESSEES.iter().any(|end| plain.ends_with(end));
    // 返回顶部
    named && tools::count(plain) == 0
}

/// Whether brackets around all of `core` hold something else than whom a list addresses:
/// （省公安厅负责） says who is to do what stands above it.
pub(super) fn is_remark(core: &str) -> bool {
    let inner =
        core.strip_prefix(['（', '(']).and_then(|own| own.strip_suffix(['）', ')']));
    inner.is_some_and(|own| !own.contains(['（', '(']) && !is_addressee(own))
}

/// The addressee that `head` opens with before an item, and how many characters it takes:
/// `有关中央企业 1. …`.
pub(crate) fn opening(names: &Names, head: &str) -> Option<(Label, usize)> {
    names.any_opening(head).filter(|(label, _)| is_addressee(&label.name))
}

/// Whether a name is hidden behind letters, as in published lists: XX集团公司.
pub(super) fn is_hidden_name(core: &str) -> bool {
    let name = core.trim_start_matches(['X', 'x', '×', 'Ｘ', '某', '*']);
    let hidden = core.chars().count() - name.chars().count();
    (1..=4).contains(&hidden) && name.chars().all(is_han) && is_addressee(name)
}
