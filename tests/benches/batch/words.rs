//! The invented applicants, places and sentences that the corpus is put together from.

/// A town of the region with what goes with it.
pub(crate) struct Town {
    pub(crate) name: &'static str,
    pub(crate) code: &'static str,
    pub(crate) postal_code: &'static str,
    pub(crate) community: &'static str,
    pub(crate) siren: &'static str,
    pub(crate) quartier: &'static str,
}

/// Towns with a quartier prioritaire each.
pub(crate) const TOWNS: [Town; 8] = [
    town("Lens", "62498", "62300", "Communauté d'agglomération de Lens-Liévin", "246200364", "QP062024"),
    town("Liévin", "62510", "62800", "Communauté d'agglomération de Lens-Liévin", "246200364", "QP062030"),
    town("Calais", "62193", "62100", "Communauté d'agglomération du Calaisis", "246201149", "QP062055"),
    town("Boulogne-sur-Mer", "62160", "62200", "Communauté d'agglomération du Boulonnais", "246200729", "QP062049"),
    town("Dunkerque", "59183", "59140", "Communauté urbaine de Dunkerque", "245900428", "QP059061"),
    town("Maubeuge", "59392", "59600", "Maubeuge Val de Sambre", "200043396", "QP059016"),
    town("Denain", "59172", "59220", "La Porte du Hainaut", "200042190", "QP059050"),
    town("Roubaix", "59512", "59100", "Métropole européenne de Lille", "245900410", "qp059083"),
];

const fn town(
    name: &'static str,
    code: &'static str,
    postal_code: &'static str,
    community: &'static str,
    siren: &'static str,
    quartier: &'static str,
) -> Town {
    Town { name, code, postal_code, community, siren, quartier }
}

/// What an applicant calls itself, before its own name.
pub(crate) const APPLICANTS: [&str; 6] =
    ["Association", "Centre social", "Comité des voisins", "Compagnie associative", "Régie de quartier", "Amicale"];

/// The applicants' own names.
pub(crate) const NAMES: [&str; 10] = [
    "Les Chevalements bavards",
    "Le Puits aux idées",
    "La Berline à pédales",
    "Les Lucarnes du canal",
    "Le Carreau partagé",
    "L'Écluse qui parle",
    "Les Sapins de la cour",
    "La Gaillette dorée",
    "Le Beffroi penché",
    "Les Barques du marais",
];

/// What projects are about.
pub(crate) const TITLES: [&str; 10] = [
    "La cour des possibles",
    "Un jardin entre deux tours",
    "Le fonds des bonnes idées",
    "L'atelier des voisins",
    "La place que l'on dessine ensemble",
    "Les mots du palier",
    "La ressourcerie du coin",
    "Le sentier des écoliers",
    "La maison des projets",
    "Le carnet de la rue",
];

/// Streets.
pub(crate) const STREETS: [&str; 6] = [
    "rue du Puits comblé",
    "quai des Bateliers absents",
    "rue de la Navette volante",
    "place du Grand Tamis",
    "allée des Sureaux",
    "rue des Trois Corons",
];

/// Partners and what they do.
pub(crate) const PARTNERS: [(&str, &str); 6] = [
    ("Collège du quartier", "accueil d'un groupe d'élèves volontaires"),
    ("Amicale des locataires des Trois Corons", "permanences au pied des immeubles"),
    ("Bailleur de la Navette", "prêt d'un local et relais des gardiens"),
    ("Atelier partagé du Peigne fin", "outils, établis et formation au bois"),
    ("Médiathèque des Deux Rives", "ateliers d'écriture, salle et matériel"),
    ("Club de marche des Terrils", "repérage des chemins et balisage"),
];

/// Sentences of the texts, of one line each.
pub(crate) const SENTENCES: [&str; 18] = [
    "Une assemblée se tient chaque premier jeudi du mois, ouverte à tous.",
    "Douze habitants ont écrit le règlement pendant trois soirées d'octobre.",
    "Les décisions sont prises à main levée, après débat ; elles sont affichées.",
    "Deux animatrices vont chercher ceux qui ne poussent jamais la porte.",
    "Nous compterons les groupes aidés et les projets qui durent au-delà.",
    "Le comité de suivi réunit la ville, l'agglomération et trois habitants.",
    "Chaque étape se conclut par une séance publique, suivie d'un compte rendu.",
    "L'enquête de septembre, menée auprès de 140 foyers, en montre le besoin.",
    "Le projet figure dans le contrat de ville : axe « vivre son quartier ».",
    "Un carnet commun relie les équipes, et deux visites croisées sont prévues.",
    "Le tirage au sort n'avait jamais été essayé dans cette commune.",
    "Les voisins tiennent la clé, le calendrier et la liste des invités.",
    "Un questionnaire court est rempli par chaque groupe à trois mois.",
    "Les financeurs se réunissent deux fois par an autour d'un plan unique.",
    "À partir de 2017, l'entretien est assuré par une équipe de riverains.",
    "Le guide, relu par l'assemblée, sera remis aux communes voisines.",
    "Les bilans sont publics et relus avec ceux qui ont pris part au projet.",
    "Rien de tel n'existe aujourd'hui à moins de vingt minutes à pied.",
];
