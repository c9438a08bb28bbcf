//! `recevable lookup`: places and codes by their names.

use serde_json::Value;

use crate::common::{Recevable, recevable};

fn lookup(text: &str) -> Value {
    let run = recevable(["lookup", "--format", "json", text]).exits(0);
    serde_json::from_str(&run.stdout).unwrap()
}

#[test]
fn a_commune_is_found_by_name_code_and_postal_code() {
    for text in ["Liévin", "lievin", "62510", "62800"] {
        let found = lookup(text);
        let communes = found["communes"].as_array().unwrap();
        let commune = communes.iter().find(|commune| commune["code"] == "62510").unwrap_or_else(|| panic!("{text}"));
        assert_eq!(commune["name"], "Liévin");
        assert_eq!(commune["postal_codes"][0], "62800");
        assert_eq!(commune["intercommunalite"]["code"], "246200364");
        assert!(!commune["quartiers"].as_array().unwrap().is_empty());
        assert!(commune["contacts"][0].as_str().unwrap().contains('@'));
    }
}

#[test]
fn near_names_parts_and_codes_of_today_lead_there() {
    assert_eq!(lookup("Hellemmes")["communes"][0]["code"], "59350");
    assert_eq!(lookup("Lomme")["communes"][0]["code"], "59350");
    let near = lookup("Lievain");
    assert_eq!((&near["near"], &near["communes"][0]["code"]), (&Value::Bool(true), &Value::from("62510")));
    assert_eq!(lookup("200072478")["intercommunalites"][0]["siren"], "246200984");
    assert_eq!(lookup("QP059008")["quartiers"][0]["code"], "QP059008");
}

#[test]
fn codes_are_found_by_their_labels() {
    let codes = |text: &str| -> Vec<String> {
        lookup(text)["codes"].as_array().unwrap().iter().map(|code| code["code"].as_str().unwrap().to_owned()).collect()
    };
    assert!(codes("jardin").contains(&"jardin-communautaire".to_owned()));
    assert!(codes("fonds propres").contains(&"autofinancement".to_owned()));
    assert!(codes("participation des habitants").contains(&"participation-habitants".to_owned()));
    assert!(codes("bailleur").contains(&"bailleur_social".to_owned()));
}

#[test]
fn text_is_for_people() {
    let run = Recevable::new(["lookup", "Liévin"]).run().exits(0);
    assert!(run.stdout.starts_with("Communes\n  Liévin — code INSEE 62510\n    codes postaux : 62800\n"), "{run}");
    let run = recevable(["lookup", "Zanzibar-sur-Mer"]).exits(1);
    assert!(run.stdout.is_empty() && run.stderr.contains("Zanzibar-sur-Mer"), "{run}");
    recevable(["lookup"]).exits(2);
}
