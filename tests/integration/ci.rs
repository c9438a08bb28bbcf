//! The README's CI configurations and the pre-commit hooks: each command is run as written there.

use std::env;
use std::path::PathBuf;
use std::process::{Command, Output};

use regex_lite::Regex;
use serde_yaml::Value;

use crate::common::{Folder, Recevable, eligible, example, repository};

/// How CI installs the program; the variable holds the address of this repository.
const INSTALL: &str = "cargo install --locked --git \"$RECEVABLE\"";

fn readme() -> String {
    std::fs::read_to_string(repository().join("README.md")).unwrap()
}

/// The block of the README that begins so, without its fence.
fn block(language: &str, beginning: &str) -> String {
    let (readme, opening) = (readme(), format!("```{language}\n{beginning}"));
    let (_, rest) = readme.split_once(&opening).unwrap_or_else(|| panic!("no {beginning} in the README"));
    format!("{beginning}{}", rest.split("```").next().unwrap())
}

fn yaml(beginning: &str) -> Value {
    serde_yaml::from_str(&block("yaml", beginning)).unwrap()
}

/// A value's texts at a key, wherever it stands: one text, or a list of them.
fn texts(value: &Value, wanted: &str, into: &mut Vec<String>) {
    match value {
        Value::Mapping(entries) => {
            for (key, value) in entries {
                match value {
                    Value::String(text) if key == wanted => into.push(text.clone()),
                    Value::Sequence(list) if key == wanted => {
                        into.extend(list.iter().map(|text| text.as_str().unwrap().to_owned()));
                    }
                    other => texts(other, wanted, into),
                }
            }
        }
        Value::Sequence(list) => list.iter().for_each(|value| texts(value, wanted, into)),
        _ => {}
    }
}

/// The commands of a configuration, the one that installs the program left out.
fn commands(configuration: &Value, key: &str) -> Vec<String> {
    let mut all = Vec::new();
    texts(configuration, key, &mut all);
    assert_eq!(all[0], INSTALL);
    all.remove(0);
    assert!(all.iter().any(|command| command.starts_with("recevable check ")), "{all:?}");
    all
}

/// A repository of dossiers, one of them ineligible.
fn dossiers() -> Folder {
    let folder = Folder::new();
    folder.write("dossiers/bon.yaml", eligible(1));
    folder.write("dossiers/ancien.yaml", example("fiche-1-plancher-un-centime.yaml"));
    folder
}

/// Runs a command as a CI job's shell does, the program being the one under test.
fn run(command: &str, folder: &Folder) -> Output {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_recevable"));
    let known = env::var_os("PATH").unwrap_or_default();
    let paths = [program.parent().unwrap().to_owned()].into_iter().chain(env::split_paths(&known));
    let mut shell = Command::new("sh");
    shell.args(["-e", "-c", command]).current_dir(folder.path());
    shell.env("PATH", env::join_paths(paths).unwrap()).env("GITHUB_STEP_SUMMARY", folder.at("summary.md"));
    shell.env_remove("RECEVABLE_LANG").output().unwrap()
}

/// The exit codes of commands, one after the other.
fn codes(commands: &[String], folder: &Folder) -> Vec<i32> {
    commands.iter().map(|command| run(command, folder).status.code().unwrap()).collect()
}

/// Writes the baseline by the README's command.
fn write_baseline(folder: &Folder) {
    let command = block("sh", "recevable check dossiers --baseline");
    let output = run(&command, folder);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_github_workflow_fails_for_new_findings_and_annotates_all() {
    let folder = dossiers();
    let commands = commands(&yaml("# .github/workflows/dossiers.yml"), "run");
    assert_eq!(codes(&commands[..1], &folder), [2], "without the baseline");
    write_baseline(&folder);
    assert_eq!(codes(&commands, &folder), [0, 0]);
    let annotations = String::from_utf8(run(&commands[0], &folder).stdout).unwrap();
    assert!(annotations.starts_with("::notice file=dossiers/ancien.yaml,line="), "{annotations}");
    let sarif: serde_json::Value = serde_json::from_str(&folder.read("recevable.sarif")).unwrap();
    assert_eq!(sarif["runs"][0]["results"][0]["baselineState"], "unchanged");
    assert!(folder.read("summary.md").contains("dossiers/ancien.yaml"));
    folder.write("dossiers/neuf.yaml", example("fiche-3-hors-delai-un-jour.yaml"));
    assert_eq!(codes(&commands, &folder), [1, 0]);
    let annotations = String::from_utf8(run(&commands[0], &folder).stdout).unwrap();
    assert!(annotations.contains("::error file=dossiers/neuf.yaml,line="), "{annotations}");
    // What later steps upload is what the command writes.
    let mut files = Vec::new();
    texts(&yaml("# .github/workflows/dossiers.yml"), "sarif_file", &mut files);
    assert!(files.len() == 1 && folder.at(&files[0]).is_file());
}

#[test]
fn the_github_workflow_pins_its_actions_and_keeps_no_credentials() {
    let mut actions = Vec::new();
    let workflow = yaml("# .github/workflows/dossiers.yml");
    texts(&workflow, "uses", &mut actions);
    let pinned = Regex::new("^[a-z/-]+@[0-9a-f]{40}$").unwrap();
    assert!(actions.len() == 2 && actions.iter().all(|action| pinned.is_match(action)), "{actions:?}");
    assert_eq!(workflow["jobs"]["check"]["steps"][0]["with"]["persist-credentials"], false);
}

/// The settings that the README shows are read, each of them.
#[test]
fn the_readme_shows_settings_that_there_are() {
    let folder = Folder::new();
    folder.write("dossiers/a.yaml", eligible(1));
    folder.write("dossiers/brouillons/b.yaml", "x");
    folder.write("cadre/agglomeration.toml", include_str!("../../rules/overlays/lens-lievin.toml"));
    folder.write("registre.csv", "siret;nom;annee;montant;objet\n");
    folder.write(".recevable.toml", block("toml", "overlays = "));
    let run = Recevable::new(["check", "dossiers", "--date", "2014-11-20"]).dir(folder.path()).run();
    let stderr = run.stderr.clone();
    assert!(run.code() < 2 && stderr.contains("overlays, register, fail-on, formats, exclude"), "{stderr}");
    assert!(folder.at("bilans/a.html").is_file() && !folder.at("bilans/b.html").exists());
}

#[test]
fn the_gitlab_job_fails_for_new_findings_and_writes_its_reports() {
    let folder = dossiers();
    let job = yaml("# .gitlab-ci.yml");
    let commands = commands(&job, "script");
    write_baseline(&folder);
    assert_eq!(codes(&commands, &folder), [0]);
    folder.write("dossiers/neuf.yaml", example("fiche-3-hors-delai-un-jour.yaml"));
    assert_eq!(codes(&commands, &folder), [1]);
    let reports = &job["dossiers"]["artifacts"]["reports"];
    let quality: serde_json::Value =
        serde_json::from_str(&folder.read(reports["codequality"].as_str().unwrap())).unwrap();
    let severities = quality.as_array().unwrap().iter().map(|entry| entry["severity"].as_str().unwrap());
    let failing = severities.filter(|severity| *severity != "info").count();
    assert_eq!(failing, 2);
    let junit = folder.read(reports["junit"].as_str().unwrap());
    assert_eq!(junit.matches("<testsuite ").count(), 3, "{junit}");
}

#[test]
fn the_dossier_that_ignores_a_finding_does_so() {
    let readme = readme();
    let blocks = readme.split("```yaml\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    let text = blocks.into_iter().find(|block| block.contains("# recevable: ignore")).unwrap();
    let report = crate::common::check(text);
    assert!(report.get("warnings").is_none(), "{report:#}");
    assert_eq!(report["assessments"][0]["ignored"].as_array().unwrap().len(), 1);
}

/// The hooks that the repository offers to pre-commit.
fn hooks() -> Vec<Value> {
    let text = std::fs::read_to_string(repository().join(".pre-commit-hooks.yaml")).unwrap();
    serde_yaml::from_str::<Vec<Value>>(&text).unwrap()
}

/// Runs a hook as pre-commit does: its entry, its arguments, and the files that it is for.
fn commit(hook: &Value, arguments: &[String], folder: &Folder, files: &[&str]) -> Option<i32> {
    let wanted = Regex::new(hook["files"].as_str().unwrap()).unwrap();
    let is_yaml = |file: &&&str| {
        std::path::Path::new(file).extension().is_some_and(|extension| extension == "yaml" || extension == "yml")
    };
    assert_eq!(hook["types"][0], "yaml");
    let files: Vec<String> =
        files.iter().filter(is_yaml).filter(|file| wanted.is_match(file)).map(|file| (*file).to_owned()).collect();
    let mut entry = hook["entry"].as_str().unwrap().split(' ').map(str::to_owned);
    assert_eq!(entry.next().as_deref(), Some("recevable"));
    let own: Vec<String> = serde_yaml::from_value(hook["args"].clone()).unwrap();
    // What a configuration names takes the place of the hook's own.
    let arguments = if arguments.is_empty() { &own } else { arguments };
    let all: Vec<String> = entry.chain(arguments.iter().cloned()).chain(files.iter().cloned()).collect();
    (!files.is_empty()).then(|| Recevable::new(all).dir(folder.path()).run().code())
}

#[test]
fn the_hooks_of_pre_commit_check_the_dossiers_of_a_commit_and_nothing_else() {
    let folder = dossiers();
    for file in ["autre/config.yaml", "region/dossiers/b.yml"] {
        folder.write(file, eligible(2));
    }
    for hook in hooks() {
        assert_eq!(serde_yaml::from_value::<Vec<String>>(hook["args"].clone()).unwrap(), ["--format", "concise"]);
    }
    let languages: Vec<String> = hooks().iter().map(|hook| hook["language"].as_str().unwrap().to_owned()).collect();
    assert_eq!(languages, ["rust", "system"]);
    for hook in hooks() {
        for (files, code) in [
            (&["dossiers/bon.yaml", "region/dossiers/b.yml"][..], Some(0)),
            (&["dossiers/bon.yaml", "dossiers/ancien.yaml"], Some(1)),
            (&["autre/config.yaml", "dossiers/notes.txt", ".gitlab-ci.yml", "mes-dossiers/a.yaml"], None),
        ] {
            assert_eq!(commit(&hook, &[], &folder, files), code, "{files:?}");
        }
    }
}

#[test]
fn the_readme_configures_a_hook_that_there_is() {
    let configuration = yaml("# .pre-commit-config.yaml");
    let used = &configuration["repos"][0]["hooks"][0];
    let hook = hooks().into_iter().find(|hook| hook["id"] == used["id"]).unwrap();
    assert!(Regex::new(used["files"].as_str().unwrap()).unwrap().is_match("dossiers/a.yaml"));
    let arguments: Vec<String> =
        used["args"].as_sequence().unwrap().iter().map(|argument| argument.as_str().unwrap().to_owned()).collect();
    let folder = Folder::new();
    folder.write("dossiers/a.yaml", example("fiche-1-avec-reserves.yaml"));
    assert_eq!(commit(&hook, &[], &folder, &["dossiers/a.yaml"]), Some(0));
    assert_eq!(commit(&hook, &arguments, &folder, &["dossiers/a.yaml"]), Some(1));
    let version = format!("v{}", env!("CARGO_PKG_VERSION"));
    assert_eq!(configuration["repos"][0]["rev"], version.as_str());
}
