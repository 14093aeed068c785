//! The columns of a tracking table (整改跟踪表) and the declared fields behind them, for
//! the report that prints it and the import that reads it back.

use crate::corpus::{Config, FieldDecl};

/// A column that people fill in.
#[derive(Debug)]
pub struct TrackingColumn {
    /// Its head.
    pub head: &'static str,
    /// Names that corpora give the field behind it.
    names: &'static [&'static str],
}

/// The columns after 序号, 地区 and 工作建议, as such tables have them.
pub const TRACKING: &[TrackingColumn] = &[
    TrackingColumn {
        head: "责任单位",
        names: &["lead", "lead_department", "unit", "owner", "牵头单位"],
    },
    TrackingColumn {
        head: "责任人",
        names: &["person", "responsible", "assignee", "contact"],
    },
    TrackingColumn {
        head: "整改措施",
        names: &["measures", "measure", "action", "actions"],
    },
    TrackingColumn {
        head: "完成时限",
        names: &["due", "due_date", "deadline", "期限", "整改时限"],
    },
    TrackingColumn {
        head: "完成情况",
        names: &["status", "progress", "整改情况", "状态"],
    },
    TrackingColumn { head: "备注", names: &["note", "notes", "remark", "remarks"] },
];

/// The declared field that a column of this head holds: the field of that name or label,
/// or the first one that usually stands behind it.
pub fn field_of<'c>(config: &'c Config, head: &str) -> Option<&'c FieldDecl> {
    let called = |name: &str| {
        config.fields.iter().find(|field| field.name == name || field.label() == name)
    };
    called(head).or_else(|| {
        let column = TRACKING.iter().find(|column| column.head == head)?;
        column.names.iter().find_map(|name| called(name))
    })
}

/// The choices that a field's declaration gives, as texts.
pub fn choices(field: &FieldDecl) -> Vec<String> {
    let values = field.schema.get("enum").and_then(|values| values.as_array());
    values.into_iter().flatten().filter_map(|v| v.as_str()).map(str::to_owned).collect()
}

/// A declared value as people read it: nothing for null, members parted by 、.
pub fn shown(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::Null => String::new(),
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Array(members) => {
            members.iter().map(shown).collect::<Vec<_>>().join("、")
        }
        value => value.to_string(),
    }
}
