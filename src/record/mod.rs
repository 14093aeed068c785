//! One YAML file ↔ one recommendation, with the place of every field; the canonical
//! spelling; edits that change only their own bytes; the JSON Schema. All YAML of the
//! records stays inside this module.
//!
//! ```text
//! bytes ─ tree ─► read ─► Record { value, fields } ─► set ─► edits ─► bytes
//!                          value ─► write ─► bytes
//! ```

mod body;
mod canonical;
mod change;
mod comments;
mod declared;
mod fields;
mod members;
mod place;
mod read;
mod rules;
mod scalar;
mod schema;
mod set;
mod syntax;
mod take;
pub(crate) mod tree;
mod write;

pub use canonical::canonical;
pub(crate) use declared::{KEYWORDS, Misfit, TYPES, check};
pub(crate) use fields::is_reserved;
pub use fields::{FieldDecl, label};
pub use read::{number_in_name, read};
pub(crate) use scalar::json;
pub use schema::schema;
pub use set::{apply, revise, set};
pub use write::write;

use std::borrow::Cow;
use std::sync::OnceLock;

use crate::model::Recommendation;
use crate::text::Span;

/// A record file as read.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// The file, relative to the root, parted by `/`.
    pub path: String,
    /// The list it belongs to; [`crate::model::DEFAULT_LIST`] for the default one.
    pub list: String,
    /// The file's text, byte for byte (lossy only where it is not UTF-8; then `value` is
    /// `None`).
    pub text: String,
    /// Its number, also where other fields are missing; from the file's name where the
    /// file does not say it, so that a broken file is not also a gap.
    pub number: Option<u32>,
    /// What it says, when it has at least number, region and body.
    pub value: Option<Recommendation>,
    /// What could be read of a file that is good YAML and has no `value`: the fields that
    /// are missing or mistyped are empty in it.
    pub partial: Option<Box<Recommendation>>,
    /// The places of its fields, in the order of their names: files may have many.
    pub fields: Vec<Field>,
    /// Where the bytes of title and body stand, found when first asked for.
    pub(crate) places: OnceLock<place::Places>,
}

/// Where a field stands in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name; nested ones are dotted, members of sequences numbered from 0:
    /// `source.digest`, `related.0`.
    pub name: Cow<'static, str>,
    /// The key's bytes (the whole entry for members of sequences).
    pub key: Span,
    /// The value's bytes, quotes and block indicator included; empty where it is null.
    pub value: Span,
}

/// A text of a record that rules read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// `title`.
    Title,
    /// `body`, as the model holds it: paragraphs parted by `\n`.
    Body,
}

impl Record {
    /// What rules about single fields read: one wrong field does not hide the others.
    pub fn readable(&self) -> Option<&Recommendation> {
        self.value.as_ref().or(self.partial.as_deref())
    }

    /// The place of the field called `name`.
    pub fn field(&self, name: &str) -> Option<&Field> {
        let at =
            self.fields.binary_search_by(|field| field.name.as_ref().cmp(name)).ok()?;
        self.fields.get(at)
    }

    /// Bytes of the file from the first to the last byte of `span` of the title or body;
    /// `None` where the file spells either in another way (an escape, a fold). Line ends
    /// and indentation between them are in it: a fix may replace it whole.
    pub fn locate(&self, part: Part, span: Span) -> Option<Span> {
        let places =
            self.places.get_or_init(|| place::Places::new(&self.path, &self.text));
        match part {
            Part::Title => places.title.locate(span),
            Part::Body => places.body.locate(span),
        }
    }
}

/// The folder of a list, relative to the root.
pub fn folder(list: &str) -> String {
    if list == crate::model::DEFAULT_LIST {
        "recommendations".to_owned()
    } else {
        format!("recommendations/{list}")
    }
}
