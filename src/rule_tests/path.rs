//! Paths into a dossier, as case files write them: `budget.produits[1].montant`.

use crate::dossier::format::{self, Kind};
use crate::rules::{Named, RuleErrorKind};

/// A path into a dossier, with the numbers of lines and entries, counted from zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DossierPath {
    pub text: String,
    pub steps: Vec<PathSegment>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PathSegment {
    Key(String),
    /// Into a line of a table, or an entry of a list.
    Index(usize),
}

impl DossierPath {
    /// Reads a path, every key of which the dossier's format must know.
    pub(super) fn parse(text: &str) -> Result<Self, RuleErrorKind> {
        let mut steps = Vec::new();
        let mut keys = String::new();
        let parts: Vec<&str> = text.split('.').collect();
        for (at, part) in parts.iter().enumerate() {
            let (key, index) = split(part).ok_or_else(|| unknown(text))?;
            if !keys.is_empty() {
                keys.push('.');
            }
            keys.push_str(key);
            let field = format::find(&keys).map(format::field_info).ok_or_else(|| unknown(&keys))?;
            let bad = |needs_index| RuleErrorKind::BadPath { path: text.to_owned(), key: keys.clone(), needs_index };
            let goes_on = at + 1 < parts.len();
            match (&field.field.kind, index) {
                (Kind::Group(_) | Kind::Scalar(_), Some(_)) => return Err(bad(false)),
                (Kind::Records(_), None) if goes_on => return Err(bad(true)),
                _ => {}
            }
            steps.push(PathSegment::Key(key.to_owned()));
            steps.extend(index.map(PathSegment::Index));
        }
        Ok(Self { text: text.to_owned(), steps })
    }
}

fn split(part: &str) -> Option<(&str, Option<usize>)> {
    match part.split_once('[') {
        None => Some((part, None)),
        Some((key, rest)) => Some((key, Some(rest.strip_suffix(']')?.parse().ok()?))),
    }
}

fn unknown(path: &str) -> RuleErrorKind {
    let known = format::fields().iter().map(|info| info.path.clone()).collect();
    RuleErrorKind::Unknown { what: Named::Key, name: path.to_owned(), known }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_follow_the_format() {
        let steps = |text: &str| DossierPath::parse(text).map(|path| path.steps.len());
        assert_eq!(steps("demande.fonctionnement"), Ok(2));
        assert_eq!(steps("budget.produits[1].montant"), Ok(4));
        assert_eq!(steps("budget.produits"), Ok(2));
        assert_eq!(steps("projet.communes[0]"), Ok(3));
        for (text, index) in [("budget.produits.montant", true), ("projet[0].communes", false), ("fiche[0]", false)] {
            let Err(RuleErrorKind::BadPath { needs_index, .. }) = DossierPath::parse(text) else { panic!("{text}") };
            assert_eq!(needs_index, index, "{text}");
        }
        for text in
            ["", "demande.fonctionement", "projet..communes", "projet.communes[x]", "projet.communes[0", "a[-1]"]
        {
            assert!(matches!(DossierPath::parse(text), Err(RuleErrorKind::Unknown { .. })), "{text}");
        }
    }
}
