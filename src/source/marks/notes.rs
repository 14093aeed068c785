//! Lines that stand around a list: notes, signatures, dates, and the foot of a web page.

use std::sync::LazyLock;

use super::charset::CharSet;
use super::digits::is_figure;
use super::folio::{has_clauses, is_message};
use super::number::{self, Marker};
use super::tools;
use crate::text::bare;

/// How notes after a list begin, but for those in [`FOOT`].
const NOTES: &[&str] = &[
    "抄送", "抄报", "主送", "报送", "分送", "印送", "附件", "附：", "附:", "附注",
    "联系人", "联系电话", "（联系", "（此件", "(此件", "此件", "注：", "注:", "备注：",
    "说明：", "填表说明", "以上建议", "以上意见", "特此", "请各", "（完）", "(完)",
    "主办：", "来源：", "来源:", "编辑：", "（责任编辑", "分享", "打印", "关闭", "版权",
    "往期", "阅读原文", "收录于", "本文档由", "本文由", "本文来源", "原文链接", "微信扫",
    "长按", "共印", "（共印", "主题词", "发件人", "发送时间", "收件人", "电话：",
    "手机：", "地址：", "邮编：", "邮箱：", "传真：", "顺祝", "此致", "祝好", "谢谢",
    "感谢", "已使用", "发自我的", "Sent from my", "相关文章", "相关附件", "相关解读",
    "相关文件", "附件下载", "查看更多", "扫描二维码", "返回列表", "返回首页", "回到顶部",
    "网站地图", "点赞", "本帖最后由", "[^", "[[", "字体：", "字号：", "填报单位",
    "上一条：", "下一条：", "此页无正文", "本页无正文", "以下无正文", "以下空白",
    "正文完", "全文完", "本页完", "校对：", "核稿：", "拟稿：", "签发：", "签发人：",
    "审核：", "审核人：", "填报人：", "填表人：", "制表：", "制表人：", "经办人：",
    "信息公开形式", "信息公开选项", "信息公开类别", "公开方式：", "公开属性：",
];

/// Those with which the foot of a web page begins, whose lists are its own.
const FOOT: &[&str] = &[
    "责任编辑", "上一篇", "下一篇", "上一页", "下一页", "网友评论", "发表评论",
    "我要评论", "热点新闻", "相关新闻", "返回顶部", "扫一扫", "相关链接", "相关稿件",
    "相关阅读", "延伸阅读", "推荐阅读", "精选留言", "全部留言", "网友留言", "全部评论",
    "最新评论", "预览时标签", "继续滑动", "责编", "友情链接", "我要纠错", "网站声明",
    "网站标识码", "相关报道", "相关资讯", "相关推荐", "相关专题", "原始邮件",
];

/// What else it begins with: more than the note that begins so, or no note elsewhere.
const FOOT_ALONE: &[&str] =
    &["分享到", "打印本页", "关闭窗口", "版权所有", "主办单位", "承办单位", "联系我们"];

/// Those that are one only where they are all of the line: text begins so, too.
const FOOT_LINES: &[&str] = &[
    "相关文件", "相关附件", "相关解读", "相关文章", "相关政策", "相关内容", "相关信息",
    "相关下载",
];

/// How notes after a list begin, those in the foot of a web page among them.
fn notes() -> impl Iterator<Item = &'static str> {
    NOTES.iter().chain(FOOT).chain(GLOSSARY).copied()
}

/// How the foot of a web page begins.
fn feet() -> impl Iterator<Item = &'static str> {
    FOOT.iter().chain(FOOT_ALONE).copied()
}

/// Whether the line `head` is what stands over the links of a web page, and no more.
pub(crate) fn heads_links(head: &str) -> bool {
    let words = head.trim_start_matches(OPENING);
    FOOT_LINES.contains(&words.trim_end_matches(['：', ':', '】', ' ']))
}

/// The characters that it begins with, brackets apart.
pub(crate) fn foot_openings() -> impl Iterator<Item = char> {
    feet().filter_map(|note| note.chars().next())
}

/// The words before notes whose points are numbered.
const NUMBERED: &[&str] = &["注", "附注", "备注", "说明"];

/// What stands over a glossary, which explains the words of a list and may be numbered.
const GLOSSARY: &[&str] =
    &["名词解释", "有关名词解释", "相关名词解释", "术语解释", "名词注释", "注释"];

/// Whether the line `head` stands over a glossary.
pub(crate) fn heads_glossary(head: &str) -> bool {
    let own = head.trim_matches(['【', '】', '[', ']', '（', '）', '：', ':', ' ']);
    GLOSSARY.contains(&own)
}

/// The characters that those and [`NUMBERED`] begin with.
pub(crate) fn note_openings() -> impl Iterator<Item = char> {
    NUMBERED.iter().chain(GLOSSARY).filter_map(|word| word.chars().next())
}

/// The number of the first point of a note, with which the line `head` begins: 注：1.
pub(crate) fn first_point(head: &str) -> Option<Marker> {
    let own = NUMBERED.iter().find_map(|word| head.strip_prefix(word))?;
    let marker = number::marker(own.strip_prefix(['：', ':'])?.trim_start());
    marker.filter(|marker| marker.value == 1)
}

/// Whether the foot of a web page begins with the line `head`.
pub(crate) fn is_page_foot(head: &str) -> bool {
    static OPENINGS: LazyLock<CharSet> = LazyLock::new(|| foot_openings().collect());
    let words = head.trim_start_matches(OPENING).trim_start_matches('-').trim_start();
    // Many lines come here, and begin as none of the notes do.
    let may = words.chars().next().is_some_and(|first| OPENINGS.contains(first));
    may && (feet().any(|note| words.starts_with(note)) || heads_links(words))
}

/// Whether the foot of a web page begins with `head`, which stands behind a sentence on its
/// line: no sentence begins so.
pub(crate) fn is_glued_foot(head: &str) -> bool {
    let bracket = head.starts_with(OPENING);
    (bracket && is_page_foot(head)) || tools::count(head) > 1
}

/// The brackets in which notes stand.
const OPENING: [char; 6] = ['【', '[', '［', '〔', '（', '('];

/// How those who sign end.
const SIGNERS: &[&str] = &[
    "办公室", "委员会", "安委会", "政府", "厅", "局", "部", "司", "办", "组", "指挥部",
    "总队", "支队", "大队", "院", "中心", "协会", "党委", "省委", "市委",
];

/// The notes that begin as a line of running text may.
const WORDS: &[&str] = &[
    "报送", "分送", "附件", "说明：", "以上建议", "以上意见", "特此", "请各", "分享",
    "打印", "关闭", "版权", "往期", "长按", "名词解释", "术语解释", "注释", "填报单位",
];

/// Whether the line `head`, which reads like a note, may be one of running text.
pub(crate) fn may_go_on(head: &str) -> bool {
    tools::count(head) < 2
        && !notes().any(|note| head.starts_with(note) && !WORDS.contains(&note))
}

/// Whether the line `head` begins as a note does.
pub(crate) fn begins_note(head: &str) -> bool {
    static FIRST: LazyLock<CharSet> =
        LazyLock::new(|| notes().filter_map(|note| note.chars().next()).collect());
    let words = head.trim_start_matches(OPENING);
    // Most lines begin as no note does.
    let begins = |own: &str| {
        own.starts_with(|c| FIRST.contains(c))
            && notes().any(|note| own.starts_with(note))
    };
    begins(head) || (words.len() < head.len() && begins(words)) || tools::count(words) > 0
}

/// Whether a line after the last item cannot be part of it.
pub(crate) fn ends_list(head: &str, whole: bool) -> bool {
    let bare = &bare(head);
    if begins_note(bare) {
        return true;
    }
    let sign = bare.trim_matches(is_drawn);
    // ------ 原始邮件 ------
    if bare.starts_with(is_drawn) && bare.ends_with(is_drawn) && begins_note(sign) {
        return true;
    }
    // Two dashes part the signature of a mail from its text.
    let rule = sign.is_empty() && (bare.chars().nth(3).is_some() || bare == "--");
    if !whole {
        return rule;
    }
    let end = matches!(sign, "»" | "END" | "end" | "The End" | "完");
    let signs = bare.chars().count() <= 30
        && !bare.contains(['，', '。', '：', '；', ',', ':', ';'])
        && SIGNERS.iter().any(|signer| bare.ends_with(signer));
    let dated = is_date(bare) || bare.ends_with("印发");
    rule || end
        || signs
        || dated
        || is_mailbox(bare)
        || is_message(head)
        || is_total(bare)
}

/// Whether lines are drawn with `c`.
fn is_drawn(c: char) -> bool {
    "-—–─━═―－_＿=*~·●".contains(c)
}

/// Whether a line says which office printed a document and on which day, which no text does:
/// 省应急管理厅办公室 2021年2月3日印发.
pub(crate) fn is_imprint(head: &str) -> bool {
    let bare = bare(head);
    let Some(office) = bare.strip_suffix("日印发") else { return false };
    let name = office.trim_end_matches(|c| matches!(c, '年' | '月') || is_figure(c));
    let day = office.get(name.len()..).unwrap_or("");
    day.contains('年') && day.contains('月') && !has_clauses(name)
}

/// Whether a line counts what a page lists, over the links to its further pages: 共 12 条.
fn is_total(bare: &str) -> bool {
    let Some(counted) = bare.strip_prefix('共') else { return false };
    let rest = counted.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < counted.len() && matches!(rest, "条" | "项" | "条记录" | "条数据")
}

/// Whether a line is the address of a mailbox, with which mails are signed.
fn is_mailbox(bare: &str) -> bool {
    bare.split_once('@').is_some_and(|(name, host)| {
        let of = |c: char| c.is_ascii_alphanumeric() || "._-+".contains(c);
        !name.is_empty() && host.contains('.') && name.chars().chain(host.chars()).all(of)
    })
}

/// Whether a line is a date and nothing else: 2021年1月29日, 二〇二一年一月; a year is as
/// often the start of a clause: 2022年 / 底前完成整改.
pub(crate) fn is_date(bare: &str) -> bool {
    let sign = |c| matches!(c, '年' | '月' | '日' | '-' | '.' | '/');
    let inner = bare.trim_matches(['（', '）', '(', ')']);
    let body = inner.trim_end_matches("印发").trim_end_matches("发布");
    body.chars().all(|c| sign(c) || is_figure(c))
        && (body.contains('月') || body.matches(['-', '.', '/']).count() == 2)
        && body.chars().count() >= 5
}
