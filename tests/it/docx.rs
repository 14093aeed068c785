//! The DOCX through the command line: whole, and readable by another program.

use std::io::Read;
use std::process::Command;

use crate::common::{Sandbox, skip, squeezed};

/// The text of the runs of `word/document.xml`, its paragraphs parted by line ends.
fn text(path: &std::path::Path) -> String {
    let file = std::fs::File::open(path).unwrap();
    let mut archive = zip::ZipArchive::new(file).unwrap();
    let mut xml = String::new();
    archive.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
    let xml = xml.replace("</w:p>", "<w:t>\n</w:t>");
    let runs = xml.split("<w:t").skip(1).filter_map(|run| {
        let (start, rest) = run.split_once('>')?;
        (start.is_empty() || start.starts_with(' ')).then(|| rest.split('<').next())?
    });
    let text: String = runs.collect();
    crate::common::unescaped(&text)
}

#[test]
fn the_text_of_every_record_is_whole() {
    let sandbox = Sandbox::issued();
    for report in ["list", "tracking"] {
        let ran = sandbox.run(&format!("export --report {report} -o list.docx"));
        assert_eq!(ran.code, 0, "{}", ran.err);
        let text = squeezed(&text(&sandbox.path().join("list.docx")));
        for record in sandbox.texts() {
            assert!(text.contains(&squeezed(&record)), "{report}: {record}");
        }
    }
}

/// What a program of poppler says of the PDF that LibreOffice makes of a DOCX.
fn through_libreoffice(
    sandbox: &Sandbox,
    name: &str,
    program: &[&str],
) -> Option<String> {
    let pdf = format!("{name}.pdf");
    if !sandbox.path().join(&pdf).exists() {
        let home =
            format!("-env:UserInstallation=file://{}/home", sandbox.path().display());
        let converted = Command::new("soffice")
            .args([&home, "--headless", "--convert-to", "pdf", &format!("{name}.docx")])
            .current_dir(sandbox.path())
            .output();
        if converted.is_err() || !sandbox.path().join(&pdf).exists() {
            skip("没有 LibreOffice（Debian 的 libreoffice-writer-nogui）");
            return None;
        }
    }
    let (program, options) = program.split_first()?;
    let told = Command::new(program)
        .args(options)
        .args([&pdf, "-"].into_iter().take(if *program == "pdfinfo" { 1 } else { 2 }))
        .current_dir(sandbox.path())
        .output();
    let Ok(told) = told else {
        skip("没有 pdfinfo（Debian 的 poppler-utils）");
        return None;
    };
    Some(String::from_utf8(told.stdout).unwrap())
}

#[test]
fn libreoffice_reads_it_and_finds_the_page_of_the_standard() {
    let sandbox = Sandbox::issued();
    sandbox.run("export -o list.docx");
    let Some(info) = through_libreoffice(&sandbox, "list", &["pdfinfo"]) else { return };
    assert!(info.contains("A4"), "{info}");
    let count = info.lines().find_map(|line| line.strip_prefix("Pages:")).unwrap();
    let count: usize = count.trim().parse().unwrap();
    assert!((11..=14).contains(&count), "{count} pages");
    let text = through_libreoffice(&sandbox, "list", &["pdftotext"]).unwrap();
    // Page numbers stand between the pieces of a text that runs over pages.
    let mut text = squeezed(&text);
    for number in 1..=count {
        let shown = format!("—{number}—");
        assert!(text.contains(&shown));
        text = text.replace(&shown, "");
    }
    for record in sandbox.texts() {
        assert!(text.contains(&squeezed(&record)), "{record}");
    }
}

/// A section of one page is where LibreOffice put the box at the corner of the paper.
#[test]
fn the_number_of_a_turned_page_stands_where_it_would_upright() {
    let sandbox = Sandbox::issued();
    sandbox.run("brief 川 -o . --format docx");
    let name = "510000-四川省";
    let Some(boxes) = through_libreoffice(&sandbox, name, &["pdftotext", "-bbox"]) else {
        return;
    };
    let turned = boxes.split("<page ").find(|page| page.starts_with("width=\"841"));
    let turned = turned.unwrap();
    let number = turned.lines().find(|line| line.contains(">7<")).unwrap();
    let millimetres = |name: &str| -> f32 {
        let value = number.split(&format!("{name}=\"")).nth(1).unwrap();
        value.split('"').next().unwrap().parse::<f32>().unwrap() / 72.0 * 25.4
    };
    // 35 mm of white less the 7 mm of the standard; low, as an odd page has it.
    assert!((20.0..=29.0).contains(&millimetres("xMin")), "{number}");
    assert!((165.0..=180.0).contains(&millimetres("yMax")), "{number}");
}
