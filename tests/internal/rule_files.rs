//! Broken rule files: each mistake gets one error at its place, and no errors that follow from it.

use crate::messages::rule_errors;
use crate::reference::Tables;
use crate::rules::{self, RuleError, RuleErrors, Sources, load};
use crate::source::SourceFile;
use crate::text::{Lang, plain_spaces};

/// Mistakes in a file, each on three lines: what is replaced, by what, and then the code, the text at the error's place
/// and a part of what is said. `⏎` is a line's end.
const MISTAKES: [(&str, &str); 3] = [
    (
        "fiche-1",
        r#"
- level = "error"
+ levle = "error"
R-KEY-UNKNOWN | levle | « level »
- fiche = 1⏎
+ fische = 1⏎
R-KEY-UNKNOWN | fische | « fiche »
- [lists]
+ [list]
R-KEY-UNKNOWN | list | « lists »
- any_of = "@thematiques-fiche-1"
+ any_off = ["citoyennete"]
R-KEY-UNKNOWN | any_off | « any_of »
- fact = "cofinancement.taux"
+ fact = "cofinancement.tau"
R-UNKNOWN | "cofinancement.tau" | « cofinancement.taux »
- "@thematiques-fiche-1"
+ "@thematique-fiche-1"
R-UNKNOWN | "@thematique-fiche-1" | « @thematiques-fiche-1 »
- "democratie-participative", "citoyennete"]
+ "democratie-participatif", "citoyennete"]
R-UNKNOWN | "democratie-participatif" | « democratie-participative »
- at_least = "30 %"
+ at_least = "30"
R-VALUE | "30" | pourcentage
- at_least = "30 %"
+ at_least = 30
R-TYPE | 30 | pourcentage
- at_least = "2000 €"
+ at_least = "2014-12-01"
R-VALUE | "2014-12-01" | montant
- at_least = "2000 €"
+ at_least = "2 000,005 €"
R-VALUE | "2 000,005 €" | montant
- at_least = "2000 €"
+ on_or_after = "2014-12-01"
R-MISMATCH | on_or_after | date
- at_least = "2000 €"
+ at_least = { fact = "projet.debut" }
R-MISMATCH | { fact = "projet.debut" } | montant
- at_least = "2000 €"
+ documented = true
R-MISMATCH | documented | texte
- group = "eligibilite"
+ group = "eligibilité"
R-UNKNOWN | "eligibilité" | « eligibilite »
- stages = ["fiche_synthetique", "dossier_complet"]
+ stages = []
R-VALUE | [] | vide
- stages = ["fiche_synthetique", "dossier_complet"]
+ stages = ["fiche_sintetique"]
R-UNKNOWN | "fiche_sintetique" | « fiche_synthetique »
- title = { fr = "Démarche démocratique", en = "Democratic approach" }
+ title = { fr = "Démarche démocratique" }
R-LANGUAGE | { fr = "Démarche démocratique" } | anglais
- en = "Democratic approach"
+ en = " "
R-LANGUAGE | " " | anglais
- { fr = "Démarche démocratique", en = "Democratic approach" }
+ "Démarche"
R-LANGUAGE | "Démarche" | anglais
- id = "F1-DEM-1"
+ id = "F1-THM-1"
R-DUPLICATE | "F1-THM-1" | deux fois
- id = "F1-DEM-1"⏎
+
R-KEY-MISSING | [[rule]] | « id »
- source = "Fiche 1, § 3, Thématiques"⏎
+
R-KEY-MISSING | [[rule]] | « source »
- require = { fact = "cofinancement.taux", at_least = "30 %" }
+
R-KEY-MISSING | [[rule]] | « require »
- {projet.dispositif}
+ {projet.dispositi}
R-UNKNOWN | "Dispositif indiqué dans le dossier : {projet.dispositi}." | « projet.dispositif »
- {projet.dispositif}."
+ {projet.dispositif."
R-TEMPLATE | "Dispositif indiqué dans le dossier : {projet.dispositif." | accolades
- "C-ECH-2"
+ "C-ECH-9"
R-UNKNOWN | "C-ECH-9" | « C-ECH-
- from = "2014-09-01", to = "2015-01-23"
+ from = "2015-09-01", to = "2015-01-23"
R-VALUE | "2015-01-23" | précède
- from = "2014-09-01"
+ from = "2014-09-31"
R-VALUE | "2014-09-31" | date
- from = "2014-09-01"
+ from = 2014-09-01
R-TYPE | 2014-09-01 | date
- campaign = 2015
+ campaign = "2015"
R-TYPE | "2015" | entier
- extends = ["socle", "dossier"]
+ extends = ["socle", "dosier"]
R-UNKNOWN | "dosier" | « dossier »
- fiche = 1⏎
+ fiche = 2⏎
R-DUPLICATE | 2 | deux fois
- fiche = 1⏎
+ fiche = 7⏎
R-UNKNOWN | 7 | 1, 2, 3, 4
- id = "fiche-1"
+ id = "fiche-2"
R-DUPLICATE | "fiche-2" | deux fois
- table = "epci"
+ table = "epcis"
R-UNKNOWN | "epcis" | « epci »
- columns = ["type_2014", "type_2015"]
+ columns = ["type_2014", "type_2105"]
R-UNKNOWN | "type_2105" | « type_2015 »
- dispositifs-fiche-1 = ["fph", "fonds_culture", "flip"]
+ dispositifs-fiche-1 = ["fph", "fond_culture", "flip"]
R-UNKNOWN | "fond_culture" | « fonds_culture »
- thematiques-fiche-1 = ["participation-habitants", "democratie-participative", "citoyennete"]
+ thematiques-fiche-1 = []
R-VALUE | "@thematiques-fiche-1" | vide
- thematiques-fiche-1 = ["participation-habitants", "democratie-participative", "citoyennete"]
+ thematiques-fiche-1 = "participation-habitants"
R-TYPE | "participation-habitants" | liste
- require = { fact = "projet.demarche_democratique", documented = true }
+ require = { fact = "projet.demarche_democratique" }
R-IDLE | { fact = "projet.demarche_democratique" } | rien à vérifier
- documented = true
+ documented = false
R-UNKNOWN | false | « false »
- require = { fact = "projet.demarche_democratique", documented = true }
+ require = { fact = "projet.demarche_democratique", documented = true, then = { fact = "projet.fin", given = true } }
R-MIXED | then | then
- require = { fact = "projet.demarche_democratique", documented = true }
+ require = { all = [], any = [] }
R-MIXED | { all = [], any = [] } | any
- require = { fact = "projet.demarche_democratique", documented = true }
+ require = { all = [] }
R-IDLE | [] | rien à vérifier
- name_others = true
+ name_other = true
R-KEY-UNKNOWN | name_other | « name_others »
- "intercommunalite.types-par-siren", "intercommunalite.types-par-communes"]
+ "intercommunalite.types", "intercommunalite.types-par-communes"]
R-CYCLE | "intercommunalite.types" | lui-même
- [ruleset]⏎
+ [ruleset⏎
R-TOML |  | crochets
- [ruleset]⏎
+ [rulesets]⏎
R-HEADER |  | [ruleset]
"#,
    ),
    (
        "socle",
        r#"
- [ruleset]⏎
+ [ruleset]⏎extends = ["fiche-1"]⏎
R-CYCLE | "fiche-1" | cercle
- brief = ["demande.total",
+ brief = ["demande.totale",
R-UNKNOWN | "demande.totale" | « demande.total »
-   "projet.debut",⏎  "projet.fin",⏎  "budget.charges.montant",
+   "projet.debout",⏎  "projet.fin",⏎  "budget.charges.montant",
R-UNKNOWN | "projet.debout" | « projet.debut »
-   "budget.charges.montant",⏎  "budget.produits.montant",⏎
+   "budget.charges.poste",⏎  "budget.produits.montant",⏎
R-MISMATCH | "budget.charges.poste" | montant
- sections = ["demande.fonctionnement", "demande.investissement"]
+ sections = ["demande.fonctionnement", "projet.debut"]
R-MISMATCH | "projet.debut" | montant
- [plan.new_lines]⏎amounts = "budget.produits.montant"
+ [plan.new_lines]⏎amounts = "budget.produits.type"
R-MISMATCH | "budget.produits.type" | colonne
- each = { type = "@collectivites-locales" }
+ each = { typ = "@collectivites-locales" }
R-UNKNOWN | typ | « type »
- each = { type = "@collectivites-locales" }
+ each = { montant = "@collectivites-locales" }
R-MISMATCH | montant | texte
- each = { type = "@collectivites-locales" }
+ each = {}
R-TYPE | {} | une seule clé
- cells = { poste = "74" }
+ cells = { type = "comune" }
R-UNKNOWN | "comune" | « commune »
- group_by = "intercommunalite.du-projet"
+ group_by = "intercommunalite.nom-ecrit"
R-UNKNOWN | "intercommunalite.nom-ecrit" | « intercommunalite.du-projet »
- sums = { whole
+ sums = { hole
R-KEY-UNKNOWN | hole | « whole »
- sums = { whole = "demande.total"
+ sums = { whole = "demande.total-general"
R-UNKNOWN | "demande.total-general" | cofinancement.local, cofinancement.taux
- sums = { whole = "demande.total", parts = ["demande.fonctionnement", "demande.investissement"] }
+ sums = { whole = "cofinancement.taux" }
R-MISMATCH | { whole = "cofinancement.taux" } | montant
- "cofinancement.taux" = { fr = "Part locale"
+ "cofinancement.tau" = { fr = "Part locale"
R-UNKNOWN | "cofinancement.tau" | « cofinancement.taux »
- { fr = "Part locale", en = "Local share" }
+ { fr = "Part locale" }
R-LANGUAGE | { fr = "Part locale" } | anglais
- citoyennete = { fr = "citoyenneté"
+ citoyennete = { fr = "Démocratie (participative)"
R-LABEL | citoyennete | « democratie-participative »
- citoyennete = { fr = "citoyenneté"
+ citoyennete = { fr = "participatory_democracy"
R-LABEL | citoyennete | « democratie-participative »
- documented_at_least = 20
+ documented_at_least = 0
R-VALUE | 0 | « 0 »
- type = "@collectivites-locales"
+ typ = "@collectivites-locales"
R-UNKNOWN | typ | « type »
- collectivites-locales = ["commune",
+ collectivites-locales = ["comune",
R-UNKNOWN | "comune" | « commune »
- sum = ["demande.fonctionnement"
+ summ = ["demande.fonctionnement"
R-OPERATION | [facts."demande.total"] | opération
"#,
    ),
    (
        "dossier",
        r#"
- matches = "^QP[0-9]{6}$"
+ matches = "^QP[0-9{6}$"
R-PATTERN | "^QP[0-9{6}$" | expression
- valid = "siret"
+ valid = "sirette"
R-UNKNOWN | "sirette" | « siret »
- [[rule]]⏎id = "D-BUD-1"
+ [facts."projet.fin"]⏎label = { fr = "fin", en = "end" }⏎first_of = ["projet.debut"]⏎⏎[[rule]]⏎id = "D-BUD-1"
R-DUPLICATE | "projet.fin" | deux fois
"#,
    ),
];

/// A mistake of the table: what is replaced, by what, the code, the place, the words.
fn mistakes(table: &str) -> Vec<[String; 5]> {
    let lines: Vec<String> = table.trim().lines().map(|line| line.replace('⏎', "\n")).collect();
    let mistake = |lines: &[String]| {
        let [from, to] = [("-", &lines[0]), ("+", &lines[1])]
            .map(|(sign, line)| line.strip_prefix(sign).unwrap().trim_start_matches(' '));
        let mut told = lines[2].split(" |").map(|part| part.trim_start_matches(' '));
        [from, to, told.next().unwrap(), told.next().unwrap(), told.next().unwrap()].map(str::to_owned)
    };
    lines.chunks(3).map(mistake).collect()
}

fn broken(files: Vec<SourceFile>) -> RuleErrors {
    load(files, Tables::embedded()).expect_err("the files are broken")
}

#[test]
fn every_mistake_gets_one_error_at_its_place() {
    let mut wrong = Vec::new();
    for (file, [from, to, code, place, said]) in
        MISTAKES.iter().flat_map(|(file, table)| mistakes(table).into_iter().map(move |mistake| (file, mistake)))
    {
        let changed = rules::EMBEDDED.iter().map(|(name, text)| {
            let text = if *name == format!("{file}.toml") {
                assert!(text.contains(&from), "{from}");
                text.replacen(&from, &to, 1)
            } else {
                (*text).to_owned()
            };
            SourceFile::new(*name, text)
        });
        let files: Vec<_> = changed.collect();
        let bilingual = files.len();
        let Err(failed) = (Sources { files, tables: Tables::embedded(), errors: Vec::new(), bilingual }).load() else {
            wrong.push(format!("{to:?}: no error"));
            continue;
        };
        let told: Vec<_> = failed
            .errors
            .iter()
            .map(|error| {
                let origin = error.origin.expect("a place");
                let hint = rule_errors::hint(&error.kind, Lang::Fr).unwrap_or_default();
                let text =
                    plain_spaces(&format!("{} {hint}", rule_errors::message(&error.kind, Lang::Fr))).into_owned();
                (
                    failed.files[origin.file].name(),
                    error.kind.code().as_str(),
                    failed.files[origin.file].slice(origin.span),
                    text,
                )
            })
            .collect();
        let [(in_file, found, at, text)] = &told[..] else {
            wrong.push(format!("{to:?}: {told:?}"));
            continue;
        };
        // A syntax error stands where the parser noticed it.
        let right_place = *at == place || code == "R-TOML";
        // A cycle or a second definition may be reported in another of the files concerned.
        let right_file = *in_file == format!("{file}.toml") || matches!(code.as_str(), "R-CYCLE" | "R-DUPLICATE");
        if *found != code || !right_place || !right_file || !plain_spaces(text).contains(&said) {
            wrong.push(format!("{to:?}: {told:?}"));
        }
        assert!(!rule_errors::message(&failed.errors[0].kind, Lang::En).is_empty());
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_folder_without_a_fiche_decides_nothing() {
    let files = rules::EMBEDDED.iter().take(2).map(|(name, text)| SourceFile::new(*name, *text));
    let failed = broken(files.collect());
    assert_eq!(failed.errors.iter().map(|error| error.kind.code().as_str()).collect::<Vec<_>>(), ["R-FICHE"]);
}

#[test]
fn errors_of_all_files_are_reported_at_once() {
    let files =
        rules::EMBEDDED.iter().map(|(name, text)| SourceFile::new(*name, text.replacen("level = ", "levle = ", 1)));
    let failed = broken(files.collect());
    assert_eq!(failed.errors.len(), 6);
}

#[test]
fn the_embedded_sets_compile() {
    let book = rules::load_embedded().unwrap_or_else(|failed| {
        let lines: Vec<String> = failed.errors.iter().map(|error| describe(&failed.files, error)).collect();
        panic!("{}", lines.join("\n"))
    });
    let campaign = &book.campaigns[0];
    assert_eq!(campaign.fiches.len(), 4);
    assert!(campaign.fiches.iter().all(|fiche| fiche.rules.len() > 40));
}

fn describe(files: &[SourceFile], error: &RuleError) -> String {
    let place = error.origin.map(|origin| {
        let file = &files[origin.file];
        format!("{}:{} {:?}", file.name(), file.position(origin.span.start).line, file.slice(origin.span))
    });
    format!("{} {:?}", place.unwrap_or_default(), error.kind)
}
