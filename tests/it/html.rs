//! The web page: whole as text, and in a real browser, where nothing of a record runs.

use std::path::Path;
use std::process::Command;

use crate::common::{Sandbox, skip, squeezed};

/// The page's text without its markup and its filter data.
fn text(html: &str) -> String {
    let body = html.split_once("<main>").unwrap().1.split_once("</main>").unwrap().0;
    let text: String = body
        .split('<')
        .filter_map(|piece| piece.split_once('>'))
        .map(|(_, text)| text)
        .collect();
    crate::common::unescaped(&text)
}

#[test]
fn the_text_of_every_record_is_whole() {
    let sandbox = Sandbox::issued();
    for report in ["list", "tracking"] {
        let ran = sandbox.run(&format!("export --report {report} -o list.html"));
        assert_eq!(ran.code, 0, "{}", ran.err);
        let text = squeezed(&text(&sandbox.read("list.html")));
        for record in sandbox.texts() {
            assert!(text.contains(&squeezed(&record)), "{report}: {record}");
        }
    }
}

/// The page as the browser has it after its scripts ran; nothing without a browser.
fn browsed(folder: &Path, page: &str) -> Option<String> {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let address = format!("file://{}", folder.join(page).display());
    for name in names {
        let out = Command::new(name)
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"])
            .arg(format!("--user-data-dir={}", folder.join("profile").display()))
            .arg(&address)
            .output();
        if let Ok(out) = out
            && out.status.success()
        {
            return Some(String::from_utf8_lossy(&out.stdout).into_owned());
        }
    }
    skip("没有 Chromium（Debian 的 chromium）");
    None
}

#[test]
fn a_browser_runs_the_filter_and_nothing_else() {
    const EVIL: &str = "<script>document.title='跑了'</script>\
        <img src=x onerror=\"document.title='跑了'\"><style>main{display:none}</style>";
    let sandbox = Sandbox::issued();
    sandbox.run("export -o list.html");
    let page = sandbox.read("list.html");
    // What would happen if a text were ever written as markup: the policy still holds.
    sandbox
        .write("evil.html", page.replacen("<section>", &format!("<section>{EVIL}"), 1));
    let Some(dom) = browsed(sandbox.path(), "evil.html") else { return };
    assert!(dom.contains("onerror"), "the markup is in the page");
    assert!(dom.contains("<title>工作建议清单</title>"), "and has not run");
    assert!(dom.contains("<form>") && dom.contains("47 / 47"), "the filter has");
    assert!(dom.contains("<option value=\"河南省\">"), "with the regions to choose from");
}
