//! `diff`: which versions are compared, and what git may be like.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::common::Sandbox;

fn record(number: u32, body: &str) -> String {
    format!("number: {number}\nregion: 河南省\nbody: |\n  {body}\n")
}

const PATH: &str = "recommendations/001.yaml";

/// Three versions of one record in git, and a fourth in the folder; 旁支 is a branch from
/// the first that has another record.
fn history() -> Option<Sandbox> {
    let sandbox = Sandbox::new();
    sandbox.write(PATH, record(1, "甲。"));
    if !sandbox.versioned() {
        return None;
    }
    sandbox.git("checkout --quiet -b 旁支");
    sandbox.write("recommendations/009.yaml", record(9, "旁。")).commit();
    sandbox.git("checkout --quiet main");
    sandbox.write(PATH, record(1, "乙。")).commit();
    sandbox.write(PATH, record(1, "丙。")).commit();
    sandbox.write(PATH, record(1, "丁。"));
    Some(sandbox)
}

#[test]
fn versions_are_named_as_git_names_them() {
    let Some(sandbox) = history() else { return };
    for (args, change) in [
        ("", "[-丙-]{+丁+}。"),
        ("HEAD~1", "[-乙-]{+丁+}。"),
        ("HEAD~1..HEAD", "[-乙-]{+丙+}。"),
        ("HEAD~2..main~1", "[-甲-]{+乙+}。"),
        ("HEAD~1..", "[-乙-]{+丙+}。"),
        ("..HEAD~1", "[-丙-]{+乙+}。"),
        ("旁支...main", "[-甲-]{+丙+}。"),
        ("main...旁支", "{+旁。+}"),
    ] {
        let ran = sandbox.run(&format!("diff {args}"));
        assert_eq!(ran.code, 1, "{args}: {}", ran.err);
        assert_eq!(ran.out.lines().nth(1).unwrap().trim(), change, "{args}");
        assert_eq!(ran.out.lines().count(), 3, "{args}: {}", ran.out);
    }
    let ran = sandbox.run("diff HEAD..main");
    assert_eq!((ran.code, ran.out.as_str()), (0, "HEAD → main：共 1 条，相同 1\n"));
    assert_eq!(sandbox.read(PATH), record(1, "丁。"));
}

#[track_caller]
fn assert_refused(sandbox: &Sandbox, args: &[&str], why: &str) {
    let ran = sandbox.run_with(&[&["diff"], args].concat(), "");
    assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}: {}", ran.err);
    assert!(ran.err.contains(why), "{args:?}: {}", ran.err);
    assert!(!ran.err.trim_end().contains(char::is_control), "{:?}", ran.err);
}

#[test]
fn what_is_no_version_is_told_with_a_way_out() {
    let Some(sandbox) = history() else { return };
    for name in
        ["没有", "HEAD..没有", "没有...HEAD", "HEAD:recommendations", "a b", "^HEAD"]
    {
        assert_refused(&sandbox, &[name], "用 git log --oneline --all 查看");
    }
    for name in ["--all", "-h..HEAD", "--output=x"] {
        assert_refused(&sandbox, &["--", name], "没有版本“-");
    }
    assert_refused(&sandbox, &["\u{1b}[31m\u{202e}"], "没有版本“␛[31m\u{fffd}”");
    sandbox.git("checkout --quiet --orphan 别处");
    sandbox.git("commit --quiet --allow-empty --message two");
    assert_refused(&sandbox, &["main...HEAD"], "没有共同的起点：改用两个点");
}

#[test]
fn a_folder_without_history_is_told_with_a_way_out() {
    let sandbox = Sandbox::new();
    sandbox.write(PATH, record(1, "甲。"));
    if Command::new("git").arg("--version").output().is_err() {
        return;
    }
    assert_refused(&sandbox, &[], "语料库须在 git 仓库里");
    sandbox.git("init --quiet");
    assert_refused(&sandbox, &[], "仓库里还没有提交");
    sandbox.commit();
    fs::remove_dir_all(sandbox.path().join("recommendations")).unwrap();
    sandbox.commit();
    assert_refused(&sandbox, &[], "两个版本里都没有建议");
}

#[test]
fn a_shallow_clone_is_told_how_to_deepen() {
    let Some(sandbox) = history() else { return };
    let clone = Sandbox::new();
    let url = format!("file://{}", sandbox.path().display());
    clone.git(&format!("clone --quiet --depth 1 --no-single-branch {url} ."));
    assert_refused(&clone, &["HEAD~1"], "git fetch --unshallow");
    assert_refused(&clone, &["main...origin/旁支"], "git fetch --unshallow");
    assert_eq!(clone.run("diff").code, 0);
}

#[test]
fn a_damaged_repository_is_told_and_not_waited_for() {
    let sandbox = Sandbox::new();
    // More than the pipes to and from git hold.
    for number in 1..=3000 {
        let path = format!("recommendations/{number:04}.yaml");
        sandbox.write(&path, record(number, &format!("第{number}件事。")));
    }
    if !sandbox.versioned() {
        return;
    }
    let hash = sandbox.git("rev-parse HEAD:recommendations/0001.yaml");
    let (folder, name) = hash.trim().split_at(2);
    let object = sandbox.path().join(".git/objects").join(folder).join(name);
    fs::remove_file(object).unwrap();
    assert_refused(&sandbox, &[], "仓库不完整：用 git fsck 检查");
}

fn jianyi(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jianyi"));
    command.arg("diff").current_dir(folder);
    command
}

#[test]
fn a_missing_git_is_told() {
    let sandbox = Sandbox::new();
    let ran = jianyi(sandbox.path()).env("PATH", sandbox.path()).output().unwrap();
    assert_eq!(ran.status.code(), Some(2));
    let told = String::from_utf8(ran.stderr).unwrap();
    assert!(told.starts_with("错误：没有找到 git") && told.contains("安装"), "{told}");
}

#[test]
fn what_a_hook_tells_git_does_not_lead_away() {
    let Some(sandbox) = history() else { return };
    let mut command = jianyi(&sandbox.path().join("recommendations"));
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_ICASE_PATHSPECS"] {
        command.env(name, "1");
    }
    let ran = command.output().unwrap();
    let told = String::from_utf8_lossy(&ran.stderr);
    assert_eq!(ran.status.code(), Some(1), "{told}");
}

#[test]
fn the_root_may_be_a_folder_of_the_repository() {
    let sandbox = Sandbox::new();
    sandbox.write("资料/语料/jianyi.yaml", "title: 清单\n");
    sandbox.write("资料/语料/recommendations/甲 乙/001.yaml", record(1, "甲。"));
    sandbox.write(PATH, record(1, "另一个语料库。"));
    if !sandbox.versioned() {
        return;
    }
    sandbox.write("资料/语料/recommendations/甲 乙/001.yaml", record(1, "乙。"));
    sandbox.write(PATH, record(1, "另一个语料库改了。"));
    let ran = sandbox.run("diff --root 资料/语料");
    let expected = "recommendations/甲 乙/001.yaml 第 1 条（河南省）：文字 1 处\n  \
                    [-甲-]{+乙+}。\nHEAD → 工作文件夹：共 1 条，相同 0，文字 1\n";
    assert_eq!((ran.code, ran.out.as_str()), (1, expected), "{}", ran.err);
    let below = jianyi(&sandbox.path().join("资料/语料/recommendations/甲 乙"));
    let ran = { below }.output().unwrap();
    assert_eq!(String::from_utf8(ran.stdout).unwrap(), expected);
}

#[cfg(unix)]
#[test]
fn only_files_that_are_records_are_read() {
    let sandbox = Sandbox::new();
    sandbox.write(PATH, record(1, "甲。\r\n  乙。"));
    sandbox.write("recommendations/说明.md", "一");
    sandbox.write("recommendations/.002.yaml", record(2, "藏。"));
    sandbox.write("recommendations/乙/深/003.yaml", record(3, "深。"));
    let link = sandbox.path().join("recommendations/004.yaml");
    std::os::unix::fs::symlink("001.yaml", &link).unwrap();
    let inner = Sandbox::new();
    if !inner.write("a", "a").versioned() {
        return;
    }
    let inside = sandbox.path().join("recommendations/005");
    fs::rename(inner.path(), &inside).unwrap();
    assert!(sandbox.versioned());
    sandbox.write(PATH, record(1, "甲。\n  乙。"));
    sandbox.write("recommendations/说明.md", "二");
    sandbox.write("recommendations/.002.yaml", record(2, "变。"));
    let ran = sandbox.run("diff HEAD..HEAD");
    assert_eq!(ran.out, "HEAD → HEAD：共 2 条，相同 2\n");
    assert!(
        ran.err.contains("recommendations/乙/深/003.yaml：文件放得太深"),
        "{}",
        ran.err
    );
    let ran = sandbox.run("diff");
    let told = "HEAD recommendations/004.yaml：是链接，没有读";
    assert!(ran.out.contains(told), "{}", ran.out);
    assert!(ran.out.ends_with("共 2 条，相同 1，文件有误 1\n"), "{}", ran.out);
}

#[test]
fn each_version_has_its_own_declarations() {
    let sandbox = Sandbox::new();
    sandbox.write(PATH, record(1, "甲。"));
    if !sandbox.versioned() {
        return;
    }
    sandbox.write("jianyi.yaml", "fields:\n  status: {type: string}\n");
    sandbox.write(PATH, record(1, "甲。") + "status: 在办\n").commit();
    let ran = sandbox.run("diff HEAD~1");
    assert!(ran.out.contains("  status：（无） → 在办\n"), "{}", ran.out);
    // A record that is the same file is no other one where the declarations are.
    sandbox.write("jianyi.yaml", "fields:\n  other: {type: string}\n");
    assert_eq!(sandbox.run("diff").code, 0);
    sandbox.write(PATH, sandbox.read(PATH) + "# 注\n");
    let ran = sandbox.run("diff");
    assert!(ran.out.contains("没有名为“status”的字段"), "{}", ran.out);
}
