//! Campaigns, with overlays laid over them one after the other.

use std::collections::{BTreeMap, BTreeSet};

use super::compile;
use super::error::{Large, RuleErrorKind};
use super::limits::MAX_LAYERS;
use super::model::{Campaign, OverlayInfo, OverlayLayer, RuleOrigin};
use super::origins::OverlayStep;
use super::overlay;
use super::raw::RawSet;
use super::resolve::{Namespace, Resolver};
use super::sink::ErrorSink;
use crate::reference::Tables;

/// The campaigns, and the same as an intercommunalité changes them for its own dossiers.
pub(super) fn campaigns(
    resolver: &Resolver<'_, '_>,
    tables: &Tables,
    errors: &ErrorSink,
) -> (Vec<Campaign>, Vec<Campaign>) {
    let mut campaigns = Vec::new();
    let mut territorial = Vec::new();
    for year in resolver.years() {
        let mut general = Layered::new(resolver.namespace(year, &[]), tables, errors);
        let mut of_year: BTreeMap<&str, Campaign> = BTreeMap::new();
        if let Some(overlay) = too_many(resolver.overlays_of(year)) {
            errors.report(RuleErrorKind::TooLarge(Large::Layers), overlay.id.origin);
            continue;
        }
        for overlay in resolver.overlays_of(year) {
            match overlay.territory {
                None => general = general.with(overlay),
                // What comes before the first overlay of an intercommunalité is the same for all.
                Some(territory) if !of_year.contains_key(territory) => {
                    let applying = resolver.overlays(year, Some(territory));
                    let further = applying.iter().skip_while(|own| own.territory.is_none()).skip(1);
                    let own = further.fold(general.with(overlay), |layered, overlay| layered.with(overlay));
                    of_year.insert(territory, own.finished(Some(territory)));
                }
                Some(_) => {}
            }
        }
        campaigns.push(general.finished(None));
        territorial.extend(of_year.into_values());
    }
    (campaigns, territorial)
}

/// The overlay for all with which those laid over an intercommunalité's first one are more than [`MAX_LAYERS`].
fn too_many<'r, 't>(overlays: impl Iterator<Item = &'r RawSet<'t>>) -> Option<&'r RawSet<'t>> {
    let mut territories = BTreeSet::new();
    let mut layers = 0;
    overlays.into_iter().find(|overlay| {
        match overlay.territory {
            Some(territory) => drop(territories.insert(territory)),
            None => layers += territories.len(),
        }
        layers > MAX_LAYERS
    })
}

/// A campaign with some overlays.
struct Layered<'c, 'r, 't> {
    tables: &'c Tables,
    errors: &'c ErrorSink,
    namespace: Namespace<'r, 't>,
    campaign: Campaign,
    applied: Vec<OverlayInfo>,
    /// What the overlays did to rules, by the rules' places.
    layers: BTreeMap<usize, Vec<OverlayLayer>>,
}

impl<'c, 'r, 't> Layered<'c, 'r, 't> {
    fn new(namespace: Namespace<'r, 't>, tables: &'c Tables, errors: &'c ErrorSink) -> Self {
        let campaign = compile::campaign(&namespace, tables, errors);
        Self { tables, errors, namespace, campaign, applied: Vec::new(), layers: BTreeMap::new() }
    }

    /// The same with one overlay more.
    fn with(&self, overlay: &'r RawSet<'t>) -> Self {
        let mut namespace = self.namespace.clone();
        namespace.lay_over(overlay, self.errors);
        let campaign = compile::campaign(&namespace, self.tables, self.errors);
        let mut layers = self.layers.clone();
        let is_sound = self.errors.count() == 0;
        let loosened = overlay::loosened([&self.campaign, &campaign], self.tables, overlay, self.errors);
        // With errors, rules are missing on one side or the other.
        if is_sound {
            let index = self.applied.len();
            let (before, after) = (&self.namespace, &namespace);
            let step = OverlayStep { overlay: index, set: overlay, before, after, campaign: &campaign };
            for (rule, layer) in step.layers() {
                layers.entry(rule).or_default().push(layer);
            }
        }
        let info = OverlayInfo {
            id: overlay.id.text.to_owned(),
            title: overlay.title.clone(),
            territory: overlay.territory.map(str::to_owned),
            file: overlay.file,
            loosened,
        };
        let applied = self.applied.iter().cloned().chain([info]).collect();
        Self { tables: self.tables, errors: self.errors, namespace, campaign, applied, layers }
    }

    fn finished(self, territory: Option<&str>) -> Campaign {
        let Self { mut campaign, applied, layers, .. } = self;
        for (rule, layers) in layers {
            if let Some(rule) = campaign.rules.get_mut(rule) {
                rule.demanded_by = RuleOrigin::Overlays(layers);
            }
        }
        Campaign { territory: territory.map(str::to_owned), overlays: applied, ..campaign }
    }
}
