//! `jianyi explain`: 解释一条规则.

use anyhow::bail;

use crate::check::{self, CHECKS, Check};
use crate::text::{nearest, width};

use super::{Context, Exit};

/// The arguments of `explain`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 规则名；不写则列出全部规则
    #[arg(value_name = "RULE")]
    rule: Option<String>,
}

/// Prints the page of one rule, or the table of all.
pub(super) fn run(args: &Args, cx: &mut Context<'_, '_>) -> anyhow::Result<Exit> {
    let Some(name) = &args.rule else { return table(cx) };
    match check::find(name) {
        Some(check) => write!(cx.streams.out, "{}", check.page)?,
        None => match nearest(name, CHECKS.iter().map(|check| check.name)) {
            Some(near) => bail!("没有规则“{name}”，是否指 {near}"),
            None => bail!("没有规则“{name}”，规则表见 jianyi explain"),
        },
    }
    Ok(Exit::Clean)
}

fn table(cx: &mut Context<'_, '_>) -> anyhow::Result<Exit> {
    let longest = CHECKS.iter().map(|check| width(check.name)).max().unwrap_or(0);
    for Check { name, summary, severity, .. } in CHECKS {
        let level = severity.map_or("off", crate::diag::Severity::name);
        writeln!(cx.streams.out, "{name:longest$}  {level:7}  {summary}")?;
    }
    Ok(Exit::Clean)
}
