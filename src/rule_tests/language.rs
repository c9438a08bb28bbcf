//! The language of test cases as a table, in the manner of that of rules.

use super::case::Expect;
use crate::dossier::format::STAGES;
use crate::engine::Verdict;
use crate::rules::language::{DAY, Key, TEXTS, ValueShape, optional, required};
use crate::rules::{Basis, Level};

pub(crate) static CASE_FILE: &[Key] = &[
    optional("base", ValueShape::Text, "the base dossier of every case that names no other"),
    optional("date", DAY, "the day of the evaluation, likewise"),
    required("case", ValueShape::List(&ValueShape::Table(CASE)), "the cases"),
];

pub(crate) static CASE: &[Key] = &[
    required("rule", ValueShape::Text, "the rule's id"),
    optional(
        "reading",
        ValueShape::Text,
        "another reading of the rule: `expect`, `level` and `verdict` are what the rule and the dossier come to by it",
    ),
    required("name", ValueShape::Text, "what is special about the case"),
    optional("base", ValueShape::Text, "over what the file says"),
    optional(
        "set",
        ValueShape::AnyTable,
        "`{ \"path\" = value }`: writes a value, over what stands there or anew; `[]` and `{ … }` replace whole lists, lines and groups",
    ),
    optional(
        "append",
        ValueShape::AnyTable,
        "`{ \"path\" = value }`: adds an entry to a list or a line to a table; `[…]` adds several",
    ),
    optional("blank", TEXTS, "`[\"path\"]`: leaves the key and takes its value away"),
    optional("remove", TEXTS, "`[\"path\"]`: takes the key, line or entry away"),
    optional(
        "each",
        ValueShape::OneKey,
        "`{ \"path\" = [value, …] }`: one case for each value, which is written before everything else is changed",
    ),
    optional("fiche", ValueShape::Integer, "over what the dossier says"),
    optional("stage", ValueShape::Word(STAGES), "likewise"),
    optional("date", DAY, "over what the file says"),
    optional("register", TEXTS, "SIRETs: a register of funded programmes that holds these"),
    optional(
        "before",
        ValueShape::AnyTable,
        "`{ \"path\" = value }`, for a rule across dossiers: an earlier dossier of the batch, made of the same base by these changes; without it the dossier is the first",
    ),
    required(
        "expect",
        ValueShape::Word(&Expect::WORDS),
        "what the rule comes to; `replaced` where another rule of the fiche takes its place, or it is out of force",
    ),
    optional(
        "level",
        ValueShape::Word(&Level::WORDS),
        "the rule's level, where another rule always speaks with it and hides it from the verdict",
    ),
    optional("basis", ValueShape::Word(&Basis::WORDS), "for a rule whose branch says it"),
    optional(
        "verdict",
        ValueShape::Word(&Verdict::WORDS),
        "what comes of the whole dossier, which shows the rule's level",
    ),
    optional(
        "notes",
        TEXTS,
        "a part of each text that the rule shows, in order, in French, with values as the tables and the dossier write them; `[]` for none",
    ),
];
