//! The tree: nodes with spans and raw scalar texts, and the errors found while building it.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::source::{SourceFile, Span};
use crate::text::excerpt;

#[derive(Debug)]
pub(crate) struct Tree<'s> {
    /// None when the file holds no document.
    pub root: Option<Node<'s>>,
    pub errors: Vec<YamlError>,
    /// False when the document was not read to its end: nothing after the last error may be reported as missing.
    pub complete: bool,
}

impl<'s> Tree<'s> {
    /// Whether a `#` at that offset begins a comment: at a line's start or after white space, and outside of quoted
    /// texts, block scalars and refused values.
    pub(crate) fn is_comment(&self, file: &SourceFile, hash: usize) -> bool {
        let text = file.text();
        let before = text.as_bytes()[..hash].last();
        let apart = hash == file.mark_len() || before.is_some_and(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'));
        apart
            && self.leaf_at(hash).is_none_or(|leaf| {
                // The indicator's own line may end in a comment; the lines below it are text.
                let is_block = text[leaf.start..].starts_with(['|', '>']);
                let same_line = || file.position(leaf.start).line == file.position(hash).line;
                is_block && same_line() && !text[leaf.start..hash].contains('\r')
            })
    }

    /// The key, scalar or refused value at an offset.
    fn leaf_at(&self, offset: usize) -> Option<Span> {
        let holds = |span: Span| span.start <= offset && offset < span.end;
        let (step, value) = self.steps(offset).last().unzip();
        if let Some(PathStep::MappingKey(key)) = step
            && holds(key.span)
        {
            return Some(key.span);
        }
        let leaf = value.or(self.root.as_ref())?;
        let has_parts = matches!(leaf.content, Content::Mapping { .. } | Content::Sequence(_));
        (!has_parts && holds(leaf.span)).then_some(leaf.span)
    }

    /// The innermost key at an offset, or whose value is.
    pub(crate) fn key_at(&self, offset: usize) -> Option<Span> {
        let keys = self.steps(offset).filter_map(|(step, _)| match step {
            PathStep::MappingKey(key) => Some(key.span),
            PathStep::Item(_) => None,
        });
        keys.last()
    }

    /// The dotted path of the innermost key or item at an offset: `budget.produits[1].montant`.
    pub(crate) fn path_at(&self, offset: usize) -> String {
        let mut path = String::new();
        for (step, _) in self.steps(offset) {
            match step {
                PathStep::MappingKey(key) => {
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

    /// The keys and items that contain an offset, or end there, each with its value, from the outermost.
    pub(crate) fn steps(&self, offset: usize) -> impl Iterator<Item = (PathStep<'_, 's>, &Node<'s>)> {
        let mut node = self.root.as_ref();
        std::iter::from_fn(move || {
            let (step, value, end) = match &node?.content {
                Content::Mapping { entries, .. } => {
                    let after = entries.partition_point(|entry| entry.key.span.start <= offset);
                    let MappingEntry { key, value, .. } = &entries[after.checked_sub(1)?];
                    (PathStep::MappingKey(key), value, value.span.end.max(key.span.end))
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

#[derive(Debug)]
pub(crate) enum PathStep<'t, 's> {
    MappingKey(&'t MappingKey<'s>),
    Item(usize),
}

/// An empty value (`key:`) has an empty span. A collection's span runs from its first byte to its last.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node<'s> {
    /// For a block scalar, from its indicator (`|`, `>`) to its last line.
    pub span: Span,
    pub content: Content<'s>,
}

/// A mapping's entries are in the order of the file, with duplicates, and `flow` means braces. A `Refused` value has an
/// error of its own.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Content<'s> {
    Scalar(ScalarText<'s>),
    Sequence(Vec<Node<'s>>),
    Mapping { entries: Vec<MappingEntry<'s>>, flow: bool },
    Refused,
}

/// A scalar's text after YAML's own escapes and folding.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ScalarText<'s> {
    pub text: Cow<'s, str>,
    pub style: ScalarStyle,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ScalarStyle {
    Plain,
    Quoted,
    Block,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct MappingEntry<'s> {
    pub key: MappingKey<'s>,
    pub value: Node<'s>,
    /// Whether an earlier entry of the mapping has the same key, which is an error.
    pub duplicate: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct MappingKey<'s> {
    pub text: Cow<'s, str>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct YamlError {
    pub kind: YamlErrorKind,
    pub span: Span,
    pub related: Option<Span>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum YamlErrorKind {
    Syntax(Syntax),
    /// With its line, or what belongs to its key, as it would be right.
    Rewritten {
        syntax: Syntax,
        line: String,
    },
    /// Texts in quotes with commas between them, after the key: `communes: "62498", "62510"`. `line` is as it would be
    /// right if they are one text.
    QuotedTexts {
        key: String,
        texts: String,
        line: String,
    },
    Tab,
    /// A space that is no plain one, as indentation or after a dash; `line` has plain ones.
    NoBreakSpace {
        character: char,
        line: String,
    },
    Alias,
    Anchor,
    MergeKey,
    Tag,
    Depth,
    SecondDocument,
    Empty,
    DuplicateKey(String),
    /// A key that is a list or a mapping.
    ComplexKey,
    /// More than [`MAX_ERRORS`](super::MAX_ERRORS): the rest is not listed.
    TooMany,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Syntax {
    UnclosedQuote,
    AfterQuote,
    Escape,
    /// The bracket or brace that is open.
    UnclosedBracket(char),
    /// A `#` within brackets, whose comment takes what follows on its line.
    CutByComment,
    StrayBracket,
    /// Something follows that closing bracket or brace.
    AfterBracket(char),
    MissingComma,
    MissingColon,
    ColonInValue,
    MisplacedDash,
    /// A colon is followed by its value at once.
    NoSpaceAfterColon,
    /// A dash is followed by its value at once.
    NoSpaceAfterDash,
    /// A value in braces among items, or another sign where theirs is a dash.
    MissingDash,
    /// Cells of a spreadsheet, with tabs between them.
    PastedRow,
    /// A line begins in a column that fits none of the lines above: its spaces, and those of its siblings.
    Indentation {
        found: usize,
        expected: Option<usize>,
    },
    /// A value begins with one of YAML's indicators.
    ReservedCharacter(char),
    BlockHeader,
    /// A `#` without a space before it.
    Comment,
    Directive,
    ByteOrderMark,
    Other,
}

impl<'s> Node<'s> {
    pub(crate) fn as_scalar(&self) -> Option<&ScalarText<'s>> {
        match &self.content {
            Content::Scalar(scalar) => Some(scalar),
            _ => None,
        }
    }

    /// Empty, `~` or `null` without quotes.
    pub(crate) fn is_null(&self) -> bool {
        self.as_scalar().is_some_and(|scalar| {
            scalar.style == ScalarStyle::Plain && matches!(&*scalar.text, "" | "~" | "null" | "Null" | "NULL")
        })
    }
}
