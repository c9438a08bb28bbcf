//! Whose demand a rule is, as reports have it.

use super::super::model::{DemandOrigin, DemandReport, OverlayDemand};
use crate::rules::{Campaign, OverlayLayer, Rule, RuleBook, RuleOrigin};
use crate::text::Lang;

pub(in crate::report) fn demand(book: &RuleBook, campaign: &Campaign, rule: &Rule, lang: Lang) -> DemandReport {
    let of_layer = |layer: &OverlayLayer| {
        let overlay = campaign.overlays.get(layer.overlay)?;
        let (file, line) = book.line(layer.place);
        Some(OverlayDemand {
            id: overlay.id.clone(),
            title: overlay.title.get(lang).to_owned(),
            changed: layer.changed.clone(),
            place: format!("{file}:{line}"),
        })
    };
    match &rule.demanded_by {
        RuleOrigin::Call => DemandReport::default(),
        RuleOrigin::Tool => DemandReport { origin: DemandOrigin::Tool, ..DemandReport::default() },
        RuleOrigin::Overlays(layers) => {
            DemandReport { origin: DemandOrigin::Overlay, overlays: layers.iter().filter_map(of_layer).collect() }
        }
    }
}
