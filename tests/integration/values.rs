//! How values of a dossier are read: placeholders as absences, slugs by their labels.

use serde_json::Value;

use crate::common::{
    DAY, Folder, Recevable, assessment, check, codes, edit, eligible, finding, plain_spaces, recevable, rules_with,
    status, verdict,
};

/// The same edits of the first eligible example, one with a key's value replaced and one with it null.
fn replaced_and_null(from: &str, key: &str, placeholder: &str) -> [Value; 2] {
    [placeholder, "~"].map(|value| {
        let mut dossier = check(&edit(&eligible(1), &[(from, &format!("{key}: {value}"))]));
        for volatile in ["path", "sha256", "digest"] {
            dossier.as_object_mut().unwrap().remove(volatile);
        }
        dossier
    })
}

#[test]
fn a_placeholder_is_what_nothing_is() {
    for (from, key, placeholder) in [
        ("nom: Association La Passerelle des Chevalements", "nom", "NC"),
        ("statut: association", "statut", "à définir"),
        ("finance: non", "finance", "en cours"),
        ("echelle: communale", "echelle", "À préciser…"),
        ("dispositif: fph", "dispositif", "néant"),
        ("communes: [\"62510\"]", "communes", "[à définir]"),
        ("communes: [\"62510\"]", "communes", "à définir"),
        ("quartiers: [QP062030]", "quartiers", "[NC, \"?\"]"),
        ("perimetre_intercommunal: oui", "perimetre_intercommunal", "(à venir)"),
        ("debut: 2015-02-16", "debut", "à définir"),
        ("fonctionnement: 9 000 €", "fonctionnement", "NC"),
        ("etape: dossier_complet", "etape", "xxx"),
        ("code_postal: \"62800\"", "code_postal", "\"00000\""),
    ] {
        let [replaced, null] = replaced_and_null(from, key, placeholder);
        assert_eq!(codes(&replaced), [""; 0], "{key}: {placeholder}");
        for part in ["verdict", "stage", "fiche", "applicant", "title"] {
            assert_eq!(replaced[part], null[part], "{key}: {placeholder}, {part}");
        }
        let statuses = |dossier: &Value| {
            let assessments = dossier["assessments"].as_array().unwrap().iter();
            assessments
                .map(|one| {
                    ["violated", "undetermined", "not_applicable"].map(|status| rules_with(one, status).join(" "))
                })
                .collect::<Vec<_>>()
        };
        assert_eq!(statuses(&replaced), statuses(&null), "{key}: {placeholder}");
    }
}

#[test]
fn a_placeholder_in_fiche_is_none() {
    let dossier = check(&edit(&eligible(1), &[("fiche: 1\n", "fiche: à définir\n")]));
    assert_eq!(dossier["fiche"], Value::Null);
    assert_eq!(dossier["assessments"].as_array().unwrap().len(), 4);
}

#[test]
fn the_place_of_an_absent_value_is_its_key() {
    let text = edit(&eligible(1), &[("debut: 2015-02-16", "debut: à définir")]);
    let dossier = check(&text);
    let assessment = assessment(&dossier);
    let line = |needle: &str| text.lines().position(|line| line.contains(needle)).unwrap() + 1;
    let at = &finding(assessment, "D-DAT-2")["locations"][0];
    assert_eq!((at["path"].as_str().unwrap(), at["line"].as_u64().unwrap()), ("projet.debut", line("debut:") as u64));
    assert_eq!(at["column"], 3, "{at}");
}

#[test]
fn a_key_that_must_be_there_is_missing() {
    for (from, to) in [
        ("version: 1", "version: à définir"),
        ("campagne: 2015", "campagne: NC"),
        ("poste: 70, type: recettes_propres", "poste: NC, type: recettes_propres"),
        ("poste: 70, type: recettes_propres", "poste: 70, type: en cours"),
        ("montant: 600 }", "montant: à compléter }"),
    ] {
        let text = edit(&eligible(1), &[(from, to)]);
        let dossier = check(&text);
        assert_eq!(codes(&dossier), ["D-KEY-MISSING"], "{to}");
    }
    // A digit is an account, an amount or a version, if a wrong one.
    for (from, to, code) in [
        ("poste: 70, type: recettes_propres", "poste: 7, type: recettes_propres", "D-POSTE"),
        ("version: 1", "version: 2", "D-VERSION"),
        ("fiche: 1\n", "fiche: 7\n", "D-VALUE"),
        ("finance: non", "finance: 0", "D-BOOL"),
        ("statut: association", "statut: assoc", "D-VALUE"),
    ] {
        assert_eq!(codes(&check(&edit(&eligible(1), &[(from, to)]))), [code], "{to}");
    }
}

#[test]
fn left_out_entries_do_not_shift_the_others() {
    let text = edit(&eligible(1), &[("communes: [\"62510\"]", "communes: [à définir, \"59355\"]")]);
    let dossier = check(&text);
    let geo = finding(assessment(&dossier), "D-GEO-1");
    assert_eq!(geo["status"], "violated");
    assert_eq!(geo["locations"][0]["path"], "projet.communes[1]", "{geo:#}");
}

#[test]
fn placeholders_are_data_of_the_rule_sets() {
    let folder = Folder::new();
    let rules = folder.at("rules");
    recevable(["rules", "export", rules.to_str().unwrap()]).exits(0);
    let socle = folder.read("rules/socle.toml");
    folder.write("rules/socle.toml", edit(&socle, &[("  \"à venir\",\n", "  \"bientôt\",\n")]));
    let check = |value: &str| {
        let text = edit(&eligible(1), &[("debut: 2015-02-16", &format!("debut: {value}"))]);
        let run = Recevable::new(["check", "-", "--date", DAY, "--format", "json", "--rules", rules.to_str().unwrap()]);
        run.stdin(text).run().json().only().clone()
    };
    assert_eq!(codes(&check("Bientôt !")), [""; 0]);
    assert_eq!(codes(&check("à venir")), ["D-DATE"]);
}

const LABELS: [(&str, &str); 3] = [
    ("thematiques: [cadre-de-vie]", "thematiques: [Cadre de vie]"),
    ("    - qualite-de-vie\n", "    - Qualité_de_vie des habitants\n"),
    ("action_gup: rehabilitation-energetique", "action_gup: Accompagnement social de la réhabilitation énergétique"),
];

#[test]
fn a_slug_may_be_written_as_its_label() {
    let [by_slug, by_label] = [eligible(4), edit(&eligible(4), &LABELS)].map(|text| check(&text));
    assert_eq!(verdict(&by_label), "eligible");
    let [by_slug, by_label] = [&by_slug, &by_label].map(assessment);
    for rule in ["F4-THM-1", "F4-OBJ-1", "F4-ACT-1"] {
        assert_eq!(status(by_label, rule), "satisfied");
        assert_eq!(finding(by_label, rule)["message"], finding(by_slug, rule)["message"], "{rule}");
    }
    for name in ["Living environment", "CADRE\u{a0}DE\u{202f}VIE", "cadre–de–vie", "(cadre, de vie)"] {
        let text = edit(&eligible(4), &[("thematiques: [cadre-de-vie]", &format!("thematiques: [\"{name}\"]"))]);
        assert_eq!(verdict(&check(&text)), "eligible", "{name}");
    }
    // The label of another fiche's theme does not fit.
    let text = edit(&eligible(4), &[("thematiques: [cadre-de-vie]", "thematiques: [Innovations sociales]")]);
    assert_eq!(status(assessment(&check(&text)), "F4-THM-1"), "violated");
}

#[test]
fn a_slip_in_a_label_is_noticed() {
    let text = edit(
        &eligible(4),
        &[(
            "action_gup: rehabilitation-energetique",
            "action_gup: Acompagnement social de la réhabilitation energetique",
        )],
    );
    let dossier = check(&text);
    let finding = finding(assessment(&dossier), "F4-ACT-1");
    assert_eq!(finding["status"], "violated");
    let message = plain_spaces(finding["message"].as_str().unwrap());
    assert!(message.contains("vouliez-vous écrire « rehabilitation-energetique »"), "{message}");
}

fn with_overlay(text: &str, labels: &str) -> crate::common::Run {
    let folder = Folder::new();
    let head = "[overlay]\nid = \"essai\"\ncampaign = 2015\ntitle = { fr = \"Essai\", en = \"Trial\" }\n[labels]\n";
    let path = folder.write("essai.toml", format!("{head}{labels}"));
    let run = Recevable::new(["check", "-", "--date", DAY, "--format", "json", "--overlay", path.to_str().unwrap()]);
    run.stdin(text).run()
}

#[test]
fn an_overlay_may_give_other_labels_but_not_one_to_two_slugs() {
    let text = edit(&eligible(4), &[("thematiques: [cadre-de-vie]", "thematiques: [Espaces communs]")]);
    assert_eq!(verdict(&check(&text)), "ineligible");
    let labels = "cadre-de-vie = { fr = \"espaces communs\", en = \"shared spaces\" }\n";
    assert_eq!(verdict(with_overlay(&text, labels).json().only()), "eligible");
    // Of another list than the theme's, the same label is no matter.
    let labels = format!("{labels}image-quartiers = {{ fr = \"Espaces (communs)\", en = \"image\" }}\n");
    assert_eq!(verdict(with_overlay(&text, &labels).json().only()), "eligible");
    let labels = format!("{labels}qualite-de-vie = {{ fr = \"espaces_communs\", en = \"quality\" }}\n");
    let run = with_overlay(&text, &labels).exits(2);
    let said = plain_spaces(&run.stderr);
    assert!(said.contains("R-LABEL") && said.contains("« qualite-de-vie »"), "{run}");
}
