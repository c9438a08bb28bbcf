//! The campaigns that a dossier may name.

use super::placeholder::{NO_TEXTS, Placeholders};
use super::scalar;
use crate::yaml::{Content, Tree};

/// A campaign for which rule sets are loaded, and what counts as absent in its dossiers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct KnownCampaign<'c> {
    pub year: i64,
    pub placeholders: &'c Placeholders,
}

#[cfg(test)]
impl KnownCampaign<'static> {
    pub(crate) fn without_texts(year: i64) -> Self {
        Self { year, placeholders: &NO_TEXTS }
    }
}

/// Those of the campaign that the dossier names, or of the latest one.
pub(super) fn placeholders<'c>(tree: &Tree<'_>, campaigns: &[KnownCampaign<'c>]) -> &'c Placeholders {
    let entries = match tree.root.as_ref().map(|root| &root.content) {
        Some(Content::Mapping { entries, .. }) => &entries[..],
        _ => &[],
    };
    let named = entries.iter().find(|entry| entry.key.text == "campagne").and_then(|entry| entry.value.as_scalar());
    let year = named.and_then(|scalar| scalar::year(scalar.text.trim()).ok());
    let campaign = campaigns.iter().find(|campaign| Some(campaign.year) == year).or(campaigns.last());
    campaign.map_or(&NO_TEXTS, |campaign| campaign.placeholders)
}
