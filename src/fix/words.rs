//! Words of closed lists: the one that a mistyped word is near, or that another name stands for.

use crate::dossier::{fold, fold_name};
use crate::reference::Tables;

/// Names shorter than this are too like each other.
const LETTERS: usize = 5;

/// The only candidate that has a text's letters, or all of them but one.
pub(super) fn near<'c>(text: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let wanted = letters(text);
    let candidates: Vec<(String, &str)> = candidates.into_iter().map(|word| (letters(word), word)).collect();
    let same = only(candidates.iter().filter(|(word, _)| *word == wanted).map(|(_, word)| *word));
    let one_off = |word: &&(String, &str)| {
        word.0.chars().count() >= LETTERS && strsim::damerau_levenshtein(&word.0, &wanted) == 1
    };
    match same {
        Found::One(word) => Some(word),
        Found::Several => None,
        Found::None if wanted.chars().count() < LETTERS - 1 || wanted.len() > MAX_LEN => None,
        Found::None => match only(candidates.iter().filter(one_off).map(|(_, word)| *word)) {
            Found::One(word) => Some(word),
            Found::Several | Found::None => None,
        },
    }
}

/// In bytes; no word of the format has half of it.
const MAX_LEN: usize = 80;

/// The value of a key that another word for it stands for, by the table of synonyms.
pub(super) fn synonym<'t>(tables: &'t Tables, path: &str, text: &str) -> Option<&'t str> {
    let table = tables.get(tables.find("synonymes")?);
    let [key, value] = ["cle", "valeur"].map(|name| table.column(name));
    let (key, value) = (key?, value?);
    let name = fold_name(text);
    let rows = (0..table.len()).filter(|row| table.cell(*row, key) == path && fold_name(table.cell(*row, 0)) == name);
    match only(rows.map(|row| table.cell(row, value))) {
        Found::One(value) => Some(value),
        Found::Several | Found::None => None,
    }
}

/// The code of the only commune of the region that has a name; an associated one's is that of the commune it is part of.
pub(super) fn commune<'t>(tables: &'t Tables, text: &str) -> Option<&'t str> {
    let name = place_name(text);
    let rows = ["communes", "communes_associees"].into_iter().filter_map(|table| {
        let table = tables.get(tables.find(table)?);
        let code = table.column("code_commune_rattachement").unwrap_or_default();
        let named = (0..table.len()).filter(|row| place_name(table.cell(*row, 1)) == name);
        Some(named.map(move |row| table.cell(row, code)).collect::<Vec<_>>())
    });
    match only(rows.flatten()) {
        Found::One(code) if !name.is_empty() => Some(code),
        _ => None,
    }
}

/// A place's name folded, its *saint* written out.
fn place_name(text: &str) -> String {
    let name = fold_name(text);
    let words = name.split('-').map(|word| match word {
        "st" => "saint",
        "ste" => "sainte",
        other => other,
    });
    words.collect::<Vec<_>>().join("-").replace('œ', "oe")
}

/// Folded, without what joins words.
fn letters(text: &str) -> String {
    fold(text).chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '_' | '\u{2010}'..='\u{2015}')).collect()
}

enum Found<T> {
    None,
    One(T),
    Several,
}

fn only<T: PartialEq>(mut all: impl Iterator<Item = T>) -> Found<T> {
    let Some(first) = all.next() else { return Found::None };
    if all.all(|other| other == first) { Found::One(first) } else { Found::Several }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_letter_off_a_long_word_is_near() {
        let words = ["fin", "debut", "commune", "region", "region_autre", "prive", "nom", "siret", "siren"];
        let near = |text| near(text, words);
        assert_eq!(near("Début"), Some("debut"));
        assert_eq!(near("comune"), Some("commune"));
        assert_eq!(near("Région Autre"), Some("region_autre"));
        assert_eq!(near("regoin"), Some("region"));
        assert_eq!(near("siret"), Some("siret"));
        assert_eq!(near("sirex"), None);
        assert_eq!(near("fn"), None);
        assert_eq!(near("non"), None);
        assert_eq!(near("debuts !"), None);
    }

    #[test]
    fn synonyms_and_places_come_from_the_tables() {
        let tables = Tables::embedded();
        let funder = |text| synonym(&tables, "budget.produits.type", text);
        assert_eq!(funder("Fonds propres"), Some("autofinancement"));
        assert_eq!(funder("CONSEIL GENERAL"), Some("departement"));
        assert_eq!(funder("caf"), Some("organismes_sociaux"));
        assert_eq!(funder("voisin"), None);
        assert_eq!(synonym(&tables, "porteur.statut", "Mairie"), Some("commune"));
        assert_eq!(commune(&tables, "Cuincy"), Some("59165"));
        assert_eq!(commune(&tables, "St Omer"), Some("62765"));
        assert_eq!(commune(&tables, "Lomme"), Some("59350"));
        assert_eq!(commune(&tables, "Paris"), None);
        assert_eq!(commune(&tables, ""), None);
    }

    #[test]
    fn every_synonym_stands_for_a_value_of_its_key() {
        use crate::dossier::format::{self, Kind, ScalarKind};
        let tables = Tables::embedded();
        let table = tables.get(tables.find("synonymes").unwrap());
        for row in 0..table.len() {
            let [term, path, value] = [0, 1, 2].map(|column| table.cell(row, column));
            let Kind::Scalar(ScalarKind::Token(tokens)) = &format::field_info(format::find(path).unwrap()).field.kind
            else {
                panic!("{path}")
            };
            assert!(tokens.contains(&value), "{term}: {value}");
            assert!(!tokens.iter().any(|token| fold_name(token) == fold_name(term)), "{term}");
            assert_eq!(synonym(&tables, path, term), Some(value), "{term}");
        }
    }
}
