//! `jianyi man`: the manual page, with a section for each command.

use super::{Context, Exit};

/// The arguments of `man`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 只要这条命令的手册页
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

/// Runs it.
pub(super) fn run(args: &Args, cx: &mut Context<'_, '_>) -> anyhow::Result<Exit> {
    let command = super::command();
    let mut page = Vec::new();
    match &args.command {
        None => clap_mangen::Man::new(command).render(&mut page)?,
        Some(name) => {
            let Some(found) = command.find_subcommand(name) else {
                let names: Vec<_> =
                    command.get_subcommands().map(clap::Command::get_name).collect();
                let (name, known) = (name.escape_debug(), names.join("、"));
                anyhow::bail!("没有命令 “{name}”：有 {known}");
            };
            let man = clap_mangen::Man::new(found.clone());
            man.title(format!("jianyi-{name}")).render(&mut page)?;
        }
    }
    cx.streams.out.write_all(&page)?;
    Ok(Exit::Clean)
}
