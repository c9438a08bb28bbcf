//! Tallies of dossiers made up by hand.

use proptest::prelude::*;

use super::totals::MAX_NAMES;
use super::*;
use crate::dossier::Code;
use crate::report::model::{AssessmentReport, DeadlineReport, ErrorReport, SumPart};
use crate::report::samples::{self, assessment, dossier, finding};

fn header() -> Header {
    let column = |fact: &str, kind, sum, groups| Column {
        fact: fact.to_owned(),
        label: fact.to_owned(),
        head: fact.to_owned(),
        kind,
        brief: false,
        sum,
        groups,
    };
    samples::header(vec![
        column("where", ColumnKind::Text, None, true),
        column("whole", ColumnKind::Money, Some(SumPart::Whole), false),
        column("share", ColumnKind::Share, None, false),
        column("part", ColumnKind::Money, Some(SumPart::Part), false),
    ])
}

fn requesting(name: Option<&str>, cents: [Option<i64>; 2]) -> DossierReport {
    let money = |cents: Option<i64>| cents.map_or(Cell::Empty, |cents| Cell::Money(Decimal::new(cents, 2)));
    let name = name.map_or(Cell::Empty, |name| Cell::Text(name.to_owned()));
    let [whole, part] = cents.map(money);
    let cells = vec![name, whole, Cell::Empty, part];
    DossierReport { cells, ..dossier(Verdict::Eligible, vec![assessment(1, Verdict::Eligible, Vec::new())]) }
}

fn tally(dossiers: &[DossierReport]) -> Tally {
    let mut tally = Tally::new(&header());
    for dossier in dossiers {
        tally.add(dossier);
    }
    tally
}

fn sums(total: &Total) -> Vec<(String, usize)> {
    total.sums.iter().map(|sum| (sum.amount.to_string(), sum.given)).collect()
}

#[test]
fn sums_are_exact_to_the_cent_and_say_of_how_many_dossiers() {
    let tally = tally(&[
        requesting(Some("Lens"), [Some(199_999), Some(10)]),
        requesting(Some("Lens"), [Some(1), None]),
        requesting(None, [None, Some(20)]),
    ]);
    assert_eq!(sums(&tally.all), [("2000.00".to_owned(), 2), ("0.30".to_owned(), 2)]);
    assert_eq!((tally.all.without(0), tally.all.without(1)), (1, 1));
    assert_eq!(
        sums(tally.groups.get(&"Lens".to_owned()).unwrap()),
        [("2000.00".to_owned(), 2), ("0.10".to_owned(), 1)]
    );
    assert_eq!((tally.ungrouped.dossiers, tally.ungrouped.without(0)), (1, 1));
}

#[test]
fn a_sum_past_the_decimal_types_range_counts_no_dossier_that_is_not_in_it() {
    let mut total = Total::default();
    total.add(&[Some(Decimal::MAX)]);
    total.add(&[Some(Decimal::MAX)]);
    assert_eq!((total.sums[0].amount, total.sums[0].given, total.without(0)), (Decimal::MAX, 1, 1));
}

#[test]
fn a_rule_counts_once_for_a_dossier() {
    let mut twice = dossier(
        Verdict::Ineligible,
        vec![assessment(
            1,
            Verdict::Ineligible,
            vec![
                finding("A", StatusKind::Violated, Level::Error),
                finding("B", StatusKind::Undetermined, Level::Warning),
            ],
        )],
    );
    twice.batch =
        vec![finding("A", StatusKind::Violated, Level::Error), finding("C", StatusKind::Violated, Level::Error)];
    let mut unreadable = dossier(Verdict::Unreadable, Vec::new());
    let error = |code| ErrorReport::new(code, String::new(), None);
    unreadable.errors = vec![error(Code::Date), error(Code::Code), error(Code::Date)];
    let once = dossier(
        Verdict::Ineligible,
        vec![assessment(2, Verdict::Ineligible, vec![finding("B", StatusKind::Violated, Level::Warning)])],
    );
    let tally = tally(&[twice, unreadable, once]);
    let counted: Vec<_> = tally.most(10, |rule| rule.violated).iter().map(|(id, _, count)| (*id, *count)).collect();
    // All with one dossier: what the verdict hangs on first, then by their ids.
    assert_eq!(counted, [("A", 1), ("C", 1), ("B", 1)]);
    assert_eq!(tally.most(2, |rule| rule.violated).len(), 2);
    let open: Vec<_> = tally.most(10, |rule| rule.undetermined).iter().map(|(id, _, count)| (*id, *count)).collect();
    assert_eq!(open, [("B", 1)]);
    assert_eq!(tally.most_errors(10), [(Code::Code.into(), 1), (Code::Date.into(), 1)]);
    assert_eq!(tally.most_errors(1), [(Code::Code.into(), 1)]);
}

#[test]
fn the_most_violated_come_first() {
    let violating = |rules: &[&str]| {
        dossier(
            Verdict::Ineligible,
            vec![assessment(
                1,
                Verdict::Ineligible,
                rules.iter().map(|rule| finding(rule, StatusKind::Violated, Level::Error)).collect(),
            )],
        )
    };
    let tally = tally(&[violating(&["A", "B", "C"]), violating(&["C", "B"]), violating(&["C"])]);
    let counted: Vec<_> = tally.most(10, |rule| rule.violated).iter().map(|(id, _, count)| (*id, *count)).collect();
    assert_eq!(counted, [("C", 3), ("B", 2), ("A", 1)]);
}

#[test]
fn of_several_assessments_the_one_that_stands_is_counted() {
    let far = assessment(
        1,
        Verdict::Ineligible,
        vec![finding("A", StatusKind::Violated, Level::Error), finding("B", StatusKind::Violated, Level::Error)],
    );
    let mut near = dossier(
        Verdict::Ineligible,
        vec![far, assessment(2, Verdict::Ineligible, vec![finding("C", StatusKind::Violated, Level::Error)])],
    );
    near.best_fiches = vec![1, 2];
    near.nearest = Some(2);
    let tally = tally(&[near]);
    let rules: Vec<_> = tally.most(10, |rule| rule.violated).iter().map(|(id, ..)| *id).collect();
    assert_eq!(rules, ["C"]);
    assert_eq!(tally.fiches.rows().map(|(fiche, _)| *fiche).collect::<Vec<_>>(), [Fiche::Several]);
}

#[test]
fn each_deadline_stands_once_with_the_dossiers_it_is_before() {
    let due = |days, open| {
        let deadline = DeadlineReport {
            title: "Dépôt".to_owned(),
            last: format!("jour {days}"),
            days,
            open,
            ..DeadlineReport::default()
        };
        dossier(
            Verdict::Eligible,
            vec![AssessmentReport { deadline: Some(deadline), ..assessment(1, Verdict::Eligible, Vec::new()) }],
        )
    };
    let tally = tally(&[due(12, true), due(-3, true), due(12, false), due(12, true), requesting(None, [None, None])]);
    let deadlines: Vec<_> = tally.deadlines().map(|(deadline, open)| (deadline.days, open)).collect();
    assert_eq!(deadlines, [(-3, 1), (12, 2)]);
}

#[test]
fn invented_names_and_deadlines_are_bounded() {
    let mut tally = Tally::new(&header());
    for number in 0..MAX_NAMES + 7 {
        tally.add(&requesting(Some(&format!("{number:05}{}", "x".repeat(1_000))), [Some(100), None]));
    }
    tally.add(&requesting(Some(&format!("00000{}", "x".repeat(1_000))), [Some(100), None]));
    assert_eq!(tally.groups.rows().count(), MAX_NAMES);
    assert!(tally.groups.rows().all(|(name, _)| name.chars().count() <= MAX_NAME + 1));
    assert_eq!(tally.groups.others().map(|others| others.dossiers), Some(7));
    let (largest, rest) = tally.groups.largest(0, 2);
    assert_eq!(
        largest.iter().map(|(name, total)| (&name[..5], total.dossiers)).collect::<Vec<_>>(),
        [("00000", 2), ("00001", 1)]
    );
    assert_eq!(rest.map(|rest| rest.dossiers), Some(MAX_NAMES - 2 + 7));
    for days in 0..1_000 {
        let deadline = DeadlineReport { days, open: true, ..DeadlineReport::default() };
        tally.add(&dossier(
            Verdict::Eligible,
            vec![AssessmentReport { deadline: Some(deadline), ..assessment(1, Verdict::Eligible, Vec::new()) }],
        ));
    }
    assert_eq!(tally.deadlines().count(), MAX_DEADLINES);
}

#[test]
fn nothing_hidden_is_in_a_name() {
    assert_eq!(short("A\u{202e}B"), "A\\u{202e}B");
    assert!(short(&"\u{202e}".repeat(500)).chars().count() <= MAX_NAME + 1);
}

proptest! {
    #[test]
    fn totals_agree_whatever_they_are_by(
        dossiers in prop::collection::vec(
            (
                0..5_u8,
                prop::option::of("[a-z]{0,2}"),
                prop::option::of(0..99_999_999_999_999_i64),
                prop::sample::select(&Verdict::ALL[..]),
            ),
            0..60,
        ),
        shown in 0..12_usize,
    ) {
        let reports: Vec<DossierReport> = dossiers
            .iter()
            .map(|(fiche, name, cents, verdict)| DossierReport {
                fiche: (*fiche > 0).then_some(*fiche),
                verdict: *verdict,
                ..requesting(name.as_deref(), [*cents, None])
            })
            .collect();
        let tally = tally(&reports);
        let together = |rows: Vec<&Total>| {
            let mut all = Total::default();
            for total in rows {
                all.merge(total);
            }
            all
        };
        let exact: i128 = dossiers.iter().filter_map(|(_, _, cents, _)| *cents).map(i128::from).sum();
        prop_assert_eq!(&tally.all, &together(tally.fiches.rows().map(|(_, total)| total).collect()));
        prop_assert_eq!(&tally.all, &together(tally.verdicts.rows().map(|(_, total)| total).collect()));
        let (largest, rest) = tally.groups.largest(0, shown);
        let groups = largest.iter().map(|(_, total)| *total).chain(&rest).chain([&tally.ungrouped]).collect();
        prop_assert_eq!(&tally.all, &together(groups));
        if !dossiers.is_empty() {
            prop_assert_eq!(tally.all.sums[0].amount, Decimal::from_i128_with_scale(exact, 2));
            let given = dossiers.iter().filter(|(_, _, cents, _)| cents.is_some()).count();
            prop_assert_eq!((tally.all.sums[0].given, tally.all.without(0)), (given, dossiers.len() - given));
        }
    }
}
