//! Texts in columns: padded, and cut where they do not fit.

use unicode_truncate::UnicodeTruncateStr;
use unicode_width::UnicodeWidthStr;

pub(super) fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// A text with spaces before it, up to a width.
pub(super) fn right(text: &str, width: usize) -> String {
    format!("{}{text}", " ".repeat(width.saturating_sub(text.width())))
}

/// A text whose end is left out where it is wider than that.
pub(super) fn cut_behind(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let (kept, _) = text.unicode_truncate(width.saturating_sub(1));
    let ellipsis = if width > 0 { "…" } else { "" };
    format!("{}{ellipsis}", kept.trim_end())
}

/// A text whose beginning is left out where it is wider than that.
pub(super) fn cut_before(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let (kept, _) = text.unicode_truncate_start(width.saturating_sub(1));
    let ellipsis = if width > 0 { "…" } else { "" };
    format!("{ellipsis}{}", kept.trim_start())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_end_or_the_beginning_is_left_out() {
        assert_eq!(cut_behind("Plancher de la demande", 12), "Plancher de…");
        assert_eq!(cut_before("dossiers/lens/0001.yaml", 12), "…s/0001.yaml");
        assert_eq!(cut_before("0001.yaml", 9), "0001.yaml");
        assert_eq!(cut_behind("日本日本", 4), "日…");
        assert_eq!((cut_before("abc", 0), cut_behind("abc", 0)), (String::new(), String::new()));
        assert_eq!((padded("é", 3), right("é", 3)), ("é  ".to_owned(), "  é".to_owned()));
    }

    proptest! {
        #[test]
        fn what_is_cut_fits(text in "[a-zé日 \u{301}]{0,40}", width in 0..30_usize) {
            prop_assert!(cut_behind(&text, width).width() <= width);
            prop_assert!(cut_before(&text, width).width() <= width);
        }
    }
}
