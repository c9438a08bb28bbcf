//! Mistakes of people who know no YAML: one cause is one error, at the place where it begins, with what to write.

use serde_json::Value;

use crate::common::{check, codes, edit, eligible, verdict};

/// The one error of an edited dossier, and the line and column of its place.
fn error(from: &str, to: &str) -> (String, String, usize, usize) {
    let text = edit(&eligible(1), &[(from, to)]);
    let dossier = check(&text);
    assert_eq!(verdict(&dossier), "unreadable", "{to}");
    let errors = dossier["errors"].as_array().unwrap();
    let [error] = &errors[..] else { panic!("{to}: {:?}", codes(&dossier)) };
    let message = error["message"].as_str().unwrap().replace(['\u{a0}', '\u{202f}'], " ");
    let place = |key: &str| usize::try_from(error["locations"][0][key].as_u64().unwrap()).unwrap();
    (error["code"].as_str().unwrap().to_owned(), message, place("line"), place("column"))
}

/// The number of the line of the eligible dossier that holds a text.
fn line_of(needle: &str) -> usize {
    eligible(1).lines().position(|line| line.contains(needle)).unwrap() + 1
}

/// Asserts the error of one line that is written otherwise, counted from that line, and what its message says.
fn says(from: &str, to: &str, code: &str, at: (usize, usize), said: &[&str]) {
    let (found, message, line, column) = error(from, to);
    assert_eq!((found.as_str(), line, column), (code, line_of(from.lines().next().unwrap()) + at.0, at.1), "{message}");
    for said in said {
        assert!(message.contains(said), "{to}: {said}: {message}");
    }
}

#[test]
fn a_quote_or_bracket_that_is_never_closed_is_named_where_it_opens() {
    let echelle = "  echelle: communale";
    says(echelle, "  echelle: \"communale", "D-YAML", (0, 12), &["guillemet", "refermé"]);
    says(echelle, "  echelle: 'communale", "D-YAML", (0, 12), &["guillemet"]);
    says(echelle, "  echelle: [communale", "D-YAML", (0, 12), &["crochet", "]"]);
    says(echelle, "  echelle: { a: communale", "D-YAML", (0, 12), &["accolade", "}"]);
    says("montant: 600 }", "montant: 600", "D-YAML", (0, 7), &["accolade", "}"]);
}

#[test]
fn text_after_a_closing_bracket_or_quote_gets_its_line_rewritten() {
    let communes = "  communes: [\"62510\"]";
    let rewritten = "communes: [\"62510\", \"62498\"]";
    says(communes, "  communes: [\"62510\"], [\"62498\"]", "D-YAML", (0, 22), &["crochet", rewritten]);
    let echelle = "  echelle: communale";
    says(echelle, "  echelle: [Voisins] le fonds", "D-YAML", (0, 22), &["echelle: \"[Voisins] le fonds\""]);
    says(echelle, "  echelle: 'L'été'", "D-YAML", (0, 15), &["echelle: \"L'été\""]);
    says(echelle, "  echelle: \"Le \"grand\" bal\"", "D-YAML", (0, 17), &["echelle: 'Le \"grand\" bal'"]);
}

#[test]
fn a_key_in_a_column_of_its_own_is_named_with_both_columns() {
    let statut = "  statut: association";
    says(statut, "   statut: association", "D-YAML", (0, 4), &["3 espaces", "de 2"]);
    says(statut, " statut: association", "D-YAML", (0, 2), &["1 espace", "de 2"]);
    says(statut, "  - statut: association", "D-YAML", (0, 3), &["tiret"]);
    let first = "porteur:\n  nom: Association";
    says(first, "porteur:\n   nom: Association", "D-YAML", (1, 4), &["3 espaces", "de 2"]);
}

#[test]
fn signs_of_yaml_in_a_value_get_it_quoted() {
    let echelle = "  echelle: communale";
    says(echelle, "  echelle: Quoi : un titre", "D-YAML", (0, 17), &["echelle: \"Quoi : un titre\""]);
    says(echelle, "  echelle: ? et toi", "D-YAML", (0, 12), &["?", "echelle: \"? et toi\""]);
    says(echelle, "  echelle: @nous", "D-YAML", (0, 12), &["@", "echelle: \"@nous\""]);
    says(echelle, "  echelle:communale", "D-YAML", (0, 3), &["espace", "echelle: communale"]);
    says("poste: 61, libelle", "poste:61, libelle", "D-KEY-UNKNOWN", (0, 9), &["espace", "poste: 61"]);
}

#[test]
fn a_group_without_its_colon_gets_its_line_rewritten() {
    for group in ["porteur", "projet", "budget", "  adresse", "  charges"] {
        let column = group.len() - group.trim_start().len() + 1;
        let said = format!("« {}: »", group.trim_start());
        says(&format!("{group}:\n"), &format!("{group}\n"), "D-YAML", (0, column), &[&said]);
    }
}

#[test]
fn a_list_without_its_brackets_gets_its_line_rewritten() {
    let communes = "  communes: [\"62510\"]";
    let said = ["crochets", "« communes: [\"62498\", \"62510\"] »"];
    says(communes, "  communes: \"62498\", \"62510\"", "D-YAML", (0, 13), &said);
    says(communes, "  communes: 62498, 62510", "D-TYPE", (0, 13), &said);
    let quartiers = ["« quartiers: [QP062030, QP059008] »"];
    says("  quartiers: [QP062030]", "  quartiers: QP062030, QP059008", "D-TYPE", (0, 14), &quartiers);
    // Texts in a key that has one are one text.
    says("  echelle: communale", "  echelle: \"a\", \"b\"", "D-YAML", (0, 12), &["guillemet", "echelle: '"]);
}

#[test]
fn a_number_within_words_is_what_is_meant() {
    for value in ["Fiche 1", "F1", "\"fiche n°1\""] {
        says("fiche: 1\n", &format!("fiche: {value}\n"), "D-VALUE", (0, 8), &["Vouliez-vous écrire « 1 » ?"]);
    }
    let said = ["Vouliez-vous écrire « 2015 » ?"];
    says("campagne: 2015", "campagne: 2014-2015", "D-CAMPAIGN", (0, 11), &said);
    says("campagne: 2015", "campagne: année 2015", "D-CAMPAIGN", (0, 11), &said);
}

#[test]
fn rows_of_a_spreadsheet_are_told_as_such() {
    let line = "    - { poste: 61, libelle";
    let whole = eligible(1).lines().find(|text| text.starts_with(line)).unwrap().to_owned();
    let row = "    - 60\tAchats\t3 500,00 €";
    let meant = "- { poste: 60, libelle: Achats, montant: \"3 500,00 €\" }";
    says(&whole, row, "D-TYPE", (0, 7), &["Excel", meant]);
    says(&whole, "    60\tAchats\t3 500,00 €", "D-YAML", (0, 5), &["Excel"]);
    says(&whole, "    - { Achats: 3 000,00 }", "D-KEY-UNKNOWN", (0, 9), &["libelle: Achats, montant: \"3 000,00\""]);
}

#[test]
fn a_comment_in_braces_is_told_where_it_begins() {
    let from = "montant: 600 }";
    let line = eligible(1).lines().find(|line| line.contains(from)).unwrap().to_owned();
    let column = line.split("montant").next().unwrap().chars().count() + "montant: 6 #".len();
    says(from, "montant: 6 #2, x: 1 }", "D-YAML", (0, column), &["#", "guillemets"]);
}

#[test]
fn no_break_spaces_around_keys_and_values_are_spaces() {
    for (from, to) in [
        ("  statut: association", "  statut\u{a0}: association"),
        ("  statut: association", "  statut:\u{a0}association"),
        ("  statut: association", "  statut\u{202f}:\u{a0}association\u{a0}"),
        ("montant: 600 }", "montant\u{a0}:\u{202f}600\u{a0}}"),
        ("communes: [\"62510\"]", "communes:\u{a0}[\u{a0}\"62510\"\u{a0}]"),
        ("porteur:\n", "porteur\u{a0}:\n"),
        ("porteur:\n", "porteur:\u{a0}\n"),
        ("demande:\n", "demande:\u{a0} # la demande\n"),
    ] {
        let dossier = check(&edit(&eligible(1), &[(from, to)]));
        assert_eq!(verdict(&dossier), "eligible", "{to:?}: {:#}", dossier["errors"]);
    }
}

#[test]
fn no_break_spaces_elsewhere_are_named_with_the_line_rewritten() {
    let statut = "  statut: association";
    let said = ["insécable", "U+00A0", "« statut: association »"];
    says(statut, "\u{a0} statut: association", "D-YAML", (0, 1), &said[..2]);
    says(statut, " \u{202f}statut: association", "D-YAML", (0, 2), &["insécable", "U+202F"]);
    let line = "    - { poste: 61, libelle";
    says(line, "    -\u{a0}{ poste: 61, libelle", "D-YAML", (0, 6), &["insécable", "- { poste: 61, libelle"]);
    // One error for each line, and what precedes the first is read.
    let text = edit(
        &eligible(1),
        &[(statut, "\u{a0}\u{a0}statut: association"), ("demande:\n  f", "demande:\n\u{a0}\u{a0}f")],
    );
    let dossier = check(&text);
    assert_eq!(codes(&dossier), ["D-YAML", "D-YAML"]);
    assert_eq!(dossier["applicant"], "Association La Passerelle des Chevalements");
}

#[test]
fn word_quotes_hyphens_and_look_alikes_get_the_code_of_their_value() {
    for (from, to, code, said) in [
        ("commune: \"62510\"", "commune: “62510”", "D-CODE", "\"62510\""),
        ("montant: 600 }", "montant: “600” }", "D-AMOUNT", "\"600\""),
        ("fin: 31/12/2015", "fin: « 31/12/2015 »", "D-DATE", "31/12/2015"),
        ("fin: 31/12/2015", "fin: 2015\u{2011}12\u{2011}31", "D-DATE", "\"2015-12-31\""),
        ("echelle: communale", "echelle: ‘communale’", "D-VALUE", "\"communale\""),
        ("    finance: non", "    finance: «\u{a0}non\u{a0}»", "D-BOOL", "\"non\""),
        ("commune: \"62510\"", "commune: \"625\u{200b}10\"", "D-CODE", "U+200B"),
        ("commune: \"62510\"", "commune: \"6251О\"", "D-CODE", "\"62510\""),
        ("  statut: association", "  st\u{430}tut: association", "D-KEY-UNKNOWN", "« statut »"),
    ] {
        let (found, message, ..) = error(from, to);
        assert_eq!(found, code, "{message}");
        assert!(message.contains(said), "{to}: {message}");
    }
    let siret = eligible(1).lines().find(|line| line.trim_start().starts_with("siret:")).unwrap().to_owned();
    let (code, message, ..) = error(&siret, &siret.replacen('0', "0\u{200b}", 1));
    assert_eq!(code, "D-CODE", "{message}");
    // A title may be in such quotes.
    let dossier = check(&edit(&eligible(1), &[("  nom: Association La", "  nom: “Association” La")]));
    assert_eq!(verdict(&dossier), "eligible");
}

#[test]
fn values_written_otherwise_are_told_what_is_meant() {
    for (from, to, code, said) in [
        ("fin: 31/12/2015", "fin: 31/12/15", "D-DATE", "« 2015-12-31 » ou « 31/12/2015 »"),
        ("fin: 31/12/2015", "fin: 1er février 2015", "D-DATE", "« 2015-02-01 »"),
        ("fin: 31/12/2015", "fin: jeudi 31 déc. 2015", "D-DATE", "« 2015-12-31 »"),
        ("montant: 600 }", "montant: 6 250€50 }", "D-AMOUNT", "6 250,50"),
        ("montant: 600 }", "montant: 600 € TTC }", "D-AMOUNT", "\"600\""),
        ("poste: 61, libelle", "poste: 21, libelle", "D-POSTE", "investissement"),
        ("type: recettes_propres", "type: fonds propres", "D-VALUE", "« autofinancement »"),
        ("type: recettes_propres", "type: Mairie de Lens", "D-VALUE", "« commune »"),
        ("type: recettes_propres, ", "", "D-KEY-MISSING", "organismes_sociaux"),
    ] {
        let (found, message, ..) = error(from, to);
        assert_eq!(found, code, "{message}");
        assert!(message.contains(said), "{to}: {message}");
    }
}

#[test]
fn carriage_returns_alone_end_lines() {
    let text = edit(&eligible(1), &[("fin: 31/12/2015", "fin: 31/11/2015")]);
    let place = |dossier: &Value| {
        let location = &dossier["errors"][0]["locations"][0];
        (location["line"].clone(), location["column"].clone())
    };
    let (unix, mac) = (check(&text), check(&text.replace('\n', "\r")));
    assert_eq!(codes(&mac), ["D-DATE"]);
    assert_eq!(place(&mac), place(&unix));
}
