//! Reading and writing baselines.

use super::*;

const PRINT: &str = "0123456789abcdef0123456789abcdef";

fn kind(text: &str) -> (BaselineErrorKind, (usize, usize)) {
    let error = parse(text.as_bytes()).unwrap_err();
    (error.kind, error.place.unwrap())
}

fn document(entry: &str) -> String {
    format!("{{\"version\":{VERSION},\"tool\":\"recevable\",\"findings\":[\n{entry}\n]}}\n")
}

#[test]
fn a_baseline_is_known_by_its_fingerprints() {
    let entry = format!("{{\"path\":\"a.yaml\",\"rule\":\"A-1\",\"fingerprint\":\"{PRINT}\"}}");
    let known = parse(document(&format!("{entry},\n{entry}")).as_bytes()).unwrap();
    let of = |extent| (Version::Current, HashMap::from([(number(PRINT).unwrap(), (digest("a.yaml"), extent))]));
    assert_eq!(known, of(Extent::default()));
    let entry = entry.replace('}', ",\"undetermined\":true,\"gap\":\"0.5\"}");
    let known = parse(document(&entry).as_bytes()).unwrap();
    assert_eq!(known, of(Extent { undetermined: true, gap: Some(Decimal::new(5, 1)) }));
    assert_eq!(parse(document("").as_bytes()).unwrap(), (Version::Current, HashMap::new()));
    let first = document("").replace("\"version\":2", "\"version\":1");
    assert_eq!(parse(first.as_bytes()).unwrap(), (Version::First, HashMap::new()));
}

#[test]
fn what_is_worse_is_not_covered() {
    let violated = |gap: i64| Extent::of(StatusKind::Violated, Some(Decimal::new(gap, 2)));
    let (whole, undecided) = (Extent::default(), Extent::of(StatusKind::Undetermined, None));
    assert!(violated(100).covers(violated(100)) && violated(100).covers(violated(99)));
    assert!(!violated(100).covers(violated(101)));
    assert!(violated(100).covers(undecided) && !undecided.covers(violated(1)) && undecided.covers(undecided));
    assert!(whole.covers(violated(1)) && whole.covers(undecided) && whole.covers(whole));
}

#[test]
fn nothing_is_written_past_the_limit() {
    let print = number(PRINT).unwrap();
    let entries: BTreeSet<_> = (0..20)
        .map(|at| BaselineEntry {
            path: format!("{at:02}"),
            rule: "A".to_owned(),
            fingerprint: print,
            undetermined: false,
            gap: None,
        })
        .collect();
    let written = |left| {
        let mut out = Vec::new();
        write_entries(&entries, &mut Limited { out: &mut out, left }).map(|()| out).map_err(|error| error.kind())
    };
    let all = written(u64::MAX).unwrap();
    assert!(all.len() > entries.len() * (MIN_ENTRY + 3), "the least that an entry takes");
    assert_eq!(written(all.len() as u64).as_deref(), Ok(&all[..]));
    assert_eq!(written(all.len() as u64 - 1), Err(io::ErrorKind::FileTooLarge));
    assert!(parse(&all[..]).is_ok());
}

#[test]
fn what_is_too_large_for_the_next_run_is_no_longer_collected() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("known.json");
    let mut baseline = Baseline::read(&path, true).unwrap();
    let long = "é/".repeat(1_000_000);
    for at in 0..30_u128 {
        let mut known = false;
        let (extent, level) = (Extent::default(), Level::Error);
        let finding = BaselineFinding { rule: "A", fingerprint: at, level, extent, is_shown: true, known: &mut known };
        baseline.mark(&long, vec![finding]);
    }
    assert!(baseline.entries.as_ref().unwrap().len() < 25);
    assert_eq!(baseline.draft(&path).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
    assert!(!path.exists());
}

#[test]
fn what_is_no_baseline_is_refused_at_its_place() {
    let entry = |print: &str| document(&format!("{{\"path\":\"a\",\"rule\":\"A\",\"fingerprint\":\"{print}\"}}"));
    for (text, line) in [
        (document("{}"), 2),
        (document("{\"path\":\"a\",\"rule\":\"A\"}"), 2),
        (entry("0123"), 2),
        (entry(&PRINT.replace('f', "g")), 2),
        (entry(&format!("+{}", &PRINT[1..])), 2),
        (entry(PRINT).replace("\"rule\"", "\"rules\""), 2),
        (entry(PRINT).replace("\"version\":2", "\"version\":3"), 1),
        (entry(PRINT).replace("\"version\":2", "\"version\":-1"), 1),
        (entry(PRINT).replace("\"version\":2,", ""), 3),
        (entry(PRINT).replace("\"tool\"", "\"more\""), 1),
        ("[]".to_owned(), 1),
        ("null".to_owned(), 1),
        ("\"\"".to_owned(), 1),
        (document(&"[".repeat(100_000)), 2),
    ] {
        let (found, (at, _)) = kind(&text);
        assert_eq!((found, at), (BaselineErrorKind::Shape, line), "{:?}", &text[..text.len().min(120)]);
    }
    for (text, line) in [
        (String::new(), 1),
        ("version: 1\n".to_owned(), 1),
        (document("").replace("]}", "]"), 4),
        (format!("{}{}", document(""), document("")), 4),
        (entry(PRINT).replace("\"a\"", "\"\u{0}\""), 2),
    ] {
        let (found, (at, _)) = kind(&text);
        assert_eq!((found, at), (BaselineErrorKind::Syntax, line), "{text}");
    }
}
