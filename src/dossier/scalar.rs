//! From a scalar's raw text to the value that its field expects.

use std::borrow::Cow;

use super::campaign::KnownCampaign;
use super::format::{ScalarKind, Side};
use super::identifier::{are_digits, without_spaces};
use super::problem::{CodeForm, PosteError, ProblemKind};
use super::suggest::{meant_token, numbers};
use super::surface::{self, SurfaceFault};
use super::value::Value;
use super::{amount, date};

/// Booleans of other formats that this one does not have, for suggestions.
const OTHER_BOOLS: [(&str, bool); 8] = [
    ("yes", true),
    ("on", true),
    ("1", true),
    ("vrai", true),
    ("no", false),
    ("off", false),
    ("0", false),
    ("faux", false),
];

/// Reads a text that is no placeholder as a field's type.
pub(super) fn read<'s>(
    kind: ScalarKind,
    text: &Cow<'s, str>,
    campaigns: &[KnownCampaign<'_>],
) -> Result<Value<'s>, ProblemKind> {
    match unplain(kind, text.trim(), campaigns) {
        Some(problem) => Err(problem),
        None => read_plain(kind, text, campaigns),
    }
}

/// Whether the text would be a value of this kind but for its characters.
fn unplain(kind: ScalarKind, text: &str, campaigns: &[KnownCampaign<'_>]) -> Option<ProblemKind> {
    // A text may hold any character, and most of a dossier is texts.
    if text.is_ascii() || kind == ScalarKind::Text {
        return None;
    }
    let digits = !matches!(kind, ScalarKind::Token(_) | ScalarKind::Slug | ScalarKind::Bool);
    let (fault, meant) = surface::plain(text, digits)?;
    // Words in their place stay as they are, for rules to judge and messages to show.
    let is_sure = match kind {
        ScalarKind::Siret => meant.chars().all(|c| c.is_ascii_digit() || c.is_whitespace()),
        ScalarKind::Rna => meant.chars().all(|c| c.is_ascii_alphanumeric() || c.is_whitespace()),
        ScalarKind::Quartier => fault == SurfaceFault::WordQuotes || is_quartier_code(&meant),
        ScalarKind::Slug => {
            let is_of_label = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '\'' | '’' | ',');
            matches!(fault, SurfaceFault::WordQuotes | SurfaceFault::Invisible(_)) && meant.chars().all(is_of_label)
        }
        _ => read_plain(kind, &Cow::Borrowed(text), campaigns).is_err(),
    };
    if !is_sure || read_plain(kind, &Cow::Borrowed(&*meant), campaigns).is_err() {
        return None;
    }
    Some(ProblemKind::Surface { kind, fault, found: text.to_owned(), meant })
}

fn read_plain<'s>(
    kind: ScalarKind,
    text: &Cow<'s, str>,
    campaigns: &[KnownCampaign<'_>],
) -> Result<Value<'s>, ProblemKind> {
    let written = text.trim();
    match kind {
        ScalarKind::Text => Ok(Value::Text(text.clone())),
        ScalarKind::Version if written == "1" => Ok(Value::Integer(1)),
        ScalarKind::Version => Err(ProblemKind::Version(written.to_owned())),
        ScalarKind::Campaign => campaign(written, campaigns),
        ScalarKind::Token(allowed) => token(written, allowed),
        ScalarKind::Money => amount::parse(written)
            .map(Value::Money)
            .map_err(|error| ProblemKind::Amount { found: written.to_owned(), error }),
        ScalarKind::Date => date::parse(written)
            .map(Value::Date)
            .map_err(|error| ProblemKind::Date { found: written.to_owned(), error }),
        ScalarKind::Bool => boolean(written).map(Value::Bool),
        ScalarKind::Year => year(written).map(Value::Integer),
        ScalarKind::Commune => commune(text),
        ScalarKind::PostalCode if are_digits(written, 5) => Ok(Value::Text(trimmed(text))),
        ScalarKind::PostalCode => Err(bad_code(written, CodeForm::PostalCode)),
        ScalarKind::Siren => {
            let digits = without_spaces(written);
            if are_digits(&digits, 9) {
                Ok(Value::Text(Cow::Owned(digits.into_owned())))
            } else {
                Err(bad_code(written, CodeForm::Siren))
            }
        }
        ScalarKind::Rna => Ok(Value::Text(upper_case(Cow::Owned(without_spaces(written).into_owned())))),
        ScalarKind::Quartier if is_quartier_code(written) => Ok(Value::Text(upper_case(trimmed(text)))),
        // Words stay as they are, for messages to show.
        ScalarKind::Siret if written.chars().all(|c| c.is_ascii_digit() || c.is_whitespace()) => {
            Ok(Value::Text(Cow::Owned(without_spaces(written).into_owned())))
        }
        ScalarKind::Slug | ScalarKind::Quartier | ScalarKind::Siret => Ok(Value::Text(trimmed(text))),
        ScalarKind::Poste(side) => poste(written, side)
            .map(|()| Value::Text(trimmed(text)))
            .map_err(|error| ProblemKind::Poste { found: written.to_owned(), side, error }),
    }
}

/// Whether a text is a value of that type.
pub(crate) fn is_readable(kind: ScalarKind, text: &str, campaigns: &[KnownCampaign<'_>]) -> bool {
    read(kind, &Cow::Borrowed(text), campaigns).is_ok()
}

fn campaign<'s>(text: &str, campaigns: &[KnownCampaign<'_>]) -> Result<Value<'s>, ProblemKind> {
    let known = || campaigns.iter().map(|campaign| campaign.year);
    let is_known = |year: &i64| known().any(|known| known == *year);
    year(text).ok().filter(is_known).map(Value::Integer).ok_or_else(|| {
        let mut years = numbers(text).filter_map(|number| year(number).ok()).filter(is_known);
        let meant = years.next().filter(|_| years.next().is_none());
        ProblemKind::Campaign { found: text.to_owned(), known: known().collect(), meant }
    })
}

pub(super) fn year(text: &str) -> Result<i64, ProblemKind> {
    let digits = are_digits(text, 4).then(|| text.parse().ok()).flatten();
    digits.ok_or_else(|| ProblemKind::Year(text.to_owned()))
}

fn token<'s>(text: &str, allowed: &'static [&'static str]) -> Result<Value<'s>, ProblemKind> {
    match allowed.iter().find(|token| **token == text) {
        Some(token) => Ok(Value::Text(Cow::Borrowed(token))),
        None => Err(ProblemKind::Token { found: text.to_owned(), allowed, nearest: meant_token(text, allowed) }),
    }
}

/// Whether a text says yes or no, as far as the format reads it.
pub(crate) fn parse_flag(text: &str) -> Option<bool> {
    boolean(text.trim()).ok()
}

fn boolean(text: &str) -> Result<bool, ProblemKind> {
    let is = |word: &str| text.eq_ignore_ascii_case(word);
    if is("true") || is("oui") {
        return Ok(true);
    }
    if is("false") || is("non") {
        return Ok(false);
    }
    Err(ProblemKind::Bool {
        found: text.to_owned(),
        meant: OTHER_BOOLS.iter().find(|(word, _)| is(word)).map(|(_, meant)| *meant),
    })
}

fn commune<'s>(text: &Cow<'s, str>) -> Result<Value<'s>, ProblemKind> {
    let code = upper_case(trimmed(text));
    let rest = code.strip_prefix("2A").or_else(|| code.strip_prefix("2B"));
    if are_digits(&code, 5) || rest.is_some_and(|rest| are_digits(rest, 3)) {
        Ok(Value::Text(code))
    } else {
        Err(bad_code(text.trim(), CodeForm::Commune))
    }
}

fn bad_code(text: &str, expected: CodeForm) -> ProblemKind {
    ProblemKind::BadCode { found: text.to_owned(), expected }
}

/// `QP` and digits, in any case.
fn is_quartier_code(text: &str) -> bool {
    let (prefix, digits) = text.split_at_checked(2).unwrap_or_default();
    prefix.eq_ignore_ascii_case("QP") && !digits.is_empty() && are_digits(digits, digits.len())
}

fn poste(text: &str, side: Side) -> Result<(), PosteError> {
    if !are_digits(text, 2) && !are_digits(text, 3) {
        return Err(PosteError::NotAnAccount);
    }
    let account: u8 = text[..2].parse().map_err(|_| PosteError::NotAnAccount)?;
    let belongs = |side: Side| {
        let (range, contributions) = side.accounts();
        range.contains(&account) || account == contributions
    };
    if belongs(side) {
        Ok(())
    } else if belongs(side.other()) {
        Err(PosteError::OtherSide)
    } else if (20..=29).contains(&account) {
        Err(PosteError::Investment)
    } else {
        Err(PosteError::Unknown)
    }
}

fn trimmed<'s>(text: &Cow<'s, str>) -> Cow<'s, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}

fn upper_case(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.bytes().any(|byte| byte.is_ascii_lowercase()) { Cow::Owned(text.to_ascii_uppercase()) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(kind: ScalarKind, text: &str) -> Result<Value<'_>, ProblemKind> {
        let known = [2015, 2016].map(KnownCampaign::without_texts);
        read(kind, &Cow::Borrowed(text), &known)
    }

    fn text(kind: ScalarKind, written: &str) -> Option<String> {
        match value(kind, written) {
            Ok(Value::Text(text)) => Some(text.into_owned()),
            Ok(other) => panic!("{other:?}"),
            Err(_) => None,
        }
    }

    #[test]
    fn booleans() {
        for word in ["true", "True", "oui", "OUI", " Oui "] {
            assert_eq!(value(ScalarKind::Bool, word), Ok(Value::Bool(true)), "{word}");
        }
        for word in ["false", "FALSE", "non", "Non"] {
            assert_eq!(value(ScalarKind::Bool, word), Ok(Value::Bool(false)), "{word}");
        }
        for (word, meant) in [
            ("yes", Some(true)),
            ("On", Some(true)),
            ("1", Some(true)),
            ("NO", Some(false)),
            ("off", Some(false)),
            ("0", Some(false)),
            ("peut-être", None),
            ("", None),
        ] {
            let found = word.to_owned();
            assert_eq!(value(ScalarKind::Bool, word), Err(ProblemKind::Bool { found, meant }));
        }
    }

    #[test]
    fn codes_keep_their_zeros_and_letters() {
        assert_eq!(text(ScalarKind::Commune, "01001").unwrap(), "01001");
        assert_eq!(text(ScalarKind::Commune, " 2a004 ").unwrap(), "2A004");
        assert_eq!(text(ScalarKind::Commune, "2B033").unwrap(), "2B033");
        for bad in ["2C033", "6249", "624980", "62 498", "2A04", "Lens", "", "６2498"] {
            assert_eq!(text(ScalarKind::Commune, bad), None, "{bad}");
        }
        assert_eq!(text(ScalarKind::PostalCode, "02100").unwrap(), "02100");
        for bad in ["2100", "2A004", "62 300", ""] {
            assert_eq!(text(ScalarKind::PostalCode, bad), None, "{bad}");
        }
        assert_eq!(text(ScalarKind::Siren, "246 200\u{a0}364").unwrap(), "246200364");
        for bad in ["24620036", "2462003644", "24620036A", ""] {
            assert_eq!(text(ScalarKind::Siren, bad), None, "{bad}");
        }
    }

    #[test]
    fn numbers_that_rules_judge_are_only_tidied() {
        assert_eq!(text(ScalarKind::Siret, " en cours de demande ").unwrap(), "en cours de demande");
        assert_eq!(text(ScalarKind::Siret, " 900 000 019\u{202f}00019").unwrap(), "90000001900019");
        assert_eq!(text(ScalarKind::Siret, "abc").unwrap(), "abc");
        assert_eq!(text(ScalarKind::Rna, " w623001234").unwrap(), "W623001234");
        assert_eq!(text(ScalarKind::Rna, "W 623\u{a0}001 234").unwrap(), "W623001234");
    }

    #[test]
    fn quartiers_are_codes_or_names() {
        assert_eq!(text(ScalarKind::Quartier, "qp062024").unwrap(), "QP062024");
        assert_eq!(text(ScalarKind::Quartier, " Grand-Condé ").unwrap(), "Grand-Condé");
        assert_eq!(text(ScalarKind::Quartier, "qp").unwrap(), "qp");
        assert_eq!(text(ScalarKind::Quartier, "é").unwrap(), "é");
        assert_eq!(text(ScalarKind::Quartier, "qp06x").unwrap(), "qp06x");
    }

    #[test]
    fn accounts_belong_to_a_side() {
        let error = |text, side| match value(ScalarKind::Poste(side), text) {
            Err(ProblemKind::Poste { error, .. }) => error,
            other => panic!("{other:?}"),
        };
        for good in ["60", "69", "86", "606", "641", "869"] {
            assert_eq!(text(ScalarKind::Poste(Side::Charges), good).unwrap(), good);
        }
        for good in ["70", "74", "79", "87", "741"] {
            assert_eq!(text(ScalarKind::Poste(Side::Produits), good).unwrap(), good);
        }
        assert_eq!(error("70", Side::Charges), PosteError::OtherSide);
        assert_eq!(error("87", Side::Charges), PosteError::OtherSide);
        assert_eq!(error("606", Side::Produits), PosteError::OtherSide);
        assert_eq!(error("86", Side::Produits), PosteError::OtherSide);
        for unknown in ["59", "80", "85", "88", "99", "00"] {
            assert_eq!(error(unknown, Side::Charges), PosteError::Unknown);
        }
        for none in ["6", "6064", "6a", "achats", "", "-60", "60.0"] {
            assert_eq!(error(none, Side::Charges), PosteError::NotAnAccount, "{none}");
        }
    }

    #[test]
    fn version_campaign_and_years() {
        assert_eq!(value(ScalarKind::Version, "1"), Ok(Value::Integer(1)));
        for bad in ["2", "1.0", "01", ""] {
            assert!(value(ScalarKind::Version, bad).is_err(), "{bad}");
        }
        assert_eq!(value(ScalarKind::Campaign, "2016"), Ok(Value::Integer(2016)));
        for bad in ["2014", "deux mille quinze", "02015", "+2015", ""] {
            assert!(value(ScalarKind::Campaign, bad).is_err(), "{bad}");
        }
        assert_eq!(value(ScalarKind::Year, "2014"), Ok(Value::Integer(2014)));
        for bad in ["14", "20145", "201a", ""] {
            assert!(value(ScalarKind::Year, bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn tokens_come_from_their_list() {
        let kind = ScalarKind::Token(&["association", "commune"]);
        assert_eq!(text(kind, " commune ").unwrap(), "commune");
        let Err(ProblemKind::Token { nearest, .. }) = value(kind, "Asociation") else { panic!() };
        assert_eq!(nearest, Some("association"));
    }
}
