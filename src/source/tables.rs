//! What the columns of tables hold: numbers, region labels, items, or something else.

use super::label::{self, Knowledge, Names};
use super::number;
use super::page::{Page, Role, ends_text};
use super::token::{NO_CELL, TableKind, is_blank};

/// What is known of a column before its role is.
#[derive(Clone, Copy, Debug, Default)]
struct Column {
    filled: u32,
    labels: u32,
    numbers: u32,
    bytes: usize,
    head: Option<Head>,
}

/// What a column says it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Head {
    Number,
    Region,
    Text,
    Other,
}

/// The words that head a column.
const HEADS: &[(Head, &[&str])] = &[
    (
        Head::Number,
        &["序号", "编号", "号", "序", "项次", "No", "No.", "NO.", "NO", "条目"],
    ),
    (
        Head::Region,
        &[
            "地区",
            "省份",
            "区域",
            "省市",
            "地方",
            "层级",
            "对象",
            "建议对象",
            "地区/层面",
            "省（区、市）",
            "省(区、市)",
            "省区市",
            "责任地区",
            "所在地区",
            "涉及地区",
            "所属地区",
            "省、自治区、直辖市",
            "地区（部门）",
            "地区或部门",
            "单位",
            "行政区",
            "行政区划",
        ],
    ),
    (
        Head::Text,
        &[
            "工作建议",
            "建议",
            "内容",
            "建议内容",
            "具体建议",
            "整改建议",
            "防范建议",
            "事项",
            "措施",
            "工作建议内容",
            "主要建议",
            "建议事项",
            "工作建议清单",
            "意见建议",
            "具体内容",
            "整改措施建议",
            "防范和整改措施建议",
            "整改要求",
            "工作要求",
            "整改意见",
            "建议措施",
            "工作任务",
            "整改任务",
            "对策建议",
            "建议和要求",
        ],
    ),
    (
        Head::Other,
        &[
            "责任单位",
            "牵头单位",
            "配合单位",
            "责任人",
            "完成时限",
            "时限",
            "备注",
            "完成情况",
            "整改措施",
            "佐证材料",
            "销号",
            "状态",
            "进展",
            "联系人",
            "整改时限",
            "责任部门",
            "存在问题",
            "问题",
            "主要问题",
            "完成时间",
            "完成期限",
            "整改期限",
            "牵头部门",
            "配合部门",
            "责任领导",
            "联系电话",
            "整改目标",
            "整改情况",
            "落实情况",
            "进展情况",
        ],
    ),
];

/// A cell as it matters here.
#[derive(Debug)]
struct Filled {
    table: usize,
    row: usize,
    column: usize,
    /// Its blocks.
    first: usize,
    last: usize,
    /// Its first characters, and whether they are all.
    head: String,
    whole: bool,
    bytes: usize,
    /// Whether it is a line of its own: all of its row, or all that stands in its row
    /// above the first row of which more is filled.
    spanning: bool,
}

/// Finds the roles of all columns, and from them those of all cells and rows.
pub(super) fn read(page: &mut Page<'_>, names: &Names) {
    if page.tokens.cells.is_empty() {
        return;
    }
    let mut columns: Vec<Vec<Column>> = vec![Vec::new(); page.tokens.tables.len()];
    each_cell(page, |page, cell| {
        if let Some(row) = page.rows.get_mut(cell.row)
            && cell.is_head_word()
        {
            row.heads = row.heads.saturating_add(1);
        }
        let Some(table) = columns.get_mut(cell.table) else { return };
        if table.len() <= cell.column {
            table.resize(cell.column + 1, Column::default());
        }
        if let Some(column) = table.get_mut(cell.column) {
            column.note(cell, names);
        }
    });
    let layouts: Vec<Layout> = columns
        .iter()
        .zip(&page.tokens.tables)
        .map(|(columns, &kind)| Layout::of(columns, kind))
        .collect();
    note_empty_cells(page, &layouts);
    each_cell(page, |page, cell| {
        if let Some(layout) = layouts.get(cell.table) {
            assign(page, cell, *layout, names);
        }
    });
}

/// Calls `visit` for each cell with something in it.
fn each_cell<'a>(page: &mut Page<'a>, mut visit: impl FnMut(&mut Page<'a>, &Filled)) {
    let mut at = 0;
    // Tables of which a row with more than one filled cell was met.
    let mut begun = vec![false; page.tokens.tables.len()];
    while let Some((block, _)) = page.block(at) {
        let first = at;
        at += 1;
        if block.cell == NO_CELL {
            continue;
        }
        while page.block(at).is_some_and(|(next, _)| next.cell == block.cell) {
            at += 1;
        }
        let Some(&cell) = page.tokens.cell(&block) else { continue };
        let (mut head, mut whole, mut bytes) = (String::new(), true, 0);
        for block in page.tokens.blocks.get(first..at).unwrap_or(&[]) {
            bytes += page.tokens.span(block).len();
            if head.len() < 4 * label::LONGEST {
                let (part, all) = page.tokens.head(page.text, block, label::LONGEST);
                head.extend((!head.is_empty()).then_some('\n'));
                head.push_str(&part);
                whole &= all;
            } else {
                whole = false;
            }
        }
        let only = page.is_only_filled(first, at);
        let Some(begun) = begun.get_mut(cell.table as usize) else { continue };
        *begun |= !only;
        let numbered = || number_of(&head).is_some();
        let above = only && !*begun && !page.is_alone(block.cell) && !numbered();
        let filled = Filled {
            table: cell.table as usize,
            row: cell.row as usize,
            column: usize::from(cell.column),
            first,
            last: at,
            head,
            whole,
            bytes,
            spanning: above || (cell.wide && page.is_alone(block.cell)),
        };
        visit(page, &filled);
    }
}

impl Filled {
    /// Whether it is a word that heads a column.
    fn is_head_word(&self) -> bool {
        self.whole && !self.spanning && head_word(&self.head).is_some()
    }

    /// Whether it heads a column in a row that has `heads` words known to: all cells of
    /// such a row do, whatever they say.
    fn is_head(&self, heads: u8) -> bool {
        const LONGEST: usize = 12;
        let short = self.whole && self.head.chars().nth(LONGEST).is_none();
        self.is_head_word() || (heads > 1 && short && !self.head.ends_with(ends_text))
    }
}

impl Column {
    fn note(&mut self, cell: &Filled, names: &Names) {
        if cell.spanning {
            return;
        }
        if cell.whole
            && let Some(head) = head_word(&cell.head)
        {
            self.head = self.head.or(Some(head));
            return;
        }
        self.filled += 1;
        self.bytes += cell.bytes;
        if cell.whole {
            let label = names.label(&cell.head, true);
            let known = label.is_some_and(|l| l.knowledge != Knowledge::Unknown);
            self.labels += u32::from(known);
            self.numbers += u32::from(number_of(&cell.head).is_some());
        }
    }
}

/// What the word in the head of a column says it holds.
pub(super) fn head_word(text: &str) -> Option<Head> {
    let bare: String = text.chars().filter(|&c| !is_blank(c)).collect();
    HEADS.iter().find(|(_, words)| words.contains(&bare.as_str())).map(|&(head, _)| head)
}

/// Whether `text` may be the first or last line of a word in the head of a column.
pub(super) fn is_piece_of_head(text: &str) -> bool {
    let all = || HEADS.iter().flat_map(|(_, words)| words.iter());
    all().any(|word| word.starts_with(text) || word.ends_with(text))
}

/// The number that a cell of a number column is.
fn number_of(text: &str) -> Option<u32> {
    let bare: String = text.chars().filter(|&c| !is_blank(c)).collect();
    number::whole(&bare)
}

/// Which column holds what.
#[derive(Clone, Copy, Debug, Default)]
struct Layout {
    number: Option<usize>,
    region: Option<usize>,
    text: Option<usize>,
}

impl Layout {
    fn of(columns: &[Column], kind: TableKind) -> Self {
        let most = |wanted: Head, count: fn(&Column) -> u32| {
            let said = columns.iter().position(|c| c.head == Some(wanted));
            let mostly = |c: &Column| c.filled > 0 && count(c) * 2 >= c.filled;
            said.or_else(|| columns.iter().position(|c| c.head.is_none() && mostly(c)))
        };
        let number = most(Head::Number, |c| c.numbers);
        let region = most(Head::Region, |c| c.labels).filter(|&at| Some(at) != number);
        if number.is_none() && region.is_none() && kind != TableKind::Marked {
            return Self::default();
        }
        let text = columns
            .iter()
            .enumerate()
            .filter(|&(at, c)| {
                Some(at) != number && Some(at) != region && c.head != Some(Head::Other)
            })
            .max_by_key(|(_, c)| (c.head == Some(Head::Text), c.bytes))
            .map(|(at, _)| at);
        Self { number, region, text }
    }
}

/// Notes the rows whose region cell is there and empty.
fn note_empty_cells(page: &mut Page<'_>, layouts: &[Layout]) {
    for cell in &page.tokens.cells {
        let region = layouts.get(cell.table as usize).and_then(|layout| layout.region);
        if region == Some(usize::from(cell.column))
            && let Some(row) = page.rows.get_mut(cell.row as usize)
        {
            row.unlabelled = true;
        }
    }
}

/// Gives the blocks of a cell their role, and its row what it says.
fn assign(page: &mut Page<'_>, cell: &Filled, layout: Layout, names: &Names) {
    let heads = page.rows.get(cell.row).map_or(0, |row| row.heads);
    let role = if cell.spanning {
        Role::Text
    } else if cell.is_head(heads) {
        Role::Furniture
    } else if layout.region == Some(cell.column) {
        let label = names.label_in_column(&cell.head).filter(|_| cell.whole);
        let known = label.is_some();
        if let Some(row) = page.rows.get_mut(cell.row).filter(|_| known) {
            row.label = label;
            row.unlabelled = false;
        }
        if known { Role::Label } else { Role::Text }
    } else if layout.number == Some(cell.column) {
        let value = number_of(&cell.head).filter(|_| cell.whole);
        let known = names.label(&cell.head, false);
        let label = known.is_some_and(|label| label.knowledge != Knowledge::Unknown);
        if let (Some(value), Some(row)) = (value, page.rows.get_mut(cell.row)) {
            row.number = Some(value);
        }
        match value {
            Some(_) => Role::Number,
            None if label => Role::Text,
            None => {
                if let Some(row) = page.rows.get_mut(cell.row) {
                    row.aside = true;
                }
                Role::Aside
            }
        }
    } else if layout.text == Some(cell.column) || layout.text.is_none() {
        let aside = page.rows.get(cell.row).is_some_and(|row| row.aside);
        if aside { Role::Aside } else { Role::Text }
    } else {
        Role::Aside
    };
    if let Some(roles) = page.roles.get_mut(cell.first..cell.last) {
        roles.fill(role);
    }
}
