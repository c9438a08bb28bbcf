//! What the absence of information makes of a rule.

use crate::messages::template::messages;
use crate::text::Lang;

messages! {
    without_one(name) { fr: "sans {name}", en: "without {name}" }
    without_several(names) { fr: "sans {names}", en: "with neither {names}" }
    neither_nor { fr: " ni ", en: " nor " }
    instead(without, standing) { fr: "{without}, c'est {standing} qui compte.", en: "{without}, {standing} counts instead." }
    is_violated(without) { fr: "{without}, la règle est enfreinte.", en: "{without}, the rule fails." }
    is_violated_where_asked(without) {
        fr: "{without}, là où la règle le demande, elle est enfreinte : c'est au porteur de le montrer.",
        en: "{without}, where the rule asks for it, it fails: it is for the applicant to show.",
    }
    is_open(without) {
        fr: "{without}, la règle n'est ni respectée ni enfreinte : elle reste à compléter.",
        en: "{without}, the rule neither holds nor fails: it remains to be filled in.",
    }
    may_remain_open(without) {
        fr: "{without}, si le reste ne suffit pas à décider, la règle n'est ni respectée ni enfreinte : elle reste à compléter.",
        en: "{without}, if the rest is not enough to decide, the rule neither holds nor fails: it remains to be filled in.",
    }
    open_in_these_cases {
        fr: "Si le reste ne suffit pas à décider, la règle n'est ni respectée ni enfreinte, elle reste à compléter :",
        en: "If the rest is not enough to decide, the rule neither holds nor fails, it remains to be filled in:",
    }
    not_enough {
        fr: "Ce que le dossier indique peut aussi ne pas suffire à décider : la règle reste alors à compléter.",
        en: "What the dossier says may not be enough to decide either: the rule then remains to be filled in.",
    }
    never_open {
        fr: "Quoi qu'il manque au dossier, cette règle ne reste jamais à compléter.",
        en: "Whatever the dossier lacks, this rule never remains to be filled in.",
    }
}

/// All of these names absent at once: `sans « a » ni « b »`.
pub(crate) fn without(names: &[String], lang: Lang) -> String {
    match names {
        [name] => without_one(name, lang),
        names => without_several(names.join(neither_nor(lang)), lang),
    }
}
