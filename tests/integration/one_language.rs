//! Texts of overlays and sets in one language alone: the other shows them, marked.

use crate::common::{Folder, Recevable, eligible};

const OVERLAY: &str = r#"[overlay]
id = "essai"
campaign = 2015
title = "Essai de surcouche"

[facts."part.ville"]
label = "participation de la ville"
sum = "budget.produits.montant"
where = { type = "commune" }

[[override]]
id = "C-COO-1"
disabled = true
because = "Le comité coordonne."

[[rule]]
id = "E-VIL-1"
group = "eligibilite"
level = "error"
stages = ["dossier_complet"]
basis = "computed"
source = "Projet de territoire"
title = "Participation de la ville"
asks.fr = "La ville donne 5 000 €."
why = { en = "The town has a stake in it." }
require = { fact = "part.ville", at_least = "5000 €" }

  [[rule.note]]
  text = "Écrivez à {porteur.nom}."
"#;

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("essai.toml", OVERLAY);
    folder.write("dossier.yaml", eligible(1));
    folder
}

#[test]
fn a_text_in_one_language_is_shown_marked_in_the_other() {
    let folder = folder();
    let shown = |lang: &str| {
        let arguments =
            ["check", "dossier.yaml", "--date", "2015-01-15", "--overlay", "essai.toml", "-v", "--lang", lang];
        let text = Recevable::new(arguments).dir(folder.path()).run().exits(1).stdout;
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let french = shown("fr");
    for text in ["Essai de surcouche", "Participation de la ville", "Le comité coordonne.", "Écrivez à Association"]
    {
        assert!(french.contains(text) && !french.contains(&format!("[fr] {text}")), "{text}: {french}");
    }
    let english = shown("en");
    for text in [
        "[fr] Essai de surcouche",
        "[fr] Participation de la ville",
        "[fr] Le comité coordonne.",
        "[fr] participation de la ville",
        "[fr] Écrivez à Association",
    ] {
        assert!(english.to_lowercase().contains(&text.to_lowercase()), "{text}: {english}");
    }
    let explained = |lang: &str| {
        let arguments = ["explain", "E-VIL-1", "--overlay", "essai.toml", "--lang", lang];
        Recevable::new(arguments).dir(folder.path()).run().exits(0).stdout
    };
    assert!(explained("fr").contains("[en] The town has a stake in it."), "{}", explained("fr"));
    assert!(explained("en").contains("The town has a stake in it.") && !explained("en").contains("[en]"));
}

#[test]
fn a_label_in_one_language_names_its_slug_by_that_text_alone() {
    let folder = Folder::new();
    folder.write(
        "essai.toml",
        "[overlay]\nid = \"essai\"\ncampaign = 2015\ntitle = \"Essai\"\n[labels]\njardins = \"Jardins partagés\"\n\
         [lists]\nthematiques-fiche-1 = { add = [\"jardins\"], because = \"Le jardin réunit.\" }\n",
    );
    let check = |theme: &str| {
        let text = eligible(1);
        let line = text.lines().find(|line| line.starts_with("  thematiques: ")).unwrap();
        folder.write("dossier.yaml", text.replace(line, &format!("  thematiques: [\"{theme}\"]")));
        let arguments =
            ["check", "dossier.yaml", "--date", "2015-01-15", "--overlay", "essai.toml", "--format", "json"];
        Recevable::new(arguments).dir(folder.path()).run().json().0["dossiers"][0]["verdict"].clone()
    };
    assert_eq!(check("jardins partages"), "eligible");
    assert_ne!(check("[fr] jardins partages"), "eligible");
}

#[test]
fn texts_that_are_empty_are_errors() {
    let folder = Folder::new();
    for (title, line) in [("\"\"", "français"), ("{}", "français"), ("{ fr = \"Essai\", en = \" \" }", "anglais")] {
        folder.write("essai.toml", format!("[overlay]\nid = \"essai\"\ncampaign = 2015\ntitle = {title}\n"));
        let run = Recevable::new(["rules", "list", "--overlay", "essai.toml"]).dir(folder.path()).run().exits(2);
        assert!(run.stderr.contains("R-LANGUAGE") && run.stderr.contains(line), "{title}: {run}");
    }
}
