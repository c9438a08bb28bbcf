//! The library's own interface: it reports what the program does.

use recevable::{Checker, Format, Lang, RuleSets, SourceFile};

use crate::common::{DAY, Recevable, example};

const NAME: &str = "examples/fiche-2-cofinancement-29-99.yaml";

/// Every format that is text.
const FORMATS: [Format; 11] = [
    Format::Text,
    Format::Json,
    Format::Ndjson,
    Format::Sarif,
    Format::Junit,
    Format::Github,
    Format::Concise,
    Format::Gitlab,
    Format::Csv,
    Format::Html,
    Format::Markdown,
];

fn checker() -> Checker {
    Checker::new(RuleSets::embedded().unwrap(), DAY.parse().unwrap(), Lang::En)
}

fn rendered(checker: &Checker, format: Format) -> String {
    let name = NAME.rsplit('/').next().unwrap();
    let checked = checker.check(SourceFile::new(NAME, example(name)));
    let mut bytes = Vec::new();
    checker.render(&checked, format, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn a_rendered_report_is_what_the_program_writes() {
    let every = checker();
    for format in FORMATS {
        let run = Recevable::new(["check", NAME, "--date", DAY, "--lang", "en", "--format", format.as_str()]).run();
        let alone = checker().only_for(&[format]);
        for checker in [&every, &alone] {
            assert!(rendered(checker, format) == run.raw_stdout, "{format}:\n{}\n{run}", rendered(checker, format));
        }
    }
}

#[test]
fn an_error_of_rule_sets_is_an_error() {
    let missing = RuleSets::load(Some("/nowhere".as_ref()), &[]).unwrap_err();
    let error: Box<dyn std::error::Error> = Box::new(missing);
    assert!(error.to_string().contains("[R-"), "{error}");
}
