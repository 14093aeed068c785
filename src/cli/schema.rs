//! `jianyi schema`: the JSON Schema of a record, or of `jianyi.yaml`, for editors.

use super::{Context, Exit};
use crate::check::CHECKS;
use crate::corpus::{Config, config_schema};
use crate::record;

/// The arguments of `schema`.
#[derive(Debug, clap::Args)]
#[command(after_help = HELP)]
pub(super) struct Args {
    /// 输出 jianyi.yaml 的，而不是记录的
    #[arg(long)]
    config: bool,
}

const HELP: &str = "\
在编辑器里使用（VS Code 装 YAML 扩展，Neovim 装 yaml-language-server）：
  jianyi schema > .schema.json
VS Code 的 .vscode/settings.json：
  {\"yaml.schemas\": {\".schema.json\": \"recommendations/**/*.yaml\"}}
或者在文件第一行写：
  # yaml-language-server: $schema=../.schema.json";

/// Runs it.
pub(super) fn run(args: &Args, cx: &mut Context<'_, '_>) -> anyhow::Result<Exit> {
    let schema = if args.config {
        config_schema()
    } else {
        let Config { fields, regions, vocabulary, .. } = cx.store()?.load()?.config;
        let rules: Vec<_> = CHECKS.iter().map(|check| check.name).collect();
        record::schema(&fields, &regions, &vocabulary, &rules)
    };
    writeln!(cx.streams.out, "{schema:#}")?;
    Ok(Exit::Clean)
}
