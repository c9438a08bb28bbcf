//! The table itself: every key of format version 1, with its type and label.

use super::field::{Field, Kind, ScalarKind, Side};
use crate::text::{Text, string_enum};

const fn field(key: &'static str, kind: Kind, fr: &'static str, en: &'static str) -> Field {
    Field { key, kind, required: false, label: Text { fr, en } }
}

const fn required(key: &'static str, kind: Kind, fr: &'static str, en: &'static str) -> Field {
    Field { required: true, ..field(key, kind, fr, en) }
}

const fn scalar(key: &'static str, kind: ScalarKind, fr: &'static str, en: &'static str) -> Field {
    field(key, Kind::Scalar(kind), fr, en)
}

const fn text(key: &'static str, fr: &'static str, en: &'static str) -> Field {
    scalar(key, ScalarKind::Text, fr, en)
}

const fn money(key: &'static str, fr: &'static str, en: &'static str) -> Field {
    scalar(key, ScalarKind::Money, fr, en)
}

const fn date(key: &'static str, fr: &'static str, en: &'static str) -> Field {
    scalar(key, ScalarKind::Date, fr, en)
}

const fn flag(key: &'static str, fr: &'static str, en: &'static str) -> Field {
    scalar(key, ScalarKind::Bool, fr, en)
}

pub(crate) const FICHES: &[&str] = &["1", "2", "3", "4"];

string_enum! {
    /// In the order in which they are filed. A dossier that names none is complete.
    #[derive(Default)]
    pub enum Stage {
        /// Filed with the intercommunalité first.
        FicheSynthetique = "fiche_synthetique",
        #[default]
        DossierComplet = "dossier_complet",
    }
}

pub(crate) const STAGES: &[&str] = &Stage::WORDS;
const STATUTS: &[&str] = &[
    "association",
    "commune",
    "intercommunalite",
    "departement",
    "bailleur_social",
    "etablissement_public",
    "cooperative",
    "entreprise",
    "autre",
];
const ECHELLES: &[&str] = &["communale", "intercommunale", "regionale"];
const DISPOSITIFS: &[&str] = &["fph", "fonds_culture", "flip", "nqe"];
const FUNDERS: &[&str] = &[
    "etat",
    "region",
    "region_programme_activite",
    "region_autre",
    "departement",
    "intercommunalite",
    "commune",
    "organismes_sociaux",
    "fonds_europeens",
    "bailleur_social",
    "autre_public",
    "prive",
    "recettes_propres",
    "autofinancement",
    "contributions_volontaires",
];

pub(crate) static DOSSIER: &[Field] = &[
    required("version", Kind::Scalar(ScalarKind::Version), "version du format", "format version"),
    required("campagne", Kind::Scalar(ScalarKind::Campaign), "campagne", "campaign"),
    scalar("fiche", ScalarKind::Token(FICHES), "fiche", "fiche"),
    scalar("etape", ScalarKind::Token(STAGES), "étape", "stage"),
    field("porteur", Kind::Group(PORTEUR), "porteur", "applicant"),
    field("projet", Kind::Group(PROJET), "projet", "project"),
    field("budget", Kind::Group(BUDGET), "budget", "budget"),
    field("demande", Kind::Group(DEMANDE), "demande à la Région", "request to the Région"),
    field("depot", Kind::Group(DEPOT), "dépôt", "filing"),
];

static PORTEUR: &[Field] = &[
    text("nom", "nom du porteur", "applicant's name"),
    scalar("statut", ScalarKind::Token(STATUTS), "statut du porteur", "applicant's legal form"),
    scalar("siret", ScalarKind::Siret, "numéro SIRET", "SIRET number"),
    scalar("rna", ScalarKind::Rna, "numéro RNA", "RNA number"),
    field(
        "adresse",
        Kind::Group(&[
            text("voie", "voie", "street"),
            scalar("code_postal", ScalarKind::PostalCode, "code postal", "postal code"),
            scalar(
                "commune",
                ScalarKind::Commune,
                "commune du porteur (code INSEE)",
                "applicant's commune (INSEE code)",
            ),
        ]),
        "adresse du porteur",
        "applicant's address",
    ),
    flag("operateur_intercommunal", "opérateur intercommunal", "intercommunal operator"),
    field(
        "programme_activite_region",
        Kind::Group(&[
            flag(
                "finance",
                "structure déjà financée par le Conseil régional pour son programme d'activité",
                "structure already funded by the Conseil régional for its activity programme",
            ),
            scalar("annee", ScalarKind::Year, "année du programme d'activité", "year of the activity programme"),
            money("montant", "montant du programme d'activité", "amount of the activity programme"),
            text("objet", "objet du programme d'activité", "purpose of the activity programme"),
        ]),
        "programme d'activité financé par la Région",
        "activity programme funded by the Région",
    ),
];

static PROJET: &[Field] = &[
    text("intitule", "intitulé du projet", "project's title"),
    text("resume", "résumé du projet", "project's summary"),
    field("thematiques", Kind::List(ScalarKind::Slug), "thématiques", "themes"),
    field("objectifs", Kind::List(ScalarKind::Slug), "objectifs", "objectives"),
    scalar(
        "action_gup",
        ScalarKind::Slug,
        "type d'action de gestion urbaine de proximité",
        "kind of neighbourhood-management action",
    ),
    scalar(
        "dispositif",
        ScalarKind::Token(DISPOSITIFS),
        "dispositif qui porte le projet",
        "instrument that carries the project",
    ),
    scalar("echelle", ScalarKind::Token(ECHELLES), "échelle du projet", "project's scale"),
    field(
        "intercommunalite",
        Kind::Group(&[
            text("nom", "nom de l'intercommunalité", "intercommunalité's name"),
            scalar("siren", ScalarKind::Siren, "SIREN de l'intercommunalité", "intercommunalité's SIREN"),
        ]),
        "intercommunalité",
        "intercommunalité",
    ),
    field(
        "intercommunalites_partenaires",
        Kind::List(ScalarKind::Siren),
        "intercommunalités partenaires (SIREN)",
        "partner intercommunalités (SIREN)",
    ),
    field(
        "communes",
        Kind::List(ScalarKind::Commune),
        "communes du projet (codes INSEE)",
        "project's communes (INSEE codes)",
    ),
    field("quartiers", Kind::List(ScalarKind::Quartier), "quartiers du projet", "project's quartiers"),
    flag(
        "geographie_prioritaire",
        "quartiers relevant de la géographie prioritaire",
        "quartiers within the priority geography",
    ),
    flag(
        "perimetre_intercommunal",
        "projet situé dans le périmètre retenu par l'intercommunalité",
        "project within the perimeter that the intercommunalité retains",
    ),
    flag(
        "priorisation_intercommunalite",
        "projet priorisé avec l'intercommunalité",
        "project ranked among the intercommunalité's priorities",
    ),
    date("debut", "début du projet", "project's start"),
    date("fin", "fin du projet", "project's end"),
    field(
        "partenaires",
        Kind::Records(&[
            text("nom", "nom du partenaire", "partner's name"),
            text("role", "rôle du partenaire", "partner's role"),
        ]),
        "partenaires",
        "partners",
    ),
    text("methode", "méthode", "method"),
    text("demarche_democratique", "démarche démocratique", "democratic approach"),
    text("analyse_existant", "analyse de l'existant", "analysis of what exists"),
    text(
        "besoin_non_couvert",
        "besoin non couvert par l'activité propre de la structure",
        "need that the structure's own activity does not cover",
    ),
    text("inscription_territoire", "inscription dans le projet de territoire", "fit with the projet de territoire"),
    text(
        "coordination_intercommunale",
        "coordination au niveau de l'intercommunalité",
        "coordination at the intercommunalité's level",
    ),
    text("coordination_financeurs", "coordination entre financeurs", "coordination between funders"),
    text("cohesion_sociale", "projet local de cohésion sociale", "local project of social cohesion"),
    text("approche_commune", "approche commune d'une thématique", "common approach to a theme"),
    text("cadre_regional", "cadre de l'opération régionale", "framework of the regional operation"),
    text("inventivite", "qualité et inventivité", "quality and inventiveness"),
    text("mobilisation_habitants", "mobilisation des habitants", "mobilisation of the inhabitants"),
    text("mise_en_reseau", "mise en réseau", "networking"),
    text("gouvernance", "gouvernance", "governance"),
    text("evaluation", "évaluation", "evaluation"),
    text("processus", "processus", "process"),
    text("plus_values", "plus-values du processus et du projet", "added value of the process and of the project"),
    text("diffusion", "capacité à se diffuser", "ability to spread"),
    text("autonomie", "capacité à s'autonomiser", "ability to become autonomous"),
    text("diagnostic_partage", "diagnostic partagé", "shared diagnosis"),
];

static BUDGET: &[Field] = &[
    field(
        "charges",
        Kind::Records(&[
            required("poste", Kind::Scalar(ScalarKind::Poste(Side::Charges)), "poste de charges", "expense account"),
            text("libelle", "libellé", "description"),
            required("montant", Kind::Scalar(ScalarKind::Money), "montant des charges", "expense amount"),
        ]),
        "charges du budget",
        "budget's expenses",
    ),
    field(
        "produits",
        Kind::Records(&[
            required("poste", Kind::Scalar(ScalarKind::Poste(Side::Produits)), "poste de produits", "income account"),
            required("type", Kind::Scalar(ScalarKind::Token(FUNDERS)), "type de financeur", "kind of funder"),
            text("financeur", "financeur", "funder"),
            text("libelle", "libellé", "description"),
            required("montant", Kind::Scalar(ScalarKind::Money), "montant des produits", "income amount"),
        ]),
        "produits du budget",
        "budget's income",
    ),
];

static DEMANDE: &[Field] = &[
    money("fonctionnement", "demande en fonctionnement", "request for running costs"),
    money("investissement", "demande en investissement", "request for investment"),
];

static DEPOT: &[Field] = &[
    date("fiche_synthetique", "dépôt de la fiche synthétique", "filing of the fiche synthétique"),
    date("dossier_complet", "dépôt du dossier complet", "filing of the complete dossier"),
    field(
        "contact_intercommunalite",
        Kind::Group(&[
            date("date", "date du contact avec l'intercommunalité", "date of the contact with the intercommunalité"),
            text("nom", "service contacté à l'intercommunalité", "service contacted at the intercommunalité"),
        ]),
        "contact avec l'intercommunalité",
        "contact with the intercommunalité",
    ),
    field(
        "contact_ville",
        Kind::Group(&[
            date("date", "date du contact avec la ville", "date of the contact with the town"),
            text("nom", "service contacté à la ville", "service contacted at the town"),
        ]),
        "contact avec la ville",
        "contact with the town",
    ),
];
