//! Files of other programs, told by their first bytes.

use memchr::memmem;

use crate::text::string_enum;

string_enum! {
    pub enum ForeignFormat {
        Docx = ".docx",
        Xlsx = ".xlsx",
        Odt = ".odt",
        Ods = ".ods",
        /// Of Word or Excel before 2007: both begin alike.
        OldOffice = ".doc, .xls",
        Pdf = ".pdf",
        Rtf = ".rtf",
        Html = ".html",
        Zip = ".zip",
    }
}

impl ForeignFormat {
    pub(crate) fn of(bytes: &[u8]) -> Option<Self> {
        let text = bytes.trim_ascii_start();
        let begins =
            |word: &str| text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()));
        match bytes {
            [b'P', b'K', 3, 4, ..] => Some(Self::of_archive(bytes)),
            [0xD0, 0xCF, 0x11, 0xE0, ..] => Some(Self::OldOffice),
            [b'%', b'P', b'D', b'F', b'-', ..] => Some(Self::Pdf),
            [b'{', b'\\', b'r', b't', b'f', ..] => Some(Self::Rtf),
            _ if begins("<!doctype html") || begins("<html") => Some(Self::Html),
            _ => None,
        }
    }

    fn of_archive(bytes: &[u8]) -> Self {
        let holds = |name: &str| memmem::find(bytes, name.as_bytes()).is_some();
        if holds("opendocument.text") {
            Self::Odt
        } else if holds("opendocument.spreadsheet") {
            Self::Ods
        } else if holds("word/") {
            Self::Docx
        } else if holds("xl/") {
            Self::Xlsx
        } else {
            Self::Zip
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_by_their_first_bytes() {
        use ForeignFormat as F;
        for (bytes, format) in [
            (&b"PK\x03\x04\x14\0[Content_Types].xml word/document.xml"[..], F::Docx),
            (b"PK\x03\x04\x14\0[Content_Types].xml xl/workbook.xml", F::Xlsx),
            (b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.textPK", F::Odt),
            (b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheetPK", F::Ods),
            (b"PK\x03\x04other", F::Zip),
            (b"%PDF-1.4\n", F::Pdf),
            (b"{\\rtf1\\ansi", F::Rtf),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", F::OldOffice),
            (b"\n <!DOCTYPE HTML>", F::Html),
            (b"<html lang=fr>", F::Html),
        ] {
            assert_eq!(ForeignFormat::of(bytes), Some(format));
        }
        for bytes in [&b""[..], b"version: 1", b"{ version: 1 }", b"PK: 1", b"<!-- x"] {
            assert_eq!(ForeignFormat::of(bytes), None);
        }
    }
}
