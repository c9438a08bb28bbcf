//! The keys of rule sets and overlays: header, lists, rules, overview.

use super::{BILINGUAL, DAY, Key, KeyScope, NOT_BLANK, PREDICATE, TEXTS, ValueShape, optional, required};
use crate::dossier::format::{FICHES, STAGES};
use crate::rules::{Basis, Group, Level, Rendering, Unique};

const IN_SETS: &[KeyScope] = &[KeyScope::Set];
const IN_OVERLAYS: &[KeyScope] = &[KeyScope::Overlay];
const IN_OVERRIDES: &[KeyScope] = &[KeyScope::Override];

pub(crate) static SET: &[Key] = &[
    required("ruleset", ValueShape::Table(HEADER), "what the set is").only_in(IN_SETS),
    required("overlay", ValueShape::Table(HEADER), "what the overlay is").only_in(IN_OVERLAYS),
    optional("conventions", ValueShape::Table(CONVENTIONS), "what counts as a documented text").only_in(IN_SETS),
    optional("labels", ValueShape::Map(&BILINGUAL), "how tokens and slugs are named to people, and slugs in dossiers"),
    optional("lists", ValueShape::Map(&ValueShape::Named("list")), "named lists, used as `\"@name\"`"),
    optional("facts", ValueShape::Map(&ValueShape::Named("fact")), "derived facts"),
    optional("rule", ValueShape::List(&ValueShape::Named("rule")), "rules"),
    optional("override", ValueShape::List(&ValueShape::Named("override")), "changes of rules"),
    optional("reminder", ValueShape::List(&ValueShape::Table(REMINDER)), "what no machine decides"),
    optional("overview", ValueShape::Table(OVERVIEW), "what tables and drawings of dossiers show").only_in(IN_SETS),
    optional("plan", ValueShape::Table(PLAN), "what a plan may change in a dossier").only_in(IN_SETS),
];

pub(crate) static TABLE_FILE: &[Key] =
    &[required("row", ValueShape::List(&ValueShape::Map(&ValueShape::Text)), "the rows, by the columns' names")];

pub(crate) static CLAUSE_FILE: &[Key] = &[
    required("campaign", ValueShape::Integer, "the campaign whose call it lists"),
    required("clause", ValueShape::List(&ValueShape::Table(CLAUSE)), "the clauses, in the order of the call"),
];

pub(crate) static CLAUSE: &[Key] = &[
    required("id", ValueShape::Text, "unique in the table"),
    required("section", ValueShape::Text, "where it stands in the call"),
    required("paraphrase", BILINGUAL, "what it says, in other words"),
    optional("rules", TEXTS, "the rules that render it"),
    optional(
        "rendering",
        ValueShape::Word(&Rendering::WORDS),
        "whether they ask what it asks, or take one of the meanings for which it leaves room, as the `choice` of one of them says",
    )
    .beside(&["rules"]),
    optional(
        "reminder",
        ValueShape::Text,
        "in place of rules, the French `subject` of the reminder that says why no machine decides it",
    ),
];

pub(crate) static HEADER: &[Key] = &[
    required("id", ValueShape::Text, "unique among the sets, or among the overlays"),
    required("campaign", ValueShape::Integer, "the campaign: dossiers with this `campagne` are checked by it"),
    optional("fiche", ValueShape::Number(FICHES), "the fiche that it decides; a common frame has none")
        .only_in(IN_SETS),
    optional("extends", TEXTS, "the sets that are part of it, with all that they hold").only_in(IN_SETS),
    optional(
        "intercommunalite",
        ValueShape::TextLike("^[0-9]{9}$", "SIREN"),
        "only for dossiers whose `projet.intercommunalite.siren` it is; without it, for all",
    )
    .only_in(IN_OVERLAYS),
    optional(
        "valid",
        ValueShape::Named("validity"),
        "when it is in force; on other days the report says that it is out of date",
    ),
    required("title", BILINGUAL, "its name for people"),
    optional("ignorable", ValueShape::Boolean, "`true` where none of its rules is a demand of the call")
        .only_in(IN_SETS),
];

pub(crate) static BILINGUAL_KEYS: &[Key] =
    &[optional("fr", NOT_BLANK, "in French"), optional("en", NOT_BLANK, "in English")];

pub(crate) static VALIDITY: &[Key] = &[required("from", DAY, "the first day"), required("to", DAY, "the last day")];

pub(crate) static CONVENTIONS: &[Key] = &[
    required(
        "documented_at_least",
        ValueShape::Positive,
        "characters of a text that counts as documented, without the space around it",
    ),
    required("placeholders", TEXTS, "texts that count as absent, in every key that may be absent"),
];

pub(crate) static REMINDER: &[Key] = &[
    required("subject", BILINGUAL, "what the call speaks of"),
    required("reason", BILINGUAL, "why it is not decided"),
];

/// A list that is not given as its entries alone.
pub(crate) static LIST: &[Key] = &[
    optional("entries", TEXTS, "the list anew"),
    optional("add", TEXTS, "entries that it has too"),
    optional("remove", TEXTS, "entries that it no longer has"),
    optional("because", BILINGUAL, "why, where that loosens a rule").only_in(IN_OVERLAYS),
];

pub(crate) static RULE: &[Key] = &[
    required("id", ValueShape::Text, "unique in the campaign; in an `[[override]]`, the rule that is changed"),
    required("group", ValueShape::Word(&Group::WORDS), "what it is about"),
    required("level", ValueShape::Word(&Level::WORDS), "decides eligibility, is a reservation, or only informs"),
    required("stages", ValueShape::Filled(&ValueShape::Word(STAGES)), "when it is decided"),
    required(
        "basis",
        ValueShape::Word(&Basis::WORDS),
        "from figures, dates and codes; from what the applicant says, for a technician to verify; or as the branch of the \
         predicate that decided says",
    ),
    required("source", ValueShape::Text, "where the call asks for it"),
    required("title", BILINGUAL, "a noun phrase"),
    optional("asks", BILINGUAL, "what the call asks, exactly and with its figures, in own words; none in the tool's own sets"),
    optional("choice", BILINGUAL, "where the call leaves room: the reading that the rule takes, and why"),
    optional("why", BILINGUAL, "what the call wants with it"),
    optional("advice", BILINGUAL, "what to write or do, where no computed remedy can say it"),
    optional("when", PREDICATE, "where it does not hold, the rule is not applicable; undetermined, so is the rule"),
    optional("require", PREDICATE, "what it demands; a rule of level `info`, or with `unique`, needs none"),
    optional(
        "unique",
        ValueShape::Word(&Unique::WORDS),
        "for a rule across dossiers: what no two of a run may share, the applicant's SIRET and the title (whatever the case, \
         accents, spaces and apostrophes) or the bytes of the file; no predicate, note or exception goes with it",
    ),
    optional(
        "reading",
        ValueShape::List(&ValueShape::Table(READING)),
        "other ways to read the call; each has a `when`, a `require` or a `level` of its own, and the rule's for the rest",
    )
    .beside(&["require"]),
    optional("note", ValueShape::List(&ValueShape::Named("note")), "texts that it shows"),
    optional(
        "step",
        ValueShape::List(&ValueShape::Named("note")),
        "what the applicant does to keep its deadline, for the next step that a report ends with: the first text that applies",
    ),
    optional(
        "waives",
        ValueShape::List(&ValueShape::Named("waiver")),
        "where this rule applies, those are not applicable; each an id, or a table with `rule` and a further condition `when`",
    ),
    optional("replaces", TEXTS, "in a fiche whose set holds this rule, those are not there at all"),
    optional("disabled", ValueShape::Boolean, "whether the rule is out of force").only_in(IN_OVERRIDES),
    optional("because", BILINGUAL, "why, where that loosens a rule").only_in(&[KeyScope::Overlay, KeyScope::Override]),
];

pub(crate) const OVERRIDE_NEEDS: &str = "id";

pub(crate) static READING: &[Key] = &[
    required("id", ValueShape::Text, "the same under several rules is one and the same reading of the call"),
    required("title", BILINGUAL, "a noun phrase"),
    optional("when", PREDICATE, "where it applies, if not where the rule does"),
    optional("require", PREDICATE, "what it demands, if not what the rule does"),
    optional("level", ValueShape::Word(&Level::WORDS), "how much it weighs, if not as the rule does"),
];

pub(crate) static NOTE: &[Key] = &[
    optional("when", PREDICATE, "where it is shown, if not wherever the rule applies"),
    required("text", BILINGUAL, "may quote facts, `{projet.intercommunalite.nom}`; not shown where one is absent"),
];

pub(crate) static WAIVER: &[Key] = &[
    required("rule", ValueShape::Text, "the rule that is waived"),
    optional("when", PREDICATE, "a further condition"),
];

pub(crate) static OVERVIEW: &[Key] = &[
    optional("columns", TEXTS, "the facts that tables show beside the verdict, in order; their labels head them"),
    optional("brief", TEXTS, "those columns that a list of one line a dossier has room for"),
    optional("heads", ValueShape::Map(&BILINGUAL), "short names of columns, where there is little room"),
    optional("sums", ValueShape::Table(SUMS), "what a summary of several dossiers adds up"),
    optional("group_by", ValueShape::Text, "the column by which amounts are summed, too"),
    optional("gauges", TEXTS, "amounts drawn against the floors and caps that the fiche's own rules set them"),
    optional("funding", ValueShape::Table(FUNDING), "the funding plan that is drawn"),
];

pub(crate) static PLAN: &[Key] = &[
    optional(
        "levers",
        TEXTS,
        "the amounts, columns of amounts and dates that may change, in the order in which plans list them",
    ),
    optional("sections", TEXTS, "amounts of which one that is absent may be entered where another is given"),
    optional("new_lines", ValueShape::Table(NEW_LINES), "lines that may be added; plans list them last"),
];

pub(crate) static NEW_LINES: &[Key] = &[
    required("amounts", ValueShape::Text, "the column of their amounts"),
    required("each", ValueShape::OneKey, "a column and a list: one line of each kind that no line has yet"),
    optional("where", ValueShape::Named("lines"), "the lines that are looked through for those kinds, as for a sum"),
    optional("cells", ValueShape::Map(&ValueShape::Text), "what stands in the other columns of a new line"),
];

pub(crate) static SUMS: &[Key] = &[
    required("whole", ValueShape::Text, "the column of the amount"),
    optional("parts", TEXTS, "the columns that it is made of"),
];

pub(crate) static FUNDING: &[Key] = &[
    required("lines", ValueShape::Text, "the sum whose lines are drawn"),
    required("by", ValueShape::Text, "the column of their table that gives each its colour"),
    required("share", ValueShape::Text, "the ratio whose part comes first, up to the bound that a rule sets it"),
];
