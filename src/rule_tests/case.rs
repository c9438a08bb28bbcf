//! Test cases of rule sets, as data.

use chrono::NaiveDate;

use super::change::CaseChange;
use crate::dossier::format::Stage;
use crate::engine::{Status, Verdict};
use crate::rules::{Basis, Level, Origin};
use crate::source::SourceFile;
use crate::text::string_enum;

#[derive(Debug, Default)]
pub(crate) struct Suite {
    /// The files; [`TestCase::origin`] and [`Base::file`] count in it.
    pub files: Vec<SourceFile>,
    pub bases: Vec<Base>,
    pub cases: Vec<TestCase>,
}

impl Suite {
    pub(crate) fn of_rule<'s>(&'s self, rule: &str) -> impl Iterator<Item = &'s TestCase> {
        self.cases.iter().filter(move |case| case.rule == rule)
    }
}

#[derive(Debug)]
pub(crate) struct Base {
    /// Its name: that of its file, without the ending.
    pub name: String,
    pub file: usize,
}

#[derive(Debug)]
pub(crate) struct TestCase {
    pub rule: String,
    pub name: String,
    pub origin: Origin,
    /// The dossier that it starts from, in [`Suite::bases`].
    pub base: usize,
    pub changes: Vec<CaseChange>,
    /// The fiche to assess, over what the dossier says.
    pub fiche: Option<u8>,
    /// The stage to assess at, over what the dossier says.
    pub stage: Option<Stage>,
    pub date: NaiveDate,
    /// The SIRETs of the register of funded programmes; none without a register.
    pub register: Option<Vec<String>>,
    /// For a rule across dossiers: the changes to the base that make an earlier dossier; none where there is none.
    pub before: Option<Vec<CaseChange>>,
    /// The reading of the rule that the case is about, by its id; none for the rule's own.
    pub reading: Option<String>,
    pub expect: Expect,
    /// The rule's level, where the case says so: no verdict shows it where another rule always speaks with it.
    pub level: Option<Level>,
    pub basis: Option<Basis>,
    pub verdict: Option<Verdict>,
    /// A part of each text that the rule shows, in order, in French and with values as the dossier writes them.
    pub notes: Option<Vec<String>>,
}

string_enum! {
    /// What a rule comes to in a case.
    pub(crate) enum Expect {
        /// It holds.
        Satisfied = "satisfied",
        /// It does not.
        Violated = "violated",
        /// It rests on something absent.
        Undetermined = "undetermined",
        /// It does not apply.
        NotApplicable = "not_applicable",
        /// It comes at the next stage.
        Deferred = "deferred",
        /// It is not in the fiche's set, because another rule replaces it.
        Replaced = "replaced",
    }
}

impl Expect {
    /// What a status amounts to; a rule without one is not in the set.
    pub(crate) fn of(status: Option<Status>) -> Self {
        match status {
            Some(Status::Satisfied(_)) => Self::Satisfied,
            Some(Status::Violated) => Self::Violated,
            Some(Status::Undetermined) => Self::Undetermined,
            Some(Status::NotApplicable(_)) => Self::NotApplicable,
            Some(Status::Deferred) => Self::Deferred,
            None => Self::Replaced,
        }
    }

    pub(crate) fn fires(self) -> bool {
        matches!(self, Self::Violated | Self::Undetermined)
    }
}
