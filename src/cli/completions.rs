//! `jianyi completions`: the completion script of a shell.

use super::{Context, Exit};

/// The arguments of `completions`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 哪种 shell
    #[arg(value_enum, value_name = "SHELL")]
    shell: clap_complete::Shell,
}

/// Runs it.
pub(super) fn run(args: &Args, cx: &mut Context<'_, '_>) -> anyhow::Result<Exit> {
    let mut command = super::command();
    let mut script = Vec::new();
    // Written to memory first: the generator panics on a pipe that is closed.
    clap_complete::generate(args.shell, &mut command, "jianyi", &mut script);
    cx.streams.out.write_all(&script)?;
    Ok(Exit::Clean)
}
