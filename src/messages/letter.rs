//! The words of the letter to an applicant.

use super::template::messages;

messages! {
    title { fr: "Courrier au porteur de projet", en: "Letter to the applicant" }
    dated(day) { fr: "Le {day}", en: "{day}" }
    subject { fr: "Objet", en: "Subject" }
    about(title) { fr: "votre dossier « {title} »", en: "your dossier “{title}”" }
    about_untitled { fr: "votre dossier de demande de subvention", en: "your grant application" }
    file(path) { fr: "Fichier relu : {path}", en: "File read: {path}" }
    salutation { fr: "Madame, Monsieur,", en: "Dear Sir or Madam," }
    lead(day) {
        fr: "Nous avons relu votre dossier tel qu'il est au {day}. Voici où il en est et ce qui reste à faire.",
        en: "We have read your dossier as it stands on {day}. Here is where it is and what is left to do.",
    }
    to_fix { fr: "Ce qui est à corriger", en: "What is to be fixed" }
    to_fill_in { fr: "Ce qui reste à compléter", en: "What is still to be filled in" }
    to_clarify {
        fr: "Ce que le jury pourrait vous demander (cela n'empêche pas le dépôt)",
        en: "What the jury may ask (this does not keep you from filing)",
    }
    nothing { fr: "Rien n'est à corriger ni à compléter.", en: "Nothing is to be fixed or filled in." }
    one_of { fr: "l'un de ces points suffit", en: "one of these is enough" }
    more(#number) {
        fr: "et {number} autre point, dans le rapport complet" | "et {number} autres points, dans le rapport complet",
        en: "and {number} more point, in the full report" | "and {number} more points, in the full report",
    }
    by_when { fr: "Pour quand", en: "By when" }
    whom_to_call { fr: "À qui vous adresser", en: "Whom to call" }
    ask {
        fr: "Votre intercommunalité et votre ville répondent à vos questions avant le dépôt.",
        en: "Your intercommunalité and your town answer questions before you file.",
    }
    contact_of_intercommunalite(name) {
        fr: "À l'intercommunalité, le contact que nomme votre dossier : {name}",
        en: "At the intercommunalité, the contact that your dossier names: {name}",
    }
    contact_of_town(name) {
        fr: "À la ville, le contact que nomme votre dossier : {name}",
        en: "At the town, the contact that your dossier names: {name}",
    }
    no_decision {
        fr: "Cette relecture n'est pas une décision : elle vérifie des conditions, les jurys choisissent les projets, et seul l'appel à projets fait foi.",
        en: "This reading is no decision: it checks conditions, the juries choose the projects, and the call alone is authoritative.",
    }
    closing { fr: "Bien cordialement,", en: "Yours faithfully," }
}
