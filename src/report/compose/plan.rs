//! A plan, for programs and for people.

use rust_decimal::Decimal;
use serde_json::{Map, Value as Json};

use super::super::model::{AlternativePlan, PlanMove, PlanReport, PlanWords, Planned};
use super::assessment::Builder;
use super::json_text;
use super::value::money;
use crate::dossier::format::{self, FieldId, Kind, ScalarKind};
use crate::dossier::{Record, Value};
use crate::engine::{LeverMove, Place, Plan, PlanStatus, Proposal, Scalar, Site, plan};
use crate::messages::finding::more_terms;
use crate::messages::plan as words;
use crate::messages::words::{capitalised, semicolon};
use crate::rules::RuleId;
use crate::text::{amount, long_date};

/// Changes that are written out, one below the other and in one line.
const SHOWN: usize = 40;
const SHOWN_IN_LINE: usize = 8;

impl Builder<'_, '_> {
    pub(super) fn plan(&self) -> Planned {
        match plan(self.facts, self.fiche, self.stage, self.assessment) {
            Some(plan) => Planned::Plan(Box::new(self.plan_report(&plan))),
            None => Planned::Nothing,
        }
    }

    fn plan_report(&self, plan: &Plan) -> PlanReport {
        let best = plan.proposals.first();
        let moves = best.map(|best| self.moves(best)).unwrap_or_default();
        let others = plan.proposals.get(1..).unwrap_or_default();
        let alternative = |one: &Proposal| AlternativePlan {
            amount: money(one.amount),
            days: one.days,
            moves: self.moves(one),
            verdict_after: one.verdict_after,
        };
        PlanReport {
            status: plan.status,
            proved_minimal: plan.proved_minimal,
            changes: moves.len(),
            amount: money(best.map(|best| best.amount).unwrap_or_default()),
            days: best.map(|best| best.days).unwrap_or_default(),
            moves,
            mends: self.ids(&plan.mends),
            leaves: self.ids(&plan.leaves),
            verdict_after: best.map_or(self.assessment.verdict, |best| best.verdict_after),
            alternatives: others.iter().map(alternative).collect(),
            because: self.ids(&plan.because),
            words: self.words(plan),
            work: plan.work,
        }
    }

    fn ids(&self, rules: &[RuleId]) -> Vec<String> {
        rules.iter().map(|&rule| self.facts.campaign().rule(rule).id.clone()).collect()
    }

    fn moves(&self, proposal: &Proposal) -> Vec<PlanMove> {
        proposal.moves.iter().map(|one| self.lever_move(one)).collect()
    }

    fn lever_move(&self, one: &LeverMove) -> PlanMove {
        let (from, to, delta) = match (one.from, one.to) {
            (Scalar::Date(from), Scalar::Date(to)) => {
                (from.to_string(), to.to_string(), (to - from).num_days().to_string())
            }
            (from, to) => {
                let (from, to) = (from.quantity().unwrap_or_default(), to.quantity().unwrap_or_default());
                (money(from), money(to), money(to - from))
            }
        };
        PlanMove { path: self.path(one.site), line: self.line(one.site), new: self.new_line(one.site), from, to, delta }
    }

    fn record(&self, table: FieldId, line: usize) -> Option<&Record<'_>> {
        self.facts.lines(table)?.get(line)
    }

    fn path(&self, site: Site) -> String {
        match site {
            Site::Field(field) => format::field_info(field).path.clone(),
            Site::Line { table, line, column } => {
                let index = self.record(table, line).map(|record| record.index);
                Place { index, column: Some(column), ..Place::of(table, crate::source::Span::default()) }.path()
            }
            Site::New { .. } => {
                let table = self.facts.campaign().plan.new_lines.as_ref().map(|lines| lines.table);
                let path = table.map(|table| format::field_info(table).path.as_str()).unwrap_or_default();
                format!("{path}[+]")
            }
        }
    }

    fn line(&self, site: Site) -> usize {
        let dossier = self.facts.dossier();
        let span = match site {
            Site::Field(field) => dossier.place(field),
            Site::Line { table, line, column } => {
                let cell = self.record(table, line).and_then(|record| record.cells[column].value.as_ref());
                cell.map(|cell| cell.span).unwrap_or_default()
            }
            Site::New { .. } => {
                let table = self.facts.campaign().plan.new_lines.as_ref().map(|lines| lines.table);
                let last = table.and_then(|table| self.facts.lines(table)?.last()).map(|record| record.span);
                last.or(table.map(|table| dossier.place(table))).unwrap_or_default()
            }
        };
        self.source.position(span.start).line
    }

    /// What is written in a line that is to be added, in the order of the columns.
    fn new_line(&self, site: Site) -> Option<Map<String, Json>> {
        let Site::New { kind } = site else { return None };
        let lines = self.facts.campaign().plan.new_lines.as_ref()?;
        let Kind::Records(columns) = format::field_info(lines.table).field.kind else { return None };
        let mut cells = Map::new();
        for (at, column) in columns.iter().enumerate() {
            let fixed = lines.cells.iter().find(|(cell, _)| *cell == at).map(|(_, text)| text);
            let of_kind = (lines.kind.0 == at).then(|| lines.kind.1.get(kind)).flatten();
            if let Some(text) = fixed.or(of_kind) {
                cells.insert(column.key.to_owned(), json_text(text.as_str()));
            }
        }
        Some(cells)
    }

    fn words(&self, plan: &Plan) -> PlanWords {
        let lang = self.lang;
        let Some((best, others)) = plan.proposals.split_first() else {
            let lead = match plan.status {
                PlanStatus::Impossible => words::impossible(self.titles(&plan.because), lang),
                PlanStatus::Found | PlanStatus::Unknown => words::unknown(lang).to_owned(),
            };
            return PlanWords { in_brief: lead.clone(), lead, ..PlanWords::default() };
        };
        let (changes, moved) = (words::changes(best.moves.len(), lang), self.moved(best));
        let lead = if plan.proved_minimal { words::smallest } else { words::unproved };
        let leaves = (!plan.leaves.is_empty()).then(|| words::leaves(self.titles(&plan.leaves), lang));
        let makes_hold = words::makes_hold(self.titles(&plan.mends), lang);
        let after = words::verdict_after(best.verdict_after, lang);
        let alternative = |one: &Proposal| {
            let steps = self.steps(one, SHOWN_IN_LINE).join(semicolon(lang));
            capitalised(&words::alternative(steps, self.moved(one), lang))
        };
        let in_line = capitalised(&self.steps(best, SHOWN_IN_LINE).join(semicolon(lang)));
        let steps: Vec<String> = self.steps(best, SHOWN).iter().map(|step| capitalised(step)).collect();
        PlanWords {
            lead: lead(changes, moved, lang),
            in_brief: words::brief(&in_line, best.verdict_after, lang),
            steps,
            outcome: std::iter::once(makes_hold).chain(leaves).chain([after]).collect(),
            alternatives: others.iter().map(alternative).collect(),
        }
    }

    /// The first changes, and how many more there are.
    fn steps(&self, proposal: &Proposal, shown: usize) -> Vec<String> {
        let mut steps: Vec<String> = proposal.moves.iter().take(shown).map(|one| self.step(one)).collect();
        if let more @ 1.. = proposal.moves.len().saturating_sub(shown) {
            steps.push(more_terms(more, self.lang));
        }
        steps
    }

    fn moved(&self, proposal: &Proposal) -> String {
        let moved = (proposal.amount > Decimal::ZERO).then(|| amount(proposal.amount, self.lang));
        words::moved(moved, usize::try_from(proposal.days).unwrap_or(usize::MAX), self.lang)
    }

    fn titles(&self, rules: &[RuleId]) -> String {
        let title = |&rule: &RuleId| {
            let rule = self.facts.campaign().rule(rule);
            format!("{} ({})", rule.title.get(self.lang), rule.id)
        };
        rules.iter().map(title).collect::<Vec<_>>().join(semicolon(self.lang))
    }

    /// A change as a person makes it: in a line of the file, or a line as it would be typed.
    fn step(&self, one: &LeverMove) -> String {
        let (lang, line) = (self.lang, self.line(one.site));
        if let (Scalar::Date(from), Scalar::Date(to)) = (one.from, one.to) {
            return words::day(self.site_name(one.site), long_date(to, lang), long_date(from, lang), line, lang);
        }
        let (from, to) = (one.from.quantity().unwrap_or_default(), one.to.quantity().unwrap_or_default());
        match self.typed(one.site, to) {
            Some(typed) => words::entry(typed, line, lang),
            None => words::value(self.site_name(one.site), amount(to, lang), amount(from, lang), line, lang),
        }
    }

    /// What is to be typed where nothing stands yet.
    fn typed(&self, site: Site, to: Decimal) -> Option<String> {
        match site {
            Site::Line { .. } => None,
            Site::Field(field) => {
                let absent = self.facts.dossier().get(field).is_none();
                absent.then(|| format!("{}: {}", format::field_info(field).field.key, money(to)))
            }
            Site::New { .. } => {
                let lines = self.facts.campaign().plan.new_lines.as_ref()?;
                let Kind::Records(columns) = format::field_info(lines.table).field.kind else { return None };
                let cells = self.new_line(site)?;
                let mut pairs: Vec<String> =
                    cells.iter().map(|(key, text)| format!("{key}: {}", text.as_str().unwrap_or_default())).collect();
                pairs.push(format!("{}: {}", columns[lines.amount].key, money(to)));
                Some(format!("- {{ {} }}", pairs.join(", ")))
            }
        }
    }

    /// What a person calls it: who pays or what is paid for, by the first text of the line; failing that, its kind.
    fn site_name(&self, site: Site) -> String {
        let (table, line) = match site {
            Site::Field(field) => return format::field_info(field).field.label.get(self.lang).to_owned(),
            Site::Line { table, line, .. } => (table, self.record(table, line)),
            Site::New { .. } => return String::new(),
        };
        let (Some(line), Kind::Records(columns)) = (line, &format::field_info(table).field.kind) else {
            return String::new();
        };
        let of_kind = |wanted: fn(&ScalarKind) -> bool| {
            columns.iter().zip(&line.cells).find_map(|(column, cell)| {
                match (&column.kind, &cell.value.as_ref()?.value) {
                    (Kind::Scalar(kind), Value::Text(text)) if wanted(kind) => Some((column, text.as_ref())),
                    _ => None,
                }
            })
        };
        if let Some((_, text)) = of_kind(|kind| matches!(kind, ScalarKind::Text)) {
            return text.to_owned();
        }
        if let Some((_, token)) = of_kind(|kind| matches!(kind, ScalarKind::Token(_))) {
            return self.facts.campaign().label(token, self.lang).to_owned();
        }
        let code = of_kind(|_| true);
        code.map(|(column, code)| format!("{} {code}", column.label.get(self.lang))).unwrap_or_default()
    }
}
