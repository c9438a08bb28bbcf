//! Other words for the values of closed lists, as people write them.

/// Folded words, and the values that they may mean: the first that the list has.
const SYNONYMS: &[(&str, &str)] = &[
    ("mairie", "commune"),
    ("ville", "commune"),
    ("municipalite", "commune"),
    ("commune", "commune"),
    ("communes", "commune"),
    ("communaute-de-communes", "intercommunalite"),
    ("communaute-dagglomeration", "intercommunalite"),
    ("communaute-urbaine", "intercommunalite"),
    ("agglomeration", "intercommunalite"),
    ("agglo", "intercommunalite"),
    ("metropole", "intercommunalite"),
    ("interco", "intercommunalite"),
    ("epci", "intercommunalite"),
    ("conseil-general", "departement"),
    ("conseil-departemental", "departement"),
    ("caf", "organismes_sociaux"),
    ("caisse-dallocations-familiales", "organismes_sociaux"),
    ("allocations-familiales", "organismes_sociaux"),
    ("cpam", "organismes_sociaux"),
    ("msa", "organismes_sociaux"),
    ("organisme-social", "organismes_sociaux"),
    ("benevolat", "contributions_volontaires"),
    ("benevoles", "contributions_volontaires"),
    ("contribution-volontaire", "contributions_volontaires"),
    ("mise-a-disposition", "contributions_volontaires"),
    ("dons-en-nature", "contributions_volontaires"),
    ("fonds-propres", "autofinancement"),
    ("fonds-propre", "autofinancement"),
    ("reserves", "autofinancement"),
    ("tresorerie", "autofinancement"),
    ("europe", "fonds_europeens"),
    ("union-europeenne", "fonds_europeens"),
    ("feder", "fonds_europeens"),
    ("fse", "fonds_europeens"),
    ("feader", "fonds_europeens"),
    ("prefecture", "etat"),
    ("acse", "etat"),
    ("drac", "etat"),
    ("cget", "etat"),
    ("ministere", "etat"),
    ("hlm", "bailleur_social"),
    ("oph", "bailleur_social"),
    ("office-public-de-lhabitat", "bailleur_social"),
    ("bailleur", "bailleur_social"),
    ("mecenat", "prive"),
    ("mecene", "prive"),
    ("fondation", "prive"),
    ("sponsor", "prive"),
    ("entreprise", "prive"),
    ("participations", "recettes_propres"),
    ("participation-des-usagers", "recettes_propres"),
    ("ventes", "recettes_propres"),
    ("billetterie", "recettes_propres"),
    ("cotisations", "recettes_propres"),
    ("adhesions", "recettes_propres"),
    ("recettes", "recettes_propres"),
    ("asso", "association"),
    ("association-loi-1901", "association"),
    ("loi-1901", "association"),
    ("collectivite", "commune"),
    ("ccas", "etablissement_public"),
    ("scop", "cooperative"),
    ("scic", "cooperative"),
    ("sarl", "entreprise"),
    ("societe", "entreprise"),
    ("locale", "communale"),
    ("municipale", "communale"),
    ("complet", "dossier_complet"),
    ("synthetique", "fiche_synthetique"),
    ("synthese", "fiche_synthetique"),
];

/// The one value of the list that a folded text means by the longest of the synonyms in it.
pub(in crate::dossier) fn meant(folded: &str, allowed: &[&'static str]) -> Option<&'static str> {
    let text = format!("-{folded}-");
    let known = SYNONYMS.iter().filter_map(|(words, value)| {
        let value = allowed.iter().find(|allowed| *allowed == value)?;
        text.contains(&format!("-{words}-")).then_some((words.len(), *value))
    });
    let known: Vec<_> = known.collect();
    let longest = known.iter().map(|(length, _)| *length).max()?;
    let mut values = known.into_iter().filter(|(length, _)| *length == longest).map(|(_, value)| value);
    let first = values.next()?;
    values.all(|value| value == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::fold_name;

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
