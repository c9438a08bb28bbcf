//! Names, and what they stand for.

use std::collections::HashMap;

use super::reader::SpannedText;

/// What names stand for, in the order in which they were defined first.
#[derive(Debug, Clone)]
pub(super) struct Definitions<'t, T> {
    entries: Vec<(SpannedText<'t>, T)>,
    places: HashMap<&'t str, usize>,
}

impl<'t, T> Definitions<'t, T> {
    pub(super) fn new() -> Self {
        Self { entries: Vec::new(), places: HashMap::new() }
    }

    /// Defines a name, or puts another thing in its place.
    pub(super) fn put(&mut self, name: SpannedText<'t>, value: T) {
        if let Some(known) = self.places.get(name.text).and_then(|&place| self.entries.get_mut(place)) {
            *known = (name, value);
        } else {
            self.places.insert(name.text, self.entries.len());
            self.entries.push((name, value));
        }
    }

    pub(super) fn get(&self, name: &str) -> Option<&(SpannedText<'t>, T)> {
        self.entries.get(*self.places.get(name)?)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &(SpannedText<'t>, T)> + Clone {
        self.entries.iter()
    }
}
