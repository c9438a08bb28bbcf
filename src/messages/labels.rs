//! Words that stand alone: headings, names of columns, verdicts, statuses, groups, levels, stages.

use super::template::{choices, messages};
use crate::dossier::format::Stage;
use crate::engine::{StatusKind, Verdict};
use crate::rules::{Group, Level};
use crate::text::Lang;

pub(crate) type Label = fn(Lang) -> &'static str;

pub(crate) fn status(status: StatusKind, lang: Lang) -> &'static str {
    match status {
        StatusKind::Satisfied => satisfied(lang),
        StatusKind::Violated => violated(lang),
        StatusKind::Undetermined => to_fill_in(lang),
        StatusKind::NotApplicable => not_applicable(lang),
        StatusKind::Deferred => deferred(lang),
    }
}

pub(crate) fn stage(stage: Stage, lang: Lang) -> &'static str {
    match stage {
        Stage::FicheSynthetique => fiche_synthetique(lang),
        Stage::DossierComplet => dossier_complet(lang),
    }
}

pub(crate) fn rule_columns(lang: Lang) -> [&'static str; 8] {
    [rule, title, fiches, group_column, level_column, whose_demand, stages, source].map(|name: Label| name(lang))
}

choices! {
    verdict(Verdict) {
        Eligible { fr: "Éligible", en: "Eligible" }
        EligibleWithReservations { fr: "Avec réserves", en: "Reservations" }
        Incomplete { fr: "Incomplet", en: "Incomplete" }
        Inconsistent { fr: "Incohérent", en: "Inconsistent" }
        Ineligible { fr: "Non éligible", en: "Not eligible" }
        Unreadable { fr: "Illisible", en: "Unreadable" }
    }

    group(Group) {
        Recevabilite { fr: "Recevabilité", en: "Admissibility" }
        Eligibilite { fr: "Éligibilité", en: "Eligibility" }
        Selection { fr: "Sélection", en: "Selection" }
        Coherence { fr: "Cohérence", en: "Consistency" }
    }

    level(Level) {
        Error { fr: "requise", en: "required" }
        Warning { fr: "réserve", en: "reservation" }
        Info { fr: "information", en: "information" }
    }
}

messages! {
    /// After a name, before what it stands for.
    colon { fr: " :", en: ":" }

    to_fix { fr: "À corriger", en: "To fix" }
    by_reading { fr: "Selon la lecture de l'appel", en: "By the reading of the call" }
    verdicts_by_reading { fr: "Verdict selon d'autres lectures", en: "Verdict by other readings" }
    to_fill_in { fr: "À compléter", en: "To fill in" }
    reservations { fr: "Réserves", en: "Reservations" }
    declared_by_you { fr: "Déclaré par vous", en: "Declared by you" }
    overview { fr: "Vue d'ensemble", en: "Overview" }
    notes { fr: "Bon à savoir", en: "Good to know" }
    rules_satisfied { fr: "Règles respectées", en: "Rules that hold" }
    not_applicable { fr: "Sans objet", en: "Not applicable" }
    other_fiches { fr: "Les autres fiches", en: "The other fiches" }
    reminders { fr: "Ce que l'outil ne décide pas", en: "What this tool does not decide" }
    margins { fr: "Marges", en: "Margins" }
    plan { fr: "Plan de mise en conformité", en: "Compliance plan" }

    expected { fr: "Attendu", en: "Expected" }
    found { fr: "Trouvé", en: "Found" }
    calculation { fr: "Calcul", en: "Calculation" }
    how_to_fix { fr: "Pour corriger", en: "To fix it" }
    place { fr: "Place", en: "Place" }
    /// The same words as for the place above.
    ditto { fr: "idem", en: "same" }
    standard_input { fr: "entrée standard", en: "standard input" }

    satisfied { fr: "Respectée", en: "Holds" }
    /// Instead of that, where it rests on what the applicant declares.
    declared { fr: "Déclarée", en: "Declared" }
    violated { fr: "Non respectée", en: "Does not hold" }
    deferred { fr: "À venir", en: "Later" }
    /// Instead of a status, where a comment has the finding ignored.
    ignored { fr: "Écartée", en: "Ignored" }
    structure_to_fix { fr: "structure à corriger", en: "structure to fix" }
    warning { fr: "avertissement", en: "warning" }

    fiche_synthetique { fr: "fiche synthétique", en: "fiche synthétique" }
    dossier_complet { fr: "dossier complet", en: "complete dossier" }

    rule { fr: "Règle", en: "Rule" }
    title { fr: "Intitulé", en: "Title" }
    status_column { fr: "État", en: "Status" }
    level_column { fr: "Portée", en: "Weight" }
    group_column { fr: "Groupe", en: "Group" }
    verdict_column { fr: "Avis", en: "Verdict" }
    fiche_column { fr: "Fiche", en: "Fiche" }
    fiches { fr: "Fiches", en: "Fiches" }
    stages { fr: "Étapes", en: "Stages" }
    source { fr: "Source", en: "Source" }
    file { fr: "Fichier", en: "File" }
    applicant { fr: "Porteur", en: "Applicant" }
    project { fr: "Projet", en: "Project" }
    stage_column { fr: "Étape", en: "Stage" }
    first_reason { fr: "Premier motif", en: "First reason" }
    rules_concerned { fr: "Règles en cause", en: "Rules concerned" }
    rules_by_reading {
        fr: "Règles qui dépendent de la lecture de l'appel",
        en: "Rules that depend on the reading of the call",
    }
    overlays { fr: "Surcouches", en: "Overlays" }
    finding { fr: "Constat", en: "Finding" }
    what_to_do { fr: "Que faire", en: "What to do" }
    whose_demand { fr: "Origine", en: "Origin" }
    rules_of_tool { fr: "Dont contrôles de l'outil", en: "Checks of this tool among them" }
    rules_of_overlays { fr: "Dont règles de surcouches", en: "Rules of overlays among them" }
    line { fr: "Ligne", en: "Line" }
    explanation { fr: "Explication", en: "Explanation" }
    siret { fr: "SIRET", en: "SIRET" }
    rna { fr: "RNA", en: "RNA" }
    applicants_commune { fr: "Commune du porteur", en: "Applicant's commune" }
    projects_communes { fr: "Communes du projet", en: "Project's communes" }
    contact_intercommunalite { fr: "Contact à l'intercommunalité", en: "Contact at the intercommunalité" }
    contact_intercommunalite_on { fr: "Contact avec l'intercommunalité le", en: "Contact with the intercommunalité on" }
    contact_town { fr: "Contact à la ville", en: "Contact at the town" }
    contact_town_on { fr: "Contact avec la ville le", en: "Contact with the town on" }
    key { fr: "Clé", en: "Key" }

    dossiers { fr: "Dossiers", en: "Dossiers" }
    findings { fr: "Constats", en: "Findings" }
    to_do { fr: "À faire", en: "To do" }
    to_settle { fr: "À lever", en: "To settle" }
    kind_of_task { fr: "Nature", en: "Kind" }
    by_when { fr: "Au plus tard le", en: "By" }
    totals { fr: "Totaux", en: "Totals" }
    total { fr: "Total", en: "Total" }
    breakdown { fr: "Répartition", en: "Breakdown" }
    of_breakdown { fr: "Pour", en: "For" }
    all_dossiers { fr: "Tous les dossiers", en: "All dossiers" }
    by_verdict { fr: "Par avis", en: "By verdict" }
    by_fiche { fr: "Par fiche", en: "By fiche" }
    not_given { fr: "(non indiqué)", en: "(not given)" }
    several_fiches { fr: "(plusieurs fiches)", en: "(several fiches)" }
    others { fr: "(autres)", en: "(others)" }
    without_amount { fr: "Sans montant", en: "No amount" }
    evaluated_on { fr: "Évalué le", en: "Evaluated on" }
    why { fr: "Pourquoi", en: "Why" }
}
