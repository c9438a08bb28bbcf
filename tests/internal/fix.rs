//! Corrections of texts, and what is left as it is.

use std::sync::LazyLock;

use super::corrected;
use crate::dossier::decode;
use crate::edit;
use crate::rules::{RuleBook, load_embedded};
use crate::source::SourceFile;
use crate::yaml;

static BOOK: LazyLock<RuleBook> = LazyLock::new(|| load_embedded().unwrap());

fn fixed(text: &str) -> String {
    let (fixed, _) = corrected(&SourceFile::new("essai.yaml", text), &BOOK);
    let again = corrected(&SourceFile::new("essai.yaml", fixed.as_str()), &BOOK);
    assert_eq!((again.0.as_str(), again.1), (fixed.as_str(), 0), "nothing is left to correct");
    fixed
}

const HEAD: &str = "version: 1\ncampagne: 2015\n";

/// Corrects lines below the head of a dossier.
fn lines(text: &str) -> String {
    let all = fixed(&format!("{HEAD}{text}"));
    all.strip_prefix(HEAD).unwrap().to_owned()
}

#[test]
fn each_kind_of_correction_is_made() {
    for (before, after) in [
        ("porteur:\n\u{a0}\u{a0}nom: x\n", "porteur:\n  nom: x\n"),
        ("porteur:\n \u{202f}nom: x\n", "porteur:\n  nom: x\n"),
        ("porteur:\n\tnom: x\n\tadresse:\n\t\tvoie: y\n", "porteur:\n  nom: x\n  adresse:\n    voie: y\n"),
        (
            "budget:\n  charges:\n\t- { poste: 60, montant: 1 }\n",
            "budget:\n  charges:\n  - { poste: 60, montant: 1 }\n",
        ),
        ("projet:\n  communes:\n    -\u{a0}\"62498\"\n", "projet:\n  communes:\n    - \"62498\"\n"),
        (
            "projet:\n\tresume: |\n\t\ta : b\n\t\tc\n\tfin: 2015-03-01\n",
            "projet:\n  resume: |\n    a : b\n    c\n  fin: 2015-03-01\n",
        ),
        ("porteur:\n  siret: “90000001900019”\n", "porteur:\n  siret: \"90000001900019\"\n"),
        ("projet:\n  communes: [“62498”]\n", "projet:\n  communes: [\"62498\"]\n"),
        ("projet:\n  intitule: “Fête : le jour”\n", "projet:\n  intitule: \"Fête : le jour\"\n"),
        ("projet:\n  perimetre_intercommunal: « oui »\n", "projet:\n  perimetre_intercommunal: \"oui\"\n"),
        ("projet:\n  debut: 15/01/15\n", "projet:\n  debut: 2015-01-15\n"),
        ("projet:\n  debut: 1er février 2015 # ici\n", "projet:\n  debut: 2015-02-01 # ici\n"),
        ("demande:\n  fonctionnement: 1.250,50\n", "demande:\n  fonctionnement: 1 250,50\n"),
        ("demande: { fonctionnement: 6 250€50 }\n", "demande: { fonctionnement: \"6 250,50\" }\n"),
        (
            "demande: { fonctionnement: 1 250,50, investissement: 2 }\n",
            "demande: { fonctionnement: \"1 250,50\", investissement: 2 }\n",
        ),
        ("demande: { fonctionnement: 1 250,50 € }\n", "demande: { fonctionnement: \"1 250,50\" }\n"),
        ("demandes:\n  Fonctionnement: 1\n", "demande:\n  fonctionnement: 1\n"),
        (
            "porteur: { statut: Mairie, adrese: { commune: Lens } }\n",
            "porteur: { statut: commune, adresse: { commune: \"62498\" } }\n",
        ),
        ("etape: dossier complet\n", "etape: dossier_complet\n"),
        ("porteur:\n  statut: asociation\n", "porteur:\n  statut: association\n"),
        ("projet:\n  communes: [\"59298\", Cuincy]\n", "projet:\n  communes: [\"59350\", \"59165\"]\n"),
        (
            "projet:\n  intercommunalite: { siren: \"200072478\" }\n",
            "projet:\n  intercommunalite: { siren: \"246200984\" }\n",
        ),
        ("fiche: Fiche 1\n", "fiche: 1\n"),
        ("fiche: \"fiche n°1\"\n", "fiche: 1\n"),
        ("projet:\n  quartiers: QP062030, QP059008\n", "projet:\n  quartiers: [QP062030, QP059008]\n"),
        ("projet:\n  quartiers: QP062030\n", "projet:\n  quartiers: [QP062030]\n"),
        ("projet:\n  communes: \"62498\", \"62510\"\n", "projet:\n  communes: [\"62498\", \"62510\"]\n"),
        ("projet:\n  thematiques: sante, citoyennete # a\n", "projet:\n  thematiques: [sante, citoyennete] # a\n"),
        ("fiche: 1\nporteur\n  adresse\n    voie: x\n", "fiche: 1\nporteur:\n  adresse:\n    voie: x\n"),
        ("projet:\r\n  debut: 15/01/15\r\n", "projet:\r\n  debut: 2015-01-15\r\n"),
    ] {
        assert_eq!(lines(before), after, "{before}");
    }
}

#[test]
fn what_could_be_two_things_is_left() {
    for text in [
        "demande:\n  fonctionnement: 12.500\n",
        "demande:\n  fonctionnement: 12 50\n",
        "demande:\n  fonctionnement: 1,250.50\n",
        "demande:\n  fonctionnement: 6 500 TTC\n",
        "fiche: 1 et 2\n",
        "projet:\n  thematiques: Cadre, de vie\n",
        "projet:\n  intitule: \"Voisins\", \"voisines\"\n",
        "zzz\n  nom: x\n",
        "projet:\n  debut: 15-01-15\n",
        "projet:\n  debut: 31/04/15\n",
        "projet:\n  debut: 15/01/19\n",
        "projet:\n  communes: [\"59100\", \"75056\"]\n",
        "projet:\n  intercommunalite: { siren: \"200093201\" }\n",
        "porteur:\n  nam: x\n  nom: y\n",
        "porteur:\n  statut: assoc\n",
        "fiche: 9\nprojet:\n  resume: |\n    a\n    \u{a0}nom: b\n",
        "porteur:\n  siret: \"12340408900014\"\n",
    ] {
        assert_eq!(lines(text), text, "{text}");
    }
}

#[test]
fn a_well_written_dossier_is_left_as_it_is() {
    let entries = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/examples")).unwrap();
    for path in entries.map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_some_and(|e| e == "yaml"))
    {
        let source = SourceFile::new("essai.yaml", std::fs::read_to_string(&path).unwrap());
        let tree = yaml::parse(&source);
        let decoded = decode(&tree, &BOOK.known_campaigns());
        let (fixed, count) = corrected(&source, &BOOK);
        if path.ends_with("erreurs-de-structure.yaml") || path.ends_with("fiche-2-code-de-commune-associee.yaml") {
            assert!(count > 0, "{}", path.display());
        } else {
            assert!(decoded.problems.is_empty());
            assert_eq!((fixed.as_str(), count), (source.text(), 0), "{}", path.display());
        }
        assert_eq!(edit::lines_of(&fixed).count(), edit::lines_of(source.text()).count());
    }
}

#[test]
fn a_word_of_a_closed_list_may_be_its_label_or_a_synonym() {
    for (written, meant) in [
        ("Communauté de communes", "intercommunalite"),
        ("asso", "association"),
        ("Établissement public", "etablissement_public"),
        ("autre statut", "autre"),
    ] {
        let line = |word: &str| format!("porteur:\n  statut: {word}\n");
        assert_eq!(lines(&line(written)), line(meant));
    }
}

#[test]
fn thousands_of_problems_take_little_time() {
    let charges = "    - { poste: 60, montant: 1.250,50 }\n".repeat(9_000);
    let text = format!("{HEAD}budget:\n  charges:\n{charges}");
    let begun = std::time::Instant::now();
    assert_eq!(fixed(&text), text.replace("1.250,50", "\"1 250,50\""));
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
}
