//! The repository's examples, for the internal and the integration tests.

use std::fs;
use std::path::Path;

/// The day of the examples: before both deadlines.
pub(crate) const DAY: &str = "2014-11-20";

/// The repository's folder.
pub(crate) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The examples' file names, in order.
pub(crate) fn example_names() -> Vec<String> {
    let entries = fs::read_dir(repository().join("examples")).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let dossiers = paths.filter(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    let mut names: Vec<String> = dossiers.map(|path| path.file_name().unwrap().to_str().unwrap().to_owned()).collect();
    names.sort();
    names
}

/// An example's text.
pub(crate) fn example(name: &str) -> String {
    fs::read_to_string(repository().join("examples").join(name)).unwrap()
}

/// The eligible example of a fiche.
pub(crate) fn eligible(fiche: u8) -> String {
    example(&format!("fiche-{fiche}-eligible.yaml"))
}
