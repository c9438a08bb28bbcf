//! The verdict in a sentence: for which fiches, and what there is to do.

use crate::engine::Verdict;
use crate::messages::template::messages;
use crate::text::Lang;

#[derive(Debug, Default)]
pub(crate) struct VerdictSentence<'a> {
    pub(crate) verdict: Verdict,
    pub(crate) fiches: &'a [u8],
    /// Whether these are all that there are, several of them.
    pub(crate) every_fiche: bool,
    /// Whether what fails is a matter of filing alone.
    pub(crate) filing_alone: bool,
    /// Whether it is for the fiche synthétique.
    pub(crate) first_stage: bool,
    /// The fiche that comes nearest, where several do not come equally near.
    pub(crate) nearest: Option<u8>,
    pub(crate) to_fix: usize,
    pub(crate) to_fill_in: usize,
    pub(crate) reservations: usize,
    pub(crate) later: usize,
}

impl VerdictSentence<'_> {
    pub(crate) fn sentence(&self, lang: Lang) -> String {
        let stage = if self.first_stage { at_first_stage(lang) } else { "" };
        let nearest = self.nearest.map(|fiche| nearest(fiche, lang)).unwrap_or_default();
        let mut sentence = match self.verdict {
            Verdict::Eligible => eligible(self.to_fiches(lang), stage, lang),
            Verdict::EligibleWithReservations => {
                eligible_but(reservations(self.reservations, lang), self.to_fiches(lang), stage, lang)
            }
            Verdict::Incomplete => incomplete(self.for_fiches(lang), stage, nearest, self.to_do(lang), lang),
            Verdict::Inconsistent => inconsistent(self.for_fiches(lang), stage, nearest, self.to_do(lang), lang),
            Verdict::Ineligible | Verdict::Unreadable if self.filing_alone => {
                not_admissible(self.for_fiches(lang), stage, nearest, self.to_do(lang), lang)
            }
            Verdict::Ineligible | Verdict::Unreadable => {
                not_eligible(self.to_fiches(lang), stage, nearest, self.to_do(lang), lang)
            }
        };
        if self.first_stage && self.later > 0 {
            sentence.push_str(&later(self.later, lang));
        }
        sentence
    }

    /// After `Éligible`.
    fn to_fiches(&self, lang: Lang) -> String {
        match self.fiches {
            [] => String::new(),
            [one] => to_fiche(one, lang),
            all if self.every_fiche && all.len() == 4 => to_all(lang).to_owned(),
            [others @ .., last] => to_fiches(listed(others), last, lang),
        }
    }

    /// After `Incomplet`.
    fn for_fiches(&self, lang: Lang) -> String {
        match self.fiches {
            [] => String::new(),
            [one] => for_fiche(one, lang),
            all if self.every_fiche && all.len() == 4 => for_all(lang).to_owned(),
            [others @ .., last] => for_fiches(listed(others), last, lang),
        }
    }

    fn to_do(&self, lang: Lang) -> String {
        let to_fix = (self.to_fix > 0).then(|| points_to_fix(self.to_fix, lang));
        let to_fill_in = (self.to_fill_in > 0).then(|| pieces_to_fill_in(self.to_fill_in, lang));
        to_fix.into_iter().chain(to_fill_in).collect::<Vec<_>>().join(", ")
    }
}

fn listed(fiches: &[u8]) -> String {
    fiches.iter().map(u8::to_string).collect::<Vec<_>>().join(", ")
}

messages! {
    eligible(fiches, stage) {
        fr: "Éligible{fiches}{stage} : rien à corriger.",
        en: "Eligible{fiches}{stage}: nothing to fix.",
    }
    eligible_but(reservations, fiches, stage) {
        fr: "Éligible avec {reservations}{fiches}{stage}.",
        en: "Eligible with {reservations}{fiches}{stage}.",
    }
    incomplete(fiches, stage, nearest, to_do) {
        fr: "Incomplet{fiches}{stage}{nearest} : {to_do}.",
        en: "Incomplete{fiches}{stage}{nearest}: {to_do}.",
    }
    inconsistent(fiches, stage, nearest, to_do) {
        fr: "Incohérent{fiches}{stage}{nearest} : à corriger avant dépôt ({to_do}). Aucune exigence de l'appel n'est enfreinte : c'est le dossier qui se contredit, ou qui s'écarte d'un registre public ou d'un autre dossier.",
        en: "Inconsistent{fiches}{stage}{nearest}: to be corrected before filing ({to_do}). Nothing that the call demands is missed: the dossier contradicts itself, a public register or another dossier.",
    }
    not_admissible(fiches, stage, nearest, to_do) {
        fr: "Non recevable en l'état{fiches}{stage}{nearest} : {to_do}.",
        en: "Not admissible as it stands{fiches}{stage}{nearest}: {to_do}.",
    }
    not_eligible(fiches, stage, nearest, to_do) {
        fr: "Non éligible en l'état{fiches}{stage}{nearest} : {to_do}.",
        en: "Not eligible as it stands{fiches}{stage}{nearest}: {to_do}.",
    }

    to_fiche(number) { fr: " à la Fiche {number}", en: " for Fiche {number}" }
    to_fiches(others, last) { fr: " aux Fiches {others} et {last}", en: " for Fiches {others} and {last}" }
    to_all { fr: " aux quatre fiches", en: " for all four fiches" }
    for_fiche(number) { fr: " pour la Fiche {number}", en: " for Fiche {number}" }
    for_fiches(others, last) { fr: " pour les Fiches {others} et {last}", en: " for Fiches {others} and {last}" }
    for_all { fr: " pour les quatre fiches", en: " for all four fiches" }
    at_first_stage { fr: ", à ce stade (fiche synthétique)", en: ", at this stage (fiche synthétique)" }
    nearest(fiche) { fr: " ; la plus proche est la Fiche {fiche}", en: "; Fiche {fiche} comes nearest" }
    later(#number) {
        fr: " {number} règle viendra avec le dossier complet." | " {number} règles viendront avec le dossier complet.",
        en: " {number} rule comes with the complete dossier." | " {number} rules come with the complete dossier.",
    }

    points_to_fix(#number) {
        fr: "{number} point à corriger" | "{number} points à corriger",
        en: "{number} point to fix" | "{number} points to fix",
    }
    pieces_to_fill_in(#number) {
        fr: "{number} information à compléter" | "{number} informations à compléter",
        en: "{number} piece of information to fill in" | "{number} pieces of information to fill in",
    }
    reservations(#number) {
        fr: "{number} réserve" | "{number} réserves",
        en: "{number} reservation" | "{number} reservations",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::plain_spaces;

    #[test]
    fn verdicts_name_fiches_and_what_to_do() {
        let french = |sentence: &VerdictSentence<'_>| plain_spaces(&sentence.sentence(Lang::Fr)).into_owned();
        let verdict = Verdict::Ineligible;
        let one = VerdictSentence { verdict, fiches: &[1], to_fix: 1, to_fill_in: 2, ..VerdictSentence::default() };
        assert_eq!(
            french(&one),
            "Non éligible en l'état à la Fiche 1 : 1 point à corriger, 2 informations à compléter."
        );
        assert_eq!(
            one.sentence(Lang::En),
            "Not eligible as it stands for Fiche 1: 1 point to fix, 2 pieces of information to fill in."
        );
        let fiches = &[1, 2, 3];
        let verdict = Verdict::Eligible;
        let several = VerdictSentence { verdict, fiches, every_fiche: true, ..VerdictSentence::default() };
        assert_eq!(french(&several), "Éligible aux Fiches 1, 2 et 3 : rien à corriger.");
        let all = VerdictSentence {
            verdict: Verdict::Incomplete,
            fiches: &[1, 2, 3, 4],
            every_fiche: true,
            nearest: Some(2),
            to_fill_in: 1,
            first_stage: true,
            later: 14,
            ..VerdictSentence::default()
        };
        assert_eq!(
            french(&all),
            "Incomplet pour les quatre fiches, à ce stade (fiche synthétique) ; la plus proche est la Fiche 2 : \
             1 information à compléter. 14 règles viendront avec le dossier complet."
        );
    }

    #[test]
    fn an_inconsistent_dossier_is_told_that_the_call_is_kept() {
        let sentence = VerdictSentence {
            verdict: Verdict::Inconsistent,
            fiches: &[3],
            to_fix: 2,
            to_fill_in: 1,
            ..VerdictSentence::default()
        };
        assert_eq!(
            plain_spaces(&sentence.sentence(Lang::Fr)),
            "Incohérent pour la Fiche 3 : à corriger avant dépôt (2 points à corriger, 1 information à compléter). \
             Aucune exigence de l'appel n'est enfreinte : c'est le dossier qui se contredit, ou qui s'écarte d'un registre \
             public ou d'un autre dossier."
        );
        assert_eq!(
            sentence.sentence(Lang::En),
            "Inconsistent for Fiche 3: to be corrected before filing (2 points to fix, 1 piece of information to fill in). \
             Nothing that the call demands is missed: the dossier contradicts itself, a public register or another dossier."
        );
    }
}
