//! The words of the HTML page.

use super::template::messages;

messages! {
    title { fr: "Recevabilité des dossiers", en: "Admissibility of dossiers" }
    filter { fr: "Filtrer les dossiers", en: "Filter the dossiers" }
    search { fr: "Rechercher", en: "Search" }
    search_hint { fr: "porteur, projet, règle…", en: "applicant, project, rule…" }
    all { fr: "Tous", en: "All" }
    all_fiches { fr: "Toutes", en: "All" }
    shown { fr: "Affichés", en: "Shown" }
    dossier { fr: "Dossier", en: "Dossier" }
    details { fr: "Le détail, dossier par dossier", en: "In detail, dossier by dossier" }
    back { fr: "Retour à la liste", en: "Back to the list" }
    funding { fr: "Plan de financement", en: "Funding plan" }
    request { fr: "La demande et ses bornes", en: "The request and its bounds" }
    floor { fr: "plancher", en: "floor" }
    cap { fr: "plafond", en: "cap" }
    not_funded { fr: "Sans financement", en: "Not funded" }
    excerpt { fr: "Extrait du dossier", en: "Lines of the dossier" }
    rules { fr: "Toutes les règles", en: "All the rules" }
    counted { fr: "compte", en: "counts" }
    copy { fr: "Copier ces corrections", en: "Copy these corrections" }
    skip { fr: "Aller à la liste des dossiers", en: "Skip to the list of dossiers" }
}
