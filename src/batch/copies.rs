//! Names that people and programs give to copies of a file.

use crate::dossier::fold;

/// What a copy's name begins with, folded.
const BEFORE: [&str; 3] = ["copie de ", "copy of ", "copie "];
/// What it ends with before its extension; a number may follow.
const BEHIND: [&str; 3] = ["copie", "copy", "backup"];
/// Extensions of copies.
const EXTENSIONS: [&str; 6] = ["avant", "bak", "copie", "old", "orig", "save"];

/// Whether a file's name is that of a copy: `d (2).yaml`, `Copie de d.yaml`, `d - Copie.yaml`, `d.yaml~`, `d.bak`.
pub(crate) fn is_copy(path: &str) -> bool {
    let name = fold(path.rsplit('/').next().unwrap_or_default());
    if name.ends_with('~') || BEFORE.iter().any(|before| name.starts_with(before)) {
        return true;
    }
    let mut parts = name.split('.');
    let stem = parts.next().unwrap_or_default().trim_end();
    if parts.any(|part| EXTENSIONS.contains(&part)) || stem.ends_with('~') {
        return true;
    }
    let (stem, numbered) = without_number(stem);
    let behind = |word: &str| stem.strip_suffix(word).is_some_and(|before| before.ends_with([' ', '-', '_']));
    numbered || BEHIND.iter().any(|word| behind(word))
}

/// A name without a number in brackets behind it, and whether there was one. Years are none that a program counts with.
fn without_number(stem: &str) -> (&str, bool) {
    let number = stem.strip_suffix(')').and_then(|stem| stem.rsplit_once('('));
    match number {
        Some((before, digits))
            if (1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()) =>
        {
            (before.trim_end(), true)
        }
        _ => (stem, false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_known_by_their_names() {
        for name in [
            "mon-dossier (2).yaml",
            "a/Copie de mon-dossier.yaml",
            "Copy of d.yml",
            "mon-dossier - Copie.yaml",
            "mon-dossier - Copie (3).yaml",
            "mon-dossier_copie.yaml",
            "mon-dossier.yaml~",
            "mon-dossier~.yaml",
            "mon-dossier.bak",
            "mon-dossier.yaml.bak",
            "mon-dossier.bak.yaml",
            "mon-dossier.yaml.avant",
        ] {
            assert!(is_copy(name), "{name}");
        }
        for name in [
            "mon-dossier.yaml",
            "photocopie.yaml",
            "dossier (2015).yaml",
            "Copie de sauvegarde/d.yaml",
            "dossier-2.yaml",
            "",
            ".yaml",
            "old/d.yaml",
        ] {
            assert!(!is_copy(name), "{name}");
        }
    }
}
