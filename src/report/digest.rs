//! What several dossiers come to together, as people are shown it: what is most often amiss, and what is asked for.

use std::borrow::Cow;

use super::model::{Column, SumPart};
use super::tally::{RuleTally, Tally, Total};
use super::view::code_title;
use crate::engine::{Status, StatusKind, Verdict, verdict_of};
use crate::messages::{formats, labels, summary};
use crate::text::{Lang, visible};

/// Rules that are shown, and groups.
const MOST: usize = 10;

/// Something that many dossiers have against them.
#[derive(Debug)]
pub(super) struct Frequent<'t> {
    /// What a dossier is by it.
    pub(super) verdict: Verdict,
    pub(super) code: &'t str,
    pub(super) title: Cow<'t, str>,
    pub(super) dossiers: usize,
    /// What the rule is in them, where it is otherwise in others.
    pub(super) status: Option<StatusKind>,
}

/// What most dossiers have against them, and what most leave open, under headings; nothing under none.
pub(super) fn frequent(tally: &Tally, lang: Lang) -> Vec<(&'static str, Vec<Frequent<'_>>)> {
    let rules = |status, count: fn(&RuleTally) -> usize| {
        let rules = tally.most(MOST, count).into_iter();
        let rules = rules.map(|(code, rule, dossiers)| Frequent {
            verdict: verdict_of(status, rule.level, rule.group),
            code,
            title: visible(&rule.title),
            dossiers,
            status: rule.is_both().then_some(status.kind()),
        });
        rules.collect::<Vec<_>>()
    };
    let errors = tally.most_errors(MOST).into_iter().map(|(code, dossiers)| Frequent {
        verdict: Verdict::Unreadable,
        code: code.as_str(),
        title: code_title(code, lang).into(),
        dossiers,
        status: None,
    });
    let parts = [
        (summary::most_violated(lang), rules(Status::Violated, |rule| rule.violated)),
        (summary::most_undetermined(lang), rules(Status::Undetermined, |rule| rule.undetermined)),
        (summary::most_errors(lang), errors.collect()),
    ];
    parts.into_iter().filter(|(_, lines)| !lines.is_empty()).collect()
}

/// The amounts that are summed up.
#[derive(Debug)]
pub(super) struct Sums<'t> {
    /// What is summed up as a whole, then its parts, each with the place of its sum.
    pub(super) columns: Vec<(&'t Column, usize)>,
    /// Whether some dossiers give no amount.
    pub(super) open: bool,
    /// By fiche, by group, and all.
    pub(super) parts: Vec<Part<'t>>,
}

/// Totals under a title.
#[derive(Debug)]
pub(super) struct Part<'t> {
    pub(super) title: String,
    pub(super) rows: Vec<(String, Cow<'t, Total>)>,
    /// Whether the names are those of groups, down to the row of that number.
    pub(super) groups: usize,
}

/// None where no dossier gives an amount.
pub(super) fn sums<'t>(columns: &'t [Column], tally: &'t Tally, lang: Lang) -> Option<Sums<'t>> {
    let summed = columns.iter().enumerate();
    let summed = summed.filter_map(|(at, column)| column.sum.and(Some((column, tally.place_of(at)?))));
    let mut summed: Vec<(&Column, usize)> = summed.collect();
    summed.sort_by_key(|(column, _)| column.sum);
    let &(whole, sum) = summed.first()?;
    if whole.sum != Some(SumPart::Whole) || tally.all.sums.get(sum).is_none_or(|sum| sum.given == 0) {
        return None;
    }
    let fiches = tally.fiches.rows().map(|(fiche, total)| (fiche.name(lang), Cow::Borrowed(total))).collect();
    let mut parts = vec![Part { title: labels::by_fiche(lang).to_owned(), rows: fiches, groups: 0 }];
    if let Some(column) = columns.iter().find(|column| column.groups) {
        parts.push(groups(column, tally, sum, lang));
    }
    let all = (labels::total(lang).to_owned(), Cow::Borrowed(&tally.all));
    parts.push(Part { title: String::new(), rows: vec![all], groups: 0 });
    Some(Sums { columns: summed, open: tally.all.without(sum) > 0, parts })
}

fn groups<'t>(column: &Column, tally: &'t Tally, sum: usize, lang: Lang) -> Part<'t> {
    let (largest, rest) = tally.groups.largest(sum, MOST);
    let groups = largest.len();
    let mut rows: Vec<_> = largest.into_iter().map(|(name, total)| (name.clone(), Cow::Borrowed(total))).collect();
    rows.extend(rest.map(|rest| (labels::others(lang).to_owned(), Cow::Owned(rest))));
    if tally.ungrouped.dossiers > 0 {
        rows.push((labels::not_given(lang).to_owned(), Cow::Borrowed(&tally.ungrouped)));
    }
    Part { title: visible(&formats::by(column.label.to_lowercase(), lang)).into_owned(), rows, groups }
}
