//! The findings of the reader: their names, how grave they are, and what they say.

use crate::diag::{Finding, Place, Severity};
use crate::text::Span;

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
        $(pub(super) const $constant: Notice = Notice {
            name: $name, severity: Severity::$severity, summary: $summary,
        };)*
        /// Every rule of the reader.
        pub const NOTICES: &[Notice] = &[$($constant),*];
    };
}

notices! {
    JOINED = "joined", Info, "一项在换页处断开，读取时已接上";
    CARRIED = "region-carried", Info, "地区栏为空，沿用上一行的地区";
    RESTART = "numbers-restart", Info, "序号在新的地区下从 1 重新开始，清单中接着编号";
    ORGAN = "region-organ", Info, "地区栏写的是该地区的机关";
    LABEL_INSIDE = "label-inside", Warning, "地区标签落在一项的正文中间，按其所在的行归属";
    CENTRED = "label-centred", Warning, "地区标签在行的中间，各行的范围按居中推定";
    UNKNOWN_LABEL = "unknown-label", Warning, "地区标签不在地区表中，照原样采用";
    JOINT_LABEL = "joint-label", Warning, "一个标签写了几个地区，照原样采用";
    NO_LABEL = "no-label", Warning, "一项上面没有地区标签";
    SKIPPED = "numbers-skipped", Warning, "序号不连续，中间缺号";
    OUT_OF_ORDER = "numbers-out-of-order", Warning, "序号重复或次序不对";
    LATE_START = "numbers-late-start", Warning, "清单不从 1 开始";
    OTHER_STYLE = "number-style", Warning, "序号的写法与其他各项不同";
    RESTART_UNLABELLED = "numbers-restart-unlabelled", Warning, "序号从 1 重新开始，而上面没有新的地区";
    BETWEEN = "text-between", Warning, "地区标签与第一项之间有不属于任何一项的文字";
    COLUMN_UNUSED = "column-unused", Warning, "表格中有一栏没有收入建议";
    LEFT_OVER = "left-over", Error, "有文字没有归入任何一处";
    NO_LIST = "no-list", Error, "没有找到清单";
    NOT_TEXT = "not-text", Error, "文件不是可读的文本";
}

/// The findings about one source.
#[derive(Debug)]
pub(super) struct Report<'a> {
    path: &'a str,
    /// What was found, in the order it was.
    pub findings: Vec<Finding>,
}

impl<'a> Report<'a> {
    /// Nothing found yet in the source at `path`.
    pub(super) fn new(path: &'a str) -> Self {
        Self { path, findings: Vec::new() }
    }

    /// Notes something at `span` of the decoded text.
    pub(super) fn note(
        &mut self,
        notice: Notice,
        span: Span,
        message: String,
    ) -> &mut Finding {
        let place = Place::new(self.path, span);
        self.add(Finding::new(notice.name, notice.severity, place, message))
    }

    /// Notes something about the whole source.
    pub(super) fn note_file(&mut self, notice: Notice, message: String) -> &mut Finding {
        let place = Place::file(self.path);
        self.add(Finding::new(notice.name, notice.severity, place, message))
    }

    fn add(&mut self, finding: Finding) -> &mut Finding {
        self.findings.push(finding);
        let last = self.findings.len() - 1;
        &mut self.findings[last]
    }
}
