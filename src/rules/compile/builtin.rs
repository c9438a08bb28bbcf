//! Facts that no set derives: the dossier's own, the evaluation's and the register's.

use super::super::fact::{Fact, FactSource, ScalarType, Type};

use crate::dossier::format::{self, FICHES, Kind, ScalarKind};
use crate::text::Text;

pub(super) const CONTEXT: &[(&str, ScalarType, Text)] = &[
    ("evaluation.date", ScalarType::Date, Text { fr: "date de l'évaluation", en: "evaluation date" }),
    ("evaluation.fiche", ScalarType::Token(FICHES), Text { fr: "fiche évaluée", en: "assessed fiche" }),
    (
        "registre.fourni",
        ScalarType::Bool,
        Text { fr: "registre des programmes financés fourni", en: "register of funded programmes given" },
    ),
    (
        "registre.siret_inscrit",
        ScalarType::Bool,
        Text {
            fr: "SIRET inscrit au registre des programmes financés",
            en: "SIRET in the register of funded programmes",
        },
    ),
];

pub(super) fn context(name: &str) -> Option<Fact> {
    let (name, kind, label) = CONTEXT.iter().find(|(known, ..)| *known == name)?;
    let source = match *name {
        "evaluation.date" => FactSource::EvaluationDate,
        "evaluation.fiche" => FactSource::EvaluationFiche,
        "registre.fourni" => FactSource::RegisterGiven,
        _ => FactSource::RegisterHolds,
    };
    let kind = Type::One(*kind);
    Some(Fact { name: (*name).to_owned(), label: (*label).into(), kind, source, needs: Vec::new(), lists: Vec::new() })
}

/// The fact at a path of the dossier's format; a group is none.
pub(super) fn of_format(path: &str) -> Option<Fact> {
    let info = format::field_info(format::find(path)?);
    let (source, kind) = match (info.field.kind.as_leaf()?, info.column, info.parent) {
        (leaf, Some(column), Some(table)) => (FactSource::Column { table, column }, Type::Many(leaf.scalar()?)),
        (leaf, ..) => (FactSource::Field(info.id), leaf),
    };
    Some(Fact {
        name: path.to_owned(),
        label: info.field.label.into(),
        kind,
        source,
        needs: Vec::new(),
        lists: Vec::new(),
    })
}

impl Kind {
    pub(crate) fn as_leaf(&self) -> Option<Type> {
        match self {
            Kind::Group(_) => None,
            Kind::Records(_) => Some(Type::Records),
            Kind::List(scalar) => Some(Type::Many(of_scalar(*scalar))),
            Kind::Scalar(scalar) => Some(Type::One(of_scalar(*scalar))),
        }
    }
}

fn of_scalar(scalar: ScalarKind) -> ScalarType {
    match scalar {
        ScalarKind::Version | ScalarKind::Campaign | ScalarKind::Year => ScalarType::Number,
        ScalarKind::Text => ScalarType::Prose,
        ScalarKind::Token(tokens) => ScalarType::Token(tokens),
        ScalarKind::Money => ScalarType::Money,
        ScalarKind::Date => ScalarType::Date,
        ScalarKind::Bool => ScalarType::Bool,
        ScalarKind::Slug => ScalarType::Slug,
        ScalarKind::Commune
        | ScalarKind::PostalCode
        | ScalarKind::Siren
        | ScalarKind::Siret
        | ScalarKind::Rna
        | ScalarKind::Quartier
        | ScalarKind::Poste(_) => ScalarType::Code,
    }
}
