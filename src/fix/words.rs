//! Words of closed lists: the one that a mistyped word is near, or that another name stands for.

use std::cell::OnceCell;
use std::collections::HashMap;

use crate::dossier::{fold, fold_name};
use crate::reference::Tables;

/// Names shorter than this are too like each other.
const LETTERS: usize = 5;

/// The only candidate that has a text's letters, or all of them but one.
pub(super) fn near<'c>(text: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    near_name(text, candidates.into_iter().map(|word| (word, word)))
}

/// As [`near`], of candidates by their names; one may have several.
pub(super) fn near_name<'n, T: Copy + PartialEq>(
    text: &str,
    candidates: impl IntoIterator<Item = (&'n str, T)>,
) -> Option<T> {
    let wanted = letters(text);
    let candidates: Vec<(String, T)> = candidates.into_iter().map(|(name, one)| (letters(name), one)).collect();
    let same = only(candidates.iter().filter(|(word, _)| *word == wanted).map(|(_, one)| *one));
    let one_off =
        |word: &&(String, T)| word.0.chars().count() >= LETTERS && strsim::damerau_levenshtein(&word.0, &wanted) == 1;
    match same {
        Found::One(word) => Some(word),
        Found::Several => None,
        Found::None if wanted.chars().count() < LETTERS - 1 || wanted.len() > MAX_LEN => None,
        Found::None => only(candidates.iter().filter(one_off).map(|(_, one)| *one)).one(),
    }
}

/// In bytes; no word of the format has half of it.
const MAX_LEN: usize = 80;

/// The names of the reference tables, folded, and what each stands for where that is one thing. Each table is folded when it is
/// first needed, which most dossiers don't.
pub(super) struct Names<'t> {
    tables: &'t Tables,
    /// By key and word.
    synonyms: OnceCell<HashMap<(&'t str, String), Found<&'t str>>>,
    communes: OnceCell<HashMap<String, Found<&'t str>>>,
}

impl<'t> Names<'t> {
    pub(super) fn new(tables: &'t Tables) -> Self {
        Self { tables, synonyms: OnceCell::new(), communes: OnceCell::new() }
    }

    fn all_synonyms(&self) -> HashMap<(&'t str, String), Found<&'t str>> {
        let mut synonyms: HashMap<_, Found<_>> = HashMap::new();
        if let Some(table) = self.tables.named("synonymes")
            && let [Some(key), Some(value)] = ["cle", "valeur"].map(|name| table.column(name))
        {
            for row in 0..table.len() {
                let name = (table.cell(row, key), fold_name(table.cell(row, 0)));
                synonyms.entry(name).or_default().add(table.cell(row, value));
            }
        }
        synonyms
    }

    fn all_communes(&self) -> HashMap<String, Found<&'t str>> {
        let mut communes: HashMap<_, Found<_>> = HashMap::new();
        for table in ["communes", "communes_associees"].into_iter().filter_map(|name| self.tables.named(name)) {
            // An associated commune's is the code of the one that it is part of.
            let code = table.column("code_commune_rattachement").unwrap_or_default();
            for row in 0..table.len() {
                communes.entry(place_name(table.cell(row, 1))).or_default().add(table.cell(row, code));
            }
        }
        communes
    }

    /// The value of a key that another word for it stands for.
    pub(super) fn synonym(&self, path: &'t str, text: &str) -> Option<&'t str> {
        self.synonyms.get_or_init(|| self.all_synonyms()).get(&(path, fold_name(text)))?.one()
    }

    /// The code of the only commune of the region that has a name.
    pub(super) fn commune(&self, text: &str) -> Option<&'t str> {
        self.communes.get_or_init(|| self.all_communes()).get(&place_name(text))?.one()
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

#[derive(Default)]
enum Found<T> {
    #[default]
    None,
    One(T),
    Several,
}

impl<T: Copy + PartialEq> Found<T> {
    fn add(&mut self, other: T) {
        *self = match self {
            Self::None => Self::One(other),
            Self::One(known) if *known == other => return,
            Self::One(_) | Self::Several => Self::Several,
        };
    }

    fn one(&self) -> Option<T> {
        match self {
            Self::One(only) => Some(*only),
            Self::None | Self::Several => None,
        }
    }
}

fn only<T: Copy + PartialEq>(all: impl Iterator<Item = T>) -> Found<T> {
    let mut found = Found::None;
    all.for_each(|other| found.add(other));
    found
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
        let names = Names::new(&tables);
        let funder = |text| names.synonym("budget.produits.type", text);
        assert_eq!(funder("Fonds propres"), Some("autofinancement"));
        assert_eq!(funder("CONSEIL GENERAL"), Some("departement"));
        assert_eq!(funder("caf"), Some("organismes_sociaux"));
        assert_eq!(funder("voisin"), None);
        assert_eq!(names.synonym("porteur.statut", "Mairie"), Some("commune"));
        assert_eq!(names.commune("Cuincy"), Some("59165"));
        assert_eq!(names.commune("St Omer"), Some("62765"));
        assert_eq!(names.commune("Lomme"), Some("59350"));
        assert_eq!(names.commune("Paris"), None);
        assert_eq!(names.commune(""), None);
    }

    #[test]
    fn every_synonym_stands_for_a_value_of_its_key() {
        use crate::dossier::format::{self, Kind, ScalarKind};
        let tables = Tables::embedded();
        let table = tables.get(tables.find("synonymes").unwrap());
        let names = Names::new(&tables);
        for row in 0..table.len() {
            let [term, path, value] = [0, 1, 2].map(|column| table.cell(row, column));
            let Kind::Scalar(ScalarKind::Token(tokens)) = &format::field_info(format::find(path).unwrap()).field.kind
            else {
                panic!("{path}")
            };
            assert!(tokens.contains(&value), "{term}: {value}");
            assert!(!tokens.iter().any(|token| fold_name(token) == fold_name(term)), "{term}");
            assert_eq!(names.synonym(path, term), Some(value), "{term}");
        }
    }
}
