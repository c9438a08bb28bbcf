//! What a plan may change, and the lines that it may add.

use std::collections::HashSet;

use super::super::error::{Expected, Named, RuleError, RuleErrorKind};
use super::super::fact::{FactSource, ScalarType, Type};
use super::super::language::NEW_LINES;
use super::super::plan::{LeverSource, NewLines, PlanLevers};
use super::super::reader::{Fields, SpannedText};
use super::Compiler;
use crate::dossier::format::{self, Field, FieldId, Kind};

/// The names, each once.
fn distinct(names: Vec<SpannedText<'_>>) -> impl Iterator<Item = SpannedText<'_>> {
    let mut known = HashSet::new();
    names.into_iter().filter(move |name| known.insert(name.text))
}

impl<'t> Compiler<'_, '_, 't> {
    /// The campaign's levers; none where no set holds any.
    pub(super) fn plan(&mut self) -> PlanLevers {
        let mut found = self.namespace.sets.iter().filter_map(|set| set.plan.as_ref());
        let Some(fields) = found.next() else { return PlanLevers::default() };
        for second in found {
            let kind = RuleErrorKind::Duplicate { what: Named::Plan, name: "plan".to_owned() };
            let (origin, related) = (Some(second.origin()), Some(fields.origin()));
            self.errors.push(RuleError { kind, origin, related });
        }
        PlanLevers {
            sources: distinct(fields.texts("levers")).filter_map(|name| self.lever(name)).collect(),
            sections: distinct(fields.texts("sections")).filter_map(|name| self.section(name)).collect(),
            new_lines: fields.fields("new_lines", NEW_LINES).and_then(|lines| self.new_lines(&lines)),
        }
    }

    fn lever(&mut self, name: SpannedText<'t>) -> Option<LeverSource> {
        let fact = self.fact(name)?;
        match (&self.facts[fact.0].source, self.kind(fact)) {
            (&FactSource::Field(field), Type::One(ScalarType::Money | ScalarType::Date)) => {
                Some(LeverSource::Field(field))
            }
            (&FactSource::Column { table, column }, Type::Many(ScalarType::Money)) => {
                Some(LeverSource::Column { table, column })
            }
            _ => {
                self.mismatch("levers", fact, Expected::Money, name.origin);
                None
            }
        }
    }

    fn section(&mut self, name: SpannedText<'t>) -> Option<FieldId> {
        let fact = self.fact(name)?;
        if let (&FactSource::Field(field), Type::One(ScalarType::Money)) = (&self.facts[fact.0].source, self.kind(fact))
        {
            return Some(field);
        }
        self.mismatch("sections", fact, Expected::Money, name.origin);
        None
    }

    fn new_lines(&mut self, lines: &Fields<'t>) -> Option<NewLines> {
        let amounts = lines.get("amounts")?;
        let fact = self.fact_at(amounts)?;
        let (&FactSource::Column { table, column: amount }, Type::Many(ScalarType::Money)) =
            (&self.facts[fact.0].source, self.kind(fact))
        else {
            self.mismatch("amounts", fact, Expected::Column, amounts.origin());
            return None;
        };
        let Kind::Records(columns) = format::field_info(table).field.kind else { return None };
        let each = lines.entries("each");
        let [(key, value)] = each[..] else {
            lines.get("each")?.wrong_type(Expected::OneKey);
            return None;
        };
        let (column, of) = self.text_column(columns, key)?;
        let mut kinds = self.fixed_list(value, of)?;
        let mut known = HashSet::new();
        kinds.retain(|kind| known.insert(kind.clone()));
        let kind = (column, kinds);
        let mut cells = Vec::new();
        for (key, value) in lines.entries("cells") {
            let (column, of) = self.text_column(columns, key)?;
            let text = value.spanned_text()?;
            self.is_known(text, of).then_some(())?;
            cells.push((column, text.text.to_owned()));
        }
        Some(NewLines { table, amount, kind, cells, among: self.line_filter(lines, table)? })
    }

    fn text_column(&self, columns: &'static [Field], key: SpannedText<'t>) -> Option<(usize, ScalarType)> {
        let column = self.column_of(columns, key)?;
        match columns[column].kind.as_leaf() {
            Some(Type::One(of)) if of.is_text() => Some((column, of)),
            found => {
                let (test, fact) = ("new_lines".to_owned(), key.text.to_owned());
                let found = found.map_or(Type::Records, |found| found);
                self.errors
                    .report(RuleErrorKind::Mismatch { test, fact, found, expected: Expected::OneText }, key.origin);
                None
            }
        }
    }
}
