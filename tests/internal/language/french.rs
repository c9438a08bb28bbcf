//! The language's documentation in French: each line of the table as `rules/LISEZMOI.md` has it.

/// The English line, and the French one.
const LINES: &[(&str, &str)] = &[
    ("what the set is", "ce qu'est le jeu"),
    ("what the overlay is", "ce qu'est la surcouche"),
    ("what counts as a documented text", "à partir de quand un texte compte comme rédigé"),
    (
        "how tokens and slugs are named to people, and slugs in dossiers",
        "le nom des jetons et des mots-clés pour les lecteurs, et celui des mots-clés dans les dossiers",
    ),
    ("named lists, used as `\"@name\"`", "des listes nommées, qui s'emploient sous la forme `\"@nom\"`"),
    ("derived facts", "des faits dérivés"),
    ("rules", "les règles"),
    ("changes of rules", "des changements de règles"),
    ("what no machine decides", "ce dont aucune machine ne décide"),
    ("what tables and drawings of dossiers show", "ce que montrent les tableaux et les dessins des dossiers"),
    ("what a plan may change in a dossier", "ce qu'un plan peut changer dans un dossier"),
    ("unique among the sets, or among the overlays", "unique parmi les jeux, ou parmi les surcouches"),
    (
        "the campaign: dossiers with this `campagne` are checked by it",
        "la campagne : les dossiers de cette `campagne` sont vérifiés selon elle",
    ),
    ("the fiche that it decides; a common frame has none", "la fiche dont il décide ; un cadre commun n'en a pas"),
    (
        "the sets that are part of it, with all that they hold",
        "les jeux qui en font partie, avec tout ce qu'ils contiennent",
    ),
    (
        "only for dossiers whose `projet.intercommunalite.siren` it is; without it, for all",
        "pour les seuls dossiers dont c'est le `projet.intercommunalite.siren` ; sans elle, pour tous",
    ),
    (
        "when it is in force; on other days the report says that it is out of date",
        "sa période de validité ; en dehors, le rapport signale qu'elle est passée",
    ),
    ("its name for people", "son nom pour les lecteurs"),
    (
        "`true` where none of its rules is a demand of the call",
        "`true` si aucune de ses règles n'est une exigence de l'appel",
    ),
    ("in French", "en français"),
    ("in English", "en anglais"),
    (
        "characters of a text that counts as documented, without the space around it",
        "nombre de caractères à partir duquel un texte compte comme rédigé, sans les espaces autour",
    ),
    (
        "texts that count as absent, in every key that may be absent",
        "les textes qui valent une absence, dans toute clé qui peut manquer",
    ),
    ("what the call speaks of", "ce dont parle l'appel"),
    ("why it is not decided", "pourquoi rien n'en est décidé"),
    (
        "of a column, `\"budget.produits.montant\"`: over the lines that `where` keeps; absent without the table, zero when no line is kept. Of a list, `[\"a\", \"b\"]`: of those amounts or numbers that are there; absent when none is",
        "d'une colonne, `\"budget.produits.montant\"` : sur les lignes que `where` garde ; absente sans le tableau, nulle si aucune ligne n'est gardée. D'une liste, `[\"a\", \"b\"]` : des montants ou nombres qui sont donnés ; absente si aucun ne l'est",
    ),
    ("`[\"a\", \"b\"]`: a − b, two amounts or two numbers", "`[\"a\", \"b\"]` : a − b, deux montants ou deux nombres"),
    (
        "`[\"a\", \"b\"]`: a over b, compared without rounding; absent too when b is zero or less",
        "`[\"a\", \"b\"]` : a sur b, comparé sans arrondi ; absent aussi quand b est nul ou négatif",
    ),
    (
        "the number of a table's lines that `where` keeps, or of a list's entries",
        "le nombre de lignes d'un tableau que `where` garde, ou d'entrées d'une liste",
    ),
    (
        "`[\"a\", \"b\", \"0 €\"]`: the first that is given (an empty list is not); a value may end it. All members have one shape: all single values or all lists, of one type (texts, tokens, slugs and codes go together)",
        "`[\"a\", \"b\", \"0 €\"]` : le premier qui est donné (une liste vide ne l'est pas) ; une valeur peut la finir. Tous sont de même forme, valeurs seules ou listes, et de même type (textes, jetons, mots-clés et codes vont ensemble)",
    ),
    (
        "the entries of all, as a list; a single value counts as one entry",
        "les entrées de tous, en une liste ; une valeur seule compte pour une entrée",
    ),
    (
        "the entries of a list of texts that pass the tests beside it",
        "les entrées d'une liste de textes qui passent les tests écrits à côté",
    ),
    (
        "for each entry of a fact, or of a `\"@list\"`, the cells of the columns in the rows of the table whose first column is the entry. Empty cells are left out, and each value comes once",
        "pour chaque entrée d'un fait, ou d'une `\"@liste\"`, les cellules des colonnes, aux lignes de la table dont la première colonne est cette entrée. Les cellules vides sont omises, et chaque valeur ne vient qu'une fois",
    ),
    (
        "where it holds the fact is `then`, otherwise `else`. Undetermined, a rule that rests on the fact is decided under both, and undetermined where they do not come to the same",
        "si elle est remplie, le fait est `then`, sinon `else`. Indéterminée, une règle qui repose sur ce fait est décidée des deux façons, et reste indéterminée si elles diffèrent",
    ),
    ("facts without each of which it is absent", "des faits dont aucun ne peut manquer, sans quoi il est absent"),
    ("the lines that are kept, by their columns", "les lignes gardées, d'après leurs colonnes"),
    (
        "members that may be absent; when all may, and are, so is the union",
        "les membres qui peuvent manquer ; si tous le peuvent et manquent, la réunion aussi",
    ),
    ("the reference table", "la table de référence"),
    ("the column whose cells are taken", "la colonne dont les cellules sont prises"),
    ("several such columns", "plusieurs de ces colonnes"),
    ("the fact, or value, that it is where `if` holds", "le fait, ou la valeur, qu'il est quand `if` est remplie"),
    (
        "the fact, or value, that it is where `if` does not hold",
        "le fait, ou la valeur, qu'il est quand `if` ne l'est pas",
    ),
    ("why, where that loosens a rule", "pourquoi, si cela assouplit une règle"),
    ("the fact is this value", "le fait est cette valeur"),
    ("the two are equal", "les deux sont égaux"),
    ("it is the bound or more", "il vaut la borne ou plus"),
    ("it is the bound or less", "il vaut la borne ou moins"),
    ("it is more than the bound", "il vaut plus que la borne"),
    ("it is less than the bound", "il vaut moins que la borne"),
    ("it is that day or a later one", "c'est ce jour-là ou plus tard"),
    ("it is that day or an earlier one", "c'est ce jour-là ou plus tôt"),
    ("it is a later day", "c'est un jour plus tardif"),
    ("it is an earlier day", "c'est un jour plus tôt"),
    ("it is in the list", "il est dans la liste"),
    ("it, or every entry, is outside the list", "lui, ou chacune de ses entrées, est hors de la liste"),
    (
        "at least one entry is in the list; an empty list has none",
        "une entrée au moins est dans la liste ; une liste vide n'en a aucune",
    ),
    ("every entry of the right side is among the fact's", "chaque entrée de droite est parmi celles du fait"),
    ("every entry is in the list", "chaque entrée est dans la liste"),
    ("a row of that reference table begins with it", "une ligne de cette table de référence commence par lui"),
    ("it begins with one of these", "il commence par l'un de ceux-ci"),
    ("it begins with none of these", "il ne commence par aucun de ceux-ci"),
    (
        "the regular expression matches; `^…$` for the whole of it",
        "l'expression régulière s'y trouve ; `^…$` pour le texte entier",
    ),
    ("it is a well-formed number: `siret`, `siren`, `rna`", "c'est un numéro bien formé : `siret`, `siren`, `rna`"),
    (
        "the table links it (first column) to one of the other fact's entries (second column)",
        "la table le relie (première colonne) à l'une des entrées de l'autre fait (seconde colonne)",
    ),
    ("it has the length that the conventions ask for", "il a la longueur que les conventions demandent"),
    ("it holds an entry", "il a une entrée"),
    (
        "every line has these columns filled in; a column that is not leaves it undetermined",
        "ces colonnes sont remplies à chaque ligne ; une colonne qui ne l'est pas laisse indéterminé",
    ),
    (
        "something (`true`) or nothing (`false`) is there; an empty list is nothing. Never undetermined",
        "il est donné (`true`) ou non (`false`) ; une liste vide n'est rien. Jamais indéterminé",
    ),
    ("the fact that is tested", "le fait que l'on teste"),
    (
        "the burden of proof lies with the applicant: nothing there is a violation",
        "c'est au porteur de le montrer : ne rien dire enfreint la règle",
    ),
    (
        "where the tests do not hold, nothing is decided: a quartier's name proves nothing",
        "si les tests ne passent pas, rien n'est décidé : le nom d'un quartier ne prouve rien",
    ),
    (
        "what the decision rests on, in a rule whose own basis is `either`",
        "sur quoi repose la décision, dans une règle de fondement `either`",
    ),
    (
        "entries of the right side that the fact does not name are listed for the reader",
        "les entrées de droite que le fait ne cite pas sont montrées au lecteur",
    ),
    (
        "all of them hold; one that fails settles it, whatever is unknown beside it",
        "toutes sont remplies ; une seule qui ne l'est pas suffit à trancher, quoi qui manque à côté",
    ),
    (
        "one of them holds, and settles it, whatever is unknown beside it",
        "l'une est remplie, et tranche, quoi qui manque à côté",
    ),
    ("it does not hold", "elle n'est pas remplie"),
    (
        "where it holds, `then` must, otherwise `else`; undetermined, so is the whole",
        "si elle est remplie, `then` doit l'être, sinon `else` ; indéterminée, l'ensemble l'est",
    ),
    ("what must hold where `if` does", "ce qui doit être rempli quand `if` l'est"),
    (
        "what must hold where `if` does not; without it, the whole holds there",
        "ce qui doit être rempli quand `if` ne l'est pas ; sans elle, l'ensemble est alors rempli",
    ),
    ("the other fact", "l'autre fait"),
    (
        "unique in the campaign; in an `[[override]]`, the rule that is changed",
        "unique dans la campagne ; dans un `[[override]]`, la règle que l'on change",
    ),
    ("what it is about", "sur quoi elle porte"),
    (
        "decides eligibility, is a reservation, or only informs",
        "décide de l'éligibilité, n'est qu'une réserve, ou informe seulement",
    ),
    ("when it is decided", "quand elle est décidée"),
    (
        "from figures, dates and codes; from what the applicant says, for a technician to verify; or as the branch of the predicate that decided says",
        "d'après des montants, des dates et des codes ; d'après ce que le porteur déclare, qu'un technicien vérifie ; ou selon la branche de la condition qui a tranché",
    ),
    ("where the call asks for it", "où l'appel le demande"),
    ("a noun phrase", "un groupe nominal"),
    (
        "what the call asks, exactly and with its figures, in own words; none in the tool's own sets",
        "ce que l'appel demande, exactement et avec ses chiffres, en d'autres mots ; rien dans les jeux propres à l'outil",
    ),
    (
        "where the call leaves room: the reading that the rule takes, and why",
        "là où l'appel laisse une marge : la lecture que la règle retient, et pourquoi",
    ),
    ("what the call wants with it", "ce que l'appel cherche par là"),
    (
        "what to write or do, where no computed remedy can say it",
        "quoi écrire ou faire, quand aucun calcul ne peut le dire",
    ),
    (
        "where it does not hold, the rule is not applicable; undetermined, so is the rule",
        "si elle n'est pas remplie, la règle est sans objet ; indéterminée, la règle l'est",
    ),
    (
        "what it demands; a rule of level `info`, or with `unique`, needs none",
        "ce qu'elle exige ; une règle de niveau `info`, ou avec `unique`, n'en a pas besoin",
    ),
    (
        "for a rule across dossiers: what no two of a run may share, the applicant's SIRET and the title (whatever the case, accents, spaces and apostrophes) or the bytes of the file; no predicate, note or exception goes with it",
        "pour une règle entre dossiers : ce que deux dossiers d'un lot ne peuvent avoir en commun, le SIRET du porteur et le titre (sans égard à la casse, aux accents, aux espaces ni aux apostrophes), ou les octets du fichier ; aucune condition, remarque ni dispense ne va avec",
    ),
    (
        "other ways to read the call; each has a `when`, a `require` or a `level` of its own, and the rule's for the rest",
        "d'autres façons de lire l'appel ; chacune a un `when`, un `require` ou un `level` à elle, et ceux de la règle pour le reste",
    ),
    ("texts that it shows", "des textes qu'elle montre"),
    (
        "what the applicant does to keep its deadline, for the next step that a report ends with: the first text that applies",
        "ce que fait le porteur pour tenir son échéance, pour la prochaine étape qui finit un rapport : le premier texte qui s'applique",
    ),
    (
        "where this rule applies, those are not applicable; each an id, or a table with `rule` and a further condition `when`",
        "là où cette règle s'applique, celles-ci sont sans objet ; chacune est un id, ou une table avec `rule` et une condition de plus, `when`",
    ),
    (
        "in a fiche whose set holds this rule, those are not there at all",
        "dans une fiche dont le jeu contient cette règle, celles-ci n'existent pas",
    ),
    ("whether the rule is out of force", "si la règle n'est plus en vigueur"),
    (
        "the same under several rules is one and the same reading of the call",
        "le même sous plusieurs règles est une seule et même lecture de l'appel",
    ),
    ("where it applies, if not where the rule does", "où elle s'applique, si ce n'est pas là où la règle le fait"),
    ("what it demands, if not what the rule does", "ce qu'elle exige, si ce n'est pas ce qu'exige la règle"),
    ("how much it weighs, if not as the rule does", "son poids, s'il n'est pas celui de la règle"),
    (
        "where it is shown, if not wherever the rule applies",
        "où il est montré, si ce n'est pas partout où la règle s'applique",
    ),
    (
        "may quote facts, `{projet.intercommunalite.nom}`; not shown where one is absent",
        "peut citer des faits, `{projet.intercommunalite.nom}` ; n'est pas montré si l'un d'eux est absent",
    ),
    ("the rule that is waived", "la règle dont on dispense"),
    ("a further condition", "une condition de plus"),
    (
        "the facts that tables show beside the verdict, in order; their labels head them",
        "les faits que les tableaux montrent à côté de l'avis, dans l'ordre ; leurs libellés sont les en-têtes",
    ),
    (
        "those columns that a list of one line a dossier has room for",
        "celles de ces colonnes qui tiennent dans une liste d'une ligne par dossier",
    ),
    ("short names of columns, where there is little room", "des noms courts de colonnes, là où la place manque"),
    ("what a summary of several dossiers adds up", "ce que la synthèse de plusieurs dossiers additionne"),
    ("the column by which amounts are summed, too", "la colonne selon laquelle les montants sont aussi additionnés"),
    (
        "amounts drawn against the floors and caps that the fiche's own rules set them",
        "les montants dessinés face aux planchers et plafonds que les règles de la fiche leur fixent",
    ),
    ("the funding plan that is drawn", "le plan de financement que l'on dessine"),
    ("the column of the amount", "la colonne du montant"),
    ("the columns that it is made of", "les colonnes dont il est fait"),
    ("the sum whose lines are drawn", "la somme dont les lignes sont dessinées"),
    (
        "the column of their table that gives each its colour",
        "la colonne de leur tableau qui donne à chacune sa couleur",
    ),
    (
        "the ratio whose part comes first, up to the bound that a rule sets it",
        "le taux dont la part vient en premier, jusqu'à la borne qu'une règle lui fixe",
    ),
    (
        "the amounts, columns of amounts and dates that may change, in the order in which plans list them",
        "les montants, colonnes de montants et dates qui peuvent changer, dans l'ordre où les plans les citent",
    ),
    (
        "amounts of which one that is absent may be entered where another is given",
        "des montants dont un qui manque peut être inscrit quand un autre est donné",
    ),
    (
        "lines that may be added; plans list them last",
        "les lignes qui peuvent être ajoutées ; les plans les citent en dernier",
    ),
    ("the column of their amounts", "la colonne de leurs montants"),
    (
        "a column and a list: one line of each kind that no line has yet",
        "une colonne et une liste : une ligne de chaque sorte qu'aucune ligne n'a encore",
    ),
    (
        "the lines that are looked through for those kinds, as for a sum",
        "les lignes parmi lesquelles ces sortes sont cherchées, comme pour une somme",
    ),
    (
        "what stands in the other columns of a new line",
        "ce qui est écrit dans les autres colonnes d'une ligne nouvelle",
    ),
    (
        "the base dossier of every case that names no other",
        "le dossier de départ de chaque cas qui n'en nomme pas d'autre",
    ),
    ("the day of the evaluation, likewise", "le jour de l'évaluation, de même"),
    ("the cases", "les cas"),
    ("the rule's id", "l'id de la règle"),
    (
        "another reading of the rule: `expect`, `level` and `verdict` are what the rule and the dossier come to by it",
        "une autre lecture de la règle : `expect`, `level` et `verdict` sont ce que la règle et le dossier donnent selon elle",
    ),
    ("what is special about the case", "ce que le cas a de particulier"),
    ("over what the file says", "à la place de ce que dit le fichier"),
    (
        "`{ \"path\" = value }`: writes a value, over what stands there or anew; `[]` and `{ … }` replace whole lists, lines and groups",
        "`{ \"chemin\" = valeur }` : écrit une valeur, par-dessus celle qui s'y trouve ou à neuf ; `[]` et `{ … }` remplacent des listes, des lignes et des groupes entiers",
    ),
    (
        "`{ \"path\" = value }`: adds an entry to a list or a line to a table; `[…]` adds several",
        "`{ \"chemin\" = valeur }` : ajoute une entrée à une liste ou une ligne à un tableau ; `[…]` en ajoute plusieurs",
    ),
    ("`[\"path\"]`: leaves the key and takes its value away", "`[\"chemin\"]` : laisse la clé et ôte sa valeur"),
    ("`[\"path\"]`: takes the key, line or entry away", "`[\"chemin\"]` : ôte la clé, la ligne ou l'entrée"),
    (
        "`{ \"path\" = [value, …] }`: one case for each value, which is written before everything else is changed",
        "`{ \"chemin\" = [valeur, …] }` : un cas par valeur, qui est écrite avant tous les autres changements",
    ),
    ("over what the dossier says", "à la place de ce que dit le dossier"),
    ("likewise", "de même"),
    (
        "SIRETs: a register of funded programmes that holds these",
        "des SIRET : un registre des programmes financés qui les contient",
    ),
    (
        "`{ \"path\" = value }`, for a rule across dossiers: an earlier dossier of the batch, made of the same base by these changes; without it the dossier is the first",
        "`{ \"chemin\" = valeur }`, pour une règle entre dossiers : un dossier précédent du lot, fait du même départ par ces changements ; sans elle, le dossier est le premier",
    ),
    (
        "what the rule comes to; `replaced` where another rule of the fiche takes its place, or it is out of force",
        "ce que donne la règle ; `replaced` si une autre règle de la fiche prend sa place, ou si elle n'est plus en vigueur",
    ),
    (
        "the rule's level, where another rule always speaks with it and hides it from the verdict",
        "le niveau de la règle, quand une autre parle toujours avec elle et le cache dans l'avis",
    ),
    ("for a rule whose branch says it", "pour une règle dont la branche le dit"),
    (
        "what comes of the whole dossier, which shows the rule's level",
        "ce que donne le dossier entier, qui montre le niveau de la règle",
    ),
    (
        "a part of each text that the rule shows, in order, in French, with values as the tables and the dossier write them; `[]` for none",
        "une partie de chaque texte que la règle montre, dans l'ordre, en français, avec les valeurs comme les tables et le dossier les écrivent ; `[]` pour aucun",
    ),
    ("the list anew", "la liste à neuf"),
    ("entries that it has too", "les entrées qu'elle a en plus"),
    ("entries that it no longer has", "les entrées qu'elle n'a plus"),
    ("the campaign whose call it lists", "la campagne dont elle liste l'appel"),
    ("the clauses, in the order of the call", "les clauses, dans l'ordre de l'appel"),
    ("unique in the table", "unique dans la table"),
    ("where it stands in the call", "où elle se trouve dans l'appel"),
    ("what it says, in other words", "ce qu'elle dit, en d'autres mots"),
    ("the rules that render it", "les règles qui la rendent"),
    (
        "whether they ask what it asks, or take one of the meanings for which it leaves room, as the `choice` of one of them says",
        "si elles demandent ce qu'elle demande, ou retiennent l'un des sens qu'elle laisse possibles, comme le dit le `choice` de l'une d'elles",
    ),
    (
        "in place of rules, the French `subject` of the reminder that says why no machine decides it",
        "à la place de règles, le `subject` français du rappel qui dit pourquoi aucune machine n'en décide",
    ),
];

pub(super) fn line(english: &str) -> &'static str {
    let found = LINES.iter().find(|(line, _)| *line == english);
    found.unwrap_or_else(|| panic!("no French for: {english}")).1
}
