//! GitHub annotations, parsed as the runner parses workflow commands.

use std::collections::BTreeMap;

use super::{DOSSIERS, HOSTILE_PATH, SHOWN, Set, assert_plain, problems};
use crate::common::{Recevable, snapshot};

/// A workflow command.
#[derive(Debug)]
struct Command {
    name: String,
    properties: BTreeMap<String, String>,
    data: String,
}

/// The runner's escapes, carried out one after another in its order, the percent sign's last.
fn unescape(text: &str, escapes: &[(&str, &str)]) -> String {
    escapes.iter().fold(text.to_owned(), |text, (escape, character)| text.replace(escape, character))
}

/// A line as the runner parses it: a command between two pairs of colons, its properties, and the data.
fn parse(line: &str) -> Option<Command> {
    const DATA: [(&str, &str); 3] = [("%0D", "\r"), ("%0A", "\n"), ("%25", "%")];
    const PROPERTY: [(&str, &str); 5] = [("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")];
    let (info, data) = line.trim_start().strip_prefix("::")?.split_once("::")?;
    let (name, properties) = info.split_once(' ').unwrap_or((info, ""));
    let pairs = properties.trim().split(',').filter_map(|pair| pair.split_once('='));
    Some(Command {
        name: name.to_owned(),
        properties: pairs.map(|(key, value)| (key.to_owned(), unescape(value, &PROPERTY))).collect(),
        data: unescape(data, &DATA),
    })
}

fn commands(output: &str) -> Vec<Command> {
    let parsed = output.lines().map(|line| parse(line).unwrap_or_else(|| panic!("no command: {line}")));
    let commands: Vec<Command> = parsed.collect();
    assert!(commands.iter().all(|command| ["error", "warning", "notice"].contains(&command.name.as_str())));
    commands
}

#[test]
fn every_line_is_a_command() {
    let output = Set::new().output("github");
    snapshot("format-github", &output);
    assert_plain(&output);
    for command in commands(&output) {
        let known = ["file", "line", "endLine", "col", "endColumn", "title"];
        assert!(command.properties.keys().all(|key| known.contains(&key.as_str())), "{command:?}");
        assert!(!command.data.is_empty() && command.properties.contains_key("title"), "{command:?}");
        let number = |name: &str| command.properties.get(name).map(|value| value.parse::<usize>().unwrap());
        if let (Some(line), Some(last)) = (number("line"), number("endLine")) {
            assert!(last > line, "{command:?}");
            // Columns are for a place on one line.
            assert_eq!(number("col"), None);
        }
        if let (Some(column), Some(last)) = (number("col"), number("endColumn")) {
            assert!(last >= column && column >= 1, "{command:?}");
        }
    }
}

#[test]
fn it_agrees_with_the_json() {
    let set = Set::new();
    let commands = commands(&set.output("github"));
    let told: Vec<&Command> = commands.iter().filter(|command| command.properties.contains_key("file")).collect();
    let mut problems = problems(&set.json());
    // Errors come first, the order is else that of the dossiers.
    problems.sort_by_key(|problem| {
        ["error", "warning", "note"].iter().position(|level| *level == problem.code_and_level().1)
    });
    assert_eq!(told.len(), problems.len());
    for (command, problem) in told.iter().zip(&problems) {
        let code = command.properties["title"].split(" — ").next().unwrap();
        let level = if command.name == "notice" { "note" } else { &command.name };
        assert_eq!((code, level), problem.code_and_level());
        problem.assert_text(command.data.lines().next().unwrap());
        let line = command.properties.get("line").map_or("1", String::as_str);
        assert_eq!(line, problem.line.to_string(), "{code}");
    }
}

#[test]
fn the_overlay_is_a_notice_of_its_own() {
    let commands = commands(&Set::new().output("github"));
    let [overlay] = commands.iter().filter(|command| !command.properties.contains_key("file")).collect::<Vec<_>>()[..]
    else {
        panic!("{commands:?}")
    };
    assert_eq!((overlay.name.as_str(), overlay.properties["title"].as_str()), ("notice", "surcouche"));
    assert!(overlay.data.contains("C-QUA-6") && overlay.data.contains(SHOWN), "{overlay:?}");
}

#[test]
fn paths_and_texts_come_back_as_they_are_shown() {
    let commands = commands(&Set::new().output("github"));
    let files: Vec<&String> = commands.iter().filter_map(|command| command.properties.get("file")).collect();
    let shown = HOSTILE_PATH.replace('\u{1b}', "\\u{1b}").replace('\u{202e}', "\\u{202e}");
    assert!(files.contains(&&shown), "{files:?}");
    assert!(files.iter().all(|file| **file == shown || DOSSIERS.contains(&file.as_str())));
    let unknown = commands.iter().find(|command| command.properties["title"].starts_with("D-KEY-UNKNOWN")).unwrap();
    assert!(unknown.data.contains("<script>alert(1)</script>"), "{unknown:?}");
}

#[test]
fn standard_input_has_no_file() {
    let input = crate::common::example("fiche-1-plancher-un-centime.yaml");
    let run = Recevable::check(["-", "--format", "github"]).stdin(input).run();
    let commands = commands(&run.exits(1).stdout);
    assert!(commands.iter().all(|command| !command.properties.contains_key("file")), "{commands:?}");
    let run = Recevable::check(["examples/fiche-4-eligible.yaml", "--format", "github"]).run().exits(0);
    assert_eq!(run.stdout, "", "nothing to say is said with nothing");
}
