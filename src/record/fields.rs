//! The fields of a record: the one table of their names, and what a corpus declares.

use serde_json::Value;

/// A field of every record.
pub(super) struct Builtin {
    /// Its name.
    pub(super) name: &'static str,
    /// Whether a record is none without it.
    pub(super) required: bool,
    /// What it holds, in Chinese.
    pub(super) summary: &'static str,
}

const fn builtin(name: &'static str, required: bool, summary: &'static str) -> Builtin {
    Builtin { name, required, summary }
}

/// The fields in canonical order; the declared ones come before `source`.
pub(super) const BUILTIN: &[Builtin] = &[
    builtin("number", true, "序号：在清单里的编号，从 1 起"),
    builtin("region", true, "地区：规范全称，如 河南省、国家层面"),
    builtin("title", false, "标题：首句，不含句末的 。"),
    builtin("body", true, "正文：一句一行，空行分段"),
    builtin("departments", false, "部门：规范名称的列表"),
    builtin("topics", false, "主题：规范名称的列表"),
    builtin("related", false, "相关建议：本清单的序号，或“清单名/序号”"),
    builtin("amended", false, "有意改动原文措辞的理由"),
    builtin("allow", false, "不适用于本条的规则"),
    builtin(SOURCE, false, "出处"),
];

/// The field that holds the origin.
pub(super) const SOURCE: &str = "source";

/// The fields of `source`, in canonical order, with their dotted names.
pub(super) const ORIGIN: &[Builtin] = &[
    builtin("source.file", true, "原文文件，如 seeds/list.txt"),
    builtin("source.number", true, "原文印出的序号，不随 number 改变"),
    builtin("source.lines", false, "在原文的第几行，如 16-18"),
    builtin("source.digest", false, "原文摘要：SHA-256 的前 16 个十六进制数字"),
];

impl Builtin {
    /// The key in its mapping: the name without `source.`.
    pub(super) fn key(&self) -> &'static str {
        self.name.rsplit_once('.').map_or(self.name, |(_, key)| key)
    }
}

/// The built-in field called `name`.
pub(super) fn find(name: &str) -> Option<&'static Builtin> {
    BUILTIN.iter().find(|field| field.name == name)
}

/// What people call the built-in field of this name, dotted inside `source`.
pub fn label(name: &str) -> Option<&'static str> {
    let field = BUILTIN.iter().chain(ORIGIN).find(|field| field.name == name)?;
    field.summary.split(['：', '，']).next()
}

/// Whether no declared field may be called `name`: it is a field already, or the name of
/// something that is made from the fields (`text`, `cites`), or reads as a nested one.
pub(crate) fn is_reserved(name: &str) -> bool {
    const MADE: [&str; 5] = ["list", "region_code", "text", "cites", "path"];
    find(name).is_some()
        || MADE.contains(&name)
        || name.contains('.')
        || name.trim() != name
}

/// A field that the corpus declares for its records.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldDecl {
    /// The field's name.
    pub name: String,
    /// What it must be: a JSON Schema property (`type`, `enum`, `format: date`, `pattern`,
    /// `minimum`, `maximum`, `items`, `title`, `description`).
    pub schema: Value,
}

impl FieldDecl {
    /// What people call it: the schema's `title`, or the name.
    pub fn label(&self) -> &str {
        self.schema.get("title").and_then(|t| t.as_str()).unwrap_or(&self.name)
    }
}
