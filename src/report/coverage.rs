//! What of the call is decided, clause by clause: by which rules, or why by no machine.

use std::io::{self, Write};

use serde::Serialize;

use super::{markdown, plain};
use crate::messages::coverage as words;
use crate::messages::labels;
use crate::rules::{Campaign, Clause, ClauseTable, Decision, Rendering};
use crate::text::{Lang, typeset, visible};

#[derive(Debug, Serialize)]
pub(crate) struct Coverage {
    pub campaign: i64,
    pub counts: Counts,
    pub sections: Vec<CoveredSection>,
}

#[derive(Debug, Default, Serialize)]
pub(crate) struct Counts {
    pub clauses: usize,
    /// Of which the rules ask what the clause asks.
    pub faithful: usize,
    /// Of which the rules take one meaning of several.
    pub reading: usize,
    /// Decided by no machine.
    pub undecided: usize,
}

#[derive(Debug, Serialize)]
pub(crate) struct CoveredSection {
    #[serde(serialize_with = "plain::text")]
    pub section: String,
    pub clauses: Vec<CoveredClause>,
}

#[derive(Debug, Serialize)]
pub(crate) struct CoveredClause {
    pub id: String,
    #[serde(serialize_with = "plain::text")]
    pub paraphrase: String,
    pub rules: Vec<String>,
    /// None for a clause that no machine decides.
    pub rendering: Option<Rendering>,
    pub reminder: Option<CoveringReminder>,
}

/// Why no machine decides a clause.
#[derive(Debug, Serialize)]
pub(crate) struct CoveringReminder {
    #[serde(serialize_with = "plain::text")]
    pub subject: String,
    #[serde(serialize_with = "plain::text")]
    pub reason: String,
}

impl Counts {
    fn add(&mut self, decision: &Decision) {
        self.clauses += 1;
        match decision {
            Decision::Rules { rendering: Rendering::Faithful, .. } => self.faithful += 1,
            Decision::Rules { rendering: Rendering::Reading, .. } => self.reading += 1,
            Decision::Reminder(_) => self.undecided += 1,
        }
    }
}

impl Coverage {
    pub(crate) fn new(table: &ClauseTable<'_>, lang: Lang) -> Self {
        let campaign = table.campaign;
        let mut counts = Counts::default();
        let mut sections: Vec<CoveredSection> = Vec::new();
        for clause in &table.clauses {
            counts.add(&clause.decision);
            let covered = CoveredClause::new(clause, campaign, lang);
            let section = typeset(&clause.section, lang);
            match sections.last_mut().filter(|last| last.section == section) {
                Some(last) => last.clauses.push(covered),
                None => sections.push(CoveredSection { section: section.into_owned(), clauses: vec![covered] }),
            }
        }
        Self { campaign: campaign.year, counts, sections }
    }
}

impl CoveredClause {
    fn new(clause: &Clause, campaign: &Campaign, lang: Lang) -> Self {
        let (rules, rendering, reminder) = match &clause.decision {
            Decision::Rules { rules, rendering } => {
                (rules.iter().map(|&rule| campaign.rule(rule).id.clone()).collect(), Some(*rendering), None)
            }
            Decision::Reminder(index) => (Vec::new(), None, campaign.reminders.get(*index)),
        };
        let reminder = reminder.map(|reminder| CoveringReminder {
            subject: reminder.subject.get(lang).to_owned(),
            reason: reminder.reason.get(lang).to_owned(),
        });
        let paraphrase = clause.paraphrase.get(lang).to_owned();
        Self { id: clause.id.clone(), paraphrase, rules, rendering, reminder }
    }

    /// How it is rendered, or why no machine decides it.
    pub(crate) fn outcome(&self, lang: Lang) -> String {
        match (&self.reminder, self.rendering) {
            (Some(CoveringReminder { subject, reason }), _) => {
                words::by_no_machine(visible(subject), visible(reason), lang)
            }
            (None, rendering) => {
                rendering.map(|rendering| words::rendering(rendering, lang)).unwrap_or_default().to_owned()
            }
        }
    }
}

/// How many clauses there are, and how many of them are decided how, each with its name.
pub(crate) fn counts(counts: &Counts, lang: Lang) -> [(&'static str, usize); 4] {
    [
        (words::clauses(lang), counts.clauses),
        (words::faithful(lang), counts.faithful),
        (words::by_reading(lang), counts.reading),
        (words::undecided(lang), counts.undecided),
    ]
}

pub(crate) fn write_markdown(out: &mut dyn Write, coverage: &Coverage, lang: Lang) -> io::Result<()> {
    writeln!(out, "# {}\n", words::title(coverage.campaign, lang))?;
    for (name, count) in counts(&coverage.counts, lang) {
        writeln!(out, "- {name}{} {count}", labels::colon(lang))?;
    }
    for CoveredSection { section, clauses } in &coverage.sections {
        let heads = [words::clause(lang), words::paraphrase(lang), words::rules(lang), words::decision(lang)];
        writeln!(
            out,
            "\n## {}\n\n| {} |\n|{}",
            markdown::plain(section),
            heads.join(" | "),
            "---|".repeat(heads.len())
        )?;
        for clause in clauses {
            let rules = if clause.rules.is_empty() { "–".to_owned() } else { clause.rules.join(", ") };
            let cells =
                [&clause.id, &clause.paraphrase, &rules, &clause.outcome(lang)].map(|text| markdown::plain(text));
            writeln!(out, "| {} |", cells.join(" | "))?;
        }
    }
    Ok(())
}
