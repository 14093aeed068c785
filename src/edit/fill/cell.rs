//! What people type into a cell, as a value of the declared type.

use serde_json::{Value, json};

use crate::corpus::FieldDecl;

/// The value that `text` (not empty) gives the field; what is wrong, in Chinese.
pub(super) fn read(text: &str, field: &FieldDecl) -> Result<Value, String> {
    typed(text, &field.schema)
}

fn typed(text: &str, schema: &Value) -> Result<Value, String> {
    match schema.get("type").and_then(Value::as_str) {
        Some("integer") => {
            let number = text.trim_end_matches(".0").trim_end_matches(['%', '％']);
            let number: Result<i64, _> = number.trim().parse();
            number.map(|number| json!(number)).map_err(|_| format!("“{text}”不是整数"))
        }
        Some("number") => {
            let number: Option<f64> = text.parse().ok().filter(|n: &f64| n.is_finite());
            number.map(|number| json!(number)).ok_or_else(|| format!("“{text}”不是数"))
        }
        Some("boolean") => match text.to_lowercase().as_str() {
            "是" | "true" | "√" | "✓" | "1" => Ok(json!(true)),
            "否" | "false" | "×" | "0" => Ok(json!(false)),
            _ => Err(format!("“{text}”不是 是 或 否")),
        },
        Some("array") => {
            let item = schema.get("items").unwrap_or(&Value::Null);
            let parts = text.split(['、', '，', ',', '；', ';', '\n']).map(str::trim);
            parts.filter(|part| !part.is_empty()).map(|part| typed(part, item)).collect()
        }
        Some("object") => Err("这种字段不能从表格导入".to_owned()),
        _ if schema.get("format").and_then(Value::as_str) == Some("date") => {
            Ok(json!(date(text).unwrap_or_else(|| text.to_owned())))
        }
        _ => Ok(json!(text)),
    }
}

/// `2026/3/1`, `2026.3.1` and `2026年3月1日` as `2026-03-01`; other texts are left to the
/// check of the declaration.
fn date(text: &str) -> Option<String> {
    let day = text.split(['T', ' ']).next()?.trim_end_matches('日');
    let mut parts = day.split(['-', '/', '.', '年', '月']);
    let mut number = || parts.next()?.trim().parse::<u32>().ok();
    let (year, month, day) = (number()?, number()?, number()?);
    let whole = parts.next().is_none() && (1..=9999).contains(&year);
    whole.then(|| format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_write_dates_in_many_ways() {
        for text in
            ["2026-03-01", "2026/3/1", "2026.3.1", "2026年3月1日", "2026-03-01T00:00:00"]
        {
            assert_eq!(
                typed(text, &json!({"format": "date"})),
                Ok(json!("2026-03-01")),
                "{text}"
            );
        }
        assert_eq!(typed("三月底", &json!({"format": "date"})), Ok(json!("三月底")));
    }

    #[test]
    fn cells_become_what_the_field_is() {
        for (text, schema, value) in [
            ("80", json!({"type": "integer"}), Ok(json!(80))),
            ("80%", json!({"type": "integer"}), Ok(json!(80))),
            ("八成", json!({"type": "integer"}), Err("“八成”不是整数".to_owned())),
            ("2.5", json!({"type": "number"}), Ok(json!(2.5))),
            ("是", json!({"type": "boolean"}), Ok(json!(true))),
            ("甲、乙；丙", json!({"type": "array"}), Ok(json!(["甲", "乙", "丙"]))),
            ("甲，乙, 丙", json!({"type": "array"}), Ok(json!(["甲", "乙", "丙"]))),
            ("007", json!({"type": "string"}), Ok(json!("007"))),
        ] {
            assert_eq!(typed(text, &schema), value, "{text}");
        }
    }
}
