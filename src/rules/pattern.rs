//! What is wrong with a regular expression that does not compile, and where.

/// A mistake of a regular expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PatternFault {
    UnclosedGroup,
    StrayParenthesis,
    UnclosedClass,
    NothingToRepeat,
    UnclosedCount,
    Escape,
    /// Looking around, and other groups that begin with `(?`.
    Group,
    /// The largest of ranges and repetitions, and whatever else.
    Other,
}

/// The first mistake that there is, and its character, counted from 1.
pub(super) fn fault(pattern: &str) -> (PatternFault, usize) {
    let characters: Vec<char> = pattern.chars().collect();
    let mut groups = Vec::new();
    // Whether something stands there that can be repeated.
    let mut is_repeatable = false;
    let mut at = 0;
    let found = loop {
        let Some(&character) = characters.get(at) else { break None };
        let rest = characters.get(at + 1..).unwrap_or_default();
        let was_repeatable = std::mem::replace(&mut is_repeatable, true);
        match character {
            '\\' if rest.first().is_none_or(|next| !is_escape(*next)) => break Some(PatternFault::Escape),
            '\\' => at += 1,
            '(' if rest.first() == Some(&'?') && !is_group(rest) => break Some(PatternFault::Group),
            '(' => {
                groups.push(at);
                is_repeatable = false;
                // What the group is stands before its content: `(?:`, `(?P<name>`.
                if rest.first() == Some(&'?') {
                    at += rest.iter().position(|c| matches!(c, ':' | '>')).map_or(1, |end| end + 1);
                }
            }
            ')' if groups.pop().is_none() => break Some(PatternFault::StrayParenthesis),
            '[' => match class_length(rest) {
                Some(length) => at += length,
                None => break Some(PatternFault::UnclosedClass),
            },
            '*' | '+' | '?' | '{' if !was_repeatable => break Some(PatternFault::NothingToRepeat),
            '{' => match rest.iter().position(|c| *c == '}') {
                Some(end) => at += end + 1,
                None => break Some(PatternFault::UnclosedCount),
            },
            '|' => is_repeatable = false,
            _ => {}
        }
        at += 1;
    };
    match (found, groups.last()) {
        (Some(fault), _) => (fault, at + 1),
        (None, Some(open)) => (PatternFault::UnclosedGroup, open + 1),
        (None, None) => (PatternFault::Other, 1),
    }
}

fn is_escape(character: char) -> bool {
    !character.is_alphanumeric()
        || matches!(character, 'd' | 'D' | 's' | 'S' | 'w' | 'W' | 'b' | 'B' | 'n' | 'r' | 't')
        || matches!(character, 'a' | 'f' | 'v' | 'A' | 'z' | 'x' | 'u' | 'U' | 'p' | 'P')
}

/// After the parenthesis: `?:`, `?flags:`, `?flags)`, `?<name>`, `?P<name>`.
fn is_group(rest: &[char]) -> bool {
    let after: String = rest.iter().skip(1).take(2).collect();
    match after.chars().next() {
        Some('<') => !after.ends_with(['=', '!']),
        Some('P') => after.ends_with('<'),
        Some(':' | '-') => true,
        Some(flag) => flag.is_ascii_alphabetic(),
        None => false,
    }
}

/// How many characters a class has after its bracket, with the one that closes it.
fn class_length(rest: &[char]) -> Option<usize> {
    let mut at = usize::from(rest.first() == Some(&'^'));
    // One that comes first is a member.
    at += usize::from(rest.get(at) == Some(&']'));
    while let Some(character) = rest.get(at) {
        match character {
            ']' => return Some(at + 1),
            '\\' => at += 2,
            _ => at += 1,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::PatternFault as F;
    use super::*;

    #[test]
    fn the_first_mistake_is_found_at_its_character() {
        for (pattern, expected) in [
            ("^QP[0-9{6}$", (F::UnclosedClass, 4)),
            ("^(QP[0-9]{6}$", (F::UnclosedGroup, 2)),
            ("^QP)[0-9]", (F::StrayParenthesis, 4)),
            ("*QP", (F::NothingToRepeat, 1)),
            ("é(+a)", (F::NothingToRepeat, 3)),
            ("a|?", (F::NothingToRepeat, 3)),
            ("[0-9]{6", (F::UnclosedCount, 6)),
            ("QP\\y", (F::Escape, 3)),
            ("QP\\", (F::Escape, 3)),
            ("a(?=b)", (F::Group, 2)),
            ("(?<!b)a", (F::Group, 1)),
            ("[z-a]", (F::Other, 1)),
        ] {
            assert!(regex_lite::Regex::new(pattern).is_err(), "{pattern}");
            assert_eq!(fault(pattern), expected, "{pattern}");
        }
    }

    #[test]
    fn in_sound_ones_none_is_seen() {
        for pattern in ["^QP[0-9]{6}$", "(?:a|b)+", "(?P<n>a)*", "[]a]", "[^]]+\\]", "(?i)é?", "a(?<n>b)"] {
            assert!(regex_lite::Regex::new(pattern).is_ok(), "{pattern}");
            assert_eq!(fault(pattern), (F::Other, 1), "{pattern}");
        }
    }
}
