//! Overlays that are no TOML, or not of the language: one error for one cause, in words, all of them at once.

use crate::common::{Folder, Recevable};

const HEAD: &str = "[overlay]\nid = \"essai\"\ncampaign = 2015\ntitle = { fr = \"Essai\", en = \"Trial\" }\n";

/// The errors of an overlay: their lines, and what each says with its advice.
fn errors(content: &str, lang: &str) -> Vec<String> {
    let folder = Folder::new();
    folder.write("essai.toml", format!("{HEAD}{content}"));
    let arguments = ["rules", "check", "--overlay", "essai.toml", "--format", "json", "--lang", lang];
    let report = Recevable::new(arguments).dir(folder.path()).run().exits(2).json().0;
    let problems = report["problems"].as_array().unwrap().iter().filter(|problem| problem["severity"] == "error");
    let told = problems.map(|problem| {
        let [code, message, hint] = ["code", "message", "hint"].map(|key| problem[key].as_str().unwrap_or("–"));
        format!("{} {code} {message} {hint}", problem["location"]["line"])
    });
    told.collect()
}

#[test]
fn brackets_of_tables_are_named() {
    for (content, error) in [
        (
            "[rule]\nid = \"A-1\"\n",
            "5 R-TYPE « rule » peut se répéter : chaque élément s'ouvre par deux paires de crochets. Écrivez [[rule]], et non [rule].",
        ),
        (
            "[override]\nid = \"F1-FIN-1\"\nlevel = \"error\"\n",
            "5 R-TYPE « override » peut se répéter : chaque élément s'ouvre par deux paires de crochets. Écrivez [[override]], et non [override].",
        ),
        (
            "[[override]]\nid = \"F1-FIN-1\"\n[override.note]\ntext = \"Bien.\"\n",
            "7 R-TYPE « override.note » peut se répéter : chaque élément s'ouvre par deux paires de crochets. Écrivez [[override.note]], et non [override.note].",
        ),
        (
            "[[lists]]\na = [\"b\"]\n",
            "5 R-TYPE « lists » ne se répète pas : une seule paire de crochets l'ouvre. Écrivez [lists], et non [[lists]].",
        ),
        (
            "[[labels]]\na = { fr = \"b\", en = \"b\" }\n",
            "5 R-TYPE « labels » ne se répète pas : une seule paire de crochets l'ouvre. Écrivez [labels], et non [[labels]].",
        ),
        (
            "[[rule.reading]]\nid = \"a\"\n",
            "5 R-TYPE [[rule.reading]] complète le [[rule]] qui le précède, et rien ne le précède. Écrivez d'abord [[rule]], avec son id.",
        ),
        (
            "[[override.note]]\ntext = \"Bien.\"\n",
            "5 R-TYPE [[override.note]] complète le [[override]] qui le précède, et rien ne le précède. Écrivez d'abord [[override]], avec son id.",
        ),
    ] {
        assert_eq!(errors(content, "fr"), [error], "{content}");
    }
}

#[test]
fn one_cause_is_one_error_in_words() {
    let long = (0..30).map(|n| format!("[[override]]\nid = \"X-{n}\"\nlevel = \"error\"\n")).collect::<String>();
    for (content, error) in [
        (
            format!("[labels]\nx = {{ fr = \"a\", en = \"b\"\n{long}"),
            "6 R-TOML Cette accolade { n'est jamais refermée.",
        ),
        (
            "[[override]]\nid = \"F1-FIN-1\"\nid = \"F1-FIN-2\"\n".to_owned(),
            "7 R-TOML Cette clé est écrite deux fois au même endroit. Gardez l'une des deux.",
        ),
        (
            "[[override]]\nid = \"F1-FIN-1\"\nrequire = { fact = \"demande.total\", at_least = 3000 }\n".to_owned(),
            "7 R-TYPE Il faut ici un montant, et non un nombre entier. Par exemple : \"2500 €\"",
        ),
        (
            "[[override]]\nid = \"F1-FIN-1\"\nrequire = { fact = \"projet.methode\", at_least = \"3000 €\" }\n"
                .to_owned(),
            "7 R-MISMATCH « at_least » ne va pas avec le fait « projet.methode » (type : texte) ; il faut un montant, un nombre ou un taux. –",
        ),
    ] {
        let found = errors(&content, "fr");
        assert!(found.len() == 1 && found[0].starts_with(error), "{found:?}");
    }
    let [mismatch] = &errors(
        "[[override]]\nid = \"F1-FIN-1\"\nrequire = { fact = \"porteur.statut\", at_least = \"3000 €\" }\n",
        "en",
    )[..] else {
        panic!()
    };
    assert!(mismatch.contains("(type: token)"), "{mismatch}");
}

#[test]
fn a_change_without_a_reason_is_told_with_the_other_errors() {
    let lower = "[[override]]\nid = \"F1-FIN-1\"\nrequire = { fact = \"demande.total\", at_least = \"1000 €\" }\n";
    let wrong = "[[override]]\nid = \"F2-FIN-1\"\nrequire = { fact = \"demande.totale\", at_least = \"3000 €\" }\n\
        [[rule]]\nid = \"E-1\"\ngroup = \"eligibilite\"\n";
    let codes = |content: &str| -> Vec<String> {
        errors(content, "fr").iter().map(|error| error.split(' ').take(2).collect::<Vec<_>>().join(" ")).collect()
    };
    let found = codes(&format!("{lower}{wrong}"));
    assert!(found.contains(&"6 R-LOOSENS".to_owned()) && found.contains(&"10 R-UNKNOWN".to_owned()), "{found:?}");
    assert!(found.iter().any(|error| error.ends_with("R-KEY-MISSING")), "{found:?}");
    // A reason that is there and does not read, or under a misspelt key, is not missed too.
    assert_eq!(codes(&format!("{lower}becuase = \"Le comité l'a voulu.\"\n")), ["8 R-KEY-UNKNOWN"]);
    assert_eq!(codes(&format!("{lower}because = 3\n")), ["8 R-TYPE"]);
    assert_eq!(
        codes(&format!("{lower}because = \"Le comité l'a voulu.\"\n{wrong}"))
            .iter()
            .filter(|code| code.ends_with("R-LOOSENS"))
            .count(),
        0
    );
}
