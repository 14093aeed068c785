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

#[test]
fn libreoffice_reads_it_and_finds_the_page_of_the_standard() {
    let sandbox = Sandbox::issued();
    sandbox.run("export -o list.docx");
    let home = format!("-env:UserInstallation=file://{}/home", sandbox.path().display());
    let converted = Command::new("soffice")
        .args([&home, "--headless", "--convert-to", "pdf", "list.docx"])
        .current_dir(sandbox.path())
        .output();
    if converted.is_err() || !sandbox.path().join("list.pdf").exists() {
        skip("没有 LibreOffice（Debian 的 libreoffice-writer-nogui）");
        return;
    }
    let pages =
        Command::new("pdfinfo").arg("list.pdf").current_dir(sandbox.path()).output();
    let Ok(pages) = pages else {
        skip("没有 pdfinfo（Debian 的 poppler-utils）");
        return;
    };
    let info = String::from_utf8(pages.stdout).unwrap();
    assert!(info.contains("A4"), "{info}");
    let count = info.lines().find_map(|line| line.strip_prefix("Pages:")).unwrap();
    let count: usize = count.trim().parse().unwrap();
    assert!((11..=14).contains(&count), "{count} pages");
    let text = Command::new("pdftotext")
        .args(["list.pdf", "-"])
        .current_dir(sandbox.path())
        .output()
        .unwrap();
    // Page numbers stand between the pieces of a text that runs over pages.
    let text = squeezed(&String::from_utf8(text.stdout).unwrap());
    for number in 1..=count {
        assert!(text.contains(&format!("—{number}—")));
    }
    let text =
        (1..=count).fold(text, |text, number| text.replace(&format!("—{number}—"), ""));
    for record in sandbox.texts() {
        assert!(text.contains(&squeezed(&record)), "{record}");
    }
}
