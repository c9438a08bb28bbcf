//! A dossier of a few lines, and sets of rules to check it by.

use chrono::NaiveDate;

use crate::dossier::decode;
use crate::engine::{Context, Facts};
use crate::reference::Tables;
use crate::rules::{RuleBook, load};
use crate::source::SourceFile;
use crate::yaml;

pub(super) const DOSSIER: &str = "\
version: 1
campagne: 2015
porteur:
  nom: Porteur
projet:
  intitule: Projet
  communes: [\"62498\", \"62510\"]
  thematiques: []
  debut: 2015-02-01
  fin: 2015-01-15
budget:
  charges:
    - { poste: 60, montant: 1000 }
    - { poste: 62, montant: 500 }
    - { poste: 86, montant: 70 }
  produits:
    - { poste: 74, type: commune, montant: 300 }
    - { poste: 74, type: etat, montant: 500 }
    - { poste: 75, type: prive, montant: 700 }
demande:
  fonctionnement: 400
";

const HEAD: &str = "\
[ruleset]
id = \"x\"
campaign = 2015
fiche = 1
title = { fr = \"X\", en = \"X\" }

[facts.\"locales\"]
label = { fr = \"parts locales\", en = \"local money\" }
sum = \"budget.produits.montant\"
where = { type = \"commune\" }

[facts.\"total\"]
label = { fr = \"total\", en = \"total\" }
sum = \"budget.charges.montant\"

[facts.\"demandes\"]
label = { fr = \"demandes\", en = \"requests\" }
sum = [\"demande.fonctionnement\", \"demande.investissement\"]

[facts.\"taux\"]
label = { fr = \"taux\", en = \"share\" }
ratio = [\"locales\", \"total\"]

[facts.\"soixante-deux\"]
label = { fr = \"compte 62\", en = \"account 62\" }
sum = \"budget.charges.montant\"
where = { poste = \"62\" }

[facts.\"montants\"]
label = { fr = \"montants\", en = \"amounts\" }
union = [\"demande.fonctionnement\", \"demande.investissement\"]
optional = [\"demande.fonctionnement\", \"demande.investissement\"]

[facts.\"charges\"]
label = { fr = \"charges\", en = \"expenses\" }
count = \"budget.charges\"

[facts.\"produits\"]
label = { fr = \"produits\", en = \"income\" }
count = \"budget.produits\"

[facts.\"lignes\"]
label = { fr = \"lignes\", en = \"lines\" }
sum = [\"charges\", \"produits\"]

[facts.\"jour\"]
label = { fr = \"jour\", en = \"day\" }
first_of = [\"depot.dossier_complet\", \"projet.fin\"]

[facts.\"jours\"]
label = { fr = \"jours\", en = \"days\" }
union = [\"projet.debut\", \"jour\"]

[facts.\"depot-ou-jour\"]
label = { fr = \"dépôt\", en = \"filing\" }
first_of = [\"depot.dossier_complet\", \"evaluation.date\"]

[facts.\"plafond\"]
label = { fr = \"plafond\", en = \"ceiling\" }
if = { all = [{ fact = \"projet.intitule\", is = \"Projet\" }, { fact = \"porteur.statut\", is = \"commune\" }] }
then = \"total\"
else = \"2 €\"

# What must be asked for is less where much of it is for investment.
[facts.\"plancher\"]
label = { fr = \"plancher\", en = \"floor\" }
if = { fact = \"demande.investissement\", at_least = \"100 €\" }
then = \"450 €\"
else = \"soixante-deux\"

[plan]
levers = [\"demande.fonctionnement\", \"demande.investissement\"]
sections = [\"demande.fonctionnement\", \"demande.investissement\"]

[conventions]
documented_at_least = 20
placeholders = []
";

/// A book of one set with a rule for each of these demands, `X-0` first; `basis` is that of all rules.
pub(super) fn book(basis: &str, demands: &[&str]) -> RuleBook {
    let rules = demands.iter().enumerate().map(|(at, demand)| {
        format!(
            "[[rule]]\nid = \"X-{at}\"\ngroup = \"eligibilite\"\nlevel = \"error\"\nstages = [\"dossier_complet\"]\n\
             basis = \"{basis}\"\nsource = \"§ 1\"\ntitle = {{ fr = \"X\", en = \"X\" }}\nrequire = {demand}\n"
        )
    });
    let text = format!("{HEAD}{}", rules.collect::<String>());
    load(vec![SourceFile::new("x.toml", text)], Tables::embedded()).unwrap_or_else(|errors| panic!("{errors:?}"))
}

/// Hands the facts of a dossier to a function.
pub(super) fn with_facts<T>(book: &RuleBook, dossier: &str, look: impl FnOnce(&Facts<'_>) -> T) -> T {
    let source = SourceFile::new("a.yaml", dossier);
    let decoded = decode(&yaml::parse(&source), &book.known_campaigns());
    assert!(decoded.problems.is_empty(), "{:?}", decoded.problems);
    let date = NaiveDate::from_ymd_opt(2014, 11, 20).unwrap();
    look(&Facts::new(&book.campaigns[0], &book.tables, &decoded.dossier, Context { date, fiche: 1, programmes: None }))
}
