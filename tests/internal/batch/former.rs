//! Reading former reports.

use super::*;

fn parse(text: &str) -> Result<Former, FormerErrorKind> {
    Former::parse(text.as_bytes(), 2).map_err(|error| error.kind)
}

fn paths(text: &str) -> Vec<String> {
    parse(text).unwrap().dossiers.iter().map(|dossier| dossier.path.to_string()).collect()
}

#[test]
fn a_document_tells_what_it_was_made_by_and_its_dossiers() {
    let former = parse(
        r#"{"schema_version":2,"tool":{"name":"recevable","dossiers":[1]},"evaluated_on":"2014-11-20","campaign":2015,
        "rule_sets":[{"id":"socle","sha256":"ab","in_force":true}],"overlays":[],"register":null,"dossiers":[
        {"path":"a.yaml","verdict":"eligible","duplicate_key":"k","amounts":{"x":"5.00","y":null},"assessments":[{"path":1}]},
        {"path":"b.yaml","verdict":"unreadable","duplicate_key":null,"overlays":[{"id":"o"}]},
        {"path":"c.yaml","verdict":"incomplete","amounts":{"z":"0.2999"}}],"summary":{"dossiers":3}}"#,
    )
    .unwrap();
    assert_eq!(former.basis.evaluated_on, NaiveDate::from_ymd_opt(2014, 11, 20));
    assert_eq!(
        (former.basis.rule_sets.as_ref().unwrap().len(), former.basis.register.clone()),
        (1, RegisterUsed::Without)
    );
    let [a, b, c] = &former.dossiers[..] else { panic!() };
    assert_eq!((a.verdict, a.key.as_deref(), b.key.as_deref()), (Verdict::Eligible, Some("k"), None));
    assert_eq!(former.amounts(a), Some(vec![("x", Decimal::new(500, 2))]));
    assert_eq!(former.amounts(c), Some(vec![("z", Decimal::new(2999, 4))]));
    assert_eq!(former.amounts(b), None);
}

#[test]
fn lines_of_ndjson_and_keys_in_any_order_are_read() {
    let lines = "{\"path\":\"a\",\"verdict\":\"eligible\"}\n{\"verdict\":\"incomplete\",\"path\":\"b\"}\n";
    assert_eq!(paths(lines), ["a", "b"]);
    let sorted = r#"{"dossiers":[{"verdict":"eligible","path":"a"}],"schema_version":2}"#;
    assert_eq!(paths(sorted), ["a"]);
    assert!(parse(lines).unwrap().lacks_amounts());
}

#[test]
fn what_is_no_report_says_what_it_is() {
    use FormerErrorKind::{Shape, Syntax, Version};
    for (text, kind) in [
        ("", Syntax),
        ("recevable", Syntax),
        ("{\"schema_version\":2,\"dossiers\":[", Syntax),
        ("\u{feff}{}", Syntax),
        ("[]", Shape),
        ("{}", Shape),
        ("{\"version\":1,\"tool\":\"recevable\",\"findings\":[]}", Shape),
        ("{\"schema_version\":1,\"dossiers\":[]}", Version(1)),
        ("{\"schema_version\":3,\"dossiers\":{}}", Version(3)),
        ("{\"schema_version\":2,\"dossiers\":{}}", Shape),
        ("{\"schema_version\":2,\"dossiers\":[{\"path\":\"a\"}]}", Shape),
        ("{\"schema_version\":2,\"dossiers\":[{\"path\":\"a\",\"verdict\":\"good\"}]}", Shape),
        ("{\"path\":\"a\",\"verdict\":\"eligible\",\"amounts\":{\"x\":\"1e9\"}} {}", Shape),
        ("{\"path\":\"a\",\"verdict\":\"eligible\",\"amounts\":{\"x\":5}}", Shape),
        ("{\"evaluated_on\":\"hier\"}", Shape),
    ] {
        assert_eq!(parse(text).map(|_| ()), Err(kind), "{text}");
    }
    let deep = format!("{{\"schema_version\":2,\"x\":{}", "[".repeat(100_000));
    assert_eq!(parse(&deep).map(|_| ()), Err(Syntax));
}

#[test]
fn what_would_fill_the_memory_is_refused() {
    let long = "x".repeat(MAX_TEXT + 1);
    for text in
        [format!("{{\"path\":\"{long}\""), format!("{{\"{long}\":1"), format!("{{\"a\":\"{}\\\"{long}", "x".repeat(9))]
    {
        assert_eq!(parse(&text).map(|_| ()), Err(FormerErrorKind::Shape));
    }
    let many = "{\"id\":\"a\",\"sha256\":\"b\"},".repeat(MAX_LIST + 1);
    assert_eq!(parse(&format!("{{\"rule_sets\":[{many}")).map(|_| ()), Err(FormerErrorKind::Shape));
    let amounts: Vec<String> = (0..=MAX_LIST).map(|at| format!("\"f{at}\":\"1\",")).collect();
    let amounts = amounts.concat();
    let amounts = format!("{{\"path\":\"a\",\"verdict\":\"eligible\",\"amounts\":{{{amounts}");
    assert_eq!(parse(&amounts).map(|_| ()), Err(FormerErrorKind::Shape));
    let path = "d/".repeat(MAX_TEXT / 4);
    let line = format!("{{\"path\":\"{path}\",\"verdict\":\"eligible\"}}\n");
    let lines = line.repeat(MAX_KEPT / path.len() + 1);
    assert_eq!(parse(&lines).map(|_| ()), Err(FormerErrorKind::TooLarge));
}
