//! stub
use std::io;
use crate::locale::Lang;
use crate::source::*;
use super::model::*;
/// o
#[derive(Debug, Clone, Copy)]
pub struct TextOptions { /// l
 pub lang: Lang, /// c
 pub color: bool, /// w
 pub width: usize, /// v
 pub verbose: bool, /// q
 pub quiet: bool, /// f
 pub fancy: bool }
/// d
pub fn write_dossier(out: &mut dyn io::Write, report: &DossierReport, source: Option<&SourceFile>, _o: &TextOptions) -> io::Result<()> { writeln!(out, "{report:#?} {}", source.is_some()) }
/// d
pub fn write_line(out: &mut dyn io::Write, report: &DossierReport, _o: &TextOptions) -> io::Result<()> { writeln!(out, "{} {}", report.path, report.verdict) }
/// d
pub fn write_summary(out: &mut dyn io::Write, _h: &Header, s: &Summary, _o: &TextOptions) -> io::Result<()> { writeln!(out, "{s:?}") }
/// d
pub fn write_reminders(out: &mut dyn io::Write, s: &[(String,String)], _o: &TextOptions) -> io::Result<()> { writeln!(out, "{s:?}") }
/// d
pub fn write_rule_problems(out: &mut dyn io::Write, s: &[RuleProblem<'_>], _o: &TextOptions) -> io::Result<()> { for p in s { writeln!(out, "{} {:?} {:?}", p.message, p.hint, p.file.map(|f| f.position(p.span.start)))?; } Ok(()) }
/// d
#[derive(Debug)]
pub struct RuleProblem<'a> { /// m
 pub message: String, /// h
 pub hint: Option<String>, /// f
 pub file: Option<&'a SourceFile>, /// s
 pub span: Span, /// r
 pub related: Option<(&'a SourceFile, Span, String)> }
