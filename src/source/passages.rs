//! What the reader says of the parts of a source that are no text, or may not be, and of
//! labels over nothing.

use super::blocks::page::Page;
use super::items::draft::Draft;
use super::lex::token::Why;
use super::notice::{CUT, GLUED, LABEL_EMPTY, NOT_SHOWN, Report};
use crate::diag::Severity;
use crate::text::{Span, truncate};

impl Report {
    /// Says what stands in the list and is not text of its items, the `drafts`.
    pub(crate) fn passages(&mut self, page: &Page<'_>, drafts: &[Draft]) {
        let last = drafts.last().map_or(0, |draft| draft.end);
        for passage in &page.tokens.passages {
            let before = drafts.partition_point(|draft| draft.begin <= passage.start);
            let inside =
                passage.start < last || matches!(passage.why, Why::Struck | Why::Cut);
            let draft = before.checked_sub(1).and_then(|at| drafts.get(at));
            let Some(draft) = draft.filter(|_| inside) else { continue };
            let what = match passage.why {
                Why::Struck => "划去的",
                Why::Unseen => "网页上不显示的",
                Why::Call => "脚注或批注的标记",
                Why::Bullet => "项目符号",
                Why::Reading => "注音",
                Why::Cut => {
                    let message = "文件在一个标记中间断了，后面的内容可能缺失".to_owned();
                    self.note(CUT, passage.span(), message);
                    continue;
                }
                Why::Glued => {
                    let words = truncate(&passage.words(page.text), 20);
                    let message = format!(
                        "“{words}”伸进旁边的一栏，可能连着那一栏的文字，请与原件核对"
                    );
                    self.note(GLUED, passage.span(), message);
                    continue;
                }
            };
            let words = passage.words(page.text);
            let (number, words) = (draft.number, truncate(&words, 20));
            let message = format!("第{number}项中{what}“{words}”没有收入正文");
            let finding = self.note(NOT_SHOWN, passage.span(), message);
            if !passage.sure {
                finding.severity = Severity::Warning;
            }
        }
    }

    /// Says that no item stands under the label `name`.
    pub(crate) fn label_empty(&mut self, name: &str, span: Span) {
        let message =
            format!("地区标签“{name}”下面没有一项：如有各栏分开转出的表格，请与原件核对");
        self.note(LABEL_EMPTY, span, message);
    }
}
