//! Structural errors and warnings about comments: what a code means, and an example with its correction.

use super::{Block, Section, Topic, TopicKind};
use crate::dossier::Code;
use crate::messages::explain::{self as words, CodeWords, Sample};
use crate::messages::finding::sentence;
use crate::report::model::WarningCode;
use crate::rules::{Campaign, Level, Rule};
use crate::text::Lang;

/// What every dossier has; the lines of an example come below.
const HEAD: &str =
    "version: 1\ncampagne: {year}\nporteur: { nom: Les Tilleuls }\nprojet: { intitule: Jardin partagé }\n";

/// The page of a code; `year` is a campaign that is loaded.
pub(super) fn page(code: Code, year: i64, lang: Lang) -> Topic {
    topic(code.as_str(), &words::code(code), &[("{year}", &year.to_string())], lang)
}

/// The page of a warning, with rules of a campaign in its examples.
pub(super) fn warning(code: WarningCode, campaign: &Campaign, lang: Lang) -> Topic {
    // One whose finding stands at the key `projet` of a dossier that says nothing: the examples work as they are shown.
    let of_project = |rule: &&Rule| {
        let facts = rule.facts();
        let within = facts.iter().all(|&fact| campaign.fact(fact).name.starts_with("projet."));
        rule.level == Level::Warning && rule.when.is_none() && !facts.is_empty() && within
    };
    let demand = |rule: &&Rule| !campaign.is_ignorable(rule);
    let id = |rule: Option<&Rule>| rule.map(|rule| rule.id.clone()).unwrap_or_default();
    let (rule, demand) = (id(campaign.rules.iter().find(of_project)), id(campaign.rules.iter().find(demand)));
    let year = campaign.year.to_string();
    topic(code.as_str(), &words::warning(code), &[("{year}", &year), ("{rule}", &rule), ("{demand}", &demand)], lang)
}

fn topic(id: &str, about: &CodeWords, names: &[(&str, &str)], lang: Lang) -> Topic {
    let block =
        |lines: String| vec![Block::Lines(names.iter().fold(lines, |lines, (name, value)| lines.replace(name, value)))];
    let (fails, passes) = match about.sample {
        Sample::Lines(fails, passes) => (block(format!("{HEAD}{fails}")), block(format!("{HEAD}{passes}"))),
        Sample::Whole(fails, passes) => (block(fails.to_owned()), block(passes.to_owned())),
        Sample::Situation(fails, passes) => {
            let text = |text: crate::text::Text| vec![Block::paragraph(sentence(text.get(lang)))];
            (text(fails), text(passes))
        }
    };
    let sections = [
        Section::new(words::MEANING, lang, vec![Block::paragraph(about.meaning.get(lang))]),
        Section::new(words::FAILS, lang, fails),
        Section::new(words::PASSES, lang, passes),
    ];
    Topic {
        kind: TopicKind::Code,
        id: id.to_owned(),
        title: about.title.get(lang).to_owned(),
        sections: sections.into_iter().flatten().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::decode;
    use crate::source::{MAX_FILE_BYTES, SourceFile, read_path};
    use crate::yaml;

    /// The codes of a file with this text.
    fn codes(text: &str) -> Vec<Code> {
        let source = SourceFile::new("a.yaml", text);
        decode(&yaml::parse(&source), &[2015]).problems.iter().map(|problem| problem.kind.code()).collect()
    }

    /// The lines under the heading of a page.
    fn lines(topic: &Topic, heading: crate::text::Text) -> Option<String> {
        let section = topic.sections.iter().find(|section| section.heading == heading.fr).unwrap();
        match &section.blocks[0] {
            Block::Lines(lines) => Some(lines.clone()),
            _ => None,
        }
    }

    #[test]
    fn every_example_fails_with_its_code_alone_and_its_correction_does_not() {
        let mut situations = Vec::new();
        for code in Code::ALL {
            let page = page(code, 2015, Lang::Fr);
            match (lines(&page, words::FAILS), lines(&page, words::PASSES)) {
                (Some(fails), Some(passes)) => {
                    assert_eq!(codes(&fails), [code], "{fails}");
                    assert_eq!(codes(&passes), [], "{passes}");
                }
                _ => situations.push(code),
            }
        }
        assert_eq!(situations, [Code::Io, Code::Size, Code::Encoding]);
    }

    #[test]
    fn the_situations_that_no_lines_show_have_their_codes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("dossier.yaml");
        let code = || {
            let error = read_path(&path, "dossier.yaml").unwrap_err();
            crate::dossier::Problem::from(&error).kind.code()
        };
        assert_eq!(code(), Code::Io);
        std::fs::write(&path, vec![b'a'; MAX_FILE_BYTES + 1]).unwrap();
        assert_eq!(code(), Code::Size);
        std::fs::write(&path, b"porteur: { nom: Caf\xe9 }\n").unwrap();
        assert_eq!(code(), Code::Encoding);
    }
}
