//! The clauses of the call, and what decides each: rules, or, as a reminder says, no machine.
//!
//! A table is of one campaign. What overlays and other campaigns add or change is no clause of it.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::Path;

use super::embedded::EMBEDDED_CLAUSES;
use super::error::{Named, Origin, RuleErrorKind, listed};
use super::language::{CLAUSE, CLAUSE_FILE};
use super::lint::{FindingKind, RuleFinding};
use super::model::{Campaign, Rule, RuleBook, RuleId};
use super::reader::{Fields, SpannedTable, SpannedText, SpannedValue, parse};
use super::sink::ErrorSink;
use super::token::Rendering;
use super::{RuleErrors, read_files};
use crate::reference;
use crate::source::SourceFile;
use crate::text::{Bilingual, Lang, typeset};

#[derive(Debug)]
pub(crate) struct ClauseTable<'b> {
    pub file: SourceFile,
    /// The campaign whose call it lists.
    pub campaign: &'b Campaign,
    pub clauses: Vec<Clause>,
}

#[derive(Debug)]
pub(crate) struct Clause {
    pub id: String,
    pub origin: Origin,
    /// The section of the call.
    pub section: String,
    pub paraphrase: Bilingual,
    pub decision: Decision,
}

#[derive(Debug)]
pub(crate) enum Decision {
    Rules {
        rules: Vec<RuleId>,
        rendering: Rendering,
    },
    /// No machine decides it, as one of [`Campaign::reminders`] says.
    Reminder(usize),
}

impl<'b> ClauseTable<'b> {
    /// The table that goes with the rule sets of a folder, or with the embedded ones; a folder need not have one.
    pub(crate) fn beside(folder: Option<&Path>, book: &'b RuleBook) -> Option<Result<Self, RuleErrors>> {
        let Some(folder) = folder else { return Some(Self::embedded(book)) };
        let path = folder.join("reference").join(reference::CLAUSES);
        if !path.exists() {
            return None;
        }
        let (files, errors) = read_files(&[path]);
        Some(match files.into_iter().next() {
            Some(file) => Self::read(file, false, book),
            None => Err(RuleErrors { files: Vec::new(), errors }),
        })
    }

    /// The same; failing that, the embedded table.
    pub(crate) fn for_sets(folder: Option<&Path>, book: &'b RuleBook) -> Result<Self, RuleErrors> {
        Self::beside(folder, book).unwrap_or_else(|| Self::embedded(book))
    }

    fn embedded(book: &'b RuleBook) -> Result<Self, RuleErrors> {
        let (name, text) = EMBEDDED_CLAUSES[0];
        Self::read(SourceFile::new(format!("rules/{name}"), text), true, book)
    }

    /// Where `bilingual`, every text is to be in both languages.
    pub(crate) fn read(file: SourceFile, bilingual: bool, book: &'b RuleBook) -> Result<Self, RuleErrors> {
        let errors = ErrorSink::with_bilingual(bilingual.into());
        let read = {
            let document = parse(0, &file, &errors);
            table(SpannedTable::top(0, &document, &errors), book, &errors)
        };
        match read {
            Some((campaign, clauses)) if errors.count() == 0 => Ok(Self { file, campaign, clauses }),
            _ => Err(RuleErrors { files: vec![file], errors: listed(errors.into_errors()) }),
        }
    }

    /// What the table and the rule sets leave out of each other: findings in the files of the rule sets, and in its own.
    pub(crate) fn gaps(&self) -> (Vec<RuleFinding>, Vec<RuleFinding>) {
        let campaign = self.campaign;
        let renderings = |id: RuleId| {
            self.clauses.iter().filter_map(move |clause| match &clause.decision {
                Decision::Rules { rules, rendering } if rules.contains(&id) => Some(*rendering),
                Decision::Rules { .. } | Decision::Reminder(_) => None,
            })
        };
        let mut of_sets = Vec::new();
        for id in campaign.rule_ids().filter(|&id| campaign.is_of_call(campaign.rule(id))) {
            let Rule { id: name, origin, choice, .. } = campaign.rule(id);
            if renderings(id).next().is_none() {
                of_sets.push(RuleFinding { kind: FindingKind::NoClause(name.clone()), origin: *origin });
            } else if choice.is_some() && renderings(id).all(|rendering| rendering == Rendering::Faithful) {
                of_sets.push(RuleFinding { kind: FindingKind::UnusedChoice(name.clone()), origin: *origin });
            }
        }
        for (index, reminder) in campaign.reminders.iter().enumerate() {
            let names = |clause: &Clause| matches!(clause.decision, Decision::Reminder(named) if named == index);
            if !self.clauses.iter().any(names) {
                let kind = FindingKind::UnusedReminder(reminder.subject.clone());
                of_sets.push(RuleFinding { kind, origin: reminder.origin });
            }
        }
        let of_table = self.clauses.iter().filter(|clause| match &clause.decision {
            Decision::Rules { rules, rendering: Rendering::Reading } => {
                rules.iter().all(|&rule| campaign.rule(rule).choice.is_none())
            }
            Decision::Rules { rendering: Rendering::Faithful, .. } | Decision::Reminder(_) => false,
        });
        let of_table = of_table
            .map(|clause| RuleFinding { kind: FindingKind::NoChoice(clause.id.clone()), origin: clause.origin })
            .collect();
        (of_sets, of_table)
    }
}

fn table<'b>(top: SpannedTable<'_>, book: &'b RuleBook, errors: &ErrorSink) -> Option<(&'b Campaign, Vec<Clause>)> {
    let fields = top.fields(CLAUSE_FILE);
    let year = fields.get("campaign").and_then(|value| Some((value.integer()?, value.origin())));
    let tables = fields.tables("clause");
    let (year, origin) = year?;
    let Some(campaign) = book.campaign(year) else {
        let name = SpannedText { text: &year.to_string(), origin };
        errors.unknown(Named::Campaign, name, book.years().iter().map(i64::to_string));
        return None;
    };
    let rules = campaign.rule_ids().map(|rule| (campaign.rule(rule).id.as_str(), rule)).collect();
    let reader = ClauseReader { campaign, rules, errors };
    let mut ids: HashMap<&str, Origin> = HashMap::new();
    let clauses: Vec<Clause> =
        tables.into_iter().filter_map(|table| reader.clause(&table.fields(CLAUSE), &mut ids)).collect();
    Some((campaign, clauses))
}

struct ClauseReader<'r> {
    campaign: &'r Campaign,
    rules: HashMap<&'r str, RuleId>,
    errors: &'r ErrorSink,
}

impl ClauseReader<'_> {
    fn clause<'t>(&self, fields: &Fields<'t>, ids: &mut HashMap<&'t str, Origin>) -> Option<Clause> {
        let id = fields.name("id");
        if let Some(id) = id {
            match ids.entry(id.text) {
                Entry::Occupied(first) => self.errors.duplicate(Named::Clause, id, *first.get()),
                Entry::Vacant(place) => {
                    place.insert(id.origin);
                }
            }
        }
        let section = fields.text("section");
        let paraphrase = fields.bilingual("paraphrase");
        let decision = self.decision(fields);
        let id = id?;
        Some(Clause {
            id: id.text.to_owned(),
            origin: id.origin,
            section: section?.to_owned(),
            paraphrase: paraphrase?,
            decision: decision?,
        })
    }

    fn decision(&self, fields: &Fields<'_>) -> Option<Decision> {
        let report = |kind, value: SpannedValue<'_>| self.errors.report(kind, value.origin());
        match (fields.get("rules"), fields.get("reminder")) {
            (Some(_), Some(reminder)) => {
                report(RuleErrorKind::MixedPredicate(vec!["rules".to_owned(), "reminder".to_owned()]), reminder);
                None
            }
            (None, None) => {
                self.errors.report(RuleErrorKind::MissingKey("rules"), fields.origin());
                None
            }
            (Some(rules), None) => {
                let rendering = fields.word("rendering");
                if !fields.has("rendering") {
                    self.errors.report(RuleErrorKind::MissingKey("rendering"), fields.origin());
                }
                if rules.as_list().is_some_and(|mut list| list.next().is_none()) {
                    rules.report(RuleErrorKind::EmptyList);
                }
                let rules: Option<Vec<RuleId>> = rules.texts().into_iter().map(|id| self.rule(id)).collect();
                Some(Decision::Rules { rules: rules?, rendering: rendering? })
            }
            (None, Some(reminder)) => {
                if let Some(rendering) = fields.get("rendering") {
                    report(RuleErrorKind::Idle { key: "rendering".to_owned(), needs: "rules" }, rendering);
                }
                self.reminder(reminder.spanned_text()?).map(Decision::Reminder)
            }
        }
    }

    fn rule(&self, id: SpannedText<'_>) -> Option<RuleId> {
        let found = self.rules.get(id.text).copied();
        if found.is_none() {
            self.errors.unknown(Named::Rule, id, self.campaign.rules.iter().map(|rule| rule.id.as_str()));
        }
        found
    }

    fn reminder(&self, subject: SpannedText<'_>) -> Option<usize> {
        let reminders = &self.campaign.reminders;
        let named = typeset(subject.text, Lang::Fr);
        let found = reminders.iter().position(|reminder| reminder.subject.fr == named);
        if found.is_none() {
            self.errors.unknown(Named::Reminder, subject, reminders.iter().map(|reminder| &*reminder.subject.fr));
        }
        found
    }
}
