//! Facts: what they are, how they come about, where they stand in the dossier, and who reads them.

use super::{Block, Context, Section, Topic, TopicKind};
use crate::dossier::format::{self, FieldId, FieldInfo, Kind};
use crate::messages::explain as words;
use crate::messages::finding;
use crate::rules::{Check, Fact, FactId, FactSource, LineFilter, ListOperand, LookupKeys, Rule, ScalarType, Type};

impl Context<'_> {
    /// The page of a fact.
    pub(super) fn fact(&self, fact: &Fact) -> Topic {
        let lang = self.lang;
        let mut about = vec![Block::pair(words::TYPE.get(lang), self.kind(fact.kind))];
        let path = path_in_dossier(fact);
        match &path {
            Some(path) => about.push(Block::pair(words::PATH.get(lang), path)),
            None => about.push(Block::pair(words::COMPUTATION.get(lang), finding::sentence(&self.origin(fact)))),
        }
        let closure = self.closure(fact.inputs());
        let (derived, given) = self.derived_and_given(&closure);
        let sections = [
            Section::new(words::WHAT_IT_IS, lang, about),
            Section::new(words::COMPUTED, lang, self.computations(&derived)),
            Section::new(words::READ, lang, self.places(&given)),
            Section::new(words::RULES_THAT_READ, lang, self.readers(fact)),
        ];
        Topic {
            kind: TopicKind::Fact,
            id: fact.name.clone(),
            title: finding::sentence(fact.label.get(lang)).trim_end_matches('.').to_owned(),
            sections: sections.into_iter().flatten().collect(),
        }
    }

    /// The page of a key that no rule reads, or of a group of keys.
    pub(super) fn field(&self, info: &FieldInfo) -> Topic {
        let lang = self.lang;
        let kind = info.field.kind.as_leaf().map(|kind| Block::pair(words::TYPE.get(lang), self.kind(kind)));
        let mut about: Vec<Block> = kind.into_iter().collect();
        about.push(Block::pair(words::PATH.get(lang), path_of(info)));
        let keys: Vec<Block> = format::children(Some(info.id))
            .iter()
            .map(|&child| format::field_info(child))
            .map(|child| Block::item(0, format!("{} — {}", path_of(child), child.field.label.get(lang))))
            .collect();
        if keys.is_empty() {
            about.push(Block::paragraph(words::NO_RULE_READS.get(lang)));
        }
        let sections = [Section::new(words::WHAT_IT_IS, lang, about), Section::new(words::KEYS, lang, keys)];
        Topic {
            kind: TopicKind::Fact,
            id: info.path.clone(),
            title: finding::sentence(info.field.label.get(lang)).trim_end_matches('.').to_owned(),
            sections: sections.into_iter().flatten().collect(),
        }
    }

    fn kind(&self, kind: Type) -> String {
        let name = words::kind(kind, self.lang);
        match kind.scalar() {
            Some(ScalarType::Token(tokens)) => words::kind_of_list(name, &tokens.join(", "), self.lang),
            _ => name.to_owned(),
        }
    }

    /// The rules that read a fact, directly or through another one.
    fn readers(&self, fact: &Fact) -> Vec<Block> {
        let is_it = |id: &FactId| std::ptr::eq(self.campaign.fact(*id), fact);
        let readers = self.campaign.rules.iter().filter(|rule| self.facts_of(rule).iter().any(is_it));
        let items: Vec<Block> =
            readers.map(|rule| Block::item(0, format!("{} — {}", rule.id, rule.title.get(self.lang)))).collect();
        if items.is_empty() { vec![Block::paragraph(words::NO_RULE_READS.get(self.lang))] } else { items }
    }

    /// Every fact that a rule reads, directly or through another one, in the order in which they are met.
    pub(super) fn facts_of(&self, rule: &Rule) -> Vec<FactId> {
        self.closure(rule.facts())
    }

    /// These facts and all that they are made of, each once.
    fn closure(&self, from: Vec<FactId>) -> Vec<FactId> {
        let mut found = from;
        found.reverse();
        let mut closure: Vec<FactId> = Vec::new();
        while let Some(next) = found.pop() {
            if closure.contains(&next) {
                continue;
            }
            closure.push(next);
            let fact = self.campaign.fact(next);
            found.extend(fact.inputs().into_iter().rev());
        }
        closure
    }

    /// The facts that are computed, and the places of the dossier where the others stand.
    pub(super) fn derived_and_given(&self, facts: &[FactId]) -> (Vec<FactId>, Vec<String>) {
        let mut given: Vec<String> = Vec::new();
        let mut derived = Vec::new();
        for &id in facts {
            let fact = self.campaign.fact(id);
            match path_in_dossier(fact) {
                Some(path) => push_new(&mut given, path),
                None => derived.push(id),
            }
            for path in line_paths(fact) {
                push_new(&mut given, path);
            }
        }
        (derived, given)
    }

    /// How computed facts come about, as items.
    pub(super) fn computations(&self, derived: &[FactId]) -> Vec<Block> {
        let item = |&id: &FactId| {
            let fact = self.campaign.fact(id);
            let name = words::named(fact.label.get(self.lang), &fact.name);
            Block::pair(&name, finding::sentence(&self.origin(fact)))
        };
        derived.iter().map(item).collect()
    }

    /// Places of the dossier with their names, as items.
    pub(super) fn places(&self, paths: &[String]) -> Vec<Block> {
        let item = |path: &String| {
            let plain = path.replace("[]", "");
            let label = format::find(&plain).map(|id| format::field_info(id).field.label.get(self.lang));
            Block::item(0, format!("{path} — {}", label.unwrap_or_default()))
        };
        paths.iter().map(item).collect()
    }

    /// How a fact comes about.
    fn origin(&self, fact: &Fact) -> String {
        let lang = self.lang;
        let label = |id: &FactId| self.campaign.fact(*id).label.get(lang);
        let quoted = |id: &FactId| words::fact(label(id), lang);
        let all = |ids: &[FactId]| finding::all_of(&ids.iter().map(quoted).collect::<Vec<_>>(), lang);
        let mut text = match &fact.source {
            FactSource::Field(field) => words::key(&path_of(format::field_info(*field)), lang),
            FactSource::Column { table, .. } => words::column(format::field_info(*table).field.label.get(lang), lang),
            FactSource::EvaluationDate => words::evaluation_date(lang),
            FactSource::EvaluationFiche => words::evaluation_fiche(lang),
            FactSource::RegisterGiven => words::register_given(lang),
            FactSource::RegisterHolds => words::register_holds(lang),
            FactSource::SumLines { table, column, filter } => {
                words::sum_lines(column_label(*table, *column, lang), &self.lines(*table, filter), lang)
            }
            FactSource::CountLines { table, filter } => words::count_lines(&self.lines(*table, filter), lang),
            FactSource::CountEntries(of) => words::count_entries(label(of), lang),
            FactSource::Sum(members) => words::sum(&all(members), lang),
            FactSource::Difference(a, b) => words::difference(label(a), label(b), lang),
            FactSource::Ratio(part, whole) => words::ratio(label(part), label(whole), lang),
            FactSource::FirstOf { members, literal } => {
                let members = members.iter().map(quoted);
                let all: Vec<String> = members.chain(literal.iter().map(|literal| self.literal(literal))).collect();
                words::first_of(&all, lang)
            }
            FactSource::Union(members) => {
                words::union(&all(&members.iter().map(|member| member.fact).collect::<Vec<_>>()), lang)
            }
            FactSource::Filter { of, checks } => {
                let conditions: Vec<String> = checks.iter().map(|check| self.entry_check(*of, check)).collect();
                words::filter(label(of), &conditions, lang)
            }
            FactSource::Lookup { keys, table, columns } => {
                let tables = &self.book.tables;
                let of = match keys {
                    LookupKeys::Fact(of) => words::each_entry(label(of), lang),
                    LookupKeys::Fixed(keys) => keys.join(", "),
                };
                let names = tables.get(*table).columns();
                let columns: Vec<&str> = columns.iter().filter_map(|&at| names.get(at)).map(String::as_str).collect();
                words::lookup(tables.name(*table), &columns.join(", "), &of, lang)
            }
        };
        if !fact.needs.is_empty() {
            text.push_str(&words::needs(&all(&fact.needs), lang));
        }
        text
    }

    /// The lines of a table that a filter keeps.
    fn lines(&self, table: FieldId, filter: &LineFilter) -> String {
        let lang = self.lang;
        let condition = |(column, test): &(usize, Check)| {
            let subject = words::fact(column_label(table, *column, lang), lang);
            let clause = |verb, negated, rest: &str| words::clause(&subject, verb, negated, rest, lang);
            let among = |list: &[String], negated| match list {
                [only] => clause(words::Verb::Is, negated, &words::fact(self.campaign.label(only, lang), lang)),
                _ => clause(words::Verb::Stands, negated, &words::among(&self.tokens(list, false), lang)),
            };
            match test {
                Check::OneOf(ListOperand::Fixed(list)) => among(list, false),
                Check::NoneOf(ListOperand::Fixed(list)) => among(list, true),
                Check::Prefix(ListOperand::Fixed(list)) => {
                    clause(words::Verb::Begins, false, &words::beginning(&self.tokens(list, false), lang))
                }
                Check::NotPrefix(ListOperand::Fixed(list)) => {
                    clause(words::Verb::Begins, true, &words::beginning(&self.tokens(list, false), lang))
                }
                Check::Matches(pattern) => clause(words::Verb::Is, false, &words::form(pattern.as_str(), lang)),
                _ => String::new(),
            }
        };
        let conditions: Vec<String> = filter.tests.iter().map(condition).collect();
        words::lines(format::field_info(table).field.label.get(lang), &conditions, lang)
    }
}

/// Where a fact stands in the dossier, if it is one of its keys.
fn path_in_dossier(fact: &Fact) -> Option<String> {
    match fact.source {
        FactSource::Field(field) => Some(path_of(format::field_info(field))),
        FactSource::Column { .. } => format::find(&fact.name).map(|field| path_of(format::field_info(field))),
        _ => None,
    }
}

/// The columns that a sum or a count over lines reads, as places of the dossier.
fn line_paths(fact: &Fact) -> Vec<String> {
    let (table, columns): (FieldId, Vec<usize>) = match &fact.source {
        FactSource::SumLines { table, column, filter } => {
            (*table, filter.tests.iter().map(|(column, _)| *column).chain([*column]).collect())
        }
        FactSource::CountLines { table, filter } => (*table, filter.tests.iter().map(|(column, _)| *column).collect()),
        _ => return Vec::new(),
    };
    let ids = format::children(Some(table));
    columns.into_iter().filter_map(|column| ids.get(column)).map(|&id| path_of(format::field_info(id))).collect()
}

fn column_label(table: FieldId, column: usize, lang: crate::text::Lang) -> &'static str {
    match format::field_info(table).field.kind {
        Kind::Records(columns) => columns.get(column).map(|column| column.label.get(lang)).unwrap_or_default(),
        _ => "",
    }
}

/// A field's path; the columns of a table stand under each of its lines.
fn path_of(info: &FieldInfo) -> String {
    match (info.column, info.parent) {
        (Some(_), Some(table)) => format!("{}[].{}", format::field_info(table).path, info.field.key),
        _ => info.path.clone(),
    }
}

fn push_new(into: &mut Vec<String>, path: String) {
    if !into.contains(&path) {
        into.push(path);
    }
}
