//! Duplicates in a batch: each later one repeats the first in input order.

use std::collections::{BTreeMap, HashMap};

use sha2::{Digest, Sha256};

use crate::rules::Unique;

/// A truncated digest, long enough to resist deliberate collisions.
type Fingerprint = [u8; 16];

/// Fingerprints by which dossiers of a batch are compared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct DuplicateKeys {
    /// None without what identifies a project.
    project: Option<Fingerprint>,
    /// None when the file could not be read.
    content: Option<Fingerprint>,
}

impl DuplicateKeys {
    pub(crate) fn new(text: &str, duplicate_key: Option<&str>) -> Self {
        Self { project: duplicate_key.map(fingerprint), content: Some(fingerprint(text)) }
    }

    fn get(&self, unique: Unique) -> Option<Fingerprint> {
        match unique {
            Unique::Project => self.project,
            Unique::Content => self.content,
        }
    }
}

fn fingerprint(text: &str) -> Fingerprint {
    let mut short = Fingerprint::default();
    short.copy_from_slice(&Sha256::digest(text)[..size_of::<Fingerprint>()]);
    short
}

/// The fingerprints and paths of a batch's dossiers so far.
#[derive(Debug, Default)]
pub(crate) struct Duplicates {
    paths: PathTable,
    occurrences: [Occurrences; Unique::ALL.len()],
}

#[derive(Debug, Default)]
struct Occurrences {
    first: HashMap<Fingerprint, u32>,
    repeats: BTreeMap<u32, Vec<u32>>,
}

/// Paths in one allocation.
#[derive(Debug, Default)]
struct PathTable {
    text: String,
    ends: Vec<u32>,
}

impl PathTable {
    fn add(&mut self, path: &str) -> u32 {
        self.text.push_str(path);
        // Four gigabytes of paths are more than a machine has files.
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        u32::try_from(self.ends.len() - 1).unwrap_or(u32::MAX)
    }

    fn get(&self, number: u32) -> &str {
        let end = |number: u32| self.ends[number as usize] as usize;
        &self.text[number.checked_sub(1).map_or(0, end)..end(number)]
    }
}

/// For each kind of duplicate, the path of the first dossier that one repeats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Repeats<'d> {
    firsts: [Option<&'d str>; Unique::ALL.len()],
}

impl<'d> Repeats<'d> {
    pub(crate) fn get(&self, unique: Unique) -> Option<&'d str> {
        self.firsts[unique as usize]
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.firsts.iter().all(Option::is_none)
    }
}

impl Duplicates {
    /// Adds the next dossier, in input order.
    pub(crate) fn add(&mut self, path: &str, fingerprints: &DuplicateKeys) -> Repeats<'_> {
        let own = self.paths.add(path);
        let mut firsts = [None; Unique::ALL.len()];
        for unique in Unique::ALL {
            let Some(fingerprint) = fingerprints.get(unique) else { continue };
            let known = &mut self.occurrences[unique as usize];
            let first = *known.first.entry(fingerprint).or_insert(own);
            if first != own {
                known.repeats.entry(first).or_default().push(own);
                firsts[unique as usize] = Some(first);
            }
        }
        Repeats { firsts: firsts.map(|first| first.map(|first| self.paths.get(first))) }
    }

    /// The groups of paths with equal fingerprints, each in input order; groups within another group are left out.
    pub(crate) fn groups(&self) -> Vec<Vec<String>> {
        let mut groups: Vec<Vec<u32>> = Vec::new();
        let mut group_of: HashMap<u32, usize> = HashMap::new();
        for occurrences in &self.occurrences {
            let known = groups.len();
            for (first, repeats) in &occurrences.repeats {
                let within = group_of.get(first);
                if within.is_none() || repeats.iter().any(|repeat| group_of.get(repeat) != within) {
                    groups.push(std::iter::once(*first).chain(repeats.iter().copied()).collect());
                }
            }
            for (number, group) in groups.iter().enumerate().skip(known) {
                group_of.extend(group.iter().map(|&member| (member, number)));
            }
        }
        groups.sort_unstable();
        let path = |number: u32| self.paths.get(number).to_owned();
        groups.into_iter().map(|group| group.into_iter().map(path).collect()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn add<'d>(seen: &'d mut Duplicates, path: &str, text: &str, key: Option<&str>) -> [Option<&'d str>; 2] {
        let repeats = seen.add(path, &DuplicateKeys::new(text, key));
        [repeats.get(Unique::Project), repeats.get(Unique::Content)]
    }

    #[test]
    fn the_first_stands_and_later_ones_name_it() {
        let mut seen = Duplicates::default();
        assert_eq!(add(&mut seen, "a", "1", Some("p")), [None, None]);
        assert_eq!(add(&mut seen, "b", "2", Some("q")), [None, None]);
        assert_eq!(add(&mut seen, "c", "3", Some("p")), [Some("a"), None]);
        assert_eq!(add(&mut seen, "d", "1", Some("p")), [Some("a"), Some("a")]);
        assert_eq!(add(&mut seen, "e", "3", Some("p")), [Some("a"), Some("c")]);
        assert!(seen.add("f", &DuplicateKeys::default()).is_empty());
        assert_eq!(seen.groups(), [vec!["a", "c", "d", "e"]]);
    }

    #[test]
    fn what_names_no_project_is_compared_by_its_bytes_alone() {
        let mut seen = Duplicates::default();
        assert_eq!(add(&mut seen, "a", "1", None), [None, None]);
        assert_eq!(add(&mut seen, "b", "2", None), [None, None]);
        assert_eq!(add(&mut seen, "c", "2", None), [None, Some("b")]);
        assert_eq!(add(&mut seen, "d", "3", Some("p")), [None, None]);
        assert_eq!(add(&mut seen, "a", "4", Some("p")), [Some("d"), None]);
        assert_eq!(seen.groups(), [["b", "c"], ["d", "a"]]);
    }

    #[test]
    fn groups_come_in_the_order_of_their_first() {
        let mut seen = Duplicates::default();
        for (path, text) in [("a", "1"), ("b", "2"), ("c", "2"), ("d", "1")] {
            add(&mut seen, path, text, Some(text));
        }
        assert_eq!(seen.groups(), [["a", "d"], ["b", "c"]]);
    }
}
