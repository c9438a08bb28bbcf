//! The structural errors, one by one: what each means, an example that fails and the same one mended.

use crate::dossier::Code;
use crate::text::{Text, text};

/// What is said of a code.
pub(crate) struct CodeWords {
    /// A noun phrase.
    pub(crate) title: Text,
    /// What it means and why it matters.
    pub(crate) meaning: Text,
    /// An example that fails, and one that does not.
    pub(crate) sample: Sample,
}

/// An example that fails, and the same one mended.
pub(crate) enum Sample {
    /// A few lines of a dossier, under the keys that every dossier has.
    Lines(&'static str, &'static str),
    /// A whole dossier; `{year}` stands for a campaign that is loaded.
    Whole(&'static str, &'static str),
    /// A situation that no lines show.
    Situation(Text, Text),
}

/// What is said of a code.
#[expect(clippy::too_many_lines, reason = "a text for each code, and nothing else")]
pub(crate) fn code(code: Code) -> CodeWords {
    let (title, meaning, sample) = match code {
        Code::Io => (
            text("Fichier impossible à lire", "File that cannot be read"),
            text(
                "Le fichier n'existe pas, n'est pas accessible, ou n'est pas un fichier ordinaire. Aucune vérification n'a donc pu être faite, et le code de sortie est 2.",
                "The file does not exist, is not accessible, or is no ordinary file. So nothing could be checked, and the exit code is 2.",
            ),
            Sample::Situation(
                text(
                    "recevable check mon-dosier.yaml, alors que le fichier s'appelle mon-dossier.yaml",
                    "recevable check my-dosier.yaml, where the file is called my-dossier.yaml",
                ),
                text("recevable check mon-dossier.yaml", "recevable check my-dossier.yaml"),
            ),
        ),
        Code::Size => (
            text("Fichier trop volumineux", "File that is too large"),
            text(
                "Un dossier tient en quelques kilo-octets ; au-delà de 1 Mio, ce n'en est pas un, et il n'est pas lu. Le plus souvent, un autre document a été donné à sa place.",
                "A dossier takes a few kilobytes; beyond 1 MiB it is none and is not read. Mostly another document was given in its place.",
            ),
            Sample::Situation(
                text("un document numérisé, renommé en dossier.yaml", "a scanned document, renamed dossier.yaml"),
                text(
                    "le dossier seul, en texte ; les pièces jointes restent à part",
                    "the dossier alone, as text; enclosures stay apart",
                ),
            ),
        ),
        Code::Encoding => (
            text("Fichier qui n'est pas du texte UTF-8", "File that is not UTF-8 text"),
            text(
                "Les accents du fichier sont écrits dans un autre codage (Windows-1252, UTF-16…) ou le fichier n'est pas du texte. On ne peut pas deviner sans risque ce qui est écrit.",
                "The file's accents are written in another encoding (Windows-1252, UTF-16…) or the file is no text. What is written cannot be guessed without risk.",
            ),
            Sample::Situation(
                text(
                    "un fichier enregistré par le Bloc-notes en « ANSI » : le é de « Café » n'y est qu'un octet, E9",
                    "a file saved by Notepad as “ANSI”: the é of “Café” is a single byte there, E9",
                ),
                text(
                    "le même fichier, enregistré avec « Enregistrer sous… », codage « UTF-8 »",
                    "the same file, saved by “Save as…”, encoding “UTF-8”",
                ),
            ),
        ),
        Code::Yaml => (
            text("Texte qui n'est pas du YAML", "Text that is not YAML"),
            text(
                "La ponctuation ou l'alignement du fichier ne permet pas de le lire : un guillemet ou une accolade qui n'est pas fermé, une tabulation en début de ligne, une ligne décalée. La suite du fichier n'est pas lue.",
                "The file's punctuation or alignment does not let it be read: a quote or a brace that is not closed, a tab at the start of a line, a line out of place. The rest of the file is not read.",
            ),
            Sample::Lines("depot: { fiche_synthetique: 2014-11-28\n", "depot: { fiche_synthetique: 2014-11-28 }\n"),
        ),
        Code::YamlAlias => (
            text("Ancre ou renvoi de YAML", "YAML anchor or alias"),
            text(
                "Un signe & ou * en tête de valeur est, pour YAML, un renvoi d'un endroit à un autre. Un dossier écrit chaque valeur là où elle est ; si le signe fait partie du texte, mettez le texte entre guillemets.",
                "A sign & or * at the start of a value is, for YAML, a link from one place to another. A dossier writes every value where it stands; where the sign is part of the text, put the text in quotes.",
            ),
            Sample::Lines(
                "depot:\n  fiche_synthetique: &jour 2014-11-28\n",
                "depot:\n  fiche_synthetique: 2014-11-28\n",
            ),
        ),
        Code::YamlTag => (
            text("Étiquette de YAML", "YAML tag"),
            text(
                "Un mot qui commence par ! est, pour YAML, un ordre qui change le type d'une valeur. Un dossier n'en a pas besoin ; si le point d'exclamation fait partie du texte, mettez le texte entre guillemets.",
                "A word that begins with ! is, for YAML, an order that changes a value's type. A dossier needs none; where the exclamation mark is part of the text, put the text in quotes.",
            ),
            Sample::Lines("demande:\n  fonctionnement: !!str 6000\n", "demande:\n  fonctionnement: 6000\n"),
        ),
        Code::YamlDepth => (
            text("Imbrication trop profonde", "Nesting that is too deep"),
            text(
                "Des crochets, des accolades ou des listes sont ouverts les uns dans les autres plus de 32 fois. Un dossier n'a jamais besoin de plus de quelques niveaux.",
                "Brackets, braces or lists are opened within each other more than 32 times. A dossier never needs more than a few levels.",
            ),
            Sample::Whole(
                "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n",
                "version: 1\ncampagne: {year}\nporteur: { nom: Les Tilleuls }\nprojet: { intitule: Jardin partagé }\n",
            ),
        ),
        Code::YamlDocs => (
            text("Plusieurs documents dans un fichier", "Several documents in a file"),
            text(
                "Une ligne de trois tirets commence un second document. Un fichier contient un dossier, et un seul : mettez chaque dossier dans son fichier.",
                "A line of three dashes begins a second document. A file holds one dossier and no more: put each dossier in its own file.",
            ),
            Sample::Lines("---\nversion: 1\n", "fiche: 1\n"),
        ),
        Code::KeyUnknown => (
            text("Clé inconnue", "Unknown key"),
            text(
                "Le format n'a pas de clé de ce nom à cet endroit : elle est mal écrite, ou décalée. Elle n'est pas ignorée, car ce qu'elle dit serait perdu sans que personne ne le voie.",
                "The format has no key of that name in that place: it is misspelt, or out of place. It is not ignored, for what it says would be lost without anyone noticing.",
            ),
            Sample::Lines("depot:\n  fiche_synthetic: 2014-11-28\n", "depot:\n  fiche_synthetique: 2014-11-28\n"),
        ),
        Code::KeyDuplicate => (
            text("Clé écrite deux fois", "Key that stands twice"),
            text(
                "La même clé se trouve deux fois au même endroit, et rien ne dit laquelle des deux valeurs est la bonne. Gardez-en une.",
                "The same key stands twice in the same place, and nothing tells which of the two values is right. Keep one of them.",
            ),
            Sample::Lines(
                "demande:\n  fonctionnement: 6000\n  fonctionnement: 6500\n",
                "demande:\n  fonctionnement: 6000\n",
            ),
        ),
        Code::KeyMissing => (
            text("Clé obligatoire absente", "Missing key"),
            text(
                "Sans sa version, sa campagne, le nom du porteur et l'intitulé du projet, un fichier n'est pas un dossier ; une ligne de budget a toujours un poste et un montant et, parmi les produits, un type. Tout le reste peut manquer.",
                "Without its version, its campaign, the holder's name and the project's title a file is no dossier; a budget line always has an account and an amount and, in the income, a kind. Everything else may be missing.",
            ),
            Sample::Lines(
                "budget:\n  charges:\n    - { poste: 60, libelle: Petit matériel }\n",
                "budget:\n  charges:\n    - { poste: 60, libelle: Petit matériel, montant: 1250 }\n",
            ),
        ),
        Code::Type => (
            text("Valeur d'une autre forme", "Value of another shape"),
            text(
                "La clé attend une valeur seule, une liste ou un groupe de clés, et autre chose s'y trouve. Une liste s'écrit entre crochets, ou avec un tiret par ligne.",
                "The key expects a single value, a list or a group of keys, and something else stands there. A list is written in brackets, or with a dash on each line.",
            ),
            Sample::Lines("demande: 6000\n", "demande:\n  fonctionnement: 6000\n"),
        ),
        Code::Value => (
            text("Valeur hors de sa liste", "Value outside its list"),
            text(
                "Cette clé n'admet que quelques mots, toujours écrits de la même façon, sans accent. L'erreur donne la liste.",
                "This key allows a few words only, always written in the same way, without accents. The error gives the list.",
            ),
            Sample::Lines("etape: complet\n", "etape: dossier_complet\n"),
        ),
        Code::Amount => (
            text("Montant qui ne se lit pas sans doute possible", "Amount that cannot be read without doubt"),
            text(
                "Un montant peut se lire de deux façons (12,500 : douze et demi, ou douze mille cinq cents ?), ou n'en est pas un. L'outil ne choisit pas à votre place quand il s'agit d'argent.",
                "An amount can be read in two ways (12,500: twelve and a half, or twelve thousand five hundred?), or is none. The tool does not choose for you where money is concerned.",
            ),
            Sample::Lines("demande:\n  fonctionnement: 12,500\n", "demande:\n  fonctionnement: 12 500,00 €\n"),
        ),
        Code::Date => (
            text("Date qui n'en est pas une", "Date that is none"),
            text(
                "Une date s'écrit 2014-11-28 ou 28/11/2014, avec l'année entière, et ce jour existe.",
                "A date is written 2014-11-28 or 28/11/2014, with the whole year, and that day exists.",
            ),
            Sample::Lines("depot:\n  dossier_complet: 31/04/2015\n", "depot:\n  dossier_complet: 30/04/2015\n"),
        ),
        Code::Code => (
            text("Code d'une autre forme", "Code of another form"),
            text(
                "Le code INSEE d'une commune et un code postal ont cinq chiffres, le SIREN d'une intercommunalité en a neuf. Le nom d'une commune n'est pas son code.",
                "A commune's INSEE code and a postal code have five digits, an intercommunalité's SIREN has nine. A commune's name is not its code.",
            ),
            Sample::Whole(
                "version: 1\ncampagne: {year}\nporteur: { nom: Les Tilleuls }\nprojet:\n  intitule: Jardin partagé\n  communes: [Lens]\n",
                "version: 1\ncampagne: {year}\nporteur: { nom: Les Tilleuls }\nprojet:\n  intitule: Jardin partagé\n  communes: [62498]\n",
            ),
        ),
        Code::Bool => (
            text("Réponse qui n'est ni oui ni non", "Answer that is neither yes nor no"),
            text(
                "Cette clé attend oui ou non (ou true, false), et rien d'autre. Si vous ne savez pas encore, laissez-la vide.",
                "This key expects oui or non (or true, false), and nothing else. If you do not know yet, leave it empty.",
            ),
            Sample::Whole(
                "version: 1\ncampagne: {year}\nporteur: { nom: Les Tilleuls }\nprojet:\n  intitule: Jardin partagé\n  perimetre_intercommunal: peut-être\n",
                "version: 1\ncampagne: {year}\nporteur: { nom: Les Tilleuls }\nprojet:\n  intitule: Jardin partagé\n  perimetre_intercommunal: oui\n",
            ),
        ),
        Code::Poste => (
            text("Poste de budget qui n'existe pas de ce côté", "Budget account that this side does not have"),
            text(
                "Les charges vont des postes 60 à 69, et 86 ; les produits de 70 à 79, et 87, comme dans le formulaire Cerfa 12156.",
                "Expenses go in accounts 60 to 69, and 86; income in 70 to 79, and 87, as in the form Cerfa 12156.",
            ),
            Sample::Lines(
                "budget:\n  charges:\n    - { poste: 74, montant: 500 }\n",
                "budget:\n  charges:\n    - { poste: 64, montant: 500 }\n",
            ),
        ),
        Code::Version => (
            text("Version du format inconnue", "Unknown version of the format"),
            text(
                "Le format des dossiers porte un numéro de version ; cet outil lit la version 1.",
                "The format of dossiers carries a version number; this tool reads version 1.",
            ),
            Sample::Whole(
                "version: 2\ncampagne: {year}\nporteur: { nom: Les Tilleuls }\nprojet: { intitule: Jardin partagé }\n",
                "version: 1\ncampagne: {year}\nporteur: { nom: Les Tilleuls }\nprojet: { intitule: Jardin partagé }\n",
            ),
        ),
        Code::Campaign => (
            text("Campagne sans règles", "Campaign without rules"),
            text(
                "Aucun jeu de règles n'est chargé pour cette année ; le message d'erreur dit pour quelles années il y en a. D'autres se donnent avec --rules.",
                "No rule set is loaded for that year; the error message says for which years there are some. Others are given with --rules.",
            ),
            Sample::Whole(
                "version: 1\ncampagne: 1999\nporteur: { nom: Les Tilleuls }\nprojet: { intitule: Jardin partagé }\n",
                "version: 1\ncampagne: {year}\nporteur: { nom: Les Tilleuls }\nprojet: { intitule: Jardin partagé }\n",
            ),
        ),
    };
    CodeWords { title, meaning, sample }
}
