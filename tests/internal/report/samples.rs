//! Reports made up by hand, for tests to add to.

use chrono::NaiveDate;

use super::model::{AssessmentReport, Column, DossierReport, Finding, Header, SCHEMA_VERSION, Tool};
use crate::engine::{StatusKind, Verdict};
use crate::rules::Level;

/// The head of a run of the 1st of October 2014.
pub(super) fn header(columns: Vec<Column>) -> Header {
    Header {
        schema_version: SCHEMA_VERSION,
        tool: Tool { name: "recevable", version: "0" },
        evaluated_on: NaiveDate::from_ymd_opt(2014, 10, 1).unwrap(),
        campaign: Some(2015),
        columns,
        ..Header::default()
    }
}

/// A finding at no place.
pub(super) fn finding(rule: &str, status: StatusKind, level: Level) -> Finding {
    Finding {
        rule: rule.to_owned(),
        status,
        level,
        title: format!("Titre de {rule}"),
        message: format!("Ce que {rule} a trouvé."),
        source: "Fiche 1, § 3, Financier".to_owned(),
        ..Finding::default()
    }
}

pub(super) fn assessment(fiche: u8, verdict: Verdict, findings: Vec<Finding>) -> AssessmentReport {
    AssessmentReport { fiche, verdict, findings, ..AssessmentReport::default() }
}

pub(super) fn dossier(verdict: Verdict, assessments: Vec<AssessmentReport>) -> DossierReport {
    DossierReport {
        path: "a.yaml".to_owned(),
        fiche: if assessments.len() == 1 { Some(assessments[0].fiche) } else { None },
        verdict,
        assessments,
        ..DossierReport::default()
    }
}
