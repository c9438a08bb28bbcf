//! The last lines of the text of one dossier: what it comes to, and what is to be filed next.

use crate::common::{Folder, Recevable, Run, edit, eligible, example};

fn on(day: &str, text: &str) -> Run {
    let folder = Folder::new();
    folder.write("a.yaml", text);
    Recevable::new(["check", "a.yaml", "--date", day]).dir(folder.path()).run()
}

/// The lines within the box that the text ends with.
fn closing(run: &Run) -> Vec<String> {
    let mut lines: Vec<&str> = run.stdout.lines().collect();
    let last = lines.pop().unwrap();
    assert!(last.starts_with("+---") && last.ends_with("---+"), "{run}");
    let start = lines.iter().rposition(|line| line.starts_with("+---")).unwrap();
    let within = lines[start + 1..].iter().map(|line| line.trim_matches('|').trim_end()[1..].to_owned());
    let within: Vec<String> = within.collect();
    assert!(within.len() <= 10, "{run}");
    within
}

#[test]
fn an_eligible_dossier_ends_with_its_figures_and_the_next_step() {
    let lines = closing(&on("2014-11-20", &eligible(1)));
    assert_eq!(
        lines,
        [
            "✓ Éligible à la Fiche 1 : rien à corriger.",
            "Demande 9 000,00 €, minimum 2 000,00 € : marge de 7 000,00 €",
            "Part locale 32,5 %, minimum 30 % : marge de 500,00 €",
            "Déposez la fiche synthétique auprès de la CA de Lens - Liévin au plus tard le 1er décembre 2014",
            "  (le dossier prévoit le 26 novembre 2014) : il reste 11 jours.",
            "16 points déclarés par vous, à vérifier avec un technicien.",
            "Toutes les règles, les marges et les contacts : ajoutez -v.",
        ]
    );
}

/// A filing dated after the evaluation is planned; one before it is done, and the next one is to come.
#[test]
fn the_next_step_is_the_first_that_is_not_done() {
    let step = |day: &str, text: &str| {
        let lines = closing(&on(day, text));
        let step: Vec<&str> =
            lines.iter().map(|line| line.trim()).skip_while(|line| !line.starts_with("Déposez")).collect();
        step.join(" ")
    };
    let text = eligible(1);
    assert!(step("2014-11-26", &text).starts_with("Déposez le dossier complet au plus tard le 23 janvier 2015"));
    assert!(step("2014-11-25", &text).contains("(le dossier prévoit le 26 novembre 2014) : il reste 6 jours."));
    let open = edit(&text, &[("  fiche_synthetique: 2014-11-26\n", "")]);
    assert!(step("2014-11-30", &open).contains("au plus tard le 1er décembre 2014 : il reste 1 jour."));
    assert!(step("2014-12-01", &open).contains("aujourd'hui : 1er décembre 2014 est le dernier jour."));
    // Nothing is left to file on the last day of a dossier that is filed.
    assert!(step("2015-01-20", &text).is_empty());
}

#[test]
fn what_fails_is_told_in_the_box_by_how_much() {
    let lines = closing(&on("2014-11-20", &example("fiche-2-cofinancement-29-99.yaml")));
    assert_eq!(lines[2], "Part locale : 29,99 %, alors qu'il faut au moins 30 % ; il manque 1,00 €.");
    let lines = closing(&on("2014-11-20", "version: 1\ncampagne: 2015\nfiche: 1\n"));
    assert!(lines.iter().any(|line| line == "15 réserves, détaillées plus haut."), "{lines:?}");
}

/// The lines that are to be pasted are those of the format, and the dossier reads with them.
#[test]
fn what_is_to_be_filled_in_stands_as_lines_to_paste() {
    let run = on("2014-11-20", "version: 1\ncampagne: 2015\nfiche: 1\n");
    for lines in [
        "      porteur:\n        nom: …\n",
        "      projet:\n        debut: …   # une date : 2015-02-28 ou 28/02/2015\n        fin: …",
        "        demarche_democratique: …   # 20 caractères au moins\n",
        "        charges: [{ poste: …, libelle: …, montant: … }]\n",
    ] {
        assert!(run.stdout.contains(lines), "{lines}: {run}");
    }
    // A rule's advice is not given for what decides whether it applies.
    assert!(!run.stdout.contains("quatorze chiffres de votre avis"), "{run}");
}

#[test]
fn what_is_long_comes_with_verbose_alone() {
    let run = on("2014-11-20", &eligible(1));
    assert!(run.stdout.lines().count() <= 24, "{run}");
    let folder = Folder::new();
    folder.write("a.yaml", eligible(1));
    let verbose = Recevable::check(["a.yaml", "-v"]).dir(folder.path()).run();
    for heading in ["Déclaré par vous", "Vue d'ensemble", "Marges", "Bon à savoir"] {
        assert!(!run.stdout.contains(&format!("-- {heading}")), "{run}");
        assert!(verbose.stdout.contains(&format!("-- {heading}")), "{verbose}");
    }
}

/// A file that is no dossier yet is told what `recevable fix` can do for it.
#[test]
fn what_can_be_corrected_is_told_with_the_command() {
    let run = on("2014-11-20", &edit(&eligible(1), &[("debut: 2015-02-16", "debut: 16/02/15")]));
    let last = run.stdout.lines().last().unwrap();
    assert_eq!(last, "1 point n'a qu'une correction possible : recevable fix a.yaml");
    let run = on("2014-11-20", &edit(&eligible(1), &[("debut: 2015-02-16", "debut: bientôt 2015")]));
    assert!(!run.stdout.contains("recevable fix"), "{run}");
}
