//! The command line of `recevable lookup`.

use clap::Args;

use super::{ResultFormat, RuleSetOptions};
use crate::text::Lang;

#[derive(Debug, Args)]
pub(crate) struct LookupOptions {
    /// Words are taken together.
    #[arg(value_name = "TEXT", required = true)]
    pub(crate) text: Vec<String>,
    #[command(flatten)]
    pub(crate) sets: RuleSetOptions,
    #[arg(long, value_name = "text|json", default_value = "text", help_heading = "Output")]
    pub(crate) format: ResultFormat,
    #[arg(long, value_name = "fr|en", default_value = "fr", help_heading = "Output")]
    pub(crate) lang: Lang,
}
