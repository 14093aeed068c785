//! The schema in a real editor's language server: a wrong region is underlined where it
//! stands, and a region completes. Needs `yaml-language-server` on the path.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

use crate::common::{Sandbox, skip};

/// A language server on the other end of two pipes.
struct Server {
    process: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
}

impl Server {
    fn start() -> Option<Self> {
        let mut command = Command::new("yaml-language-server");
        command.arg("--stdio").stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = command.stderr(Stdio::null()).spawn().ok()?;
        let (to, from) = (process.stdin.take()?, process.stdout.take()?);
        Some(Self { process, to, from: BufReader::new(from) })
    }

    fn send(&mut self, mut message: Value) {
        message["jsonrpc"] = "2.0".into();
        let text = message.to_string();
        write!(self.to, "Content-Length: {}\r\n\r\n{text}", text.len()).unwrap();
        self.to.flush().unwrap();
    }

    fn receive(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert!(self.from.read_line(&mut line).unwrap() > 0, "the server has ended");
            match line.trim_end().split_once(": ") {
                Some(("Content-Length", bytes)) => length = bytes.parse().unwrap(),
                Some(_) => {}
                None => break,
            }
        }
        let mut text = vec![0; length];
        self.from.read_exact(&mut text).unwrap();
        serde_json::from_slice(&text).unwrap()
    }

    /// Waits for a message that is `wanted`, answering what the server asks meanwhile.
    fn wait(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        loop {
            let message = self.receive();
            if message.get("method").is_some() && message.get("id").is_some() {
                let asked = message["params"]["items"].as_array().map_or(0, Vec::len);
                let none: Vec<Value> = (0..asked).map(|_| Value::Null).collect();
                self.send(json!({ "id": message["id"], "result": none }));
            } else if wanted(&message) {
                return message;
            }
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn a_wrong_region_is_underlined_and_a_region_completes() {
    let Some(mut server) = Server::start() else {
        return skip("没有 yaml-language-server（npm install -g yaml-language-server）");
    };
    let sandbox = Sandbox::issued();
    let schema = sandbox.run("schema").out;
    sandbox.write(".schema.json", schema);
    let root = format!("file://{}", sandbox.path().display());
    let record = format!("{root}/recommendations/001.yaml");
    let modeline = "# yaml-language-server: $schema=../.schema.json";
    let text = format!("{modeline}\nnumber: 1\nregion: 河蓝省\nbody: |\n  一句。\n");
    server.send(json!({ "id": 1, "method": "initialize", "params": {
        "processId": null, "rootUri": root, "capabilities": {} } }));
    server.wait(|message| message["id"] == 1);
    server.send(json!({ "method": "initialized", "params": {} }));
    server.send(json!({ "method": "textDocument/didOpen", "params": { "textDocument": {
        "uri": record, "languageId": "yaml", "version": 1, "text": text } } }));

    let told = server.wait(|message| {
        message["method"] == "textDocument/publishDiagnostics"
            && message["params"]["diagnostics"].as_array().is_some_and(|d| !d.is_empty())
    });
    let range = &told["params"]["diagnostics"][0]["range"];
    assert_eq!(range["start"], json!({ "line": 2, "character": 8 }), "{told}");
    assert_eq!(range["end"], json!({ "line": 2, "character": 11 }), "{told}");

    let changed = text.replace("河蓝省", "河");
    server.send(json!({ "method": "textDocument/didChange", "params": {
        "textDocument": { "uri": record, "version": 2 },
        "contentChanges": [{ "text": changed }] } }));
    server.send(json!({ "id": 2, "method": "textDocument/completion", "params": {
        "textDocument": { "uri": record }, "position": { "line": 2, "character": 9 } } }));
    let offered = server.wait(|message| message["id"] == 2).to_string();
    assert!(offered.contains("河南省") && offered.contains("国家层面"), "{offered}");
}
