//! The command line of `recevable fix`.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;

use super::{RuleSetOptions, day};
use crate::text::Lang;

#[derive(Debug, Args)]
pub(crate) struct FixOptions {
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    #[arg(long, short, help_heading = "Output")]
    pub(crate) yes: bool,
    #[arg(long, help_heading = "Output")]
    pub(crate) diff: bool,
    #[arg(long, help_heading = "Evaluation")]
    pub(crate) plan: bool,
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day, help_heading = "Evaluation")]
    pub(crate) date: Option<NaiveDate>,
    #[command(flatten)]
    pub(crate) sets: RuleSetOptions,
    #[arg(long, value_name = "fr|en", default_value = "fr", help_heading = "Output")]
    pub(crate) lang: Lang,
}
