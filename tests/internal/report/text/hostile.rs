//! Whatever texts and places a report holds, a terminal shows them and obeys none.

use proptest::prelude::*;

use super::*;

/// Texts that hold what a terminal would obey or hide.
fn hostile() -> impl Strategy<Value = String> {
    let character = prop_oneof![
        6 => any::<char>(),
        3 => prop::sample::select(vec!['\n', '\r', '\t', '\u{1b}', '\u{9b}', '\u{202e}', '\u{200b}', '\u{feff}', '\u{2028}', '\0']),
        6 => prop::sample::select(vec!['a', 'é', ' ', '1', '€', '%', ':', '日', '\u{a0}', '\u{301}']),
    ];
    prop::collection::vec(character, 0..120).prop_map(|characters| characters.into_iter().collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn nothing_hidden_gets_out(
        source in hostile(),
        texts in prop::collection::vec(hostile(), 5),
        spans in prop::collection::vec((0..400_usize, 0..400_usize), 0..9),
        width in 0..130_usize,
        fancy in any::<bool>(),
        quiet in any::<bool>(),
    ) {
        let locations: Vec<Location> = spans
            .iter()
            .map(|(offset, length)| Location { path: texts[0].clone(), line: 1, column: 1, offset: *offset, length: *length })
            .collect();
        let hostile = Finding {
            title: texts[0].clone(),
            message: texts[1].clone(),
            actual: Some(texts[2].clone()),
            advice: Some(texts[3].clone()),
            labels: vec![texts[4].clone(); spans.len()],
            locations: locations.clone(),
            ..finding("F1.COF.1", StatusKind::Violated, Level::Error)
        };
        let mut report = report(Verdict::Ineligible, vec![assessment(1, Verdict::Ineligible, vec![hostile])]);
        report.applicant = Some(texts[0].clone());
        report.title = Some(texts[1].clone());
        report.path = texts[2].clone();
        let file = SourceFile::new(texts[3].clone(), source);
        let options = TextOptions { quiet, fancy, ..options(Lang::Fr, width) };
        let mut out = Vec::new();
        write_dossier(&mut out, &report, Some(&file), &options).unwrap();
        report.cells = vec![Cell::Text(texts[3].clone()), Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty];
        batch::write_run(&mut out, &[&report], &options);
        report.verdict = Verdict::Unreadable;
        report.errors = vec![ErrorReport {
            code: Code::Yaml.into(),
            message: texts[0].clone(),
            locations,
            fix: None,
            known: false,
            summary: texts[1].clone(),
            hint: Some(texts[2].clone()),
            labels: texts.clone(),
        }];
        write_dossier(&mut out, &report, Some(&file), &options).unwrap();
        let text = String::from_utf8(out).unwrap();
        prop_assert!(!text.contains(|character| character != '\n' && crate::text::is_hidden(character)), "{text:?}");
        prop_assert!(!text.contains("Failed to read"), "{text}");
    }

    #[test]
    fn any_span_of_the_file_can_be_shown(start in 0..DOSSIER.len() + 9, length in 0..DOSSIER.len(), width in 0..110_usize) {
        let mut one = floor(Lang::Fr);
        one.locations[0].offset = start;
        one.locations[0].length = length;
        let text = shown(&report(Verdict::Ineligible, vec![assessment(1, Verdict::Ineligible, vec![one])]), &dossier(), &options(Lang::Fr, width));
        prop_assert!(text.contains("demande"));
        prop_assert!(!text.contains("Failed to read"), "{text}");
    }
}
