//! What can be wrong with rule sets, code by code: what each is called, what it means and how to cure it.

use crate::messages::template::choices;
use crate::rules::RuleCode;

choices! {
    title(RuleCode) {
        File {
            fr: "Fichier de règles impossible à lire",
            en: "Rule file that cannot be read",
        }
        Header {
            fr: "Fichier sans en-tête",
            en: "File without a header",
        }
        Fiche {
            fr: "Campagne sans fiche",
            en: "Campaign without a fiche",
        }
        Toml {
            fr: "Texte qui n'est pas du TOML",
            en: "Text that is not TOML",
        }
        KeyUnknown {
            fr: "Clé inconnue",
            en: "Unknown key",
        }
        KeyMissing {
            fr: "Clé absente",
            en: "Missing key",
        }
        Language {
            fr: "Texte qui manque dans une langue",
            en: "Text missing in a language",
        }
        Type {
            fr: "Valeur d'un autre type",
            en: "Value of another type",
        }
        Unknown {
            fr: "Nom que rien ne définit",
            en: "Name that nothing defines",
        }
        Duplicate {
            fr: "Nom défini deux fois",
            en: "Name defined twice",
        }
        Label {
            fr: "Deux codes de même nom",
            en: "Two slugs of one name",
        }
        Cycle {
            fr: "Définitions en cercle",
            en: "Definitions in a circle",
        }
        Value {
            fr: "Valeur impossible",
            en: "Value that cannot be",
        }
        Pattern {
            fr: "Expression régulière incorrecte",
            en: "Regular expression that is not valid",
        }
        Mismatch {
            fr: "Test qui ne va pas avec son fait",
            en: "Test that does not go with its fact",
        }
        Operation {
            fr: "Fait sans opération, ou avec plusieurs",
            en: "Fact without an operation, or with several",
        }
        Mixed {
            fr: "Clés qui ne vont pas ensemble",
            en: "Keys that do not go together",
        }
        Idle {
            fr: "Rien à vérifier, ou clé sans effet",
            en: "Nothing to test, or a key without effect",
        }
        Template {
            fr: "Accolades qui ne vont pas par deux",
            en: "Braces that do not go in pairs",
        }
        Path {
            fr: "Chemin impossible dans un cas de test",
            en: "Path that cannot be in a test case",
        }
        Override {
            fr: "Changement sans objet",
            en: "Change of nothing",
        }
        Loosens {
            fr: "Assouplissement sans raison",
            en: "Loosening without a reason",
        }
        Name {
            fr: "Nom impossible",
            en: "Name that cannot be",
        }
        Depth {
            fr: "Imbrication trop profonde",
            en: "Nesting that is too deep",
        }
        Size {
            fr: "Règles trop grandes",
            en: "Rules that are too large",
        }
        Never {
            fr: "Règle qui ne peut jamais être respectée",
            en: "Rule that can never hold",
        }
        Always {
            fr: "Règle qui ne peut jamais être enfreinte",
            en: "Rule that can never be violated",
        }
        UnusedFact {
            fr: "Fait que rien ne lit",
            en: "Fact that nothing reads",
        }
        UnusedList {
            fr: "Liste que rien ne lit",
            en: "List that nothing reads",
        }
        UnusedLabel {
            fr: "Libellé qui ne sert à rien",
            en: "Label that serves nothing",
        }
        Untested {
            fr: "Règle sans cas de test",
            en: "Rule without a test case",
        }
        Bound {
            fr: "Borne qu'aucun cas n'atteint",
            en: "Bound that no case comes to",
        }
        Asks {
            fr: "Texte de l'appel absent, ou autre que la borne",
            en: "Text of the call missing, or other than the bound",
        }
        Clause {
            fr: "Règle sans clause de l'appel",
            en: "Rule without a clause of the call",
        }
        Rendering {
            fr: "Lecture dite d'un seul côté",
            en: "Reading that is said on one side",
        }
        Validity {
            fr: "Période de validité passée",
            en: "Period of validity that is over",
        }
        More {
            fr: "Suite qui n'est pas montrée",
            en: "More that is not shown",
        }
    }

    meaning(RuleCode) {
        File {
            fr: "Le fichier n'existe pas, n'est pas accessible, n'est pas du texte UTF-8, ou une table de référence n'a pas sa forme. Vérifiez son nom, son emplacement et son encodage.",
            en: "The file does not exist, is not accessible, is not UTF-8 text, or a reference table is not of its form. Check its name, its folder and its encoding.",
        }
        Header {
            fr: "Un fichier de règles commence par ce qu'il est : [ruleset] pour un jeu de règles, [overlay] pour une surcouche. Ajoutez cet en-tête.",
            en: "A rule file begins with what it is: [ruleset] for a rule set, [overlay] for an overlay. Add that header.",
        }
        Fiche {
            fr: "Aucun jeu de règles de cette campagne ne décide d'une fiche : rien ne serait vérifié. Ajoutez la clé fiche à l'un d'eux.",
            en: "No rule set of this campaign decides a fiche: nothing would be checked. Add the key fiche to one of them.",
        }
        Toml {
            fr: "La ponctuation du fichier ne permet pas de le lire : un guillemet, une accolade ou un crochet qui n'est pas refermé, une clé écrite deux fois, un texte sans guillemets. Corrigez la place indiquée ; la suite du fichier est lue ensuite.",
            en: "The file's punctuation does not let it be read: a quote, brace or bracket that is not closed, a key written twice, a text without quotes. Correct the place shown; the rest of the file is read then.",
        }
        KeyUnknown {
            fr: "Le langage des règles n'a pas de clé de ce nom à cet endroit : elle est mal écrite, ou mal placée. Le message propose le nom le plus proche.",
            en: "The rule language has no key of that name in that place: it is misspelt, or out of place. The message offers the nearest name.",
        }
        KeyMissing {
            fr: "Une clé nécessaire manque à cette table. Ajoutez-la.",
            en: "A key that this table needs is missing. Add it.",
        }
        Language {
            fr: "Un texte est vide. Écrivez-le, ou ôtez la langue : un texte peut n'être écrit qu'en français, sauf dans les règles du programme.",
            en: "A text is empty. Write it, or take that language away: a text may be written in French alone, except in the built-in rules.",
        }
        Type {
            fr: "La clé attend un texte, un nombre, une liste ou une table, et autre chose s'y trouve. Une liste de tables s'écrit entre deux paires de crochets ; les montants, les taux et les dates sont des textes entre guillemets.",
            en: "The key expects a text, a number, a list or a table, and something else stands there. A list of tables is written in two pairs of brackets; amounts, percentages and dates are texts in quotes.",
        }
        Unknown {
            fr: "Un fait, une liste, une table, une règle ou un mot d'une liste fermée est nommé ici, et n'existe pas. Corrigez le nom, ou définissez-le.",
            en: "A fact, a list, a table, a rule or a word of a closed list is named here, and does not exist. Correct the name, or define it.",
        }
        Duplicate {
            fr: "Deux définitions portent le même nom, et rien ne dit laquelle vaut. Gardez-en une ; une règle d'un autre fichier se change par [[override]].",
            en: "Two definitions have the same name, and nothing says which one counts. Keep one of them; a rule of another file is changed by [[override]].",
        }
        Label {
            fr: "Deux codes d'une même liste portent le même libellé : dans un dossier, rien ne les distinguerait. Donnez-leur des libellés différents.",
            en: "Two slugs of one list have the same label: in a dossier nothing would tell them apart. Give them different labels.",
        }
        Cycle {
            fr: "Des jeux ou des faits reposent les uns sur les autres en cercle : aucun ne peut être calculé. Coupez le cercle à l'un d'eux.",
            en: "Sets or facts rest on each other in a circle: none of them can be computed. Cut the circle at one of them.",
        }
        Value {
            fr: "Un montant, un taux ou une date n'est pas lisible, une période finit avant de commencer, ou une liste est vide. Le message montre la forme attendue.",
            en: "An amount, a percentage or a date cannot be read, a period ends before it begins, or a list is empty. The message shows the form expected.",
        }
        Pattern {
            fr: "L'expression de « matches » ne peut pas être lue, ou est trop longue. Le message dit quel caractère est en cause.",
            en: "The expression of `matches` cannot be read, or is too long. The message says which character is concerned.",
        }
        Mismatch {
            fr: "Ce test demande un fait d'un autre type : on ne compare pas un texte à un montant. Changez le test, ou le fait.",
            en: "This test needs a fact of another type: a text is not compared with an amount. Change the test, or the fact.",
        }
        Operation {
            fr: "Un fait dérivé a une opération et une seule : sum, count, ratio, difference… Gardez celle qui convient.",
            en: "A derived fact has exactly one operation: sum, count, ratio, difference… Keep the one that fits.",
        }
        Mixed {
            fr: "Une condition teste un fait, ou réunit d'autres conditions (all, any, not, if) ; elle ne fait pas les deux. Séparez-les.",
            en: "A condition tests a fact, or joins other conditions (all, any, not, if); it does not do both. Put them apart.",
        }
        Idle {
            fr: "Une condition ne teste rien, ou une clé n'a d'effet qu'avec une autre, qui manque. Ajoutez le test, ou supprimez la clé.",
            en: "A condition tests nothing, or a key has an effect with another one alone, which is missing. Add the test, or delete the key.",
        }
        Template {
            fr: "Dans un texte, {fait} est remplacé par la valeur du fait. Refermez l'accolade, ou ôtez-la.",
            en: "In a text, {fact} is replaced by the fact's value. Close the brace, or take it away.",
        }
        Path {
            fr: "Le chemin ne dit pas de quelle ligne il s'agit, ou compte des lignes là où il n'y en a pas. Écrivez le numéro de la ligne entre crochets, à partir de 0, après une liste et elle seule.",
            en: "The path does not say which line is meant, or counts lines where there are none. Write the line's number in brackets, from 0, after a list and there alone.",
        }
        Override {
            fr: "[[override]] nomme une règle qui n'existe pas, ou qui est du même fichier, ou ne lui change rien. Corrigez le nom, ou dites ce qui change.",
            en: "[[override]] names a rule that does not exist, or that is of its own campaign, or changes nothing of it. Correct the name, or say what changes.",
        }
        Loosens {
            fr: "Une surcouche abaisse une borne, un niveau ou une exigence de l'appel : elle en donne la raison, que le rapport montre. Ajoutez « because ».",
            en: "An overlay lowers a bound, a level or a demand of the call: it gives the reason, which the report shows. Add `because`.",
        }
        Name {
            fr: "Un nom est fait de lettres sans accent, de chiffres, de « - », « _ » et « . ». Écrivez-le ainsi.",
            en: "A name is made of letters without accents, digits, “-”, “_” and “.”. Write it so.",
        }
        Depth {
            fr: "Des tables, des listes ou des faits tiennent les uns dans les autres sur trop de niveaux. Donnez un nom aux parties : un fait ou une liste à part.",
            en: "Tables, lists or facts lie within each other on too many levels. Give names to the parts: facts or lists of their own.",
        }
        Size {
            fr: "Une liste, un fait, un texte, un cas ou une campagne est fait de trop d'éléments ; le message donne la limite. Une longue liste se met dans une table de référence.",
            en: "A list, a fact, a text, a case or a campaign is made of too many parts; the message gives the limit. A long list goes into a reference table.",
        }
        Never {
            fr: "Ses conditions s'excluent : aucun dossier ne peut les remplir toutes. Corrigez l'une d'elles.",
            en: "Its conditions exclude each other: no dossier can meet all of them. Correct one of them.",
        }
        Always {
            fr: "Quoi que dise le dossier, elle est respectée : elle ne vérifie rien. Corrigez la borne, ou supprimez la règle.",
            en: "Whatever the dossier says, it holds: it checks nothing. Correct the bound, or delete the rule.",
        }
        UnusedFact {
            fr: "Aucune règle ne lit ce fait. Supprimez-le, ou corrigez le nom là où il devait servir.",
            en: "No rule reads this fact. Delete it, or correct the name where it was to serve.",
        }
        UnusedList {
            fr: "Aucune règle ni aucun fait ne lit cette liste. Supprimez-la, ou corrigez le nom là où elle devait servir.",
            en: "No rule and no fact reads this list. Delete it, or correct the name where it was to serve.",
        }
        UnusedLabel {
            fr: "Ce libellé nomme un code qui n'est dans aucune liste ni aucune table lue. Supprimez-le, ou corrigez le code.",
            en: "This label names a slug that is in no list and in no table that is read. Delete it, or correct the slug.",
        }
        Untested {
            fr: "Aucun cas ne dit ce que cette règle doit donner. Ajoutez-en un dans tests/*.toml.",
            en: "No case says what this rule has to come to. Add one in tests/*.toml.",
        }
        Bound {
            fr: "Aucun cas n'essaie cette borne, au centime ou au jour près, de chacun de ses côtés. Ajoutez les deux cas.",
            en: "No case tries this bound, within a cent or a day, on each of its sides. Add both cases.",
        }
        Asks {
            fr: "Une règle de l'appel dit dans « asks » ce qu'il demande, avec les mêmes montants, taux et jours que ses bornes. Corrigez le texte, ou la borne.",
            en: "A rule of the call says in `asks` what is asked, with the same amounts, percentages and days as its bounds. Correct the text, or the bound.",
        }
        Clause {
            fr: "Aucune clause de reference/clauses.toml ne nomme cette règle ou ce rappel. Ajoutez-y une clause, ou complétez-en une.",
            en: "No clause of reference/clauses.toml names this rule or this reminder. Add a clause there, or complete one.",
        }
        Rendering {
            fr: "La règle retient une lecture (choice) et ses clauses ne le disent pas, ou l'inverse. Accordez « choice » et « rendering ».",
            en: "The rule takes a reading (choice) and its clauses do not say so, or the other way round. Bring `choice` and `rendering` together.",
        }
        Validity {
            fr: "Ce jeu de règles a été écrit pour des jours qui sont passés. Il sert encore, et le rapport le dit. Changez « valid » quand une nouvelle campagne le reprend.",
            en: "This rule set was written for days that are over. It still serves, and the report says so. Change `valid` when a new campaign takes it over.",
        }
        More {
            fr: "Un fichier a plus d'erreurs ou de points que ce qui est listé ; les premiers corrigés, les suivants apparaissent.",
            en: "A file has more errors or points than are listed; once the first are corrected, the next appear.",
        }
    }
}
