//! The command line: one file per command, the only place that prints.
//!
//! [`run`] is the whole program with its streams as arguments, so that tests call it
//! without starting a process.

mod parse;
mod validate;
mod filter;
mod renumber;
mod export;
mod brief;
mod collate;
mod diff;
mod fmt;
mod import;
mod explain;
mod schema;
mod completions;
mod man;
mod init;
mod add;
mod changes;
mod context;
mod help;
mod paths;
mod progress;
mod report;
mod output;
mod patch;
mod selectors;
mod sheet;
mod usage;

pub use context::{Context, Exit, Streams};

use paths::Paths;

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;

use clap::{ArgAction, CommandFactory as _, FromArgMatches as _};
use clap::{Parser, Subcommand, ValueEnum};

use crate::corpus::reason;

/// Where the options that every command takes stand in its help: last.
const GLOBAL: usize = 900;

/// 工作建议清单工具：整理、检查、筛选、编号、导出
#[derive(Debug, Parser)]
#[command(
    name = "jianyi",
    version,
    disable_help_subcommand = true,
    disable_version_flag = true
)]
pub(crate) struct Cli {
    /// 语料库所在的文件夹（默认从当前文件夹向上寻找 jianyi.yaml）
    #[arg(long, global = true, value_name = "DIR", display_order = GLOBAL)]
    root: Option<PathBuf>,
    /// 何时使用颜色
    #[arg(
        long,
        global = true,
        value_enum,
        default_value_t = When::Auto,
        value_name = "WHEN",
        display_order = GLOBAL
    )]
    color: When,
    /// 只说错误
    #[arg(short, long, global = true, display_order = GLOBAL)]
    quiet: bool,
    /// 多说细节
    #[arg(short, long, global = true, display_order = GLOBAL)]
    verbose: bool,
    /// 显示版本
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum When {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// 把 seeds/ 下的原文整理成一条建议一个文件
    Parse(parse::Args),
    /// 检查语料库
    Validate(validate::Args),
    /// 列出符合条件的建议
    Filter(filter::Args),
    /// 补齐空号、消除重号
    Renumber(renumber::Args),
    /// 把选中的建议写成文档或数据
    Export(export::Args),
    /// 为各地区制作材料包
    Brief(brief::Args),
    /// 逐字核对语料库与原文
    Collate(collate::Args),
    /// 两个 git 版本之间，哪些建议变了
    Diff(diff::Args),
    /// 改成规范写法
    Fmt(fmt::Args),
    /// 读回填好的跟踪表
    Import(import::Args),
    /// 解释一条规则
    Explain(explain::Args),
    /// 输出记录的 JSON Schema
    Schema(schema::Args),
    /// 输出命令补全脚本
    Completions(completions::Args),
    /// 输出手册页
    Man(man::Args),
    /// 新建一个语料库
    Init(init::Args),
    /// 新增一条建议
    Add(add::Args),
}

/// Runs the command line `args` (the program's name first) and says how it ended.
pub fn run(args: &[OsString], streams: &mut Streams<'_>) -> Exit {
    let grammar = help::wrapped(command(), streams.columns);
    let matches = grammar.try_get_matches_from(help::asked(args));
    let cli = match matches.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        Err(error) => return usage::tell(&error, streams),
    };
    let color = match cli.color {
        When::Always => true,
        When::Never => false,
        When::Auto => streams.terminal && (streams.environment)("NO_COLOR").is_none(),
    };
    let (root, quiet, verbose) = (cli.root, cli.quiet, cli.verbose);
    let mut context = Context { streams, root, color, quiet, verbose };
    let ended = dispatch(&cli.command, &mut context);
    let flushed = context.streams.out.flush();
    match ended.and_then(|exit| Ok(flushed.map(|()| exit)?)) {
        Ok(exit) => exit,
        Err(error) if is_broken_pipe(&error) => Exit::Clean,
        Err(error) => {
            // Nothing is left to tell it to when stderr is gone too.
            let _ = writeln!(streams.err, "错误：{}", told(&error));
            Exit::Failed
        }
    }
}

/// The command line's grammar: what help, completions and the README are made from.
pub fn command() -> clap::Command {
    let command = help::in_chinese(Cli::command()).subcommand_help_heading("命令");
    command.mut_subcommands(help::in_chinese)
}

/// Columns of the terminal that the process runs in, or 100 where there is none.
/// `COLUMNS` goes over what the terminal says.
pub fn terminal_columns() -> usize {
    let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let seen = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    told.filter(|&columns| columns > 0).or_else(seen).unwrap_or(100)
}

fn dispatch(command: &Command, cx: &mut Context<'_, '_>) -> anyhow::Result<Exit> {
    match command {
        Command::Parse(args) => parse::run(args, cx),
        Command::Validate(args) => validate::run(args, cx),
        Command::Filter(args) => filter::run(args, cx),
        Command::Renumber(args) => renumber::run(args, cx),
        Command::Export(args) => export::run(args, cx),
        Command::Brief(args) => brief::run(args, cx),
        Command::Collate(args) => collate::run(args, cx),
        Command::Diff(args) => diff::run(args, cx),
        Command::Fmt(args) => fmt::run(args, cx),
        Command::Import(args) => import::run(args, cx),
        Command::Explain(args) => explain::run(args, cx),
        Command::Schema(args) => schema::run(args, cx),
        Command::Completions(args) => completions::run(args, cx),
        Command::Man(args) => man::run(args, cx),
        Command::Init(args) => init::run(args, cx),
        Command::Add(args) => add::run(args, cx),
    }
}

/// An error with its causes, each in the words of the other messages.
fn told(error: &anyhow::Error) -> String {
    let cause = |cause: &(dyn std::error::Error + 'static)| {
        cause.downcast_ref::<io::Error>().map_or_else(|| cause.to_string(), reason)
    };
    error.chain().map(cause).collect::<Vec<_>>().join("：")
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<io::Error>()
            .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    })
}
