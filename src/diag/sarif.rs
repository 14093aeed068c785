//! SARIF 2.1.0, for code scanning and editors: rules with their pages, results with
//! places and fixes. Written by hand: the part of the format that is used is small.

use std::fmt::Write as _;
use std::io;

use serde_json::{Value, json};

use super::json::write;
use super::locate::{Locator, Where};
use super::{Edit, Finding, Fix, Place, Report, RuleInfo, Severity};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// Prints all findings of `report`.
pub(super) fn print(report: &Report<'_>, to: &mut dyn io::Write) -> io::Result<()> {
    let mut places =
        Places { locator: Locator::new(report.texts), within: report.within };
    let results: Vec<_> =
        report.findings.iter().map(|f| result(f, report.rules, &mut places)).collect();
    let rules: Vec<_> = report.rules.iter().map(rule).collect();
    let driver = json!({
        "name": "jianyi",
        "version": env!("CARGO_PKG_VERSION"),
        "rules": rules,
    });
    let run = json!({
        "tool": { "driver": driver },
        "columnKind": "unicodeCodePoints",
        "results": results,
    });
    write(&json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": [run] }), to)
}

/// Where findings stand in the repository.
struct Places<'r> {
    locator: Locator<'r>,
    within: &'r str,
}

impl Places<'_> {
    fn uri(&self, path: &str) -> String {
        uri(&format!("{}{path}", self.within))
    }
}

fn rule(rule: &RuleInfo) -> Value {
    json!({
        "id": rule.name,
        "shortDescription": { "text": rule.summary },
        "help": { "text": rule.page, "markdown": rule.page },
    })
}

fn result(finding: &Finding, rules: &[RuleInfo], places: &mut Places<'_>) -> Value {
    let text = match &finding.help {
        Some(help) => format!("{}：{help}", finding.message),
        None => finding.message.clone(),
    };
    let mut value = json!({
        "ruleId": finding.rule,
        "level": level(finding.severity),
        "message": { "text": text },
        "locations": [location(&finding.place, places)],
    });
    if let Some(index) = rules.iter().position(|rule| rule.name == finding.rule) {
        value["ruleIndex"] = json!(index);
    }
    if let Some(fix) = &finding.fix {
        value["fixes"] = json!([fixed(fix, &finding.place.path, places)]);
    }
    let related: Vec<_> = finding
        .notes
        .iter()
        .map(|note| {
            let mut place = location(&note.place, places);
            place["message"] = json!({ "text": note.message });
            place
        })
        .collect();
    if !related.is_empty() {
        value["relatedLocations"] = json!(related);
    }
    value
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn location(place: &Place, places: &mut Places<'_>) -> Value {
    let mut physical = json!({ "artifactLocation": { "uri": places.uri(&place.path) } });
    if place.span.is_some() {
        physical["region"] = region(places.locator.find(place));
    }
    json!({ "physicalLocation": physical })
}

fn region(place: Where) -> Value {
    json!({
        "startLine": place.start.line,
        "startColumn": place.start.column,
        "endLine": place.end.line,
        "endColumn": place.end.column,
    })
}

fn fixed(fix: &Fix, path: &str, places: &mut Places<'_>) -> Value {
    let mut replacement = |edit: &Edit| {
        let region = region(places.locator.find(&Place::new(path, edit.span)));
        json!({ "deletedRegion": region, "insertedContent": { "text": edit.text } })
    };
    let replacements: Vec<_> = fix.edits.iter().map(&mut replacement).collect();
    json!({
        "description": { "text": fix.title },
        "artifactChanges": [{
            "artifactLocation": { "uri": places.uri(path) },
            "replacements": replacements,
        }],
    })
}

/// A relative path as a URI: Chinese and other bytes in percent form.
fn uri(path: &str) -> String {
    path.bytes().fold(String::new(), |mut uri, byte| {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' => uri.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => uri.push(char::from(byte)),
            // Writing to a string does not fail.
            _ => drop(write!(uri, "%{byte:02X}")),
        }
        uri
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_percent_encoded() {
        assert_eq!(
            uri("recommendations/省 1.yaml"),
            "recommendations/%E7%9C%81%201.yaml"
        );
    }
}
