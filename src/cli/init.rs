//! The command line of `recevable init`.

use std::path::PathBuf;

use clap::{Args, value_parser};

use super::RuleSetOptions;
use crate::dossier::format::Stage;
use crate::text::Lang;

#[derive(Debug, Args)]
pub(crate) struct InitOptions {
    #[arg(value_name = "FILE", default_value = "dossier.yaml")]
    pub(crate) file: PathBuf,
    #[arg(long, value_name = "1..4", value_parser = value_parser!(u8).range(1..=4), help_heading = "Evaluation")]
    pub(crate) fiche: u8,
    #[arg(long, value_name = "STAGE", default_value = "dossier_complet", help_heading = "Evaluation")]
    pub(crate) stage: Stage,
    #[command(flatten)]
    pub(crate) sets: RuleSetOptions,
    #[arg(long, help_heading = "Output")]
    pub(crate) force: bool,
    #[arg(long, help_heading = "Output")]
    pub(crate) schema: bool,
    #[arg(long, value_name = "fr|en", default_value = "fr", help_heading = "Output")]
    pub(crate) lang: Lang,
}
