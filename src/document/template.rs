//! A user's template: Markdown with minijinja over the selection, read into the document
//! model.
//!
//! What a record says never passes the Markdown reader. The template writes a placeholder
//! for each value, a number between two characters that no text may hold; the Markdown is
//! read; only then the values take their places, as text. So no value can become markup,
//! whatever it holds, and bold around a value that ends in 。 is bold.

mod markdown;

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value, ValueKind};
use minijinja::{Environment, Error, ErrorKind, Output, UndefinedBehavior};
use serde_json::json;

use super::{Document, parts};
use crate::model::official;
use crate::select::{Selection, explain};

/// Noncharacters: Unicode keeps them for use inside a program.
const OPEN: char = '\u{FDD0}';
const CLOSE: char = '\u{FDD1}';

/// Steps that a template may take, and more for each item.
const FUEL: u64 = 1_000_000;
const FUEL_PER_ITEM: u64 = 50_000;

/// Characters that the values of one document may have in all.
const LONGEST: usize = 1 << 28;

/// The values that placeholders stand for.
#[derive(Debug, Default)]
struct Values {
    texts: Vec<String>,
    length: usize,
}

impl Values {
    /// Keeps a value and says where; stops a template that would fill the memory.
    fn add(&mut self, text: String) -> Result<usize, Error> {
        self.length = self.length.saturating_add(text.len());
        if self.length > LONGEST {
            return Err(Error::from(ErrorKind::OutOfFuel));
        }
        self.texts.push(text);
        Ok(self.texts.len() - 1)
    }
}

/// Why a template makes no document, with a way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateError {
    /// What is wrong, where, and what to do, in Chinese.
    pub message: String,
}

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for TemplateError {}

/// The document that the template `text`, called `name` in messages, makes of a selection.
///
/// It sees `items` (all fields of each), `regions` (name, code, and their items, in the
/// order of the list) and `document` (title, issuer, date, number).
pub fn from_template(
    name: &str,
    text: &str,
    selection: &Selection<'_>,
) -> Result<Document, TemplateError> {
    if text.contains([OPEN, CLOSE]) {
        let message = format!("{name} 里有 Unicode 不作文字用的字符；请删去它们");
        return Err(TemplateError { message });
    }
    let values = Arc::new(Mutex::new(Values::default()));
    let steps = u64::try_from(selection.items.len()).unwrap_or(u64::MAX);
    let mut engine = engine(&values);
    engine.set_fuel(Some(FUEL.saturating_add(FUEL_PER_ITEM.saturating_mul(steps))));
    let rendered = engine
        .render_named_str(name, text, context(selection))
        .map_err(|error| failed(name, text, &error))?;
    drop(engine);
    let values =
        std::mem::take(&mut *values.lock().unwrap_or_else(PoisonError::into_inner)).texts;
    let blocks = markdown::read(&rendered, &values)
        .map_err(|problem| TemplateError { message: format!("{name}：{problem}") })?;
    let mut document = parts::titled(selection.corpus, &parts::title(selection));
    document.title = markdown::title(&blocks).unwrap_or(document.title);
    document.blocks = blocks;
    Ok(document)
}

/// minijinja without what would let a value pass as markup, and without files.
fn engine(values: &Arc<Mutex<Values>>) -> Environment<'static> {
    let mut engine = Environment::new();
    engine.set_undefined_behavior(UndefinedBehavior::Strict);
    // A line with nothing but a block tag leaves no line behind.
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    if let Ok(syntax) = syntax {
        engine.set_syntax(syntax);
    }
    for filter in ["safe", "escape", "e", "tojson", "urlencode"] {
        engine.remove_filter(filter);
    }
    let values = Arc::clone(values);
    engine.set_auto_escape_callback(|_| minijinja::AutoEscape::Custom("markdown".into()));
    engine.set_formatter(move |out, _, value| place(out, value, &values));
    engine
}

/// Writes a placeholder for a value. Numbers stand for themselves, so that `{{ number }}.`
/// begins an item of a list.
fn place(
    out: &mut Output<'_>,
    value: &Value,
    values: &Mutex<Values>,
) -> Result<(), Error> {
    let written = if value.is_safe() || value.is_integer() {
        // What a macro or block of the template made holds placeholders already.
        out.write_str(&value.to_string())
    } else {
        let mut values = values.lock().unwrap_or_else(PoisonError::into_inner);
        let at = values.add(shown(value)?)?;
        out.write_str(&format!("{OPEN}{at}{CLOSE}"))
    };
    written.map_err(|_| Error::new(ErrorKind::WriteFailure, "写不下"))
}

/// A value as people read it: nothing for none, members parted by 、.
fn shown(value: &Value) -> Result<String, Error> {
    match value.kind() {
        ValueKind::None | ValueKind::Undefined => Ok(String::new()),
        ValueKind::Seq | ValueKind::Iterable => {
            let members: Result<Vec<String>, Error> =
                value.try_iter()?.map(|member| shown(&member)).collect();
            Ok(members?.join("、"))
        }
        _ => Ok(value.to_string()),
    }
}

fn context(selection: &Selection<'_>) -> Value {
    let config = &selection.corpus.config;
    let mut regions: Vec<serde_json::Value> = Vec::new();
    let mut items = Vec::new();
    for stretch in parts::stretches(selection.corpus, &selection.items) {
        let known = config.regions.find(&stretch.0);
        let rows: Vec<serde_json::Value> = stretch
            .1
            .iter()
            .map(|(record, item)| {
                crate::select::row(record, item, selection.corpus).into()
            })
            .collect();
        items.extend(rows.clone());
        let code = known.and_then(|region| region.code.as_ref());
        regions.push(json!({ "name": stretch.0, "code": code, "items": rows }));
    }
    Value::from(Serde(json!({
        "items": items,
        "regions": regions,
        "document": {
            "title": parts::title(selection),
            "issuer": config.issuer,
            "date": config.date.as_deref().map(official),
            "number": config.number,
        },
    })))
}

/// What went wrong in the template `text`, with its line and, in characters, its column.
fn failed(name: &str, text: &str, error: &Error) -> TemplateError {
    let line = error.line().map_or(String::new(), |line| format!(" 第 {line} 行"));
    let before = error.range().and_then(|range| text.get(..range.start));
    let column = before.and_then(|before| before.rsplit('\n').next());
    let column = column
        .map_or(String::new(), |before| format!("第 {} 列", before.chars().count() + 1));
    let help = if error.kind() == ErrorKind::UndefinedError { NAMES } else { "" };
    TemplateError {
        message: format!("模板 {name}{line}{column}：{}{help}", explain(error, text)),
    }
}

/// What there is instead of a name that there is not.
const NAMES: &str = "；可用 document（title、issuer、date、number）、\
    regions（各有 name、code、items）和 items（字段同 export --format json）";

#[cfg(test)]
mod tests;
