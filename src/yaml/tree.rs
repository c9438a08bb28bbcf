//! The tree: nodes with spans and raw scalar texts, and what was found wrong while building it.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::source::{SourceFile, Span};
use crate::text::excerpt;

/// What a file holds: its root, and everything wrong with it as YAML.
#[derive(Debug)]
pub struct Tree<'s> {
    /// The document's root; absent when the file holds no document.
    pub root: Option<Node<'s>>,
    /// Everything refused, in the order of the file.
    pub errors: Vec<YamlError>,
    /// Whether the document was read to its end. When false, what follows the last error is unknown,
    /// and nothing may be called missing.
    pub complete: bool,
}

impl<'s> Tree<'s> {
    /// Whether a `#` at that offset of the tree's file begins a comment: at the start of a line or after white space, and
    /// within no quoted text, block of text or refused value.
    pub fn is_comment(&self, file: &SourceFile, hash: usize) -> bool {
        let text = file.text();
        let before = text.as_bytes()[..hash].last();
        let apart = hash == file.mark_len() || before.is_some_and(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'));
        apart
            && self.leaf_at(hash).is_none_or(|leaf| {
                // The indicator's own line may end in a comment; the lines below it are the text.
                let is_block = text[leaf.start..].starts_with(['|', '>']);
                let same_line = || file.position(leaf.start).line == file.position(hash).line;
                is_block && same_line() && !text[leaf.start..hash].contains('\r')
            })
    }

    /// The key or the value without parts that holds an offset.
    fn leaf_at(&self, offset: usize) -> Option<Span> {
        let holds = |span: Span| span.start <= offset && offset < span.end;
        let (step, value) = self.steps(offset).last().unzip();
        if let Some(PathStep::Key(key)) = step
            && holds(key.span)
        {
            return Some(key.span);
        }
        let leaf = value.or(self.root.as_ref())?;
        let has_parts = matches!(leaf.content, Content::Mapping { .. } | Content::Sequence(_));
        (!has_parts && holds(leaf.span)).then_some(leaf.span)
    }

    /// The innermost key whose value holds an offset, or that stands there itself.
    pub fn key_at(&self, offset: usize) -> Option<Span> {
        let keys = self.steps(offset).filter_map(|(step, _)| match step {
            PathStep::Key(key) => Some(key.span),
            PathStep::Item(_) => None,
        });
        keys.last()
    }

    /// The dotted path of the innermost key or item that holds an offset: `budget.produits[1].montant`.
    pub fn path_at(&self, offset: usize) -> String {
        let mut path = String::new();
        for (step, _) in self.steps(offset) {
            match step {
                PathStep::Key(key) => {
                    if !path.is_empty() {
                        path.push('.');
                    }
                    path.push_str(&excerpt(&key.text));
                }
                // Writing to a `String` cannot fail.
                PathStep::Item(at) => drop(write!(path, "[{at}]")),
            }
        }
        path
    }

    /// The keys and items that hold an offset, or end there, each with its value, the outermost first.
    fn steps(&self, offset: usize) -> impl Iterator<Item = (PathStep<'_, 's>, &Node<'s>)> {
        let mut node = self.root.as_ref();
        std::iter::from_fn(move || {
            let (step, value, end) = match &node?.content {
                Content::Mapping { entries, .. } => {
                    let after = entries.partition_point(|entry| entry.key.span.start <= offset);
                    let MappingEntry { key, value, .. } = &entries[after.checked_sub(1)?];
                    (PathStep::Key(key), value, value.span.end.max(key.span.end))
                }
                Content::Sequence(items) => {
                    let at = items.partition_point(|item| item.span.start <= offset).checked_sub(1)?;
                    (PathStep::Item(at), &items[at], items[at].span.end)
                }
                Content::Scalar(_) | Content::Refused => return None,
            };
            node = (offset <= end).then_some(value);
            node.map(|value| (step, value))
        })
    }
}

/// A step from a value to one of its parts.
enum PathStep<'t, 's> {
    Key(&'t Key<'s>),
    /// To the item at this place.
    Item(usize),
}

/// A value and the bytes it stands in.
///
/// An empty value (`key:`) has an empty span. A collection's span runs from its first byte to its last.
#[derive(Debug, Clone, PartialEq)]
pub struct Node<'s> {
    /// Where it stands; for a block scalar from its indicator (`|`, `>`) to its last line.
    pub span: Span,
    pub content: Content<'s>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Content<'s> {
    Scalar(ScalarText<'s>),
    Sequence(Vec<Node<'s>>),
    /// A mapping; `flow` when written in braces.
    Mapping {
        /// In the order of the file, duplicates included.
        entries: Vec<MappingEntry<'s>>,
        flow: bool,
    },
    /// A value that was refused: an error says why, and nothing else is to be said of it.
    Refused,
}

/// A scalar's text after YAML's own escapes and folding, and how it was written.
#[derive(Debug, Clone, PartialEq)]
pub struct ScalarText<'s> {
    pub text: Cow<'s, str>,
    pub style: ScalarStyle,
}

/// How a scalar is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScalarStyle {
    Plain,
    Quoted,
    /// As a block, `|` or `>`.
    Block,
}

/// A key with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct MappingEntry<'s> {
    pub key: Key<'s>,
    pub value: Node<'s>,
    /// Whether an earlier entry of the same mapping has the same key (an error says so).
    pub duplicate: bool,
}

/// A key's text and place.
#[derive(Debug, Clone, PartialEq)]
pub struct Key<'s> {
    pub text: Cow<'s, str>,
    pub span: Span,
}

/// One thing wrong with the file as YAML.
#[derive(Debug, Clone, PartialEq)]
pub struct YamlError {
    pub kind: YamlErrorKind,
    pub span: Span,
    /// Another place that belongs to it: the first of two equal keys.
    pub related: Option<Span>,
}

/// What can be wrong with a file as YAML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum YamlErrorKind {
    /// The text is no YAML from here on.
    Syntax(Syntax),
    Tab,
    Alias,
    Anchor,
    MergeKey,
    Tag,
    /// Nesting past [`MAX_DEPTH`](super::MAX_DEPTH).
    Depth,
    SecondDocument,
    Empty,
    DuplicateKey(String),
    /// A key that is a list or a mapping.
    ComplexKey,
    /// More errors than [`MAX_ERRORS`](super::MAX_ERRORS): the rest is not listed.
    TooMany,
}

/// How a text fails to be YAML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    UnclosedQuote,
    AfterQuote,
    /// A backslash in double quotes with something that it cannot stand before.
    Escape,
    UnclosedBracket,
    /// A closing bracket or brace that nothing opened.
    StrayBracket,
    MissingComma,
    MissingColon,
    ColonInValue,
    MisplacedDash,
    /// A line begins in a column that fits none of the lines above.
    Indentation,
    /// A value begins with a character that YAML keeps for itself.
    ReservedCharacter(char),
    /// Something follows `|` or `>` on its line.
    BlockHeader,
    /// A `#` without a space before it.
    Comment,
    /// A line that begins with `%`.
    Directive,
    ByteOrderMark,
    Other,
}

impl<'s> Node<'s> {
    pub fn as_scalar(&self) -> Option<&ScalarText<'s>> {
        match &self.content {
            Content::Scalar(scalar) => Some(scalar),
            _ => None,
        }
    }

    /// Whether the value is YAML's null: empty, `~` or `null` without quotes.
    pub fn is_null(&self) -> bool {
        self.as_scalar().is_some_and(|scalar| {
            scalar.style == ScalarStyle::Plain && matches!(&*scalar.text, "" | "~" | "null" | "Null" | "NULL")
        })
    }
}
