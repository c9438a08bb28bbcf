//! Structural errors and warnings about comments: what a code means, and an example with its correction.

use super::{Block, Section, Topic, TopicKind};
use crate::dossier::Code;
use crate::messages::explain::{self as words, codes, comments};
use crate::messages::words::sentence;
use crate::policy::WarningCode;
use crate::rules::{Campaign, Level, Rule};
use crate::text::Lang;

/// What every dossier has: `{head}` in an example.
const HEAD: &str = "version: 1\ncampagne: {year}\nporteur: { nom: Les Tilleuls }\nprojet: { intitule: Jardin partagé }";

#[derive(Clone, Copy)]
enum Sample {
    /// Dossiers; `{year}` stands for a campaign that is loaded.
    Dossier(&'static str, &'static str),
    Situation(&'static str, &'static str),
}

/// The page of a code; `year` is a campaign that is loaded.
pub(super) fn page(code: Code, year: i64, lang: Lang) -> Topic {
    let names = [("{year}", year.to_string())];
    topic(code.as_str(), codes::title(code, lang), codes::meaning(code, lang), sample(code, lang), &names, lang)
}

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
    let names = [("{year}", campaign.year.to_string()), ("{rule}", rule), ("{demand}", demand)];
    let (title, meaning) = (comments::title(code, lang), comments::meaning(code, lang));
    topic(code.as_str(), title, meaning, warning_sample(code), &names, lang)
}

/// The page of a code whose examples are no dossiers.
pub(super) fn of_lines(id: &str, title: &str, meaning: &str, fails: &str, passes: &str, lang: Lang) -> Topic {
    let lines = |lines: &str| if lines.is_empty() { Vec::new() } else { vec![Block::Lines(lines.to_owned())] };
    with_examples(id, title, meaning, (lines(fails), lines(passes)), lang)
}

fn topic(id: &str, title: &str, meaning: &str, sample: Sample, names: &[(&str, String)], lang: Lang) -> Topic {
    let lines = |lines: &str| {
        let lines = lines.replace("{head}", HEAD);
        vec![Block::Lines(names.iter().fold(lines, |lines, (name, value)| lines.replace(name, value)))]
    };
    let text = |text| vec![Block::paragraph(sentence(text))];
    let (fails, passes) = match sample {
        Sample::Dossier(fails, passes) => (lines(fails), lines(passes)),
        Sample::Situation(fails, passes) => (text(fails), text(passes)),
    };
    with_examples(id, title, meaning, (fails, passes), lang)
}

fn with_examples(id: &str, title: &str, meaning: &str, (fails, passes): (Vec<Block>, Vec<Block>), lang: Lang) -> Topic {
    let sections = [
        Section::new(words::what_it_means(lang), vec![Block::paragraph(meaning)]),
        Section::new(words::example_that_fails(lang), fails),
        Section::new(words::same_fixed(lang), passes),
    ];
    Topic {
        kind: TopicKind::Code,
        id: id.to_owned(),
        title: title.to_owned(),
        sections: sections.into_iter().flatten().collect(),
    }
}

fn sample(code: Code, lang: Lang) -> Sample {
    match code {
        Code::Io => Sample::Situation(codes::io_fails(lang), codes::io_passes(lang)),
        Code::Size => Sample::Situation(codes::size_fails(lang), codes::size_passes(lang)),
        Code::Encoding => Sample::Situation(codes::encoding_fails(lang), codes::encoding_passes(lang)),
        Code::Yaml => Sample::Dossier(
            "{head}\ndepot: { fiche_synthetique: 2014-11-28\n",
            "{head}\ndepot: { fiche_synthetique: 2014-11-28 }\n",
        ),
        Code::YamlAlias => Sample::Dossier(
            "{head}\ndepot:\n  fiche_synthetique: &jour 2014-11-28\n",
            "{head}\ndepot:\n  fiche_synthetique: 2014-11-28\n",
        ),
        Code::YamlTag => Sample::Dossier(
            "{head}\ndemande:\n  fonctionnement: !!str 6000\n",
            "{head}\ndemande:\n  fonctionnement: 6000\n",
        ),
        Code::YamlDepth => {
            Sample::Dossier("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n", "{head}\n")
        }
        Code::YamlDocs => Sample::Dossier("{head}\n---\nversion: 1\n", "{head}\nfiche: 1\n"),
        Code::KeyUnknown => Sample::Dossier(
            "{head}\ndepot:\n  fiche_synthetic: 2014-11-28\n",
            "{head}\ndepot:\n  fiche_synthetique: 2014-11-28\n",
        ),
        Code::KeyDuplicate => Sample::Dossier(
            "{head}\ndemande:\n  fonctionnement: 6000\n  fonctionnement: 6500\n",
            "{head}\ndemande:\n  fonctionnement: 6000\n",
        ),
        Code::KeyMissing => Sample::Dossier(
            "{head}\nbudget:\n  charges:\n    - { poste: 60, libelle: Petit matériel }\n",
            "{head}\nbudget:\n  charges:\n    - { poste: 60, libelle: Petit matériel, montant: 1250 }\n",
        ),
        Code::Type => Sample::Dossier("{head}\ndemande: 6000\n", "{head}\ndemande:\n  fonctionnement: 6000\n"),
        Code::Value => Sample::Dossier("{head}\netape: complet\n", "{head}\netape: dossier_complet\n"),
        Code::Amount => Sample::Dossier(
            "{head}\ndemande:\n  fonctionnement: 12,500\n",
            "{head}\ndemande:\n  fonctionnement: 12 500,00 €\n",
        ),
        Code::Date => Sample::Dossier(
            "{head}\ndepot:\n  dossier_complet: 31/04/2015\n",
            "{head}\ndepot:\n  dossier_complet: 30/04/2015\n",
        ),
        Code::Code => Sample::Dossier(
            "version: 1\ncampagne: {year}\nporteur: { nom: Les Tilleuls }\nprojet:\n  intitule: Jardin partagé\n  communes: [Lens]\n",
            "version: 1\ncampagne: {year}\nporteur: { nom: Les Tilleuls }\nprojet:\n  intitule: Jardin partagé\n  communes: [62498]\n",
        ),
        Code::Bool => Sample::Dossier(
            "version: 1\ncampagne: {year}\nporteur: { nom: Les Tilleuls }\nprojet:\n  intitule: Jardin partagé\n  perimetre_intercommunal: peut-être\n",
            "version: 1\ncampagne: {year}\nporteur: { nom: Les Tilleuls }\nprojet:\n  intitule: Jardin partagé\n  perimetre_intercommunal: oui\n",
        ),
        Code::Poste => Sample::Dossier(
            "{head}\nbudget:\n  charges:\n    - { poste: 74, montant: 500 }\n",
            "{head}\nbudget:\n  charges:\n    - { poste: 64, montant: 500 }\n",
        ),
        Code::Version => Sample::Dossier(
            "version: 2\ncampagne: {year}\nporteur: { nom: Les Tilleuls }\nprojet: { intitule: Jardin partagé }\n",
            "{head}\n",
        ),
        Code::Campaign => Sample::Dossier(
            "version: 1\ncampagne: 1999\nporteur: { nom: Les Tilleuls }\nprojet: { intitule: Jardin partagé }\n",
            "{head}\n",
        ),
    }
}

/// In these, `{rule}` stands for a rule that can be ignored, `{demand}` for one that cannot.
fn warning_sample(code: WarningCode) -> Sample {
    match code {
        WarningCode::Unused => Sample::Dossier(
            "version: 1  # recevable: ignore {rule} — vu avec la mairie\ncampagne: {year}\nporteur: { nom: Les Tilleuls }\nprojet: { intitule: Jardin partagé }\n",
            "{head}\n",
        ),
        WarningCode::Reason => Sample::Dossier(
            "{head}  # recevable: ignore {rule}\n",
            "{head}  # recevable: ignore {rule} — vu avec la mairie\n",
        ),
        WarningCode::Unknown => Sample::Dossier(
            "{head}  # recevable: ignore {rule}X — vu avec la mairie\n",
            "{head}  # recevable: ignore {rule} — vu avec la mairie\n",
        ),
        WarningCode::CutValue => Sample::Dossier(
            "version: 1\ncampagne: {year}\nporteur: { nom: Les Tilleuls }\nprojet:\n  intitule: Fête #2 du quartier\n",
            "version: 1\ncampagne: {year}\nporteur: { nom: Les Tilleuls }\nprojet:\n  intitule: \"Fête #2 du quartier\"\n",
        ),
        WarningCode::Refused => {
            Sample::Dossier("{head}  # recevable: ignore {demand} — vu avec la mairie\n", "{head}\n")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::{KnownCampaign, decode};
    use crate::source::{MAX_FILE_BYTES, SourceFile, read_path};
    use crate::yaml;

    fn codes(text: &str) -> Vec<Code> {
        let source = SourceFile::new("a.yaml", text);
        decode(&yaml::parse(&source), &[KnownCampaign::without_texts(2015)])
            .problems
            .iter()
            .map(|problem| problem.kind.code())
            .collect()
    }

    fn lines(topic: &Topic, heading: &str) -> Option<String> {
        let section = topic.sections.iter().find(|section| section.heading == heading).unwrap();
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
            match (lines(&page, words::example_that_fails(Lang::Fr)), lines(&page, words::same_fixed(Lang::Fr))) {
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
