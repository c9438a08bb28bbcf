//! The edits that lead from one text to another.

use similar::{ChangeTag, TextDiff};

use super::TextEdit;
use crate::source::Span;

/// One for each run of lines that differ, without what the runs begin and end with alike.
pub(super) fn between(before: &str, after: &str) -> Vec<TextEdit> {
    let mut edits: Vec<TextEdit> = Vec::new();
    let (mut at, mut is_open) = (0, false);
    for change in TextDiff::from_lines(before, after).iter_all_changes() {
        let line = change.value();
        if change.tag() == ChangeTag::Equal {
            (at, is_open) = (at + line.len(), false);
            continue;
        }
        if !is_open {
            edits.push(TextEdit::insertion(at, ""));
            is_open = true;
        }
        let Some(run) = edits.last_mut() else { continue };
        if change.tag() == ChangeTag::Insert {
            run.text.push_str(line);
        } else {
            at += line.len();
            run.span.end = at;
        }
    }
    edits.into_iter().map(|edit| narrowed(before, edit)).collect()
}

fn narrowed(before: &str, TextEdit { span, text }: TextEdit) -> TextEdit {
    let old = before.get(span.start..span.end).unwrap_or_default();
    let alike = |(one, other): &(char, char)| one == other;
    let lead: usize = old.chars().zip(text.chars()).take_while(alike).map(|(one, _)| one.len_utf8()).sum();
    let (old_rest, new_rest) = (old.get(lead..).unwrap_or_default(), text.get(lead..).unwrap_or_default());
    let both = old_rest.chars().rev().zip(new_rest.chars().rev());
    let tail: usize = both.take_while(alike).map(|(one, _)| one.len_utf8()).sum();
    let new = new_rest.get(..new_rest.len().saturating_sub(tail)).unwrap_or_default();
    TextEdit { span: Span::new(span.start + lead, span.end - tail), text: new.to_owned() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::edit::apply;

    #[test]
    fn only_what_differs_is_edited() {
        let edits = between("a: 1\nb: 20\nc: 3\n", "a: 1\nb: 30\nc: 3\nd: 4\n");
        assert_eq!(edits, [TextEdit::new(8, 9, "3"), TextEdit::new(16, 16, "d: 4\n")]);
        assert_eq!(between("a\n", "a\n"), []);
    }

    proptest! {
        #[test]
        fn the_edits_lead_from_the_one_to_the_other(before in "[ab\né€]{0,20}", after in "[ab\né€]{0,20}") {
            let edits = between(&before, &after);
            prop_assert_eq!(apply(&before, &edits), after);
            prop_assert!(edits.windows(2).all(|two| two[0].span.end <= two[1].span.start));
        }
    }
}
