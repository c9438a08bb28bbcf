//! Mutants of rules: level, stages, condition, demand, exceptions, notes, and the sets that hold them.

use crate::dossier::format::Stage;
use crate::rules::{Basis, Campaign, FicheSet, Level, Predicate, Rule, RuleId, Unique};

use super::predicates;
use super::{Change, Mutant, Sets};

pub(super) fn mutants_of(campaign: &Campaign, rule: &Rule) -> Vec<(String, Rule)> {
    let mut mutants = Vec::new();
    let mut add = |what: String, change: &dyn Fn(&mut Rule)| {
        let mut changed = rule.clone();
        change(&mut changed);
        mutants.push((what, changed));
    };
    // A rule without a demand only informs: the reader admits no other level.
    if rule.require.is_some() || rule.unique.is_some() {
        for &level in Level::ALL.iter().filter(|level| **level != rule.level) {
            add(format!("level {}", level.as_str()), &|rule| rule.level = level);
        }
    }
    for stage in Stage::ALL {
        if rule.stages.contains(&stage) {
            add(format!("stage {stage} dropped"), &|rule| rule.stages.retain(|known| *known != stage));
        } else {
            add(format!("stage {stage} added"), &|rule| rule.stages.push(stage));
        }
    }
    let branches = rule.basis == Basis::Either;
    for (what, when) in of_condition(campaign, rule.when.as_ref(), branches) {
        add(format!("when {what}"), &|rule| rule.when.clone_from(&when));
    }
    if let Some(require) = &rule.require {
        for (what, require) in predicates::mutants_of(campaign, require, branches) {
            add(format!("require {what}"), &|rule| rule.require = Some(require.clone()));
        }
    }
    if let Some(own) = rule.unique {
        add("unique no more".to_owned(), &|rule| rule.unique = None);
        for &other in Unique::ALL.iter().filter(|other| **other != own) {
            add(format!("unique {} instead", other.as_str()), &|rule| rule.unique = Some(other));
        }
    }
    for (at, waiver) in rule.waives.iter().enumerate() {
        let waived = &campaign.rule(waiver.rule).id;
        add(format!("waiver of {waived} dropped"), &|rule| drop(rule.waives.remove(at)));
        for (what, when) in of_condition(campaign, waiver.when.as_ref(), false) {
            add(format!("waiver of {waived}, when {what}"), &|rule| rule.waives[at].when.clone_from(&when));
        }
    }
    for (at, reading) in rule.readings.iter().enumerate() {
        let id = &reading.id;
        add(format!("reading {id} dropped"), &|rule| drop(rule.readings.remove(at)));
        for (what, when) in of_condition(campaign, reading.when.as_ref(), branches) {
            add(format!("reading {id}, when {what}"), &|rule| rule.readings[at].when.clone_from(&when));
        }
        for (what, require) in of_condition(campaign, reading.require.as_ref(), branches) {
            add(format!("reading {id}, require {what}"), &|rule| rule.readings[at].require.clone_from(&require));
        }
        for &level in Level::ALL.iter().filter(|level| **level != reading.level_in(rule)) {
            add(format!("reading {id}, level {}", level.as_str()), &|rule| rule.readings[at].level = Some(level));
        }
    }
    for (at, note) in rule.notes.iter().enumerate() {
        add(format!("note {at} dropped"), &|rule| drop(rule.notes.remove(at)));
        for (what, when) in of_condition(campaign, note.when.as_ref(), false) {
            add(format!("note {at}, when {what}"), &|rule| rule.notes[at].when.clone_from(&when));
        }
    }
    mutants
}

/// A condition dropped, and everything that can be changed in it.
fn of_condition(
    campaign: &Campaign,
    condition: Option<&Predicate>,
    branches: bool,
) -> Vec<(String, Option<Predicate>)> {
    let Some(condition) = condition else { return Vec::new() };
    let changed = predicates::mutants_of(campaign, condition, branches);
    let changed = changed.into_iter().map(|(what, predicate)| (what, Some(predicate)));
    [("dropped".to_owned(), None)].into_iter().chain(changed).collect()
}

/// A rule out of all fiches, a whole set out of one, a replaced rule back in its place.
pub(super) fn sets(campaign: &Campaign) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    // Rules across dossiers are in no fiche's set.
    for rule in campaign.rules.iter().filter(|rule| rule.unique.is_none()) {
        let sets = changed(campaign, |_, id| campaign.rule(id).id != rule.id);
        let change = Change::Sets(sets, vec![rule.id.clone()]);
        mutants.push(Mutant { what: format!("{}: dropped", rule.id), change });
    }
    for fiche in &campaign.fiches {
        for set in fiche.sets.iter().map(|&set| &campaign.sets[set]) {
            let of_set = |id: RuleId| campaign.rule(id).origin.file == set.file;
            let sets = changed(campaign, |of, id| of.number != fiche.number || !of_set(id));
            let ids = fiche.rules.iter().filter(|id| of_set(**id)).map(|id| campaign.rule(*id).id.clone());
            let change = Change::Sets(sets, ids.collect());
            mutants.push(Mutant { what: format!("fiche {}: set {} dropped", fiche.number, set.id), change });
        }
        for replacing in fiche.rules.iter().map(|id| campaign.rule(*id)) {
            for &replaced in &replacing.replaces {
                let mut sets = changed(campaign, |_, _| true);
                let at = campaign.fiches.iter().position(|of| of.number == fiche.number).unwrap();
                sets[at].0.push(replaced);
                let change = Change::Sets(sets, vec![campaign.rule(replaced).id.clone()]);
                mutants.push(Mutant { what: format!("{}: replaces nothing", replacing.id), change });
            }
        }
    }
    mutants
}

fn changed(campaign: &Campaign, keep: impl Fn(&FicheSet, RuleId) -> bool) -> Sets {
    let kept = |fiche: &FicheSet, rules: &[RuleId]| rules.iter().copied().filter(|id| keep(fiche, *id)).collect();
    campaign.fiches.iter().map(|fiche| (kept(fiche, &fiche.rules), kept(fiche, &fiche.waiving))).collect()
}
