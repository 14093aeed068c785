//! Arguments in, exit code out.

use std::io::{self, IsTerminal as _};
use std::process::ExitCode;

use jianyi::cli::{self, Streams};

fn main() -> ExitCode {
    let args: Vec<_> = std::env::args_os().collect();
    let terminal = io::stdout().is_terminal();
    let mut streams = Streams {
        input: &mut io::stdin().lock(),
        out: &mut io::BufWriter::new(io::stdout().lock()),
        err: &mut io::stderr(),
        terminal,
        watched: io::stderr().is_terminal(),
        columns: cli::terminal_columns(),
        here: std::env::current_dir().unwrap_or_default(),
        environment: &|name| std::env::var(name).ok(),
    };
    ExitCode::from(cli::run(&args, &mut streams).code())
}
