//! What stands above the dossiers: what they come to together.

use maud::{Markup, html};

use super::list::token;
use super::since::since;
use super::tone;
use crate::messages::{labels, page, policy, summary, terminal};
use crate::report::digest::{self, Frequent, Part, Sums};
use crate::report::render::End;
use crate::report::tally::Total;
use crate::report::view::{day, duplicates, examined, remarks_beside_duplicates};
use crate::text::{Lang, amount, number, visible};

/// Above a dossier that is alone: nothing to count, and nothing that it tells itself.
pub(super) fn of_one(end: &End<'_>, lang: Lang) -> Markup {
    html! {
        header.top.one {
            h1 { (page::title_of_one(lang)) }
            p.lead { (labels::evaluated_on(lang)) " " (day(end, lang)) }
            (known(end, lang))
            @if !end.summary.complete { p.note { (terminal::interrupted(lang)) } }
        }
        (since(end, lang))
    }
}

/// What a baseline knows.
fn known(end: &End<'_>, lang: Lang) -> Markup {
    let known = end.summary.baseline.map_or(0, |baseline| baseline.known);
    html! { @if known > 0 { p { (policy::known(known, lang)) } } }
}

pub(super) fn of_several(end: &End<'_>, lang: Lang) -> Markup {
    let frequent = digest::frequent(end.tally, lang);
    let sums = digest::sums(&end.header.columns, end.tally, lang);
    let deadlines: Vec<String> = end
        .tally
        .deadlines()
        .map(|(one, open)| summary::deadline(&visible(&one.title), one.days, &visible(&one.last), open, lang))
        .collect();
    let duplicates = duplicates(end.summary, lang);
    html! {
        header.top {
            h1 { (page::title(lang)) }
            p.lead { (visible(&examined(end, lang))) "." }
            ul.tiles {
                @for (verdict, count) in end.summary.counts() {
                    li class=(tone(verdict)) data-filter="verdict" data-value=(verdict) {
                        b { (number(count.into(), lang)) } " " (labels::verdict(verdict, lang))
                    }
                }
            }
            (known(end, lang))
            @for remark in remarks_beside_duplicates(end, lang) { p.note { (visible(&remark)) } }
        }
        (since(end, lang))
        @if end.summary.dossiers > 0 {
            details.overview open {
                summary { (labels::overview(lang)) }
                div.cards {
                    @for (heading, lines) in &frequent { (self::frequent(heading, lines, lang)) }
                    @if let Some(sums) = &sums { (self::sums(sums, lang)) }
                    div.stack {
                        @if !deadlines.is_empty() {
                            section { h2 { (summary::deadlines(lang)) } ul { @for line in &deadlines { li { (line) } } } }
                        }
                        @if !duplicates.is_empty() {
                            section.duplicates {
                                h2 { (terminal::same_project(lang)) }
                                ul tabindex="0" { @for group in &duplicates { li { (group) } } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn frequent(heading: &str, lines: &[Frequent<'_>], lang: Lang) -> Markup {
    html! {
        section {
            h2 { (heading) }
            ol { @for line in lines {
                li data-filter="rule" data-value=(token(line.code, line.status)) {
                    b.num { (number(line.dossiers.into(), lang)) } " "
                    span class=(format_args!("nowrap {}", tone(line.verdict))) { (line.code) } " "
                    span { (line.title) }
                }
            } }
        }
    }
}

fn sums(sums: &Sums<'_>, lang: Lang) -> Markup {
    let name = sums.columns.first().map(|(column, _)| visible(&column.label));
    html! {
        section.sums {
            h2 { (name.unwrap_or_default()) }
            div.scroll tabindex="0" role="group" aria-label=(labels::totals(lang)) { table {
                @for (index, part) in sums.parts.iter().enumerate() {
                    @if index == 0 { thead { tr {
                        th scope="col" { (part.title) }
                        th.num scope="col" { (labels::dossiers(lang)) }
                        @for (column, _) in &sums.columns { th.num scope="col" { (visible(&column.head)) } }
                        @if sums.open { th.num scope="col" { (labels::without_amount(lang)) } }
                    } } }
                    tbody {
                        @if index > 0 && !part.title.is_empty() {
                            tr { th scope="rowgroup" colspan=(sums.columns.len() + 2 + usize::from(sums.open)) { (part.title) } }
                        }
                        (rows(part, sums, lang))
                    }
                }
            } }
        }
    }
}

fn rows(part: &Part<'_>, sums: &Sums<'_>, lang: Lang) -> Markup {
    let whole = sums.columns.first().map_or(0, |(_, sum)| *sum);
    html! {
        @for (index, (name, total)) in part.rows.iter().enumerate() {
            @let group = (index < part.groups).then_some(name);
            tr {
                td data-filter=[group.and(Some("group"))] data-value=[group] { (name) }
                td.num { (number(total.dossiers.into(), lang)) }
                @for (_, sum) in &sums.columns { td.num { (sum_of(total, *sum, lang)) } }
                @if sums.open { td.num { (number(total.without(whole).into(), lang)) } }
            }
        }
    }
}

fn sum_of(total: &Total, sum: usize, lang: Lang) -> String {
    match total.sums.get(sum).filter(|sum| sum.given > 0) {
        Some(sum) => amount(sum.amount, lang),
        None => "–".to_owned(),
    }
}
