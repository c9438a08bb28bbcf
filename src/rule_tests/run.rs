//! Running cases: the base dossier changed, decoded by the ordinary decoder, assessed, and compared.

use super::case::{Expect, Suite, TestCase};
use super::change::{CaseChange, PathNotFound};
use crate::dossier::format::Stage;
use crate::dossier::{Decoded, Dossier, KnownCampaign, Problem, decode, without_spaces};
use crate::engine::{
    Assessment, Context, FactValue, Facts, Programme, ReadingVerdict, Status, Verdict, assess, shown_notes, status_by,
};
use crate::rules::{Basis, FicheSet, Level, NotePiece, NoteText, Rule, RuleBook, Unique};
use crate::text::{plain_spaces, string_enum};
use crate::yaml::{Tree, parse};

string_enum! {
    /// How a case ended.
    pub(crate) enum Grade {
        /// Everything as the case says.
        Passed = "passed",
        /// The rule fired where it must not.
        Noisy = "noisy",
        /// The rule did not fire where it must.
        Missing = "missing",
        /// Anything else, or a case that cannot be run.
        Wrong = "wrong",
    }
}

#[derive(Debug)]
pub(crate) struct CaseResult<'s> {
    pub case: &'s TestCase,
    pub mismatch: Option<Mismatch>,
}

impl CaseResult<'_> {
    pub(crate) fn grade(&self) -> Grade {
        match &self.mismatch {
            None => Grade::Passed,
            Some(Mismatch::Status(got)) => match (self.case.expect, got) {
                (Expect::Replaced, _) | (_, Expect::Replaced) => Grade::Wrong,
                (expected, got) if expected.fires() && !got.fires() => Grade::Missing,
                (expected, got) if got.fires() && !expected.fires() => Grade::Noisy,
                _ => Grade::Wrong,
            },
            Some(_) => Grade::Wrong,
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Mismatch {
    Structure(Vec<Problem>),
    Change(PathNotFound),
    /// Neither the case nor the dossier names a fiche that the campaign's sets hold.
    NoFiche,
    Status(Expect),
    Level(Level),
    Basis(Basis),
    Verdict(Verdict),
    /// The rule shows other texts; all that it shows.
    Notes(Vec<String>),
}

#[derive(Debug)]
pub(crate) struct PreparedCase<'s> {
    pub case: &'s TestCase,
    pub dossier: Result<Dossier<'s>, Mismatch>,
    pub earlier: Option<Result<Dossier<'s>, Mismatch>>,
    /// What the case's register holds of the applicant; none without a register.
    programmes: Option<Vec<Programme>>,
}

impl Suite {
    /// Every case with its dossier, read as one of these campaigns.
    pub(crate) fn prepare(&self, campaigns: &[KnownCampaign<'_>]) -> Vec<PreparedCase<'_>> {
        let trees: Vec<Tree<'_>> = self.bases.iter().map(|base| parse(&self.files[base.file])).collect();
        self.cases.iter().map(|case| PreparedCase::new(case, &trees[case.base], campaigns)).collect()
    }

    pub(crate) fn prepare_case<'s>(&'s self, case: &'s TestCase, campaigns: &[KnownCampaign<'_>]) -> PreparedCase<'s> {
        PreparedCase::new(case, &parse(&self.files[self.bases[case.base].file]), campaigns)
    }

    pub(crate) fn run(&self, book: &RuleBook) -> Vec<CaseResult<'_>> {
        self.prepare(&book.known_campaigns()).iter().map(|prepared| prepared.run(book)).collect()
    }
}

fn changed<'s>(
    changes: &[CaseChange],
    base: &Tree<'s>,
    campaigns: &[KnownCampaign<'_>],
) -> Result<Dossier<'s>, Mismatch> {
    let mut root = base.root.clone();
    if let Some(root) = &mut root {
        changes.iter().try_for_each(|change| change.make(root)).map_err(Mismatch::Change)?;
    }
    let Decoded { dossier, problems } =
        decode(&Tree { root, errors: base.errors.clone(), complete: base.complete }, campaigns);
    if problems.is_empty() { Ok(dossier) } else { Err(Mismatch::Structure(problems)) }
}

impl<'s> PreparedCase<'s> {
    fn new(case: &'s TestCase, base: &Tree<'s>, campaigns: &[KnownCampaign<'_>]) -> Self {
        let earlier = case.before.as_deref().map(|changes| changed(changes, base, campaigns));
        let dossier = changed(&case.changes, base, campaigns);
        let siret = dossier.as_ref().ok().and_then(|dossier| dossier.text("porteur.siret")).unwrap_or_default();
        let siret = without_spaces(siret);
        let lines = |register: &Vec<String>| {
            let lines = register.iter().zip(1..).filter(|(listed, _)| **listed == siret);
            lines.map(|(_, line)| Programme { line, ..Programme::default() }).collect()
        };
        Self { case, programmes: case.register.as_ref().map(lines), dossier, earlier }
    }

    /// The facts of the case's dossier and the fiche that it is assessed under; none for a broken case.
    pub(crate) fn facts<'a>(&'a self, book: &'a RuleBook) -> Option<(Facts<'a>, &'a FicheSet)> {
        let dossier: &'a Dossier<'a> = self.dossier.as_ref().ok()?;
        let siren = dossier.text("projet.intercommunalite.siren");
        let campaign = book.campaign_for(dossier.integer("campagne")?, siren)?;
        let number = self.case.fiche.or_else(|| dossier.text("fiche")?.parse().ok())?;
        let fiche = campaign.fiche(number)?;
        let context = Context { date: self.case.date, fiche: number, programmes: self.programmes.as_deref() };
        Some((Facts::new(campaign, &book.tables, dossier, context), fiche))
    }

    pub(crate) fn stage(&self) -> Stage {
        let of_dossier = self.dossier.as_ref().map(Dossier::stage).unwrap_or_default();
        self.case.stage.unwrap_or(of_dossier)
    }

    pub(crate) fn run(&self, book: &RuleBook) -> CaseResult<'s> {
        let mismatch = match (&self.dossier, self.facts(book)) {
            (Err(broken), _) => Some(broken.clone()),
            (Ok(_), None) => Some(Mismatch::NoFiche),
            (Ok(_), Some(_)) if let Some(Err(broken)) = &self.earlier => Some(broken.clone()),
            (Ok(_), Some((facts, fiche))) => self.compare(&facts, &assess(&facts, fiche, self.stage())),
        };
        CaseResult { case: self.case, mismatch }
    }

    fn compare(&self, facts: &Facts<'_>, assessment: &Assessment) -> Option<Mismatch> {
        let case = self.case;
        let campaign = facts.campaign();
        let outcome = assessment.outcomes.iter().find(|outcome| campaign.rule(outcome.rule).id == case.rule);
        let (status, level) = match (&case.reading, outcome) {
            (None, outcome) => (outcome.map(|outcome| outcome.status), None),
            (Some(reading), outcome) => outcome.and_then(|outcome| status_by(facts, *outcome, reading)).unzip(),
        };
        let across = campaign.batch_rules().find(|(rule, _)| rule.id == case.rule);
        let got = across.map_or(Expect::of(status), |(rule, unique)| self.across(rule, unique));
        if got != case.expect {
            return Some(Mismatch::Status(got));
        }
        let rule = across.map(|(rule, _)| rule).or_else(|| outcome.map(|outcome| campaign.rule(outcome.rule)));
        if let (Some(expected), Some(level)) = (case.level, level.or(rule.map(|rule| rule.level)))
            && level != expected
        {
            return Some(Mismatch::Level(level));
        }
        if let (Some(expected), Some(Status::Satisfied(basis))) = (case.basis, status)
            && basis != expected
        {
            return Some(Mismatch::Basis(basis));
        }
        let by_reading = case.reading.as_ref().and_then(|reading| {
            let is_reading = |other: &&ReadingVerdict| other.decides.iter().any(|id| id.get(campaign).id == *reading);
            assessment.by_reading.iter().find(is_reading)
        });
        let verdict = by_reading.map_or(assessment.verdict, |other| other.verdict);
        if case.verdict.is_some_and(|expected| expected != verdict) {
            return Some(Mismatch::Verdict(verdict));
        }
        let expected = case.notes.as_ref()?;
        let shown = outcome.map(|outcome| notes(facts, campaign.rule(outcome.rule))).unwrap_or_default();
        let same = shown.len() == expected.len()
            && shown.iter().zip(expected).all(|(shown, expected)| plain_spaces(shown).contains(expected.as_str()));
        (!same).then_some(Mismatch::Notes(shown))
    }
}

impl PreparedCase<'_> {
    /// What a rule across dossiers comes to, the earlier dossier being the only one before.
    fn across(&self, rule: &Rule, unique: Unique) -> Expect {
        if !rule.stages.contains(&self.stage()) {
            return Expect::Deferred;
        }
        let (Ok(dossier), Some(Ok(earlier))) = (&self.dossier, &self.earlier) else { return Expect::Satisfied };
        let same = match unique {
            Unique::Project => dossier.duplicate_key().is_some_and(|key| earlier.duplicate_key() == Some(key)),
            // Files that are made of one base by the same changes.
            Unique::Content => self.case.before.as_ref() == Some(&self.case.changes),
        };
        if same { Expect::Violated } else { Expect::Satisfied }
    }
}

fn notes(facts: &Facts<'_>, rule: &Rule) -> Vec<String> {
    shown_notes(facts, &rule.notes).filter_map(|note| plain(facts, &note.text[0])).collect()
}

/// A text with the values that it quotes as the dossier writes them; none when one is absent.
fn plain(facts: &Facts<'_>, template: &NoteText) -> Option<String> {
    let mut text = String::new();
    for piece in &template.pieces {
        match piece {
            NotePiece::Words(words) => text.push_str(words),
            NotePiece::Fact(fact) => {
                let texts: Vec<&str> = match facts.get(*fact)? {
                    FactValue::List(entries) => entries.iter().filter_map(|entry| entry.value.text()).collect(),
                    FactValue::One(value) => value.text().into_iter().collect(),
                    FactValue::Ratio { .. } | FactValue::Records(_) => Vec::new(),
                };
                if texts.is_empty() {
                    return None;
                }
                text.push_str(&texts.join(" ; "));
            }
        }
    }
    Some(text)
}
