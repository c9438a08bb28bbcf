//! Facts: what they are, how they come about, where they stand in the dossier, and who reads them.

use super::{Block, PageContext, Section, Topic, TopicKind};
use crate::dossier::format::{self, FieldId, FieldInfo, Kind};
use crate::messages::explain::{self as words, facts};
use crate::messages::predicate::each_entry;
use crate::messages::words::{all_of, and, quoted, sentence};
use crate::rules::{Check, Fact, FactId, FactSource, LineFilter, LookupKeys, Operand, Rule, ScalarType, Type};

impl PageContext<'_> {
    pub(super) fn fact(&self, fact: &Fact) -> Topic {
        let lang = self.lang;
        let mut about = vec![Block::pair(words::type_name(lang), self.kind(fact.kind))];
        let path = path_in_dossier(fact);
        match &path {
            Some(path) => about.push(Block::pair(words::path(lang), path)),
            None => about.push(Block::pair(words::computation(lang), sentence(&self.origin(fact)))),
        }
        let closure = self.closure(fact.inputs());
        let (derived, given) = self.derived_and_given(&closure);
        let sections = [
            Section::new(words::what_it_is(lang), about),
            Section::new(words::keys(lang), path.iter().flat_map(|path| self.keys(path)).collect()),
            Section::new(words::computed(lang), self.computations(&derived)),
            Section::new(words::read(lang), self.places(&given)),
            Section::new(words::rules_that_read(lang), self.readers(fact)),
        ];
        Topic {
            kind: TopicKind::Fact,
            id: fact.name.clone(),
            title: sentence(fact.label.get(lang)).trim_end_matches('.').to_owned(),
            sections: sections.into_iter().flatten().collect(),
        }
    }

    /// The page of a key that no rule reads, or of a group of keys.
    pub(super) fn field(&self, info: &FieldInfo) -> Topic {
        let lang = self.lang;
        let kind = info.field.kind.as_leaf().map(|kind| Block::pair(words::type_name(lang), self.kind(kind)));
        let mut about: Vec<Block> = kind.into_iter().collect();
        about.push(Block::pair(words::path(lang), path_of(info)));
        let keys = self.keys(&info.path);
        if keys.is_empty() {
            about.push(Block::paragraph(words::no_rule_reads(lang)));
        }
        let sections = [Section::new(words::what_it_is(lang), about), Section::new(words::keys(lang), keys)];
        Topic {
            kind: TopicKind::Fact,
            id: info.path.clone(),
            title: sentence(info.field.label.get(lang)).trim_end_matches('.').to_owned(),
            sections: sections.into_iter().flatten().collect(),
        }
    }

    /// The keys within a group, or of each line of a table.
    fn keys(&self, path: &str) -> Vec<Block> {
        let children = format::find(path).map(|id| format::children(Some(id))).unwrap_or_default();
        let infos = children.iter().map(|&child| format::field_info(child));
        infos
            .map(|child| Block::item(0, format!("{} — {}", path_of(child), child.field.label.get(self.lang))))
            .collect()
    }

    fn kind(&self, kind: Type) -> String {
        let name = facts::kind(kind, self.lang);
        match kind.scalar() {
            Some(ScalarType::Token(tokens)) => facts::kind_of_list(name, tokens.join(", "), self.lang),
            _ => name.to_owned(),
        }
    }

    /// The rules that read a fact, directly or through another one.
    fn readers(&self, fact: &Fact) -> Vec<Block> {
        let path = path_in_dossier(fact);
        let is_it = |id: &FactId| {
            let read = self.campaign.fact(*id);
            std::ptr::eq(read, fact) || path.as_ref().is_some_and(|path| line_paths(read).contains(path))
        };
        let readers = self.campaign.rules.iter().filter(|rule| self.facts_of(rule).iter().any(is_it));
        let items: Vec<Block> =
            readers.map(|rule| Block::item(0, format!("{} — {}", rule.id, rule.title.get(self.lang)))).collect();
        if items.is_empty() { vec![Block::paragraph(words::no_rule_reads(self.lang))] } else { items }
    }

    /// Every fact that a rule reads, directly or through another one, in the order in which they are met.
    pub(super) fn facts_of(&self, rule: &Rule) -> Vec<FactId> {
        self.closure(rule.facts())
    }

    pub(super) fn closure(&self, from: Vec<FactId>) -> Vec<FactId> {
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

    pub(super) fn computations(&self, derived: &[FactId]) -> Vec<Block> {
        let item = |&id: &FactId| {
            let fact = self.campaign.fact(id);
            let name = format!("{} ({})", fact.label.get(self.lang), fact.name);
            Block::pair(&name, sentence(&self.origin(fact)))
        };
        derived.iter().map(item).collect()
    }

    pub(super) fn places(&self, paths: &[String]) -> Vec<Block> {
        let item = |path: &String| {
            let plain = path.replace("[]", "");
            let label = format::find(&plain).map(|id| format::field_info(id).field.label.get(self.lang));
            Block::item(0, format!("{path} — {}", label.unwrap_or_default()))
        };
        paths.iter().map(item).collect()
    }

    fn origin(&self, fact: &Fact) -> String {
        let lang = self.lang;
        let label = |id: &FactId| self.campaign.fact(*id).label.get(lang);
        let name = |id: &FactId| quoted(label(id), lang);
        let all = |ids: &[FactId]| all_of(&ids.iter().map(name).collect::<Vec<_>>(), lang);
        let mut text = match &fact.source {
            FactSource::Field(field) => facts::key(path_of(format::field_info(*field)), lang),
            FactSource::Column { table, .. } => facts::column(format::field_info(*table).field.label.get(lang), lang),
            FactSource::EvaluationDate => facts::evaluation_date(lang).to_owned(),
            FactSource::EvaluationFiche => facts::evaluation_fiche(lang).to_owned(),
            FactSource::RegisterGiven => facts::register_given(lang).to_owned(),
            FactSource::RegisterHolds => facts::register_holds(lang).to_owned(),
            FactSource::SumLines { table, column, filter } => {
                facts::sum_lines(column_label(*table, *column, lang), self.lines(*table, filter), lang)
            }
            FactSource::CountLines { table, filter } => facts::count_lines(self.lines(*table, filter), lang),
            FactSource::CountEntries(of) => facts::count_entries(label(of), lang),
            FactSource::Sum(members) => facts::sum(all(members), lang),
            FactSource::Difference(a, b) => facts::difference(label(a), label(b), lang),
            FactSource::Ratio(part, whole) => facts::ratio(label(part), label(whole), lang),
            FactSource::FirstOf { members, literal } => {
                let literal = literal.iter().map(|literal| self.literal(literal));
                members.iter().map(name).chain(literal).collect::<Vec<_>>().join(facts::failing_that(lang))
            }
            FactSource::Conditional { condition, then, otherwise } => {
                let branch = |operand: &Operand| match operand {
                    Operand::Fact(fact) => name(fact),
                    Operand::Literal(literal) => self.literal(literal),
                };
                facts::conditional(
                    branch(then),
                    self.statement(condition).in_one_sentence(lang),
                    branch(otherwise),
                    lang,
                )
            }
            FactSource::Union(members) => {
                facts::union(all(&members.iter().map(|member| member.fact).collect::<Vec<_>>()), lang)
            }
            FactSource::Filter { of, checks } => {
                let conditions: Vec<String> = checks.iter().map(|check| self.entry_clause(*of, check)).collect();
                facts::entries_that_fit(label(of), conditions.join(and(lang)), lang)
            }
            FactSource::Lookup { keys, table, columns } => {
                let tables = &self.book.tables;
                let of = match keys {
                    LookupKeys::Fact(of) => each_entry(label(of), lang),
                    LookupKeys::Fixed(keys) => keys.join(", "),
                };
                let names = tables.get(*table).columns();
                let columns: Vec<&str> = columns.iter().filter_map(|&at| names.get(at)).map(String::as_str).collect();
                facts::lookup(tables.name(*table), columns.join(", "), of, lang)
            }
        };
        if !fact.needs.is_empty() {
            text.push_str(&facts::needs(all(&fact.needs), lang));
        }
        text
    }

    fn lines(&self, table: FieldId, filter: &LineFilter) -> String {
        let clause =
            |(column, check): &(usize, Check)| self.cell_clause(column_label(table, *column, self.lang), check);
        let conditions: Vec<String> = filter.tests.iter().map(clause).collect();
        facts::lines(format::field_info(table).field.label.get(self.lang), &conditions, self.lang)
    }
}

fn path_in_dossier(fact: &Fact) -> Option<String> {
    match fact.source {
        FactSource::Field(field) => Some(path_of(format::field_info(field))),
        FactSource::Column { .. } => format::find(&fact.name).map(|field| path_of(format::field_info(field))),
        _ => None,
    }
}

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
