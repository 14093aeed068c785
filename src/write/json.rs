//! `json` and `jsonl`: rows as they are, one object each.

use super::{DataRow, Options, Outcome, WriteError};

/// An array of objects, indented, with a final line end.
pub(super) fn write_array(rows: &[DataRow], _options: &Options) -> Outcome {
    let mut bytes = serde_json::to_vec_pretty(rows).map_err(|error| broken(&error))?;
    bytes.push(b'\n');
    Ok(bytes.into())
}

/// One object a line.
pub(super) fn write_lines(rows: &[DataRow], _options: &Options) -> Outcome {
    let mut bytes = Vec::new();
    for row in rows {
        serde_json::to_writer(&mut bytes, row).map_err(|error| broken(&error))?;
        bytes.push(b'\n');
    }
    Ok(bytes.into())
}

fn broken(error: &serde_json::Error) -> WriteError {
    WriteError {
        message: format!("无法写成 JSON：{error}；请用 validate 检查语料库")
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn rows() -> Vec<DataRow> {
        ["河南省", "a\"\u{2028}\n𬭛"]
            .into_iter()
            .map(|region| DataRow::from_iter([("region".to_owned(), json!(region))]))
            .collect()
    }

    #[test]
    fn what_is_written_reads_back_the_same() {
        let array = write_array(&rows(), &Options::default()).unwrap().bytes;
        assert_eq!(serde_json::from_slice::<Vec<DataRow>>(&array).unwrap(), rows());
        let lines = write_lines(&rows(), &Options::default()).unwrap().bytes;
        let lines = String::from_utf8(lines).unwrap();
        let back: Vec<Value> = lines
            .split_terminator('\n')
            .map(|l| serde_json::from_str(l).unwrap())
            .collect();
        assert_eq!(back.len(), 2);
        assert_eq!(back[1]["region"], "a\"\u{2028}\n𬭛");
    }
}
