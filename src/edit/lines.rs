//! Lines of a text, which end in LF, CRLF or CR.

const BREAKS: [char; 2] = ['\n', '\r'];

/// Of the line that holds an offset.
pub(super) fn start(text: &str, at: usize) -> usize {
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    text.get(..at).and_then(|before| before.rfind(BREAKS)).map_or(mark, |end| end + 1)
}

/// Before the line's end.
pub(super) fn end(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|after| after.find(BREAKS)).map_or(text.len(), |end| at + end)
}

/// Where the next line begins.
pub(super) fn next(text: &str, at: usize) -> usize {
    let end = end(text, at);
    let rest = text.get(end..).unwrap_or_default();
    end + if rest.starts_with("\r\n") { 2 } else { usize::from(!rest.is_empty()) }
}

/// How the text's lines end.
pub(super) fn line_break(text: &str) -> &'static str {
    match text.find(BREAKS) {
        Some(at) if text[at..].starts_with("\r\n") => "\r\n",
        Some(at) if text[at..].starts_with('\r') => "\r",
        _ => "\n",
    }
}

/// Characters before an offset on its line.
pub(super) fn column(text: &str, at: usize) -> usize {
    text.get(start(text, at)..at).map_or(0, |before| before.chars().count())
}
