//! A dossier to fill in: the keys that one fiche reads at one stage, each with what it is.

use std::collections::{BTreeMap, HashSet};

use textwrap::{Options, WordSplitter};

use super::explain;
use crate::dossier::format::{self, FieldId, FieldInfo, Kind, ScalarKind, Side, Stage, field_info};
use crate::messages::{init as words, labels};
use crate::reference::Tables;
use crate::rules::{Campaign, Check, FactId, FactSource, FicheSet, Level, Predicate, Rule, RuleBook, Test};
use crate::text::Lang;

/// Rules that a line names; more would make it long.
const MAX_RULES: usize = 3;

/// The template's text; none where the rule sets have no such fiche.
pub(crate) fn dossier(book: &RuleBook, fiche: u8, stage: Stage, path: &str, lang: Lang) -> Option<String> {
    let campaign = book.campaigns.last()?;
    let set = campaign.fiche(fiche)?;
    let template = Template { book, campaign, keys: keys(book, campaign, set, stage, lang), lang };
    let mut text = String::new();
    let head = [
        words::first_line(fiche, labels::stage(stage, lang), lang),
        words::how_to(lang).to_owned(),
        words::how_to_indent(lang).to_owned(),
        words::how_to_check(path, lang),
    ];
    for line in head {
        text.push_str(&format!("# {line}\n"));
    }
    text.push_str(&format!("version: 1\ncampagne: {}\nfiche: {fiche}\netape: {}\n", campaign.year, stage.as_str()));
    for field in format::children(None).iter().copied().map(field_info) {
        if matches!(field.field.kind, Kind::Group(_)) && template.is_read(field) {
            text.push('\n');
            template.field(&mut text, field, 0);
        }
    }
    Some(text)
}

/// The widest that a line of comments gets.
const WIDEST: usize = 120;

/// What reads a key.
#[derive(Debug, Default)]
pub(crate) struct Readers {
    pub rules: Vec<String>,
    /// Whether a dossier cannot be eligible without it.
    pub necessary: bool,
    /// Where that depends on something else: on what, in words.
    pub necessary_if: Option<String>,
    /// The codes that rules expect there.
    pub codes: Vec<String>,
    pub is_documented: bool,
    /// The rules whose condition asks whether something is given at all, and those whose demand does.
    pub by_presence: [Vec<String>; 2],
}

/// The keys that rules of a fiche read at a stage.
pub(crate) fn keys(
    book: &RuleBook,
    campaign: &Campaign,
    set: &FicheSet,
    stage: Stage,
    lang: Lang,
) -> BTreeMap<FieldId, Readers> {
    let mut keys: BTreeMap<FieldId, Readers> = BTreeMap::new();
    let rules = set.rules.iter().map(|id| campaign.rule(*id));
    for rule in rules.filter(|rule| !rule.disabled && rule.stages.contains(&stage)) {
        let needs = needs(rule);
        let needed = campaign.with_inputs(needs.iter().filter(|need| need.conditions.is_empty()).map(|need| need.fact));
        for fact in campaign.with_inputs(rule.facts()) {
            for field in fields_of(campaign, fact) {
                let readers = keys.entry(field).or_default();
                if !readers.rules.contains(&rule.id) {
                    readers.rules.push(rule.id.clone());
                }
                readers.necessary |= needed.contains(&fact);
            }
        }
        for Need { fact, conditions } in &needs {
            // What rests on several conditions is told by `explain`.
            let [(condition, negated)] = conditions[..] else { continue };
            for field in campaign.with_inputs([*fact]).into_iter().flat_map(|fact| fields_of(campaign, fact)) {
                let readers = keys.entry(field).or_default();
                if readers.necessary_if.is_none() {
                    let condition = apart_from(campaign, condition, field);
                    readers.necessary_if =
                        condition.map(|condition| explain::condition(book, campaign, condition, negated, lang));
                }
            }
        }
        expected_codes(campaign, rule, &mut keys);
        for (at, predicate) in [&rule.when, &rule.require].into_iter().enumerate() {
            for field in asked_for_presence(campaign, predicate.as_ref()) {
                keys.entry(field).or_default().by_presence[at].push(rule.id.clone());
            }
        }
    }
    keys
}

/// The keys whose absence decides a test. Elsewhere it leaves the test open, and a rule that is decided all the same stays so.
fn asked_for_presence(campaign: &Campaign, predicate: Option<&Predicate>) -> Vec<FieldId> {
    let decides =
        |test: &&Test| test.absent_violates || test.checks.iter().any(|(check, _)| matches!(check, Check::Given(_)));
    let facts = predicate.iter().flat_map(|predicate| predicate.tests()).filter(decides).map(|test| test.fact);
    campaign.with_inputs(facts).into_iter().flat_map(|fact| fields_of(campaign, fact)).collect()
}

/// A fact without which an error-level rule does not hold.
struct Need<'p> {
    fact: FactId,
    /// Where all of these hold, or, negated, do not.
    conditions: Vec<(&'p Predicate, bool)>,
}

fn needs(rule: &Rule) -> Vec<Need<'_>> {
    let mut found = Vec::new();
    if let Some(require) = rule.require.as_ref().filter(|_| rule.level == Level::Error) {
        let conditions: Vec<_> = rule.when.iter().map(|when| (when, false)).collect();
        add_needs(require, &conditions, &mut found);
    }
    found
}

fn add_needs<'p>(predicate: &'p Predicate, conditions: &[(&'p Predicate, bool)], into: &mut Vec<Need<'p>>) {
    match predicate {
        Predicate::Test(test) => into.push(Need { fact: test.fact, conditions: conditions.to_vec() }),
        Predicate::All(parts) => parts.iter().for_each(|part| add_needs(part, conditions, into)),
        Predicate::Choice(choice) => {
            // Without an answer the choice stays open; that there is none is an answer where that is asked.
            let asked = choice.condition.required_tests().into_iter();
            let asked = asked.filter(|test| !test.checks.iter().any(|(check, _)| matches!(check, Check::Given(_))));
            into.extend(asked.map(|test| Need { fact: test.fact, conditions: conditions.to_vec() }));
            let with = |negated| [conditions, &[(&choice.condition, negated)]].concat();
            add_needs(&choice.then, &with(false), into);
            if let Some(otherwise) = &choice.otherwise {
                add_needs(otherwise, &with(true), into);
            }
        }
        Predicate::Any(_) | Predicate::Not(_) => {}
    }
}

/// A condition for one key: without the alternative that it is given. None where it reads that key all the same, or nothing of
/// the dossier.
fn apart_from<'p>(campaign: &Campaign, condition: &'p Predicate, field: FieldId) -> Option<&'p Predicate> {
    let reads = |part: &Predicate| {
        let facts = campaign.with_inputs(part.facts());
        facts.into_iter().flat_map(|fact| fields_of(campaign, fact)).collect::<HashSet<_>>()
    };
    let condition = match condition {
        Predicate::Any(parts) => {
            let mut others = parts.iter().filter(|part| !reads(part).contains(&field));
            others.next().filter(|_| others.next().is_none())?
        }
        other => other,
    };
    let read = reads(condition);
    (!read.is_empty() && !read.contains(&field)).then_some(condition)
}

fn expected_codes(campaign: &Campaign, rule: &Rule, keys: &mut BTreeMap<FieldId, Readers>) {
    for test in rule.require.iter().flat_map(|require| require.tests()) {
        let FactSource::Field(field) = campaign.fact(test.fact).source else { continue };
        let readers = keys.entry(field).or_default();
        for (check, _) in &test.checks {
            readers.is_documented |= matches!(check, Check::Documented);
            let new = check.fixed_list().iter().filter(|code| campaign.labels.contains_key(*code));
            let new: Vec<String> = new.filter(|code| !readers.codes.contains(code)).cloned().collect();
            readers.codes.extend(new);
        }
    }
}

/// The keys that a fact stands for.
fn fields_of(campaign: &Campaign, fact: FactId) -> Vec<FieldId> {
    match &campaign.fact(fact).source {
        FactSource::Field(field) => vec![*field],
        FactSource::Column { table, .. }
        | FactSource::SumLines { table, .. }
        | FactSource::CountLines { table, .. } => {
            vec![*table]
        }
        _ => Vec::new(),
    }
}

struct Template<'b> {
    book: &'b RuleBook,
    campaign: &'b Campaign,
    keys: BTreeMap<FieldId, Readers>,
    lang: Lang,
}

impl Template<'_> {
    fn is_read(&self, field: &FieldInfo) -> bool {
        self.keys.contains_key(&field.id) || field.children.iter().any(|child| self.is_read(field_info(*child)))
    }

    fn field(&self, text: &mut String, field: &FieldInfo, depth: usize) {
        let indent = "  ".repeat(depth);
        for line in self.comments(field) {
            let lead = format!("{indent}# ");
            let more = format!("{lead}{}", if line.starts_with(' ') { "    " } else { "" });
            let options = Options::new(WIDEST).initial_indent(&lead).subsequent_indent(&more);
            for line in textwrap::wrap(&line, options.word_splitter(WordSplitter::NoHyphenation)) {
                text.push_str(&format!("{line}\n"));
            }
        }
        text.push_str(&format!("{indent}{}:\n", field.field.key));
        match field.field.kind {
            Kind::Group(_) => {
                for child in field.children.iter().map(|child| field_info(*child)).filter(|child| self.is_read(child)) {
                    self.field(text, child, depth + 1);
                }
            }
            Kind::Records(_) => {
                let columns = field.children.iter().map(|child| field_info(*child));
                let cells: Vec<String> =
                    columns.map(|column| format!("{}: {}", column.field.key, self.example(column))).collect();
                text.push_str(&format!("{indent}  # - {{ {} }}\n", cells.join(", ")));
            }
            Kind::List(_) | Kind::Scalar(_) => {}
        }
    }

    fn comments(&self, field: &FieldInfo) -> Vec<String> {
        let lang = self.lang;
        let label = capitalized(field.field.label.get(lang));
        let Some(readers) = self.keys.get(&field.id) else { return vec![label] };
        let more = if readers.rules.len() > MAX_RULES { ", …" } else { "" };
        let rules = readers.rules.iter().take(MAX_RULES).cloned().collect::<Vec<_>>().join(", ") + more;
        let first = match &readers.necessary_if {
            _ if readers.necessary => words::necessary(label, rules, lang),
            Some(condition) => words::necessary_if(label, condition, rules, lang),
            None => words::useful(label, rules, lang),
        };
        let mut lines = vec![first];
        match &field.field.kind {
            Kind::Scalar(ScalarKind::Token(tokens)) => {
                lines.push(words::one_of(lang).to_owned());
                lines.extend(tokens.iter().map(|token| self.code(token)));
            }
            Kind::Scalar(ScalarKind::Slug) | Kind::List(ScalarKind::Slug) => {
                let is_list = matches!(field.field.kind, Kind::List(_));
                lines.push(if is_list { words::some_of(lang) } else { words::one_of(lang) }.to_owned());
                lines.extend(readers.codes.iter().map(|code| self.code(code)));
                lines.extend(is_list.then(|| words::example(self.example(field), lang)));
            }
            Kind::Scalar(ScalarKind::Text) if readers.is_documented => {
                lines.push(words::characters(self.campaign.conventions.documented_at_least, lang));
            }
            Kind::Scalar(ScalarKind::Bool) => lines.push(words::yes_or_no(lang).to_owned()),
            Kind::Records(_) => {
                lines.extend(field.children.iter().flat_map(|column| self.column_codes(field_info(*column))));
                lines.push(words::lines(lang).to_owned());
            }
            Kind::Scalar(ScalarKind::Text) | Kind::Group(_) => {}
            Kind::List(_) | Kind::Scalar(_) => lines.push(words::example(self.example(field), lang)),
        }
        lines
    }

    fn column_codes(&self, column: &FieldInfo) -> Vec<String> {
        let Kind::Scalar(ScalarKind::Token(tokens)) = &column.field.kind else { return Vec::new() };
        let head = format!("{} — {}", column.field.key, words::one_of(self.lang));
        std::iter::once(head).chain(tokens.iter().map(|token| self.code(token))).collect()
    }

    fn code(&self, code: &str) -> String {
        let label = self.campaign.label(code, self.lang);
        if label == code { format!("  {code}") } else { format!("  {code} — {label}") }
    }

    fn example(&self, field: &FieldInfo) -> String {
        let readers = self.keys.get(&field.id);
        match &field.field.kind {
            Kind::List(ScalarKind::Slug) => {
                let codes = readers.map(|readers| readers.codes.as_slice()).unwrap_or_default();
                format!("[{}]", codes.iter().take(2).cloned().collect::<Vec<_>>().join(", "))
            }
            Kind::List(kind) => format!("[{}]", self.example_of(*kind)),
            Kind::Scalar(kind) => self.example_of(*kind),
            Kind::Group(_) | Kind::Records(_) => String::new(),
        }
    }

    fn example_of(&self, kind: ScalarKind) -> String {
        let first = |table: &str| format!("\"{}\"", first_key(&self.book.tables, table));
        match kind {
            ScalarKind::Version => "1".to_owned(),
            ScalarKind::Campaign => self.campaign.year.to_string(),
            ScalarKind::Text | ScalarKind::Slug => words::some_text(self.lang).to_owned(),
            ScalarKind::Token(tokens) => tokens.first().copied().unwrap_or_default().to_owned(),
            ScalarKind::Money => "\"1 250,50\"".to_owned(),
            ScalarKind::Date => format!("{}-03-31", self.campaign.year),
            ScalarKind::Bool => "oui".to_owned(),
            ScalarKind::Year => (self.campaign.year - 1).to_string(),
            ScalarKind::Commune => first("communes"),
            ScalarKind::PostalCode => first("codes_postaux"),
            ScalarKind::Siren => first("epci"),
            ScalarKind::Siret => "\"90000001900019\"".to_owned(),
            ScalarKind::Rna => "W623001234".to_owned(),
            ScalarKind::Quartier => first_key(&self.book.tables, "qpv").to_owned(),
            ScalarKind::Poste(Side::Charges) => "60".to_owned(),
            ScalarKind::Poste(Side::Produits) => "74".to_owned(),
        }
    }
}

fn first_key<'t>(tables: &'t Tables, name: &str) -> &'t str {
    let table = tables.find(name).map(|id| tables.get(id)).filter(|table| table.len() > 0);
    table.map_or("…", |table| table.cell(0, 0))
}

pub(crate) fn capitalized(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
