//! Decoding, rule by rule of the format.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use super::*;
use crate::dossier::UnknownKey;
use crate::source::SourceFile;
use crate::yaml::parse;

const FULL: &str = r#"version: 1
campagne: 2015
fiche: 1
etape: dossier_complet

porteur:
  nom: Centre social Les Tilleuls
  statut: association
  siret: "900 000 019 00019"
  rna: w623001234
  adresse: { voie: 12 rue des Fusillés, code_postal: "62300", commune: "62498" }
  operateur_intercommunal: non
  programme_activite_region:
    finance: true
    annee: 2014
    montant: 18 000
    objet: Animation globale

projet:
  intitule: Conseil des habitants
  resume: |
    Un conseil.
  thematiques: [jardins-partages, lecture-publique]
  intercommunalite: { nom: Lens-Liévin, siren: "246200364" }
  intercommunalites_partenaires: []
  communes: ["62498"]
  quartiers: [qp062024, "Grand-Condé"]
  debut: 2015-02-01
  fin: 31/12/2015
  partenaires: [{ nom: Ville de Lens, role: co-pilotage }]
  methode:

budget:
  charges:
    - { poste: 60, libelle: Petit matériel, montant: "1 250,50" }
    - { poste: 64, libelle: Animateur, montant: 8 000 € }
  produits:
    - poste: 74
      type: commune
      montant: 3000
"#;

const HEAD: &str = "version: 1\ncampagne: 2015\nporteur: { nom: Lens }\nprojet: { intitule: B }\n";

fn decoded(text: &str) -> Vec<Problem> {
    let file = SourceFile::new("a.yaml", text);
    let tree = parse(&file);
    let decoded = decode(&tree, &[KnownCampaign::without_texts(2015)]);
    for problem in &decoded.problems {
        assert!(text.get(problem.span.start..problem.span.end).is_some());
    }
    decoded.problems
}

/// Every problem as `CODE path @ source text`.
fn problems(text: &str) -> Vec<String> {
    let file = SourceFile::new("a.yaml", text);
    let shown = decoded(text).into_iter().map(|problem| {
        let code = problem.kind.code().as_str();
        format!("{code} {} @ {}", problem.path, file.slice(problem.span))
    });
    shown.collect()
}

fn added(text: &str) -> Vec<String> {
    problems(&format!("{HEAD}{text}"))
}

fn in_project(line: &str) -> Vec<String> {
    problems(&format!("version: 1\ncampagne: 2015\nporteur: {{ nom: A }}\nprojet:\n  intitule: B\n  {line}\n"))
}

#[test]
fn a_whole_dossier_is_read_with_its_places() {
    for text in [FULL.to_owned(), format!("\u{feff}{}", FULL.replace('\n', "\r\n"))] {
        let file = SourceFile::new("a.yaml", text);
        let tree = parse(&file);
        let Decoded { dossier, problems } = decode(&tree, &[KnownCampaign::without_texts(2015)]);
        assert_eq!(problems, []);
        assert_eq!(dossier.integer("version"), Some(1));
        assert_eq!(dossier.integer("campagne"), Some(2015));
        assert_eq!(dossier.integer("porteur.programme_activite_region.annee"), Some(2014));
        assert_eq!(dossier.text("fiche"), Some("1"));
        assert_eq!(dossier.text("porteur.siret"), Some("90000001900019"));
        assert_eq!(dossier.text("porteur.rna"), Some("W623001234"));
        assert_eq!(dossier.text("porteur.adresse.commune"), Some("62498"));
        assert_eq!(dossier.text("projet.resume"), Some("Un conseil.\n"));
        let get = |path: &str| dossier.get(format::find(path).unwrap());
        assert_eq!(get("porteur.operateur_intercommunal").unwrap().value, Value::Bool(false));
        let Value::Money(amount) = get("porteur.programme_activite_region.montant").unwrap().value else { panic!() };
        assert_eq!(amount.to_string(), "18000.00");
        let Value::Date(day) = get("projet.fin").unwrap().value else { panic!() };
        assert_eq!(day.to_string(), "2015-12-31");
        assert_eq!(file.slice(get("projet.fin").unwrap().span), "31/12/2015");
        assert_eq!(get("projet.methode"), None);
        assert_eq!(file.slice(dossier.place(format::find("projet.methode").unwrap())), "methode");
        assert_eq!(file.slice(dossier.place(format::find("projet.evaluation").unwrap())), "projet");
        assert_eq!(dossier.place(format::find("depot.dossier_complet").unwrap()), Span::default());
        let Value::List(quartiers) = &get("projet.quartiers").unwrap().value else { panic!() };
        let names: Vec<_> = quartiers.iter().map(|item| &*item.value).collect();
        assert_eq!(names, ["QP062024", "Grand-Condé"]);
        assert_eq!(get("projet.intercommunalites_partenaires").unwrap().value, Value::List(Vec::new()));
        let Value::Records(lines) = &get("budget.charges").unwrap().value else { panic!() };
        assert_eq!(lines.len(), 2);
        let montant = lines[0].cells[2].value.as_ref().unwrap();
        assert_eq!(file.slice(montant.span), "\"1 250,50\"");
        assert_eq!(file.slice(lines[1].span), "{ poste: 64, libelle: Animateur, montant: 8 000 € }");
        let Value::Records(lines) = &get("budget.produits").unwrap().value else { panic!() };
        assert_eq!(lines[0].cells[2].key, None);
        assert!(file.slice(lines[0].span).ends_with("3000"));
    }
}

#[test]
fn only_two_keys_must_be_there() {
    assert_eq!(problems("version: 1\ncampagne: 2015\n"), [""; 0]);
    assert_eq!(problems("fiche: 2\n"), ["D-KEY-MISSING version @ ", "D-KEY-MISSING campagne @ "]);
    assert_eq!(
        problems("version: ''\ncampagne: ~\nporteur: { statut: commune }\nprojet:\n"),
        ["D-KEY-MISSING version @ version", "D-KEY-MISSING campagne @ campagne"]
    );
    assert_eq!(
        problems("version: 1\ncampagne: 2015\nporteur: { nom: \" \" }\nprojet: { intitule: null, resume: '' }\n"),
        [""; 0]
    );
}

#[test]
fn nothing_is_missing_from_what_was_not_read() {
    assert_eq!(problems("version: 2\nporteur: { nom: 'A }\n"), ["D-VERSION version @ 2", "D-YAML  @ '"]);
    assert_eq!(
        problems("version: 1\ncampagn: 2015\nporteur: [\n"),
        ["D-KEY-UNKNOWN campagn @ campagn", "D-YAML porteur @ ["]
    );
    assert_eq!(
        problems("version: 1\ncampagne: 2015\nporteur: { <<: *p }\nprojet: { intitule: !x B }\n"),
        ["D-YAML-ALIAS porteur.<< @ <<", "D-YAML-ALIAS porteur.<< @ *p", "D-YAML-TAG projet.intitule @ !x"]
    );
}

#[test]
fn what_is_missing_before_a_syntax_error_is_said() {
    let text = "version: 1\nporteur:\n  nom:\n  statut: commune\nbudget:\n  charges:\n  - { poste: 60 }\n  - { montant: 1 }\n demande: 1\n";
    assert_eq!(problems(text), ["D-KEY-MISSING budget.charges[0].montant @ { poste: 60 }", "D-YAML  @ d"]);
    // The misplaced line may be the missing key.
    assert_eq!(problems("version: 1\nbudget:\n  charges:\n  - poste: 60\n   montant: 1\n"), ["D-YAML  @ m"]);
}

#[test]
fn what_the_parser_stumbled_over_has_no_other_error() {
    for value in ["[Lens] Atelier", "{Lens", "Atelier: Lens"] {
        let found = problems(&format!("version: 1\nprojet:\n  intitule: {value}\n  debut: x\n"));
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with("D-YAML "), "{found:?}");
    }
}

#[test]
fn a_placeholder_of_a_template_is_one_error() {
    assert_eq!(in_project("resume: {{ resume }}"), ["D-YAML projet.resume @ { resume }"]);
}

#[test]
fn what_is_no_dossier_is_said_once() {
    assert_eq!(problems(""), ["D-YAML  @ "]);
    assert_eq!(problems("# rien\n"), ["D-YAML  @ "]);
    assert_eq!(problems("- a\n"), ["D-TYPE  @ - a"]);
    assert_eq!(problems("bonjour\n"), ["D-TYPE  @ bonjour"]);
    assert_eq!(problems("~\n"), ["D-TYPE  @ ~"]);
    assert_eq!(problems("*a\n"), ["D-YAML-ALIAS  @ *a"]);
    assert_eq!(problems(&format!("{HEAD}---\n{HEAD}")), ["D-YAML-DOCS  @ ---"]);
}

#[test]
fn keys_are_those_of_the_format() {
    assert_eq!(
        added("budjet: {}\n\"\": 1\nbudget: { charges: [{ poste: 60, montant: 1, Libellé: x }] }\n"),
        ["D-KEY-UNKNOWN budjet @ budjet", "D-KEY-UNKNOWN  @ \"\"", "D-KEY-UNKNOWN budget.charges[0].Libellé @ Libellé"]
    );
    let file =
        decoded("version: 1\ncampagne: 2015\nsiret: 1\nporteur: { nom: A, intitule: x }\nprojet: { intitule: B }\n");
    let ProblemKind::UnknownKey(UnknownKey { nearest, elsewhere, within, .. }) = &file[0].kind else { panic!() };
    let paths: Vec<_> = elsewhere.iter().map(|id| &*field_info(*id).path).collect();
    assert_eq!((*nearest, paths, *within), (None, vec!["porteur.siret"], None));
    let ProblemKind::UnknownKey(UnknownKey { elsewhere, within, .. }) = &file[1].kind else { panic!() };
    assert_eq!((elsewhere.len(), *within), (1, format::find("porteur")));
}

#[test]
fn duplicates_show_both_places_and_the_first_is_kept() {
    let text = format!("{HEAD}porteur:\n  nom: Avion\n  statut: club\n  adresse: {{ commune: '62498' }}\nversion: 2\n");
    let file = SourceFile::new("a.yaml", &*text);
    let tree = parse(&file);
    let Decoded { dossier, problems } = decode(&tree, &[KnownCampaign::without_texts(2015)]);
    let codes: Vec<_> =
        problems.iter().map(|problem| (problem.kind.code().as_str(), problem.related.map(|span| span.start))).collect();
    assert_eq!(
        codes,
        [("D-KEY-DUPLICATE", Some(26)), ("D-VALUE", None), ("D-KEY-DUPLICATE", Some(0)), ("D-VERSION", None)]
    );
    assert_eq!(dossier.text("porteur.nom"), Some("Lens"));
    assert_eq!(dossier.text("porteur.adresse.commune"), None);
    // A duplicate group's missing fields are not reported.
    assert_eq!(added("porteur: { statut: commune }\n"), ["D-KEY-DUPLICATE porteur @ porteur"]);
}

#[test]
fn shapes_are_those_of_the_format() {
    assert_eq!(
        added("budget: 12\ndemande: [1]\ndepot: { dossier_complet: { le: 1 }, contact_ville: hier }\n"),
        [
            "D-TYPE budget @ 12",
            "D-TYPE demande @ [1]",
            "D-TYPE depot.dossier_complet @ { le: 1 }",
            "D-TYPE depot.contact_ville @ hier"
        ]
    );
    assert_eq!(in_project("quartiers: Grand-Condé"), ["D-TYPE projet.quartiers @ Grand-Condé"]);
    assert_eq!(in_project("resume: [a]"), ["D-TYPE projet.resume @ [a]"]);
    assert_eq!(in_project("communes: [~, '62498', [a]]"), ["D-TYPE projet.communes[2] @ [a]"]);
    assert_eq!(in_project("partenaires: { nom: Lens }"), ["D-TYPE projet.partenaires @ { nom: Lens }"]);
    assert_eq!(in_project("partenaires: [~, Lens]"), ["D-TYPE projet.partenaires[1] @ Lens"]);
    assert_eq!(in_project("partenaires: ~"), [""; 0]);
    assert_eq!(
        problems("version: 1\ncampagne: 2015\nporteur: Lens\nprojet: [B]\n"),
        ["D-TYPE porteur @ Lens", "D-TYPE projet @ [B]"]
    );
}

#[test]
fn budget_lines_have_an_account_and_an_amount() {
    assert_eq!(
        added(
            "budget:\n  charges:\n  - libelle: x\n  - { poste: 70, montant: 12.500 }\n  produits:\n  - { poste: ~, montant: 5 }\n"
        ),
        [
            "D-KEY-MISSING budget.charges[0].poste @ libelle: x",
            "D-KEY-MISSING budget.charges[0].montant @ libelle: x",
            "D-POSTE budget.charges[1].poste @ 70",
            "D-AMOUNT budget.charges[1].montant @ 12.500",
            "D-KEY-MISSING budget.produits[0].type @ { poste: ~, montant: 5 }",
            "D-KEY-MISSING budget.produits[0].poste @ poste"
        ]
    );
}

#[test]
fn an_amount_cut_by_a_comma_is_one_error() {
    let line = |inner: &str| added(&format!("budget: {{ charges: [{{ poste: 60, {inner} }}] }}\n"));
    for (amount, rest) in
        [("1 250,50", ""), ("1 250,50 €", ""), ("1 250, 50", ""), ("1 250,50", ", libelle: x"), ("-12,5 EUR", "")]
    {
        assert_eq!(
            line(&format!("montant: {amount}{rest}")),
            [format!("D-AMOUNT budget.charges[0].montant @ {amount}")]
        );
    }
    assert_eq!(
        added("demande: { fonctionnement: 1 250,50, investissement: 2 500,50 }\n"),
        ["D-AMOUNT demande.fonctionnement @ 1 250,50", "D-AMOUNT demande.investissement @ 2 500,50"]
    );
    assert_eq!(line("montan: 1 250,50"), ["D-KEY-UNKNOWN budget.charges[0].montan @ montan"]);
    assert_eq!(line("libelle: Lot 1,2, montant: 5"), ["D-KEY-UNKNOWN budget.charges[0].2 @ 2"]);
    let problems = decoded(&format!("{HEAD}demande: {{ fonctionnement: 1 250,50 }}\n"));
    let ProblemKind::Amount { found, error: AmountError::CutByComma { meant: Some(meant) } } = &problems[0].kind else {
        panic!()
    };
    assert_eq!((&**found, meant.to_string()), ("1 250,50", "1250.50".to_owned()));
    // A key with a colon is a key.
    assert_eq!(added("demande: { fonctionnement: 1 250, 50: }\n"), ["D-KEY-UNKNOWN demande.50 @ 50"]);
}

#[test]
fn values_are_checked_at_their_place() {
    assert_eq!(
        added(
            "fiche: 5\netape: complet\ndepot: { dossier_complet: 31/04/2015, fiche_synthetique: \"0\" }\ndemande: { fonctionnement: '1 €)' }\n"
        ),
        [
            "D-VALUE fiche @ 5",
            "D-VALUE etape @ complet",
            "D-DATE depot.dossier_complet @ 31/04/2015",
            "D-DATE depot.fiche_synthetique @ \"0\"",
            "D-AMOUNT demande.fonctionnement @ '1 €)'"
        ]
    );
    assert_eq!(in_project("geographie_prioritaire: yes"), ["D-BOOL projet.geographie_prioritaire @ yes"]);
    assert_eq!(in_project("communes: [6249]"), ["D-CODE projet.communes[0] @ 6249"]);
    assert_eq!(
        in_project("intercommunalites_partenaires: [246 200 364, 24]"),
        ["D-CODE projet.intercommunalites_partenaires[1] @ 24"]
    );
    assert_eq!(in_project("resume: 12"), [""; 0]);
    assert_eq!(problems(&HEAD.replace("2015", "2014")), ["D-CAMPAIGN campagne @ 2014"]);
    assert_eq!(problems(&HEAD.replace("version: 1", "version: 1.0")), ["D-VERSION version @ 1.0"]);
    assert_eq!(problems(&HEAD.replace("nom: Lens", "nom: Lens, rna: '', siret: ''")), [""; 0]);
}

#[test]
fn all_errors_of_a_large_budget_come_at_once_and_fast() {
    let mut text = format!("{HEAD}budget:\n  charges:\n");
    for _ in 0..18_000 {
        let _ = writeln!(text, "  - {{poste: 60, montant: 12.500, x: 1}}");
    }
    let start = Instant::now();
    let problems = decoded(&text);
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
    assert_eq!(problems.len(), MAX_ERRORS + 1);
    assert_eq!(problems.last().unwrap().kind, ProblemKind::Yaml(YamlErrorKind::TooMany));
    assert!(problems.windows(2).all(|pair| pair[0].span.start <= pair[1].span.start));
    let mut keys = String::new();
    for n in 0..60_000 {
        let _ = writeln!(keys, "a{n}: 1");
    }
    let cut = format!("{HEAD}demande: {{ {} }}\n", "fonctionnement: 1,5, ".repeat(40_000));
    for text in [format!("{HEAD}{keys}"), cut] {
        let start = Instant::now();
        assert_eq!(decoded(&text).len(), MAX_ERRORS + 1);
        assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
    }
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

        /// Moves slices of a dossier around: no panic, and every span within the text.
        #[test]
        fn mutated_dossiers(from in 0..900_usize, len in 0..60_usize, to in 0..900_usize, with in "[a-z0-9:{}\\[\\], \n\t*&!|'\"-]{0,4}") {
            let mut text: Vec<char> = FULL.chars().collect();
            let taken: Vec<char> = text.drain(from..from + len).collect();
            text.splice(to..to, taken.into_iter().chain(with.chars()));
            let text: String = text.into_iter().collect();
            let _ = problems(&text);
        }
    }
}
