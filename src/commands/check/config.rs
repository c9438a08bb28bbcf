//! `.recevable.toml`: options of `check` for the dossiers of a folder and of all below it. The command line overrides them.
//!
//! The file may be a stranger's, as the dossiers beside it may: it lets reports be written in its own folder only, and what
//! it sets is said.

use std::collections::HashSet;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::{Component, Path, PathBuf};
use std::{env, fs};

use crate::cli::{self, CheckOptions, Invocation, LANGUAGE_VARIABLE};
use crate::commands::terminal::report_options;
use crate::dossier::ProblemKind;
use crate::messages::words::capitalised;
use crate::messages::{config as words, structure};
use crate::report::problems::{self, InputProblem, Severity};
use crate::report::text::{self, TextOptions};
use crate::rules::reader::{self, SpannedTable, SpannedValue};
use crate::rules::sink::ErrorSink;
use crate::rules::{Expected, RuleCode, RuleErrorKind};
use crate::source::{SourceFile, Span, display_path, read_path};
use crate::text::{Lang, string_enum, visible};

const NAME: &str = ".recevable.toml";

string_enum! {
    /// What the file may set, by its keys.
    enum Setting {
        Overlays = "overlays",
        Rules = "rules",
        Register = "register",
        Lang = "lang",
        Formats = "formats",
        FailOn = "fail-on",
        Baseline = "baseline",
        Include = "include",
        Exclude = "exclude",
    }
}

impl Setting {
    /// The option that it stands for.
    fn option(self) -> &'static str {
        match self {
            Self::Overlays => "--overlay",
            Self::Rules => "--rules",
            Self::Register => "--registre",
            Self::Lang => "--lang",
            Self::Formats => "--format",
            Self::FailOn => "--fail-on",
            Self::Baseline => "--baseline",
            Self::Include => "--include",
            Self::Exclude => "--exclude",
        }
    }

    fn is_list(self) -> bool {
        matches!(self, Self::Overlays | Self::Formats | Self::Include | Self::Exclude)
    }

    /// Whether the command line or the environment has decided on it.
    fn is_given(self, options: &CheckOptions) -> bool {
        let in_environment = || env::var_os(LANGUAGE_VARIABLE).is_some_and(|value| !value.is_empty());
        options.given.contains(self.id()) || (self == Self::Lang && in_environment())
    }

    /// Its name among the command line's options.
    fn id(self) -> &'static str {
        if self == Self::FailOn { "fail_on" } else { self.as_str() }
    }

    /// Takes over what the file gives.
    fn take(self, options: &mut CheckOptions, from: &CheckOptions) {
        match self {
            Self::Overlays => options.evaluation.sets.overlays.clone_from(&from.evaluation.sets.overlays),
            Self::Rules => options.evaluation.sets.rules.clone_from(&from.evaluation.sets.rules),
            Self::Register => options.evaluation.register.clone_from(&from.evaluation.register),
            Self::Lang => options.output.lang = from.output.lang,
            Self::Formats => options.output.formats.clone_from(&from.output.formats),
            Self::FailOn => options.output.fail_on = from.output.fail_on,
            Self::Baseline => options.output.baseline.clone_from(&from.output.baseline),
            Self::Include => options.files.include.clone_from(&from.files.include),
            Self::Exclude => options.files.exclude.clone_from(&from.files.exclude),
        }
    }

    /// What is in force.
    fn values(self, options: &CheckOptions) -> Vec<String> {
        let paths = |paths: &[PathBuf]| paths.iter().map(|path| display_path(path)).collect();
        match self {
            Self::Overlays => paths(&options.evaluation.sets.overlays),
            Self::Rules => paths(options.evaluation.sets.rules.as_slice()),
            Self::Register => paths(options.evaluation.register.as_slice()),
            Self::Lang => vec![options.output.lang.to_string()],
            Self::Formats => {
                options.output.formats.iter().map(|(format, target)| target.with(format.as_str())).collect()
            }
            Self::FailOn => vec![options.output.fail_on.to_string()],
            Self::Baseline => paths(options.output.baseline.as_slice()),
            Self::Include => options.files.include.clone(),
            Self::Exclude => options.files.exclude.clone(),
        }
    }
}

/// The file in force, and where in it what is set stands.
pub(super) struct Config {
    file: SourceFile,
    settings: Vec<(Setting, Span)>,
}

/// Looks for the file and takes over what it sets; none where there is no file. The answer is an error where it was told
/// already.
pub(super) fn apply(options: &mut CheckOptions, errors: &mut dyn Write) -> io::Result<Result<Option<Config>, ()>> {
    let lang = options.output.lang;
    let files = if options.files.no_config { Vec::new() } else { found(options) };
    let path = match &files[..] {
        [] => return Ok(Ok(None)),
        [path] => path,
        [one, other, ..] => {
            let told = words::several(visible(&display_path(one)), visible(&display_path(other)), lang);
            return writeln!(errors, "{told}").map(|()| Err(()));
        }
    };
    let file = match read_path(path, display_path(path)) {
        Ok(file) => file,
        Err(error) => {
            let reason = structure::message(&ProblemKind::Read(error.kind), lang).summary;
            return writeln!(errors, "{}", words::unreadable(visible(&error.name), reason, lang)).map(|()| Err(()));
        }
    };
    let sink = ErrorSink::default();
    let mut read =
        Reading { folder: path.parent().unwrap_or(Path::new("")), lang, settings: Vec::new(), faults: Vec::new() };
    read.all(&file, &sink);
    let wrong = sink.into_errors();
    if wrong.is_empty() && read.faults.is_empty() {
        let arguments: Vec<OsString> = read.settings.iter().flat_map(|(_, _, arguments)| arguments).cloned().collect();
        match checked(&arguments, lang) {
            Ok(from) => {
                read.settings.retain(|(setting, ..)| !setting.is_given(options));
                read.settings.iter().for_each(|(setting, ..)| setting.take(options, &from));
                options.config = Some(path.clone());
                let settings = read.settings.iter().map(|(setting, span, _)| (*setting, *span)).collect();
                return Ok(Ok(Some(Config { file, settings })));
            }
            Err(message) => {
                read.faults.push(Fault { span: Span::default(), code: RuleCode::Value, message, hint: None });
            }
        }
    }
    let files = [file];
    let mut told = problems::of_rule_sets(&files, &wrong, lang);
    told.extend(read.faults.into_iter().map(|fault| fault.problem(&files[0])));
    told.sort_by_key(|problem| problem.span.start);
    let first = words::broken(told.len(), visible(files[0].name()), lang);
    let text = TextOptions { fancy: io::stderr().is_terminal(), ..report_options(&options.output, false) };
    text::write_problems(errors, &first, &told, &text).map(|()| Err(()))
}

impl Config {
    /// Says what it sets, for nobody is to wonder why a check is kinder here than elsewhere.
    pub(super) fn announce(&self, options: &CheckOptions, errors: &mut dyn Write) -> io::Result<()> {
        if self.settings.is_empty() || options.output.quiet {
            return Ok(());
        }
        let keys: Vec<&str> = self.settings.iter().map(|(setting, _)| setting.as_str()).collect();
        writeln!(errors, "{}", words::in_use(visible(self.file.name()), keys.join(", "), options.output.lang))
    }
}

/// Shows what is in force and where each value comes from, as the file would have it.
pub(super) fn show(config: Option<&Config>, options: &CheckOptions, out: &mut dyn Write) -> io::Result<()> {
    let lang = options.output.lang;
    writeln!(out, "# {}", words::shown(lang))?;
    match config {
        Some(config) => writeln!(out, "# {}", words::file_used(visible(config.file.name()), lang))?,
        None => writeln!(out, "# {}", words::no_file(lang))?,
    }
    for setting in Setting::ALL {
        let of_file = config.and_then(|config| {
            let (_, span) = config.settings.iter().find(|(one, _)| *one == setting)?;
            Some(words::from_file(visible(config.file.name()), config.file.position(span.start).line, lang))
        });
        let origin = match of_file {
            Some(of_file) => of_file,
            None if options.given.contains(setting.id()) => words::from_command_line(lang).to_owned(),
            None if setting.is_given(options) => words::from_environment(LANGUAGE_VARIABLE, lang),
            None => words::by_default(lang).to_owned(),
        };
        // What JSON quotes, TOML reads.
        let quoted = |value: &String| serde_json::Value::String(value.clone()).to_string();
        let values: Vec<String> = setting.values(options).iter().map(quoted).collect();
        let line = match (&values[..], setting.is_list()) {
            (values, true) => format!("{setting} = [{}]", values.join(", ")),
            ([value, ..], false) => format!("{setting} = {value}"),
            ([], false) => format!("# {setting}"),
        };
        writeln!(out, "{}", visible(&format!("{line}   # {origin}")))?;
    }
    Ok(())
}

/// The files of the folders of what is to be checked, or of the nearest folder above that has one, within one repository.
fn found(options: &CheckOptions) -> Vec<PathBuf> {
    let here = Path::new(".");
    let folder = |path: &PathBuf| match path.parent() {
        _ if path == Path::new("-") => here.to_owned(),
        _ if path.is_dir() => path.clone(),
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => here.to_owned(),
    };
    let mut folders: HashSet<PathBuf> = options.paths.iter().map(folder).collect();
    if folders.is_empty() || options.files.files_from.is_some() {
        folders.insert(here.to_owned());
    }
    let current = fs::canonicalize(here).unwrap_or_default();
    let shown = |path: PathBuf| path.strip_prefix(&current).map(Path::to_owned).unwrap_or(path);
    let mut files: Vec<PathBuf> = folders.iter().filter_map(|folder| above(folder)).map(shown).collect();
    files.sort_unstable();
    files.dedup();
    files
}

fn above(folder: &Path) -> Option<PathBuf> {
    let folder = fs::canonicalize(folder).ok()?;
    for folder in folder.ancestors() {
        let file = folder.join(NAME);
        if file.symlink_metadata().is_ok() {
            return Some(file);
        }
        if folder.join(".git").exists() {
            return None;
        }
    }
    None
}

/// A file that is read: what it sets, as arguments, and what is wrong with it beside its form.
struct Reading<'p> {
    folder: &'p Path,
    lang: Lang,
    settings: Vec<(Setting, Span, Vec<OsString>)>,
    faults: Vec<Fault>,
}

struct Fault {
    span: Span,
    code: RuleCode,
    message: String,
    hint: Option<String>,
}

impl Fault {
    fn problem(self, file: &SourceFile) -> InputProblem<'_> {
        InputProblem {
            severity: Severity::Error,
            code: self.code.as_str(),
            message: self.message,
            hint: self.hint,
            file: Some(file),
            span: self.span,
            related: None,
        }
    }
}

impl Reading<'_> {
    fn all(&mut self, file: &SourceFile, errors: &ErrorSink) {
        let document = reader::parse(0, file, errors);
        for (key, value) in SpannedTable::top(0, &document, errors).entries() {
            if let Ok(setting) = key.text.parse::<Setting>() {
                self.setting(setting, key.origin.span, value);
            } else {
                let known = errors.suggestions(Setting::WORDS);
                errors.report(RuleErrorKind::UnknownKey { key: key.text.to_owned(), known }, key.origin);
            }
        }
    }

    fn setting(&mut self, setting: Setting, place: Span, value: SpannedValue<'_>) {
        let texts = match (setting.is_list(), value.as_text()) {
            (true, None) => value.list(Expected::Texts),
            _ => vec![value],
        };
        let mut arguments = Vec::new();
        for text in texts.into_iter().filter_map(SpannedValue::spanned_text) {
            let argument = self.argument(setting, text.text);
            let span = text.origin.span;
            if let Err(message) = checked(std::slice::from_ref(&argument), self.lang) {
                self.faults.push(Fault { span, code: RuleCode::Value, message, hint: None });
            } else if let Some(path) = written(setting, text.text).filter(|path| !is_inside(self.folder, path)) {
                let message = words::outside(visible(path), self.lang);
                let hint = Some(words::outside_hint(self.lang).to_owned());
                self.faults.push(Fault { span, code: RuleCode::Path, message, hint });
            }
            arguments.push(argument);
        }
        self.settings.push((setting, place, arguments));
    }

    /// The option with its value, a path as seen from where the program runs.
    fn argument(&self, setting: Setting, value: &str) -> OsString {
        let mut argument = OsString::from(format!("{}=", setting.option()));
        let path = match setting {
            Setting::Overlays | Setting::Rules | Setting::Register | Setting::Baseline => value,
            Setting::Formats => match value.split_once('=') {
                Some((format, path)) => {
                    argument.push(format!("{format}="));
                    path
                }
                None => "",
            },
            Setting::Lang | Setting::FailOn | Setting::Include | Setting::Exclude => "",
        };
        argument.push(if path.is_empty() { OsString::from(value) } else { self.folder.join(path).into_os_string() });
        argument
    }
}

/// The options that arguments come to, or what is wrong with them.
fn checked(arguments: &[OsString], lang: Lang) -> Result<Box<CheckOptions>, String> {
    let line = ["recevable", "check"].map(OsString::from).into_iter().chain(arguments.iter().cloned());
    match cli::parse(line.collect(), lang) {
        Ok(Invocation::Check(options)) => Ok(options),
        Ok(_) => Err(String::new()),
        Err(wrong) => Err(capitalised(&cli::usage_fault(&wrong, lang))),
    }
}

/// The path of what a setting lets be written.
fn written(setting: Setting, value: &str) -> Option<&str> {
    match setting {
        Setting::Formats => Some(value.split_once('=')?.1),
        Setting::Baseline => Some(value),
        _ => None,
    }
}

/// Whether a file or pattern lies within a folder, and is no link, pipe or device.
fn is_inside(folder: &Path, path: &str) -> bool {
    let path = Path::new(path);
    let is_plain = path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    let within = path.parent().unwrap_or(Path::new(""));
    let target = folder.join(path);
    let is_file = target.symlink_metadata().map_or(true, |metadata| metadata.is_file());
    let root = fs::canonicalize(if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
    let parent = folder.join(within);
    let existing = parent
        .ancestors()
        .find_map(|parent| fs::canonicalize(if parent.as_os_str().is_empty() { Path::new(".") } else { parent }).ok());
    let is_below = root.ok().zip(existing).is_some_and(|(root, existing)| existing.starts_with(root));
    is_plain && is_file && is_below && !within.to_string_lossy().contains('{')
}
