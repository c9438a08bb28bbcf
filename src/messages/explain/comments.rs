//! The warnings about comments that put findings aside: what each means, and an example with its correction.

use super::{CodeWords, Sample};
use crate::messages::structure::say;
use crate::report::model::WarningCode;
use crate::text::text;
use crate::text::{Lang, Text};

/// What is said of a warning. In the examples, `{rule}` stands for a rule that can be put aside, `{demand}` for one that cannot.
pub(crate) fn warning(code: WarningCode) -> CodeWords {
    let (title, meaning, sample) = match code {
        WarningCode::Unused => (
            text("Commentaire sans effet", "Comment without effect"),
            text(
                "Ce commentaire veut écarter une règle, mais rien n'est signalé pour elle sur cette ligne : le point est réglé, ou le commentaire est mal placé. Il se place à la fin de la ligne de la clé en cause. L'avis n'en dépend pas.",
                "This comment wants to put a rule aside, but nothing is found for it on this line: the point is settled, or the comment stands elsewhere. It goes at the end of the line of the key concerned. The verdict does not depend on it.",
            ),
            Sample::Whole(
                "version: 1  # recevable: ignore {rule} — vu avec la mairie\ncampagne: {year}\nporteur: { nom: Les Tilleuls }\nprojet: { intitule: Jardin partagé }\n",
                "version: 1\ncampagne: {year}\nporteur: { nom: Les Tilleuls }\nprojet: { intitule: Jardin partagé }\n",
            ),
        ),
        WarningCode::Reason => (
            text("Commentaire sans raison", "Comment without a reason"),
            text(
                "Un commentaire qui écarte une règle dit pourquoi, après un tiret : le technicien qui relit le dossier doit pouvoir en juger. Sans raison, il n'écarte rien. L'avis n'en dépend pas autrement.",
                "A comment that puts a rule aside says why, after a dash: the technician who reads the dossier has to be able to judge it. Without a reason it puts nothing aside. The verdict does not depend on it otherwise.",
            ),
            Sample::Whole(
                "version: 1\ncampagne: {year}\nporteur: { nom: Les Tilleuls }\nprojet: { intitule: Jardin partagé }  # recevable: ignore {rule}\n",
                "version: 1\ncampagne: {year}\nporteur: { nom: Les Tilleuls }\nprojet: { intitule: Jardin partagé }  # recevable: ignore {rule} — vu avec la mairie\n",
            ),
        ),
        WarningCode::Unknown => (
            text("Commentaire sur une règle inconnue", "Comment about an unknown rule"),
            text(
                "Ce commentaire ne nomme aucune règle, ou en nomme une qui n'existe pas ; il n'écarte donc rien. « recevable rules list » nomme toutes les règles. L'avis n'en dépend pas.",
                "This comment names no rule, or one that does not exist, and so it puts nothing aside. `recevable rules list` names every rule. The verdict does not depend on it.",
            ),
            Sample::Whole(
                "version: 1\ncampagne: {year}\nporteur: { nom: Les Tilleuls }\nprojet: { intitule: Jardin partagé }  # recevable: ignore {rule}X — vu avec la mairie\n",
                "version: 1\ncampagne: {year}\nporteur: { nom: Les Tilleuls }\nprojet: { intitule: Jardin partagé }  # recevable: ignore {rule} — vu avec la mairie\n",
            ),
        ),
        WarningCode::Refused => (
            text("Commentaire sur ce qui ne s'écarte pas", "Comment about what cannot be put aside"),
            text(
                "Une exigence de l'appel et une erreur de structure ne s'écartent pas : seuls le peuvent les réserves et les contrôles que l'outil ajoute de lui-même. Le commentaire n'a aucun effet, et l'avis n'en dépend pas.",
                "A demand of the call and an error of structure cannot be put aside; only reservations and the checks that this tool adds of its own can. The comment has no effect, and the verdict does not depend on it.",
            ),
            Sample::Whole(
                "version: 1\ncampagne: {year}\nporteur: { nom: Les Tilleuls }\nprojet: { intitule: Jardin partagé }  # recevable: ignore {demand} — vu avec la mairie\n",
                "version: 1\ncampagne: {year}\nporteur: { nom: Les Tilleuls }\nprojet: { intitule: Jardin partagé }\n",
            ),
        ),
    };
    CodeWords { title, meaning, sample }
}

/// That a comment can put a rule aside; such a one stands below.
pub(crate) const CAN_BE_IGNORED: Text = text(
    "Si le point est voulu, un commentaire à la fin de la ligne en cause l'écarte, avec une raison :",
    "Where the point is intended, a comment at the end of the line concerned puts it aside, with a reason:",
);

/// A comment that puts a rule aside.
pub(crate) fn ignoring(rule: &str, lang: Lang) -> String {
    say!(lang, "# recevable: ignore {rule} — la raison", "# recevable: ignore {rule} — the reason")
}
