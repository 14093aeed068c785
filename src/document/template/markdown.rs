//! Markdown, as comrak reads it, into blocks; placeholders into the values they stand for.

use comrak::nodes::{AstNode, ListType, NodeValue, TableAlignment};
use comrak::{Arena, Options};

use super::{CLOSE, OPEN};
use crate::document::{Align, Block, Cell, Column, ListItem, Row, Run, Style, Table};
use crate::text::{glue, width};

/// Comments that say what Markdown has no sign for.
const LANDSCAPE: &str = "<!-- landscape -->";
const PORTRAIT: &str = "<!-- portrait -->";
const CONTENTS: &str = "<!-- contents -->";

/// Reads `text`; `values` are what its placeholders stand for.
pub(super) fn read(text: &str, values: &[String]) -> Result<Vec<Block>, String> {
    let arena = Arena::new();
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    let root = comrak::parse_document(&arena, text, &options);
    let mut reader = Reader { values, blocks: Vec::new(), portrait: None };
    reader.children(root)?;
    reader.turn_back();
    Ok(reader.blocks)
}

/// The text of the first title.
pub(super) fn title(blocks: &[Block]) -> Option<String> {
    blocks.iter().find_map(|block| match block {
        Block::Title(text) => Some(text.clone()),
        Block::Landscape(blocks) => title(blocks),
        _ => None,
    })
}

struct Reader<'v> {
    values: &'v [String],
    blocks: Vec<Block>,
    /// What stood before the landscape part that is being read.
    portrait: Option<Vec<Block>>,
}

impl Reader<'_> {
    fn children<'a>(&mut self, node: &'a AstNode<'a>) -> Result<(), String> {
        node.children().try_for_each(|child| self.block(child))
    }

    fn block<'a>(&mut self, node: &'a AstNode<'a>) -> Result<(), String> {
        let data = node.data();
        match &data.value {
            NodeValue::Heading(heading) => {
                let text = plain(&self.runs(node)?);
                let level = heading.level;
                self.blocks.push(match level {
                    1 => Block::Title(text),
                    _ => Block::Heading { level: (level - 1).min(4), text },
                });
            }
            NodeValue::Paragraph => {
                for runs in lines(&self.runs(node)?) {
                    self.blocks.push(Block::Paragraph { runs, align: Align::Body });
                }
            }
            NodeValue::List(list) => {
                let ordered = list.list_type == ListType::Ordered;
                let first = ordered.then_some(list.start);
                let items = self.items(node, first)?;
                self.blocks.push(Block::List(items));
            }
            NodeValue::Table(table) => {
                let table = self.table(node, &table.alignments)?;
                self.blocks.push(Block::Table(table));
            }
            NodeValue::ThematicBreak => self.blocks.push(Block::PageBreak),
            NodeValue::BlockQuote => self.children(node)?,
            NodeValue::CodeBlock(code) => {
                for line in self.filled(code.literal.trim_end_matches('\n')).split('\n') {
                    let runs = vec![Run::plain(line)];
                    self.blocks.push(Block::Paragraph { runs, align: Align::Left });
                }
            }
            NodeValue::HtmlBlock(html) => self.directive(html.literal.trim())?,
            _ => {}
        }
        Ok(())
    }

    fn directive(&mut self, html: &str) -> Result<(), String> {
        match html {
            CONTENTS => self.blocks.push(Block::Contents),
            PORTRAIT => self.turn_back(),
            LANDSCAPE => {
                self.turn_back();
                self.portrait = Some(std::mem::take(&mut self.blocks));
            }
            _ if html.starts_with("<!--") => {}
            _ => {
                return Err(format!(
                    "不能用 HTML（{html}）；可用的只有 {LANDSCAPE}、{PORTRAIT}、{CONTENTS} 和 <br>"
                ));
            }
        }
        Ok(())
    }

    /// Ends a landscape part.
    fn turn_back(&mut self) {
        if let Some(before) = self.portrait.take() {
            let landscape = std::mem::replace(&mut self.blocks, before);
            if !landscape.is_empty() {
                self.blocks.push(Block::Landscape(landscape));
            }
        }
    }

    /// The items of a list.
    fn items<'a>(
        &self,
        list: &'a AstNode<'a>,
        first: Option<usize>,
    ) -> Result<Vec<ListItem>, String> {
        let mut items = Vec::new();
        for (at, node) in list.children().enumerate() {
            let number = first.and_then(|first| u32::try_from(first + at).ok());
            let paragraphs = self.within(node)?;
            items.push(ListItem { number, paragraphs, ..ListItem::default() });
        }
        Ok(items)
    }

    /// The paragraphs of an item of a list; lists inside it become further ones, with
    /// their numbers.
    fn within<'a>(&self, item: &'a AstNode<'a>) -> Result<Vec<Vec<Run>>, String> {
        let mut paragraphs = Vec::new();
        for node in item.children() {
            let data = node.data();
            match &data.value {
                NodeValue::Paragraph => paragraphs.extend(lines(&self.runs(node)?)),
                NodeValue::CodeBlock(code) => {
                    let code = self.filled(&code.literal);
                    paragraphs.extend(lines(&[Run::plain(code)]));
                }
                NodeValue::BlockQuote => paragraphs.extend(self.within(node)?),
                NodeValue::List(list) => {
                    let ordered = list.list_type == ListType::Ordered;
                    for (at, inner) in node.children().enumerate() {
                        let mut inner = self.within(inner)?;
                        if let Some(first) = inner.first_mut().filter(|_| ordered) {
                            first.insert(0, Run::plain(format!("{}. ", list.start + at)));
                        }
                        paragraphs.append(&mut inner);
                    }
                }
                NodeValue::HtmlBlock(html) if html.literal.starts_with("<!--") => {}
                _ => {
                    return Err(
                        "列表的一项里只能有段落和列表；表格、标题和分隔线写在列表外面"
                            .to_owned(),
                    );
                }
            }
        }
        Ok(paragraphs)
    }

    fn table<'a>(
        &self,
        node: &'a AstNode<'a>,
        alignments: &[TableAlignment],
    ) -> Result<Table, String> {
        let mut rows = Vec::new();
        for row in node.children() {
            let cells: Result<Vec<String>, String> =
                row.children().map(|cell| Ok(plain(&self.runs(cell)?))).collect();
            rows.push(cells?);
        }
        let mut rows = rows.into_iter();
        let heads = rows.next().unwrap_or_default();
        let rows: Vec<Vec<String>> = rows.collect();
        let column = |(at, head): (usize, String)| {
            let texts = rows.iter().filter_map(|row| row.get(at)).chain([&head]);
            let align = match alignments.get(at) {
                Some(TableAlignment::Center) => Align::Centre,
                Some(TableAlignment::Right) => Align::Right,
                _ => Align::Body,
            };
            let width = share(texts.map(|text| width(text)).max().unwrap_or(0));
            Column { head, width, align, ..Column::default() }
        };
        let columns = heads.into_iter().enumerate().map(column).collect();
        let cell = |text: &String| Cell { text: text.clone(), number: None };
        let row = |row: &Vec<String>| Row { cells: row.iter().map(cell).collect() };
        Ok(Table { columns, rows: rows.iter().map(row).collect() })
    }

    fn runs<'a>(&self, node: &'a AstNode<'a>) -> Result<Vec<Run>, String> {
        let mut runs = Vec::new();
        self.inlines(node, Style::Plain, &mut runs)?;
        join_lines(&mut runs);
        Ok(runs)
    }

    fn inlines<'a>(
        &self,
        node: &'a AstNode<'a>,
        style: Style,
        runs: &mut Vec<Run>,
    ) -> Result<(), String> {
        for child in node.children() {
            let data = child.data();
            match &data.value {
                NodeValue::Text(text) => runs.push(Run::styled(self.filled(text), style)),
                NodeValue::Code(code) => {
                    runs.push(Run::styled(self.filled(&code.literal), style));
                }
                NodeValue::SoftBreak => runs.push(Run::styled(SOFT, style)),
                NodeValue::LineBreak => runs.push(Run::styled("\n", style)),
                NodeValue::HtmlInline(html) if is_break(html) => {
                    runs.push(Run::styled("\n", style));
                }
                NodeValue::HtmlInline(html) if html.starts_with("<!--") => {}
                NodeValue::HtmlInline(html) => {
                    return Err(format!("不能用 HTML（{html}）；换行写 <br>"));
                }
                NodeValue::Strong | NodeValue::Emph => {
                    self.inlines(child, Style::Strong, runs)?;
                }
                NodeValue::Link(link) => {
                    let start = runs.len();
                    self.inlines(child, style, runs)?;
                    let said = plain(runs.get(start..).unwrap_or_default());
                    let address = self.filled(&link.url);
                    // Paper has no links.
                    if said != address.trim_start_matches("mailto:") {
                        runs.push(Run::styled(format!("（{address}）"), style));
                    }
                }
                NodeValue::Image(image) => {
                    return Err(format!("不能放图片（{}）", self.filled(&image.url)));
                }
                NodeValue::Strikethrough => {
                    return Err("不能用删除线（~~）；要显示 ~ 时写 \\~".to_owned());
                }
                _ => self.inlines(child, style, runs)?,
            }
        }
        Ok(())
    }

    /// `text` with its placeholders filled in.
    fn filled(&self, text: &str) -> String {
        let mut pieces = text.split(OPEN);
        let mut filled = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let (index, rest) = piece.split_once(CLOSE).unwrap_or(("", piece));
            let value = index.parse().ok().and_then(|at: usize| self.values.get(at));
            filled.push_str(value.map_or("", String::as_str));
            filled.push_str(rest);
        }
        filled
    }
}

/// Stands for a line end of the template until both lines are known.
const SOFT: &str = "\u{FDD2}";

fn is_break(html: &str) -> bool {
    matches!(html, "<br>" | "<br/>" | "<br />")
}

/// Puts between two lines of a paragraph what belongs there: nothing between Chinese.
fn join_lines(runs: &mut [Run]) {
    for at in 0..runs.len() {
        if runs.get(at).is_some_and(|run| run.text == SOFT) {
            let said = |run: &&Run| !run.text.is_empty();
            let before = runs.iter().take(at).rfind(said).map_or("", |run| &run.text);
            let after = runs.iter().skip(at + 1).find(said).map_or("", |run| &run.text);
            let between = glue(before, after).to_owned();
            if let Some(run) = runs.get_mut(at) {
                run.text = between;
            }
        }
    }
}

/// The runs parted at line ends, empty lines left out: a line of its own is a paragraph.
fn lines(runs: &[Run]) -> Vec<Vec<Run>> {
    let mut lines = vec![Vec::new()];
    for run in runs {
        for (at, text) in run.text.split('\n').enumerate() {
            if at > 0 {
                lines.push(Vec::new());
            }
            if let Some(line) = lines.last_mut().filter(|_| !text.is_empty()) {
                line.push(Run::styled(text, run.style));
            }
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
}

fn plain(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// A column's share of the width, from the widest of its texts with the blank beside it.
fn share(columns: usize) -> f32 {
    let columns = (columns + 3).clamp(7, 48);
    f32::from(u8::try_from(columns).unwrap_or(48))
}
