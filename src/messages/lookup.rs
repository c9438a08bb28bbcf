//! What `recevable lookup` says.

use super::template::messages;

messages! {
    about {
        fr: "Cherche une commune, une intercommunalité, un quartier, une thématique ou un type de financeur, par nom ou par code",
        en: "Looks up a commune, an intercommunalité, a quartier, a theme or a kind of funder, by name or by code",
    }
    usage { fr: "recevable lookup [OPTIONS] TEXTE...", en: "recevable lookup [OPTIONS] TEXT..." }
    text { fr: "Un nom, un code ou un code postal", en: "A name, a code or a postal code" }

    communes { fr: "Communes", en: "Communes" }
    intercommunalites { fr: "Intercommunalités", en: "Intercommunalités" }
    quartiers { fr: "Quartiers prioritaires", en: "Priority quartiers" }
    codes { fr: "Codes du dossier", en: "Codes of the dossier" }
    insee { fr: "code INSEE", en: "INSEE code" }
    postal_codes { fr: "codes postaux", en: "postal codes" }
    intercommunalite { fr: "intercommunalité", en: "intercommunalité" }
    of_quartiers { fr: "quartiers prioritaires", en: "priority quartiers" }
    of_communes { fr: "communes", en: "communes" }
    contacts { fr: "contacts de la Région", en: "contacts of the Région" }
    part_of(part) { fr: "dont {part}, commune associée", en: "with {part}, an associated commune" }
    of_today(name, siren) {
        fr: "aujourd'hui {name} (SIREN {siren})",
        en: "today {name} (SIREN {siren})",
    }
    keys { fr: "à écrire dans", en: "to be written in" }
    near(text) {
        fr: "Rien ne s'appelle exactement « {text} ». Noms proches :",
        en: "Nothing is called exactly “{text}”. Near names:",
    }
    more(#others) {
        fr: "… et {others} autre ; précisez le nom" | "… et {others} autres ; précisez le nom",
        en: "… and {others} other; give more of the name" | "… and {others} others; give more of the name",
    }
    not_found(text) {
        fr: "recevable : rien ne correspond à « {text} ». Les tables couvrent le Nord et le Pas-de-Calais ; essayez une partie du nom, un code postal ou un code.",
        en: "recevable: nothing matches “{text}”. The tables cover the Nord and the Pas-de-Calais; try a part of the name, a postal code or a code.",
    }
}
