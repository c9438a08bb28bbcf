//! The warnings about comments that ignore findings, one by one: what each is called, and what it means.

use crate::messages::template::{choices, messages};
use crate::policy::WarningCode;

choices! {
    title(WarningCode) {
        Unused { fr: "Commentaire sans effet", en: "Comment without effect" }
        Reason { fr: "Commentaire sans raison", en: "Comment without a reason" }
        Unknown { fr: "Commentaire sur une règle inconnue", en: "Comment about an unknown rule" }
        Refused { fr: "Commentaire sur ce qui ne s'écarte pas", en: "Comment about what cannot be ignored" }
        CutValue { fr: "Valeur coupée par un commentaire", en: "Value cut by a comment" }
    }

    meaning(WarningCode) {
        Unused {
            fr: "Ce commentaire veut écarter une règle, mais rien n'est signalé pour elle sur cette ligne : le point est réglé, ou le commentaire est mal placé. Il se place à la fin de la ligne de la clé en cause. L'avis n'en dépend pas.",
            en: "This comment wants to ignore a rule, but nothing is found for it on this line: the point is settled, or the comment stands elsewhere. It goes at the end of the line of the key concerned. The verdict does not depend on it.",
        }
        Reason {
            fr: "Un commentaire qui écarte une règle dit pourquoi, après un tiret : le technicien qui relit le dossier doit pouvoir en juger. Sans raison, il n'écarte rien. L'avis n'en dépend pas autrement.",
            en: "A comment that ignores a rule says why, after a dash: the technician who reads the dossier has to be able to judge it. Without a reason it ignores nothing. The verdict does not depend on it otherwise.",
        }
        Unknown {
            fr: "Ce commentaire ne nomme aucune règle, ou en nomme une qui n'existe pas ; il n'écarte donc rien. « recevable rules list » nomme toutes les règles. L'avis n'en dépend pas.",
            en: "This comment names no rule, or one that does not exist, and so it ignores nothing. `recevable rules list` names every rule. The verdict does not depend on it.",
        }
        CutValue {
            fr: "En YAML, un # précédé d'une espace commence un commentaire : ce qui suit n'est pas lu. Si c'est la suite de la valeur, mettez toute la valeur entre guillemets ; si c'est un commentaire, mettez une espace après le #. L'avis porte sur ce qui est lu.",
            en: "In YAML a # after a space begins a comment: what follows is not read. If it is the rest of the value, put the whole value in quotes; if it is a comment, put a space after the #. The verdict is about what is read.",
        }
        Refused {
            fr: "Une exigence de l'appel et une erreur de structure ne s'écartent pas : seuls le peuvent les réserves et les contrôles que l'outil ajoute de lui-même. Le commentaire n'a aucun effet, et l'avis n'en dépend pas.",
            en: "A demand of the call and an error of structure cannot be ignored; only reservations and the checks that this tool adds of its own can. The comment has no effect, and the verdict does not depend on it.",
        }
    }
}

messages! {
    can_be_ignored {
        fr: "Si le point est voulu, un commentaire à la fin de la ligne en cause l'écarte, avec une raison :",
        en: "Where the point is intended, a comment at the end of the line concerned ignores it, with a reason:",
    }
    ignoring(rule) { fr: "# recevable: ignore {rule} — la raison", en: "# recevable: ignore {rule} — the reason" }
}
