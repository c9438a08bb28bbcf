//! Where the reports of a format go: standard output, one file, or a file for each dossier.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::model::DossierReport;
use crate::source::display_path;
use crate::text::{string_enum, visible};

/// Characters of what a dossier brings into a file's name.
const MAX_NAME: usize = 60;

/// Where the reports of a format go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    StandardOutput,
    /// One report of all dossiers.
    File(PathBuf),
    /// A report of each dossier in a file of its own.
    Each(FilePattern),
}

impl Target {
    pub(crate) fn file(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::StandardOutput | Self::Each(_) => None,
        }
    }

    /// The option's value for a format.
    pub(crate) fn with(&self, format: &str) -> String {
        match self {
            Self::StandardOutput => format.to_owned(),
            Self::File(path) => format!("{format}={}", display_path(path)),
            Self::Each(pattern) => format!("{format}={}", pattern.text),
        }
    }

    pub(crate) fn pattern(&self) -> Option<&FilePattern> {
        match self {
            Self::Each(pattern) => Some(pattern),
            Self::StandardOutput | Self::File(_) => None,
        }
    }

    /// A file or a pattern of files.
    pub(crate) fn of(text: &str) -> Result<Self, UnknownPlaceholder> {
        let pattern = FilePattern::of(text)?;
        let is_constant = pattern.pieces.iter().all(|piece| matches!(piece, Piece::Text(_)));
        Ok(if is_constant { Self::File(PathBuf::from(text)) } else { Self::Each(pattern) })
    }
}

string_enum! {
    /// What stands in braces in the name of a file for each dossier.
    pub(crate) enum Placeholder {
        /// The name of the dossier's file, without its ending.
        Name = "nom",
        /// The applicant's SIRET.
        Siret = "siret",
        /// The fiche that the dossier was assessed under.
        Fiche = "fiche",
    }
}

/// Something else in braces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UnknownPlaceholder(pub String);

/// The name of a file for each dossier, such as `bilans/{nom}.html`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FilePattern {
    text: String,
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    Placeholder(Placeholder),
}

impl FilePattern {
    fn of(text: &str) -> Result<Self, UnknownPlaceholder> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((before, (inside, after))) =
            rest.split_once('{').and_then(|(before, after)| Some((before, after.split_once('}')?)))
        {
            let placeholder = inside.parse().map_err(|_| UnknownPlaceholder(inside.to_owned()))?;
            pieces.extend([Piece::Text(before.to_owned()), Piece::Placeholder(placeholder)]);
            rest = after;
        }
        pieces.push(Piece::Text(rest.to_owned()));
        Ok(Self { text: text.to_owned(), pieces })
    }

    /// As it was written.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn has(&self, placeholder: Placeholder) -> bool {
        self.pieces.contains(&Piece::Placeholder(placeholder))
    }

    /// The file of a dossier. What comes from the dossier leads to no other folder, and hides no character.
    fn path(&self, report: &DossierReport) -> String {
        let text = |piece: &Piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Placeholder(Placeholder::Name) => safe(stem(&report.path), "entree-standard"),
            Piece::Placeholder(Placeholder::Siret) => safe(report.siret.as_deref().unwrap_or_default(), "sans-siret"),
            Piece::Placeholder(Placeholder::Fiche) => {
                report.fiche.map_or_else(|| "sans-fiche".to_owned(), |fiche| fiche.to_string())
            }
        };
        self.pieces.iter().map(text).collect()
    }
}

/// A file's name without its ending, of a path joined with `/`; nothing for standard input.
fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    if stem == "-" { "" } else { stem }
}

fn safe(text: &str, otherwise: &str) -> String {
    let shown = visible(text);
    let is_safe = |character: &char| {
        !character.is_ascii() || character.is_ascii_alphanumeric() || " -_.,'()+".contains(*character)
    };
    let safe = shown.chars().map(|character| if is_safe(&character) { character } else { '_' });
    // A character has four bytes at most, and a name on most disks 255.
    let name: String = safe.take(MAX_NAME).collect();
    let name = name.trim_matches(['.', ' ']);
    if name.is_empty() { otherwise.to_owned() } else { name.to_owned() }
}

/// The files that reports are written to, each with a name of its own, whatever the case of its letters.
#[derive(Debug, Default)]
pub(crate) struct FileNames {
    taken: HashSet<String>,
}

impl FileNames {
    pub(crate) fn take(&mut self, path: &Path) {
        self.taken.insert(path.to_string_lossy().to_lowercase());
    }

    /// The file of a dossier; where another one has it already, with a number behind its name.
    pub(super) fn of(&mut self, pattern: &FilePattern, report: &DossierReport) -> PathBuf {
        let path = pattern.path(report);
        let name = path.rsplit('/').next().map_or(0, str::len);
        let (folder, name) = path.split_at(path.len() - name);
        let (stem, ending) = name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()).unwrap_or((name, ""));
        let dot = if ending.is_empty() { "" } else { "." };
        let mut candidate = path.clone();
        let mut number = 1_usize;
        while !self.taken.insert(candidate.to_lowercase()) {
            number = number.saturating_add(1);
            candidate = format!("{folder}{stem}-{number}{dot}{ending}");
        }
        PathBuf::from(candidate)
    }
}
