//! The structural errors, one by one: what each is called, and what it means.

use crate::dossier::Code;
use crate::messages::template::messages;
use crate::text::Lang;

messages! {
    io { fr: "Fichier impossible à lire", en: "File that cannot be read" }
    io_meaning {
        fr: "Le fichier n'existe pas, n'est pas accessible, ou n'est pas un fichier ordinaire. Aucune vérification n'a donc pu être faite, et le code de sortie est 2.",
        en: "The file does not exist, is not accessible, or is no ordinary file. So nothing could be checked, and the exit code is 2.",
    }
    io_fails {
        fr: "recevable check mon-dosier.yaml, alors que le fichier s'appelle mon-dossier.yaml",
        en: "recevable check my-dosier.yaml, where the file is called my-dossier.yaml",
    }
    io_passes { fr: "recevable check mon-dossier.yaml", en: "recevable check my-dossier.yaml" }
    size { fr: "Fichier trop volumineux", en: "File that is too large" }
    size_meaning {
        fr: "Un dossier tient en quelques kilo-octets ; au-delà de 1 Mio, ce n'en est pas un, et il n'est pas lu. Le plus souvent, un autre document a été donné à sa place.",
        en: "A dossier takes a few kilobytes; beyond 1 MiB it is none and is not read. Mostly another document was given in its place.",
    }
    size_fails { fr: "un document numérisé, renommé en dossier.yaml", en: "a scanned document, renamed dossier.yaml" }
    size_passes {
        fr: "le dossier seul, en texte ; les pièces jointes restent à part",
        en: "the dossier alone, as text; enclosures stay apart",
    }
    encoding { fr: "Fichier qui n'est pas du texte UTF-8", en: "File that is not UTF-8 text" }
    encoding_meaning {
        fr: "Les accents du fichier sont écrits dans un autre encodage (Windows-1252, UTF-16…) ou le fichier n'est pas du texte. On ne peut pas deviner sans risque ce qui est écrit.",
        en: "The file's accents are written in another encoding (Windows-1252, UTF-16…) or the file is no text. What is written cannot be guessed without risk.",
    }
    encoding_fails {
        fr: "un fichier enregistré par le Bloc-notes en « ANSI » : le é de « Café » n'y est qu'un octet, E9",
        en: "a file saved by Notepad as “ANSI”: the é of “Café” is a single byte there, E9",
    }
    encoding_passes {
        fr: "le même fichier, enregistré avec « Enregistrer sous… », encodage « UTF-8 »",
        en: "the same file, saved by “Save as…”, encoding “UTF-8”",
    }
    not_yaml { fr: "Texte qui n'est pas du YAML", en: "Text that is not YAML" }
    not_yaml_meaning {
        fr: "La ponctuation ou l'alignement du fichier ne permet pas de le lire : un guillemet ou une accolade qui n'est pas fermé, une tabulation en début de ligne, une ligne décalée. La suite du fichier n'est pas lue.",
        en: "The file's punctuation or alignment does not let it be read: a quote or a brace that is not closed, a tab at the start of a line, a line out of place. The rest of the file is not read.",
    }
    yaml_alias { fr: "Ancre ou renvoi de YAML", en: "YAML anchor or alias" }
    yaml_alias_meaning {
        fr: "Un signe & ou * en tête de valeur est, pour YAML, un renvoi d'un endroit à un autre. Un dossier écrit chaque valeur là où elle est ; si le signe fait partie du texte, mettez le texte entre guillemets.",
        en: "A sign & or * at the start of a value is, for YAML, a link from one place to another. A dossier writes every value where it stands; where the sign is part of the text, put the text in quotes.",
    }
    yaml_tag { fr: "Étiquette de YAML", en: "YAML tag" }
    yaml_tag_meaning {
        fr: "Un mot qui commence par ! est, pour YAML, un ordre qui change le type d'une valeur. Un dossier n'en a pas besoin ; si le point d'exclamation fait partie du texte, mettez le texte entre guillemets.",
        en: "A word that begins with ! is, for YAML, an order that changes a value's type. A dossier needs none; where the exclamation mark is part of the text, put the text in quotes.",
    }
    yaml_depth { fr: "Imbrication trop profonde", en: "Nesting that is too deep" }
    yaml_depth_meaning {
        fr: "Des crochets, des accolades ou des listes sont ouverts les uns dans les autres plus de 32 fois. Un dossier n'a jamais besoin de plus de quelques niveaux.",
        en: "Brackets, braces or lists are opened within each other more than 32 times. A dossier never needs more than a few levels.",
    }
    yaml_docs { fr: "Plusieurs documents dans un fichier", en: "Several documents in a file" }
    yaml_docs_meaning {
        fr: "Une ligne de trois tirets commence un second document. Un fichier contient un dossier, et un seul : mettez chaque dossier dans son fichier.",
        en: "A line of three dashes begins a second document. A file holds one dossier and no more: put each dossier in its own file.",
    }
    key_unknown { fr: "Clé inconnue", en: "Unknown key" }
    key_unknown_meaning {
        fr: "Le format n'a pas de clé de ce nom à cet endroit : elle est mal écrite, ou décalée. Elle n'est pas ignorée, car ce qu'elle dit serait perdu sans que personne ne le voie.",
        en: "The format has no key of that name in that place: it is misspelt, or out of place. It is not ignored, for what it says would be lost without anyone noticing.",
    }
    key_duplicate { fr: "Clé écrite deux fois", en: "Key that stands twice" }
    key_duplicate_meaning {
        fr: "La même clé se trouve deux fois au même endroit, et rien ne dit laquelle des deux valeurs est la bonne. Gardez-en une.",
        en: "The same key stands twice in the same place, and nothing says which of the two values is right. Keep one of them.",
    }
    key_missing { fr: "Clé obligatoire absente", en: "Missing key" }
    key_missing_meaning {
        fr: "Sans sa version ni sa campagne, un fichier n'est pas un dossier ; une ligne de budget a toujours un poste et un montant et, parmi les produits, un type. Un texte comme « à compléter » n'en tient pas lieu. Tout le reste peut manquer.",
        en: "Without its version and its campaign a file is no dossier; a budget line always has an account and an amount and, in the income, a type. A text such as “à compléter” does not stand for one. Everything else may be missing.",
    }
    shape { fr: "Valeur d'une autre forme", en: "Value of another shape" }
    shape_meaning {
        fr: "La clé attend une valeur seule, une liste ou un groupe de clés, et autre chose s'y trouve. Une liste s'écrit entre crochets, ou avec un tiret par ligne.",
        en: "The key expects a single value, a list or a group of keys, and something else stands there. A list is written in brackets, or with a dash on each line.",
    }
    value { fr: "Valeur hors de sa liste", en: "Value outside its list" }
    value_meaning {
        fr: "Cette clé n'admet que quelques mots, toujours écrits de la même façon, sans accent. L'erreur donne la liste.",
        en: "This key allows a few words only, always written in the same way, without accents. The error gives the list.",
    }
    amount { fr: "Montant qui ne se lit pas sans doute possible", en: "Amount that cannot be read without doubt" }
    amount_meaning {
        fr: "Un montant peut se lire de deux façons (12,500 : douze et demi, ou douze mille cinq cents ?), ou n'en est pas un. L'outil ne choisit pas à votre place quand il s'agit d'argent.",
        en: "An amount can be read in two ways (12,500: twelve and a half, or twelve thousand five hundred?), or is none. The tool does not choose for you where money is concerned.",
    }
    date { fr: "Date qui n'en est pas une", en: "Date that is none" }
    date_meaning {
        fr: "Une date s'écrit 2014-11-28 ou 28/11/2014, avec l'année entière, et ce jour existe.",
        en: "A date is written 2014-11-28 or 28/11/2014, with the whole year, and that day exists.",
    }
    code_form { fr: "Code d'une autre forme", en: "Code of another form" }
    code_form_meaning {
        fr: "Le code INSEE d'une commune et un code postal ont cinq chiffres, le SIREN d'une intercommunalité en a neuf. Le nom d'une commune n'est pas son code.",
        en: "A commune's INSEE code and a postal code have five digits, an intercommunalité's SIREN has nine. A commune's name is not its code.",
    }
    yes_or_no { fr: "Réponse qui n'est ni oui ni non", en: "Answer that is neither yes nor no" }
    yes_or_no_meaning {
        fr: "Cette clé attend oui ou non (ou true, false), et rien d'autre. Si vous ne savez pas encore, laissez-la vide.",
        en: "This key expects oui or non (or true, false), and nothing else. If you do not know yet, leave it empty.",
    }
    poste { fr: "Poste de budget qui n'existe pas de ce côté", en: "Budget account that this side does not have" }
    poste_meaning {
        fr: "Les charges vont des postes 60 à 69, et 86 ; les produits de 70 à 79, et 87, comme dans le formulaire Cerfa 12156.",
        en: "Expenses go in accounts 60 to 69, and 86; income in 70 to 79, and 87, as in the form Cerfa 12156.",
    }
    version { fr: "Version du format inconnue", en: "Unknown version of the format" }
    version_meaning {
        fr: "Le format des dossiers porte un numéro de version ; cet outil lit la version 1.",
        en: "The format of dossiers carries a version number; this tool reads version 1.",
    }
    campaign { fr: "Campagne sans règles", en: "Campaign without rules" }
    campaign_meaning {
        fr: "Aucun jeu de règles n'est chargé pour cette année ; le message d'erreur dit pour quelles années il y en a. D'autres se donnent avec --rules.",
        en: "No rule set is loaded for that year; the error message says for which years there are some. Others are given with --rules.",
    }
}

pub(crate) fn title(code: Code, lang: Lang) -> &'static str {
    match code {
        Code::Io => io(lang),
        Code::Size => size(lang),
        Code::Encoding => encoding(lang),
        Code::Yaml => not_yaml(lang),
        Code::YamlAlias => yaml_alias(lang),
        Code::YamlTag => yaml_tag(lang),
        Code::YamlDepth => yaml_depth(lang),
        Code::YamlDocs => yaml_docs(lang),
        Code::KeyUnknown => key_unknown(lang),
        Code::KeyDuplicate => key_duplicate(lang),
        Code::KeyMissing => key_missing(lang),
        Code::Type => shape(lang),
        Code::Value => value(lang),
        Code::Amount => amount(lang),
        Code::Date => date(lang),
        Code::Code => code_form(lang),
        Code::Bool => yes_or_no(lang),
        Code::Poste => poste(lang),
        Code::Version => version(lang),
        Code::Campaign => campaign(lang),
    }
}

pub(crate) fn meaning(code: Code, lang: Lang) -> &'static str {
    match code {
        Code::Io => io_meaning(lang),
        Code::Size => size_meaning(lang),
        Code::Encoding => encoding_meaning(lang),
        Code::Yaml => not_yaml_meaning(lang),
        Code::YamlAlias => yaml_alias_meaning(lang),
        Code::YamlTag => yaml_tag_meaning(lang),
        Code::YamlDepth => yaml_depth_meaning(lang),
        Code::YamlDocs => yaml_docs_meaning(lang),
        Code::KeyUnknown => key_unknown_meaning(lang),
        Code::KeyDuplicate => key_duplicate_meaning(lang),
        Code::KeyMissing => key_missing_meaning(lang),
        Code::Type => shape_meaning(lang),
        Code::Value => value_meaning(lang),
        Code::Amount => amount_meaning(lang),
        Code::Date => date_meaning(lang),
        Code::Code => code_form_meaning(lang),
        Code::Bool => yes_or_no_meaning(lang),
        Code::Poste => poste_meaning(lang),
        Code::Version => version_meaning(lang),
        Code::Campaign => campaign_meaning(lang),
    }
}
