//! The page that lists a folder of documents: plain HTML through comrak, without script.
//!
//! It is also how a later run knows which files of the folder were made here, and so may
//! be called stale: [`indexed`] reads back the names that [`index`] wrote.

use comrak::Arena;
use comrak::nodes::{AstNode, ListType, NodeHeading, NodeLink, NodeList, NodeValue};

use super::WriteError;

/// A document and its files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is called.
    pub title: String,
    /// The name of each format and its file, in the same folder.
    pub files: Vec<(String, String)>,
}

/// What tells a page of ours from any other.
const MARK: &str = "<meta name=\"generator\" content=\"jianyi brief\">";

/// What stands before each address, and nowhere else: `"` in texts is escaped.
const LINK: &str = "<a href=\"";

/// The page. Addresses are relative, so that the folder may lie anywhere. `stale` are
/// further files of the folder, those that no document has any more.
pub fn index(
    title: &str,
    entries: &[Entry],
    stale: &[String],
) -> Result<Vec<u8>, WriteError> {
    let arena = Arena::new();
    let root = arena.alloc(NodeValue::Document.into());
    head(&arena, root, 1, title);
    let items = list(&arena, root);
    for entry in entries {
        let paragraph = item(&arena, items);
        add(&arena, paragraph, NodeValue::Text(format!("{}：", entry.title).into()));
        for (at, (name, file)) in entry.files.iter().enumerate() {
            if at > 0 {
                add(&arena, paragraph, NodeValue::Text(" ".into()));
            }
            link(&arena, paragraph, name, file);
        }
    }
    if !stale.is_empty() {
        head(&arena, root, 2, "已没有对应建议的旧文件");
        let items = list(&arena, root);
        for file in stale {
            link(&arena, item(&arena, items), file, file);
        }
    }
    let mut body = String::new();
    comrak::format_html(root, &comrak::Options::default(), &mut body).map_err(|_| {
        WriteError { message: "无法写成目录页：内存不足".to_owned() }
    })?;
    Ok(page(title, &body).into_bytes())
}

/// The files that a page of ours lists; nothing for any other page. A name that leads out
/// of the folder is left out: somebody else wrote it.
pub fn indexed(page: &str) -> Option<Vec<String>> {
    if !page.contains(MARK) {
        return None;
    }
    let addresses = page.split(LINK).skip(1);
    let addresses = addresses.filter_map(|rest| rest.split_once('"')).map(|link| link.0);
    let plain = |name: &String| {
        !name.is_empty() && !name.starts_with('.') && !name.contains(['/', '\\', '\0'])
    };
    Some(addresses.filter_map(decoded).filter(plain).collect())
}

/// The name that [`encoded`] made this address of.
fn decoded(address: &str) -> Option<String> {
    let mut pieces = address.split('%');
    let mut bytes = pieces.next()?.as_bytes().to_vec();
    for piece in pieces {
        let code = u8::from_str_radix(piece.get(..2)?, 16).ok()?;
        bytes.push(code);
        bytes.extend_from_slice(piece.get(2..)?.as_bytes());
    }
    String::from_utf8(bytes).ok()
}

fn head<'a>(arena: &'a Arena<'a>, root: &'a AstNode<'a>, level: u8, text: &str) {
    let heading = NodeHeading { level, setext: false, closed: false };
    let heading = add(arena, root, NodeValue::Heading(heading));
    add(arena, heading, NodeValue::Text(text.to_owned().into()));
}

fn list<'a>(arena: &'a Arena<'a>, root: &'a AstNode<'a>) -> &'a AstNode<'a> {
    add(arena, root, NodeValue::List(bullets()))
}

fn bullets() -> NodeList {
    NodeList { list_type: ListType::Bullet, tight: true, ..NodeList::default() }
}

/// The paragraph of a new item.
fn item<'a>(arena: &'a Arena<'a>, items: &'a AstNode<'a>) -> &'a AstNode<'a> {
    add(arena, add(arena, items, NodeValue::Item(bullets())), NodeValue::Paragraph)
}

fn link<'a>(arena: &'a Arena<'a>, parent: &'a AstNode<'a>, text: &str, file: &str) {
    let target = NodeLink { url: encoded(file), title: String::new() };
    let link = add(arena, parent, NodeValue::Link(Box::new(target)));
    add(arena, link, NodeValue::Text(text.to_owned().into()));
}

fn add<'a>(
    arena: &'a Arena<'a>,
    parent: &'a AstNode<'a>,
    value: NodeValue,
) -> &'a AstNode<'a> {
    let node = arena.alloc(value.into());
    parent.append(node);
    node
}

/// A file's name as an address: everything but letters, digits, `-`, `_` and `.` of ASCII
/// by its bytes, so that no name is taken for a scheme or a path.
fn encoded(file: &str) -> String {
    file.bytes().fold(String::new(), |url, byte| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
            url + char::from(byte).encode_utf8(&mut [0; 4])
        }
        byte => url + &format!("%{byte:02X}"),
    })
}

fn page(title: &str, body: &str) -> String {
    let title = minijinja::HtmlEscape(title);
    format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n{MARK}\n\
         <title>{title}</title>\n\
         <style>body{{max-width:40em;margin:2em auto;padding:0 1em;line-height:2;\
         font-family:FangSong,\"仿宋\",serif}}h1{{text-align:center}}</style>\n\
         </head>\n<body>\n{body}</body>\n</html>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_text_and_addresses_are_relative() {
        let files = vec![("pdf".to_owned(), "javascript:甲.pdf".to_owned())];
        let entries = [Entry { title: "<b>河南省</b>".to_owned(), files }];
        let page = String::from_utf8(index("目录", &entries, &[]).unwrap()).unwrap();
        assert!(page.contains("&lt;b&gt;河南省&lt;/b&gt;"), "{page}");
        assert!(page.contains("href=\"javascript%3A%E7%94%B2.pdf\""), "{page}");
    }

    #[test]
    fn what_was_listed_is_read_back_and_nothing_else() {
        let names =
            ["410000-河南省.docx", "奇怪_%41_b_&_'_.md", "../seeds/a", "旧 \".pdf"];
        let [kept @ .., old] = names.map(str::to_owned);
        let files = kept.map(|name| (name.clone(), name)).to_vec();
        let entries = [Entry { title: "<a href=\"x.pdf\">".to_owned(), files }];
        let page = index("目录", &entries, &[old]).unwrap();
        let page = String::from_utf8(page).unwrap();
        assert_eq!(indexed(&page).unwrap(), [names[0], names[1], names[3]]);
        assert_eq!(indexed("<a href=\"a.pdf\">"), None);
    }
}
