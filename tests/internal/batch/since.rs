//! Runs compared with a former report.

use super::*;

const FORMER: &str = r#"{"schema_version":2,"evaluated_on":"2014-11-20","rule_sets":[{"id":"a","sha256":"1"},{"id":"b","sha256":"2"}],
    "overlays":[],"register":"r","dossiers":[
    {"path":"d/kept.yaml","verdict":"eligible","duplicate_key":"k1","amounts":{"x":"5.00","share":"0.2999"}},
    {"path":"d/better.yaml","verdict":"ineligible","duplicate_key":"k2","amounts":{"x":"5.00"}},
    {"path":"./d/worse.yaml","verdict":"eligible_with_reservations","duplicate_key":"k3","amounts":{"x":"5.00"}},
    {"path":"d/moved.yaml","verdict":"incomplete","duplicate_key":"k4","amounts":{"x":"5.00"}},
    {"path":"d/gone.yaml","verdict":"incomplete","duplicate_key":"k5","amounts":{"x":null}}]}"#;

fn place(path: &str) -> String {
    path.trim_start_matches("./").to_owned()
}

fn comparison(former: &str) -> Comparison {
    Comparison::new(Former::parse(former.as_bytes(), 2).unwrap(), place)
}

fn add(comparison: &mut Comparison, path: &str, key: &str, verdict: Verdict, amount: &str) {
    let amounts = vec![AmountChange { fact: "x".to_owned(), before: None, now: amount.parse().ok() }];
    let now = Change { path: path.to_owned(), now: Some(verdict), amounts, ..Change::default() };
    comparison.add(&place(path), Some(key), now);
}

fn of(found: &SinceFormer, kind: ChangeKind) -> Vec<&str> {
    found.changes[kind as usize].listed.iter().map(|change| change.path.as_str()).collect()
}

#[test]
fn changes_are_told_by_path_and_else_by_project() {
    let mut run = comparison(FORMER);
    // A copy under another name is a dossier of its own while the first is there.
    add(&mut run, "d/copy.yaml", "k1", Verdict::Eligible, "5.00");
    add(&mut run, "d/kept.yaml", "k1", Verdict::EligibleWithReservations, "5");
    add(&mut run, "./d/better.yaml", "k2", Verdict::Eligible, "6.00");
    add(&mut run, "d/worse.yaml", "k3", Verdict::Incomplete, "5.00");
    add(&mut run, "d/new-name.yaml", "k4", Verdict::Inconsistent, "");
    let found = run.finish(&Basis::default(), true);
    let all = ChangeKind::ALL.map(|kind| of(&found, kind));
    let expected: [&[&str]; 7] = [
        &["./d/better.yaml"],
        &["d/worse.yaml"],
        &["d/kept.yaml", "d/new-name.yaml"],
        &["./d/better.yaml", "d/new-name.yaml"],
        &["d/copy.yaml"],
        &["d/gone.yaml"],
        &["d/new-name.yaml"],
    ];
    assert_eq!(all, expected);
    let [renamed] = &found.changes[ChangeKind::Renamed as usize].listed[..] else { panic!() };
    assert_eq!(renamed.former_path.as_deref(), Some("d/moved.yaml"));
    let [amount] = &renamed.amounts[..] else { panic!() };
    assert_eq!((amount.before, amount.now), (Some(Decimal::new(500, 2)), None));
}

#[test]
fn by_what_else_the_reports_differ_is_told() {
    let used = |id: &str, sha256: &str| Used { id: id.to_owned(), sha256: sha256.to_owned() };
    let basis = |rules: Vec<Used>, register: Option<&str>| Basis {
        evaluated_on: NaiveDate::from_ymd_opt(2014, 12, 1),
        rule_sets: Some(rules),
        overlays: Some(vec![used("o", "1")]),
        register: register.map(str::to_owned).into(),
    };
    let found = comparison(FORMER).finish(&basis(vec![used("a", "1"), used("b", "3")], None), false);
    assert_eq!((found.rules, found.register), (vec!["b".to_owned(), "o".to_owned()], RegisterChange::Removed));
    assert!(found.incomplete && found.changes.iter().all(|changes| changes.count == 0));
    let found = comparison(FORMER).finish(&basis(Vec::new(), Some("s")), true);
    assert_eq!((found.register, found.changes[ChangeKind::Gone as usize].count), (RegisterChange::Other, 5));
    let lines = "{\"path\":\"a\",\"verdict\":\"eligible\"}";
    let found = comparison(lines).finish(&basis(Vec::new(), Some("s")), true);
    assert!(found.headless && found.without_amounts && found.rules.is_empty());
    assert_eq!(found.register, RegisterChange::Same);
}

#[test]
fn what_the_former_report_does_not_tell_is_not_compared() {
    let mut run = comparison(
        "{\"path\":\"a\",\"verdict\":\"eligible\"}\n{\"path\":\"b\",\"verdict\":\"eligible\",\"amounts\":{}}",
    );
    add(&mut run, "a", "k", Verdict::Eligible, "5.00");
    add(&mut run, "b", "k", Verdict::Eligible, "5.00");
    let found = run.finish(&Basis::default(), true);
    assert_eq!(of(&found, ChangeKind::Amounts), ["b"]);
}

#[test]
fn so_many_are_listed_and_all_are_counted() {
    let mut run = comparison("{\"schema_version\":2,\"dossiers\":[]}");
    for at in 0..MAX_LISTED + 5 {
        add(&mut run, &format!("d/{at}"), "k", Verdict::Eligible, "1");
    }
    let found = run.finish(&Basis::default(), true);
    let come = &found.changes[ChangeKind::Come as usize];
    assert_eq!((come.count, come.listed.len()), (MAX_LISTED + 5, MAX_LISTED));
}
