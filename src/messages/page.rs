//! The words of the HTML page.

use super::template::messages;

messages! {
    title { fr: "Recevabilité des dossiers", en: "Admissibility of dossiers" }
    title_of_one { fr: "Recevabilité du dossier", en: "Admissibility of the dossier" }
    filter { fr: "Filtrer les dossiers", en: "Filter the dossiers" }
    search { fr: "Rechercher", en: "Search" }
    search_hint {
        fr: "porteur, projet, commune, SIRET, montant, règle…",
        en: "applicant, project, commune, SIRET, amount, rule…",
    }
    all { fr: "Tous", en: "All" }
    all_feminine { fr: "Toutes", en: "All" }
    only_new { fr: "Nouveaux seulement", en: "New ones only" }
    show_all { fr: "Tout afficher", en: "Show all" }
    shown { fr: "Affichés", en: "Shown" }
    more { fr: "Afficher la suite", en: "Show more" }
    steps { fr: "D'un dossier à l'autre", en: "From dossier to dossier" }
    previous { fr: "← Précédent", en: "← Previous" }
    next { fr: "Suivant →", en: "Next →" }
    back { fr: "↑ Retour à la liste", en: "↑ Back to the list" }
    print_list { fr: "Imprimer la liste", en: "Print the list" }
    print_shown { fr: "Imprimer les dossiers affichés", en: "Print the dossiers shown" }
    print_limit { fr: "1 000 dossiers au plus à la fois", en: "1,000 dossiers at most at a time" }
    print_one { fr: "Imprimer ce dossier", en: "Print this dossier" }
    without_script {
        fr: "Le détail des dossiers s'ouvre avec JavaScript, que ce navigateur n'exécute pas. Il se lit sans lui dans un rapport de 50 dossiers au plus.",
        en: "Each dossier's detail opens with JavaScript, which this browser does not run. It can be read without it in a report of 50 dossiers at most.",
    }
    cannot_open {
        fr: "Ce navigateur ne sait pas ouvrir le détail des dossiers : il y faut une version de 2023 ou plus récente.",
        en: "This browser cannot open the dossiers' detail: that takes a version of 2023 or later.",
    }
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
