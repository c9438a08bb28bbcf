//! The command line of `recevable form`.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;

use super::RuleSetOptions;
use crate::text::Lang;

#[derive(Debug, Args)]
pub(crate) struct FormOptions {
    #[arg(value_name = "FILE", default_value = "dossier.yaml")]
    pub(crate) file: PathBuf,
    #[arg(long, value_name = "DATE", help_heading = "Evaluation")]
    pub(crate) date: Option<NaiveDate>,
    #[command(flatten)]
    pub(crate) sets: RuleSetOptions,
    #[arg(long, help_heading = "Output")]
    pub(crate) no_open: bool,
    #[arg(long, value_name = "PORT", default_value = "0", help_heading = "Output")]
    pub(crate) port: u16,
    #[arg(long, value_name = "fr|en", default_value = "fr", help_heading = "Output")]
    pub(crate) lang: Lang,
}
