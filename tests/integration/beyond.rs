//! Many machines: results of parts of a list equal those of one run, and the recipes of `examples/spark/` work.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};

use crate::common::{DAY, Folder, Recevable, edit, eligible, example, example_names, repository, verdict};

/// A folder `dossiers`, whose files hold the examples.
fn examples() -> Folder {
    let folder = Folder::new();
    for name in example_names() {
        folder.write(&format!("dossiers/{name}"), example(&name));
    }
    folder
}

/// The same with copies of projects and of files, of which each share of a list sees a part.
fn with_copies() -> Folder {
    let folder = examples();
    let nameless = edit(&eligible(1), &[("  siret: \"12345601400018\"\n", "")]);
    for copy in ["a", "k", "z"] {
        folder.write(&format!("dossiers/{copy}.yaml"), format!("{}# {copy}\n", eligible(1)));
        folder.write(&format!("dossiers/{copy}-copie.yaml"), eligible(2));
        folder.write(&format!("dossiers/{copy}-sans-siret.yaml"), &nameless);
    }
    folder
}

/// A folder's dossiers, as a list of paths.
fn list(folder: &Folder) -> Vec<String> {
    let entries = fs::read_dir(folder.at("dossiers")).unwrap();
    let mut paths: Vec<String> =
        entries.map(|entry| format!("dossiers/{}", entry.unwrap().file_name().into_string().unwrap())).collect();
    paths.sort();
    paths
}

/// What a run over a list of paths writes.
fn checked(folder: &Folder, paths: &[String], format: &str) -> String {
    let arguments = ["check", "--files-from", "-", "--date", DAY, "--format", format, "--fail-on", "never"];
    let list: String = paths.iter().map(|path| format!("{path}\0")).collect();
    Recevable::new(arguments).dir(folder.path()).stdin(list).run().exits(0).stdout
}

fn in_shares(folder: &Folder, paths: &[String], size: usize) -> String {
    paths.chunks(size).map(|share| checked(folder, share, "ndjson")).collect()
}

fn lines(ndjson: &str) -> Vec<Value> {
    ndjson.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn shares_of_a_list_joined_are_the_lines_of_one_run() {
    let folder = examples();
    let paths = list(&folder);
    let whole = checked(&folder, &paths, "ndjson");
    assert_eq!(whole.lines().count(), paths.len());
    for size in [1, 2, 7, 19] {
        assert!(in_shares(&folder, &paths, size) == whole, "shares of {size}");
    }
}

#[test]
fn shares_with_copies_differ_in_what_dossiers_have_in_common_alone() {
    let folder = with_copies();
    let paths = list(&folder);
    let own = |ndjson: &str| {
        let mut lines = lines(ndjson);
        for line in &mut lines {
            for across in ["batch", "verdict"] {
                line.as_object_mut().unwrap().remove(across).unwrap();
            }
        }
        lines
    };
    let whole = checked(&folder, &paths, "ndjson");
    let shares = in_shares(&folder, &paths, 4);
    assert_ne!(shares, whole);
    assert_eq!(own(&shares), own(&whole));
}

#[test]
fn grouped_by_the_published_key_shares_give_the_duplicates_of_one_run() {
    let folder = with_copies();
    let paths = list(&folder);
    let mut groups: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for line in lines(&in_shares(&folder, &paths, 4)) {
        if let Some(key) = line["duplicate_key"].as_str() {
            groups.entry(key.to_owned()).or_default().push(line["path"].clone());
        }
    }
    let mut groups: Vec<Vec<Value>> = groups.into_values().filter(|paths| paths.len() > 1).collect();
    groups.sort_by_key(|paths| paths[0].as_str().unwrap().to_owned());
    let whole: Value = serde_json::from_str(&checked(&folder, &paths, "json")).unwrap();
    // Those without a SIRET have no key; the run knows them by their bytes.
    let mut duplicates = whole["summary"]["duplicates"].as_array().unwrap().clone();
    duplicates.retain(|group| !group[0].as_str().unwrap().contains("sans-siret"));
    assert_eq!(groups.len(), 2);
    assert_eq!(json!(groups), json!(duplicates));
}

fn spark(name: &str) -> PathBuf {
    repository().join("examples/spark").join(name)
}

/// The fenced blocks of a language in the README of `examples/spark/`.
fn blocks(language: &str) -> Vec<String> {
    let readme = fs::read_to_string(spark("README.md")).unwrap();
    let opening = format!("```{language}\n");
    readme.split(&opening).skip(1).map(|rest| rest.split("```").next().unwrap().to_owned()).collect()
}

/// Whether a program that a recipe needs is here. A test without it is skipped, and says so.
fn has(program: &str, arguments: &[&str]) -> bool {
    let found = Command::new(program).args(arguments).output().is_ok_and(|output| output.status.success());
    if !found {
        println!("skipped: no `{program} {}` here", arguments.join(" "));
    }
    found
}

/// Runs a script in a folder, with the program in reach.
fn shell(folder: &Path, script: &str) {
    let program = Path::new(env!("CARGO_BIN_EXE_recevable")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let script = format!("set -euo pipefail\n{script}");
    succeeds(&Command::new("bash").args(["-c", &script]).current_dir(folder).env("PATH", path).output().unwrap());
}

fn succeeds(output: &Output) {
    let said = [&output.stdout[..], &output.stderr[..]].concat();
    assert!(output.status.success(), "{}: {}", output.status, String::from_utf8_lossy(&said));
}

#[test]
fn the_recipe_for_gnu_parallel_gives_the_lines_of_one_run() {
    if !has("parallel", &["--version"]) {
        return;
    }
    let [recipe, merge, _] = &blocks("sh")[..] else { panic!() };
    let small = edit(recipe, &[("-N 500", "-N 3")]);
    let folder = examples();
    shell(folder.path(), &small);
    assert!(folder.read("bilan.ndjson") == checked(&folder, &list(&folder), "ndjson"));
    if !has("jq", &["--version"]) {
        return;
    }
    let folder = with_copies();
    for copy in ["a", "k", "z"] {
        fs::remove_file(folder.at(&format!("dossiers/{copy}-sans-siret.yaml"))).unwrap();
    }
    shell(folder.path(), &format!("{small}\n{merge}"));
    let merged: Value = serde_json::from_str(&folder.read("bilan.json")).unwrap();
    let whole: Value = serde_json::from_str(&checked(&folder, &list(&folder), "json")).unwrap();
    for (verdict, count) in merged["verdicts"].as_object().unwrap() {
        assert_eq!(*count, whole["summary"][verdict], "{verdict}: {merged:#}");
    }
    let groups = |found: &Value| {
        let mut groups = found.as_array().unwrap().clone();
        groups.sort_by_key(Value::to_string);
        groups
    };
    assert_eq!(groups(&merged["duplicates"]), groups(&whole["summary"]["duplicates"]));
}

#[test]
fn the_queries_shown_are_those_of_the_job_and_it_knows_no_rule_by_name() {
    let job = fs::read_to_string(spark("job.py")).unwrap();
    let queries = blocks("sql");
    assert_eq!(queries.len(), 2);
    for query in queries {
        assert!(job.contains(&query), "{query}");
    }
    assert!(!job.contains("B-DUP"));
}

fn python() -> Command {
    let mut python = Command::new("python3");
    python.env("PYTHONDONTWRITEBYTECODE", "1");
    python
}

#[test]
fn the_python_of_the_examples_compiles() {
    if !has("python3", &["--version"]) {
        return;
    }
    let folder = Folder::new();
    for name in ["job.py", "compare.py"] {
        let mut compile = python();
        compile.args(["-m", "py_compile"]).arg(spark(name)).env("PYTHONPYCACHEPREFIX", folder.path());
        succeeds(&compile.output().unwrap());
    }
}

/// What the job would write of a run over two dossiers, of which the second repeats the first.
fn job_of(run: &Value) -> Value {
    let mut summary = run["summary"].clone();
    for key in ["complete", "reading_dependent"] {
        summary.as_object_mut().unwrap().remove(key).unwrap();
    }
    let across = run["dossiers"][1]["batch"].as_array().unwrap().iter();
    let violated: Vec<Value> = across
        .map(|found| json!({"rule": found["rule"], "level": found["level"], "title": found["title"], "dossiers": 1}))
        .collect();
    json!({"evaluated_on": run["evaluated_on"], "summary": summary, "most_violated": violated})
}

fn verdicts_of(run: &Value) -> String {
    let dossiers = run["dossiers"].as_array().unwrap().iter();
    let line = |dossier: &Value| {
        let batch = dossier["batch"].as_array().unwrap().iter();
        let repeats: Vec<Value> = batch.map(|found| json!({"rule": found["rule"], "first": found["first"]})).collect();
        json!({"path": dossier["path"], "verdict": verdict(dossier), "repeats": repeats})
    };
    dossiers.map(|dossier| format!("{}\n", line(dossier))).collect()
}

#[test]
fn the_comparison_fails_on_any_difference() {
    if !has("python3", &["--version"]) {
        return;
    }
    let folder = Folder::new();
    for name in ["1.yaml", "2.yaml"] {
        folder.write(&format!("dossiers/{name}"), eligible(1));
    }
    let run = checked(&folder, &list(&folder), "json");
    folder.write("run.json", &run);
    let run: Value = serde_json::from_str(&run).unwrap();
    let compared = |job: &Value, verdicts: &str| {
        folder.write("job.json", job.to_string());
        folder.write("verdicts/part-00000.json", verdicts);
        let mut compare = python();
        compare.arg(spark("compare.py")).args(["run.json", "job.json", "--verdicts", "verdicts"]);
        compare.current_dir(folder.path()).env("PYTHONUTF8", "1").output().unwrap()
    };
    let (job, verdicts) = (job_of(&run), verdicts_of(&run));
    succeeds(&compared(&job, &verdicts));
    for (pointer, wrong) in [
        ("/summary/eligible", json!(2)),
        ("/summary/duplicates", json!([])),
        ("/most_violated/0/dossiers", json!(2)),
        ("/evaluated_on", json!("2015-01-01")),
    ] {
        let mut changed = job.clone();
        *changed.pointer_mut(pointer).unwrap() = wrong;
        assert_eq!(compared(&changed, &verdicts).status.code(), Some(1), "{pointer}");
    }
    let last = &verdicts[verdicts.find('\n').unwrap() + 1..];
    for changed in [last.to_owned(), verdicts.replace("inconsistent", "eligible"), verdicts.replace("1.yaml", "3.yaml")]
    {
        assert_eq!(compared(&job, &changed).status.code(), Some(1), "{changed}");
    }
}

#[test]
fn the_spark_job_finds_what_one_run_finds() {
    if !has("python3", &["-c", "import pyspark"]) || !has("java", &["-version"]) {
        return;
    }
    let folder = with_copies();
    // What a walk meets beside dossiers.
    for name in ["x.yaml/dedans.yaml", ".caché.yaml", "note.txt", "b/c.yml", "b.yaml", "b/illisible\n.yaml"] {
        folder.write(&format!("dossiers/{name}"), [0xff]);
    }
    let program = env!("CARGO_BIN_EXE_recevable");
    let run = Recevable::check(["--no-ignore", "dossiers", "--format", "json", "--fail-on", "never"]);
    folder.write("run.json", run.dir(folder.path()).run().exits(0).stdout);
    let mut job = python();
    job.arg(spark("job.py")).args(["dossiers", "--recevable", program, "--date", DAY]);
    job.args(["--partitions", "5", "--verdicts", "verdicts"]).current_dir(folder.path());
    // Spark's own number of partitions is made for more than a few dossiers.
    job.env("PYSPARK_SUBMIT_ARGS", "--master local[2] --conf spark.sql.shuffle.partitions=2 pyspark-shell");
    let output = job.output().unwrap();
    succeeds(&output);
    folder.write("job.json", output.stdout);
    let mut compare = python();
    compare.arg(spark("compare.py")).args(["run.json", "job.json", "--verdicts", "verdicts"]);
    succeeds(&compare.current_dir(folder.path()).output().unwrap());
}
