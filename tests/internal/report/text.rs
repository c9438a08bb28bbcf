//! Reports built by hand, as a terminal shows them.

#[path = "text/batch.rs"]
mod batch;
#[path = "text/hostile.rs"]
mod hostile;

use unicode_width::UnicodeWidthStr;

use super::*;
use crate::dossier::Code;
use crate::engine::{RemedyKind, StatusKind, Verdict};
use crate::report::model::*;
use crate::report::problems::{InputProblem, Severity};
use crate::report::samples::{self, finding};
use crate::rules::{Group, Level};
use crate::source::{SourceFile, Span};

const DOSSIER: &str = "version: 1
campagne: 2015
porteur:
  nom: Les Tilleuls
projet:
  intitule: Conseil des habitants
budget:
  charges:
    - { poste: 60, libelle: Petit matériel, montant: 2 500 € }
    - { poste: 64, libelle: Animateur, montant: 8 000 € }
  produits:
    - { poste: 74, type: commune, financeur: Ville de Lens, montant: 2 400 € }
    - { poste: 74, type: region, financeur: Région Nord – Pas de Calais, montant: 2 499,99 € }
demande:
  fonctionnement: 2 499,99 €
";

fn options(lang: Lang, width: usize) -> TextOptions {
    TextOptions { lang, color: false, width, verbose: false, quiet: false, fancy: true }
}

fn location(source: &str, path: &str, text: &str) -> Location {
    let offset = source.find(text).unwrap();
    let position = SourceFile::new("", source).position(offset);
    Location { path: path.to_owned(), line: position.line, column: position.column, offset, length: text.len() }
}

fn remedy(kind: RemedyKind, text: &str, breaks: &[&str]) -> RemedyReport {
    let breaks = breaks.iter().map(|rule| (*rule).to_owned()).collect();
    RemedyReport { kind, moves: Vec::new(), verified: true, breaks, text: text.to_owned() }
}

fn floor(lang: Lang) -> Finding {
    let french = lang == Lang::Fr;
    let words = |fr: &str, en: &str| if french { fr } else { en }.to_owned();
    Finding {
        title: words("Plancher de la demande", "Floor of the request"),
        message: words(
            "La demande est de 2 499,99 € ; il faut au moins 2 500,00 €.",
            "The request is €2,499.99; at least €2,500.00 is needed.",
        ),
        expected: Some(words("au moins 2 500,00 €", "at least €2,500.00")),
        actual: Some(words("2 499,99 €", "€2,499.99")),
        locations: vec![location(DOSSIER, "demande.fonctionnement", "2 499,99 €\n")],
        labels: vec![words("demande en fonctionnement", "request for running costs")],
        remedies: vec![remedy(
            RemedyKind::Raise,
            &words("Demandez 0,01 € de plus.", "Ask for €0.01 more."),
            &["D.BUD.3"],
        )],
        ..finding("F1.FIN.1", StatusKind::Violated, Level::Error)
    }
}

fn share(lang: Lang) -> Finding {
    let french = lang == Lang::Fr;
    let words = |fr: &str, en: &str| if french { fr } else { en }.to_owned();
    let at = |path: &str, text: &str| location(DOSSIER, path, text);
    Finding {
        title: words("Cofinancement des collectivités locales", "Co-financing by local authorities"),
        message: words(
            "Les collectivités locales apportent 24 % du coût du projet ; il faut au moins 40 %.",
            "The local authorities bring 24% of the project's cost; at least 40% is needed.",
        ),
        expected: Some(words("au moins 40 %", "at least 40%")),
        actual: Some("24 %".to_owned()),
        arithmetic: Some(words("2 400,00 € ÷ 10 000,00 € = 24 %", "€2,400.00 ÷ €10,000.00 = 24%")),
        locations: vec![
            at("budget.produits[0].montant", "2 400 €"),
            at("budget.charges[0].montant", "2 500 €"),
            at("budget.charges[1].montant", "8 000 €"),
        ],
        labels: vec![
            words("commune : 2 400,00 €", "commune: €2,400.00"),
            words("coût total", "total cost"),
            words("coût total", "total cost"),
        ],
        remedies: vec![
            remedy(
                RemedyKind::NewMoney,
                &words("Ajoutez 857,15 € d'argent local.", "Add €857.15 of local money."),
                &["D.BUD.1"],
            ),
            remedy(
                RemedyKind::ConstantCost,
                &words("Remplacez 600,00 € d'un autre financeur.", "Replace €600.00 of another funder."),
                &[],
            ),
        ],
        ..finding("F1.COF.1", StatusKind::Violated, Level::Error)
    }
}

fn key(order: usize, path: &str, label: &str) -> MissingKey {
    MissingKey {
        order,
        path: path.to_owned(),
        label: label.to_owned(),
        lines: vec![format!("{path}: …")],
        is_alternative: false,
    }
}

fn overview(rule: &str, group: Group, status: StatusKind, level: Level) -> OverviewLine {
    let title = format!("Titre de {rule}");
    OverviewLine {
        rule: rule.to_owned(),
        group,
        level,
        title,
        status: OverviewStatus::Rule(status),
        declared: rule == "C.PER.2",
    }
}

fn assessment(fiche: u8, verdict: Verdict, findings: Vec<Finding>) -> AssessmentReport {
    AssessmentReport {
        notes: vec![NoteReport {
            rule: "C.JUR.1".to_owned(),
            status: StatusKind::Satisfied,
            title: "Jury".to_owned(),
            message: "Le jury territorial examine le projet.\nAppelez le 03 28 82 79 52.".to_owned(),
            group: Group::Selection,
            ..NoteReport::default()
        }],
        declared: vec!["C.PER.2".to_owned()],
        fiche_title: "Mobiliser tous les publics".to_owned(),
        overview: vec![
            overview("C.CAL.1", Group::Recevabilite, StatusKind::Satisfied, Level::Error),
            overview("C.PER.2", Group::Eligibilite, StatusKind::Satisfied, Level::Error),
            overview("F1.FIN.1", Group::Eligibilite, StatusKind::Violated, Level::Error),
            overview("C.DBL.1", Group::Eligibilite, StatusKind::Undetermined, Level::Error),
            overview("C.QUA.1", Group::Selection, StatusKind::NotApplicable, Level::Warning),
            overview("D.BUD.1", Group::Coherence, StatusKind::Deferred, Level::Error),
        ],
        deadline: Some(DeadlineReport {
            title: "Fiche synthétique".to_owned(),
            last: "1er octobre 2014".to_owned(),
            days: 12,
            open: true,
            ..DeadlineReport::default()
        }),
        ..samples::assessment(fiche, verdict, findings)
    }
}

fn report(verdict: Verdict, assessments: Vec<AssessmentReport>) -> DossierReport {
    DossierReport {
        path: "dossiers/tilleuls.yaml".to_owned(),
        applicant: Some("Les Tilleuls".to_owned()),
        title: Some("Conseil des habitants".to_owned()),
        best_fiches: assessments.iter().filter(|one| one.verdict == verdict).map(|one| one.fiche).collect(),
        ..samples::dossier(verdict, assessments)
    }
}

fn ineligible(lang: Lang) -> DossierReport {
    let blank = |rule: &str, missing| Finding { missing, ..finding(rule, StatusKind::Undetermined, Level::Error) };
    let findings = vec![
        floor(lang),
        share(lang),
        Finding {
            advice: Some("Décrivez le besoin.".to_owned()),
            ..blank(
                "C.DBL.1",
                vec![key(30, "projet.besoin_non_couvert", "besoin non couvert"), key(9, "porteur.siret", "SIRET")],
            )
        },
        blank("D.IDE.1", vec![key(9, "porteur.siret", "SIRET")]),
        blank("C.XXX.1", Vec::new()),
        Finding {
            advice: Some("Citez vos partenaires.".to_owned()),
            ..finding("C.QUA.3", StatusKind::Undetermined, Level::Warning)
        },
        finding("F1.OBJ.1", StatusKind::Violated, Level::Warning),
    ];
    report(Verdict::Ineligible, vec![assessment(1, Verdict::Ineligible, findings)])
}

fn unreadable() -> (DossierReport, SourceFile) {
    let source = "version: 1\r\ncampagne: 2015\r\nporteur: { nom: A\u{202e}B, statu: x }\r\ndebut: 31/04/2015\r\n";
    let error = |code, summary: &str, hint: Option<&str>, path: &str, text: &str, label: &str| {
        let mut error = ErrorReport::new(code, summary.to_owned(), hint.map(str::to_owned));
        error.at(location(source, path, text), label.to_owned());
        error
    };
    let mut report = report(Verdict::Unreadable, Vec::new());
    report.applicant = Some("A\u{202e}B".to_owned());
    report.errors = vec![
        error(
            Code::KeyUnknown,
            "La clé « statu » n'existe pas.",
            Some("Vouliez-vous écrire « statut » ?"),
            "",
            "statu:",
            "inconnue",
        ),
        error(Code::Date, "Le 31 avril n'existe pas.", None, "", "31/04/2015", "pas une date"),
    ];
    (report, SourceFile::new("dossiers/tilleuls.yaml", source))
}

fn shown(report: &DossierReport, source: &SourceFile, options: &TextOptions) -> String {
    let mut out = Vec::new();
    write_dossier(&mut out, report, Some(source), options).unwrap();
    String::from_utf8(out).unwrap()
}

fn dossier() -> SourceFile {
    SourceFile::new("dossiers/tilleuls.yaml", DOSSIER)
}

#[test]
fn an_ineligible_dossier() {
    insta::assert_snapshot!(shown(&ineligible(Lang::Fr), &dossier(), &options(Lang::Fr, 80)));
}

#[test]
fn an_ineligible_dossier_in_a_pipe() {
    let plain = TextOptions { fancy: false, ..options(Lang::Fr, 80) };
    insta::assert_snapshot!(shown(&ineligible(Lang::Fr), &dossier(), &plain));
}

#[test]
fn an_ineligible_dossier_in_english_at_60_columns() {
    let text = shown(&ineligible(Lang::En), &dossier(), &options(Lang::En, 60));
    assert!(text.lines().all(|line| line.width() <= 60), "{text}");
    insta::assert_snapshot!(text);
}

#[test]
fn a_narrow_terminal_has_no_titles_in_the_overview() {
    let text = shown(&ineligible(Lang::Fr), &dossier(), &TextOptions { verbose: true, ..options(Lang::Fr, 50) });
    assert!(text.lines().all(|line| line.width() <= 50), "{text}");
    assert!(text.contains("RECEVABILITÉ ┆ 1 respectée sur 1"), "{text}");
}

#[test]
fn no_mark_is_cut_from_its_word_on_a_telephone() {
    let set = |text: &str| crate::text::typeset(text, Lang::Fr).into_owned();
    let long = set("La clé « porteur » : 40 % de 2 500 € ; la « part locale » suffit-elle ? Non, « Coût total » !");
    let mut report = ineligible(Lang::Fr);
    for finding in &mut report.assessments[0].findings {
        finding.message.clone_from(&long);
        finding.advice = Some(long.clone());
        finding.by_reading = Some(long.clone());
        finding.labels = vec![long.clone(); finding.locations.len()];
    }
    for width in 34..=40 {
        let shown = shown(&report, &dossier(), &options(Lang::Fr, width));
        for line in shown.lines() {
            let line = line.trim_matches([' ', '│', '·', '╭', '╰', '─', '✗']);
            assert!(!line.ends_with('«') && !line.starts_with([':', ';', '%', '€', '»']), "{width}: {shown}");
        }
    }
}

#[test]
fn an_unreadable_dossier() {
    let (report, source) = unreadable();
    insta::assert_snapshot!(shown(&report, &source, &options(Lang::Fr, 80)));
}

#[test]
fn an_eligible_dossier() {
    let mut eligible = assessment(2, Verdict::Eligible, Vec::new());
    eligible.deadline = None;
    insta::assert_snapshot!(shown(&report(Verdict::Eligible, vec![eligible]), &dossier(), &options(Lang::Fr, 80)));
}

#[test]
fn a_dossier_without_a_fiche() {
    let incomplete = Finding {
        missing: vec![key(9, "porteur.siret", "SIRET")],
        ..finding("D.IDE.1", StatusKind::Undetermined, Level::Error)
    };
    let report = report(
        Verdict::Incomplete,
        vec![
            assessment(1, Verdict::Ineligible, vec![floor(Lang::Fr)]),
            assessment(
                2,
                Verdict::Incomplete,
                vec![incomplete.clone(), finding("C.XXX.1", StatusKind::Undetermined, Level::Error)],
            ),
            assessment(3, Verdict::Incomplete, vec![incomplete]),
            assessment(4, Verdict::Ineligible, vec![floor(Lang::Fr), share(Lang::Fr)]),
        ],
    );
    insta::assert_snapshot!(shown(&report, &dossier(), &options(Lang::Fr, 80)));
}

#[test]
fn quiet_is_one_line() {
    let quiet = TextOptions { quiet: true, fancy: false, ..options(Lang::Fr, 40) };
    assert_eq!(
        shown(&ineligible(Lang::Fr), &dossier(), &quiet),
        "✗ Non éligible en l'état à la Fiche 1\u{a0}: 2 points à corriger, 3 informations à compléter. \
         Il reste 12 jours avant le 1er octobre 2014.\n"
    );
}

#[test]
fn colour_adds_escape_codes_and_nothing_else() {
    let plain = shown(&ineligible(Lang::Fr), &dossier(), &options(Lang::Fr, 80));
    let colored = shown(&ineligible(Lang::Fr), &dossier(), &TextOptions { color: true, ..options(Lang::Fr, 80) });
    assert!(!plain.contains('\u{1b}') && colored.contains('\u{1b}'));
    let mut stripped = String::new();
    let mut inside = false;
    for character in colored.chars() {
        match character {
            '\u{1b}' => inside = true,
            'm' if inside => inside = false,
            _ if inside => {}
            _ => stripped.push(character),
        }
    }
    assert_eq!(stripped, plain);
}

#[test]
fn many_places_are_counted() {
    let mut many = share(Lang::Fr);
    many.locations =
        (0..9).map(|index| Location { offset: index * 20, length: 3, ..many.locations[0].clone() }).collect();
    many.labels = vec!["ici".to_owned(); 9];
    let report = report(Verdict::Ineligible, vec![assessment(1, Verdict::Ineligible, vec![many])]);
    let text = |verbose| shown(&report, &dossier(), &TextOptions { verbose, ..options(Lang::Fr, 80) });
    assert!(text(true).contains("… et 4 autres lignes du dossier."), "{}", text(true));
    assert!(text(false).contains("… et 7 autres lignes du dossier."), "{}", text(false));
}

#[test]
fn more_than_a_hundred_errors_are_counted() {
    let (mut report, source) = unreadable();
    let error = || ErrorReport::new(Code::Date, "x".to_owned(), None);
    report.errors = (0..125).map(|_| error()).collect();
    let text = shown(&report, &source, &options(Lang::Fr, 80));
    assert!(text.ends_with("… et 25 autres points à corriger encore.\n"), "{text}");
}

#[test]
fn broken_rule_sets() {
    let fiche =
        SourceFile::new("rules/fiche-1.toml", "[[rule]]\nid = \"F1.FIN.1\"\nrequire = { fact = \"demande.totl\" }\n");
    let other = SourceFile::new("rules/socle.toml", "[[rule]]\nid = \"F1.FIN.1\"\n");
    let at = |file: &SourceFile, text: &str| {
        let start = file.text().find(text).unwrap();
        Span::new(start, start + text.len())
    };
    let problems = [
        InputProblem {
            severity: Severity::Error,
            code: "R-EXEMPLE",
            message: "Le fait « demande.totl » n'existe pas.".to_owned(),
            hint: Some("Vouliez-vous écrire « demande.total » ?".to_owned()),
            file: Some(&fiche),
            span: at(&fiche, "\"demande.totl\""),
            related: None,
        },
        InputProblem {
            severity: Severity::Error,
            code: "R-EXEMPLE",
            message: "Deux règles s'appellent « F1.FIN.1 ».".to_owned(),
            hint: None,
            file: Some(&fiche),
            span: at(&fiche, "\"F1.FIN.1\""),
            related: Some((&other, at(&other, "\"F1.FIN.1\""), "La première est ici.".to_owned())),
        },
    ];
    let mut out = Vec::new();
    write_rule_problems(&mut out, &problems, &options(Lang::Fr, 80)).unwrap();
    insta::assert_snapshot!(String::from_utf8(out).unwrap());
}
