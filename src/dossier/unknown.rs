//! A key that the format does not have, and what is known of what it means.

use super::format::{self, FieldId, field_info};
use super::problem::UnknownKey;
use super::rows::is_bare;
use super::suggest;
use super::surface::{self, SurfaceFault};
use crate::yaml::MappingEntry;

pub(super) fn unknown_key(within: Option<FieldId>, entry: &MappingEntry<'_>, after_comma: bool) -> UnknownKey {
    let key = &*entry.key.text;
    let colon = is_bare(entry) && key.split_once([':', '=']).is_some_and(|(_, value)| !value.is_empty());
    let word = if colon { key.split([':', '=']).next().unwrap_or_default() } else { key };
    let (fault, plain) = surface::plain(word, false).unzip();
    let fields = format::children(within).iter();
    let nearest = suggest::closest_match(plain.as_deref().unwrap_or(word), fields.map(|id| field_info(*id).field.key));
    let elsewhere = format::fields().iter().filter(|info| info.field.key == key);
    UnknownKey {
        key: key.to_owned(),
        within,
        nearest,
        elsewhere: elsewhere.map(|info| info.id).collect(),
        look_alike: match fault {
            Some(SurfaceFault::LookAlike(character) | SurfaceFault::Invisible(character)) => nearest.map(|_| character),
            _ => None,
        },
        colon: colon && nearest.is_some(),
        after_comma: after_comma && nearest.is_none(),
    }
}
