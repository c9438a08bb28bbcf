//! What of the call is decided, and by what: the words of `recevable rules coverage`.

use super::template::{choices, messages};
use crate::rules::Rendering;

choices! {
    rendering(Rendering) {
        Faithful { fr: "rendue fidèlement", en: "rendered faithfully" }
        Reading { fr: "rendue selon une lecture", en: "rendered by a reading" }
    }
}

messages! {
    title(year) { fr: "Les clauses de l'appel {year}", en: "The clauses of the call of {year}" }
    clauses { fr: "Clauses", en: "Clauses" }
    faithful { fr: "Rendues fidèlement par des règles", en: "Rendered faithfully by rules" }
    by_reading { fr: "Rendues par des règles, selon une lecture", en: "Rendered by rules, by a reading" }
    undecided { fr: "Décidées par aucune machine", en: "Decided by no machine" }
    clause { fr: "Clause", en: "Clause" }
    paraphrase { fr: "Ce qu'elle dit", en: "What it says" }
    rules { fr: "Règles", en: "Rules" }
    decision { fr: "Décision", en: "Decision" }
    decided_by(rules, rendering) { fr: "{rules} : {rendering}", en: "{rules}: {rendering}" }
    by_no_machine(subject, reason) {
        fr: "aucune machine n'en décide. {subject} : {reason}",
        en: "no machine decides it. {subject}: {reason}",
    }
}
