//! What there is to say of each dossier: as it is where dossiers are few, and else packed, for the script to open.
//!
//! A packed dossier takes a tenth of the space. It is deflated with its neighbours, whose words are mostly the same.

use std::fs::File;
use std::io::{self, BufWriter, Write};

use data_encoding::BASE64;
use flate2::Compression;
use flate2::write::DeflateEncoder;

use super::copy;

/// Articles that stand in the page as they are; of more, those that are packed together.
const MAX_ARTICLES: usize = 50;
/// What takes more time saves little.
const LEVEL: Compression = Compression::new(4);
/// Bytes of articles that are held in memory.
const MAX_BYTES: usize = 4 << 20;

pub(super) struct Details {
    /// The articles that are not packed yet.
    held: String,
    count: usize,
    /// The number of the first of them.
    first: usize,
    packed: BufWriter<File>,
}

impl Details {
    pub(super) fn new() -> io::Result<Self> {
        Ok(Self { held: String::new(), count: 0, first: 1, packed: tempfile::tempfile().map(BufWriter::new)? })
    }

    pub(super) fn add(&mut self, article: &str) -> io::Result<()> {
        let is_full = self.count == MAX_ARTICLES || self.held.len() + article.len() > MAX_BYTES;
        if is_full && self.count > 0 {
            self.pack()?;
        }
        self.held.push_str(article);
        self.count += 1;
        Ok(())
    }

    fn pack(&mut self) -> io::Result<()> {
        let mut deflated = DeflateEncoder::new(Vec::new(), LEVEL);
        deflated.write_all(self.held.as_bytes())?;
        let base64 = BASE64.encode(&deflated.finish()?);
        write!(
            self.packed,
            "<script type=\"application/octet-stream\" data-first=\"{}\">{base64}</script>",
            self.first
        )?;
        self.first += self.count;
        self.count = 0;
        self.held.clear();
        Ok(())
    }

    pub(super) fn are_packed(&self) -> bool {
        self.first > 1
    }

    pub(super) fn write(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if !self.are_packed() {
            return out.write_all(self.held.as_bytes());
        }
        self.pack()?;
        copy(&mut self.packed, out)
    }
}
