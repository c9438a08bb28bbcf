//! Other words for the values of closed lists, as people write them.

use std::sync::LazyLock;

use crate::dossier::fold_name;

/// The embedded reference table; a column each for the word, the key and the value.
const TABLE: &str = include_str!("../../../rules/reference/synonymes.csv");

/// Folded words, and the values that they may mean at some key.
static SYNONYMS: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let records = csv::Reader::from_reader(TABLE.as_bytes()).into_records();
    records.filter_map(|record| record.ok().map(|record| (fold_name(&record[0]), record[2].to_owned()))).collect()
});

/// The one value of the list that a folded text means by the longest of the synonyms in it.
pub(in crate::dossier) fn meant(folded: &str, allowed: &[&'static str]) -> Option<&'static str> {
    longest(synonyms(folded, allowed).collect())
}

/// As [`meant`], by the values' own words too.
pub(in crate::dossier) fn named(folded: &str, allowed: &[&'static str]) -> Option<&'static str> {
    let own = allowed.iter().filter_map(|value| {
        let words = fold_name(value);
        holds(folded, &words).then_some((words.len(), *value))
    });
    longest(synonyms(folded, allowed).chain(own).collect())
}

fn synonyms<'a>(folded: &'a str, allowed: &'a [&'static str]) -> impl Iterator<Item = (usize, &'static str)> + 'a {
    SYNONYMS.iter().filter_map(move |(words, value)| {
        let value = allowed.iter().find(|allowed| **allowed == value.as_str())?;
        holds(folded, words).then_some((words.len(), *value))
    })
}

fn holds(folded: &str, words: &str) -> bool {
    format!("-{folded}-").contains(&format!("-{words}-"))
}

fn longest(known: Vec<(usize, &'static str)>) -> Option<&'static str> {
    let longest = known.iter().map(|(length, _)| *length).max()?;
    let mut values = known.into_iter().filter(|(length, _)| *length == longest).map(|(_, value)| value);
    let first = values.next()?;
    values.all(|value| value == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FUNDERS: &[&str] =
        &["commune", "intercommunalite", "departement", "organismes_sociaux", "autofinancement", "fonds_europeens"];

    #[test]
    fn the_longest_words_decide() {
        let of = |text: &str| meant(&fold_name(text), FUNDERS);
        assert_eq!(of("Mairie de Lens"), Some("commune"));
        assert_eq!(of("Communauté de communes du Pays"), Some("intercommunalite"));
        assert_eq!(of("Conseil général"), Some("departement"));
        assert_eq!(of("CAF du Nord"), Some("organismes_sociaux"));
        assert_eq!(of("fonds propres"), Some("autofinancement"));
        assert_eq!(of("fonds"), None);
        assert_eq!(of("ville, CAF"), Some("commune"));
        assert_eq!(meant("mairie", &["association"]), None);
    }
}
