//! The issued list set again in each form in which such lists arrive: whatever the form,
//! the same 47 recommendations come back, byte for byte.

use std::fmt::Write as _;

use encoding_rs::GB18030;
use jianyi::source::{Class, Parsed};

use crate::common::Sandbox;
use crate::source::{SEED, read};

/// What an item says.
#[derive(Debug, PartialEq, Eq)]
struct Item {
    number: u32,
    region: String,
    text: String,
}

/// What the items of a source say.
fn items_of(parsed: &Parsed<'_>) -> Vec<Item> {
    let item = |item: &jianyi::source::Item| Item {
        number: item.number,
        region: item.region.as_deref().unwrap_or("").to_owned(),
        text: parsed.text_of(item),
    };
    parsed.items.iter().map(item).collect()
}

/// The recommendations of the issued list.
fn items() -> Vec<Item> {
    items_of(&read(SEED))
}

/// The items of each region, in order.
fn by_region(items: &[Item]) -> Vec<(&str, Vec<&Item>)> {
    let mut groups: Vec<(&str, Vec<&Item>)> = Vec::new();
    for item in items {
        let region = item.region.as_str();
        match groups.last_mut() {
            Some((last, group)) if *last == region => group.push(item),
            _ => groups.push((region, vec![item])),
        }
    }
    groups
}

/// Breaks a text into lines of at most `columns` columns, as a typesetter does: no mark
/// that closes begins a line.
fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for c in text.chars() {
        let line = lines.last().unwrap();
        let full =
            jianyi::text::width(line) + jianyi::text::width(&c.to_string()) > columns;
        if full && !"，。、；：”）》".contains(c) {
            lines.push(String::new());
        }
        lines.last_mut().unwrap().push(c);
    }
    lines
}

/// Holds a source against the issued list: numbers, regions, texts, and no text lost; and
/// what `parse` makes of it against the source itself.
fn assert_same(bytes: &[u8], form: &str) {
    let parsed = read(bytes);
    let expected = items();
    let findings: Vec<_> = parsed.findings.iter().map(|f| (f.rule, &f.message)).collect();
    for (item, wanted) in items_of(&parsed).iter().zip(&expected) {
        assert_eq!(item, wanted, "{form}: {findings:#?}");
    }
    assert_eq!(parsed.items.len(), 47, "{form} ({}): {findings:#?}", parsed.dialect);
    assert!(parsed.account.pieces().all(|p| p.class != Class::Left), "{form}");
    assert_eq!(parsed.account.len(), bytes.len(), "{form}");
    let sandbox = Sandbox::new();
    sandbox.write("seeds/list", bytes);
    let ran = sandbox.run("parse");
    assert_eq!(ran.code, 0, "{form}: {}", ran.err);
    let collated = sandbox.run("collate");
    assert_eq!(collated.out, "核对 47 条：逐字一致 47\n", "{form}");
}

#[test]
fn set_in_rows() {
    let items = items();
    let mut text = "\n\n工作建议清单\n\n".to_owned();
    for (region, group) in by_region(&items) {
        let cells: Vec<String> =
            group.iter().map(|i| format!("<p>{}. {}</p>", i.number, i.text)).collect();
        writeln!(text, "{region}\t{}", cells.join(" ")).unwrap();
    }
    assert_same(text.as_bytes(), "rows");
}

#[test]
fn set_as_an_html_table_with_merged_cells() {
    let items = items();
    let mut text = "<html><head><title>工作建议清单</title></head><body>\
        <h1>工作建议清单</h1>\n<table border=1>\n<tr><th>地区</th><th>序号</th><th>工作建议</th></tr>\n"
        .to_owned();
    for (region, group) in by_region(&items) {
        for (at, item) in group.iter().enumerate() {
            text.push_str("<tr>");
            if at == 0 {
                write!(text, "<td rowspan=\"{}\">{region}</td>", group.len()).unwrap();
            }
            writeln!(text, "<td>{}</td><td>{}</td></tr>", item.number, item.text)
                .unwrap();
        }
    }
    text.push_str("</table></body></html>");
    assert_same(text.as_bytes(), "html");
}

#[test]
fn set_as_a_word_page_in_gb18030() {
    let items = items();
    let mut text = "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\">\r\n<head>\r\n\
        <meta http-equiv=Content-Type content=\"text/html; charset=gb2312\">\r\n\
        <meta name=Generator content=\"Microsoft Word 15\">\r\n<title>工作建议清单</title>\r\n\
        <!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->\r\n\
        <style>\r\n<!--\r\n /* 正文 */ p.MsoNormal {font-family:宋体;}\r\n-->\r\n</style>\r\n</head>\r\n\
        <body lang=ZH-CN>\r\n<p class=MsoNormal align=center><b>工作建议清单</b><o:p></o:p></p>\r\n\
        <table class=MsoNormalTable border=1>\r\n"
        .to_owned();
    for (region, group) in by_region(&items) {
        write!(
            text,
            " <tr style='mso-yfti-irow:0'>\r\n  <td width=99 valign=top>\r\n  <p class=MsoNormal><span\r\n  \
             style='font-family:宋体'>{region}</span><span lang=EN-US><o:p></o:p></span></p>\r\n  </td>\r\n  <td>\r\n"
        )
        .unwrap();
        for item in group {
            let body = item
                .text
                .replace("2020", "<span lang=EN-US>2020</span>")
                .replace('“', "&ldquo;")
                .replace("安全", "安<b style='mso-bidi'>全</b>")
                .replace('·', "&middot;");
            write!(
                text,
                "  <p class=MsoNormal style='text-indent:21.0pt;mso-list:l0 level1 lfo1'>\
                 <![if !supportLists]><span lang=EN-US>{}.<span style='font:7.0pt \"Times New Roman\"'>\
                 &nbsp;&nbsp;&nbsp; </span></span><![endif]><span style='font-family:宋体'>{body}</span>\
                 <o:p>&nbsp;</o:p></p>\r\n",
                item.number
            )
            .unwrap();
        }
        text.push_str("  </td>\r\n </tr>\r\n");
    }
    text.push_str("</table>\r\n</body>\r\n</html>\r\n");
    let (bytes, _, lossy) = GB18030.encode(&text);
    assert!(!lossy);
    assert_same(&bytes, "word");
}

#[test]
fn set_under_headings() {
    let items = items();
    let mut text = "工作建议清单\n\n".to_owned();
    for (at, (region, group)) in by_region(&items).into_iter().enumerate() {
        let number = [
            "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二",
            "十三",
        ][at];
        writeln!(text, "{number}、{region}（{}项）", group.len()).unwrap();
        for item in group {
            writeln!(text, "　　{}．{}", item.number, item.text).unwrap();
        }
        text.push('\n');
    }
    assert_same(text.as_bytes(), "headings");
}

#[test]
fn hard_wrapped_on_pages_in_utf_16() {
    let items = items();
    let mut lines = vec!["工作建议清单".to_owned(), String::new()];
    for (region, group) in by_region(&items) {
        lines.push(format!("　　【{region}】"));
        for item in group {
            lines.extend(wrapped(&format!("　　{}. {}", item.number, item.text), 56));
        }
    }
    let mut text = String::new();
    for (page, lines) in lines.chunks(22).enumerate() {
        writeln!(text, "{}", lines.join("\r\n")).unwrap();
        write!(text, "\r\n{}— {} —\r\n\x0c", " ".repeat(48), page + 1).unwrap();
    }
    for mark in [true, false] {
        let units = text.encode_utf16();
        let mut bytes: Vec<u8> = if mark { vec![0xFF, 0xFE] } else { Vec::new() };
        bytes.extend(units.flat_map(u16::to_le_bytes));
        assert_same(&bytes, "wrapped");
    }
}

#[test]
fn set_in_markdown() {
    let items = items();
    let mut text = "# 工作建议清单\n\n".to_owned();
    for (region, group) in by_region(&items) {
        writeln!(text, "## {region}\n").unwrap();
        for item in group {
            let (title, rest) = item.text.split_once('。').unwrap();
            writeln!(text, "{}. **{title}。**{rest}\n", item.number).unwrap();
        }
    }
    assert_same(text.as_bytes(), "markdown");
}

#[test]
fn set_as_a_table_of_pipes() {
    let items = items();
    let mut text =
        "# 工作建议清单\n\n| 序号 | 地区 | 工作建议 |\n|:---:|---|---|\n".to_owned();
    for (region, group) in by_region(&items) {
        for (at, item) in group.iter().enumerate() {
            let label = if at == 0 { region } else { "" };
            writeln!(text, "| {} | {label} | {} |", item.number, item.text).unwrap();
        }
    }
    assert_same(text.as_bytes(), "pipes");
}

#[test]
fn set_as_numbered_columns_with_tabs() {
    let items = items();
    let mut text = "序号\t地区\t工作建议\n".to_owned();
    for item in &items {
        let region = item.region.as_str();
        writeln!(text, "{}\t{region}\t{}", item.number, item.text).unwrap();
    }
    assert_same(text.as_bytes(), "tabs");
    assert_same(text.replace('\n', "\r\n").as_bytes(), "tabs with CRLF");
}

/// The list in columns side by side.
fn in_columns() -> String {
    let items = items();
    let mut text =
        "                    工作建议清单\n\n地区          工作建议\n".to_owned();
    for (region, group) in by_region(&items) {
        let mut label = Some(region);
        for item in group {
            for line in wrapped(&format!("{}. {}", item.number, item.text), 60) {
                let left = label.take().unwrap_or("");
                let pad = " ".repeat(14 - jianyi::text::width(left));
                writeln!(text, "{left}{pad}{line}").unwrap();
            }
        }
    }
    text
}

#[test]
fn set_in_columns_side_by_side() {
    assert_same(in_columns().as_bytes(), "columns");
}

#[test]
fn set_in_columns_behind_a_long_report() {
    let line = "督促有关地区和部门落实安全生产责任，深入排查治理各类事故隐患";
    let paragraph = format!("    {line}\n{line}\n{line}。\n");
    let report = paragraph.repeat(700);
    assert!(report.len() > 180_000);
    assert_same(format!("{report}\n附件\n\n{}", in_columns()).as_bytes(), "report");
}

/// The seed with its stray label moved into the text of a later item of the same row.
#[test]
fn a_label_in_a_later_item_labels_the_whole_row() {
    let seed = std::str::from_utf8(SEED).unwrap();
    let without = seed.replace("国家层面\n\n", "");
    for inside in
        ["财政对农村养老服务的\n\n", "《危险化学品安全法》制定、", "数据100%接入,"]
    {
        let moved =
            without.replace(inside, &format!("{}\n\n国家层面\n\n", inside.trim_end()));
        assert_ne!(moved, without);
        assert_same(moved.as_bytes(), inside);
    }
}

/// The seed's items torn at every place where a page may end, in rows and in plain text.
#[test]
fn items_torn_at_any_character_are_joined() {
    let items = items();
    for step in [7, 23, 41] {
        let mut rows = "工作建议清单\n\n".to_owned();
        let mut plain = rows.clone();
        for (region, group) in by_region(&items) {
            write!(rows, "{region}\t").unwrap();
            writeln!(plain, "{region}\n").unwrap();
            for item in group {
                let chars: Vec<char> = item.text.chars().collect();
                let at = (item.number as usize * step) % (chars.len() - 2) + 1;
                let (head, rest) = chars.split_at(at);
                let (head, rest): (String, String) =
                    (head.iter().collect(), rest.iter().collect());
                write!(rows, "<p>{}. {head}</p>\n\t<p>{rest}</p> ", item.number).unwrap();
                write!(
                    plain,
                    "{}. {head}\n\n— {} —\n\x0c{rest}\n\n",
                    item.number, item.number
                )
                .unwrap();
            }
            rows.push('\n');
        }
        let tight = |parsed: Parsed<'_>, form: &str| {
            for (item, wanted) in items_of(&parsed).iter().zip(&items) {
                let bare = |text: &str| text.replace(' ', "");
                assert_eq!(bare(&item.text), bare(&wanted.text), "{form} {step}");
                assert_eq!(item.region, wanted.region, "{form} {step}");
            }
            assert_eq!(parsed.items.len(), 47, "{form} {step}");
        };
        tight(read(rows.as_bytes()), "rows");
        tight(read(plain.as_bytes()), "plain");
    }
}
