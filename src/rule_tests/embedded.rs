//! The tests of the embedded rule sets, and of the worked examples.

macro_rules! tests {
    ($folder:literal, $($file:literal),* $(,)?) => {
        &[$(($file, include_str!(concat!("../../rules/", $folder, $file)))),*]
    };
}

/// The embedded tests, cases and base dossiers: file name and content, byte for byte what stands in `rules/tests/`.
pub(crate) const EMBEDDED_TESTS: &[(&str, &str)] = tests![
    "tests/",
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

/// The cases that stand beside the examples, by their paths in `rules/`.
pub(crate) const EMBEDDED_EXAMPLE_TESTS: &[(&str, &str)] =
    tests!["", "overlays/tests/lens-lievin.toml", "campaigns/tests/2016.toml"];
