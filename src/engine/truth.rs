//! Kleene's three-valued logic.

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Truth {
    Violated,
    Undetermined,
    Satisfied,
}

impl Truth {
    /// The lesser: one violated part violates an "and", whatever is unknown beside it.
    pub(crate) fn and(self, other: Self) -> Self {
        self.min(other)
    }

    /// The greater: one satisfied part satisfies an "or", whatever is unknown beside it.
    pub(crate) fn or(self, other: Self) -> Self {
        self.max(other)
    }

    pub(super) fn negated_if(self, negated: bool) -> Self {
        if negated { !self } else { self }
    }
}

impl std::ops::Not for Truth {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::Violated => Self::Satisfied,
            Self::Undetermined => Self::Undetermined,
            Self::Satisfied => Self::Violated,
        }
    }
}

impl From<bool> for Truth {
    fn from(holds: bool) -> Self {
        if holds { Self::Satisfied } else { Self::Violated }
    }
}

impl From<Option<bool>> for Truth {
    fn from(holds: Option<bool>) -> Self {
        holds.map_or(Self::Undetermined, Self::from)
    }
}

#[cfg(test)]
mod tests {
    use super::Truth::{self, Satisfied, Undetermined, Violated};
    use proptest::prelude::*;

    fn truth() -> impl Strategy<Value = Truth> {
        prop_oneof![Just(Violated), Just(Undetermined), Just(Satisfied)]
    }

    #[test]
    fn kleene_tables() {
        assert_eq!(Violated.and(Undetermined), Violated);
        assert_eq!(Satisfied.and(Undetermined), Undetermined);
        assert_eq!(Satisfied.or(Undetermined), Satisfied);
        assert_eq!(Violated.or(Undetermined), Undetermined);
        assert_eq!(!Undetermined, Undetermined);
    }

    proptest! {
        #[test]
        fn de_morgan(a in truth(), b in truth()) {
            prop_assert_eq!(!(a.and(b)), (!a).or(!b));
            prop_assert_eq!(!(a.or(b)), (!a).and(!b));
        }

        /// Learning an unknown fact never reverses a settled answer.
        #[test]
        fn knowledge_is_monotonic(a in truth(), known in any::<bool>()) {
            let later = Truth::from(known);
            for combine in [Truth::and, Truth::or] {
                let before = combine(a, Undetermined);
                if before != Undetermined {
                    prop_assert_eq!(before, combine(a, later));
                }
            }
        }
    }
}
