//! What `recevable rules new overlay` says.

use super::cli::did_you_mean;
use super::template::messages;
use crate::text::{Lang, excerpt};

/// That no overlay can be written for a SIREN, and which may be meant: of intercommunalités that took its place, or a near one.
pub(crate) fn unknown(siren: &str, renewed: &[(&str, &str)], near: Option<&str>, lang: Lang) -> String {
    let told = unknown_siren(excerpt(siren), lang);
    match (renewed, near) {
        ([], Some(near)) => format!("{told} {}", did_you_mean(near, lang)),
        ([], None) => format!("{told} {}", look_it_up(lang)),
        (before, _) => {
            let before: Vec<String> = before.iter().map(|(siren, name)| named(siren, name, lang)).collect();
            format!("{told} {}", renewed_since(before.join(", "), lang))
        }
    }
}

messages! {
    about {
        fr: "Écrit de quoi commencer : une surcouche",
        en: "Writes something to begin with: an overlay",
    }
    about_overlay {
        fr: "Écrit une surcouche avec les communes et les quartiers d'une intercommunalité, et ses premiers cas",
        en: "Writes an overlay with the communes and quartiers of an intercommunalité, and its first cases",
    }
    usage { fr: "recevable rules new overlay [OPTIONS] --siren SIREN [FICHIER]", en: "recevable rules new overlay [OPTIONS] --siren SIREN [FILE]" }
    file {
        fr: "Le fichier à écrire, et tests/FICHIER à côté de lui ; par défaut, le nom de l'intercommunalité",
        en: "The file to write, and tests/FILE beside it; by default the intercommunalité's name",
    }
    siren { fr: "Le SIREN de l'intercommunalité en 2015", en: "The intercommunalité's SIREN in 2015" }
    force { fr: "Remplace les fichiers qui s'y trouvent", en: "Replaces the files that stand there" }

    written(file, cases) {
        fr: "{file} et {cases} : écrits. Adaptez-les, puis : recevable rules check --overlay {file}",
        en: "{file} and {cases}: written. Adapt them, then: recevable rules check --overlay {file}",
    }
    no_file_name(path) {
        fr: "recevable : {path} n'est pas un nom de fichier ; écrivez par exemple surcouches/mon-territoire.toml",
        en: "recevable: {path} is no name of a file; write for example overlays/my-territory.toml",
    }
    unknown_siren(siren) {
        fr: "recevable : en 2015, aucune intercommunalité du Nord et du Pas-de-Calais n'a le SIREN « {siren} ».",
        en: "recevable: in 2015 no intercommunalité of the Nord and the Pas-de-Calais has the SIREN “{siren}”.",
    }
    look_it_up {
        fr: "Cherchez-le par le nom : recevable lookup NOM",
        en: "Look it up by its name: recevable lookup NAME",
    }
    renewed_since(before) {
        fr: "Ce numéro est plus récent ; en 2015 : {before}.",
        en: "That number is more recent; in 2015: {before}.",
    }
    named(siren, name) { fr: "{name} ({siren})", en: "{name} ({siren})" }
}
