//! The tests of the embedded rule sets.

macro_rules! tests {
    ($($file:literal),* $(,)?) => {
        /// The embedded tests, cases and base dossiers: file name and content, byte for byte what stands in `rules/tests/`.
        pub(crate) const EMBEDDED_TESTS: &[(&str, &str)] =
            &[$(($file, include_str!(concat!("../../rules/tests/", $file)))),*];
    };
}

tests![
    "socle.toml",
    "dossier.toml",
    "fiche-1.toml",
    "fiche-2.toml",
    "fiche-3.toml",
    "fiche-4.toml",
    "fiche-1.yaml",
    "fiche-2.yaml",
    "fiche-3.yaml",
    "fiche-4.yaml",
];
