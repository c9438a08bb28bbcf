//! Reports made up by hand, for tests to add to.

use chrono::NaiveDate;

use super::model::{
    AssessmentReport, Column, CountsReport, DossierReport, Drawing, Finding, Header, SCHEMA_VERSION, Tool,
};

/// The head of a run of the 1st of October 2014.
pub(super) fn header(columns: Vec<Column>) -> Header {
    Header {
        schema_version: SCHEMA_VERSION,
        tool: Tool { name: "recevable", version: "0" },
        evaluated_on: NaiveDate::from_ymd_opt(2014, 10, 1).unwrap(),
        campaign: Some(2015),
        overlays: Vec::new(),
        rule_sets: Vec::new(),
        rules: Vec::new(),
        columns,
        with_baseline: false,
    }
}

/// A finding at no place.
pub(super) fn finding(rule: &str, status: &'static str, level: &'static str) -> Finding {
    Finding {
        rule: rule.to_owned(),
        status,
        level,
        group: "eligibilite",
        basis: "computed",
        title: format!("Titre de {rule}"),
        message: format!("Ce que {rule} a trouvé."),
        source: "Fiche 1, § 3, Financier".to_owned(),
        expected: None,
        actual: None,
        derivation: Vec::new(),
        locations: Vec::new(),
        remedies: Vec::new(),
        readings: Vec::new(),
        first: None,
        because: None,
        known: false,
        arithmetic: None,
        advice: None,
        by_reading: None,
        labels: Vec::new(),
        missing: Vec::new(),
        bounds: Vec::new(),
    }
}

/// An assessment with nothing but its findings.
pub(super) fn assessment(fiche: u8, verdict: &'static str, findings: Vec<Finding>) -> AssessmentReport {
    AssessmentReport {
        fiche,
        verdict,
        counts: CountsReport { satisfied: 0, violated: 0, undetermined: 0, not_applicable: 0, deferred: 0 },
        findings,
        ignored: Vec::new(),
        notes: Vec::new(),
        deferred: Vec::new(),
        declared: Vec::new(),
        fiche_title: String::new(),
        out_of_date: None,
        overview: Vec::new(),
        deadline: None,
        plan: Vec::new(),
        drawing: Drawing::default(),
    }
}

/// A dossier that says nothing of itself.
pub(super) fn dossier(verdict: &'static str, assessments: Vec<AssessmentReport>) -> DossierReport {
    DossierReport {
        path: "a.yaml".to_owned(),
        applicant: None,
        title: None,
        fiche: if assessments.len() == 1 { Some(assessments[0].fiche) } else { None },
        stage: "dossier_complet".to_owned(),
        verdict,
        best_fiches: Vec::new(),
        duplicate_key: None,
        errors: Vec::new(),
        warnings: Vec::new(),
        assessments,
        batch: Vec::new(),
        cells: Vec::new(),
        overlays: Vec::new(),
        by_readings: Vec::new(),
        io_failed: false,
    }
}
