//! Properties of every dossier, tried in the process on many generated ones.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::checker::{Checked, Checker};
use crate::engine::{RemedyKind, StatusKind};
pub(crate) use crate::fuzzing::sound;
use crate::report::compose::{Needs, Style};
use crate::report::model::{Finding, MoveReport};
use crate::report::text::{self, TextOptions};
use crate::report::{DossierReport, json};
use crate::rules::load_embedded;
use crate::source::SourceFile;
use crate::text::Lang;
use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_yaml::Value;

use super::files::{DAY, eligible, example, example_names};

/// For JSON, with every rule among the findings.
pub(crate) static CHECKER: LazyLock<Checker> = LazyLock::new(|| checker(false));
/// With a plan.
static PLANNER: LazyLock<Checker> = LazyLock::new(|| checker(true));

fn checker(plan: bool) -> Checker {
    let needs = Needs { cells: true, drawing: true, overview: true, edits: true, applicant: true };
    let style = Style { lang: Lang::Fr, verbose: true, plan, needs };
    Checker::with_style(load_embedded().unwrap(), day(DAY), style)
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A dossier's report.
pub(crate) fn report(text: &str) -> DossierReport {
    CHECKER.check(SourceFile::new("essai.yaml", text)).report
}

/// A report with a plan, written in every format.
fn full_report(text: &str) -> DossierReport {
    let Checked { report, source, .. } = PLANNER.check(SourceFile::new("essai.yaml", text));
    written(&report, &source.unwrap());
    report
}

/// Writes a report in every format; what is tried is that this never fails.
fn written(report: &DossierReport, source: &SourceFile) {
    let mut bytes = Vec::new();
    json::line(&mut bytes, report).unwrap();
    serde_json::from_slice::<serde_json::Value>(&bytes).unwrap();
    for (lang, fancy, width) in [(Lang::Fr, false, 100), (Lang::En, true, 40)] {
        let options = TextOptions { lang, color: fancy, width, verbose: true, quiet: false, fancy };
        let mut bytes = Vec::new();
        text::write_dossier(&mut bytes, report, Some(source), &options).unwrap();
        let shown = String::from_utf8(bytes).unwrap();
        let obeyed = |c: char| c.is_control() && c != '\n' && !(fancy && c == '\u{1b}');
        assert!(!shown.contains(obeyed), "{shown:?}");
    }
}

/// Pieces of dossiers and of what breaks them, with a `·` between them.
const PIECES: &str = concat!(
    "version: 1\n·campagne: 2015\n·fiche: ·porteur:\n·  nom: ·projet:\n·  intitule: ·budget:\n·",
    "  charges:\n·    - ·{ poste: ·montant: ·demande: { fonctionnement: ·depot:\n·  - ·    ·\n·\t·: ·",
    ", ·{·}·[·]·\"·'·|\n·>-\n·&a ·*a·<<: ·!!binary ·---\n·# ·# recevable: ignore ·C-QUA-1, D-BUD-1 — ·",
    "12 500,50 €·1e999·12.500·-0·31/04/2015·2014-12-01·oui·~·null·QP062030·62510·\u{feff}·\u{202e}·",
    "\u{85}·\r\n·é·\u{1b}[31m·❤️·0·999999999999,99",
);

/// Pieces that a dossier, or something like one, is made of.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(PIECES.split('·').collect::<Vec<_>>()).prop_map(str::to_owned),
        "\\PC{0,6}",
        any::<char>().prop_map(String::from),
    ]
}

/// An example with pieces cut out, put in or written twice.
fn mutated() -> impl Strategy<Value = String> {
    let names = example_names();
    let change = (any::<prop::sample::Index>(), 0..60_usize, prop::option::of(piece()));
    (prop::sample::select(names), prop::collection::vec(change, 1..6)).prop_map(|(name, changes)| {
        let mut text: Vec<char> = example(&name).chars().collect();
        for (at, length, put) in changes {
            if text.is_empty() {
                break;
            }
            let start = at.index(text.len());
            let end = (start + length).min(text.len());
            text.splice(start..end, put.unwrap_or_default().chars());
        }
        text.into_iter().collect()
    })
}

pub(crate) fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn no_text_panics(text in prop::collection::vec(piece(), 0..40).prop_map(|pieces| pieces.concat())) {
        sound(&full_report(&text));
    }
}

proptest! {
    #![proptest_config(config(150))]

    #[test]
    fn no_mutated_dossier_panics(text in mutated()) {
        sound(&full_report(&text));
    }
}

/// An amount in cents.
type Cents = i64;

/// The eligible dossier of a fiche, with other amounts and days.
#[derive(Debug, Clone)]
struct Figures {
    fiche: u8,
    operation: Cents,
    investment: Cents,
    commune: Cents,
    others: Cents,
    cost: Cents,
    days: BTreeMap<&'static str, NaiveDate>,
}

const DAYS: [(&str, &str); 6] = [
    ("depot.fiche_synthetique", "2014-11-28"),
    ("depot.dossier_complet", "2015-01-20"),
    ("depot.contact_intercommunalite.date", "2014-11-26"),
    ("depot.contact_ville.date", "2014-11-26"),
    ("projet.debut", "2015-01-20"),
    ("projet.fin", "2015-02-01"),
];

fn figures() -> impl Strategy<Value = Figures> {
    // Near the bounds more often than far from them.
    let request =
        || prop_oneof![0..1_000_000_i64, 199_990..200_010_i64, 499_990..500_010_i64, 1_999_990..2_000_010_i64];
    let investment = prop_oneof![Just(0_i64), 0..3_000_000_i64, 14_999_990..15_000_010_i64];
    let money = || 0..3_000_000_i64;
    let days = DAYS.map(|(_, around)| (0..15_u64).prop_map(move |more| day(around) + Days::new(more)));
    (1..=4_u8, request(), investment, money(), money(), 1..9_000_000_i64, days).prop_map(
        |(fiche, operation, investment, commune, others, cost, days)| Figures {
            fiche,
            operation,
            investment,
            commune,
            others,
            cost,
            days: DAYS.iter().map(|(key, _)| *key).zip(days).collect(),
        },
    )
}

fn money(cents: Cents) -> String {
    Decimal::new(cents, 2).to_string()
}

fn cents(text: &str) -> Cents {
    let amount: Decimal = text.parse().unwrap();
    (amount * Decimal::ONE_HUNDRED).try_into().unwrap()
}

/// Writes a value at a path of keys.
pub(crate) fn insert(dossier: &mut Value, path: &str, value: Value) {
    let (group, key) = path.rsplit_once('.').unwrap();
    let group = group.split('.').fold(dossier, |at, key| &mut at[key]);
    group[key] = value;
}

impl Figures {
    /// The dossier's text.
    fn text(&self) -> String {
        let mut dossier: Value = serde_yaml::from_str(&eligible(self.fiche)).unwrap();
        let text = |text: String| Value::String(text);
        dossier["demande"]["fonctionnement"] = text(money(self.operation));
        dossier["demande"]["investissement"] = text(money(self.investment));
        dossier["depot"]["contact_ville"] = serde_yaml::from_str("{ nom: Ville }").unwrap();
        let line = |line: String| serde_yaml::from_str::<Value>(&line).unwrap();
        dossier["budget"]["charges"] = line(format!("[{{ poste: 60, montant: \"{}\" }}]", money(self.cost)));
        dossier["budget"]["produits"] = line(format!(
            "[{{ poste: 74, type: commune, montant: \"{}\" }}, {{ poste: 75, type: prive, montant: \"{}\" }}]",
            money(self.commune),
            money(self.others)
        ));
        for (path, day) in &self.days {
            insert(&mut dossier, path, text(day.to_string()));
        }
        serde_yaml::to_string(&dossier).unwrap()
    }

    /// Carries out one move of a remedy, as the applicant would; false for a fact that these figures do not hold.
    fn carry_out(&mut self, change: &MoveReport) -> bool {
        let from = change.from.as_deref().unwrap();
        let amount = match change.fact.as_str() {
            "demande.total" => {
                self.operation += cents(&change.to) - (self.operation + self.investment);
                return true;
            }
            "demande.fonctionnement" => &mut self.operation,
            "demande.investissement" => &mut self.investment,
            "cofinancement.local" => &mut self.commune,
            "cout.total" => &mut self.cost,
            fact => {
                let Some(day) = self.days.get_mut(fact) else { return false };
                assert_eq!(day.to_string(), from);
                *day = change.to.parse().unwrap();
                return true;
            }
        };
        assert_eq!(money(*amount).parse::<Decimal>(), from.parse());
        *amount = cents(&change.to);
        true
    }
}

/// The rules whose bounds are amounts, shares and days that these figures hold.
const BOUNDED: &[&str] =
    &["FIN-1", "FIN-2", "FIN-3", "COF-1", "CAL-1", "CAL-2", "CAL-3", "CAL-4", "DAT-1", "DAT-2", "DAT-3", "DAT-4"];

fn violated(report: &DossierReport) -> Vec<&Finding> {
    report.assessments[0].findings.iter().filter(|finding| finding.status == StatusKind::Violated).collect()
}

/// A rule's status under the first fiche assessed.
pub(crate) fn status(report: &DossierReport, rule: &str) -> StatusKind {
    let mut findings = report.assessments[0].findings.iter();
    findings.find(|finding| finding.rule == rule).map_or(StatusKind::Deferred, |finding| finding.status)
}

proptest! {
    #![proptest_config(config(80))]

    #[test]
    fn a_remedy_that_is_carried_out_satisfies_its_rule(figures in figures()) {
        let before = report(&figures.text());
        prop_assert!(before.errors.is_empty(), "{:?}", before.errors);
        sound(&before);
        for finding in violated(&before) {
            let bounded = BOUNDED.iter().any(|rule| finding.rule.ends_with(rule));
            prop_assert!(!bounded || !finding.remedies.is_empty(), "{} has no remedy", finding.rule);
            for remedy in &finding.remedies {
                let mut mended = figures.clone();
                if !remedy.moves.iter().all(|change| mended.carry_out(change)) {
                    continue;
                }
                let after = report(&mended.text());
                prop_assert_eq!(status(&after, &finding.rule), StatusKind::Satisfied, "{}: {}", finding.rule, remedy.text);
                prop_assert!(remedy.verified);
                for change in remedy.moves.iter().filter(|_| remedy.kind == RemedyKind::Date) {
                    let days = [change.from.as_deref().unwrap(), &change.to].map(day);
                    prop_assert_eq!(change.feasible, days.iter().min() >= Some(&day(DAY)), "{}", remedy.text);
                }
                // A cent or a day less would not have done.
                if let ([change], true) = (&remedy.moves[..], bounded) {
                    let mut less = figures.clone();
                    less.carry_out(&a_little_less(change));
                    prop_assert_ne!(status(&report(&less.text()), &finding.rule), StatusKind::Satisfied, "{} is not the smallest", remedy.text);
                }
            }
        }
    }
}

/// The move without its last cent or day.
fn a_little_less(change: &MoveReport) -> MoveReport {
    let from = change.from.as_deref().unwrap();
    let to = match change.to.parse::<NaiveDate>() {
        Ok(to) if to > day(from) => to.pred_opt().unwrap().to_string(),
        Ok(to) => to.succ_opt().unwrap().to_string(),
        Err(_) => {
            let (from, to) = (cents(from), cents(&change.to));
            money(to - (to - from).signum())
        }
    };
    MoveReport { to, ..change.clone() }
}
