//! What a run writes is none of what it reads.

use std::collections::HashSet;
use std::path::Path;

use crate::cli::{CheckOptions, ReportOptions};
use crate::messages::commands as words;
use crate::report::{FinishedFile, Target};
use crate::source::{FileId, Targets, display_path, files_with_subfolders};
use crate::text::{Lang, visible};

/// Where the reports go, and the baseline if it is to be written.
pub(super) fn targets(options: &ReportOptions) -> Targets {
    Targets::new(reports(options).chain(written_baseline(options).map(Some)))
}

/// Where reports of the whole run go.
fn reports(options: &ReportOptions) -> impl Iterator<Item = Option<&Path>> {
    options.formats.iter().filter(|(_, target)| !matches!(target, Target::Each(_))).map(|(_, target)| target.file())
}

fn written_baseline(options: &ReportOptions) -> Option<&Path> {
    options.baseline.as_deref().filter(|_| options.write_baseline)
}

/// What keeps a run from beginning: two outputs to one file, or one over what it names to be read. What it finds by
/// itself is compared when it is found.
pub(super) fn refused(options: &CheckOptions, targets: &Targets) -> Option<String> {
    let (output, lang) = (&options.output, options.output.lang);
    let reports = Targets::new(reports(output));
    if let Some(path) = reports.shared() {
        return Some(words::two_reports_to_one_file(display_path(path), lang));
    }
    let mut patterns = HashSet::new();
    let mut all = output.formats.iter().filter_map(|(_, target)| target.pattern());
    if let Some(pattern) = all.find(|pattern| !patterns.insert(pattern.text())) {
        return Some(words::two_reports_to_one_file(visible(pattern.text()), lang));
    }
    if let Some(path) = targets.shared() {
        return Some(words::baseline_and_report_to_one_file(display_path(path), lang));
    }
    let from_baseline = output.baseline.iter().flat_map(|path| reports.at(path));
    let from_others = named(options).flat_map(|path| targets.at(path));
    let from_rules = options.evaluation.sets.rules.iter().flat_map(|folder| files_with_subfolders(folder));
    let from_rules = from_rules.flat_map(|path| targets.at(&path));
    let reads_input = options.paths.iter().chain(&options.files.files_from).any(|path| path == Path::new("-"));
    let input = FileId::of_standard_input().filter(|_| reads_input);
    let from_input = input.iter().flat_map(|input| targets.of(input));
    let mut over = from_baseline.chain(from_others).chain(from_input).chain(from_rules);
    over.next().map(|target| over_input(target.as_deref(), output, lang))
}

/// What the command line names to be read.
pub(super) fn read_by_name(options: &CheckOptions) -> impl Iterator<Item = FileId> {
    let rules = options.evaluation.sets.rules.iter().flat_map(|folder| files_with_subfolders(folder));
    let named = named(options).chain(options.output.baseline.as_deref());
    named.filter_map(FileId::of).chain(rules.filter_map(|path| FileId::of(&path))).collect::<Vec<_>>().into_iter()
}

/// Takes out of the files of series, whose names are known last, those that would replace what was read or each other;
/// the answer says so of each.
pub(super) fn refuse_over_inputs(
    finished: &mut Vec<FinishedFile>,
    mut read: HashSet<FileId>,
    lang: Lang,
) -> Vec<String> {
    let mut refused = Vec::new();
    finished.retain(|file| {
        let is_new = FileId::of(&file.path).is_none_or(|id| read.insert(id));
        if !is_new {
            refused.push(words::report_over_input(display_path(&file.path), lang));
        }
        is_new
    });
    refused
}

/// The files that the command line names to be read, the baseline aside.
fn named(options: &CheckOptions) -> impl Iterator<Item = &Path> {
    let CheckOptions { paths, files, evaluation, .. } = options;
    let single = [&evaluation.register, &files.files_from, &options.output.since, &options.config];
    let single = single.into_iter().flatten();
    let all = single.chain(&evaluation.sets.overlays).chain(paths);
    all.map(std::path::PathBuf::as_path).filter(|path| *path != Path::new("-"))
}

/// Says of an output that it would replace what is read.
pub(super) fn over_input(target: Option<&Path>, options: &ReportOptions, lang: Lang) -> String {
    match target {
        Some(path) if is_baseline(path, options) => words::baseline_over_input(display_path(path), lang),
        Some(path) => words::report_over_input(display_path(path), lang),
        None => words::standard_output_over_input(lang).to_owned(),
    }
}

/// Whether a path is that of the baseline to be written.
pub(super) fn is_baseline(path: &Path, options: &ReportOptions) -> bool {
    written_baseline(options) == Some(path)
}
