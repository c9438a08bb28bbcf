//! One pass over the parser's events, from text to tree.

use std::borrow::Cow;
use std::collections::HashMap;

use granit_parser::{Event, Parser, ScalarStyle as ParserStyle, ScanError, Span as Extent, StructureStyle};

use super::syntax;
use super::tree::{Content, MappingEntry, MappingKey, Node, ScalarStyle, ScalarText, Tree, YamlError, YamlErrorKind};
use crate::source::Span;

/// Of lists and mappings. A dossier needs four.
pub(crate) const MAX_DEPTH: usize = 32;

/// For one file.
pub(crate) const MAX_ERRORS: usize = 10_000;

/// Mappings with more keys find duplicates in a hash table.
const MAX_COMPARED_KEYS: usize = 16;

pub(super) fn parse_events(text: &str) -> Tree<'_> {
    let options = granit_parser::options! {
        disallow_directives: true,
        emit_anchor_events: true,
        emit_unresolved_aliases: true,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
    };
    let mut builder = TreeBuilder::new(text);
    let mut parser = Parser::new_from_str_with_options(text, options);
    while let Some(event) = parser.next_event() {
        if builder.take(event).is_break() {
            break;
        }
    }
    builder.finish()
}

type Flow = std::ops::ControlFlow<()>;
const NEXT: Flow = Flow::Continue(());
const STOP: Flow = Flow::Break(());

/// A list or mapping that has not ended yet.
struct Open<'s> {
    start: usize,
    /// After its own closing token, or else after its last child.
    end: usize,
    children: Children<'s>,
}

enum Children<'s> {
    Items(Vec<Node<'s>>),
    Entries {
        entries: Vec<MappingEntry<'s>>,
        flow: bool,
        pending: Pending<'s>,
        /// Whether an entry was left out.
        gaps: bool,
        seen: HashMap<Cow<'s, str>, Span>,
    },
}

/// What a mapping expects next. The values of an `Orphan`, whose key was refused, and of a merge key are ignored.
enum Pending<'s> {
    MappingKey,
    Value { key: MappingKey<'s>, duplicate: bool, merge: bool },
    Orphan,
}

struct TreeBuilder<'s> {
    text: &'s str,
    root: Option<Node<'s>>,
    open: Vec<Open<'s>>,
    errors: Vec<YamlError>,
    complete: bool,
    documents: usize,
    /// Offset after the latest event: a block scalar's indicator is between it and the text.
    last_end: usize,
}

impl<'s> TreeBuilder<'s> {
    fn new(text: &'s str) -> Self {
        Self { text, root: None, open: Vec::new(), errors: Vec::new(), complete: true, documents: 0, last_end: 0 }
    }

    fn take(&mut self, event: Result<(Event<'s>, Extent), ScanError>) -> Flow {
        let (event, extent) = match event {
            Ok(event) => event,
            Err(error) => {
                self.broken(&error);
                return STOP;
            }
        };
        let range = extent.byte_range().unwrap_or(self.last_end..self.last_end);
        let span = Span::new(range.start, range.end);
        let tag = tag_span(&extent);
        // The start of a document without `---` has the span of its first token.
        let announced = !matches!(event, Event::DocumentStart(false, _));
        self.event(event, span, tag)?;
        if announced {
            self.last_end = self.last_end.max(span.end);
        }
        NEXT
    }

    fn event(&mut self, event: Event<'s>, span: Span, tag: Option<Span>) -> Flow {
        match event {
            Event::DocumentStart(..) => self.document(span),
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.error(YamlErrorKind::Alias, span, None)?;
                self.value(Node { span, content: Content::Refused })
            }
            Event::Anchor(..) => self.error(YamlErrorKind::Anchor, span, None),
            Event::Scalar(text, style, _, None) => {
                let node = self.scalar(text, style, span);
                self.value(node)
            }
            Event::Scalar(text, style, _, Some(_)) => {
                self.error(YamlErrorKind::Tag, tag.unwrap_or(span), None)?;
                let mut node = self.scalar(text, style, span);
                // The tag may give the text any meaning. A key's is plain.
                if !self.expects_key() {
                    node.content = Content::Refused;
                }
                self.value(node)
            }
            Event::SequenceStart(_, _, tagged) => {
                self.collection(span, Children::Items(Vec::new()), tagged.and(tag.or(Some(span))))
            }
            Event::MappingStart(style, _, tagged) => {
                let flow = style == StructureStyle::Flow;
                let children = Children::Entries {
                    entries: Vec::new(),
                    flow,
                    pending: Pending::MappingKey,
                    gaps: false,
                    seen: HashMap::new(),
                };
                self.collection(span, children, tagged.and(tag.or(Some(span))))
            }
            Event::SequenceEnd | Event::MappingEnd => {
                // In brackets the end is explicit; elsewhere it is that of the last child.
                if !span.is_empty()
                    && let Some(open) = self.open.last_mut()
                {
                    open.end = span.end;
                }
                self.close()
            }
            _ => NEXT,
        }
    }

    fn document(&mut self, span: Span) -> Flow {
        self.documents += 1;
        if self.documents == 1 {
            return NEXT;
        }
        let _ = self.error(YamlErrorKind::SecondDocument, span, None);
        STOP
    }

    fn scalar(&self, text: Cow<'s, str>, style: ParserStyle, span: Span) -> Node<'s> {
        let (text, style, span) = match style {
            // The parser gives `~` for an empty value.
            ParserStyle::Plain if span.is_empty() => (Cow::Borrowed(""), ScalarStyle::Plain, self.unwritten(span)),
            ParserStyle::Plain => (text, ScalarStyle::Plain, span),
            ParserStyle::SingleQuoted | ParserStyle::DoubleQuoted => (text, ScalarStyle::Quoted, span),
            ParserStyle::Literal | ParserStyle::Folded => (text, ScalarStyle::Block, self.block_scalar_span(span)),
        };
        Node { span, content: Content::Scalar(ScalarText { text, style }) }
    }

    /// The place of an empty value: after its colon, or its key alone.
    fn unwritten(&self, span: Span) -> Span {
        let after = match self.open.last().map(|open| &open.children) {
            Some(Children::Entries { pending: Pending::Value { .. }, .. })
                if self.text.as_bytes().get(span.start) == Some(&b':') =>
            {
                span.start + 1
            }
            Some(Children::Entries { pending: Pending::Value { key, .. }, .. }) => key.span.end,
            _ => span.start,
        };
        Span::new(after, after)
    }

    /// The parser's span begins at the text; this one at its indicator, and it ends before the final line ends.
    fn block_scalar_span(&self, span: Span) -> Span {
        let bytes = self.text.as_bytes();
        let mut at = self.last_end;
        while at < span.end && !matches!(bytes[at], b'|' | b'>') {
            at += match bytes[at] {
                // A comment, a tag or an anchor may contain the indicator's character.
                b'#' => bytes[at..span.end].iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(1),
                b'!' | b'&' => bytes[at..span.end].iter().position(u8::is_ascii_whitespace).unwrap_or(1),
                _ => 1,
            };
        }
        let start = if at < span.end { at } else { span.start };
        let held = self.text[start..span.end].trim_end_matches([' ', '\t', '\n', '\r']);
        Span::new(start, start + held.len())
    }

    fn expects_key(&self) -> bool {
        matches!(self.open.last(), Some(Open { children: Children::Entries { pending: Pending::MappingKey, .. }, .. }))
    }

    fn collection(&mut self, span: Span, children: Children<'s>, tag: Option<Span>) -> Flow {
        if self.open.len() == MAX_DEPTH {
            self.complete = false;
            let _ = self.error(YamlErrorKind::Depth, syntax::character_at(self.text, span.start), None);
            return STOP;
        }
        let first_of_line = span.is_empty();
        self.open.push(Open { start: span.start, end: span.end, children });
        if let Some(tag) = tag {
            self.error(YamlErrorKind::Tag, tag, None)?;
        }
        // The parser accepts a tab in the indentation of a block's first line.
        if first_of_line && let Some(tab) = syntax::tab_before(self.text, span.start) {
            return self.error(YamlErrorKind::Tab, Span::new(tab, tab + 1), None);
        }
        NEXT
    }

    /// Ends the innermost collection and adds it to its parent.
    fn close(&mut self) -> Flow {
        let Some(open) = self.open.pop() else {
            return NEXT;
        };
        let content = match open.children {
            Children::Items(items) => Content::Sequence(items),
            // All of its content was refused: `{{ nom }}`.
            Children::Entries { entries, gaps: true, .. } if entries.is_empty() => Content::Refused,
            Children::Entries { entries, flow, .. } => Content::Mapping { entries, flow },
        };
        self.value(Node { span: Span::new(open.start, open.end), content })
    }

    /// Adds a node to the innermost open collection.
    fn value(&mut self, node: Node<'s>) -> Flow {
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return NEXT;
        };
        open.end = open.end.max(node.span.end);
        match &mut open.children {
            Children::Items(items) => items.push(node),
            Children::Entries { entries, pending, gaps, .. } => match std::mem::replace(pending, Pending::MappingKey) {
                Pending::MappingKey => return self.key(node),
                Pending::Value { key, duplicate, merge } => {
                    let value = if merge { Node { span: node.span, content: Content::Refused } } else { node };
                    entries.push(MappingEntry { key, value, duplicate });
                }
                Pending::Orphan => *gaps = true,
            },
        }
        NEXT
    }

    fn key(&mut self, node: Node<'s>) -> Flow {
        let Some(Open { children: Children::Entries { entries, pending, seen, .. }, .. }) = self.open.last_mut() else {
            return NEXT;
        };
        let scalar = match node.content {
            Content::Scalar(scalar) => scalar,
            Content::Refused => {
                *pending = Pending::Orphan;
                return NEXT;
            }
            Content::Sequence(_) | Content::Mapping { .. } => {
                *pending = Pending::Orphan;
                return self.error(YamlErrorKind::ComplexKey, node.span, None);
            }
        };
        let merge = scalar.style == ScalarStyle::Plain && scalar.text == "<<";
        let key = MappingKey { text: scalar.text, span: node.span };
        let first = if merge { None } else { first_place(entries, seen, &key) };
        let kind = if merge {
            Some(YamlErrorKind::MergeKey)
        } else {
            first.map(|_| YamlErrorKind::DuplicateKey(key.text.to_string()))
        };
        *pending = Pending::Value { key, duplicate: first.is_some(), merge };
        kind.map_or(NEXT, |kind| self.error(kind, node.span, first))
    }

    fn error(&mut self, kind: YamlErrorKind, span: Span, related: Option<Span>) -> Flow {
        let full = self.errors.len() >= MAX_ERRORS;
        let kind = if full { YamlErrorKind::TooMany } else { kind };
        self.errors.push(YamlError { kind, span, related });
        if full {
            self.complete = false;
            return STOP;
        }
        NEXT
    }

    /// A syntax error of the parser: what precedes it is kept.
    fn broken(&mut self, error: &ScanError) {
        self.complete = false;
        // A scalar that ends at the error is a part of what could not be read.
        let at = error.marker().byte_offset().unwrap_or(self.text.len());
        let last = match self.open.last_mut().map(|open| &mut open.children) {
            Some(Children::Items(items)) => items.last_mut(),
            Some(Children::Entries { entries, pending: Pending::MappingKey, .. }) => {
                entries.last_mut().map(|entry| &mut entry.value)
            }
            Some(Children::Entries { .. }) => None,
            None => self.root.as_mut(),
        };
        if let Some(node) = last
            && node.as_scalar().is_some()
            && self.text.get(node.span.end..at).is_some_and(|between| between.trim_matches([' ', '\t']).is_empty())
        {
            node.content = Content::Refused;
        }
        let YamlError { kind, span, related } = syntax::error(error, self.text);
        let _ = self.error(kind, span, related);
    }

    fn finish(mut self) -> Tree<'s> {
        while let Some(open) = self.open.last_mut() {
            // A key whose value could not be read is present nevertheless, except in braces, where it may be anything.
            if let Children::Entries { entries, pending, flow: false, .. } = &mut open.children
                && let Pending::Value { key, duplicate, .. } = std::mem::replace(pending, Pending::MappingKey)
            {
                let span = Span::new(key.span.end, open.end.max(key.span.end));
                entries.push(MappingEntry { key, value: Node { span, content: Content::Refused }, duplicate });
            }
            let unfinished = self.open.pop();
            if !self.expects_key() {
                self.open.extend(unfinished);
                let _ = self.close();
            }
        }
        let unwritten = |node: &Node<'_>| node.span.is_empty() && node.is_null();
        if self.complete && self.root.as_ref().is_none_or(unwritten) {
            self.root = None;
            self.errors.push(YamlError { kind: YamlErrorKind::Empty, span: Span::default(), related: None });
        }
        self.errors.sort_by_key(|error| error.span.start);
        Tree { root: self.root, errors: self.errors, complete: self.complete }
    }
}

/// The span of the first equal key.
fn first_place<'s>(
    entries: &[MappingEntry<'s>],
    seen: &mut HashMap<Cow<'s, str>, Span>,
    key: &MappingKey<'s>,
) -> Option<Span> {
    if entries.len() < MAX_COMPARED_KEYS {
        return entries.iter().find(|entry| entry.key.text == key.text).map(|entry| entry.key.span);
    }
    if seen.is_empty() {
        for entry in entries {
            seen.entry(entry.key.text.clone()).or_insert(entry.key.span);
        }
    }
    match seen.entry(key.text.clone()) {
        std::collections::hash_map::Entry::Occupied(first) => Some(*first.get()),
        std::collections::hash_map::Entry::Vacant(vacant) => {
            vacant.insert(key.span);
            None
        }
    }
}

fn tag_span(extent: &Extent) -> Option<Span> {
    let range = extent.tag_span()?.byte_range()?;
    Some(Span::new(range.start, range.end))
}
