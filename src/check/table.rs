//! CHECKS: all rules, in the order in which they are listed and heard.

use super::Run::{Corpus, Exceptions, Reading, Record, Text};
use super::{
    Check, Severity, allow, config_rules, duplicate_number, empty_body, file_name,
    number_gap, region, related, source, title,
};

const ERROR: Option<Severity> = Some(Severity::Error);
const WARNING: Option<Severity> = Some(Severity::Warning);

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
    check!("title-stop", WARNING, Text(title::stop), "标题末尾有标点"),
    check!("title-repeated", WARNING, Text(title::repeated), "正文重复了标题"),
    check!("unknown-allow", ERROR, Record(allow::unknown), "allow 中没有的规则"),
    check!("unneeded-allow", WARNING, Exceptions, "allow 中用不着的规则"),
];
