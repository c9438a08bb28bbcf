//! One dossier, from its text to its report.

mod rule_sets;

use std::io::{self, Write};
use std::path::PathBuf;

use chrono::NaiveDate;

use crate::batch::{DuplicateKeys, Register};
use crate::dossier::format::Stage;
use crate::dossier::{Decoded, Dossier, Problem, decode};
use crate::engine::{Context, Facts, FicheAssessment, assess};
use crate::fix::corrections;
use crate::panics;
use crate::policy::{self, CommentContext};
use crate::report::compose::{self, Assessed, Shared, Style};
use crate::report::output::{self, OutputOptions};
use crate::report::text::{Selection, TextOptions};
use crate::report::{CsvTable, Dialect, DossierReport, Format, Target};
use crate::rules::{Campaign, RuleBook};
use crate::source::{Found, LeftOut, ReadError, SourceFile, Span, display_path, read_path, read_standard_input};
use crate::text::Lang;
use crate::yaml::{self, Tree};
pub use rule_sets::{RuleSetError, RuleSetProblem, RuleSets};

/// The fiches to assess, over what a dossier says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FicheChoice {
    One(u8),
    All,
}

/// Checks dossiers by rule sets, as of a day.
#[derive(Debug)]
pub struct Checker {
    pub(crate) book: RuleBook,
    pub(crate) register: Option<Register>,
    pub(crate) date: NaiveDate,
    /// The fiches to assess; those that dossiers declare without it.
    pub(crate) fiche: Option<FicheChoice>,
    pub(crate) stage: Option<Stage>,
    pub(crate) style: Style,
}

#[derive(Debug)]
pub(crate) enum Processed {
    Checked(Box<Checked>),
    LeftOut(PathBuf, LeftOut),
    IgnoreFile,
}

/// A dossier that was checked.
#[derive(Debug)]
pub struct Checked {
    /// What the check found; serialised, it is an element of `dossiers` in the JSON report.
    pub report: DossierReport,
    /// The dossier's text, for the formats that show it; none when it could not be read.
    pub(crate) source: Option<SourceFile>,
    identity: Identity,
}

/// What a dossier is compared with others by, and where that stands.
#[derive(Debug, Default)]
struct Identity {
    fingerprints: DuplicateKeys,
    /// The campaign, counted in all of the book's.
    campaign: usize,
    /// Where the applicant's SIRET and the project's title stand.
    project: [Span; 2],
}

impl Checked {
    fn io_failure(error: &ReadError, style: Style) -> Self {
        let report = compose::io_failure(&error.name, &Problem::from(error), error.kind.is_io(), style);
        Self { report, source: None, identity: Identity::default() }
    }

    pub(crate) fn fingerprints(&self) -> DuplicateKeys {
        self.identity.fingerprints
    }

    /// The dossier as it is compared with others, beside its report.
    pub(crate) fn shared<'a>(&'a mut self, book: &'a RuleBook) -> Option<(&'a mut DossierReport, Shared<'a>)> {
        let source = self.source.as_ref()?;
        let campaign = book.all_campaigns().nth(self.identity.campaign)?;
        Some((&mut self.report, Shared { source, book, campaign, project: self.identity.project }))
    }
}

impl Checker {
    /// A checker that evaluates as of a day, and reports in a language, for every format.
    #[must_use]
    pub fn new(rules: RuleSets, date: NaiveDate, lang: Lang) -> Self {
        Self::with_style(
            rules.book,
            date,
            output::style(&Format::ALL.map(|format| (format, Target::StandardOutput)), false, lang, false),
        )
    }

    /// Prepares no more than these formats show, which takes less time.
    #[must_use]
    pub fn only_for(self, formats: &[Format]) -> Self {
        let formats: Vec<_> = formats.iter().map(|format| (*format, Target::StandardOutput)).collect();
        Self { style: output::style(&formats, false, self.style.lang, self.style.verbose), ..self }
    }

    /// Seeks no plans, which takes less time.
    #[must_use]
    pub fn without_plan(self) -> Self {
        Self { style: Style { plan: false, ..self.style }, ..self }
    }

    /// A checker without a register, for dossiers as they declare themselves.
    pub(crate) fn with_style(book: RuleBook, date: NaiveDate, style: Style) -> Self {
        Self { book, register: None, date, fiche: None, stage: None, style }
    }

    /// Checks what was found. Whatever is wrong with a dossier becomes its report, even what this program does wrong.
    pub(crate) fn work(&self, found: Found) -> Processed {
        let checked = match found {
            Found::File(path) => {
                let mut checked = self.guarded(&display_path(&path), |name| read_path(&path, name));
                checked.report.raw_path = path.to_str().is_none().then_some(path);
                checked
            }
            Found::Standard => self.guarded("-", |_| read_standard_input()),
            Found::Failed(error) => Checked::io_failure(&error, self.style),
            Found::LeftOut(path, why) => return Processed::LeftOut(path, why),
            Found::IgnoreFile(_) => return Processed::IgnoreFile,
        };
        Processed::Checked(Box::new(checked))
    }

    /// Checks once more what another checker has read.
    pub(crate) fn again(&self, checked: &Checked) -> Checked {
        match &checked.source {
            Some(source) => self.guarded(source.name(), |name| Ok(SourceFile::new(name, source.text()))),
            None => Checked { report: checked.report.clone(), source: None, identity: Identity::default() },
        }
    }

    /// A check whose panic becomes an error of its dossier, and leaves the others alone.
    fn guarded(&self, name: &str, read: impl FnOnce(&str) -> Result<SourceFile, ReadError>) -> Checked {
        let check = || match read(name) {
            Ok(source) => self.check(source),
            Err(error) => Checked::io_failure(&error, self.style),
        };
        panics::catch(check).unwrap_or_else(|place| {
            let report = compose::io_failure(name, &Problem::panicked(place), true, self.style);
            Checked { report, source: None, identity: Identity::default() }
        })
    }

    /// Checks the dossier in a text.
    pub fn check(&self, source: SourceFile) -> Checked {
        let tree = yaml::parse(&source);
        let decoded = decode(&tree, &self.book.known_campaigns());
        let Decoded { dossier, problems } = &decoded;
        let siren = dossier.text("projet.intercommunalite.siren");
        let campaign = dossier.integer("campagne").and_then(|year| self.book.campaign_for(year, siren));
        let mut report = match campaign {
            Some(campaign) if problems.is_empty() => self.assess(&source, &tree, dossier, campaign),
            _ => {
                let comments = policy::apply(CommentContext {
                    source: &source,
                    tree: &tree,
                    book: &self.book,
                    campaign: None,
                    stage: Stage::default(),
                    assessments: &[],
                });
                compose::structural_failure(&self.book, &source, dossier, problems, &comments, self.style)
            }
        };
        let corrections = corrections(&source, &tree, &decoded, &self.book);
        compose::attach_fixes(&mut report, &source, &corrections, self.style.lang);
        if self.style.needs.edits {
            compose::attach_changes(&mut report, &source);
        }
        let identity = Identity {
            fingerprints: DuplicateKeys::new(source.text(), report.duplicate_key.as_deref()),
            campaign: self.place_of(campaign),
            project: dossier.project_places(),
        };
        Checked { report, source: Some(source), identity }
    }

    /// Writes the report of one dossier in a format, as `recevable check` would of this dossier alone.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn render(&self, dossier: &Checked, format: Format, out: &mut dyn Write) -> io::Result<()> {
        let lang = self.style.lang;
        let text = TextOptions { verbose: self.style.verbose, ..TextOptions::plain(lang) };
        let options = OutputOptions {
            text,
            in_full: true,
            selection: Selection::default(),
            csv: Dialect::Excel,
            csv_table: CsvTable::Dossiers,
        };
        let header = compose::header(&self.book, self.date, lang);
        let reminders = compose::reminders(&self.book, lang);
        output::write_one(format, &options, &header, (&dossier.report, dossier.source.as_ref()), &reminders, out)
    }

    /// A campaign's place in the book; the first one's for a dossier that names none.
    fn place_of(&self, campaign: Option<&Campaign>) -> usize {
        let same = |wanted: &Campaign| self.book.all_campaigns().position(|campaign| std::ptr::eq(campaign, wanted));
        campaign.and_then(same).unwrap_or_default()
    }

    fn assess(
        &self,
        source: &SourceFile,
        tree: &Tree<'_>,
        dossier: &Dossier<'_>,
        campaign: &Campaign,
    ) -> DossierReport {
        let book = &self.book;
        let fiche = match self.fiche {
            Some(FicheChoice::All) => None,
            Some(FicheChoice::One(number)) => Some(number),
            None => dossier.text("fiche").and_then(|fiche| fiche.parse().ok()),
        };
        let stage = self.stage.unwrap_or_else(|| dossier.stage());
        let siret = dossier.text("porteur.siret").unwrap_or_default();
        let programmes = self.register.as_ref().map(|register| register.programmes(siret));
        let sets = campaign.fiches.iter().filter(|set| fiche.is_none_or(|fiche| fiche == set.number));
        let assessments = sets.map(|set| {
            let context = Context { date: self.date, fiche: set.number, programmes: programmes.as_deref() };
            let facts = Facts::new(campaign, &book.tables, dossier, context);
            let assessment = assess(&facts, set, stage);
            FicheAssessment { facts, fiche: set, assessment }
        });
        let assessments: Vec<_> = assessments.collect();
        let context = CommentContext { source, tree, book, campaign: Some(campaign), stage, assessments: &assessments };
        let comments = policy::apply(context);
        let assessed = Assessed { book, source, dossier, fiche, stage, assessments: &assessments, comments: &comments };
        compose::dossier(&assessed, self.style)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Verdict;
    use crate::rules::load_embedded;

    #[test]
    fn a_panic_in_one_dossier_is_its_finding_and_makes_the_check_a_failed_one() {
        let style = output::style(&[], false, Lang::Fr, false);
        let checker = Checker::with_style(load_embedded().unwrap(), NaiveDate::default(), style);
        let Checked { report, source, .. } = checker.guarded("a.yaml", |_| panic!("a panic for the test"));
        assert_eq!((report.path.as_str(), report.verdict, report.io_failed), ("a.yaml", Verdict::Unreadable, true));
        let [error] = &report.errors[..] else { panic!("{:?}", report.errors) };
        assert_eq!(error.code.as_str(), "D-IO");
        assert!(error.message.contains(&format!("{}:", file!())), "{}", error.message);
        assert!(source.is_none());
        let sound = checker.guarded("b.yaml", |name| Ok(SourceFile::new(name, "version: 1\n")));
        assert!(!sound.report.io_failed);
    }
}
