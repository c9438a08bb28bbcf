//! The verdict in a sentence: for which fiches, and what there is to do.

use crate::engine::Verdict;
use crate::text::{Lang, count};

/// What the verdict's line says.
#[derive(Debug, Default)]
pub(crate) struct VerdictSentence<'a> {
    pub(crate) verdict: Verdict,
    /// The fiches that it holds for.
    pub(crate) fiches: &'a [u8],
    /// Whether these are all that there are, several of them.
    pub(crate) every_fiche: bool,
    /// Whether what fails is a matter of filing alone.
    pub(crate) filing_alone: bool,
    /// Whether it is for the fiche synthétique.
    pub(crate) first_stage: bool,
    /// The fiche that comes nearest, where several do not come equally near.
    pub(crate) nearest: Option<u8>,
    /// Points to mend.
    pub(crate) to_mend: usize,
    /// Pieces of information to fill in.
    pub(crate) to_fill_in: usize,
    /// Reservations.
    pub(crate) reservations: usize,
    /// Rules that come at the next stage.
    pub(crate) later: usize,
}

impl VerdictSentence<'_> {
    /// The sentence.
    pub(crate) fn sentence(&self, lang: Lang) -> String {
        match lang {
            Lang::Fr => self.french(),
            Lang::En => self.english(),
        }
    }

    fn french(&self) -> String {
        let to = self.names(["à la", "aux"], "et", "quatre", Lang::Fr);
        let of = self.names(["pour la", "pour les"], "et", "quatre", Lang::Fr);
        let stage = if self.first_stage { ", à ce stade (fiche synthétique)" } else { "" };
        let mut sentence = match self.verdict {
            Verdict::Eligible => format!("Éligible{to}{stage} : rien à corriger."),
            Verdict::EligibleWithReservations => {
                format!("Éligible avec {}{to}{stage}.", reservations(self.reservations, Lang::Fr))
            }
            Verdict::Incomplete => format!("Incomplet{of}{stage}{} : {}.", self.nearest(Lang::Fr), self.todo(Lang::Fr)),
            Verdict::Ineligible | Verdict::Unreadable if self.filing_alone => {
                format!("Non recevable en l'état{of}{stage}{} : {}.", self.nearest(Lang::Fr), self.todo(Lang::Fr))
            }
            Verdict::Ineligible | Verdict::Unreadable => {
                format!("Non éligible en l'état{to}{stage}{} : {}.", self.nearest(Lang::Fr), self.todo(Lang::Fr))
            }
        };
        match self.later {
            later if !self.first_stage || later == 0 => {}
            1 => sentence.push_str(" 1 règle viendra avec le dossier complet."),
            later => sentence = format!("{sentence} {later} règles viendront avec le dossier complet."),
        }
        sentence
    }

    fn english(&self) -> String {
        let of = self.names(["for", "for"], "and", "four", Lang::En);
        let stage = if self.first_stage { ", at this stage (fiche synthétique)" } else { "" };
        let mut sentence = match self.verdict {
            Verdict::Eligible => format!("Eligible{of}{stage}: nothing to mend."),
            Verdict::EligibleWithReservations => {
                format!("Eligible with {}{of}{stage}.", reservations(self.reservations, Lang::En))
            }
            Verdict::Incomplete => format!("Incomplete{of}{stage}{}: {}.", self.nearest(Lang::En), self.todo(Lang::En)),
            Verdict::Ineligible | Verdict::Unreadable if self.filing_alone => {
                format!(
                    "Cannot be received as it stands{of}{stage}{}: {}.",
                    self.nearest(Lang::En),
                    self.todo(Lang::En)
                )
            }
            Verdict::Ineligible | Verdict::Unreadable => {
                format!("Not eligible as it stands{of}{stage}{}: {}.", self.nearest(Lang::En), self.todo(Lang::En))
            }
        };
        match self.later {
            later if !self.first_stage || later == 0 => {}
            1 => sentence.push_str(" 1 rule comes with the complete dossier."),
            later => sentence = format!("{sentence} {later} rules come with the complete dossier."),
        }
        sentence
    }

    fn names(&self, prepositions: [&str; 2], and: &str, four: &str, lang: Lang) -> String {
        match (self.fiches, lang) {
            ([], _) => String::new(),
            ([one], _) => format!(" {} Fiche {one}", prepositions[0]),
            (many, Lang::Fr) if self.every_fiche && many.len() == 4 => format!(" {} {four} fiches", prepositions[1]),
            (many, Lang::En) if self.every_fiche && many.len() == 4 => {
                format!(" {} all {four} fiches", prepositions[1])
            }
            (many, _) => {
                let (last, others) = many.split_last().unwrap_or((&0, &[]));
                let others: Vec<String> = others.iter().map(u8::to_string).collect();
                format!(" {} Fiches {} {and} {last}", prepositions[1], others.join(", "))
            }
        }
    }

    fn nearest(&self, lang: Lang) -> String {
        match (self.nearest, lang) {
            (None, _) => String::new(),
            (Some(fiche), Lang::Fr) => format!(" ; la plus proche est la Fiche {fiche}"),
            (Some(fiche), Lang::En) => format!("; Fiche {fiche} comes nearest"),
        }
    }

    fn todo(&self, lang: Lang) -> String {
        let mut parts = Vec::new();
        if self.to_mend > 0 {
            parts.push(points_to_mend(self.to_mend, lang));
        }
        if self.to_fill_in > 0 {
            parts.push(pieces_to_fill_in(self.to_fill_in, lang));
        }
        parts.join(", ")
    }
}

pub(super) fn points_to_mend(number: usize, lang: Lang) -> String {
    let (one, many) = match lang {
        Lang::Fr => ("point à corriger", "points à corriger"),
        Lang::En => ("point to mend", "points to mend"),
    };
    count(number as u64, one, many, lang)
}

fn pieces_to_fill_in(number: usize, lang: Lang) -> String {
    let (one, many) = match lang {
        Lang::Fr => ("information à compléter", "informations à compléter"),
        Lang::En => ("piece of information to fill in", "pieces of information to fill in"),
    };
    count(number as u64, one, many, lang)
}

fn reservations(number: usize, lang: Lang) -> String {
    let (one, many) = match lang {
        Lang::Fr => ("réserve", "réserves"),
        Lang::En => ("reservation", "reservations"),
    };
    count(number as u64, one, many, lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verdicts_name_fiches_and_what_to_do() {
        let one = VerdictSentence {
            verdict: Verdict::Ineligible,
            fiches: &[1],
            to_mend: 1,
            to_fill_in: 2,
            ..VerdictSentence::default()
        };
        assert_eq!(
            one.sentence(Lang::Fr),
            "Non éligible en l'état à la Fiche 1 : 1 point à corriger, 2 informations à compléter."
        );
        assert_eq!(
            one.sentence(Lang::En),
            "Not eligible as it stands for Fiche 1: 1 point to mend, 2 pieces of information to fill in."
        );
        let two = VerdictSentence {
            verdict: Verdict::Eligible,
            fiches: &[1, 2, 3],
            every_fiche: true,
            ..VerdictSentence::default()
        };
        assert_eq!(two.sentence(Lang::Fr), "Éligible aux Fiches 1, 2 et 3 : rien à corriger.");
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
            all.sentence(Lang::Fr),
            "Incomplet pour les quatre fiches, à ce stade (fiche synthétique) ; la plus proche est la Fiche 2 : \
             1 information à compléter. 14 règles viendront avec le dossier complet."
        );
    }
}
