//! Which column of a table holds what.

use crate::corpus::{Config, FieldDecl};
use crate::select::{FIELDS, field_of};

/// What a column that is no declared field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// 序号.
    Number,
    /// 清单.
    List,
    /// 地区.
    Region,
    /// 工作建议.
    Text,
}

/// The heads that tables give each, ours first.
const HEADS: &[(&str, Role)] = &[
    ("序号", Role::Number),
    ("number", Role::Number),
    ("清单", Role::List),
    ("list", Role::List),
    ("地区", Role::Region),
    ("region", Role::Region),
    ("工作建议", Role::Text),
    ("建议", Role::Text),
    ("text", Role::Text),
];

/// The columns of a table that mean something.
pub(super) struct Columns<'c> {
    roles: Vec<(usize, Role)>,
    fields: Vec<(usize, &'c FieldDecl)>,
    /// Heads that are no field, and where they stand.
    strangers: Vec<(usize, String)>,
}

impl<'c> Columns<'c> {
    /// The first row that names a number column, and its columns.
    pub(super) fn find(
        table: &[Vec<String>],
        config: &'c Config,
    ) -> Option<(usize, Self)> {
        table.iter().enumerate().find_map(|(at, row)| {
            let mut columns = Self::read(row, config);
            let numbered = columns.roles.iter().any(|(_, role)| *role == Role::Number);
            if !numbered {
                return None;
            }
            columns.strangers.retain(|(column, _)| {
                let mut cells =
                    table.iter().skip(at + 1).filter_map(|row| row.get(*column));
                cells.any(|cell| !cell.trim().is_empty())
            });
            Some((at, columns))
        })
    }

    fn read(row: &[String], config: &'c Config) -> Self {
        let mut columns =
            Self { roles: Vec::new(), fields: Vec::new(), strangers: Vec::new() };
        for (at, head) in row.iter().enumerate() {
            let head: String = head.split_whitespace().collect();
            let known = HEADS.iter().find(|(name, _)| *name == head);
            // A corpus may declare a field of any of these names; ours mean what they say.
            if let Some(&(_, role)) = known {
                columns.roles.push((at, role));
            } else if let Some(field) = field_of(config, &head) {
                columns.fields.push((at, field));
            } else if !head.is_empty() && !is_builtin(&head) {
                columns.strangers.push((at, head));
            }
        }
        columns
    }

    /// What to tell about the columns that people filled and that are not read.
    pub(super) fn notes(&self) -> Vec<String> {
        let note = |(_, head): &(usize, String)| {
            format!(
                "列“{head}”没有对应的字段，未导入；要导入它，在 jianyi.yaml 的 fields 里声明"
            )
        };
        self.strangers.iter().map(note).collect()
    }

    /// The cell of a row that has this role, without white space around it.
    pub(super) fn get<'r>(&self, row: &'r [String], role: Role) -> &'r str {
        let at = self.roles.iter().find(|(_, known)| *known == role).map(|(at, _)| *at);
        at.and_then(|at| row.get(at)).map_or("", |cell| cell.trim())
    }

    /// The declared fields and their cells in a row.
    pub(super) fn fields<'r>(
        &self,
        row: &'r [String],
    ) -> impl Iterator<Item = (&'c FieldDecl, &'r str)> {
        self.fields.iter().filter_map(|&(at, field)| Some((field, row.get(at)?.trim())))
    }
}

/// Whether a head is one of the columns that `export` writes beside the declared fields.
fn is_builtin(head: &str) -> bool {
    FIELDS.contains(&head) || head.starts_with("source.")
}
