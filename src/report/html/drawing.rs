//! The budget drawn: who pays, against the share that is asked for; the request, against its floor and cap.
//!
//! Places are percentages of the drawing's width, so that letters keep their size on a telephone.

use maud::{Markup, html};
use rust_decimal::Decimal;

use crate::messages::{labels, page};
use crate::report::model::{Drawing, FundingReport, Gauge};
use crate::text::{Lang, amount, percentage, ratio};

const HUNDRED: Decimal = Decimal::ONE_HUNDRED;
/// Colours of parts that count for the share, and of the others.
const COUNTED: usize = 3;
const OTHERS: usize = 7;
/// From here on, words stand left of their line.
const TURN: Decimal = Decimal::from_parts(60, 0, 0, false, 0);

pub(crate) fn drawings(drawing: &Drawing, lang: Lang) -> Markup {
    html! {
        @if drawing.funding.is_some() || !drawing.gauges.is_empty() {
            div.drawings {
                @if let Some(plan) = &drawing.funding { (funding(plan, lang)) }
                @if !drawing.gauges.is_empty() {
                    figure {
                        figcaption { (page::request(lang)) }
                        @for gauge in &drawing.gauges { (self::gauge(gauge, lang)) }
                    }
                }
            }
        }
    }
}

/// A part of a whole, in percent with two decimals; a whole of nothing has no parts.
fn percent(part: Decimal, whole: Decimal) -> Decimal {
    let percent = part.checked_div(whole).and_then(|share| share.checked_mul(HUNDRED)).unwrap_or_default();
    percent.clamp(Decimal::ZERO, HUNDRED).round_dp(2)
}

/// The colour of each part: the first that count, the others from the start again.
fn colors(plan: &FundingReport) -> Vec<String> {
    let (mut counted, mut others) = (0, 0);
    let color = |segment: &crate::report::model::Segment| {
        let (name, at, all) = if segment.counted { ('k', &mut counted, COUNTED) } else { ('o', &mut others, OTHERS) };
        *at += 1;
        format!("{name}{}", (*at - 1) % all)
    };
    plan.segments.iter().map(color).collect()
}

fn funding(plan: &FundingReport, lang: Lang) -> Markup {
    let total: Decimal = plan.segments.iter().fold(Decimal::ZERO, |sum, segment| sum.saturating_add(segment.amount));
    let scale = total.max(plan.whole);
    let colors = colors(plan);
    let mut at = Decimal::ZERO;
    let parts: Vec<(Decimal, Decimal)> = plan
        .segments
        .iter()
        .map(|segment| {
            let part = (percent(at, scale), percent(segment.amount, scale));
            at = at.saturating_add(segment.amount);
            part
        })
        .collect();
    let missing = plan.whole - total;
    // Words stand above the bar where there is something to say.
    let top = if plan.bounds.is_empty() && total <= plan.whole { 2 } else { 22 };
    let share = ratio(plan.part, plan.whole, plan.bounds.first().map(|bound| bound.value), lang);
    let label = format!("{}{} {share} ({})", plan.share_label, labels::colon(lang), amount(plan.part, lang));
    html! {
        figure {
            figcaption { (page::funding(lang)) }
            svg width="100%" height=(top + 40) role="img" aria-label=(label) {
                rect.ground x="0" y=(top) width="100%" height="36" rx="4" {}
                @for ((segment, (x, width)), color) in plan.segments.iter().zip(&parts).zip(&colors) {
                    rect class=(color) x=(format_args!("{x}%")) y=(top) width=(format_args!("{width}%")) height="36" {
                        title { (segment.label) (labels::colon(lang)) " " (amount(segment.amount, lang)) }
                    }
                }
                @for bound in &plan.bounds {
                    @let x = percent(bound.value.saturating_mul(plan.whole), scale.saturating_mul(HUNDRED));
                    @let words = format!("{} ({})", percentage(bound.value, lang), bound.rule);
                    (tick(x, &words, bound.kept, top))
                }
                @if total > plan.whole { (tick(percent(plan.whole, scale), &percentage(HUNDRED, lang), false, top)) }
            }
            ul.legend {
                @for (segment, color) in plan.segments.iter().zip(&colors) {
                    li {
                        i class=(color) {}
                        span { (segment.label) @if segment.counted { " " span.soft { "· " (page::counted(lang)) } } }
                        span.num { (amount(segment.amount, lang)) }
                        span.num.soft { (ratio(segment.amount, plan.whole, None, lang)) }
                    }
                }
                @if missing > Decimal::ZERO {
                    li {
                        i.gap {}
                        span { (page::not_funded(lang)) }
                        span.num { (amount(missing, lang)) }
                        span.num.soft { (ratio(missing, plan.whole, None, lang)) }
                    }
                }
                li.sum { span {} span { (plan.share_label) } span.num { (amount(plan.part, lang)) } span.num { (share) } }
                li { span {} span.soft { (plan.whole_label) } span.num.soft { (amount(plan.whole, lang)) } span {} }
            }
        }
    }
}

fn gauge(gauge: &Gauge, lang: Lang) -> Markup {
    let largest = gauge.bounds.iter().map(|bound| bound.value).fold(gauge.amount, Decimal::max);
    // A tenth of space after the largest, so that its line is seen to be one.
    let scale = largest.saturating_add(largest / Decimal::TEN);
    let width = percent(gauge.amount, scale);
    let broken = gauge.bounds.iter().any(|bound| !bound.kept);
    html! {
        svg width="100%" height="78" role="img" aria-label=(format_args!("{}{} {}", gauge.label, labels::colon(lang), amount(gauge.amount, lang))) {
            text x="0" y="14" { (gauge.label) " — " (amount(gauge.amount, lang)) }
            rect.ground x="0" y="24" width="100%" height="22" rx="4" {}
            rect class=(if broken { "over" } else { "fill" }) x="0" y="24" width=(format_args!("{width}%")) height="22" rx="4" {}
            @for bound in &gauge.bounds {
                @let name = if bound.floor { page::floor(lang) } else { page::cap(lang) };
                @let x = percent(bound.value, scale);
                g {
                    line class=(if bound.kept { "tick" } else { "tick broken" }) x1=(format_args!("{x}%")) x2=(format_args!("{x}%")) y1="20" y2="50" {}
                    text class=(if bound.kept { "" } else { "broken" }) x=(format_args!("{x}%")) y="66" dx=(if x > TURN { 2 } else { -2 })
                        text-anchor=(if x > TURN { "end" } else { "start" }) { (name) " " (amount(bound.value, lang)) }
                }
            }
        }
    }
}

/// A line over the funding plan's bar, which begins at `top`, with words above.
fn tick(x: Decimal, words: &str, kept: bool, top: u8) -> Markup {
    html! {
        line class=(if kept { "tick" } else { "tick broken" }) x1=(format_args!("{x}%")) x2=(format_args!("{x}%")) y1=(top - 6) y2=(top + 40) {}
        text class=(if kept { "" } else { "broken" }) x=(format_args!("{x}%")) y="11"
            text-anchor=(if x > TURN { "end" } else { "start" }) { (words) }
    }
}
