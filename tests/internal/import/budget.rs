use std::collections::BTreeSet;
use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::import::AmountFault;
use crate::reference::Tables;
use crate::rules;
use crate::spreadsheet::sheets;

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let book = rules::load_with(None, &[]).unwrap();
    Words::new(&Tables::embedded(), book.campaigns.last())
});

fn import(text: &str) -> Import {
    let sheets = sheets(text.as_bytes(), &LIMITS).unwrap();
    let import = understand(&sheets, &WORDS, Some(2015), None).unwrap();
    all_accounted_for(&sheets, &import);
    import
}

fn all_accounted_for(sheets: &[Sheet], import: &Import) {
    let cells =
        sheets.iter().flat_map(|sheet| sheet.cells.iter().map(move |cell| CellName::of(sheet, cell.row, cell.column)));
    let cells: Vec<CellName> = cells.collect();
    let told: Vec<CellName> = import.cells.iter().map(|cell| cell.cell.clone()).collect();
    assert_eq!(told.len(), cells.len());
    assert_eq!(told.into_iter().collect::<BTreeSet<_>>(), cells.into_iter().collect());
}

/// The lines as `cell account kind label amount`, then what is doubtful.
fn told(text: &str) -> Vec<String> {
    let import = import(text);
    let line = |line: &BudgetLine| {
        let account = line.account.as_deref().unwrap_or("?");
        let kind = match line.side {
            Side::Charges => String::new(),
            Side::Produits => format!(" {}", line.kind.unwrap_or("?")),
        };
        let guess = if line.account_guess.is_some() { "~" } else { "" };
        format!("{} {guess}{account}{kind} {} {}", line.cell, line.label, line.amount.normalize())
    };
    let doubt = |doubt: &Doubt| match doubt {
        Doubt::Differs(total) => {
            format!("! {} {} {}", total.cell, total.stated.unwrap().normalize(), total.computed.normalize())
        }
        Doubt::Amount { cell, fault, .. } => format!("! {cell} {}", format!("{fault:?}").split('(').next().unwrap()),
        Doubt::Account { cell, .. } => format!("! {cell} account"),
        Doubt::Kind { cell, .. } => format!("! {cell} kind"),
        Doubt::Unlabelled { cell, .. } => format!("! {cell} unlabelled"),
        Doubt::Columns { .. } => "! columns".to_owned(),
        Doubt::Sheets { .. } => "! sheets".to_owned(),
        Doubt::Thousands { cell, .. } => format!("! {cell} thousands"),
        Doubt::Nothing => "! nothing".to_owned(),
    };
    import.lines.iter().map(line).chain(import.doubts.iter().map(doubt)).collect()
}

#[test]
fn two_columns_side_by_side() {
    let text = "CHARGES;Montant;PRODUITS;Montant\n60 Achats;1 500,00 €;70 Ventes;300\n64 - Charges de personnel;500;74 Subventions;\n\
        ;;- Ville d'Anzin;1 700\nTOTAL;2 000;TOTAL;2 000\n";
    assert_eq!(
        told(text),
        [
            "B2 60 Achats 1500",
            "B3 64 Charges de personnel 500",
            "D2 70 recettes_propres Ventes 300",
            "D4 74 commune Ville d'Anzin 1700"
        ]
    );
}

#[test]
fn one_list_with_sections() {
    let text = "Budget du projet\n\nDépenses\nPetit matériel;300\nSalaires;700\nTotal dépenses;1000\n\nRecettes\nCAF du Nord;400\nRégion;500\nFonds propres;100\nTotal recettes;1000\n";
    assert_eq!(
        told(text),
        [
            "B4 ~60 Petit matériel 300",
            "B5 ~64 Salaires 700",
            "B9 ~74 organismes_sociaux CAF du Nord 400",
            "B10 ~74 region Région 500",
            "B11 ~75 autofinancement Fonds propres 100"
        ]
    );
}

#[test]
fn subtotals_are_never_counted_twice() {
    let sub_accounts = "64;Charges de personnel;10 000\n641;Salaires;7 000\n645;Charges sociales;3 000\n";
    assert_eq!(told(sub_accounts), ["C2 641 Salaires 7000", "C3 645 Charges sociales 3000"]);
    let same = "74;Subventions;5 000\n74;Ville de Lens;2 000\n74;Région;3 000\n";
    assert_eq!(told(same), ["C2 74 commune Ville de Lens 2000", "C3 74 region Région 3000"]);
    let below = "60 Achats;\nFournitures;400\nAlimentation;100\nSous-total 60;500\n64 Personnel;\nSalaires;900\nSous-total 64;900\nTotal;1400";
    assert_eq!(told(below), ["B2 60 Fournitures 400", "B3 60 Alimentation 100", "B6 64 Salaires 900"]);
    let including = "60 Achats;1 000\ndont fournitures;400\n64 Personnel;500\nTotal;1 500\n";
    assert_eq!(told(including), ["B1 60 Achats 1000", "B3 64 Personnel 500"]);
    let own = "64 Salaires;700\n64 Salaires du second animateur;300\nTotal;1000\n";
    assert_eq!(told(own), ["B1 64 Salaires 700", "B2 64 Salaires du second animateur 300"]);
}

#[test]
fn a_table_s_own_total_tells_which_of_two_sums_is_meant() {
    let partial = |total: &str| {
        format!("64;Charges de personnel;8 000\n641;Salaires;5 500\n645;Charges sociales;2 000\n;Total;{total}\n")
    };
    assert_eq!(told(&partial("8000")), ["C1 64 Charges de personnel 8000"]);
    assert_eq!(told(&partial("7500")), ["C2 641 Salaires 5500", "C3 645 Charges sociales 2000"]);
    let both = ["C1 64 Charges de personnel 8000", "C2 641 Salaires 5500", "C3 645 Charges sociales 2000"];
    assert_eq!(told(&partial("15500")), both);
    let neither = ["C2 641 Salaires 5500", "C3 645 Charges sociales 2000", "! C1 8000 7500", "! C4 9000 7500"];
    assert_eq!(told(&partial("9000")), neither);
}

#[test]
fn totals_that_differ_are_told_with_what_the_lines_make() {
    assert_eq!(told("60 Achats;1000\n64 Salaires;500\nTotal;1600\n")[2..], ["! B3 1600 1500"]);
    assert_eq!(told("60 Achats;1000\n64 Salaires;500\nTotal 60;1100\nTotal;1500\n")[2..], ["! B3 1100 1000"]);
    let voluntary = "60 Achats;1000\nTotal des charges;1000\n86 Bénévolat;200\nTotal général;1200\n";
    assert_eq!(told(voluntary), ["B1 60 Achats 1000", "B3 86 Bénévolat 200"]);
}

#[test]
fn amounts_that_cannot_be_read_are_told_by_their_cell() {
    let text =
        "60 Achats;1 200 + 300\n61 Loyer;12 000,00 €\n62 Divers;\n63 Taxes;-50\n64 Salaires;12.500\n65 Autres;néant\n";
    assert_eq!(told(text), ["B2 61 Loyer 12000", "B4 63 Taxes -50", "! B1 Calculation", "! B5 Unreadable"]);
    let purposes = import(text).cells.into_iter().map(|cell| (cell.cell.to_string(), cell.purpose));
    let left: Vec<_> = purposes.filter(|(_, purpose)| !purpose.is_used()).collect();
    let named = |cell: &str, purpose| (cell.to_owned(), purpose);
    assert_eq!(
        left,
        [
            named("A1", Purpose::Faulty),
            named("B1", Purpose::Faulty),
            named("A3", Purpose::NoAmount),
            named("A5", Purpose::Faulty),
            named("B5", Purpose::Faulty),
            named("A6", Purpose::NoAmount),
            named("B6", Purpose::NoAmount),
        ]
    );
}

#[test]
fn other_columns_are_not_the_budget_s() {
    let text = "Compte;Intitulé;Réalisé 2014;Prévisionnel 2015;%;Observations\n60;Achats;900;1000;10;devis\n74;Etat;800;1000;90;\n";
    assert_eq!(told(text), ["D2 60 Achats 1000", "D3 74 etat Etat 1000"]);
    let years = "Compte;Intitulé;2014;2015\n60;Achats;900;1000\n74;Etat;800;1000\n";
    assert_eq!(told(years), ["D2 60 Achats 1000", "D3 74 etat Etat 1000"]);
    let unclear = "60;Achats;900;1000\n74;Etat;800;1000\n";
    assert_eq!(told(unclear)[2..], ["! columns"]);
    let times = "Nature;Quantité;Prix unitaire;Total\n60 Fournitures;10;25;250\nTotal;;;250\n";
    assert_eq!(told(times), ["D2 60 Fournitures 250"]);
}

#[test]
fn what_nothing_says_is_not_made_up() {
    assert_eq!(told("Charges;Montant\nMystère;300\n"), ["B2 ? Mystère 300", "! B2 account"]);
    assert_eq!(told("Produits;Montant\n74 Mystère;300\n"), ["B2 74 ? Mystère 300", "! B2 kind"]);
    assert_eq!(told("en k€\n60 Achats;3\n"), ["B2 60 Achats 3", "! A1 thousands"]);
    assert_eq!(told("bonjour;tout le monde\n"), ["! nothing"]);
}

#[test]
fn kinds_of_funders_come_from_their_words() {
    for (label, kind) in [
        ("Ville d'Anzin", "commune"),
        ("Lens", "commune"),
        ("Etat", "etat"),
        ("État – politique de la ville", "etat"),
        ("Région Hauts-de-France", "region"),
        ("Conseil général du Nord", "departement"),
        ("Valenciennes Métropole", "intercommunalite"),
        ("CAF", "organismes_sociaux"),
        ("Fondation de France", "prive"),
        ("Maisons & Cités HLM", "bailleur_social"),
        ("FSE", "fonds_europeens"),
    ] {
        assert_eq!(told(&format!("74;{label};300\n")), [format!("C1 74 {kind} {label} 300")]);
    }
    // The heading above tells where the name does not.
    assert_eq!(
        told("74 Subventions;\nCommune(s) :;\nSaint-Machin;300\n75 Dons;20"),
        ["B3 74 commune Saint-Machin 300", "B4 75 autofinancement Dons 20"]
    );
}

#[test]
fn a_formula_above_its_details_is_their_sum() {
    let mut sheets = sheets(b"60;Achats;\n60;Fournitures;400\n61;Locations;\n;Total;\n", &LIMITS).unwrap();
    for row in [0, 2, 3] {
        sheets[0].cells.push(Cell { row, column: 2, value: Value::Unstored, merged: None });
    }
    sheets[0].cells.sort_by_key(|cell| (cell.row, cell.column));
    let import = understand(&sheets, &WORDS, Some(2015), None).unwrap();
    all_accounted_for(&sheets, &import);
    assert_eq!(import.lines.len(), 1);
    assert!(
        matches!(&import.doubts[..], [Doubt::Amount { cell, fault: AmountFault::NoValue, .. }] if cell.to_string() == "C3")
    );
}

fn cell() -> impl Strategy<Value = String> {
    let words = [
        "",
        "",
        "60",
        "64 Charges de personnel",
        "641",
        "74",
        "Subventions",
        "Ville de Lens",
        "Total",
        "Sous-total",
        "Charges",
        "Produits",
        "Montant",
        "100",
        "1 250,50 €",
        "-3",
        "1+2",
        "0",
        "25 %",
        "2015",
        "dont",
        "86",
        "87",
        "Solde",
        "\u{202e}x",
        "Réalisé",
    ];
    prop_oneof![
        6 => prop::sample::select(words.to_vec()).prop_map(str::to_owned),
        1 => (0..100_000_u32).prop_map(|number| number.to_string()),
        1 => "[^;\"\r\n\0]{0,6}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn each_cell_of_any_table_is_accounted_for(rows in prop::collection::vec(prop::collection::vec(cell(), 1..8), 1..14)) {
        let text = rows.iter().map(|row| row.join(";")).collect::<Vec<_>>().join("\n");
        if let Ok(sheets) = sheets(format!("sep=;\n{text}").as_bytes(), &LIMITS) {
            let import = understand(&sheets, &WORDS, Some(2015), None).unwrap();
            all_accounted_for(&sheets, &import);
            let amounts: BTreeSet<_> = import.lines.iter().map(|line| &line.cell).collect();
            prop_assert_eq!(amounts.len(), import.lines.len(), "no cell is counted twice");
        }
    }
}
