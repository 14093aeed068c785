//! The canonical spelling of a record: the order of its fields, quotes, block style.

use super::body::{self, Spelling};
use super::fields::{BUILTIN, FieldDecl, ORIGIN, SOURCE};
use super::scalar::{list, spell, spell_json};
use crate::model::{Lines, Recommendation, Reference};

/// The spaces before the lines of a block and before the fields of `source`.
pub(super) const INDENT: &str = "  ";

/// One field as it is written.
pub(super) struct Line {
    /// The field's name, dotted for those of `source`.
    pub(super) name: String,
    /// What stands on the field's own line.
    pub(super) spelling: Spelled,
}

/// How a value is written.
pub(super) enum Spelled {
    /// On the line of its key.
    Inline(String),
    /// The lines of a literal block.
    Block(Vec<String>),
    /// Nothing but the key: its fields follow as lines of their own.
    Parent,
}

impl Line {
    /// Adds it to `out`; `comment` stands at the end of the field's own line, `end` ends
    /// each line.
    pub(super) fn push_to(&self, out: &mut String, comment: &str, end: &str) {
        let (indent, key) = match self.name.split_once('.') {
            Some((_, key)) => (INDENT, key),
            None => ("", self.name.as_str()),
        };
        let value = match &self.spelling {
            Spelled::Inline(value) => format!(" {value}"),
            Spelled::Block(_) => " |".to_owned(),
            Spelled::Parent => String::new(),
        };
        out.extend([indent, &spell(key), ":", &value, comment, end]);
        if let Spelled::Block(lines) = &self.spelling {
            for line in lines {
                out.extend([if line.is_empty() { "" } else { INDENT }, line, end]);
            }
        }
    }
}

/// The canonical spelling of a recommendation; `declared` gives the order of the fields
/// that the corpus declares.
pub fn write(recommendation: &Recommendation, declared: &[FieldDecl]) -> String {
    let mut out = String::new();
    for line in lines(recommendation, declared) {
        line.push_to(&mut out, "", "\n");
    }
    out
}

/// The fields that `recommendation` has, in canonical order.
pub(super) fn lines(
    recommendation: &Recommendation,
    declared: &[FieldDecl],
) -> Vec<Line> {
    order(recommendation, declared)
        .into_iter()
        .filter_map(|name| {
            let spelling = value(recommendation, &name)?;
            Some(Line { name, spelling })
        })
        .collect()
}

/// The names of all fields in canonical order, those of `source` dotted after it.
pub(super) fn order(
    recommendation: &Recommendation,
    declared: &[FieldDecl],
) -> Vec<String> {
    let builtin = BUILTIN.iter().map(|field| field.name).filter(|&name| name != SOURCE);
    let known = |name: &str| declared.iter().any(|decl| decl.name == name);
    let others =
        recommendation.fields.keys().map(String::as_str).filter(|name| !known(name));
    builtin
        .chain(declared.iter().map(|decl| decl.name.as_str()))
        .chain(others)
        .chain([SOURCE])
        .chain(ORIGIN.iter().map(|field| field.name))
        .map(str::to_owned)
        .collect()
}

/// How the field called `name` is written; `None` when `recommendation` does not have it.
pub(super) fn value(recommendation: &Recommendation, name: &str) -> Option<Spelled> {
    let r = recommendation;
    let inline = match name {
        "number" => r.number.to_string(),
        "region" => spell(&r.region).into_owned(),
        "title" => spell(r.title.as_ref()?).into_owned(),
        "body" => match body::spell(&r.body) {
            Spelling::Literal(lines) => return Some(Spelled::Block(lines)),
            Spelling::Quoted(quoted) => quoted,
        },
        "departments" | "topics" | "related" | "allow" => {
            let members = members(r, name).filter(|members| !members.is_empty())?;
            list(members.into_iter().map(|member| member.spelling))
        }
        "amended" => spell(r.amended.as_ref()?).into_owned(),
        SOURCE => return r.source.as_ref().map(|_| Spelled::Parent),
        _ => match name.strip_prefix("source.") {
            Some(key) => origin(r, key)?,
            None => spell_json(r.fields.get(name)?),
        },
    };
    Some(Spelled::Inline(inline))
}

/// One member of a built-in list: what it says, and how that is written.
pub(super) struct Member {
    pub(super) says: String,
    pub(super) spelling: String,
}

/// The members of the built-in list called `name`; `None` when it is no list.
pub(super) fn members(
    recommendation: &Recommendation,
    name: &str,
) -> Option<Vec<Member>> {
    let text =
        |says: &String| Member { says: says.clone(), spelling: spell(says).into_owned() };
    let names = match name {
        "departments" => &recommendation.departments,
        "topics" => &recommendation.topics,
        "allow" => &recommendation.allow,
        "related" => return Some(recommendation.related.iter().map(reference).collect()),
        _ => return None,
    };
    Some(names.iter().map(text).collect())
}

fn reference(reference: &Reference) -> Member {
    let says = reference.to_string();
    let spelling = match reference.list {
        Some(_) => spell(&says).into_owned(),
        None => says.clone(),
    };
    Member { says, spelling }
}

fn origin(recommendation: &Recommendation, key: &str) -> Option<String> {
    let origin = recommendation.source.as_ref()?;
    Some(match key {
        "file" => spell(&origin.file).into_owned(),
        "number" => origin.number.to_string(),
        // YAML 1.1 knows no number or date like `16-18`, though dates are quoted elsewhere.
        "lines" => origin.lines.as_ref().map(Lines::to_string)?,
        "digest" => spell(origin.digest.as_ref()?).into_owned(),
        _ => return None,
    })
}
