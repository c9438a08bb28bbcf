# About half of the rules, as far as they can be decided without exact amounts and reference tables.
package dossier

import rego.v1

yes(value) if value == true
yes(value) if value in {"oui", "Oui", "OUI"}

documented(text) if count(trim_space(text)) >= 20

common := [
	"methode", "inscription_territoire", "coordination_intercommunale", "inventivite",
	"mobilisation_habitants", "mise_en_reseau", "gouvernance", "evaluation",
]

own := {
	1: ["demarche_democratique", "analyse_existant"],
	2: ["processus", "plus_values"],
	3: ["coordination_financeurs", "plus_values", "diffusion", "autonomie"],
	4: ["diagnostic_partage"],
}

themes := {
	1: {"participation-habitants", "democratie-participative", "citoyennete"},
	2: {"innovations-sociales", "cadre-de-vie"},
	3: {"cadre-de-vie", "participation-habitants"},
	4: {"cadre-de-vie"},
}

funders := {
	"etat", "region", "region_programme_activite", "region_autre", "departement", "intercommunalite", "commune",
	"organismes_sociaux", "fonds_europeens", "bailleur_social", "autre_public", "prive", "recettes_propres",
	"autofinancement", "contributions_volontaires",
}

violations contains {"rule": "version"} if input.version != 1

violations contains {"rule": "campaign"} if input.campagne != 2015

violations contains {"rule": "fiche"} if not own[input.fiche]

violations contains {"rule": "stage"} if not input.etape in {"fiche_synthetique", "dossier_complet"}

violations contains {"rule": "documented", "key": key} if {
	some key in common
	not documented(input.projet[key])
}

violations contains {"rule": "documented", "key": key} if {
	some key in own[input.fiche]
	not documented(input.projet[key])
}

violations contains {"rule": "theme"} if count({theme | some theme in input.projet.thematiques; theme in themes[input.fiche]}) == 0

violations contains {"rule": "objectives"} if not count(input.projet.objectifs) > 0

violations contains {"rule": "scale"} if not input.projet.echelle in {"communale", "intercommunale", "regionale"}

violations contains {"rule": "perimeter"} if not yes(input.projet.perimetre_intercommunal)

violations contains {"rule": "priority"} if not yes(input.projet.priorisation_intercommunalite)

violations contains {"rule": "quartiers"} if not count(input.projet.quartiers) > 0

violations contains {"rule": "name"} if not count(input.porteur.nom) > 0

violations contains {"rule": "title"} if not count(input.projet.intitule) > 0

violations contains {"rule": "siret"} if count(replace(sprintf("%v", [input.porteur.siret]), " ", "")) != 14

violations contains {"rule": "action"} if {
	input.fiche == 4
	not input.projet.action_gup
}

violations contains {"rule": "commune", "code": code} if {
	some code in input.projet.communes
	count(sprintf("%v", [code])) != 5
}

violations contains {"rule": "account", "line": line} if {
	some line, entry in input.budget.charges
	account := to_number(sprintf("%v", [entry.poste]))
	not account in {60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 86}
}

violations contains {"rule": "account", "line": line} if {
	some line, entry in input.budget.produits
	account := to_number(sprintf("%v", [entry.poste]))
	not account in {70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 87}
}

violations contains {"rule": "funder", "line": line} if {
	some line, entry in input.budget.produits
	not entry.type in funders
}

violations contains {"rule": "amount", "line": line} if {
	some line, entry in array.concat(input.budget.charges, input.budget.produits)
	not entry.montant
}

violations contains {"rule": "request"} if not input.demande.fonctionnement

violations contains {"rule": "contact"} if not input.depot.contact_intercommunalite.date

violations contains {"rule": "filing", "key": key} if {
	some key in ["fiche_synthetique", "dossier_complet"]
	not input.depot[key]
}

violations contains {"rule": "late"} if sprintf("%v", [input.depot.dossier_complet]) > "2015-01-23"
