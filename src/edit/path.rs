//! Paths of values in a dossier.

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    Key(String),
    Item(usize),
}

/// None where it is no path: `a.b[1].c`.
pub(super) fn parse(path: &str) -> Option<Vec<Step>> {
    let mut steps = Vec::new();
    for part in path.split('.') {
        let (key, indices) = part.split_at(part.find('[').unwrap_or(part.len()));
        if key.is_empty() {
            return None;
        }
        steps.push(Step::Key(key.to_owned()));
        for index in indices.split_inclusive(']') {
            let index = index.strip_prefix('[')?.strip_suffix(']')?;
            steps.push(Step::Item(index.parse().ok()?));
        }
    }
    Some(steps)
}

/// Without indices, as the format has it.
pub(crate) fn of_format(path: &str) -> String {
    let outside = path.split('[').enumerate();
    outside.map(|(at, part)| if at == 0 { part } else { part.split_once(']').map_or("", |(_, rest)| rest) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_indices_are_read() {
        let key = |key: &str| Step::Key(key.to_owned());
        assert_eq!(parse("a.b[1].c"), Some(vec![key("a"), key("b"), Step::Item(1), key("c")]));
        for wrong in ["", ".", "a.", "a[", "a[x]", "a[1", "[1]", "a[1]b"] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
        assert_eq!(of_format("budget.charges[12].montant"), "budget.charges.montant");
    }
}
