//! `jianyi renumber`: 补齐空号、消除重号.

use clap::ValueEnum;

use super::{Context, Exit};
use crate::diag::visible;
use crate::edit::{self, Order, Renumbered, Request};

/// The arguments of `renumber`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 第一个序号
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = start)]
    start: u32,
    /// 按什么排序
    #[arg(long, value_enum, default_value_t = By::Number, value_name = "ORDER")]
    order: By,
    /// 把序号为 12 的建议移到 3，其余顺延；可写多次
    #[arg(long = "move", value_name = "12:3", value_parser = pair)]
    moves: Vec<(u32, u32)>,
    /// 只给这份清单编号
    #[arg(long, value_name = "NAME")]
    list: Option<String>,
    /// 不改文件，只看序号是否已经齐整（不齐则退出码为 1）
    #[arg(long, conflicts_with = "dry_run")]
    check: bool,
    /// 不改文件，只说会怎样改
    #[arg(long)]
    dry_run: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum By {
    /// 现有序号；重号按原文序号、再按路径分先后
    Number,
    /// 原文的次序
    Source,
    /// 地区代码的次序
    Region,
}

/// Reads the first number.
fn start(text: &str) -> Result<u32, String> {
    let number = text.parse().ok().filter(|number| (1..=999_999_999).contains(number));
    number.ok_or_else(|| "应为 1 到 999999999 的整数".to_owned())
}

/// Reads `12:3`.
fn pair(text: &str) -> Result<(u32, u32), String> {
    let number = |text: &str| text.trim().parse().ok().filter(|&number: &u32| number > 0);
    text.split_once([':', '：'])
        .and_then(|(from, to)| Some((number(from)?, number(to)?)))
        .ok_or_else(|| "写成 12:3，即把第 12 条移到第 3".to_owned())
}

/// Runs it.
pub(super) fn run(args: &Args, cx: &mut Context<'_, '_>) -> anyhow::Result<Exit> {
    let store = cx.store()?;
    let corpus = cx.corpus(&store)?;
    let order = match args.order {
        By::Number => Order::Number,
        By::Source => Order::Source,
        By::Region => Order::Region,
    };
    let request = Request {
        start: args.start,
        order,
        moves: args.moves.clone(),
        list: args.list.clone(),
    };
    let renumbered = edit::renumber(&corpus, &request)?;
    let changes = renumbered.plan.changes.len();
    if !args.check && !args.dry_run {
        cx.apply(&store, &renumbered.plan)?;
    }
    tell(&renumbered, cx)?;
    if changes == 0 {
        cx.say(format!("{} 条建议的序号已经齐整", corpus.records.len()))?;
    } else if args.check || args.dry_run {
        cx.say(format!("有 {changes} 个文件要改；未改动任何文件"))?;
    } else {
        cx.say(format!("已改 {changes} 个文件"))?;
    }
    Ok(Exit::found_if(args.check && changes > 0))
}

/// Prints old → new, then what people must look at themselves.
fn tell(renumbered: &Renumbered, cx: &mut Context<'_, '_>) -> anyhow::Result<()> {
    for step in &renumbered.moves {
        let (path, to) = (visible(&step.path), visible(&step.to));
        writeln!(cx.streams.out, "{} → {}  {path} → {to}", step.old, step.new)?;
    }
    for note in &renumbered.notes {
        cx.say(format!("注意：{}", visible(note)))?;
    }
    if !renumbered.mentions.is_empty() {
        cx.say("正文里提到的序号不会自动改，请逐处核对：")?;
    }
    for mention in &renumbered.mentions {
        let new: Vec<String> = mention.new.iter().map(u32::to_string).collect();
        let (place, words) = (visible(&mention.place), visible(&mention.words));
        cx.say(format!("  {place}：“{words}”，{} → {}", mention.old, new.join(" 或 ")))?;
    }
    Ok(())
}
