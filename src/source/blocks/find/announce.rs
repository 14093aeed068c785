//! Lines that announce the items that follow and are none of them.

use crate::source::blocks::page::Page;
use crate::source::lex::token::Block;

/// Whether `block` announces what follows it: 要抓好下列工作：
pub(crate) fn announces(block: &Block) -> bool {
    matches!(block.last_char(), Some('：' | ':'))
}

/// Whether `block` introduces the items that follow it: 提出如下建议：
pub(crate) fn introduces(page: &Page<'_>, block: &Block) -> bool {
    const LONGEST: usize = 60;
    const WORDS: &[&str] = &["如下", "以下", "下列"];
    let (head, whole) = page.head(block, LONGEST);
    announces(block) || (whole && WORDS.iter().any(|word| head.contains(word)))
}

/// Whether `line` announces recommendations and says nothing else: 一、工作建议如下：
pub(crate) fn heads_list(line: &str) -> bool {
    line.strip_suffix(['：', ':']).is_some_and(|line| {
        let named = line.contains("建议") || line.contains("意见");
        named && !line.contains(['。', '；', '，'])
    })
}
