//! Every kind of problem has words in both languages.

use super::*;
use crate::dossier::{KnownCampaign, Problem, decode};
use crate::source::{EncodingFault, MAX_FILE_BYTES, Position, ReadError, ReadErrorKind, SourceFile, SpecialFile};
use crate::yaml::{Syntax, YamlErrorKind, parse};

fn first(text: &str) -> ProblemKind {
    let head = "version: 1\ncampagne: 2015\nporteur: { nom: A }\nprojet: { intitule: B }\n";
    let file = SourceFile::new("a.yaml", format!("{head}{text}"));
    decode(&parse(&file), &[KnownCampaign::without_texts(2015)]).problems.remove(0).kind
}

fn said(text: &str) -> String {
    let kind = first(text);
    let french = message(&kind, Lang::Fr);
    format!("{} {}", french.summary, french.hint.unwrap_or_default()).replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn french_says_what_to_write() {
    assert_eq!(
        said("demande: { fonctionnement: 12.500 }\n"),
        "« 12.500 » peut se lire de deux façons : son point ou sa virgule sépare-t-il les décimales ou les milliers ? \
         Écrivez « 12,50 », ou « 12 500 »."
    );
    assert_eq!(
        said("demande: { fonctionnement: 1 250,50 }\n"),
        "Entre accolades, la virgule de « 1 250,50 » termine la valeur : le montant est coupé en deux. \
         Mettez-le entre guillemets : \"1 250,50\"."
    );
    assert_eq!(
        said("demande: { fonctionement: 1 }\n"),
        "La clé « fonctionement » n'existe pas dans « demande ». Vouliez-vous écrire « fonctionnement » ? \
         Clés possibles ici : fonctionnement, investissement."
    );
    assert_eq!(
        said("demande: { montant: 1 }\n"),
        "La clé « montant » n'existe pas dans « demande ». Cette clé se place ailleurs : \
         porteur.programme_activite_region, budget.charges, budget.produits."
    );
    assert_eq!(
        said("demande: { zzz: 1 }\n"),
        "La clé « zzz » n'existe pas dans « demande ». Clés possibles ici : fonctionnement, investissement."
    );
    assert_eq!(
        said("budget: { charges: [{ poste: 74, montant: 1 }] }\n"),
        "Le poste « 74 » appartient aux produits, et non aux charges. Déplacez cette ligne dans les produits, \
         ou corrigez son poste. Les postes des charges vont de 60 à 69, et 86 pour les contributions volontaires."
    );
    assert_eq!(
        said("depot: { dossier_complet: 31/04/2015 }\n"),
        "« 31/04/2015 » n'existe pas : avril 2015 compte 30 jours. Corrigez le jour, de 1 à 30."
    );
    assert_eq!(
        said("depot: { dossier_complet: 8-4-2015 }\n"),
        "« 8-4-2015 » n'est pas écrit comme une date de dossier. Écrivez « 2015-04-08 » ou « 08/04/2015 »."
    );
    assert_eq!(
        said("budget: { charges: [{ poste: 60 }] }\n"),
        "Il faut renseigner « montant » (montant des charges) à chaque ligne de « budget.charges ». \
         Écrivez par exemple « montant: 1500 »."
    );
    assert_eq!(
        said("etape: complet\n"),
        "« complet » ne fait pas partie des valeurs prévues ici. Vouliez-vous écrire « dossier_complet » ? \
         Valeurs possibles : fiche_synthetique, dossier_complet."
    );
}

#[test]
fn quotations_are_short_and_safe() {
    let long = format!("demande: {{ fonctionnement: \"\\e[31m{}\" }}\n", "x".repeat(1000));
    let text = said(&long);
    assert!(text.contains("« \\u{1b}[31mxxx") && text.contains("x… »"), "{text}");
    assert!(text.len() < 300);
}

/// Files that are not read, or are not the YAML of a dossier.
fn kinds_of_files() -> Vec<ProblemKind> {
    let read = |kind| Problem::from(&ReadError { name: String::new(), kind }).kind;
    let encoding =
        |fault| read(ReadErrorKind::Encoding { fault, offset: 5, position: Position { line: 1, column: 6 } });
    let special = |kind| read(ReadErrorKind::NotRegular(kind));
    let mut kinds = vec![
        read(ReadErrorKind::NotFound),
        read(ReadErrorKind::Permission),
        read(ReadErrorKind::Other(std::io::ErrorKind::Other, Some(5))),
        read(ReadErrorKind::TooLarge(MAX_FILE_BYTES)),
        ProblemKind::Panicked("x.rs:1".to_owned()),
        special(SpecialFile::Folder),
        special(SpecialFile::Pipe),
        special(SpecialFile::Socket),
        special(SpecialFile::Device),
        special(SpecialFile::Unknown),
        encoding(EncodingFault::InvalidByte(0xE9)),
        encoding(EncodingFault::Nul),
        encoding(EncodingFault::Utf16),
        encoding(EncodingFault::Utf32),
    ];
    let syntax = [
        Syntax::UnclosedQuote,
        Syntax::AfterQuote,
        Syntax::Escape,
        Syntax::UnclosedBracket('['),
        Syntax::UnclosedBracket('{'),
        Syntax::CutByComment,
        Syntax::AfterBracket(']'),
        Syntax::AfterBracket('}'),
        Syntax::NoSpaceAfterColon,
        Syntax::NoSpaceAfterDash,
        Syntax::MissingDash,
        Syntax::PastedRow,
        Syntax::StrayBracket,
        Syntax::MissingComma,
        Syntax::MissingColon,
        Syntax::ColonInValue,
        Syntax::MisplacedDash,
        Syntax::Indentation { found: 3, expected: None },
        Syntax::Indentation { found: 3, expected: Some(2) },
        Syntax::ReservedCharacter('@'),
        Syntax::BlockHeader,
        Syntax::Comment,
        Syntax::Directive,
        Syntax::ByteOrderMark,
        Syntax::Other,
    ];
    kinds.extend(syntax.map(|syntax| ProblemKind::Yaml(YamlErrorKind::Syntax(syntax))));
    let faults = [
        YamlErrorKind::Tab,
        YamlErrorKind::NoBreakSpace { character: '\u{a0}', line: "  nom: A".to_owned() },
        YamlErrorKind::Alias,
        YamlErrorKind::Anchor,
        YamlErrorKind::MergeKey,
        YamlErrorKind::Tag,
        YamlErrorKind::Depth,
        YamlErrorKind::SecondDocument,
        YamlErrorKind::Empty,
        YamlErrorKind::DuplicateKey("nom".to_owned()),
        YamlErrorKind::ComplexKey,
        YamlErrorKind::TooMany,
    ];
    kinds.extend(faults.map(ProblemKind::Yaml));
    kinds
}

/// Keys and values that are not those of the format.
fn kinds_of_values() -> Vec<ProblemKind> {
    let texts = [
        "zzz: 1\n",
        "porteur: 1\nzzz: 1\n",
        "demande: { zzz: 1 }\n",
        "budget: { charges: [{ montant: 1 }] }\n",
        "demande: 1\n",
        "demande: [1]\n",
        "budget: { charges: 1 }\n",
        "projet: { quartiers: QP062030 }\n",
        "fiche: [1]\n",
        "fiche: 7\n",
        "depot: { dossier_complet: hier }\n",
        "depot: { dossier_complet: 2015-13-01 }\n",
        "depot: { dossier_complet: 2015-02-29 }\n",
        "budget: { charges: [{ poste: achats, montant: 1 }] }\n",
        "budget: { charges: [{ poste: 99, montant: 1 }] }\n",
        "budget: { charges: [{ poste: 87, montant: 1 }] }\n",
    ];
    let mut kinds = texts.map(first).to_vec();
    let amounts =
        ["1 €)", "beaucoup", "1.000", "1.2345", "1234567890123", "1 2", "1.2.3", "010", "+1", "1e5", "1 250,50"];
    kinds.extend(amounts.map(|amount| first(&format!("demande: {{ fonctionnement: {amount} }}\n"))));
    kinds.extend([
        ProblemKind::Year("14".to_owned()),
        ProblemKind::Bool { found: "yes".to_owned(), meant: Some(true) },
        ProblemKind::Version("2".to_owned()),
        ProblemKind::Campaign { found: "2014".to_owned(), known: vec![2015], meant: None },
    ]);
    kinds
}

/// None is without words, and none shares its message with another.
#[test]
fn every_kind_has_its_own_words_in_both_languages() {
    let kinds = [kinds_of_files(), kinds_of_values()].concat();
    for lang in [Lang::Fr, Lang::En] {
        let mut seen = std::collections::HashSet::new();
        for kind in &kinds {
            let words = message(kind, lang);
            assert!(words.summary.ends_with(['.', '?']), "{}", words.summary);
            assert!(words.hint.iter().all(|hint| hint.ends_with(['.', '?'])), "{:?}", words.hint);
            assert!(!words.label.is_empty() && words.label.chars().count() < 45, "{}", words.label);
            let unseen = seen.insert(words.summary.clone());
            assert!(
                unseen
                    || matches!(kind, ProblemKind::UnknownKey(_) | ProblemKind::Yaml(YamlErrorKind::DuplicateKey(_))),
                "{}",
                words.summary
            );
        }
    }
}
