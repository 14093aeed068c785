//! The findings of the reader: their names, how grave they are, and what they say.

use super::account::{Account, Class};
use super::blocks::around::closing::Closing;
use super::blocks::furniture::doubled::Twice;
use super::blocks::page::{Page, Role};
use super::bytes::refuse::Refusal;
use crate::diag::{Finding, Place, Severity};
use crate::text::{LineCount, Span, truncate};

/// A rule of the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Its name, as in `Finding::rule`.
    pub name: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// What it says, in Chinese, on one line.
    pub summary: &'static str,
}

macro_rules! notices {
    ($($constant:ident = $name:literal, $severity:ident, $summary:literal;)*) => {
        $(pub(crate) const $constant: Notice = Notice {
            name: $name, severity: Severity::$severity, summary: $summary,
        };)*
        /// Every rule of the reader.
        pub const NOTICES: &[Notice] = &[$($constant),*];
    };
}

notices! {
    JOINED = "joined", Info, "一项在换页处断开，读取时已接上";
    HEAD_ONCE = "running-head", Info, "页首的一行看作页眉，没有收入正文";
    DOUBLED = "line-twice", Warning, "一行或一页接连出现了两遍，第二遍一般不收入正文";
    ENDED = "list-ended", Info, "放清单的那一部分到这里结束，后面的文字没有收入";
    PREFACE = "preface-points", Warning, "清单前面的文字用了同样的序号，看作前言的要点，没有收入";
    CLOSING = "closing-paragraph", Warning, "清单最后一项之后还有一段，可能是文件的结语";
    CARRIED = "region-carried", Info, "地区栏为空，沿用上一行的地区";
    RESTART = "numbers-restart", Info, "序号在新的地区下从 1 重新开始，清单中接着编号";
    LABEL_EMPTY = "label-empty", Warning, "地区标签下面没有一项";
    GLUED = "column-glued", Warning, "正文与旁边一栏的文字可能连在一起";
    NOT_SHOWN = "not-shown", Info, "划去、不显示的文字、注释标记和项目符号没有收入正文";
    RUN_IN = "items-run-in", Info, "一段中有几项，按序号分开";
    TITLES = "title-column", Info, "正文左边的一栏是各项的标题，放在正文前面";
    NUMBERED = "numbers-shown", Info, "分项的序号只在网页标记中，照网页显示的写入正文";
    ORGAN = "region-organ", Info, "地区栏写的是该地区的机关";
    LABEL_INSIDE = "label-inside", Warning, "地区标签落在一项的正文中间，按其所在的行归属";
    CENTRED = "label-centred", Info, "地区标签在行的中间，各行的范围按居中推定";
    REGION_INFERRED = "region-inferred", Warning, "一项的地区按标签居中推定，也可能不属于它";
    ROW_INFERRED = "row-inferred", Warning, "一项从哪一行开始按序号居中推定，也可能在邻近的一行";
    UNKNOWN_LABEL = "unknown-label", Warning, "地区标签不在地区表中，照原样采用";
    JOINT_LABEL = "joint-label", Warning, "一个标签写了几个地区，照原样采用";
    LABEL_NUMBERED = "number-of-label", Warning, "序号写在地区标签上，标签下的文字读作一项";
    NO_LABEL = "no-label", Warning, "一项上面没有地区标签";
    SKIPPED = "numbers-skipped", Warning, "序号不连续，中间缺号";
    OUT_OF_ORDER = "numbers-out-of-order", Warning, "序号重复或次序不对";
    LATE_START = "numbers-late-start", Warning, "清单不从 1 开始";
    OTHER_STYLE = "number-style", Warning, "序号的写法与其他各项不同";
    RESTART_UNLABELLED = "numbers-restart-unlabelled", Warning, "序号从 1 重新开始，而上面没有新的地区";
    QUANTITY = "number-or-quantity", Warning, "一项的序号之后紧接数字，也可能是一个数量";
    STRAY = "number-in-text", Warning, "一项的正文中有一行以清单那样的序号开头，没有另起一项";
    FURTHER_LIST = "further-list", Warning, "一个文件里有两份清单，接着编号";
    NO_TEXT = "no-text", Warning, "一项只有序号，没有正文";
    BETWEEN = "text-between", Warning, "地区标签与第一项之间有不属于任何一项的文字";
    TWICE = "list-twice", Warning, "同一份清单可能在文件中出现了两次";
    COLUMN_UNUSED = "column-unused", Warning, "表格中有一栏没有收入建议";
    CUT = "cut-off", Warning, "文件在一个标记中间断了";
    TABLE_INSIDE = "table-inside", Warning, "一项的正文中有一张表，各格依次成段";
    DRAWN = "table-drawn", Warning, "表格像是用字符画的，各格没有分开";
    ASKED = "question-marks", Warning, "连着的问号，可能是转换编码时丢失的字";
    LOST = "characters-lost", Error, "原文里有已经丢失的字";
    LONE_NUMBERS = "lone-numbers", Error, "数字各占一行，像是表格的序号栏，没有读成各项的序号";
    LEFT_OVER = "left-over", Error, "有文字没有归入任何一处";
    NO_LIST = "no-list", Error, "没有找到清单";
    NOT_TEXT = "not-text", Error, "文件不是可读的文本";
}

/// The findings about one source.
#[derive(Debug)]
pub(crate) struct Report {
    path: String,
    /// What was found, in the order it was.
    pub findings: Vec<Finding>,
}

impl Report {
    /// Says that the numbers of the items are those of the labels, the first at block `at`.
    pub(crate) fn label_numbered(&mut self, page: &Page<'_>, at: u32) {
        let block = page.tokens.blocks.get(at as usize);
        let span = block.map_or(Span::default(), |block| page.tokens.span(block));
        let message =
            "各项的序号写在地区标签上：从这里起，每个标签下的文字读作一项".to_owned();
        self.note(LABEL_NUMBERED, span, message).help =
            Some("标签下若有几项，在源文件中给各项加上序号再重新读取".to_owned());
    }

    /// Says that `count` numbers above a list, spelled like its own, the first at block `at`,
    /// were taken for those of points of its preface.
    pub(crate) fn preface(&mut self, page: &Page<'_>, at: u32, count: usize) {
        let Some(block) = page.tokens.blocks.get(at as usize) else { return };
        let message =
            format!("从这里起有{count}段与清单用同样的序号，看作前言的要点，没有收入");
        self.note(PREFACE, page.tokens.span(block), message).help =
            Some("其中若有建议，在原文中给它们补上地区标签再重新读取".to_owned());
    }

    /// Says which notes at the feet of pages were left out, each by its first line.
    pub(crate) fn page_notes(&mut self, page: &Page<'_>, notes: &[usize]) {
        for block in notes.iter().filter_map(|&at| page.tokens.blocks.get(at)) {
            let message = "页脚横线下的注没有收入任何一项".to_owned();
            let span = page.tokens.span(block);
            self.note(BETWEEN, span, message).severity = Severity::Info;
        }
    }

    /// Says which lines stand twice, so that they were left out once.
    pub(crate) fn doubled(&mut self, page: &Page<'_>, lines: &[Twice]) {
        for own in lines {
            let Some((block, role)) = page.block(own.block) else { continue };
            let (head, _) = page.head(&block, 12);
            let message = if own.lines > 1 {
                let count = own.lines;
                format!("从“{head}”起的{count}行与前一页相同，没有收入正文")
            } else if role == Role::Furniture {
                format!("“{head}”这一行接连出现了两遍，第二遍没有收入正文")
            } else {
                format!("“{head}”这一行接连出现了两遍，两遍都收入了正文")
            };
            self.note(DOUBLED, page.tokens.span(&block), message);
        }
    }

    /// Says which paragraphs behind the last item of a list may close the document.
    pub(crate) fn closings(&mut self, page: &Page<'_>, closings: &[Closing]) {
        for own in closings {
            let Some(block) = page.tokens.blocks.get(own.block) else { continue };
            let end = if own.apart {
                "看作文件的结语，没有收入"
            } else {
                "收入了最后一项，也可能是文件的结语"
            };
            let message = if own.single {
                format!("各项都只有一段，最后一项之后的这一段{end}")
            } else {
                format!("最后一项的这一段写法像结语，{end}")
            };
            self.note(CLOSING, page.tokens.span(block), message).help =
                Some("对照原文看一看最后一项到哪里为止".to_owned());
        }
    }

    /// Nothing found yet in the source at `path`.
    pub(crate) fn new(path: &str) -> Self {
        Self { path: path.to_owned(), findings: Vec::new() }
    }

    /// Notes something at `span` of the decoded text.
    pub(crate) fn note(
        &mut self,
        notice: Notice,
        span: Span,
        message: String,
    ) -> &mut Finding {
        let place = Place::new(self.path.as_str(), span);
        self.add(Finding::new(notice.name, notice.severity, place, message))
    }

    /// Notes something about the whole source.
    pub(crate) fn note_file(&mut self, notice: Notice, message: String) -> &mut Finding {
        let place = Place::file(self.path.as_str());
        self.add(Finding::new(notice.name, notice.severity, place, message))
    }

    /// Notes that the source is not read.
    pub(crate) fn refuse(&mut self, refusal: Refusal, bytes: &[u8]) {
        let (message, help) = refusal.words(bytes);
        self.note_file(NOT_TEXT, message).help = Some(help.to_owned());
    }

    /// Notes that there is no list on `page`, what was looked for, and what comes nearest.
    pub(crate) fn no_list(&mut self, page: &Page<'_>) {
        let guess = if page.tokens.blocks.is_empty() {
            "文件里没有文字".to_owned()
        } else if let Some(near) = page.candidates.first() {
            let block = page.tokens.blocks.get(near.block as usize);
            let head = block.map(|block| page.head(block, 12).0);
            let at = block.map_or(0, |block| page.tokens.span(block).start);
            let (head, line) =
                (head.unwrap_or_default(), LineCount::new(page.text).line(at));
            format!("最接近的是第{line}行“{head}”，但前后接不成从 1 起的序号")
        } else if let Some(placed) = page.labels.first() {
            format!("有地区标签“{}”，但没有带序号的段落", placed.label.name)
        } else {
            "没有一段以序号开头".to_owned()
        };
        let message = format!(
            "没有找到清单：找的是从 1 起编号的各项（1. 1、（1）① 一、（一）第一， 等写法，或表格的序号栏）；{guess}"
        );
        self.note_file(NO_LIST, message).help =
            Some("确认文件中有带序号的建议，或先把各项按“1. ……”编号".to_owned());
    }

    /// Notes each piece of the decoded text that went nowhere.
    pub(crate) fn left_over(&mut self, text: &str, account: &Account) {
        for piece in account.pieces().filter(|piece| piece.class == Class::Left) {
            let message =
                format!("“{}”没有归入任何一处", truncate(piece.span.of(text), 40));
            self.note(LEFT_OVER, piece.span, message).help =
                Some("这里的标记读不懂：补全它，或删去".to_owned());
        }
    }

    /// The findings, in the order of their places.
    pub(crate) fn finish(mut self) -> Vec<Finding> {
        self.findings.sort_by_key(|finding| finding.place.span.map(|span| span.start));
        self.findings
    }

    fn add(&mut self, finding: Finding) -> &mut Finding {
        self.findings.push(finding);
        let last = self.findings.len() - 1;
        &mut self.findings[last]
    }
}
