//! Finding the dossiers of a folder, and the name under which reports show a path.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use super::read::{ReadError, ReadErrorKind, SpecialFile};

/// What a folder holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Walk {
    /// The dossiers: files called `*.yaml` or `*.yml`, folder by folder in the order of names.
    pub files: Vec<PathBuf>,
    /// What bears a dossier's name and is no file.
    pub skipped: Vec<(PathBuf, SpecialFile)>,
    /// Folders that could not be read.
    pub errors: Vec<ReadError>,
}

/// The dossiers of a folder and of those within it. Hidden files and folders are left out, links to
/// folders not followed.
#[must_use]
pub fn dossiers_under(folder: &Path) -> Walk {
    let mut walk = Walk::default();
    let mut pending = vec![folder.to_path_buf()];
    while let Some(path) = pending.pop() {
        match classify(&path, path == folder) {
            Found::Folder => match entries(&path) {
                Ok(entries) => pending.extend(entries.into_iter().rev()),
                Err(error) => walk.errors.push(ReadError {
                    name: display_path(&path),
                    kind: ReadErrorKind::from_io(&error),
                }),
            },
            Found::Dossier => walk.files.push(path),
            Found::Special(kind) => walk.skipped.push((path, kind)),
            Found::Other => {}
        }
    }
    walk
}

/// What a path is to the walk.
enum Found {
    Folder,
    Dossier,
    Special(SpecialFile),
    Other,
}

fn classify(path: &Path, is_root: bool) -> Found {
    let named = path
        .extension()
        .is_some_and(|extension| extension == "yaml" || extension == "yml");
    let kind = fs::symlink_metadata(path).map(|metadata| metadata.file_type());
    if kind.as_ref().is_ok_and(fs::FileType::is_dir) && !named || is_root {
        return Found::Folder;
    }
    if !named {
        return Found::Other;
    }
    match fs::metadata(path) {
        Ok(metadata) => {
            SpecialFile::of(metadata.file_type()).map_or(Found::Dossier, Found::Special)
        }
        // Reading it will say what is wrong.
        Err(_) => Found::Dossier,
    }
}

/// The paths in a folder that are not hidden, in the order of names.
fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if !is_hidden(&entry.file_name()) {
            entries.push(entry.path());
        }
    }
    entries.sort();
    Ok(entries)
}

fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

/// A path as reports show it: joined with `/`, bytes that are not UTF-8 written `\xNN`.
#[must_use]
pub fn display_path(path: &Path) -> String {
    let mut shown = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        shown.push_str(chunk.valid());
        for byte in chunk.invalid() {
            // Writing to a `String` cannot fail.
            let _ = write!(shown, "\\x{byte:02x}");
        }
    }
    if MAIN_SEPARATOR == '/' {
        shown
    } else {
        shown.replace(MAIN_SEPARATOR, "/")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path, paths: impl IntoIterator<Item = PathBuf>) -> Vec<String> {
        paths
            .into_iter()
            .map(|path| display_path(path.strip_prefix(folder).unwrap()))
            .collect()
    }

    #[test]
    fn dossiers_come_in_the_order_of_names() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("b/c")).unwrap();
        fs::create_dir_all(root.join(".git")).unwrap();
        for name in [
            "d.yml",
            "b/z.yaml",
            "b/c/a.yaml",
            "a.yaml",
            ".hidden.yaml",
            ".git/x.yaml",
            "notes.txt",
            "yaml",
        ] {
            fs::write(root.join(name), "").unwrap();
        }
        let walk = dossiers_under(root);
        assert_eq!(
            names(root, walk.files),
            ["a.yaml", "b/c/a.yaml", "b/z.yaml", "d.yml"]
        );
        assert!(walk.skipped.is_empty() && walk.errors.is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_named_and_links_to_folders_are_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir(root.join("x.yaml")).unwrap();
        fs::write(root.join("x.yaml/inside.yaml"), "").unwrap();
        fs::write(root.join("a.yaml"), "").unwrap();
        std::os::unix::fs::symlink(root, root.join("loop")).unwrap();
        std::os::unix::fs::symlink(root.join("a.yaml"), root.join("link.yaml")).unwrap();
        std::os::unix::fs::symlink(root.join("none"), root.join("vanished.yaml")).unwrap();
        assert!(
            std::process::Command::new("mkfifo")
                .arg(root.join("pipe.yaml"))
                .status()
                .unwrap()
                .success()
        );
        let walk = dossiers_under(root);
        assert_eq!(
            names(root, walk.files),
            ["a.yaml", "link.yaml", "vanished.yaml"]
        );
        assert_eq!(
            walk.skipped,
            [
                (root.join("pipe.yaml"), SpecialFile::Pipe),
                (root.join("x.yaml"), SpecialFile::Folder)
            ]
        );
    }

    #[test]
    fn a_folder_that_is_not_there_is_an_error() {
        let walk = dossiers_under(Path::new("/nowhere/at/all"));
        assert_eq!(
            walk.errors,
            [ReadError {
                name: "/nowhere/at/all".to_owned(),
                kind: ReadErrorKind::NotFound
            }]
        );
    }

    #[cfg(unix)]
    #[test]
    fn bytes_that_are_not_utf8_are_escaped() {
        use std::os::unix::ffi::OsStrExt;
        assert_eq!(
            display_path(Path::new(OsStr::from_bytes(b"a/\xe9t\xc3\xa9.yaml"))),
            "a/\\xe9té.yaml"
        );
    }
}
