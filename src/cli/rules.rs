//! The command line of `recevable rules`.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand};

use super::{PageFormat, ResultFormat, RuleSetOptions, day};
use crate::text::Lang;

#[derive(Debug, Subcommand)]
pub(crate) enum RulesCommand {
    #[command(override_usage = "recevable rules list [OPTIONS]")]
    List(ListOptions),
    #[command(override_usage = "recevable rules show [OPTIONS] ID")]
    Show(ShowOptions),
    Check(RulesCheckOptions),
    Test(RulesTestOptions),
    Diff(DiffOptions),
    #[command(override_usage = "recevable rules coverage [OPTIONS]")]
    Coverage(CoverageOptions),
    #[command(subcommand)]
    New(NewCommand),
    Export(ExportOptions),
}

#[derive(Debug, Subcommand)]
pub(crate) enum NewCommand {
    #[command(alias = "surcouche")]
    Overlay(NewOverlayOptions),
}

#[derive(Debug, Args)]
pub(crate) struct ListOptions {
    #[command(flatten)]
    pub(crate) sets: RuleSetOptions,
    #[arg(long, value_name = "text|json|markdown", default_value = "text", help_heading = "Output")]
    pub(crate) format: PageFormat,
    #[arg(long, value_name = "fr|en", default_value = "fr", help_heading = "Output")]
    pub(crate) lang: Lang,
}

#[derive(Debug, Args)]
pub(crate) struct ShowOptions {
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) sets: RuleSetOptions,
    #[arg(long, value_name = "text|json", default_value = "text", help_heading = "Output")]
    pub(crate) format: ResultFormat,
    #[arg(long, value_name = "fr|en", default_value = "fr", help_heading = "Output")]
    pub(crate) lang: Lang,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct RulesCheckOptions {
    #[arg(value_name = "FOLDER")]
    pub(crate) folder: Option<PathBuf>,
    #[arg(long = "overlay", value_name = "FILE", help_heading = "Evaluation")]
    pub(crate) overlays: Vec<PathBuf>,
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day, help_heading = "Evaluation")]
    pub(crate) date: Option<NaiveDate>,
    #[arg(long, value_name = "text|json", default_value = "text")]
    pub(crate) format: ResultFormat,
    #[arg(long, value_name = "fr|en", default_value = "fr")]
    pub(crate) lang: Lang,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct RulesTestOptions {
    #[arg(value_name = "FOLDER")]
    pub(crate) folder: Option<PathBuf>,
    #[arg(long = "overlay", value_name = "FILE", help_heading = "Evaluation")]
    pub(crate) overlays: Vec<PathBuf>,
    #[arg(long, value_name = "text|json", default_value = "text")]
    pub(crate) format: ResultFormat,
    #[arg(long, value_name = "fr|en", default_value = "fr")]
    pub(crate) lang: Lang,
    #[arg(long, short)]
    pub(crate) verbose: bool,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct CoverageOptions {
    #[arg(long, value_name = "FOLDER", help_heading = "Evaluation")]
    pub(crate) rules: Option<PathBuf>,
    #[arg(long, value_name = "text|json|markdown", default_value = "text")]
    pub(crate) format: PageFormat,
    #[arg(long, value_name = "fr|en", default_value = "fr")]
    pub(crate) lang: Lang,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct ExportOptions {
    #[arg(value_name = "FOLDER")]
    pub(crate) folder: PathBuf,
    #[arg(long)]
    pub(crate) force: bool,
    #[arg(long, value_name = "fr|en", default_value = "fr")]
    pub(crate) lang: Lang,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct NewOverlayOptions {
    #[arg(value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    #[arg(long, value_name = "SIREN")]
    pub(crate) siren: String,
    #[arg(long)]
    pub(crate) force: bool,
    #[arg(long, value_name = "fr|en", default_value = "fr")]
    pub(crate) lang: Lang,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct DiffOptions {
    #[arg(value_name = "OLD")]
    pub(crate) old: PathBuf,
    #[arg(value_name = "NEW")]
    pub(crate) new: PathBuf,
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day, help_heading = "Evaluation")]
    pub(crate) date: Option<NaiveDate>,
    #[arg(long, value_name = "text|json", default_value = "text")]
    pub(crate) format: ResultFormat,
    #[arg(long, value_name = "fr|en", default_value = "fr")]
    pub(crate) lang: Lang,
    #[arg(long, short)]
    pub(crate) verbose: bool,
}
