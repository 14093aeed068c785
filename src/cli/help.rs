//! The help of the commands: Chinese headings, values said in the text, and lines that end
//! where the terminal does. clap breaks lines at blanks only, and Chinese has none.

use std::ffi::OsString;

use clap::builder::{PossibleValue, StyledStr};
use clap::{Arg, ArgAction, Command};

use crate::text::{width, wrap};

/// The command with the words that clap adds to its help in Chinese.
pub(super) fn in_chinese(command: Command) -> Command {
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help);
    command
        .help_template("{about}\n\n用法：{usage}\n\n{all-args}{after-help}")
        .disable_help_flag(true)
        .arg(help.help("显示帮助"))
        .mut_args(|arg| match (arg.get_help_heading(), arg.is_positional()) {
            (Some(_), _) => arg,
            (None, true) => arg.help_heading("参数"),
            (None, false) => arg.help_heading("选项"),
        })
        .mut_args(with_values)
}

/// The option with the values that it takes, and the one that holds without it, said in
/// its help.
fn with_values(arg: Arg) -> Arg {
    let default = arg.get_default_values().iter().map(|value| value.to_string_lossy());
    let default = default.map(|value| format!("默认 {value}")).next();
    let values = arg.get_possible_values();
    let explained: Vec<_> = values
        .iter()
        .filter_map(|value| {
            Some(format!("- {}：{}", value.get_name(), value.get_help()?))
        })
        .collect();
    let names: Vec<_> = values.iter().map(PossibleValue::get_name).collect();
    let takes = arg.get_action().takes_values() && !names.is_empty();
    let names = takes.then(|| format!("可用 {}", names.join("、")));
    let mut said: Vec<_> = names.into_iter().chain(default).collect();
    if said.is_empty() {
        return arg;
    }
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let arg = arg.hide_default_value(true).hide_possible_values(true);
    let short = format!("{help}（{}）", said.join("；"));
    if !takes || explained.is_empty() {
        return arg.help(short);
    }
    said.remove(0);
    let default = said.pop().map(|default| format!("（{default}）")).unwrap_or_default();
    arg.help(short).long_help(format!("{help}{default}\n{}", explained.join("\n")))
}

/// `jianyi help export` as `jianyi export --help`: git and cargo have taught people so.
pub(super) fn asked(args: &[OsString]) -> Vec<OsString> {
    match args {
        [program, help, command @ ..] if help == "help" => {
            let program = std::iter::once(program.clone());
            program.chain(command.iter().cloned()).chain(["--help".into()]).collect()
        }
        _ => args.to_vec(),
    }
}

/// The command with its help broken for a terminal of `columns`.
pub(super) fn wrapped(command: Command, columns: usize) -> Command {
    let command = in_lines(command, columns).term_width(columns);
    command.mut_subcommands(|command| in_lines(command, columns))
}

fn in_lines(command: Command, columns: usize) -> Command {
    const NARROWEST: usize = 20;
    let beside = command.get_arguments().map(spelling).max().unwrap_or(0);
    let room = columns.saturating_sub(beside).max(NARROWEST);
    command.mut_args(|arg| {
        let broken = |help: Option<&StyledStr>| Some(wrap(&help?.to_string(), room));
        let (short, long) = (broken(arg.get_help()), broken(arg.get_long_help()));
        let arg = if let Some(short) = short { arg.help(short) } else { arg };
        if let Some(long) = long { arg.long_help(long) } else { arg }
    })
}

/// The columns that clap gives to an argument and the blanks round it.
fn spelling(arg: &Arg) -> usize {
    const SHORT: usize = "  -s, ".len();
    const GAP: usize = 2;
    let value = arg.get_value_names().unwrap_or_default();
    let value: usize = value.iter().map(|name| width(name) + " <>".len()).sum();
    let long = arg.get_long().map_or(0, |long| "--".len() + width(long));
    SHORT + long + value + GAP
}
