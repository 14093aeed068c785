//! The buttons of a web page that are copied with its text: `收藏 打印 关闭`.

use std::sync::LazyLock;

use super::charset::CharSet;

/// What is written on them, the longer before those that they begin with.
const TOOLS: &[&str] = &[
    "收藏本站", "收藏本页", "收藏网页", "加入收藏", "设为首页", "打印本页", "打印页面",
    "关闭窗口", "关闭本页", "关闭页面", "返回顶部", "返回首页", "返回列表", "返回上页",
    "回到顶部", "我要纠错", "复制链接", "扫码分享", "一键分享", "分享到", "回顶部",
    "写留言", "QQ空间", "微信", "微博", "收藏", "打印", "关闭", "分享", "点赞", "纠错",
    "转发", "评论", "举报", "返回", "下载", "顶部", "首页", "在看", "阅读", "浏览",
    "点击", "繁体", "TOP", "Top", "top",
];

/// How many buttons a line is, and nothing else.
pub(super) fn count(line: &str) -> usize {
    static OPENINGS: LazyLock<CharSet> =
        LazyLock::new(|| TOOLS.iter().filter_map(|tool| tool.chars().next()).collect());
    let between = |c: char| {
        c.is_ascii_digit()
            || c.is_whitespace()
            || "【】[]［］〔〕（）()｜|/／、·•：:×+>＞".contains(c)
    };
    let (mut rest, mut count) = (line.trim_start_matches(between), 0);
    // Most lines begin like none, and need no closer look.
    if !rest.starts_with(|first| OPENINGS.contains(first)) {
        return 0;
    }
    while let Some(behind) = TOOLS.iter().find_map(|tool| rest.strip_prefix(tool)) {
        rest = behind.trim_start_matches(between);
        count += 1;
    }
    if rest.is_empty() { count } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn buttons_are_known_alone_and_in_a_row() {
        for (line, buttons) in [
            ("收藏", 1),
            ("收藏 打印 关闭", 3),
            ("【打印】【关闭】", 2),
            ("[收藏] [打印] [关闭]", 3),
            ("收藏本站 | 设为首页", 2),
            ("阅读 1234", 1),
            ("", 0),
            ("12", 0),
            ("打印机要登记", 0),
            ("关闭矿井", 0),
            ("收藏打印档案", 0),
        ] {
            assert_eq!(count(line), buttons, "{line}");
        }
    }
}
