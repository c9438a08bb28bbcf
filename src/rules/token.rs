//! The closed lists of rules' header: group, level, basis; and of the clause table.

use crate::text::string_enum;

string_enum! {
    /// What a rule is about.
    #[derive(Default)]
    pub enum Group {
        /// Formal admissibility: dates, completeness.
        Recevabilite = "recevabilite",
        /// Substance: theme, perimeter, money, double funding.
        #[default]
        Eligibilite = "eligibilite",
        /// The criteria by which juries choose.
        Selection = "selection",
        /// The dossier contradicts itself or a public register.
        Coherence = "coherence",
    }
}

string_enum! {
    /// What a violation means.
    #[derive(Default)]
    pub enum Level {
        /// The dossier is not eligible; in group coherence, it is inconsistent.
        #[default]
        Error = "error",
        /// A reservation that the jury will raise.
        Warning = "warning",
        /// Nothing: the rule only informs.
        Info = "info",
    }
}

string_enum! {
    /// What no two dossiers of a batch may share.
    pub(crate) enum Unique {
        /// The project: the applicant's SIRET and the title, by the published key.
        Project = "project",
        /// The bytes of the file.
        Content = "content",
    }
}

string_enum! {
    /// What a rule is decided from.
    #[derive(Default)]
    pub enum Basis {
        /// Figures, dates and codes.
        #[default]
        Computed = "computed",
        /// What the applicant says; a technician verifies it.
        Declared = "declared",
        /// As the branch of the predicate that decided says.
        Either = "either",
    }
}

string_enum! {
    /// How the rules of a clause render it.
    pub(crate) enum Rendering {
        /// They ask what it asks.
        Faithful = "faithful",
        /// It leaves room, and they take one of its meanings.
        Reading = "reading",
    }
}
