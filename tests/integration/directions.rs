//! Modules import one another in one direction: the table of `.github/CONTRIBUTING.md` holds of the code.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::common::repository;

#[test]
fn modules_import_in_one_direction() {
    let allowed = allowed();
    let mut wrong = BTreeSet::new();
    let mut unknown = BTreeSet::new();
    for path in sources(&repository().join("src")) {
        let module = top_module(&path);
        if ["lib", "main"].contains(&module.as_str()) {
            continue;
        }
        let Some(may_import) = allowed.get(&module) else {
            unknown.insert(module);
            continue;
        };
        for imported in imports(&fs::read_to_string(&path).unwrap()) {
            if allowed.contains_key(&imported) && imported != module && !may_import.contains(&imported) {
                wrong.insert((module.clone(), imported));
            }
        }
    }
    assert!(unknown.is_empty(), "not in the table: {unknown:?}");
    assert!(wrong.is_empty(), "what stands on the left imports what stands on the right: {wrong:?}");
}

#[test]
fn the_table_has_no_circle() {
    for (module, may_import) in allowed() {
        assert!(!may_import.contains(&module), "{module} may import itself");
    }
}

/// What each module may import, itself or through others, by the table.
fn allowed() -> BTreeMap<String, BTreeSet<String>> {
    let text = fs::read_to_string(repository().join(".github/CONTRIBUTING.md")).unwrap();
    let rows = text.lines().filter(|line| line.starts_with("| `"));
    let rows: Vec<Vec<&str>> = rows.map(|line| line.trim_matches('|').split('|').collect()).collect();
    let named = |cell: &str| -> Vec<String> { cell.split('`').skip(1).step_by(2).map(str::to_owned).collect() };
    let direct: BTreeMap<String, Vec<String>> =
        rows.iter().filter(|row| row.len() == 3).map(|row| (named(row[0])[0].clone(), named(row[2]))).collect();
    assert!(direct.len() > 10, "{direct:?}");
    let all = |module: &String| {
        let mut reached = BTreeSet::new();
        let mut next = direct[module].clone();
        while let Some(module) = next.pop() {
            next.extend(direct[&module].iter().filter(|other| !reached.contains(*other)).cloned());
            reached.insert(module);
        }
        reached
    };
    direct.keys().map(|module| (module.clone(), all(module))).collect()
}

/// The Rust files of a folder and of those within it.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

fn top_module(path: &Path) -> String {
    let within = path.strip_prefix(repository().join("src")).unwrap();
    let first = within.components().next().unwrap().as_os_str().to_str().unwrap();
    first.trim_end_matches(".rs").to_owned()
}

/// The names that stand behind `crate::`, alone or in braces, outside of comments.
fn imports(text: &str) -> BTreeSet<String> {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let code = lines.collect::<Vec<_>>().join("\n");
    code.split("crate::").skip(1).flat_map(names).collect()
}

fn names(path: &str) -> Vec<String> {
    let name = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let Some(group) = path.strip_prefix('{') else { return vec![name(path)] };
    let (mut depth, mut names) = (1, vec![name(group.trim_start())]);
    for (at, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => names.push(name(group[at + 1..].trim_start())),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    names
}

#[test]
fn imports_are_found_alone_and_in_groups() {
    let text = "use crate::text::Lang;\n// crate::report\nuse crate::{rules::{self, lint}, yaml};\nlet x = $crate::source::read();\n";
    let found: Vec<String> = imports(text).into_iter().collect();
    assert_eq!(found.iter().filter(|name| !name.is_empty()).collect::<Vec<_>>(), ["rules", "source", "text", "yaml"]);
}
