//! What rule sets may come to: far beyond what any call needs, and little enough that no file makes a run long or large.

/// Tables within tables; facts made of facts, with the conditions within them.
pub(crate) const MAX_DEPTH: usize = 64;

/// What a fact may be made of, all told: a fact that is used twice counts twice.
pub(crate) const MAX_FACT_SIZE: usize = 1_000;

/// What the facts and rules of a campaign may be made of, all told.
pub(crate) const MAX_CAMPAIGN_SIZE: usize = 200_000;

/// Entries of a list that a test holds a value against; a reference table may have more.
pub(crate) const MAX_LIST: usize = 2_048;

/// What a fact, a rule or one of its readings, and a regular expression add to that, whatever they are made of.
pub(crate) const FACT_SIZE: usize = 50;
pub(crate) const RULE_SIZE: usize = 100;
pub(crate) const PATTERN_SIZE: usize = 500;

/// Overlays that are laid over the first one of an intercommunalité, for all intercommunalités.
pub(crate) const MAX_LAYERS: usize = 1_000;

/// Facts that one text may quote.
pub(crate) const MAX_QUOTES: usize = 32;

/// Base dossiers that test cases start from, each as often as one does.
pub(crate) const MAX_CASE_MEBIBYTES: usize = 64;

/// Values that all variants of one test case write.
pub(crate) const MAX_VARIANTS: usize = 10_000;

/// In bytes, of a regular expression as it is compiled.
pub(crate) const MAX_PATTERN_BYTES: usize = 16 * 1024;

/// In bytes, of a text that a regular expression is matched with; of a longer one it is not known whether it does.
pub(crate) const MAX_MATCHED_BYTES: usize = 4 * 1024;

/// In characters, of an id or a name.
pub(crate) const MAX_NAME: usize = 80;

/// Errors of a file that are listed, and findings; the others are counted.
pub(crate) const MAX_LISTED: usize = 200;

/// Names that errors hold for their suggestions, all told.
pub(crate) const MAX_SUGGESTIONS: usize = 200_000;

/// Steps in which one predicate is shown to ask as much as another.
pub(crate) const MAX_COMPARISONS: usize = 100_000;
