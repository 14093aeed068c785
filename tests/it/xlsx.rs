//! The workbook through the command line.

use calamine::{Reader, Xlsx, open_workbook};

use crate::common::{Sandbox, squeezed};

#[test]
fn the_text_of_every_record_is_whole() {
    let sandbox = Sandbox::issued();
    for report in ["list", "tracking"] {
        let ran = sandbox.run(&format!("export --report {report} -o list.xlsx"));
        assert_eq!(ran.code, 0, "{}", ran.err);
        let mut book: Xlsx<_> = open_workbook(sandbox.path().join("list.xlsx")).unwrap();
        let mut text = String::new();
        for (_, range) in book.worksheets() {
            for cell in range.used_cells() {
                text.push_str(&squeezed(&cell.2.to_string()));
            }
        }
        for record in sandbox.texts() {
            assert!(text.contains(&squeezed(&record)), "{report}: {record}");
        }
    }
}

#[test]
fn a_workbook_can_have_a_sheet_for_each_region() {
    let sandbox = Sandbox::issued();
    let ran = sandbox.run("export --format xlsx --split -o list.xlsx");
    assert_eq!(ran.code, 0, "{}", ran.err);
    let book: Xlsx<_> = open_workbook(sandbox.path().join("list.xlsx")).unwrap();
    let names = book.sheet_names();
    assert_eq!((names.len(), names[1].as_str()), (13, "河南省"));
}

#[test]
fn only_what_has_regions_is_split_and_only_by_them() {
    let sandbox = Sandbox::issued();
    let record = "number: 1\nregion: 河南省\nbody: |\n  加强消防安全检查。\n";
    sandbox.write("recommendations/b/001.yaml", record);
    let names = |file: &str| {
        let book: Xlsx<_> = open_workbook(sandbox.path().join(file)).unwrap();
        book.sheet_names()
    };
    sandbox.run("export --format xlsx --split -o list.xlsx");
    let sheets = names("list.xlsx");
    assert_eq!((sheets.len(), sheets[1].as_str()), (13, "河南省"));
    sandbox.run("brief 豫 --format xlsx --split -o packs");
    let sheets = names("packs/410000-河南省.xlsx");
    assert!(sheets.contains(&"一、概况".to_owned()), "{sheets:?}");
    assert!(!sheets.contains(&"部门".to_owned()), "{sheets:?}");
}
