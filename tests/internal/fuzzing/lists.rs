//! What is read beside dossiers: registers, baselines, lists of paths.

use std::path::Path;

use super::{is_visible, places_lie_within};
use crate::batch::Register;
use crate::policy::{Baseline, BaselineFinding, Extent};
use crate::report::problems;
use crate::report::text::{TextOptions, write_problems};
use crate::rules::Level;
use crate::source::{PathList, SourceFile, display_path};
use crate::text::{Lang, visible};

/// A register is read whole, or every error has its place in it.
pub fn register(text: &str) {
    let broken = match Register::read(SourceFile::new("registre.csv", text)) {
        Ok(register) => {
            for siret in text.split(|character: char| !character.is_ascii_digit()).filter(|siret| siret.len() == 14) {
                let programmes = register.programmes(siret);
                let lines = text.split('\n').count();
                assert!(programmes.iter().all(|programme| (1..=lines).contains(&programme.line)), "{programmes:?}");
            }
            return;
        }
        Err(broken) => broken,
    };
    assert!(!broken.errors.is_empty());
    for lang in Lang::ALL {
        let found = problems::of_register(&broken.file, &broken.errors, lang);
        places_lie_within(&problems::json(&found), &broken.file);
        let mut shown = Vec::new();
        write_problems(&mut shown, "", &found, &TextOptions::plain(lang)).unwrap();
        is_visible(&String::from_utf8(shown).unwrap());
    }
}

/// A baseline is read, or refused at a place in it; one that was read knows what it is written from.
pub fn baseline(bytes: &[u8]) {
    match Baseline::from_reader(bytes, false) {
        Err(error) => {
            let lines = bytes.split(|byte| *byte == b'\n').count();
            assert!(error.place.is_none_or(|(line, _)| (1..=lines).contains(&line)), "{error:?}");
        }
        Ok(read) => {
            let counts = read.counts();
            assert_eq!((counts.known, counts.new, counts.gone), (0, 0, 0));
        }
    }
    // Whatever a dossier's name is, what is written with it can be read.
    let name = display_path(Path::new(&*String::from_utf8_lossy(bytes)));
    let mut written = Baseline::from_reader(&b"{\"version\":1,\"tool\":\"\",\"findings\":[]}"[..], true).unwrap();
    let mut known = false;
    written.mark(&name, vec![finding(&mut known)]);
    let mut text = Vec::new();
    written.write(&mut text).unwrap();
    let mut again = Baseline::from_reader(&text[..], false).unwrap();
    again.mark(&name, vec![finding(&mut known)]);
    assert!(known, "{name}");
}

fn finding(known: &mut bool) -> BaselineFinding<'_> {
    BaselineFinding {
        rule: "A-1",
        fingerprint: 1,
        level: Level::Error,
        is_shown: true,
        known,
        extent: Extent::default(),
    }
}

/// A list of paths ends, after its first error at the latest, and no path is longer than the list.
pub fn paths(bytes: &[u8]) {
    let mut list = PathList::new("liste".to_owned(), std::io::Cursor::new(bytes.to_vec()));
    let mut length = 0;
    for path in list.by_ref() {
        match path {
            Ok(path) => {
                length += path.as_os_str().len();
                is_visible(&visible(&display_path(&path)));
            }
            Err(error) => assert_eq!(error.name, "liste"),
        }
    }
    assert!(length <= bytes.len());
    assert!(list.next().is_none());
}
