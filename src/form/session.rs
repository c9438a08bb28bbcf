//! The dossier that is being filled in: its file, its text, and what was there before.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::change::{self, Action};
use crate::checker::{Checked, Checker};
use crate::edit::{self, Change, TextEdit};
use crate::report::DossierReport;
use crate::report::model::EditReport;
use crate::source::{
    MAX_FILE_BYTES, ReadError, ReadErrorKind, SourceFile, SystemError, display_path, read_path, write_durably,
};
use crate::text::Lang;

/// Former texts that can be taken back.
const MAX_UNDO: usize = 200;

/// What there is to say of the last thing that was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Notice {
    Saved,
    Undone,
    Redone,
    /// The file is another one than this program wrote.
    ChangedOutside,
    /// The file is gone; what it held is still here.
    RemovedOutside,
    /// The value of a key was changed elsewhere in the meantime; what was typed is not written.
    Conflict {
        path: String,
        typed: String,
    },
    /// The file's text does not allow the change.
    NotPossible {
        path: String,
    },
    NotWritten(SystemError),
    NotRead(ReadErrorKind),
}

#[derive(Debug)]
pub(crate) struct Session {
    pub(super) checker: Checker,
    path: PathBuf,
    pub(crate) name: String,
    /// What stands in the file, or will when something is first written.
    text: String,
    exists: bool,
    undo: Vec<String>,
    redo: Vec<String>,
    /// The key that the last change was about: what is typed on there is taken back at once.
    last: Option<String>,
    pub(super) notice: Option<Notice>,
    /// Counts the texts, so that a page knows whether it shows this one.
    pub(super) version: u64,
    pub(super) is_closed: bool,
}

/// What the dossier comes to as it stands.
#[derive(Debug)]
pub(super) struct State {
    pub source: SourceFile,
    pub report: DossierReport,
    /// Where values cannot be read: what the dossier comes to without them.
    pub without_wrong: Option<DossierReport>,
}

impl State {
    /// The report that knows most of what remains.
    pub(super) fn assessed(&self) -> &DossierReport {
        self.without_wrong.as_ref().unwrap_or(&self.report)
    }
}

impl Session {
    /// A dossier that stands in a file, or the beginning of one where there is none yet.
    pub(crate) fn open(checker: Checker, path: &Path) -> Result<Self, ReadError> {
        let name = display_path(path);
        let (text, exists) = match read_path(path, &name) {
            Ok(source) => (source.text().to_owned(), true),
            Err(error) if is_missing(&error) => (beginning(&checker), false),
            Err(error) => return Err(error),
        };
        Ok(Self {
            checker,
            path: path.to_owned(),
            name,
            text,
            exists,
            undo: Vec::new(),
            redo: Vec::new(),
            last: None,
            notice: None,
            version: 0,
            is_closed: false,
        })
    }

    pub(super) fn lang(&self) -> Lang {
        self.checker.style.lang
    }

    pub(super) fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    pub(super) fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }

    pub(super) fn source(&self) -> SourceFile {
        SourceFile::new(self.name.as_str(), self.text.as_str())
    }

    pub(super) fn checked(&self) -> Checked {
        self.checker.check(self.source())
    }

    pub(super) fn state(&self) -> State {
        let report = self.checked().report;
        let without_wrong = (!report.errors.is_empty()).then(|| self.without_wrong(&report)).flatten();
        State { source: self.source(), report, without_wrong }
    }

    /// The report of the dossier without the values that cannot be read, so that all else is still checked.
    fn without_wrong(&self, report: &DossierReport) -> Option<DossierReport> {
        let mut paths: Vec<&str> =
            report.errors.iter().filter_map(|error| Some(error.locations.first()?.path.as_str())).collect();
        // A line's last entries first, so that the others keep their places.
        paths.sort_unstable();
        paths.dedup();
        let mut text = self.text.clone();
        for path in paths.into_iter().rev().filter(|path| !path.is_empty()) {
            let source = SourceFile::new("", text.as_str());
            if let Some(edits) = edit::edits(&source, &Change::Remove { path: path.to_owned() }) {
                text = edit::apply(&text, &edits);
            }
        }
        let report = self.checker.check(SourceFile::new(self.name.as_str(), text)).report;
        report.errors.is_empty().then_some(report)
    }

    /// Takes in what another program has written into the file, or that it is gone. It is never written over.
    pub(super) fn refresh(&mut self) {
        match read_path(&self.path, &self.name) {
            Ok(source) if source.text() == self.text => self.exists = true,
            Ok(source) => {
                let before = std::mem::replace(&mut self.text, source.text().to_owned());
                if self.exists {
                    self.remember(before);
                }
                (self.exists, self.last) = (true, None);
                self.version += 1;
                self.notice = Some(Notice::ChangedOutside);
            }
            Err(error) if is_missing(&error) => {
                if std::mem::take(&mut self.exists) {
                    self.version += 1;
                    self.notice = Some(Notice::RemovedOutside);
                }
            }
            Err(error) => self.notice = Some(Notice::NotRead(error.kind)),
        }
    }

    fn remember(&mut self, before: String) {
        self.redo.clear();
        if self.undo.len() == MAX_UNDO {
            self.undo.remove(0);
        }
        self.undo.push(before);
    }

    /// Does what a page asks for, and writes the file before it answers.
    pub(super) fn act(&mut self, action: Action) {
        self.notice = None;
        self.refresh();
        if matches!(self.notice, Some(Notice::NotRead(_))) {
            return;
        }
        match action {
            Action::Change(fields) => self.change(&fields),
            Action::Fix(rule) => self.fix(&rule),
            Action::Undo => self.step_back(true),
            Action::Redo => self.step_back(false),
            Action::Close => self.is_closed = true,
        }
    }

    /// Goes to the text before the last change, or after the last that was taken back.
    fn step_back(&mut self, undo: bool) {
        let steps = if undo { &mut self.undo } else { &mut self.redo };
        let Some(text) = steps.pop() else { return };
        let now = self.text.clone();
        let written = self.write(text);
        let (steps, others) = if undo { (&mut self.undo, &mut self.redo) } else { (&mut self.redo, &mut self.undo) };
        match written {
            Ok(()) => {
                others.push(now);
                self.notice = Some(if undo { Notice::Undone } else { Notice::Redone });
            }
            Err(text) => steps.push(text),
        }
    }

    /// Makes the changes that a finding offers: those of the plan, or a remedy's.
    fn fix(&mut self, rule: &str) {
        let report = self.state().report;
        let findings = report.assessments.iter().flat_map(|assessment| &assessment.findings);
        let fixes = findings.filter(|finding| finding.rule == rule).filter_map(|finding| finding.fix.as_ref());
        let Some(fix) = fixes.into_iter().next() else { return };
        let edit = |edit: &EditReport| TextEdit::new(edit.offset, edit.offset + edit.length, edit.text.as_str());
        let edits: Vec<TextEdit> = fix.edits.iter().map(edit).collect();
        self.replace(edit::apply(&self.text, &edits), None);
    }

    fn change(&mut self, fields: &[(String, String)]) {
        let changed = change::changed(&self.text, fields, &self.checker.book);
        if let Some(conflict) = changed.refused {
            self.notice = Some(conflict);
        }
        self.replace(changed.text, changed.key);
    }

    fn replace(&mut self, text: String, key: Option<String>) {
        if text == self.text {
            return;
        }
        let before = self.text.clone();
        let is_same_step = key.is_some() && self.last == key && self.redo.is_empty() && !self.undo.is_empty();
        if self.write(text).is_ok() {
            // What is typed on in one field is one step.
            if !is_same_step {
                self.remember(before);
            }
            self.last = key;
            // It is there again.
            self.notice = self.notice.take().filter(|notice| *notice != Notice::RemovedOutside).or(Some(Notice::Saved));
        }
    }

    /// Writes a text into the file. Where that fails, it is given back, and the file is as it was.
    fn write(&mut self, text: String) -> Result<(), String> {
        // What no check would read any more is not written.
        let is_readable = text.len() <= MAX_FILE_BYTES;
        let is_current = || match read_path(&self.path, &self.name) {
            Ok(now) => self.exists && now.text() == self.text,
            Err(error) => !self.exists && is_missing(&error),
        };
        let written = if is_readable {
            write_durably(&self.path, &text, is_current)
        } else {
            Err(ErrorKind::FileTooLarge.into())
        };
        match written {
            Ok(false) => {
                self.refresh();
                Err(text)
            }
            Ok(true) => {
                (self.text, self.exists, self.last) = (text, true, None);
                self.version += 1;
                Ok(())
            }
            Err(error) => {
                self.notice = Some(Notice::NotWritten((&error).into()));
                Err(text)
            }
        }
    }
}

fn is_missing(error: &ReadError) -> bool {
    error.kind == ReadErrorKind::NotFound
}

/// The keys without which nothing can be read.
fn beginning(checker: &Checker) -> String {
    let year = checker.book.campaigns.last().map_or_else(String::new, |campaign| campaign.year.to_string());
    format!("version: 1\ncampagne: {year}\n")
}
