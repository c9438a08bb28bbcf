//! One rule's finding: what was expected, what was found, the arithmetic, and where it stands.

use super::super::model::{BoundReport, DerivedFact, Finding, MissingKey};
use super::assessment::Builder;
use super::comparison::ReasonText;
use super::demand::demand;
use crate::dossier::format::{self, Field, FieldInfo, Kind};
use crate::engine::{Explanation, Inapplicable, Outcome, Place, Reason, Status, Truth, explain, gap, remedies};
use crate::messages::words::{beside, sentence};
use crate::messages::{batch, filling, finding as words};
use crate::rules::{Campaign, Check, FactId, FactSource, Origin, Rule, RuleBook};
use crate::text::{Bilingual, Lang, typeset};

/// Lines of the register that a finding lists.
const MAX_PROGRAMMES: usize = 5;

pub(super) fn of_rule(book: &RuleBook, campaign: &Campaign, rule: &Rule, status: Status, lang: Lang) -> Finding {
    Finding {
        rule: rule.id.clone(),
        status: status.kind(),
        level: rule.level,
        group: rule.group,
        basis: rule.basis,
        title: rule.title.get(lang).to_owned(),
        demand: demand(book, campaign, rule, lang),
        source: typeset(&rule.source, lang).into_owned(),
        advice: rule.advice.as_ref().map(|advice| advice.get(lang).to_owned()),
        ..Finding::default()
    }
}

impl<'a> Builder<'a, '_> {
    pub(super) fn finding(&self, outcome: &Outcome) -> Finding {
        let rule: &'a Rule = self.facts.campaign().rule(outcome.rule);
        if outcome.status != Status::Undetermined
            && let Some(facts) = self.facts.settled(&rule.conditional)
        {
            return Builder { facts: &facts, ..*self }.finding(outcome);
        }
        let explanation = explain(self.facts, rule);
        let read = explanation.read.iter();
        let mut finding = Finding {
            derivation: read
                .map(|&fact| DerivedFact { fact: self.fact(fact).name.clone(), value: self.json(fact) })
                .collect(),
            readings: self.readings(outcome.rule),
            by_reading: self.by_reading(outcome.rule, outcome.status),
            ..of_rule(self.book, self.facts.campaign(), rule, outcome.status, self.lang)
        };
        if let Status::Satisfied(basis) = outcome.status {
            finding.basis = basis;
        }
        if self.style.verbose {
            let text = |text: &Option<Bilingual>| text.as_ref().map(|text| text.get(self.lang).to_owned());
            (finding.asks, finding.choice) = (text(&rule.asks), text(&rule.choice));
        }
        if let Status::NotApplicable(because) = outcome.status {
            self.not_applicable(&mut finding, because);
        } else {
            self.reasons(&mut finding, &explanation, outcome.status);
        }
        self.places(&mut finding, &explanation);
        let notes: Vec<String> = self.note_texts(rule).chain(self.of_register(&explanation)).collect();
        for text in notes.iter().chain(&finding.by_reading) {
            finding.message.push(' ');
            finding.message.push_str(text);
        }
        if outcome.status == Status::Undetermined {
            finding.missing = self.missing(&explanation);
            // What the rule advises is about its demand, not about what decides whether it applies.
            finding.advice = finding.advice.filter(|_| !explanation.by_condition);
        }
        if outcome.status == Status::Violated {
            finding.gap = gap(self.facts, &explanation);
            let found = remedies(self.facts, self.fiche, self.stage, self.assessment, outcome.rule, &explanation);
            finding.remedies = found.iter().map(|remedy| self.remedy(remedy)).collect();
        }
        finding
    }

    fn of_register(&self, explanation: &Explanation<'a>) -> Vec<String> {
        let held = |fact: &FactId| matches!(self.fact(*fact).source, FactSource::RegisterHolds);
        let programmes = self.facts.context().programmes.filter(|_| explanation.read.iter().any(held));
        programmes.unwrap_or_default().iter().take(MAX_PROGRAMMES).map(|one| batch::programme(one, self.lang)).collect()
    }

    fn not_applicable(&self, finding: &mut Finding, because: Inapplicable) {
        match because {
            Inapplicable::Condition => {
                finding.because = Some("when".to_owned());
                words::does_not_apply(self.lang).clone_into(&mut finding.message);
            }
            Inapplicable::Waived(by) => {
                let by = self.facts.campaign().rule(by);
                finding.message = words::waived_by(&by.id, by.title.get(self.lang), self.lang);
                finding.because = Some(by.id.clone());
            }
        }
    }

    fn reasons(&self, finding: &mut Finding, explanation: &Explanation<'a>, status: Status) {
        let lang = self.lang;
        let reasons: Vec<ReasonText> = explanation.reasons.iter().map(|reason| self.reason(reason)).collect();
        let collect = |pick: fn(&ReasonText) -> &String| {
            let mut parts: Vec<&str> = Vec::new();
            for part in reasons.iter().map(pick) {
                if !parts.contains(&part.as_str()) {
                    parts.push(part);
                }
            }
            parts
        };
        if !reasons.is_empty() {
            let between = if explanation.alternatives { words::or_else(lang) } else { beside(lang) };
            finding.expected = Some(collect(|reason| &reason.expected).join(between));
            finding.actual = Some(collect(|reason| &reason.actual).join(beside(lang)));
        }
        finding.message = match status {
            Status::Satisfied(_) => words::holds(lang).to_owned(),
            _ => collect(|reason| &reason.message).into_iter().map(sentence).collect::<Vec<_>>().join(" "),
        };
        let arithmetic: Vec<String> = reasons.into_iter().filter_map(|reason| reason.arithmetic).collect();
        finding.arithmetic = (!arithmetic.is_empty()).then(|| arithmetic.join("\n"));
        if self.style.verbose {
            finding.bounds = explanation.reasons.iter().map(|reason| self.bound(reason.origin)).collect();
            finding.bounds.dedup();
        }
    }

    fn bound(&self, origin: Origin) -> BoundReport {
        let (file, line) = self.book.line(origin);
        let text = self.book.files[origin.file].text().lines().nth(line - 1).unwrap_or_default().trim();
        BoundReport { place: format!("{file}:{line}"), text: text.to_owned() }
    }

    /// The decisive places first, then the others that were read. Of the lines of a fact, the first says which.
    fn places(&self, finding: &mut Finding, explanation: &Explanation<'a>) {
        let mut labelled = None;
        let mut places = Vec::new();
        for (fact, place) in explanation.places(self.facts) {
            finding.labels.push(if place.absent {
                words::to_fill_in(place.path(), self.lang)
            } else if labelled.replace(fact) == Some(fact) {
                String::new()
            } else {
                self.place_label(fact)
            });
            places.push(place);
        }
        finding.decisive = explanation.decisive(self.facts).min(places.len());
        finding.locations = self.locations(&places);
    }

    /// What to write beside a fact's place: its name, and what it comes to where it is made of several.
    fn place_label(&self, fact: FactId) -> String {
        let label = self.label(fact);
        match self.fact(fact).source {
            FactSource::Sum(_) | FactSource::SumLines { .. } => {
                words::named_value(label, self.show_fact(fact), self.lang)
            }
            _ => label.to_owned(),
        }
    }

    /// The keys of the shortest way to decide it; where several are as short, one key of each after those that all have.
    fn missing(&self, explanation: &Explanation<'a>) -> Vec<MissingKey> {
        let ways = explanation.ways.iter().map(|way| self.missing_in(way, explanation));
        let mut ways: Vec<Vec<MissingKey>> = ways.filter(|way| !way.is_empty()).collect();
        let shortest = ways.iter().map(Vec::len).min().unwrap_or_default();
        ways.retain(|way| way.len() == shortest);
        ways.sort();
        ways.dedup();
        let Some((first, others)) = ways.split_first_mut() else { return Vec::new() };
        let is_common = |key: &MissingKey| others.iter().all(|way| way.contains(key));
        let common = first.iter().filter(|key| is_common(key)).count();
        if common + 1 < shortest {
            return std::mem::take(first);
        }
        let own: Vec<MissingKey> = others.iter().flatten().filter(|key| !first.contains(key)).cloned().collect();
        let mut keys: Vec<MissingKey> = first.iter().cloned().chain(own).collect();
        for key in &mut keys {
            key.is_alternative = !is_common(key) || !first.contains(key);
        }
        keys.sort();
        keys.dedup();
        keys
    }

    fn missing_in(&self, way: &[Reason<'a>], explanation: &Explanation<'a>) -> Vec<MissingKey> {
        // Each with what has to stand there, where that is known.
        let mut places: Vec<(Place, Option<&str>)> = Vec::new();
        let undetermined = || way.iter().filter(|reason| reason.truth == Truth::Undetermined);
        for reason in undetermined() {
            let wanted = reason.wanted_text(self.facts);
            places.extend(reason.missing_places(self.facts).into_iter().map(|(_, place)| (place, wanted)));
        }
        if undetermined().any(|reason| reason.test.inconclusive) {
            // What is there does not decide; what is not there, and was asked for first, would.
            let read = explanation.read.iter().flat_map(|&fact| self.facts.places(fact));
            places.extend(read.filter(|place| place.absent).map(|place| (place, None)));
        }
        let is_documented = undetermined().any(|reason| matches!(reason.check, Check::Documented));
        let least = is_documented.then(|| self.facts.campaign().conventions.documented_at_least);
        let key = |(place, wanted): &(Place, Option<&str>)| self.missing_key(place, *wanted, least);
        let mut keys: Vec<MissingKey> = places.iter().map(key).collect();
        keys.sort();
        keys.dedup();
        keys
    }

    /// With the text that has to stand there, and how many characters a text has to have, if any.
    fn missing_key(&self, place: &Place, wanted: Option<&str>, least: Option<usize>) -> MissingKey {
        let info = format::field_info(place.field);
        let field = match (&info.field.kind, place.column) {
            (Kind::Records(columns), Some(column)) => &columns[column],
            _ => info.field,
        };
        MissingKey {
            order: place.field.index(),
            path: place.path(),
            label: field.label.get(self.lang).to_owned(),
            lines: self.lines_to_write(field, info, wanted, least),
            is_alternative: false,
        }
    }

    /// `projet:`, then `  gouvernance: …   # 20 caractères au moins`. Of a table's line, the cell alone.
    fn lines_to_write(
        &self,
        field: &Field,
        info: &FieldInfo,
        wanted: Option<&str>,
        least: Option<usize>,
    ) -> Vec<String> {
        let in_comment = |text: Option<String>| text.map(|text| format!("   # {text}")).unwrap_or_default();
        let comment = |kind| in_comment(filling::value(kind, least, self.lang));
        let (value, comment) = match &field.kind {
            Kind::Scalar(_) if let Some(code) = wanted => {
                (format!("\"{code}\""), in_comment(self.facts.tables().name_of_code(code).map(str::to_owned)))
            }
            Kind::Scalar(kind) => ("…".to_owned(), comment(*kind)),
            Kind::List(kind) => ("[…]".to_owned(), comment(*kind)),
            Kind::Records(columns) => {
                let cells: Vec<String> = columns.iter().map(|column| format!("{}: …", column.key)).collect();
                (format!("[{{ {} }}]", cells.join(", ")), String::new())
            }
            Kind::Group(fields) => {
                let keys: Vec<String> = fields.iter().map(|field| format!("{}: …", field.key)).collect();
                (format!("{{ {} }}", keys.join(", ")), String::new())
            }
        };
        let is_cell = !std::ptr::eq(field, info.field);
        let groups: Vec<&str> = info.path.split('.').collect();
        let groups = if is_cell { &[] } else { &groups[..groups.len().saturating_sub(1)] };
        let mut lines: Vec<String> =
            groups.iter().enumerate().map(|(depth, group)| format!("{}{group}:", "  ".repeat(depth))).collect();
        lines.push(format!("{}{}: {value}{comment}", "  ".repeat(lines.len()), field.key));
        lines
    }
}
