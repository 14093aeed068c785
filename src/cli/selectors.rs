//! The selectors, the same for every command that takes them.

use super::{Context, Exit};
use crate::corpus::Corpus;
use crate::diag::visible;
use crate::select::{Selection, Selectors, select};

/// Under which the help lists them.
const HEADING: &str = "选择条件";

/// 选择条件：同一条件的多个值任取其一，不同条件须同时满足
#[derive(Clone, Debug, Default, clap::Args)]
pub(super) struct SelectorArgs {
    /// 地区：全称、简称、一字、字母或代码（河南、豫、HA、410000）
    #[arg(long, value_name = "REGION", value_delimiter = ',', help_heading = HEADING)]
    region: Vec<String>,
    /// 序号：1-4,9
    #[arg(long, value_name = "NUMBERS", value_delimiter = ',', help_heading = HEADING)]
    number: Vec<String>,
    /// 部门
    #[arg(long, value_name = "NAME", value_delimiter = ',', help_heading = HEADING)]
    department: Vec<String>,
    /// 主题
    #[arg(long, value_name = "NAME", value_delimiter = ',', help_heading = HEADING)]
    topic: Vec<String>,
    /// 清单
    #[arg(long, value_name = "NAME", value_delimiter = ',', help_heading = HEADING)]
    list: Vec<String>,
    /// 正文符合正则表达式
    #[arg(long, value_name = "REGEX", help_heading = HEADING)]
    text: Vec<String>,
    /// 表达式，可用全部字段：number > 5 and "消防" in topics
    #[arg(long = "where", value_name = "EXPR", help_heading = HEADING)]
    r#where: Vec<String>,
}

impl SelectorArgs {
    /// The same for the selection engine.
    pub(super) fn selectors(&self) -> Selectors {
        Selectors {
            region: self.region.clone(),
            number: self.number.clone(),
            department: self.department.clone(),
            topic: self.topic.clone(),
            list: self.list.clone(),
            text: self.text.clone(),
            r#where: self.r#where.clone(),
        }
    }

    /// What they select of `corpus`, saying on stderr how much that is.
    pub(super) fn select<'c>(
        &self,
        corpus: &'c Corpus,
        cx: &mut Context<'_, '_>,
    ) -> anyhow::Result<Selection<'c>> {
        let selection = select(corpus, &self.selectors())?;
        for note in &selection.notes {
            cx.say(note)?;
        }
        if selection.of > 0 {
            cx.say(&selection)?;
        } else {
            cx.say("语料库里没有建议；先运行 jianyi parse")?;
        }
        Ok(selection)
    }
}

/// How a command over the whole corpus ends: with [`Exit::Found`] also where records could
/// not be read, which it names, `-q` or not. What it made lacks them, and nobody would see.
pub(super) fn unless_broken(
    corpus: &Corpus,
    exit: Exit,
    cx: &mut Context<'_, '_>,
) -> anyhow::Result<Exit> {
    const SHOWN: usize = 5;
    let broken = corpus.records.iter().filter(|record| record.value.is_none());
    let paths: Vec<String> = broken.map(|record| visible(&record.path)).collect();
    if paths.is_empty() {
        return Ok(exit);
    }
    let shown = paths.get(..SHOWN).unwrap_or(&paths).join("、");
    let count = paths.len();
    cx.warn(format!(
        "注意：有 {count} 个文件读不懂，没有算在内：{shown}；先运行 jianyi validate"
    ))?;
    Ok(exit.max(Exit::Found))
}
