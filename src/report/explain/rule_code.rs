//! Errors and findings of rule sets: what a code means, and an example with its correction.

use super::{Topic, code};
use crate::messages::explain::rule_codes;
use crate::rules::RuleCode;
use crate::text::Lang;

pub(super) fn page(code: RuleCode, lang: Lang) -> Topic {
    let (fails, passes) = lines(code);
    code::of_lines(code.as_str(), rule_codes::title(code, lang), rule_codes::meaning(code, lang), fails, passes, lang)
}

/// Lines of a rule set, or of its cases, and the same as they should be.
#[expect(clippy::too_many_lines, reason = "one arm for each code")]
fn lines(code: RuleCode) -> (&'static str, &'static str) {
    match code {
        RuleCode::File => ("recevable check --rules regle\n", "recevable check --rules regles\n"),
        RuleCode::Header => ("id = \"fiche-5\"\ncampaign = 2016\n", "[ruleset]\nid = \"fiche-5\"\ncampaign = 2016\n"),
        RuleCode::Fiche => (
            "[ruleset]\nid = \"fiche-5\"\ncampaign = 2016\n",
            "[ruleset]\nid = \"fiche-5\"\ncampaign = 2016\nfiche = 5\n",
        ),
        RuleCode::Toml => {
            ("title = { fr = \"Durée\", en = \"Length\"\n", "title = { fr = \"Durée\", en = \"Length\" }\n")
        }
        RuleCode::KeyUnknown => ("levle = \"error\"\n", "level = \"error\"\n"),
        RuleCode::KeyMissing => (
            "[[rule]]\ntitle = { fr = \"Durée\", en = \"Length\" }\n",
            "[[rule]]\nid = \"ma-regle\"\ntitle = { fr = \"Durée\", en = \"Length\" }\n",
        ),
        RuleCode::Language => {
            ("title = { fr = \"Durée\", en = \"\" }\n", "title = { fr = \"Durée\", en = \"Length\" }\n")
        }
        RuleCode::Type => ("at_least = 100\n", "at_least = \"100 €\"\n"),
        RuleCode::Unknown => (
            "require = { fact = \"projet.debuts\", given = true }\n",
            "require = { fact = \"projet.debut\", given = true }\n",
        ),
        RuleCode::Duplicate => (
            "[lists]\nechelles = [\"communale\"]\n\"echelles\" = [\"regionale\"]\n",
            "[lists]\nechelles = [\"communale\", \"regionale\"]\n",
        ),
        RuleCode::Label => (
            "[labels]\njardin = { fr = \"Jardin\", en = \"Garden\" }\npotager = { fr = \"Jardin\", en = \"Kitchen garden\" }\n",
            "[labels]\njardin = { fr = \"Jardin\", en = \"Garden\" }\npotager = { fr = \"Potager\", en = \"Kitchen garden\" }\n",
        ),
        RuleCode::Cycle => (
            "[facts.\"total\"]\nsum = [\"total\"]\n",
            "[facts.\"total\"]\nsum = [\"demande.fonctionnement\", \"demande.investissement\"]\n",
        ),
        RuleCode::Value => ("at_least = \"dix pour cent\"\n", "at_least = \"10 %\"\n"),
        RuleCode::Pattern => ("matches = \"^QP[0-9{6}$\"\n", "matches = \"^QP[0-9]{6}$\"\n"),
        RuleCode::Mismatch => (
            "require = { fact = \"projet.methode\", at_least = \"100 €\" }\n",
            "require = { fact = \"projet.methode\", documented = true }\n",
        ),
        RuleCode::Operation => (
            "[facts.\"total\"]\nlabel = { fr = \"total\", en = \"total\" }\n",
            "[facts.\"total\"]\nlabel = { fr = \"total\", en = \"total\" }\nsum = [\"demande.fonctionnement\", \"demande.investissement\"]\n",
        ),
        RuleCode::Mixed => (
            "require = { fact = \"projet.debut\", given = true, not = { fact = \"projet.fin\", given = true } }\n",
            "require = { all = [{ fact = \"projet.debut\", given = true }, { not = { fact = \"projet.fin\", given = true } }] }\n",
        ),
        RuleCode::Idle => {
            ("require = { fact = \"projet.debut\" }\n", "require = { fact = \"projet.debut\", given = true }\n")
        }
        RuleCode::Template => {
            ("text.fr = \"Territoire : {projet.echelle\"\n", "text.fr = \"Territoire : {projet.echelle}\"\n")
        }
        RuleCode::Path => {
            ("set = { \"budget.charges.montant\" = \"100\" }\n", "set = { \"budget.charges[0].montant\" = \"100\" }\n")
        }
        RuleCode::Override => (
            "[[override]]\nid = \"ma-regle\"\n",
            "[[override]]\nid = \"ma-regle\"\nlevel = \"warning\"\nbecause = \"…\"\n",
        ),
        RuleCode::Loosens => (
            "[[override]]\nid = \"ma-regle\"\nlevel = \"warning\"\n",
            "[[override]]\nid = \"ma-regle\"\nlevel = \"warning\"\nbecause = \"…\"\n",
        ),
        RuleCode::Name => ("id = \"Fiche n° 5\"\n", "id = \"fiche-5\"\n"),
        RuleCode::Depth => {
            ("require = { not = { not = { not = … } } }\n", "require = { fact = \"projet.debut\", given = true }\n")
        }
        RuleCode::Size => {
            ("communes = [\"59001\", \"59002\", …]\n", "require = { fact = \"projet.communes\", in = \"communes\" }\n")
        }
        RuleCode::Never => (
            "require = { fact = \"demande.total\", at_least = \"500 €\", at_most = \"100 €\" }\n",
            "require = { fact = \"demande.total\", at_least = \"100 €\", at_most = \"500 €\" }\n",
        ),
        RuleCode::Always => (
            "require = { any = [{ fact = \"projet.debut\", given = true }, { fact = \"projet.debut\", given = false }] }\n",
            "require = { fact = \"projet.debut\", given = true }\n",
        ),
        RuleCode::UnusedFact => (
            "[facts.\"total\"]\nsum = [\"demande.fonctionnement\"]\n",
            "require = { fact = \"total\", at_least = \"100 €\" }\n",
        ),
        RuleCode::UnusedList => (
            "[lists]\nechelles = [\"communale\"]\n",
            "require = { fact = \"projet.echelle\", one_of = \"@echelles\" }\n",
        ),
        RuleCode::UnusedLabel => (
            "[labels]\njardins = { fr = \"Jardin\", en = \"Garden\" }\n",
            "[labels]\njardin = { fr = \"Jardin\", en = \"Garden\" }\n",
        ),
        RuleCode::Untested => {
            ("[[rule]]\nid = \"ma-regle\"\n", "[[case]]\nrule = \"ma-regle\"\nexpect = \"violated\"\n")
        }
        RuleCode::Bound => {
            ("set = { \"demande.fonctionnement\" = \"50\" }\n", "set = { \"demande.fonctionnement\" = \"99.99\" }\n")
        }
        RuleCode::Asks => (
            "asks = { fr = \"300 € au moins.\", en = \"At least €300.\" }\nrequire = { fact = \"demande.total\", at_least = \"100 €\" }\n",
            "asks = { fr = \"100 € au moins.\", en = \"At least €100.\" }\nrequire = { fact = \"demande.total\", at_least = \"100 €\" }\n",
        ),
        RuleCode::Clause => ("[[rule]]\nid = \"ma-regle\"\n", "[[clause]]\nid = \"X-3\"\nrules = [\"ma-regle\"]\n"),
        RuleCode::Rendering => ("rendering = \"faithful\"\n", "rendering = \"reading\"\n"),
        RuleCode::Validity => (
            "valid = { from = \"2030-09-01\", to = \"2031-01-22\" }\n",
            "valid = { from = \"2031-09-01\", to = \"2032-01-22\" }\n",
        ),
        RuleCode::More => ("", ""),
    }
}
