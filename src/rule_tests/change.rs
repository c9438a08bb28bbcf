//! Changes to a base dossier, made on its YAML tree before it is decoded.

use super::path::{DossierPath, PathSegment};
use crate::source::Span;
use crate::yaml::{Content, MappingEntry, MappingKey, Node, ScalarStyle, ScalarText};

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum CaseChange {
    Set(DossierPath, Node<'static>),
    /// An entry is added to a list, or a line to a table.
    Append(DossierPath, Node<'static>),
    /// The key stays and its value goes.
    Blank(DossierPath),
    /// The key, line or entry goes.
    Remove(DossierPath),
}

/// A change that cannot be made: what its path names is not in the base dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PathNotFound {
    pub path: String,
}

impl CaseChange {
    pub(crate) fn path(&self) -> &DossierPath {
        match self {
            Self::Set(path, _) | Self::Append(path, _) | Self::Blank(path) | Self::Remove(path) => path,
        }
    }

    /// How many values it writes.
    pub(super) fn size(&self) -> usize {
        match self {
            Self::Set(_, value) | Self::Append(_, value) => size(value),
            Self::Blank(_) | Self::Remove(_) => 1,
        }
    }

    pub(super) fn make(&self, root: &mut Node<'_>) -> Result<(), PathNotFound> {
        let path = self.path();
        let made = match self {
            Self::Set(_, value) => written(root, &path.steps).map(|node| *node = value.clone()),
            Self::Blank(_) => existing(root, &path.steps).map(|node| *node = nothing()),
            Self::Append(_, value) => written(root, &path.steps).and_then(|node| {
                // A missing list, or one that the base leaves empty, begins here.
                if node.is_null() {
                    node.content = Content::Sequence(Vec::new());
                }
                let Content::Sequence(items) = &mut node.content else { return None };
                items.push(value.clone());
                Some(())
            }),
            Self::Remove(_) => remove(root, &path.steps),
        };
        made.ok_or_else(|| PathNotFound { path: path.text.clone() })
    }
}

fn size(node: &Node<'_>) -> usize {
    match &node.content {
        Content::Sequence(items) => 1 + items.iter().map(size).sum::<usize>(),
        Content::Mapping { entries, .. } => 1 + entries.iter().map(|entry| size(&entry.value)).sum::<usize>(),
        Content::Scalar(_) | Content::Refused => 1,
    }
}

fn nothing() -> Node<'static> {
    scalar(String::new(), ScalarStyle::Plain)
}

pub(super) fn scalar(text: String, style: ScalarStyle) -> Node<'static> {
    Node { span: Span::default(), content: Content::Scalar(ScalarText { text: text.into(), style }) }
}

pub(super) fn entry(key: String, value: Node<'static>) -> MappingEntry<'static> {
    MappingEntry { key: MappingKey { text: key.into(), span: Span::default() }, value, duplicate: false }
}

fn existing<'n, 's>(mut node: &'n mut Node<'s>, steps: &[PathSegment]) -> Option<&'n mut Node<'s>> {
    for step in steps {
        node = match (step, &mut node.content) {
            (PathSegment::Key(key), Content::Mapping { entries, .. }) => {
                &mut entries.iter_mut().find(|entry| entry.key.text == key.as_str())?.value
            }
            (PathSegment::Index(index), Content::Sequence(items)) => items.get_mut(*index)?,
            _ => return None,
        };
    }
    Some(node)
}

/// The value at a path; keys that are missing are added on the way.
fn written<'n, 's>(mut node: &'n mut Node<'s>, steps: &[PathSegment]) -> Option<&'n mut Node<'s>> {
    for step in steps {
        if let (PathSegment::Key(key), true) = (step, node.is_null() || matches!(node.content, Content::Mapping { .. }))
        {
            if node.is_null() {
                node.content = Content::Mapping { entries: Vec::new(), flow: false };
            }
            let Content::Mapping { entries, .. } = &mut node.content else { return None };
            if !entries.iter().any(|entry| entry.key.text == key.as_str()) {
                entries.push(entry(key.clone(), nothing()));
            }
        }
        node = existing(node, std::slice::from_ref(step))?;
    }
    Some(node)
}

fn remove(root: &mut Node<'_>, steps: &[PathSegment]) -> Option<()> {
    let (last, before) = steps.split_last()?;
    match (last, &mut existing(root, before)?.content) {
        (PathSegment::Key(key), Content::Mapping { entries, .. }) => {
            let at = entries.iter().position(|entry| entry.key.text == key.as_str())?;
            entries.remove(at);
        }
        (PathSegment::Index(index), Content::Sequence(items)) if *index < items.len() => {
            items.remove(*index);
        }
        _ => return None,
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceFile;
    use crate::yaml::parse;

    fn path(text: &str) -> DossierPath {
        DossierPath::parse(text).unwrap()
    }

    fn text(root: &mut Node<'_>, at: &str) -> Option<String> {
        existing(root, &path(at).steps)?.as_scalar().map(|scalar| scalar.text.to_string())
    }

    #[test]
    fn changes_reach_keys_lines_and_entries() {
        let file = SourceFile::new(
            "a.yaml",
            "projet: { communes: [\"62498\"] }\nbudget:\n  produits:\n    - { poste: 74, montant: 1 }\n    - { poste: 75, montant: 2 }\n",
        );
        let mut root = parse(&file).root.unwrap();
        let value = |text: &str| scalar(text.to_owned(), ScalarStyle::Plain);
        let mut make = |change: CaseChange| change.make(&mut root);
        make(CaseChange::Set(path("budget.produits[1].montant"), value("3"))).unwrap();
        make(CaseChange::Set(path("depot.contact_ville.date"), value("2014-11-01"))).unwrap();
        make(CaseChange::Append(path("projet.communes"), value("62510"))).unwrap();
        make(CaseChange::Append(path("projet.quartiers"), value("Centre"))).unwrap();
        make(CaseChange::Remove(path("budget.produits[0]"))).unwrap();
        make(CaseChange::Blank(path("projet.communes[0]"))).unwrap();
        for broken in ["demande.fonctionnement", "budget.produits[1]", "projet.communes[2]"] {
            assert!(make(CaseChange::Remove(path(broken))).is_err(), "{broken}");
            assert!(make(CaseChange::Blank(path(broken))).is_err(), "{broken}");
        }
        assert!(make(CaseChange::Set(path("projet.communes[5]"), value("62001"))).is_err());
        assert!(make(CaseChange::Append(path("depot.contact_ville.date"), value("x"))).is_err());
        assert_eq!(text(&mut root, "budget.produits[0].montant").unwrap(), "3");
        assert_eq!(text(&mut root, "depot.contact_ville.date").unwrap(), "2014-11-01");
        assert_eq!(text(&mut root, "projet.communes[1]").unwrap(), "62510");
        assert_eq!(text(&mut root, "projet.quartiers[0]").unwrap(), "Centre");
        assert_eq!(text(&mut root, "projet.communes[0]").unwrap(), "");
    }
}
