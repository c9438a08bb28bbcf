//! Comments that ignore findings: `# recevable: ignore RULE — reason`.

use serde_json::{Value, json};

use crate::common::{
    DAY, Folder, Recevable, assessment, check, codes, edit, eligible, example, recevable, snapshot, verdict,
};
use crate::examples::{overview, shortened};

/// A dossier whose only finding is the warning D-DAT-2, with its two lines.
const START: &str = "  debut: 2015-01-19";
const FILED: &str = "  dossier_complet: 2015-01-20";

/// The dossier with something after its start, and after its filing.
fn dossier(after_start: &str, after_filing: &str) -> String {
    let text = eligible(1);
    let line = |key: &str| text.lines().find(|line| line.starts_with(key)).unwrap().to_owned();
    let (start, filed) = (line("  debut:"), line("  dossier_complet:"));
    edit(&text, &[(&start, &format!("{START}{after_start}")), (&filed, &format!("{FILED}{after_filing}"))])
}

/// The codes of a dossier's warnings.
fn warnings(dossier: &Value) -> Vec<&str> {
    let warnings = dossier["warnings"].as_array().map(Vec::as_slice).unwrap_or_default();
    warnings.iter().map(|warning| warning["code"].as_str().unwrap()).collect()
}

/// The rules that an assessment ignores.
fn ignored(assessment: &Value) -> Vec<&str> {
    let ignored = assessment["ignored"].as_array().map(Vec::as_slice).unwrap_or_default();
    ignored.iter().map(|ignored| ignored["finding"]["rule"].as_str().unwrap()).collect()
}

/// The rules of an assessment that are not met.
fn open(assessment: &Value) -> Vec<&str> {
    let findings = assessment["findings"].as_array().unwrap().iter();
    let open = findings.filter(|finding| finding["status"] == "violated" || finding["status"] == "undetermined");
    open.map(|finding| finding["rule"].as_str().unwrap()).collect()
}

#[test]
fn a_comment_on_the_line_of_one_of_its_keys_ignores_a_finding() {
    let before = check(&dossier("", ""));
    assert_eq!((verdict(&before), open(assessment(&before))), ("eligible_with_reservations", vec!["D-DAT-2"]));
    let comment = "  # recevable: ignore D-DAT-2 — les habitants ont commencé seuls";
    for text in [dossier(comment, ""), dossier("", comment), dossier(comment, comment)] {
        let after = check(&text);
        assert_eq!(verdict(&after), "eligible");
        assert_eq!(after["best_fiches"], json!([1]));
        let assessed = assessment(&after);
        assert_eq!((open(assessed), ignored(assessed)), (vec![], vec!["D-DAT-2"]));
        assert_eq!(assessed["counts"]["violated"], 0);
        assert_eq!(assessed["counts"]["satisfied"], assessment(&before)["counts"]["satisfied"]);
        let aside = &assessed["ignored"][0];
        assert_eq!(aside["reason"], "les habitants ont commencé seuls");
        assert_eq!(
            aside["finding"]["message"],
            assessment(&before)["findings"]
                .as_array()
                .unwrap()
                .iter()
                .find(|finding| finding["rule"] == "D-DAT-2")
                .unwrap()["message"]
        );
        assert_eq!(warnings(&after), [""; 0]);
        let place = &aside["comment"];
        let offset = usize::try_from(place["offset"].as_u64().unwrap()).unwrap();
        let length = usize::try_from(place["length"].as_u64().unwrap()).unwrap();
        assert_eq!(&text[offset..offset + length], comment.trim());
    }
}

#[test]
fn without_comments_the_report_has_no_keys_about_them() {
    let report = check(&dossier("", ""));
    assert!(report.get("warnings").is_none() && assessment(&report).get("ignored").is_none());
    assert!(!report.to_string().contains("known"), "{report}");
}

#[test]
fn a_comment_on_the_line_of_the_key_counts_where_the_value_is_below() {
    let text = dossier("", "");
    let comment = "# recevable: ignore D-DAT-2 — vu";
    let below = edit(&text, &[(START, &format!("  debut: {comment}\n    2015-01-19"))]);
    assert_eq!(ignored(assessment(&check(&below))), ["D-DAT-2"]);
    let value = edit(&text, &[(START, &format!("  debut:\n    2015-01-19 {comment}"))]);
    assert_eq!(ignored(assessment(&check(&value))), ["D-DAT-2"]);
    // The keys of a text in a block, of a list, and of the nearest one above what is not there at all.
    let text = example("fiche-1-avec-reserves.yaml");
    for (rule, from, to) in [
        ("C-QUA-6", "evaluation: Bilan en juin.", "evaluation: |  #\n    Bilan en juin."),
        ("F1-OBJ-1", "objectifs: [prise-d-initiatives]", "objectifs:  #\n    - prise-d-initiatives"),
        ("C-QUA-4", "mise_en_reseau: à compléter", "mise_en_reseau: à compléter #"),
        ("C-QUA-5", "\nprojet:\n", "\nprojet:  #\n"),
        ("F1-TEC-1", "\nprojet:\n", "\nprojet:  #\n"),
    ] {
        let report = check(&edit(&text, &[(from, &to.replace('#', &format!("# recevable: ignore {rule} — vu")))]));
        assert_eq!((ignored(assessment(&report)), warnings(&report)), (vec![rule], vec![]), "{rule}");
    }
    // What stands nowhere is placed at the file's first byte.
    let bare = "version: 1\ncampagne: 2015\nfiche: 1\nporteur: { nom: A }\nprojet: { intitule: B }\n";
    let report = check(&bare.replace("version: 1", "version: 1  # recevable: ignore D-BUD-1 — vu"));
    assert_eq!((ignored(assessment(&report)), warnings(&report)), (vec!["D-BUD-1"], vec![]));
}

#[test]
fn a_demand_of_the_call_cannot_be_ignored() {
    let text = example("fiche-1-plancher-un-centime.yaml");
    let line = text.lines().find(|line| line.starts_with("  fonctionnement:")).unwrap().to_owned();
    let asked = edit(&text, &[(&line, &format!("{line}  # recevable: ignore F1-FIN-1 — presque"))]);
    let (before, after) = (check(&text), check(&asked));
    assert_eq!((verdict(&before), verdict(&after)), ("ineligible", "ineligible"));
    assert_eq!(open(assessment(&before)), open(assessment(&after)));
    assert_eq!((warnings(&after), ignored(assessment(&after))), (vec!["W-IGNORE-REFUSED"], vec![]));
    // The same holds of a demand that is met, and of every other one of level error.
    let listed = recevable(["rules", "list", "--format", "json"]).json().0;
    let all = listed[0]["rules"].as_array().unwrap();
    let of_the_call = |rule: &Value| rule["level"] == "error" && rule["origin"] == "call";
    let ids: Vec<&str> = all.iter().map(|rule| rule["id"].as_str().unwrap()).collect();
    let report = check(
        &eligible(1).replace("\nprojet:\n", &format!("\nprojet:  # recevable: ignore {} — vu\n", ids.join(", "))),
    );
    let told = report["warnings"].as_array().unwrap();
    for (rule, warning) in all.iter().zip(told) {
        // Rules across dossiers are in no fiche's set.
        let across = rule["fiches"] == json!([]);
        let expected = if of_the_call(rule) || across { "W-IGNORE-REFUSED" } else { "W-IGNORE-UNUSED" };
        assert_eq!(warning["code"], expected, "{rule}");
        assert!(warning["message"].as_str().unwrap().contains(rule["id"].as_str().unwrap()), "{warning}");
    }
    assert!(told.len() == all.len() && all.iter().filter(|rule| of_the_call(rule)).count() > 30);
}

#[test]
fn an_error_that_is_no_demand_of_the_call_can_be_ignored() {
    let text = example("fiche-2-code-de-commune-associee.yaml");
    let before = check(&text);
    assert_eq!((verdict(&before), open(assessment(&before))), ("inconsistent", vec!["D-GEO-1"]));
    let line = text.lines().find(|line| line.starts_with("  communes:")).unwrap().to_owned();
    let after =
        check(&edit(&text, &[(&line, &format!("{line}  # recevable: ignore D-GEO-1 — code d'avant la fusion"))]));
    assert_eq!(verdict(&after), "eligible");
    assert_eq!(ignored(assessment(&after)), ["D-GEO-1"]);
}

#[test]
fn a_reason_is_required() {
    for comment in [" # recevable: ignore D-DAT-2", " # recevable: ignore D-DAT-2 —", " # recevable: ignore D-DAT-2 : "]
    {
        let report = check(&dossier(comment, ""));
        assert_eq!(verdict(&report), "eligible_with_reservations", "{comment}");
        assert_eq!((warnings(&report), open(assessment(&report))), (vec!["W-IGNORE-REASON"], vec!["D-DAT-2"]));
    }
}

#[test]
fn a_comment_without_effect_gets_a_warning_with_the_line_where_it_would_have_one() {
    let text = edit(&dossier("", ""), &[("\nprojet:\n", "\nprojet:  # recevable: ignore D-DAT-2 — vu\n")]);
    let report = check(&text);
    assert_eq!((warnings(&report), open(assessment(&report))), (vec!["W-IGNORE-UNUSED"], vec!["D-DAT-2"]));
    let line = 1 + text.lines().position(|line| line == START).unwrap();
    let message = report["warnings"][0]["message"].as_str().unwrap();
    assert!(message.contains(&format!("ligne {line}.")), "{message}");
    // A satisfied rule cannot be ignored either, and one comment is enough.
    let kept = check(&edit(&eligible(1), &[("\nprojet:\n", "\nprojet:  # recevable: ignore D-DAT-2 — vu\n")]));
    assert_eq!((verdict(&kept), warnings(&kept)), ("eligible", vec!["W-IGNORE-UNUSED"]));
    let comment = "  # recevable: ignore D-DAT-2 — vu";
    let twice = edit(&dossier(comment, ""), &[("\nprojet:\n", &format!("\nprojet:{comment}\n"))]);
    let report = check(&twice);
    assert_eq!((verdict(&report), warnings(&report)), ("eligible", vec!["W-IGNORE-UNUSED"]));
    assert!(report["warnings"][0]["message"].as_str().unwrap().ends_with("Supprimez-le."), "{report:#}");
}

#[test]
fn a_comment_on_a_deferred_rule_gets_no_warning() {
    let text = eligible(1).replace("\nbudget:\n", "\nbudget:  # recevable: ignore D-BUD-1 — vu\n");
    for (stage, expected) in [("fiche_synthetique", vec![]), ("dossier_complet", vec!["W-IGNORE-UNUSED"])] {
        let run = Recevable::check(["-", "--stage", stage, "--format", "json"]).stdin(text.clone()).run();
        assert_eq!(warnings(run.json().only()), expected, "{stage}");
    }
}

#[test]
fn an_unknown_rule_gets_a_warning_with_a_suggestion() {
    for (named, meant) in [("D-DAT2", "D-DAT-2"), ("d-dat-2", "D-DAT-2"), ("F1-FIN", "F1-FIN-1")] {
        let report = check(&dossier(&format!(" # recevable: ignore {named} — vu"), ""));
        assert_eq!(warnings(&report), ["W-IGNORE-UNKNOWN"]);
        let message = report["warnings"][0]["message"].as_str().unwrap();
        assert!(message.contains(named) && message.contains(&format!("écrire {meant}")), "{message}");
    }
    let report = check(&dossier(" # recevable: ignore — vu", ""));
    assert_eq!(warnings(&report), ["W-IGNORE-UNKNOWN"]);
}

#[test]
fn several_rules_share_a_comment_each_for_itself() {
    let report = check(&dossier("  # recevable: ignore D-DAT-2, F1-FIN-1, D-BUD-1, NUL-1 — vu", ""));
    assert_eq!(ignored(assessment(&report)), ["D-DAT-2"]);
    assert_eq!(warnings(&report), ["W-IGNORE-REFUSED", "W-IGNORE-UNUSED", "W-IGNORE-UNKNOWN"]);
}

#[test]
fn structural_errors_cannot_be_ignored() {
    let broken = dossier("", "").replace(START, "  debut: demain  # recevable: ignore D-DATE, D-DAT-2 — vu");
    let report = check(&broken);
    assert_eq!((verdict(&report), codes(&report)), ("unreadable", vec!["D-DATE"]));
    // Whether the other one would be ignored is not known yet, hence no warning.
    assert_eq!(warnings(&report), ["W-IGNORE-REFUSED"]);
    // After a syntax error comments cannot be distinguished from texts.
    let report = check(&format!("a: 'b\n{broken}"));
    assert_eq!((codes(&report).last(), warnings(&report)), (Some(&"D-YAML"), vec![]));
}

#[test]
fn under_several_fiches_each_assessment_ignores_its_own() {
    let text = dossier("  # recevable: ignore D-DAT-2 — vu", "").replace("\nfiche: 1\n", "\n");
    let report = check(&text);
    assert!(report["fiche"].is_null());
    for assessment in report["assessments"].as_array().unwrap() {
        assert_eq!(ignored(assessment), ["D-DAT-2"]);
    }
    assert_eq!((verdict(&report), &report["best_fiches"]), ("eligible", &json!([1])));
}

#[test]
fn warnings_change_no_verdict_and_fail_the_run_only_where_warnings_do() {
    let text = edit(&eligible(1), &[("\nprojet:\n", "\nprojet:  # recevable: ignore D-DAT-2 — vu\n")]);
    for (fail_on, code) in [("error", 0), ("warning", 1), ("never", 0)] {
        Recevable::check(["-", "--fail-on", fail_on]).stdin(text.clone()).run().exits(code);
    }
    let used = dossier("  # recevable: ignore D-DAT-2 — vu", "");
    Recevable::check(["-", "--fail-on", "warning"]).stdin(used).run().exits(0);
}

#[test]
fn hostile_comments_are_bounded_and_shown_escaped() {
    let hostile = "A\u{202e}<script>::error::, =1+1 — \u{202e}]]>&amp;";
    let text = dossier(&format!("  # recevable: ignore {hostile}"), "");
    let run = Recevable::check(["-"]).stdin(text).run().exits(0);
    assert!(!run.stdout.contains('\u{202e}') && run.stdout.contains("A\\u{202e}<script>"), "{run}");
    let endless = check(&dossier(&format!("  # recevable: ignore D-DAT-2 — {}", "é".repeat(100_000)), ""));
    let reason = assessment(&endless)["ignored"][0]["reason"].as_str().unwrap();
    assert_eq!(reason, format!("{}…", "é".repeat(500)));
    let many: String = (0..30_000).map(|number| format!("# recevable: ignore X-{number} — x\n")).collect();
    let report = check(&format!("{}\n{many}", dossier("", "")));
    assert_eq!(warnings(&report).len(), 100);
    let many = format!("# recevable: ignore {}", "D-DAT-2,".repeat(120_000));
    assert_eq!(warnings(&check(&format!("{}\n{many}— x\n", dossier("", "")))).len(), 100);
}

#[test]
fn every_format_shows_ignored_findings_and_warnings_about_comments() {
    let folder = Folder::new();
    let text = edit(
        &dossier("  # recevable: ignore D-DAT-2 — vu avec <eux>", ""),
        &[("\nprojet:\n", "\nprojet:  # recevable: ignore F1-FIN-1 — non\n")],
    );
    folder.write("a.yaml", text);
    let formats = ["sarif", "junit", "github", "concise", "gitlab", "csv", "html", "markdown", "ndjson"];
    let base = ["check", "a.yaml", "--date", DAY].map(str::to_owned).into_iter();
    let to_files = formats.iter().chain(&["xlsx"]);
    let options = to_files.flat_map(|format| ["--format".to_owned(), format!("{format}=out.{format}")]);
    Recevable::new(base.chain(options)).dir(folder.path()).run().exits(0);
    for format in formats {
        assert!(folder.read(&format!("out.{format}")).contains("W-IGNORE-REFUSED"), "{format}");
    }
    let sarif: Value = serde_json::from_str(&folder.read("out.sarif")).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let by_rule = |rule: &str| results.iter().find(|result| result["ruleId"] == rule).unwrap();
    assert_eq!(by_rule("D-DAT-2")["suppressions"], json!([{ "kind": "inSource", "justification": "vu avec <eux>" }]));
    assert_eq!(by_rule("W-IGNORE-REFUSED")["suppressions"], json!([]));
    assert_eq!(by_rule("W-IGNORE-REFUSED")["level"], "warning");
    assert!(folder.read("out.junit").contains("<skipped message=\"vu avec &lt;eux&gt;\"/>"));
    assert!(folder.read("out.html").contains("vu avec &lt;eux&gt;"));
    assert!(folder.read("out.markdown").contains("vu avec &lt;eux&gt;"));
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(folder.at("out.xlsx")).unwrap();
    let findings = calamine::Reader::worksheet_range(&mut book, "Constats").unwrap();
    let cells: Vec<String> = findings.cells().map(|(.., cell)| cell.to_string()).collect();
    assert!(
        ["D-DAT-2", "écartée", "vu avec <eux>", "W-IGNORE-REFUSED"]
            .iter()
            .all(|text| cells.iter().any(|cell| cell == text))
    );
    for format in ["github", "concise", "gitlab", "csv"] {
        assert!(!folder.read(&format!("out.{format}")).contains("D-DAT-2"), "{format}");
    }
    let text = |options: &[&str]| {
        let arguments = [&["check", "a.yaml", "--date", DAY], options].concat();
        Recevable::new(arguments).dir(folder.path()).run().exits(0).stdout
    };
    assert!(text(&[]).contains("1 constat écarté par un commentaire"));
    assert!(text(&["-v"]).contains("Raison (ligne 4"), "{}", text(&["-v"]));
    folder.write("b.yaml", eligible(2));
    let batch = folder.check(["."]).run().exits(0).stdout;
    assert!(batch.contains("1 constat écarté") && batch.contains("1 avertissement (-v"), "{batch}");
}

#[test]
fn ignored_findings_and_warnings_in_the_terminal() {
    let comment = "  # recevable: ignore D-DAT-2, F1-FIN-1 — les habitants ont commencé seuls";
    let text = edit(&dossier(comment, ""), &[("\nprojet:\n", "\nprojet:  # recevable: ignore C-QUA-33 — non\n")]);
    let mut sessions = Vec::new();
    for (more, aside) in [(&["-v"][..], "– Écartée"), (&["--lang", "en", "--verbose"], "– Ignored")] {
        let run = |text: &str| Recevable::new([&["check", "-", "--date", DAY], more].concat()).stdin(text).run();
        let shown = run(&text);
        let (rows, without) = (overview(&shown.stdout), overview(&run(&eligible(1)).stdout));
        let changed: Vec<_> = rows.iter().zip(&without).filter(|(row, without)| row != without).collect();
        assert_eq!(rows.len(), without.len());
        let [([rule, _, status, _], _)] = changed[..] else { panic!("{changed:?}") };
        assert_eq!((rule.as_str(), status.as_str()), ("D-DAT-2", aside));
        sessions.push(shortened(&shown));
    }
    snapshot("ignored", &sessions.join("\n"));
}

#[test]
fn every_warning_is_explained_by_an_example_that_has_it_and_one_that_has_none() {
    for code in ["W-IGNORE-UNUSED", "W-IGNORE-REASON", "W-IGNORE-UNKNOWN", "W-IGNORE-REFUSED", "W-COMMENT"] {
        let page = recevable(["explain", code, "--format", "json"]).exits(0).json().0;
        let lines: Vec<&str> = page["sections"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|section| section["blocks"][0]["lines"].as_str())
            .collect();
        let [fails, passes] = lines[..] else { panic!("{page:#}") };
        assert_eq!(warnings(&check(fails)), [code], "{fails}");
        assert_eq!(warnings(&check(passes)), [""; 0], "{passes}");
        assert!(recevable(["explain", code, "--lang", "en"]).exits(0).stdout.contains(code));
    }
}

#[test]
fn a_value_cut_by_a_comment_is_told_with_what_was_read() {
    let cut = |from: &str, to: &str| {
        let report = check(&edit(&eligible(1), &[(from, to)]));
        let warnings = report["warnings"].as_array().cloned().unwrap_or_default();
        let said = warnings.iter().filter(|warning| warning["code"] == "W-COMMENT");
        said.map(|warning| warning["message"].as_str().unwrap().replace('\u{a0}', " ")).collect::<Vec<_>>()
    };
    let statut = "  statut: association";
    let [said] = &cut("  echelle: communale", "  echelle: communale #2 du quartier")[..] else { panic!() };
    assert!(said.contains("« communale »") && said.contains("echelle: \"communale #2 du quartier\""), "{said}");
    let [said] = &cut("montant: 600 }", "montant: 600, libelle: Achat #2, x: 1 }")[..] else { panic!() };
    assert!(said.contains("« Achat »") && said.contains("libelle: \"Achat #2\""), "{said}");
    let [said] = &cut(statut, "  statut: #REF!")[..] else { panic!() };
    assert!(said.contains("statut: \"#REF!\""), "{said}");
    for comment in ["  # un commentaire", " ## deux", " #recevable: ignore C-QUA-3 — vu", ": #"] {
        let to = format!("  statut: \"association\"{comment}");
        assert_eq!(cut(statut, to.trim_end_matches(": #")), [""; 0], "{comment}");
    }
    assert_eq!(cut(statut, "  # statut: #1"), [""; 0]);
}

#[test]
fn a_comment_that_nearly_ignores_a_rule_is_told_how() {
    for comment in [
        "# recevable: ignorer D-DAT-2 — vu",
        "# recevable: disable D-DAT-2",
        "# Recevable: ignore D-DAT-2 — vu",
        "# RECEVABLE D-DAT-2",
    ] {
        let report = check(&edit(&eligible(1), &[("\nprojet:\n", &format!("\nprojet:  {comment}\n"))]));
        assert_eq!(warnings(&report), ["W-IGNORE-UNKNOWN"], "{comment}");
        let said = report["warnings"][0]["message"].as_str().unwrap();
        assert!(said.contains("# recevable: ignore D-DAT-2"), "{said}");
    }
    for comment in ["# recevable ?", "# projet recevable: ignorer D-DAT-2", "# recevable: ignorer tout"] {
        let report = check(&edit(&eligible(1), &[("\nprojet:\n", &format!("\nprojet:  {comment}\n"))]));
        assert_eq!(warnings(&report), [""; 0], "{comment}");
    }
}
