//! What a walk of folders takes and leaves out.

use super::*;

fn names(folder: &Path, selection: &Selection) -> (Vec<String>, Vec<String>) {
    let mut found = (Vec::new(), Vec::new());
    let name = |path: &Path| display_path(path.strip_prefix(folder).unwrap());
    for entry in Walk::new(folder, selection) {
        match entry {
            Found::File(path) => found.0.push(name(&path)),
            Found::LeftOut(path, _) => found.1.push(name(&path)),
            Found::IgnoreFile(_) => {}
            other => panic!("{other:?}"),
        }
    }
    found
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    // Outside of folders whose names a walk would take for hidden.
    let folder = tempfile::Builder::new().prefix("walk-").tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

#[test]
fn dossiers_come_in_the_order_of_names() {
    let files =
        ["d.yml", "b/z.yaml", "b/c/a.yaml", "a.yaml", ".hidden.yaml", ".git/x.yaml", "notes.txt", "yaml", "b.yaml"];
    let folder = folder(&files.map(|name| (name, "")));
    let (files, left_out) = names(folder.path(), &Selection::default());
    assert_eq!(files, ["a.yaml", "b/c/a.yaml", "b/z.yaml", "b.yaml", "d.yml"]);
    assert!(left_out.is_empty());
}

#[test]
fn extensions_may_be_in_capitals_and_accents_in_either_encoding() {
    let folder = folder(&["a.YAML", "b.Yml", "e\u{301}te\u{301}/c.yaml", "\u{e9}cole.yaml"].map(|name| (name, "")));
    let all = names(folder.path(), &Selection::default()).0;
    assert_eq!(all, ["a.YAML", "b.Yml", "e\u{301}te\u{301}/c.yaml", "\u{e9}cole.yaml"]);
    for (glob, expected) in [("\u{e9}t\u{e9}", "e\u{301}te\u{301}/c.yaml"), ("e\u{301}cole.yaml", "\u{e9}cole.yaml")] {
        let selection = Selection { include: vec![glob.to_owned()], ..Selection::default() };
        assert_eq!(names(folder.path(), &selection).0, [expected]);
        let selection = Selection { exclude: vec![glob.to_owned()], ..Selection::default() };
        assert_eq!(names(folder.path(), &selection).0.len(), 3);
    }
}

#[test]
fn what_git_ignores_is_left_out_unless_it_is_asked_for() {
    let files = [
        (".git/HEAD", ""),
        (".gitignore", "brouillons/\n*.old.yaml\n"),
        // Other tools' ignore files do not apply.
        (".ignore", "notes.yaml\n"),
        ("a.yaml", ""),
        ("a.old.yaml", ""),
        ("brouillons/b.yaml", ""),
        ("notes.yaml", ""),
    ];
    let folder = folder(&files);
    assert_eq!(names(folder.path(), &Selection::default()).0, ["a.yaml", "notes.yaml"]);
    let all = Selection { ignored_too: true, ..Selection::default() };
    assert_eq!(names(folder.path(), &all).0, ["a.old.yaml", "a.yaml", "brouillons/b.yaml", "notes.yaml"]);
}

#[test]
fn globs_narrow_what_is_taken() {
    let files = ["lens/a.yaml", "lens/b.yml", "lens/essai/c.yaml", "lille/a.yaml", "lille/d.yaml"];
    let folder = folder(&files.map(|name| (name, "")));
    let with = |include: &[&str], exclude: &[&str]| {
        let owned = |globs: &[&str]| globs.iter().map(|&glob| glob.to_owned()).collect();
        names(folder.path(), &Selection { ignored_too: false, include: owned(include), exclude: owned(exclude) }).0
    };
    assert_eq!(with(&["a.yaml"], &[]), ["lens/a.yaml", "lille/a.yaml"]);
    assert_eq!(with(&["lens/**"], &[]), ["lens/a.yaml", "lens/b.yml", "lens/essai/c.yaml"]);
    assert_eq!(with(&["*.yml", "d.*"], &[]), ["lens/b.yml", "lille/d.yaml"]);
    assert_eq!(with(&[], &["essai", "lille"]), ["lens/a.yaml", "lens/b.yml"]);
    assert_eq!(with(&["lens/**"], &["*.yml"]), ["lens/a.yaml", "lens/essai/c.yaml"]);
    assert_eq!(with(&["lens"], &["lens/essai"]), ["lens/a.yaml", "lens/b.yml"]);
    assert_eq!(with(&["./lens/"], &[]), ["lens/a.yaml", "lens/b.yml", "lens/essai/c.yaml"]);
    assert_eq!(with(&["essai"], &[]), ["lens/essai/c.yaml"]);
    for bad in ["", "!lens", "#lens", "./"] {
        let selection = Selection { exclude: vec!["lens".to_owned(), bad.to_owned()], ..Selection::default() };
        assert_eq!(selection.bad_glob(), Some(bad));
    }
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_named_and_links_to_folders_are_not_followed() {
    let folder = folder(&[("x.yaml/inside.yaml", ""), ("a.yaml", "")]);
    let root = folder.path();
    std::os::unix::fs::symlink(root, root.join("loop")).unwrap();
    std::os::unix::fs::symlink(root, root.join("linked.yaml")).unwrap();
    std::os::unix::fs::symlink(root.join("a.yaml"), root.join("link.yaml")).unwrap();
    std::os::unix::fs::symlink(root.join("none"), root.join("vanished.yaml")).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(root.join("pipe.yaml")).status().unwrap().success());
    let (files, left_out) = names(root, &Selection::default());
    assert_eq!(files, ["a.yaml", "link.yaml", "vanished.yaml"]);
    assert_eq!(left_out, ["linked.yaml", "pipe.yaml", "x.yaml"]);
}

#[cfg(unix)]
#[test]
fn links_that_lead_out_of_the_folder_are_named_and_not_followed() {
    let folder = folder(&[("walked/a.yaml", ""), ("beside.yaml", "")]);
    let walked = folder.path().join("walked");
    std::os::unix::fs::symlink(folder.path().join("beside.yaml"), walked.join("out.yaml")).unwrap();
    std::os::unix::fs::symlink("a.yaml", walked.join("within.yaml")).unwrap();
    let (files, left_out) = names(&walked, &Selection::default());
    assert_eq!(files, ["a.yaml", "within.yaml"]);
    assert_eq!(left_out, ["out.yaml"]);
}

#[cfg(unix)]
#[test]
fn bytes_that_are_not_utf8_are_escaped() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    assert_eq!(display_path(Path::new(OsStr::from_bytes(b"a/\xe9t\xc3\xa9.yaml"))), "a/\\xe9té.yaml");
}

/// The files that the library's own walk takes, which reads ignore files without limits.
fn as_the_library_takes(folder: &Path) -> Vec<PathBuf> {
    let walk = ignore::WalkBuilder::new(folder).ignore(false).sort_by_file_name(std::ffi::OsStr::cmp).build();
    let files = walk.map(Result::unwrap).filter(|entry| entry.file_type().unwrap().is_file());
    files.map(ignore::DirEntry::into_path).filter(|path| has_dossier_name(path)).collect()
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    const FOLDERS: [&str; 7] = ["", "a", "a/b", "a/b/c", "b", "b/a", ".c"];

    fn pattern() -> impl Strategy<Value = String> {
        let part = prop::sample::select(vec![
            "a", "b", "c", "*", "**", "x.yaml", "*.yaml", ".h.yaml", ".c", "?", "[ab]", "[!a]", "x*", "\\x.yaml",
            "{a,b}", " ", "é",
        ]);
        let parts = prop::collection::vec(part, 1..4).prop_map(|parts| parts.join("/"));
        (
            prop::sample::select(vec!["", "!", "/", "!/", "#", "\\!"]),
            parts,
            prop::sample::select(vec!["", "/", " ", "/**", "\r"]),
        )
            .prop_map(|(before, parts, after)| format!("{before}{parts}{after}"))
    }

    fn ignore_file() -> impl Strategy<Value = String> {
        (any::<bool>(), prop::collection::vec(pattern(), 0..5))
            .prop_map(|(mark, lines)| format!("{}{}", if mark { "\u{feff}" } else { "" }, lines.join("\n")))
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 100, ..ProptestConfig::default() })]

        #[test]
        fn a_walk_takes_what_git_does_not_ignore(
            ignore_files in prop::collection::vec(prop::option::of(ignore_file()), FOLDERS.len()),
            repositories in prop::collection::vec(prop::bool::weighted(0.2), FOLDERS.len()),
            exclude in ignore_file(),
        ) {
            let tree = folder(&[]);
            let write = |name: &str, text: &str| {
                let path = tree.path().join(name);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, text).unwrap();
            };
            for ((name, patterns), is_repository) in FOLDERS.iter().zip(&ignore_files).zip(repositories) {
                for file in ["x.yaml", "xé.yaml", "a.yaml", ".h.yaml", "!x.yaml"] {
                    write(format!("{name}/{file}").trim_start_matches('/'), "");
                }
                if let Some(patterns) = patterns {
                    write(format!("{name}/.gitignore").trim_start_matches('/'), patterns);
                }
                if is_repository {
                    write(format!("{name}/.git/info/exclude").trim_start_matches('/'), &exclude);
                }
            }
            for walked in ["", "a", "a/b", "b"] {
                let folder = if walked.is_empty() { tree.path().to_owned() } else { tree.path().join(walked) };
                let taken: Vec<PathBuf> = Walk::new(&folder, &Selection::default())
                    .filter_map(|found| match found {
                        Found::File(path) => Some(path),
                        _ => None,
                    })
                    .collect();
                prop_assert_eq!(taken, as_the_library_takes(&folder));
            }
        }
    }
}
