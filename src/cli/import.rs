//! The command line of `recevable import`.

use std::path::PathBuf;

use clap::Args;

use super::{ResultFormat, RuleSetOptions};
use crate::text::Lang;

#[derive(Debug, Args)]
pub(crate) struct ImportOptions {
    #[arg(value_name = "TABLE", required_unless_present = "template")]
    pub(crate) table: Option<PathBuf>,
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub(crate) into: Option<PathBuf>,
    #[arg(long, value_name = "FILE", conflicts_with_all = ["table", "into", "sheet", "yes", "format"], help_heading = "Output")]
    pub(crate) template: Option<PathBuf>,
    #[arg(long, help_heading = "Output", conflicts_with = "into")]
    pub(crate) force: bool,
    #[arg(long, value_name = "SHEET", help_heading = "Files")]
    pub(crate) sheet: Option<String>,
    #[arg(long, short, help_heading = "Output")]
    pub(crate) yes: bool,
    #[command(flatten)]
    pub(crate) sets: RuleSetOptions,
    #[arg(long, value_name = "text|json", default_value = "text", help_heading = "Output")]
    pub(crate) format: ResultFormat,
    #[arg(long, value_name = "fr|en", default_value = "fr", help_heading = "Output")]
    pub(crate) lang: Lang,
}
