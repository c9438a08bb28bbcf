//! The rule sets built into the program.

use crate::source::SourceFile;

macro_rules! files {
    ($($file:literal),* $(,)?) => { &[$(($file, include_str!(concat!("../../rules/", $file)))),*] };
}

/// The embedded sets: file name and content, byte for byte what stands in `rules/`.
pub(crate) const EMBEDDED: &[(&str, &str)] =
    files!["socle.toml", "dossier.toml", "fiche-1.toml", "fiche-2.toml", "fiche-3.toml", "fiche-4.toml"];

/// The worked examples: overlays and a next campaign. They apply only where they are asked for.
pub(crate) const EMBEDDED_EXAMPLES: &[(&str, &str)] = files!["overlays/lens-lievin.toml", "campaigns/2016.toml"];

/// What goes with the sets: the language's documentation, its schema, where the reference tables come from, and the templates.
pub(crate) const EMBEDDED_DOCUMENTS: &[(&str, &str)] = files![
    "README.md",
    "LISEZMOI.md",
    "schema.json",
    "reference/README.md",
    "templates/overlay.txt",
    "templates/cases.txt",
];

/// What `recevable rules new overlay` writes, for every intercommunalité and in both languages: each line after the conditions
/// under which it is written, and a bar.
pub(crate) const OVERLAY_TEMPLATE: &str = include_str!("../../rules/templates/overlay.txt");
/// The same of the overlay's first cases.
pub(crate) const CASES_TEMPLATE: &str = include_str!("../../rules/templates/cases.txt");

/// The clauses of the call.
pub(crate) const EMBEDDED_CLAUSES: &[(&str, &str)] = files!["reference/clauses.toml"];

pub(crate) fn embedded() -> Vec<SourceFile> {
    EMBEDDED.iter().map(|(file, text)| SourceFile::new(format!("rules/{file}"), *text)).collect()
}
