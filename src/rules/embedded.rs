//! The rule sets built into the program.

use crate::source::SourceFile;

macro_rules! sets {
    ($($file:literal),* $(,)?) => {
        /// The embedded sets: file name and content, byte for byte what stands in `rules/`.
        pub const EMBEDDED: &[(&str, &str)] = &[$(($file, include_str!(concat!("../../rules/", $file)))),*];
    };
}

sets!["socle.toml", "dossier.toml", "fiche-1.toml", "fiche-2.toml", "fiche-3.toml", "fiche-4.toml"];

/// The embedded sets as files.
#[must_use]
pub fn embedded() -> Vec<SourceFile> {
    EMBEDDED.iter().map(|(file, text)| SourceFile::new(format!("rules/{file}"), *text)).collect()
}
