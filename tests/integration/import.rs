//! `recevable import`: what was read is shown first, what is doubtful is not written, and a dossier keeps all else.

use rust_xlsxwriter::{Format, Formula, Workbook};

use crate::common::{Folder, Recevable, Run, eligible};

const LIST: &str = "Compte;Libellé;Montant\n60;Achats;1 250,50 €\n64;Salaires;8 000\n;Total charges;9 250,50\n\
    70;Buvette;250,50\n74;Ville d'Anzin;3 000,00 €\n74;Région;6 000\n;Total produits;9 250,50\n";

fn import(folder: &Folder, arguments: &[&str]) -> Run {
    Recevable::new(["import"].iter().chain(arguments)).dir(folder.path()).run()
}

/// The national form's two columns, with what people make of them.
fn form(folder: &Folder) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Budget").unwrap();
    sheet.merge_range(0, 0, 0, 3, "Budget prévisionnel 2015", &Format::new()).unwrap();
    for (row, cells) in (2..).zip([
        ["CHARGES", "Montant", "PRODUITS", "Montant"],
        ["60 Achats", "", "70 Ventes", "12 000,00 €"],
        ["Fournitures", "1 200 + 300", "74 Subventions d'exploitation", ""],
        ["Matériel", "12 000,00 €", "- Ville d'Anzin", "-50"],
        ["64 Charges de personnel", "", "- Association des voisins", "500"],
        ["TOTAL DES CHARGES", "", "TOTAL DES PRODUITS", ""],
    ]) {
        for (column, text) in (0..).zip(cells) {
            sheet.write_string(row, column, text).unwrap();
        }
    }
    sheet.write_formula(3, 1, Formula::new("=SUM(B5:B6)").set_result("13500")).unwrap();
    sheet.write_formula(7, 1, Formula::new("=B4+B7").set_result("13500")).unwrap();
    sheet.write_formula(7, 3, Formula::new("=SUM(D4:D7)").set_result("12450")).unwrap();
    sheet.set_formula_result_default("").write_formula(6, 1, "=10*50").unwrap();
    sheet.write_string(3, 5, "voir devis").unwrap();
    book.save(folder.at("formulaire.xlsx")).unwrap();
}

#[test]
fn what_is_doubtful_is_told_by_cell_and_not_written() {
    let folder = Folder::new();
    form(&folder);
    let run = import(&folder, &["formulaire.xlsx"]).exits(1);
    insta::assert_snapshot!("import_doubtful", run.to_string());
    let written = import(&folder, &["formulaire.xlsx", "--yes"]).exits(0);
    insta::assert_snapshot!("import_in_spite", written.stdout);
}

#[test]
fn a_list_in_windows_1252_is_told_and_printed_as_yaml() {
    let folder = Folder::new();
    let bytes: Vec<u8> =
        LIST.chars().map(|c| if c == '€' { 0x80 } else { u8::try_from(u32::from(c)).unwrap() }).collect();
    folder.write("budget.csv", bytes);
    let run = import(&folder, &["budget.csv"]).exits(0);
    insta::assert_snapshot!("import_list", run.to_string());
    let english = import(&folder, &["budget.csv", "--lang", "en"]).exits(0);
    insta::assert_snapshot!("import_list_en", english.stderr);
    assert_eq!(english.raw_stdout, run.raw_stdout);
    let json = import(&folder, &["budget.csv", "--format", "json"]).exits(0).json().0;
    assert_eq!(json["yaml"], run.raw_stdout);
    assert_eq!(json["cells"].as_array().unwrap().len(), 22);
    assert_eq!(json["sums"][1]["amount"], "9250.50");
}

#[test]
fn a_dossier_keeps_all_but_its_budget_lines() {
    let folder = Folder::new();
    folder.write("budget.csv", LIST);
    let before = eligible(1).replace("  charges:\n", "  charges: # les dépenses\n    # à revoir en mars\n");
    assert!(before.contains("à revoir"));
    folder.write("dossier.yaml", &before);
    let run = import(&folder, &["budget.csv", "--into", "dossier.yaml"]).exits(0);
    assert!(run.stdout.contains("dossier.yaml : 14 lignes de budget sont remplacées\ndossier.yaml est écrit"), "{run}");
    assert_eq!(folder.read("dossier.yaml.avant"), before);
    let after = folder.read("dossier.yaml");
    let (head, rest) = after.split_once("  charges:").unwrap();
    assert!(before.starts_with(head));
    let (budget, tail) = rest.split_at(rest.find("\ndemande:").unwrap());
    assert!(before.ends_with(tail));
    insta::assert_snapshot!("import_into", budget);
    let again = import(&folder, &["budget.csv", "--into", "dossier.yaml"]).exits(0);
    assert!(again.stdout.contains("a déjà ces lignes"), "{again}");
    assert_eq!(folder.tree().len(), 3);
}

#[test]
fn a_dossier_that_is_not_there_is_begun() {
    let folder = Folder::new();
    folder.write("budget.csv", LIST);
    let run = import(&folder, &["budget.csv", "--into", "neuf.yaml"]).exits(0);
    assert!(run.stdout.contains("recevable check neuf.yaml"), "{run}");
    assert!(folder.read("neuf.yaml").starts_with("version: 1\ncampagne: 2015\nbudget:\n  charges:\n"));
    let check = folder.check(["neuf.yaml", "--format", "json"]).run();
    assert_eq!(check.json().only()["errors"].as_array().unwrap().len(), 0, "{check}");
}

#[test]
fn totals_that_differ_stop_it_unless_it_is_told_to() {
    let folder = Folder::new();
    folder.write("budget.csv", LIST.replace(";Total charges;9 250,50", ";Total charges;9 300"));
    folder.write("dossier.yaml", eligible(1));
    let run = import(&folder, &["budget.csv", "--into", "dossier.yaml"]).exits(1);
    assert!(run.stdout.contains("C4 « Total charges » dit 9 300,00 €, les lignes font 9 250,50 €"), "{run}");
    assert!(run.stderr.contains("--yes"), "{run}");
    assert_eq!((folder.read("dossier.yaml"), folder.tree().len()), (eligible(1), 2));
    import(&folder, &["budget.csv", "--into", "dossier.yaml", "--yes"]).exits(0);
    assert_ne!(folder.read("dossier.yaml"), eligible(1));
}

#[test]
fn what_cannot_be_read_or_written_is_told() {
    let folder = Folder::new();
    folder.write("budget.csv", LIST);
    folder.write("a.pdf", "%PDF-1.4");
    folder.write("vieux.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    folder.write("casse.xlsx", "PK\u{3}\u{4}xl/");
    folder.write("casse.yaml", "budget: [\n");
    for (arguments, says) in [
        (&["absent.xlsx"][..], "absent.xlsx ne peut pas être lu"),
        (&["a.pdf"], ".pdf"),
        (&["vieux.xls"], ".xlsx"),
        (&["casse.xlsx"], "abîmé"),
        (&["budget.csv", "--sheet", "Budget"], "n'a pas de feuille « Budget »"),
        (&["budget.csv", "--into", "casse.yaml"], "recevable check casse.yaml"),
        (&["budget.csv", "--into", "absent/dossier.yaml"], "absent/dossier.yaml"),
        (&["--template", "budget.csv"], "ne finit pas par .xlsx"),
        (&[], "TABLEAU"),
    ] {
        let run = import(&folder, arguments).exits(2);
        assert!(run.stderr.contains(says), "{says}: {run}");
        assert!(!run.stderr.contains("os error"), "{run}");
    }
}

#[test]
fn hidden_characters_are_shown_and_stay_out_of_comments() {
    let folder = Folder::new();
    folder.write("budget.csv", "74;\"Ville de \u{202e}Lens\u{1b}[31m\";300\n");
    let run = import(&folder, &["budget.csv"]).exits(0);
    for text in [&run.raw_stdout, &run.stderr] {
        assert!(!text.contains(['\u{202e}', '\u{1b}']), "{run}");
    }
    folder.write("budget.csv", "74;\"Ville # de: {Lens}\nnom: x\";300\n");
    let run = import(&folder, &["budget.csv", "--into", "d.yaml"]).exits(0);
    assert!(run.stdout.contains("d.yaml est écrit"), "{run}");
    let check = folder.check(["d.yaml", "--format", "json"]).run();
    assert_eq!(check.json().only()["errors"].as_array().unwrap().len(), 0, "{check}");
}

#[test]
fn the_template_is_written_once() {
    let folder = Folder::new();
    import(&folder, &["--template", "modele.xlsx"]).exits(0);
    let run = import(&folder, &["--template", "modele.xlsx"]).exits(2);
    assert!(run.stderr.contains("existe déjà"), "{run}");
    import(&folder, &["--template", "modele.xlsx", "--force"]).exits(0);
    let run = import(&folder, &["modele.xlsx"]).exits(1);
    assert!(run.stderr.contains("0 ligne de budget comprise"), "{run}");
    Recevable::new(["importer", "modele.xlsx"]).dir(folder.path()).run().exits(1);
}
