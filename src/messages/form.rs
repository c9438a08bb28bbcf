//! The words of the form in the browser.

use super::template::messages;

messages! {
    about {
        fr: "Remplit un dossier dans le navigateur, sur cet ordinateur, avec le verdict à chaque réponse",
        en: "Fills in a dossier in the browser, on this computer, with the verdict at each answer",
    }
    usage { fr: "recevable form [OPTIONS] [FICHIER]", en: "recevable form [OPTIONS] [FILE]" }
    file {
        fr: "Le dossier à remplir, nouveau ou commencé ; par défaut dossier.yaml",
        en: "The dossier to fill in, new or begun; by default dossier.yaml",
    }
    no_open { fr: "N'ouvre pas le navigateur", en: "Does not open the browser" }
    port { fr: "Le port où écouter ; par défaut, un port libre", en: "The port to listen on; by default a free one" }

    serving(path, address) {
        fr: "Le formulaire de {path} est ouvert dans votre navigateur. S'il ne l'est pas, copiez-y cette adresse :\n\n  {address}\n\nChaque réponse est enregistrée dans le fichier. Rien ne quitte cet ordinateur. Pour arrêter : « Fermer » dans la page, ou Ctrl-C ici.",
        en: "The form of {path} is open in your browser. If it is not, copy this address into it:\n\n  {address}\n\nEach answer is saved in the file. Nothing leaves this computer. To stop: “Close” on the page, or Ctrl-C here.",
    }
    serving_here(path, address) {
        fr: "Le formulaire de {path} vous attend à cette adresse :\n\n  {address}\n\nChaque réponse est enregistrée dans le fichier. Rien ne quitte cet ordinateur. Pour arrêter : « Fermer » dans la page, ou Ctrl-C ici.",
        en: "The form of {path} is at this address:\n\n  {address}\n\nEach answer is saved in the file. Nothing leaves this computer. To stop: “Close” on the page, or Ctrl-C here.",
    }
    stopped_idle(path) {
        fr: "Aucune page n'est plus ouverte depuis une demi-heure : le formulaire de {path} est arrêté. Tout ce qui était enregistré est dans le fichier.",
        en: "No page has been open for half an hour: the form of {path} is stopped. All that was saved is in the file.",
    }
    stopped(path) {
        fr: "Le formulaire est fermé. Votre dossier : {path}",
        en: "The form is closed. Your dossier: {path}",
    }
    cannot_listen(reason) {
        fr: "recevable : impossible d'ouvrir le formulaire sur cet ordinateur ({reason}).",
        en: "recevable: the form cannot be opened on this computer ({reason}).",
    }
    forbidden {
        fr: "Cette page n'est pas la vôtre. Ouvrez l'adresse que recevable form a montrée.",
        en: "This page is not yours. Open the address that recevable form has shown.",
    }
    too_much {
        fr: "Cet envoi est trop grand, ou n'est pas un formulaire.",
        en: "What was sent is too large, or no form.",
    }

    title { fr: "Votre dossier", en: "Your dossier" }
    skip { fr: "Aller aux questions", en: "Skip to the questions" }
    sections { fr: "Les parties du dossier", en: "The parts of the dossier" }
    start { fr: "Fiche et étape", en: "Fiche and stage" }
    texts(group) { fr: "Textes : {group}", en: "Texts: {group}" }
    progress(done, all) { fr: "{done} sur {all}", en: "{done} of {all}" }
    save { fr: "Enregistrer cette partie", en: "Save this part" }
    which_fiche { fr: "De quelle fiche relève votre projet ?", en: "Which fiche is your project for?" }
    choose_fiche(fiche) { fr: "Choisir la fiche {fiche}", en: "Choose fiche {fiche}" }
    needs { fr: "Ce qu'il faudrait encore", en: "What it would still need" }
    more_needs(#count) {
        fr: "{count} autre point" | "{count} autres points",
        en: "{count} more point" | "{count} more points",
    }
    choose_first {
        fr: "Choisissez d'abord la fiche : les questions en dépendent.",
        en: "Choose the fiche first: the questions depend on it.",
    }
    yes { fr: "Oui", en: "Yes" }
    no { fr: "Non", en: "No" }
    not_answered { fr: "Pas encore répondu", en: "Not answered yet" }
    choose { fr: "Choisissez…", en: "Choose…" }
    other(value) { fr: "{value} (hors de la liste)", en: "{value} (not in the list)" }
    needed { fr: "nécessaire", en: "required" }
    needed_if(condition) { fr: "nécessaire si {condition}", en: "required if {condition}" }
    why { fr: "Pourquoi cette question ?", en: "Why this question?" }
    settled(#count) {
        fr: "{count} question dont la réponse ne change rien à présent" | "{count} questions dont la réponse ne change rien à présent",
        en: "{count} question whose answer changes nothing now" | "{count} questions whose answer changes nothing now",
    }
    add_commune { fr: "Ajouter une commune : son nom ou son code postal", en: "Add a commune: its name or postal code" }
    commune { fr: "Nom ou code postal", en: "Name or postal code" }
    add_other { fr: "Autre quartier : son nom", en: "Another quartier: its name" }
    communes_first { fr: "Indiquez d'abord les communes du projet.", en: "Give the project's communes first." }
    add { fr: "Ajouter", en: "Add" }
    remove { fr: "Retirer", en: "Remove" }
    remove_one(name) { fr: "Retirer {name}", en: "Remove {name}" }
    line(number) { fr: "Ligne {number}", en: "Line {number}" }
    more_lines(#count) {
        fr: "{count} autre ligne est dans le fichier." | "{count} autres lignes sont dans le fichier.",
        en: "{count} more line is in the file." | "{count} more lines are in the file.",
    }
    new_line { fr: "Nouvelle ligne", en: "New line" }
    no_such_commune(typed) {
        fr: "Aucune commune du Nord ni du Pas-de-Calais ne s'appelle « {typed} » ni n'a ce code postal.",
        en: "No commune of the Nord or the Pas-de-Calais is called “{typed}” or has that postal code.",
    }
    which_one(typed) { fr: "« {typed} » : laquelle ?", en: "“{typed}”: which one?" }
    understood(value) { fr: "Compris : {value}", en: "Understood: {value}" }
    characters(count, least) { fr: "{count} caractères ; il en faut au moins {least}.", en: "{count} characters; at least {least} are needed." }
    characters_done(count) { fr: "{count} caractères.", en: "{count} characters." }
    amount_hint { fr: "en euros, par exemple 1 250,50", en: "in euros, for instance 1,250.50 or 1 250,50" }
    date_hint { fr: "par exemple 31/03/2015", en: "for instance 31/03/2015" }
    totals { fr: "Totaux", en: "Totals" }
    total(table, sum) { fr: "Total « {table} » : {sum}", en: "Total “{table}”: {sum}" }
    difference(sum) { fr: "Différence : {sum}", en: "Difference: {sum}" }
    balanced { fr: "Les deux totaux sont égaux.", en: "The two totals are equal." }

    verdict { fr: "Où en est votre dossier", en: "Where your dossier stands" }
    nothing_remains { fr: "Rien ne reste à faire ici.", en: "Nothing remains to be done here." }
    wrong { fr: "Réponses qui ne peuvent pas être lues", en: "Answers that cannot be read" }
    next_step { fr: "À déposer", en: "To be filed" }
    undo { fr: "Annuler", en: "Undo" }
    redo { fr: "Rétablir", en: "Redo" }
    report { fr: "Voir le rapport", en: "See the report" }
    sheet { fr: "Imprimer la fiche synthétique", en: "Print the fiche synthétique" }
    close { fr: "Fermer", en: "Close" }
    apply { fr: "Appliquer ces changements", en: "Make these changes" }
    file_is(path) { fr: "Fichier : {path}", en: "File: {path}" }

    saved { fr: "Enregistré", en: "Saved" }
    undone { fr: "Annulé, et enregistré", en: "Undone, and saved" }
    redone { fr: "Rétabli, et enregistré", en: "Redone, and saved" }
    changed_outside {
        fr: "Le fichier a été changé par un autre programme ou une autre fenêtre : voici ce qu'il contient à présent.",
        en: "The file was changed by another program or window: this is what it holds now.",
    }
    removed_outside {
        fr: "Le fichier n'est plus là : un autre programme l'a supprimé ou déplacé. Vos réponses sont encore ici ; le prochain changement l'écrit de nouveau.",
        en: "The file is no longer there: another program has removed or moved it. Your answers are still here; the next change writes it again.",
    }
    conflict(label, typed) {
        fr: "« {label} » a été changé ailleurs entre-temps. Ce que vous avez écrit n'est pas enregistré : « {typed} ».",
        en: "“{label}” was changed elsewhere meanwhile. What you wrote is not saved: “{typed}”.",
    }
    not_possible(label) {
        fr: "« {label} » ne peut pas être enregistré : à cet endroit, le fichier n'est pas écrit comme un dossier. Corrigez-le d'abord dans un éditeur, ou avec recevable fix.",
        en: "“{label}” cannot be saved: there, the file is not written as a dossier. Correct it in an editor first, or with recevable fix.",
    }
    not_written(reason) {
        fr: "Non enregistré : {reason}. Le fichier est comme avant.",
        en: "Not saved: {reason}. The file is as before.",
    }
    not_read(reason) { fr: "Le fichier ne peut plus être lu. {reason}", en: "The file can no longer be read. {reason}" }
    not_editable {
        fr: "Ce fichier n'est pas écrit comme un dossier : le formulaire ne peut pas le changer. Voici ce qui l'en empêche.",
        en: "This file is not written as a dossier: the form cannot change it. This is what keeps it from it.",
    }
    lost {
        fr: "Le formulaire ne répond plus : il a été fermé. Ce qui n'est pas marqué « Enregistré » ne l'est pas.",
        en: "The form no longer answers: it was closed. What is not marked “Saved” is not.",
    }
    closed_title { fr: "Le formulaire est fermé", en: "The form is closed" }
    closed(path) {
        fr: "Tout est enregistré dans {path}. Vous pouvez fermer cette page ; recevable form le rouvre.",
        en: "All is saved in {path}. You can close this page; recevable form opens it again.",
    }

    sheet_title(fiche) { fr: "Fiche synthétique — fiche {fiche}", en: "Fiche synthétique — fiche {fiche}" }
    sheet_lead(day) {
        fr: "Ce que l'intercommunalité vérifie, d'après le dossier au {day}.",
        en: "What the intercommunalité verifies, from the dossier on {day}.",
    }
    not_given { fr: "non renseigné", en: "not given" }
}
