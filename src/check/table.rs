//! CHECKS: all rules, in the order in which they are listed and heard.

use super::Run::{Corpus, Exceptions, Reading, Record, Text};
use super::{
    Check, Severity, allow, book_mark, characters, config_rules, dash, date,
    document_number, doubled_mark, duplicate_number, ellipsis, empty_body,
    enumeration_comma, file_name, final_stop, full_width, furniture, half_width,
    interpunct, markup, name_variant, near_duplicate, noise, number_gap, ordinal, pairs,
    quote_form, range, region, related, scattered_region, source, space, stop, terms,
    title,
};

const ERROR: Option<Severity> = Some(Severity::Error);
const WARNING: Option<Severity> = Some(Severity::Warning);
const INFO: Option<Severity> = Some(Severity::Info);

/// A row: name, level, what it looks at and how, summary. The page is the file of the
/// rule's name under `tests/rules/`.
macro_rules! check {
    ($name:literal, $severity:expr, $run:expr, $summary:literal) => {
        Check {
            name: $name,
            summary: $summary,
            severity: $severity,
            page: include_str!(concat!("../../tests/rules/", $name, ".md")),
            run: $run,
        }
    };
}

/// All rules, in the order they are listed.
#[rustfmt::skip]
pub const CHECKS: &[Check] = &[
    check!("syntax", ERROR, Reading, "文件不是能读的 YAML"),
    check!("duplicate-field", ERROR, Reading, "同一字段写了两次"),
    check!("unknown-field", ERROR, Reading, "没有的字段"),
    check!("missing-field", ERROR, Reading, "缺少必需的字段"),
    check!("field-type", ERROR, Reading, "字段的值类型不对"),
    check!("field-schema", ERROR, Reading, "自定字段的值不合声明"),
    check!("config", ERROR, Reading, "jianyi.yaml 有误"),
    check!("unknown-rule", ERROR, Corpus(config_rules::run), "jianyi.yaml 的 rules 中没有的规则"),
    check!("duplicate-number", ERROR, Corpus(duplicate_number::run), "同一清单中序号重复"),
    check!("file-name", ERROR, Corpus(file_name::run), "文件名与序号不一致"),
    check!("number-gap", WARNING, Corpus(number_gap::run), "清单的序号不连续"),
    check!("unknown-region", ERROR, Record(region::unknown), "没有的地区"),
    check!("region-alias", WARNING, Record(region::alias), "地区没有写全称"),
    check!("empty-body", ERROR, Record(empty_body::run), "正文是空的"),
    check!("related", ERROR, Corpus(related::run), "相关建议不存在或指向自己"),
    check!("source", WARNING, Record(source::run), "原文文件或行不存在"),
    check!("scattered-region", INFO, Corpus(scattered_region::run), "同一地区的建议没有排在一起"),
    check!("unknown-department", WARNING, Record(terms::departments), "词表中没有的部门，或写了两次"),
    check!("unknown-topic", WARNING, Record(terms::topics), "词表中没有的主题，或写了两次"),
    check!("near-duplicate", INFO, Corpus(near_duplicate::run), "两条建议几乎相同"),
    check!("name-variant", INFO, Corpus(name_variant::run), "同一机构有两种写法"),
    check!("title-stop", WARNING, Text(title::stop), "标题末尾有标点"),
    check!("title-repeated", WARNING, Text(title::repeated), "正文重复了标题"),
    check!("noise", ERROR, Text(noise::run), "混进正文的乱码、拼音和干扰字符"),
    check!("lost-character", ERROR, Text(characters::lost), "丢失的字符"),
    check!("invisible-character", ERROR, Text(characters::invisible), "看不见的字符"),
    check!("markup", ERROR, Text(markup::run), "残留的 HTML 或 Markdown 标记"),
    check!("page-furniture", WARNING, Text(furniture::run), "混进正文的页码和表头"),
    check!("look-alike", ERROR, Text(characters::look_alike), "部首和兼容字符"),
    check!("traditional", WARNING, Text(characters::traditional), "简体文本中的繁体字"),
    check!("document-number", WARNING, Text(document_number::run), "发文字号的写法"),
    check!("date", WARNING, Text(date::run), "日期的写法"),
    check!("ellipsis", ERROR, Text(ellipsis::run), "省略号的写法"),
    check!("interpunct", ERROR, Text(interpunct::run), "间隔号的写法"),
    check!("dash", ERROR, Text(dash::run), "破折号和连接号的写法"),
    check!("range", WARNING, Text(range::run), "数值和时间起止的写法"),
    check!("ordinal-mark", WARNING, Text(ordinal::mark), "序次语后的标点"),
    check!("doubled-mark", ERROR, Text(doubled_mark::run), "标点重叠"),
    check!("full-width", ERROR, Text(full_width::run), "全角数字、字母和百分号"),
    check!("quote-form", ERROR, Text(quote_form::run), "引号的写法"),
    check!("book-mark", ERROR, Text(book_mark::run), "书名号的写法"),
    check!("half-width", ERROR, Text(half_width::run), "中文之间的半角标点"),
    check!("stop", ERROR, Text(stop::run), "句号的写法"),
    check!("enumeration-comma", WARNING, Text(enumeration_comma::run), "多余的顿号"),
    check!("unpaired-mark", ERROR, Text(pairs::run), "不成对的引号、书名号和括号"),
    check!("ordinal-order", WARNING, Text(ordinal::order), "序次语不连续"),
    check!("final-stop", WARNING, Text(final_stop::run), "正文末尾没有句号"),
    check!("space", WARNING, Text(space::run), "汉字旁的空格"),
    check!("title-long", WARNING, Text(title::long), "标题过长"),
    check!("unknown-allow", ERROR, Record(allow::unknown), "allow 中没有的规则"),
    check!("unneeded-allow", WARNING, Exceptions, "allow 中用不着的规则"),
];
