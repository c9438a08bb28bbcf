//! What rules say of themselves in a word: their group, level and basis.

/// An enumeration whose values are written as stable tokens, in TOML and in JSON alike.
macro_rules! tokens {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $value:ident = $token:literal),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$doc])* $value),* }

        impl $name {
            /// All values, in order.
            pub const ALL: &[Self] = &[$(Self::$value),*];

            /// Its token.
            #[must_use]
            pub fn token(self) -> &'static str {
                match self { $(Self::$value => $token),* }
            }

            /// The value of a token.
            #[must_use]
            pub fn from_token(token: &str) -> Option<Self> {
                match token { $($token => Some(Self::$value),)* _ => None }
            }
        }
    };
}

tokens! {
    /// What a rule is about.
    Group {
        /// Formal admissibility: dates, completeness.
        Recevabilite = "recevabilite",
        /// Substance: theme, perimeter, money, double funding.
        Eligibilite = "eligibilite",
        /// The criteria by which juries choose.
        Selection = "selection",
        /// The dossier contradicts itself or a public register.
        Coherence = "coherence",
    }
}

tokens! {
    /// What a violation means.
    Level {
        /// The dossier is not eligible.
        Error = "error",
        /// A reservation that the jury will raise.
        Warning = "warning",
        /// Nothing: the rule only tells.
        Info = "info",
    }
}

tokens! {
    /// What tells dossiers of a batch apart.
    Unique {
        /// The project: the holder's SIRET and the title, by the published key.
        Project = "project",
        /// The bytes of the file.
        Content = "content",
    }
}

tokens! {
    /// What a rule is decided from.
    Basis {
        /// Figures, dates and codes.
        Computed = "computed",
        /// What the holder says; a technician verifies it.
        Declared = "declared",
        /// The branch of the predicate that decided tells.
        Either = "either",
    }
}
