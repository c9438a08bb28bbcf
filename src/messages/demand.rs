//! Whose demand a rule is: the call's, the tool's own, or an overlay's.

use super::template::messages;

messages! {
    call { fr: "Appel", en: "Call" }
    tool { fr: "Contrôle de l'outil", en: "Check of this tool" }
    overlay { fr: "Surcouche", en: "Overlay" }

    /// The same in a column.
    tool_alone { fr: "Outil", en: "Tool" }

    not_of_the_call { fr: "ce n'est pas une exigence de l'appel", en: "no demand of the call" }
    made(title, place, source) { fr: "{title} ({place}), {source}", en: "{title} ({place}), {source}" }
    changed(title, place, source) {
        fr: "{title} ({place}), qui modifie : {source}",
        en: "{title} ({place}), which changes: {source}",
    }
    changes(title, place, changed) {
        fr: "{title} ({place}) change ce qui suit : {changed}",
        en: "{title} ({place}) changes this: {changed}",
    }
    tool_reservations_lead {
        fr: "Ces points sont des contrôles de l'outil, non des exigences de l'appel ; vérifiez-les avant de déposer.",
        en: "These points are checks of this tool, not demands of the call; look at them before you file.",
    }
}
