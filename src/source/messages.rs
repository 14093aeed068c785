//! What the findings about items and labels say. Each names the item, gives the reason,
//! and quotes enough of the source to check it without opening the file.

use super::blocks::find::announce;
use super::blocks::furniture;
use super::blocks::join::tail;
use super::blocks::numbers::numbering::{Start, Step};
use super::blocks::numbers::parts::Lists;
use super::blocks::page::Page;
use super::items::draft::Draft;
use super::items::sides::{Assigned, Way};
use super::items::strays::Points;
use super::lex::token::{Block, Gap};
use super::marks::label::{Knowledge, Label};
use super::notice::{self, Report};
use crate::diag::Severity;
use crate::text::{Span, truncate};

impl Report {
    /// Says what is odd about the name of a label.
    pub(crate) fn label(&mut self, label: &Label, span: Span) {
        let name = &label.name;
        match label.knowledge {
            Knowledge::Named => {}
            Knowledge::Organ => {
                let message = format!("标签写的是{name}的机关，归入{name}");
                self.note(notice::ORGAN, span, message);
            }
            Knowledge::Joint => {
                let message = format!("标签“{name}”写了几个地区，照原样作为一个标签");
                self.note(notice::JOINT_LABEL, span, message);
            }
            Knowledge::Place | Knowledge::Unknown => {
                let message =
                    format!("“{name}”站在地区标签的位置，但不在地区表中，照原样采用");
                self.note(notice::UNKNOWN_LABEL, span, message).help =
                    Some("确是地区就在 jianyi.yaml 的 regions 中声明它".to_owned());
            }
        }
    }

    /// Says that a label landed in the last of `drafts` and is about all from `first` on.
    pub(crate) fn inside(
        &mut self,
        label: &Label,
        drafts: &[Draft],
        first: usize,
        span: Span,
    ) {
        let number = |draft: Option<&Draft>| draft.map_or(0, |draft| draft.number);
        let message = format!(
            "标签“{}”落在第{}项的正文中间：这一项所在的行从第{}项开始，标签属于整行，不属于正文",
            label.name,
            number(drafts.last()),
            number(drafts.get(first)),
        );
        self.note(notice::LABEL_INSIDE, span, message);
    }

    /// Says what is odd about how a number follows the one `before`.
    pub(crate) fn step(&mut self, before: u32, start: Start, span: Span) {
        let Start { number, printed, .. } = start;
        let missing = printed.saturating_sub(before.saturating_add(1));
        let (notice, message) = match start.step {
            Step::Next | Step::OtherList => return,
            Step::Quantity => (
                notice::QUANTITY,
                format!("“{printed}”之后紧接数字，照第{number}项读出，也可能是一个数量"),
            ),
            Step::LateStart => {
                (notice::LATE_START, format!("清单从第{printed}项开始，前面没有第1项"))
            }
            Step::Skip => (
                notice::SKIPPED,
                format!("第{before}项之后是第{printed}项，中间缺{missing}个序号"),
            ),
            Step::Restart => (
                notice::RESTART,
                format!("序号在新的地区下从 1 重新开始，在清单中接着编为第{number}项"),
            ),
            Step::AlwaysOne => (
                notice::RESTART,
                format!("各项的序号都印作 1，在清单中接着编为第{number}项"),
            ),
            Step::RestartUnlabelled => (
                notice::RESTART_UNLABELLED,
                format!(
                    "序号从 1 重新开始，上面没有新的地区，在清单中接着编为第{number}项"
                ),
            ),
            Step::OutOfOrder => (
                notice::OUT_OF_ORDER,
                format!("第{before}项之后又是第{printed}项，序号重复或印错"),
            ),
            Step::OtherStyle => {
                (notice::OTHER_STYLE, format!("第{printed}项序号的写法与其他各项不同"))
            }
        };
        self.note(notice, span, message);
    }

    /// Says that items begin at the bytes `cuts`, in the middle of paragraphs.
    pub(crate) fn run_in(&mut self, cuts: &[usize]) {
        let Some(&first) = cuts.first() else { return };
        let message =
            format!("有{}项不另起一段，接在前一项后面，已按序号分开", cuts.len());
        self.note(notice::RUN_IN, Span::new(first, first), message);
    }

    /// Says where item `number` was torn: its text so far, and how it goes on.
    pub(crate) fn joined(&mut self, number: u32, text: &str, head: &str, span: Span) {
        const SHOWN: usize = 8;
        let end = tail(text, SHOWN);
        let head: String = head.chars().take(SHOWN).collect();
        let message = format!("第{number}项在这里断开，已直接接上：“{end}”接“{head}”");
        self.note(notice::JOINED, span, message);
    }

    /// Says that the numbers from `block` on count the points of item `number`.
    pub(crate) fn points(
        &mut self,
        page: &Page<'_>,
        number: u32,
        block: u32,
        why: Points,
    ) {
        let Some(block) = page.tokens.blocks.get(block as usize) else { return };
        let (head, _) = page.head(block, 12);
        let why = match why {
            Points::Announced => "前文以冒号引出",
            Points::Deeper => "缩进比各项深",
            Points::Inside => "清单的序号在其后接着编下去",
        };
        let message = format!("“{head}”起是第{number}项自己的分项，没有另起一项：{why}");
        self.note(notice::STRAY, page.tokens.span(block), message).severity =
            Severity::Info;
    }

    /// Says that `block` in the text of item `number` begins as an item does.
    pub(crate) fn stray(&mut self, page: &Page<'_>, number: u32, block: u32) {
        let Some(block) = page.tokens.blocks.get(block as usize) else { return };
        let (head, _) = page.head(block, 12);
        let message = format!(
            "“{head}”像是另一项的开头，但不能断定，没有另起一项；前一项是第{number}项"
        );
        self.note(notice::STRAY, page.tokens.span(block), message).help = Some(
            "对照原文：确是另一项，就从这一项移出，用 jianyi add 另立一项".to_owned(),
        );
    }

    /// Says that a text between a label and its first item is in no item.
    pub(crate) fn between(&mut self, page: &Page<'_>, block: &Block) {
        let message = "这段文字在地区标签与第一项之间，没有收入任何一项".to_owned();
        let finding = self.note(notice::BETWEEN, page.tokens.span(block), message);
        if announce::introduces(page, block) {
            finding.severity = Severity::Info;
        }
    }

    /// Makes the findings about such texts, from the `first` finding on, errors: no item
    /// follows.
    pub(crate) fn lost(&mut self, first: usize) {
        for finding in self.findings.iter_mut().skip(first) {
            if finding.rule == notice::BETWEEN.name {
                finding.severity = Severity::Error;
                "这段文字在地区标签之下，但下面没有带序号的一项，没有收入"
                    .clone_into(&mut finding.message);
                finding.help =
                    Some("给这段文字编上序号，或删去它上面的地区标签".to_owned());
            }
        }
    }

    /// Says what of a chat stands between the items, at the blocks `talk`.
    pub(crate) fn messages(&mut self, page: &Page<'_>, talk: &[usize]) {
        for block in talk.iter().filter_map(|&at| page.tokens.blocks.get(at)) {
            let message = "聊天中的这段话没有收入任何一项".to_owned();
            self.note(notice::BETWEEN, page.tokens.span(block), message);
        }
    }

    /// Says that the list ends before block `past`, for no word of it says so.
    pub(crate) fn lists_ended(&mut self, page: &Page<'_>, past: &[usize]) {
        for block in past.iter().filter_map(|&at| page.tokens.blocks.get(at)) {
            let (head, _) = page.head(block, 12);
            let message =
                format!("放清单的那一部分到这里结束，从“{head}”起的文字没有收入任何一项");
            self.note(notice::ENDED, page.tokens.span(block), message);
        }
    }

    /// Says where further lists begin, and what to do with them.
    pub(crate) fn further_lists(&mut self, page: &Page<'_>, lists: &Lists) {
        for list in &lists.lists {
            let title = list.title.and_then(|at| page.tokens.blocks.get(at));
            let (Some(block), Some(first)) = (title, lists.items(list).first()) else {
                continue;
            };
            let (head, _) = page.head(block, 24);
            let number = first.number;
            let message = format!(
                "从“{head}”起是另一份清单，它的第{}项接着前一份编为第{number}项",
                first.printed
            );
            self.note(notice::FURTHER_LIST, page.tokens.span(block), message).help = Some(
                "要分成两份：从这里起另存为一个文件，用 jianyi parse --list 名称 整理"
                    .to_owned(),
            );
        }
    }

    /// Says that a heading inside the list is in no item.
    pub(crate) fn heading(&mut self, span: Span) {
        let message = "小标题不是地区标签，没有收入任何一项".to_owned();
        self.note(notice::BETWEEN, span, message).severity = Severity::Info;
    }

    /// Says that item `number` has no text.
    pub(crate) fn no_text(&mut self, number: u32, span: Span) {
        let message = format!("第{number}项只有序号，没有正文");
        self.note(notice::NO_TEXT, span, message).help =
            Some("原文若是表格，可能是一栏一栏写出的：请换一种方式导出".to_owned());
    }

    /// Says that a table stands in the text of item `number`.
    pub(crate) fn table_inside(&mut self, number: u32, span: Span) {
        let message = format!("第{number}项的正文中有一张表，各格依次成段收入");
        self.note(notice::TABLE_INSIDE, span, message).help =
            Some("对照原文看一看这一项，必要时改写成文字".to_owned());
    }

    /// Says that the text of item `number` has numbers that only markup gives it.
    pub(crate) fn numbered(&mut self, number: u32, span: Span) {
        let message =
            format!("第{number}项中分项的序号只在网页标记中，已照网页显示的写入正文");
        self.note(notice::NUMBERED, span, message);
    }

    /// Says that a column (from 0) is in no item.
    pub(crate) fn column_unused(&mut self, column: Option<u16>, span: Span) {
        let which = column.map_or("建议旁边的一".to_owned(), |column| {
            format!("表格的第{}", column + 1)
        });
        let message = format!("{which}栏不是序号、地区或建议，没有收入");
        self.note(notice::COLUMN_UNUSED, span, message);
    }

    /// Says that no cell of a table is in an item, as another table has the items.
    pub(crate) fn table_unused(&mut self, span: Span) {
        let message = "这张表没有写明是建议的一栏，各格都短，看作清单以外的表，没有收入";
        self.note(notice::COLUMN_UNUSED, span, message.to_owned());
    }

    /// Says that `words`, taken for another column, may be the end of the text before.
    pub(crate) fn column_tied(&mut self, words: &str, span: Span) {
        let words = truncate(words, 20);
        let message =
            format!("“{words}”与前面的正文只隔一个空格，看作旁边的一栏，没有收入");
        self.note(notice::COLUMN_UNUSED, span, message);
    }

    /// Says that a row of a list is in no item.
    pub(crate) fn row_unused(&mut self, span: Span) {
        let message = "这一行没有序号，不是建议，没有收入任何一项".to_owned();
        self.note(notice::BETWEEN, span, message).severity = Severity::Info;
    }

    /// Says that far more numbers stand on lines of their own than there are `items`, and
    /// too close to be page numbers: a table of which each column was written by itself.
    pub(crate) fn lone_numbers(
        &mut self,
        page: &Page<'_>,
        alone: &[(usize, u32)],
        items: usize,
    ) {
        const FEWEST: usize = 5;
        const LINES: usize = 12;
        let Some(row) = furniture::lone_numbers(page, alone) else { return };
        // Where pages are seen to end, numbers inside them are no page numbers.
        let pages = page.tokens.blocks.iter().skip(1).any(|b| b.gap == Gap::Page);
        let close = pages || row.last - row.first <= LINES * row.count;
        if row.count < FEWEST || row.count <= items || !close {
            return;
        }
        let block = page.tokens.blocks.get(row.first);
        let span = block.map_or(Span::default(), |block| page.tokens.span(block));
        let count = row.count;
        let message = format!(
            "从这里起有{count}个数字各占一行，像是表格的序号栏，而只读出{items}项：这份文本很可能是按栏而不是按行转出的"
        );
        self.note(notice::LONE_NUMBERS, span, message).help =
            Some("用 pdftotext -layout 从 PDF 重新转出，或另存为网页再整理".to_owned());
    }

    /// Says that where item `number` begins was found by its number, and not surely.
    pub(crate) fn row_inferred(&mut self, number: u32, span: Span) {
        let message = format!(
            "第{number}项从这一行开始，是按序号在行的中间推定的，也可能从邻近的另一行开始"
        );
        self.note(notice::ROW_INFERRED, span, message).help =
            Some("对照原件，确认这一项的开头和上一项的结尾".to_owned());
    }

    /// Says that the titles of the items stand in a column of their own, first at `span`.
    pub(crate) fn titles(&mut self, span: Span) {
        let message = "这一栏是各项的标题，放在正文前面，自成一段".to_owned();
        self.note(notice::TITLES, span, message);
    }

    /// Says that rows were found by the labels in their middle, and which of `drafts` could
    /// have another label as well.
    pub(crate) fn assigned(
        &mut self,
        assigned: &Assigned,
        drafts: &[Draft],
        labels: &[Label],
    ) {
        let how = match assigned.way {
            Way::Tops => None,
            Way::Parted => Some("各行的范围按空行推定"),
            Way::Centred => Some("各行的范围按标签居中推定"),
        };
        if let (Some(first), Some(how)) = (drafts.first(), how) {
            let message = format!("地区标签不在各行的第一行，{how}");
            self.note(notice::CENTRED, first.span(), message);
        }
        for draft in assigned.doubtful.iter().filter_map(|&at| drafts.get(at)) {
            let label = draft.region.and_then(|at| labels.get(at as usize));
            let Some(Label { name, .. }) = label else { continue };
            let number = draft.number;
            let message = format!(
                "第{number}项归入“{name}”，是按标签在行的中间推定的，也可能不属于它"
            );
            self.note(notice::REGION_INFERRED, draft.span(), message).help =
                Some("对照原件，确认这一项的地区".to_owned());
        }
    }

    /// Says which of `drafts` took over a label from the row above, one finding for each
    /// label; `carried` are their places.
    pub(crate) fn carried(
        &mut self,
        drafts: &[Draft],
        labels: &[Label],
        carried: &[usize],
    ) {
        let region = |at: &usize| drafts.get(*at).and_then(|draft| draft.region);
        for group in carried.chunk_by(|a, b| region(a) == region(b)) {
            let draft = |at: Option<&usize>| at.and_then(|&at| drafts.get(at));
            let (Some(first), Some(last)) = (draft(group.first()), draft(group.last()))
            else {
                continue;
            };
            let label = first.region.and_then(|at| labels.get(at as usize));
            let Some(Label { name, .. }) = label else { continue };
            let (from, to) = (first.number, last.number);
            let numbers = if from == to {
                format!("第{from}项")
            } else {
                format!("第{from}—{to}项")
            };
            let message = format!("{numbers}所在行的地区栏是空的，沿用上面的“{name}”");
            self.note(notice::CARRIED, first.span(), message);
        }
    }

    /// Says that items stand under no label.
    pub(crate) fn unlabelled(&mut self, drafts: &[Draft]) {
        let mut bare = drafts.iter().filter(|draft| draft.region.is_none());
        let Some(first) = bare.next() else { return };
        let (number, span, more) = (first.number, first.span(), bare.count());
        let others = if more > 0 { format!("等{}项", more + 1) } else { String::new() };
        let message = format!("第{number}项{others}上面没有地区标签");
        self.note(notice::NO_LABEL, span, message).help =
            Some("在原文中补上地区标签，或在整理出的记录中填写 region".to_owned());
    }
}
