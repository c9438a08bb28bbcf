//! One dossier, from its bytes to its report.

use std::path::PathBuf;

use chrono::NaiveDate;

use crate::cli::FicheChoice;
use crate::dossier::format::DEFAULT_STAGE;
use crate::dossier::{Decoded, Problem, decode};
use crate::engine::{Context, Facts, assess};
use crate::policy::{self, Surroundings};
use crate::report::DossierReport;
use crate::report::build::{self, Assessed, Style};
use crate::rules::{FicheSet, RuleBook};
use crate::source::{ReadError, SourceFile, display_path, read_path, read_standard_input};
use crate::yaml;

/// Where a dossier comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Input {
    /// A file.
    File(PathBuf),
    /// Standard input.
    Standard,
    /// A folder that could not be read.
    Failed(ReadError),
}

/// What dossiers are checked with.
#[derive(Debug)]
pub(super) struct Checker {
    pub(super) book: RuleBook,
    pub(super) years: Vec<i64>,
    pub(super) date: NaiveDate,
    pub(super) fiche: Option<FicheChoice>,
    pub(super) stage: Option<String>,
    pub(super) style: Style,
}

/// A dossier's report, and its text for the formats that show it.
#[derive(Debug)]
pub(super) struct Checked {
    pub(super) report: DossierReport,
    pub(super) source: Option<SourceFile>,
}

impl Checker {
    /// Checks one dossier. Whatever is wrong with it becomes its report.
    pub(super) fn check(&self, input: &Input) -> Checked {
        let source = match input {
            Input::File(path) => read_path(path, display_path(path)),
            Input::Standard => read_standard_input(),
            Input::Failed(error) => Err(error.clone()),
        };
        let source = match source {
            Ok(source) => source,
            Err(error) => {
                let problem = Problem::from(&error);
                let report = build::unread(&error.name, &problem, error.kind.is_io(), self.style);
                return Checked { report, source: None };
            }
        };
        let report = self.report(&source);
        Checked { report, source: Some(source) }
    }

    fn report(&self, source: &SourceFile) -> DossierReport {
        let tree = yaml::parse(source);
        let Decoded { dossier, problems } = decode(&tree, &self.years);
        let comments =
            |campaign| Surroundings { source, tree: &tree, book: &self.book, campaign, lang: self.style.lang };
        let siren = dossier.text("projet.intercommunalite.siren");
        let campaign = dossier.integer("campagne").and_then(|year| self.book.campaign_for(year, siren));
        let (Some(campaign), true) = (campaign, problems.is_empty()) else {
            let report = build::unreadable(source, &dossier, &problems, self.style);
            return policy::warn(report, comments(None));
        };
        let fiche = match self.fiche {
            Some(FicheChoice::All) => None,
            Some(FicheChoice::One(number)) => Some(number),
            None => dossier.text("fiche").and_then(|fiche| fiche.parse().ok()),
        };
        let stage = self.stage.as_deref().or(dossier.text("etape")).unwrap_or(DEFAULT_STAGE);
        let under = |sets: &[FicheSet]| {
            let sets = sets.iter().filter(|set| fiche.is_none_or(|fiche| fiche == set.number));
            let assessments = sets.map(|set| {
                let facts =
                    Facts::new(campaign, &self.book.tables, &dossier, Context { date: self.date, fiche: set.number });
                let assessment = assess(&facts, set, stage);
                (facts, set, assessment)
            });
            let assessments = assessments.collect();
            let assessed = Assessed { book: &self.book, source, dossier: &dossier, fiche, stage, assessments };
            build::dossier(&assessed, self.style)
        };
        policy::apply(under(&campaign.fiches), comments(Some(campaign)), under)
    }
}
