//! The container of a workbook, held against its limits before anything else reads it: what it says of its own size
//! may be wrong.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::TableFault;
use crate::source::ForeignFormat;

/// Of the styles, each byte of which takes many in memory.
const MAX_STYLES: u64 = 2 * 1024 * 1024;
const MAX_PARTS: usize = 10_000;

pub(super) enum Contents {
    Xlsx,
    /// With the part that holds its cells.
    Ods(Vec<u8>),
}

/// Opens what may unpack to so many bytes.
pub(super) fn open(bytes: &[u8], limit: u64) -> Result<Contents, TableFault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    if archive.len() > MAX_PARTS {
        return Err(TableFault::Unpacked(limit));
    }
    let (mut unpacked, mut is_xlsx, mut content) = (0, false, None);
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(broken)?;
        let name = part.name().map_err(broken)?.to_lowercase();
        is_xlsx |= name.ends_with("workbook.xml");
        let most = if name.contains("styles") { MAX_STYLES } else { limit };
        let room = most.min(limit - unpacked);
        let mut part = part.by_ref().take(room + 1);
        let read = if name == "content.xml" {
            let mut text = Vec::new();
            let read = part.read_to_end(&mut text).map(|read| read as u64);
            content = Some(text);
            read
        } else {
            std::io::copy(&mut part, &mut std::io::sink())
        };
        let read = read.map_err(|error| TableFault::Broken(error.to_string()))?;
        if read > room {
            return Err(TableFault::Unpacked(limit));
        }
        unpacked += read;
    }
    match content {
        _ if is_xlsx => Ok(Contents::Xlsx),
        Some(content) => Ok(Contents::Ods(content)),
        None => Err(TableFault::Foreign(ForeignFormat::Zip)),
    }
}

fn broken(error: ZipError) -> TableFault {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => TableFault::Password,
        other => TableFault::Broken(other.to_string()),
    }
}
