//! What is asked, and in which order: what the rules of the chosen fiche and stage read, the most decisive first.

use super::change::Values;
use super::session::State;
use crate::dossier::format::{self, FieldId, FieldInfo, Kind, ScalarKind, field_info};
use crate::engine::StatusKind;
use crate::report::DossierReport;
use crate::report::model::{AssessmentReport, OverviewStatus};
use crate::report::template::{Readers, capitalized, keys};
use crate::rules::{Campaign, Level, RuleBook};
use crate::text::Lang;

/// A part of the page: a group of the format, its longer texts, or what stands above all groups.
#[derive(Debug)]
pub(super) struct Section<'c> {
    pub id: SectionId,
    /// Those that still matter.
    pub questions: Vec<Question<'c>>,
    /// Those whose answer can change nothing as the dossier stands.
    pub settled: Vec<Question<'c>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SectionId {
    /// Fiche and stage.
    Start,
    Group(FieldId),
    /// The texts of a group that the jury reads.
    Texts(FieldId),
}

impl SectionId {
    /// The name of its anchor.
    pub(super) fn anchor(self) -> String {
        match self {
            Self::Start => "fiche".to_owned(),
            Self::Group(group) => field_info(group).path.clone(),
            Self::Texts(group) => format!("{}-textes", field_info(group).path),
        }
    }
}

#[derive(Debug)]
pub(super) struct Question<'c> {
    pub field: &'static FieldInfo,
    /// What reads the key, and the codes that it may hold.
    pub readers: Readers,
    pub campaign: &'c Campaign,
    pub is_answered: bool,
    /// Why what stands there cannot be read.
    pub errors: Vec<String>,
}

impl Section<'_> {
    /// How many of the questions that matter are answered so that it can be read, and how many there are.
    pub(super) fn progress(&self) -> (usize, usize) {
        let done = self.questions.iter().filter(|question| question.is_answered && question.errors.is_empty()).count();
        (done, self.questions.len())
    }
}

/// All sections for a fiche, or the first alone as long as none is chosen.
pub(super) fn sections<'c>(
    book: &RuleBook,
    campaign: &'c Campaign,
    state: &State,
    values: Values<'_>,
    lang: Lang,
) -> Vec<Section<'c>> {
    let number = values.scalar("fiche").parse().ok();
    let stage = values.scalar("etape").parse().unwrap_or_default();
    let set = number.and_then(|number| campaign.fiche(number));
    let mut read = set.map(|set| keys(book, campaign, set, stage, lang)).unwrap_or_default();
    let asked = Asked { campaign, state, values };
    let start = format::children(None).iter().copied().map(field_info);
    let start = start.filter(|info| matches!(info.field.kind, Kind::Scalar(ScalarKind::Token(_))));
    let mut sections = vec![Section {
        id: SectionId::Start,
        questions: start.map(|info| asked.question(info, Readers::default())).collect(),
        settled: Vec::new(),
    }];
    let mut groups: Vec<(Rank, Section<'c>)> = Vec::new();
    for group in
        format::children(None).iter().copied().filter(|id| matches!(field_info(*id).field.kind, Kind::Group(_)))
    {
        let mut texts = Vec::new();
        let mut others = Vec::new();
        for info in leaves(field_info(group)) {
            let Some(readers) = read.remove(&info.id) else { continue };
            let is_text = readers.is_documented && matches!(info.field.kind, Kind::Scalar(ScalarKind::Text));
            if is_text { &mut texts } else { &mut others }.push(asked.question(info, readers));
        }
        for (id, questions) in [(SectionId::Group(group), others), (SectionId::Texts(group), texts)] {
            if !questions.is_empty() {
                groups.push((rank(campaign, &questions), asked.section(id, questions)));
            }
        }
    }
    groups.sort_by_key(|(rank, _)| *rank);
    sections.extend(groups.into_iter().map(|(_, section)| section));
    sections
}

/// The smallest comes first.
type Rank = (Weight, std::cmp::Reverse<usize>);

/// What can exclude a dossier stands before what can be adjusted, and that before what is written at leisure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    Excluding,
    Money,
    Text,
}

fn weight(question: &Question<'_>) -> Weight {
    match question.field.field.kind {
        Kind::Scalar(ScalarKind::Money) => Weight::Money,
        Kind::Records(_) if money_column(question.field).is_some() => Weight::Money,
        Kind::Scalar(ScalarKind::Text) if question.readers.is_documented => Weight::Text,
        _ => Weight::Excluding,
    }
}

/// The column of a table that holds its amounts.
pub(super) fn money_column(table: &FieldInfo) -> Option<&'static FieldInfo> {
    let columns = table.children.iter().map(|child| field_info(*child));
    columns.into_iter().find(|column| matches!(column.field.kind, Kind::Scalar(ScalarKind::Money)))
}

/// By its first question, then by how many rules can exclude by its answers.
fn rank(campaign: &Campaign, questions: &[Question<'_>]) -> Rank {
    let is_error = |id: &&String| campaign.rules.iter().any(|rule| rule.id == **id && rule.level == Level::Error);
    let mut rules: Vec<&String> =
        questions.iter().flat_map(|question| &question.readers.rules).filter(is_error).collect();
    rules.sort_unstable();
    rules.dedup();
    (questions.iter().map(weight).min().unwrap_or(Weight::Text), std::cmp::Reverse(rules.len()))
}

/// The keys of a group that are asked one by one: a table is asked as a whole.
pub(super) fn leaves(group: &'static FieldInfo) -> Vec<&'static FieldInfo> {
    let children = group.children.iter().map(|child| field_info(*child));
    let leaves = children.flat_map(|child| match child.field.kind {
        // A SIREN stands for its group: the name beside it follows.
        Kind::Group(_) => match siren_of(child) {
            Some(siren) => vec![siren],
            None => leaves(child),
        },
        Kind::Records(_) | Kind::List(_) | Kind::Scalar(_) => vec![child],
    });
    leaves.collect()
}

/// What people call a key: of an intercommunalité its group's name, and nothing of codes, which are the file's matter.
pub(super) fn label(field: &'static FieldInfo, lang: Lang) -> String {
    let group = field.parent.filter(|_| matches!(field.field.kind, Kind::Scalar(ScalarKind::Siren)));
    let text = group.map_or(field, field_info).field.label.get(lang);
    capitalized(text.split_once(" (").map_or(text, |(text, _)| text))
}

fn siren_of(group: &'static FieldInfo) -> Option<&'static FieldInfo> {
    let children = group.children.iter().map(|child| field_info(*child));
    children.into_iter().find(|child| matches!(child.field.kind, Kind::Scalar(ScalarKind::Siren)))
}

struct Asked<'c, 's> {
    campaign: &'c Campaign,
    state: &'s State,
    values: Values<'s>,
}

impl<'c> Asked<'c, '_> {
    fn question(&self, field: &'static FieldInfo, readers: Readers) -> Question<'c> {
        let is_answered = self.values.is_given(field);
        let errors = errors(&self.state.report, &field.path);
        Question { field, readers, campaign: self.campaign, is_answered, errors }
    }

    /// The necessary ones first; those aside that no rule waits for.
    fn section(&self, id: SectionId, mut questions: Vec<Question<'c>>) -> Section<'c> {
        questions.sort_by_key(|question| !question.readers.necessary);
        let assessment = match &self.state.assessed().assessments[..] {
            [assessment] => Some(assessment),
            _ => None,
        };
        let matters =
            |question: &Question<'_>| question.is_answered || assessment.is_none_or(|one| matters(question, one));
        let (questions, settled) = questions.into_iter().partition(matters);
        Section { id, questions, settled }
    }
}

/// Whether an answer could change what some rule comes to: one that reads it is undecided, or asks whether it is given at all.
fn matters(question: &Question<'_>, assessment: &AssessmentReport) -> bool {
    let [conditions, demands] = &question.readers.by_presence;
    let status = |rule: &String| assessment.overview.iter().find(|line| line.rule == *rule).map(|line| line.status);
    let is = |rule: &String, wanted: StatusKind| status(rule) == Some(OverviewStatus::Rule(wanted));
    !conditions.is_empty()
        || question.readers.rules.iter().any(|rule| is(rule, StatusKind::Undetermined))
        || demands.iter().any(|rule| status(rule).is_some() && !is(rule, StatusKind::NotApplicable))
}

/// What is wrong with the value at a path, or within it.
pub(super) fn errors(report: &DossierReport, path: &str) -> Vec<String> {
    let is_here =
        |place: &str| place.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with(['[', '.']));
    let here = report.errors.iter().filter(|error| error.locations.first().is_some_and(|place| is_here(&place.path)));
    here.map(|error| error.message.clone()).collect()
}
