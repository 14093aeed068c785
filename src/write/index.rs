//! The page that lists a folder of documents: plain HTML through comrak, without script.

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

/// The page. Addresses are relative, so that the folder may lie anywhere.
pub fn index(title: &str, entries: &[Entry]) -> Result<Vec<u8>, WriteError> {
    let arena = Arena::new();
    let root = arena.alloc(NodeValue::Document.into());
    let heading = NodeHeading { level: 1, setext: false, closed: false };
    let heading = add(&arena, root, NodeValue::Heading(heading));
    add(&arena, heading, NodeValue::Text(title.to_owned().into()));
    let list =
        NodeList { list_type: ListType::Bullet, tight: true, ..NodeList::default() };
    let items = add(&arena, root, NodeValue::List(list));
    for entry in entries {
        let item = add(&arena, items, NodeValue::Item(list));
        let paragraph = add(&arena, item, NodeValue::Paragraph);
        add(&arena, paragraph, NodeValue::Text(format!("{}：", entry.title).into()));
        for (at, (name, file)) in entry.files.iter().enumerate() {
            if at > 0 {
                add(&arena, paragraph, NodeValue::Text(" ".into()));
            }
            let target = NodeLink { url: encoded(file), title: String::new() };
            let link = add(&arena, paragraph, NodeValue::Link(Box::new(target)));
            add(&arena, link, NodeValue::Text(name.clone().into()));
        }
    }
    let mut body = String::new();
    comrak::format_html(root, &comrak::Options::default(), &mut body).map_err(|_| {
        WriteError { message: "无法写成目录页：内存不足".to_owned() }
    })?;
    Ok(page(title, &body).into_bytes())
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
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
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
        let page = String::from_utf8(index("目录", &entries).unwrap()).unwrap();
        assert!(page.contains("&lt;b&gt;河南省&lt;/b&gt;"), "{page}");
        assert!(page.contains("href=\"javascript%3A%E7%94%B2.pdf\""), "{page}");
    }
}
