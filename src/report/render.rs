//! What every format does: begin, take dossiers one by one, end.

use std::io::{self, Write};

use super::compose::Needs;
use super::model::{DossierReport, Header, Summary};
use super::tally::Tally;
use crate::batch::SinceFormer;
use crate::source::SourceFile;

/// What is known when every dossier has been shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct End<'a> {
    pub(super) header: &'a Header,
    pub(super) summary: &'a Summary,
    pub(super) tally: &'a Tally,
    pub(super) reminders: &'a [(String, String)],
    /// What has changed since a former report, where one was named.
    pub(super) since: Option<&'a SinceFormer>,
}

/// A format at work on one output.
pub(super) trait Render {
    /// What it shows beside findings, of one dossier or of several.
    fn needs(_several: bool) -> Needs
    where
        Self: Sized,
    {
        Needs::default()
    }

    /// Writes what stands before the dossiers.
    fn begin(&mut self, _out: &mut dyn Write, _header: &Header) -> io::Result<()> {
        Ok(())
    }

    /// Writes a dossier, or keeps what is needed of it; they come in input order.
    fn dossier(&mut self, out: &mut dyn Write, report: &DossierReport, source: Option<&SourceFile>) -> io::Result<()>;

    /// Writes what stands after the dossiers.
    fn end(&mut self, _out: &mut dyn Write, _end: &End<'_>) -> io::Result<()> {
        Ok(())
    }
}
