//! How fast sources are read, and with how much memory: `cargo bench --bench reader`, or
//! `cargo bench --bench reader -- rows 100` for one form and size in megabytes.
//!
//! Each measurement runs in a process of its own, so that the peak memory is its own. The
//! numbers are printed, never asserted: a shared machine is no clock.
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a bench prints, and stops")]

use std::fmt::Write as _;
use std::process::Command;
use std::time::Instant;

use encoding_rs::GB18030;
use jianyi::model::Regions;
use jianyi::source;

const SEED: &[u8] = include_bytes!("../seeds/work-recommendations.txt");

/// A form: its name, what stands above the list in it, and the bytes of one region of
/// numbered items.
type Form = (&'static str, &'static str, fn(&mut String, &str, &[(u32, &str)]));

/// The heads of the columns that a program copies cell by cell.
const CELL_HEADS: &str = "序号\n地区 工作建议\n责任单\n位\n";

const FORMS: &[Form] = &[
    ("rows", "", |out, region, items| {
        write!(out, "{region}\t").unwrap();
        for (number, text) in items {
            write!(out, "<p>{number}. {text}</p> ").unwrap();
        }
        out.push('\n');
    }),
    ("html", "<html><table>\n", |out, region, items| {
        let rows = items.len();
        write!(out, "<tr><td rowspan={rows}>{region}</td>").unwrap();
        for (number, text) in items {
            writeln!(out, "<td><p class=MsoNormal>{number}. {text}</p></td></tr><tr>")
                .unwrap();
        }
        out.push_str("</tr>\n");
    }),
    ("word", "", |out, region, items| {
        write!(out, "<p class=MsoNormal><b>{region}<o:p></o:p></b></p>\r\n").unwrap();
        for (number, text) in items {
            let text =
                text.replace('，', "<span lang=EN-US style='font-size:16.0pt'>，</span>");
            write!(
                out,
                "<p class=MsoNormal><span lang=EN-US>{number}</span>. {text}</p>\r\n"
            )
            .unwrap();
        }
    }),
    ("headings", "", headings),
    ("wrapped", "", wrapped),
    ("markdown", "", |out, region, items| {
        writeln!(out, "## {region}\n").unwrap();
        for (number, text) in items {
            writeln!(out, "{number}. **要点。**{text}\n").unwrap();
        }
    }),
    ("table", "", |out, region, items| {
        for (number, text) in items {
            writeln!(out, "{number}\t{region}\t{text}").unwrap();
        }
    }),
    ("columns", "", |out, region, items| {
        let mut label = region;
        for (number, text) in items {
            let whole: Vec<char> = format!("{number}. {text}").chars().collect();
            for line in whole.chunks(28) {
                let pad = " ".repeat(16 - jianyi::text::width(label));
                writeln!(out, "{label}{pad}{}", line.iter().collect::<String>()).unwrap();
                label = "";
            }
        }
    }),
    ("forum", "", |out, region, items| {
        writeln!(out, "[b]{region}[/b]").unwrap();
        for (number, text) in items {
            writeln!(out, "[size=4]{number}. {text}[/size]").unwrap();
        }
    }),
    ("csv", "序号,地区,工作建议\n", |out, region, items| {
        for (number, text) in items {
            writeln!(out, "{number},{region},\"{text}\"").unwrap();
        }
    }),
    ("cells", CELL_HEADS, |out, region, items| {
        for (number, text) in items {
            writeln!(out, "{number} {region}").unwrap();
            lines(out, text, 22);
            writeln!(out, "省应急厅").unwrap();
        }
        write!(out, "\u{c}{CELL_HEADS}").unwrap();
    }),
    ("gb18030", "", headings),
    ("gb18030-wrapped", "", wrapped),
    ("utf-16", "", headings),
    ("utf-16-wrapped", "", wrapped),
];

fn headings(out: &mut String, region: &str, items: &[(u32, &str)]) {
    writeln!(out, "【{region}】\n").unwrap();
    for (number, text) in items {
        writeln!(out, "{number}. {text}\n").unwrap();
    }
}

fn wrapped(out: &mut String, region: &str, items: &[(u32, &str)]) {
    writeln!(out, "　　{region}").unwrap();
    for (number, text) in items {
        lines(out, &format!("　　{number}. {text}"), 28);
    }
}

/// Writes `text` in lines of so many characters.
fn lines(out: &mut String, text: &str, characters: usize) {
    let whole: Vec<char> = text.chars().collect();
    for line in whole.chunks(characters) {
        out.extend(line);
        out.push('\n');
    }
}

/// A source of at least `bytes` bytes.
fn source_of(form: &Form, bytes: usize) -> Vec<u8> {
    let parsed = source::read("seed", SEED, &Regions::builtin());
    let mut out = format!("工作建议清单\n\n{}", form.1);
    let mut number = 0;
    while out.len() < bytes {
        let groups = parsed.items.chunk_by(|a, b| a.region == b.region);
        for group in groups {
            let texts: Vec<String> =
                group.iter().map(|item| parsed.text_of(item)).collect();
            let numbered: Vec<(u32, &str)> =
                (number + 1..).zip(texts.iter().map(String::as_str)).collect();
            number += u32::try_from(group.len()).unwrap();
            (form.2)(&mut out, group[0].region.as_deref().unwrap(), &numbered);
        }
    }
    match form.0 {
        "gb18030" | "gb18030-wrapped" => GB18030.encode(&out).0.into_owned(),
        "utf-16" | "utf-16-wrapped" => [0xFF, 0xFE]
            .into_iter()
            .chain(out.encode_utf16().flat_map(u16::to_le_bytes))
            .collect(),
        _ => out.into_bytes(),
    }
}

/// The most memory this process has held, in kilobytes; 0 where the system does not say.
fn peak() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("");
    line.split_whitespace().nth(1).and_then(|kb| kb.parse().ok()).unwrap_or(0)
}

fn measure(form: &Form, megabytes: usize) {
    let path = std::env::temp_dir().join(format!("jianyi-bench-{}", std::process::id()));
    if std::env::var_os("JIANYI_BENCH_FILE").is_none() {
        // Making the source takes memory of its own: it is made here, and read by a child.
        std::fs::write(&path, source_of(form, megabytes << 20)).unwrap();
        Command::new(std::env::current_exe().unwrap())
            .args([form.0, &megabytes.to_string()])
            .env("JIANYI_BENCH_FILE", &path)
            .status()
            .unwrap();
        std::fs::remove_file(&path).unwrap();
        return;
    }
    let bytes = std::fs::read(std::env::var_os("JIANYI_BENCH_FILE").unwrap()).unwrap();
    let regions = Regions::builtin();
    let begin = Instant::now();
    let parsed = source::read("bench", &bytes, &regions);
    let seconds = begin.elapsed().as_secs_f64();
    #[expect(clippy::cast_precision_loss, reason = "sizes of files fit a double")]
    let (size, memory) = (bytes.len() as f64, peak() as f64 * 1024.0);
    println!(
        "{:15} {megabytes:4} MB  {:7} items  {:6.0} MB/s  peak {:.2} x the source  ({}, {} findings)",
        form.0,
        parsed.items.len(),
        size / seconds / 1e6,
        memory / size,
        parsed.dialect,
        parsed.findings.len(),
    );
}

fn main() {
    let args: Vec<String> =
        std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let wanted = |form: &&Form| args.first().is_none_or(|name| name == form.0);
    let sizes = args.get(1).map_or(vec![1, 10, 100], |size| vec![size.parse().unwrap()]);
    for form in FORMS.iter().filter(wanted) {
        for &size in &sizes {
            measure(form, size);
        }
    }
}
