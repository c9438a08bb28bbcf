//! Errors of rule files as they are met.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;

use super::code::RuleCode;
use super::error::{Named, Origin, RuleError, RuleErrorKind};
use super::limits::{MAX_NAME, MAX_SUGGESTIONS};
use super::reader::SpannedText;

/// Errors as they are met. Of two of one kind at one place, the second is the same thing met again, and left out.
#[derive(Debug)]
pub(crate) struct ErrorSink {
    errors: RefCell<Vec<RuleError>>,
    known: RefCell<HashSet<(Origin, RuleCode)>>,
    met: Cell<usize>,
    /// The names that errors may still hold for their suggestions.
    suggestions: Cell<usize>,
    /// The files, from the first on, whose texts are to be in both languages.
    bilingual: usize,
}

impl Default for ErrorSink {
    fn default() -> Self {
        Self {
            errors: RefCell::default(),
            known: RefCell::default(),
            met: Cell::new(0),
            suggestions: Cell::new(MAX_SUGGESTIONS),
            bilingual: 0,
        }
    }
}

impl ErrorSink {
    /// For files of which the first ones are to have their texts in both languages.
    pub(crate) fn with_bilingual(files: usize) -> Self {
        Self { bilingual: files, ..Self::default() }
    }

    pub(super) fn in_both_languages(&self, file: usize) -> bool {
        file < self.bilingual
    }

    pub(crate) fn push(&self, error: RuleError) {
        self.met.set(self.met.get() + 1);
        if error.origin.is_none_or(|origin| self.known.borrow_mut().insert((origin, error.kind.code()))) {
            self.errors.borrow_mut().push(error);
        }
    }

    pub(crate) fn report(&self, kind: RuleErrorKind, origin: Origin) {
        self.push(RuleError::new(kind, Some(origin)));
    }

    /// The names that one of which may be meant; none of them once errors hold too many.
    pub(crate) fn suggestions(&self, names: impl IntoIterator<Item = impl Into<String>>) -> Vec<String> {
        let left = self.suggestions.get();
        let names: Vec<String> = names.into_iter().take(left + 1).map(Into::into).collect();
        self.suggestions.set(left.saturating_sub(names.len()));
        if names.len() > left { Vec::new() } else { names }
    }

    pub(crate) fn unknown(
        &self,
        what: Named,
        name: SpannedText<'_>,
        known: impl IntoIterator<Item = impl Into<String>>,
    ) {
        let known = self.suggestions(known);
        self.report(RuleErrorKind::Unknown { what, name: name.text.to_owned(), known }, name.origin);
    }

    pub(crate) fn duplicate(&self, what: Named, name: SpannedText<'_>, first: Origin) {
        let kind = RuleErrorKind::Duplicate { what, name: name.text.to_owned() };
        self.push(RuleError { kind, origin: Some(name.origin), related: Some(first) });
    }

    /// Reports a name that could do more in a report, a terminal or a log than stand there.
    pub(crate) fn check_name(&self, name: SpannedText<'_>) {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
        if name.text.is_empty() || name.text.len() > MAX_NAME || !name.text.bytes().all(is_plain) {
            self.report(RuleErrorKind::BadName(name.text.to_owned()), name.origin);
        }
    }

    /// Whether something of that kind was met at a place.
    pub(super) fn has(&self, origin: Origin, code: RuleCode) -> bool {
        self.known.borrow().contains(&(origin, code))
    }

    /// How many were met so far.
    pub(crate) fn count(&self) -> usize {
        self.met.get()
    }

    pub(crate) fn into_errors(self) -> Vec<RuleError> {
        self.errors.into_inner()
    }
}
