//! The register of funded programmes: how it is read, what is refused, and what it says of dossiers.

use crate::batch::in_folder;
use crate::common::{Folder, assessment, edit, eligible, finding, snapshot};

const SIRET: &str = "12345601400018";

#[test]
fn a_siret_of_the_register_is_refused_for_what_is_wrong_with_it() {
    let folder = Folder::new();
    folder.write("a.yaml", eligible(1));
    for (siret, told) in [
        ("12345600000000", "clé de contrôle"),
        ("", "n'a pas de SIRET"),
        ("1,23E+13", "arrondi"),
        ("2345601400018", "celui-ci en a 13"),
        ("123456014", "C'est un SIREN"),
    ] {
        folder.write("registre.csv", format!("siret;nom;annee;montant;objet\n{SIRET};A;;;\n{siret};B;2014;;\n"));
        let run = in_folder(&folder, &["a.yaml", "-q", "--registre", "registre.csv"]).run().exits(2);
        assert!(run.stderr.contains("registre.csv:3:1: ") && run.stderr.contains(told), "{run}");
    }
}

#[test]
fn registers_are_read_as_spreadsheets_write_them() {
    let folder = Folder::new();
    folder.write("a.yaml", eligible(1));
    for text in [
        format!("sep=;\nsiret;nom;annee;montant;objet\n{SIRET};A;2014;1,00;x\n"),
        format!("siret\tnom\tannee\tmontant\tobjet\n{SIRET}\tA\t2014\t1,00\tx\n"),
        format!("Programmes financés;;;;\n;;;;\nSIRET;Nom;Année;Montant;Objet\n{SIRET};A;2014;1,00;x\n"),
    ] {
        folder.write("registre.csv", &text);
        let run = in_folder(&folder, &["a.yaml", "--format", "json", "--registre", "registre.csv"]).run();
        let report = run.json();
        assert_eq!(finding(assessment(report.only()), "C-DBL-3")["status"], "violated", "{text}");
    }
}

#[test]
fn a_dossier_is_cross_checked_with_the_register() {
    let folder = Folder::new();
    let dossier = eligible(1);
    folder.write("a.yaml", &dossier);
    let line = format!("{SIRET};La Passerelle;2014;18 000,00;Animation globale");
    for (name, register, status) in [
        ("listed.csv", format!("siret;nom;annee;montant;objet\n{line}\n"), "violated"),
        ("excel.csv", format!("\u{feff}SIRET;Nom;Année;Montant;Objet\r\n{line}\r\n"), "violated"),
        ("commas.csv", format!("siret,nom,annee,montant,objet\n{SIRET},,,,\n"), "violated"),
        ("other.csv", "siret;nom;annee;montant;objet\n90000001900019;;;;\n".to_owned(), "satisfied"),
    ] {
        folder.write(name, register);
        let run = in_folder(&folder, &["a.yaml", "--format", "json", "-v", "--registre", name]).run();
        let report = run.json();
        let found = finding(assessment(report.only()), "C-DBL-3");
        assert_eq!(found["status"], status, "{name}: {found:#}");
        let message = found["message"].as_str().unwrap();
        let told = ["Registre, ligne 2", "La Passerelle, 2014, 18", "« Animation globale »."];
        let full = ["listed.csv", "excel.csv"].contains(&name);
        assert_eq!(told.iter().all(|part| message.contains(part)), full, "{message}");
    }
    let run = in_folder(&folder, &["a.yaml", "--format", "json", "-v"]).run();
    assert_eq!(finding(assessment(run.json().only()), "C-DBL-3")["status"], "not_applicable");
    folder.write("b.yaml", edit(&dossier, &[("  siret: \"12345601400018\"\n", "")]));
    let run = in_folder(&folder, &["b.yaml", "--format", "json", "-v", "--registre", "listed.csv"]).run();
    assert_eq!(finding(assessment(run.json().only()), "C-DBL-3")["status"], "undetermined");
}

#[test]
fn all_errors_of_a_register_are_reported_and_nothing_is_checked() {
    let folder = Folder::new();
    folder.write("a.yaml", eligible(1));
    let register =
        format!("siret;nom;annee;montant;objet\n1,23E+13;A;2014;1,00;x\n{SIRET};B;14;12.500;\u{1b}[31m\n{SIRET};C\n");
    folder.write("registre.csv", register);
    let run = in_folder(&folder, &["a.yaml", "--registre", "registre.csv"]).run().exits(2);
    assert!(run.stdout.is_empty(), "{run}");
    snapshot("broken-register", &run.to_string());
    folder.write("latin1.csv", b"siret;nom;annee;montant;objet\n12345601400018;Fran\xe7ois;;;\n");
    let run = in_folder(&folder, &["a.yaml", "--format", "json", "--registre", "latin1.csv"]).run();
    let report = run.json();
    let told = &finding(assessment(report.only()), "C-DBL-3")["message"];
    assert!(told.as_str().unwrap().contains("François"), "{told}");
    folder.write("utf16.csv", b"\xff\xfes\0i\0r\0e\0t\0");
    folder.write("broken.csv", b"siret;nom;annee;montant;objet\n12345601400018;Fran\x81ois;;;\n");
    for name in ["utf16.csv", "broken.csv", "aucun.csv", "."] {
        let run = in_folder(&folder, &["a.yaml", "--registre", name]).run().exits(2);
        assert!(run.stdout.is_empty() && run.stderr.contains("REG-FILE"), "{run}");
    }
}

/// A workbook of one sheet, some cells of which are numbers.
fn workbook(folder: &Folder, siret: f64, amount: f64) {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("Programmes").unwrap();
    for (column, name) in (0..).zip(["SIRET", "Nom", "Année", "Montant", "Objet"]) {
        sheet.write_string(0, column, name).unwrap();
    }
    sheet.write_number(1, 0, siret).unwrap();
    sheet.write_string(1, 1, "La Passerelle").unwrap();
    sheet.write_number(1, 2, 2014.0).unwrap();
    sheet.write_number(1, 3, amount).unwrap();
    folder.write("registre.xlsx", book.save_to_buffer().unwrap());
}

#[test]
fn a_workbook_is_a_register_too() {
    let folder = Folder::new();
    folder.write("a.yaml", eligible(1));
    workbook(&folder, 12_345_601_400_018.0, 18_000.05);
    let run = in_folder(&folder, &["a.yaml", "--format", "json", "--registre", "registre.xlsx"]).run();
    let report = run.json();
    let message = &finding(assessment(report.only()), "C-DBL-3")["message"];
    assert!(message.as_str().unwrap().contains("Registre, ligne 2 : La Passerelle, 2014, 18 000,05 €."), "{message}");
    workbook(&folder, 5_410_005_200_015.0, 18_000.055);
    let run = in_folder(&folder, &["a.yaml", "--registre", "registre.xlsx"]).run().exits(2);
    snapshot("broken-register-xlsx", &run.to_string());
    folder.write("registre.xlsx", "PK\u{3}\u{4}");
    let run = in_folder(&folder, &["a.yaml", "--registre", "registre.xlsx"]).run().exits(2);
    assert!(run.stderr.contains("REG-FILE") && run.stderr.contains("abîmé"), "{run}");
}
