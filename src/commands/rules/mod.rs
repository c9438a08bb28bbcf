//! `recevable rules`: the rule sets themselves.

mod check;
mod coverage;
mod diff;
mod export;
mod list;
mod new;
mod show;
mod test;

use std::io::{self, IsTerminal, Write};

use super::terminal;
use crate::cli::{Color, NewCommand, RulesCommand};
use crate::report::problems;
use crate::report::text::{self, TextOptions};
use crate::rules::RuleErrors;
use crate::text::Lang;

pub(crate) fn rules(command: &RulesCommand, out: &mut dyn Write, errors: &mut dyn Write) -> io::Result<u8> {
    match command {
        RulesCommand::List(options) => list::list(options, out, errors),
        RulesCommand::Show(options) => show::show(options, out, errors),
        RulesCommand::Check(options) => check::check(options, out),
        RulesCommand::Test(options) => test::test(options, out, errors),
        RulesCommand::Diff(options) => diff::diff(options, out, errors),
        RulesCommand::Coverage(options) => coverage::coverage(options, out, errors),
        RulesCommand::New(NewCommand::Overlay(options)) => new::overlay(options, out, errors),
        RulesCommand::Export(options) => export::export(options, out, errors),
    }
}

fn text_options(lang: Lang, fancy: bool) -> TextOptions {
    TextOptions { fancy, ..terminal::text_options(lang, Color::Never, fancy) }
}

pub(super) fn broken(failed: &RuleErrors, lang: Lang, errors: &mut dyn Write) -> io::Result<u8> {
    let problems = problems::of_rule_sets(&failed.files, &failed.errors, lang);
    text::write_rule_problems(errors, &problems, &text_options(lang, io::stderr().is_terminal()))?;
    Ok(2)
}
