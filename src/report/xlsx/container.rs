//! The file that a workbook's container is written to.

use std::fs::File;
use std::io::{self, Seek, SeekFrom, Write};

/// A temporary file that takes everything, and says at the end what it could not: the library that writes containers
/// complains on standard error, in its own words, of one that cannot be finished.
pub(in crate::report) struct Container {
    file: File,
    at: u64,
    end: u64,
    failed: Option<io::Error>,
}

impl Container {
    pub(in crate::report) fn new() -> io::Result<Self> {
        Ok(Self { file: tempfile::tempfile()?, at: 0, end: 0, failed: None })
    }

    /// The file from its beginning, if it is whole.
    pub(in crate::report) fn into_file(mut self) -> io::Result<File> {
        if let Some(error) = self.failed {
            return Err(error);
        }
        self.file.rewind()?;
        Ok(self.file)
    }

    /// Copies it there, if it is whole.
    pub(in crate::report) fn copy_to(self, out: &mut dyn Write) -> io::Result<()> {
        io::copy(&mut self.into_file()?, out).map(drop)
    }

    fn attempt(&mut self, act: impl FnOnce(&mut File) -> io::Result<()>) {
        if self.failed.is_none() {
            self.failed = act(&mut self.file).err();
        }
    }
}

impl Write for Container {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.attempt(|file| file.write_all(bytes));
        self.at = self.at.saturating_add(bytes.len() as u64);
        self.end = self.end.max(self.at);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.attempt(Write::flush);
        Ok(())
    }
}

impl Seek for Container {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(offset) => self.end.checked_add_signed(offset),
            SeekFrom::Current(offset) => self.at.checked_add_signed(offset),
        };
        self.at = at.ok_or(io::ErrorKind::InvalidInput)?;
        let at = self.at;
        self.attempt(|file| file.seek(SeekFrom::Start(at)).map(drop));
        Ok(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_anywhere_in_it_comes_out() {
        let mut container = Container::new().unwrap();
        container.write_all(b"abcd").unwrap();
        assert_eq!(container.seek(SeekFrom::Start(1)).unwrap(), 1);
        container.write_all(b"x").unwrap();
        assert_eq!(container.seek(SeekFrom::Current(1)).unwrap(), 3);
        assert_eq!(container.seek(SeekFrom::End(0)).unwrap(), 4);
        assert!(container.seek(SeekFrom::End(-5)).is_err());
        container.write_all(b"e").unwrap();
        let mut out = Vec::new();
        container.copy_to(&mut out).unwrap();
        assert_eq!(out, b"axcde");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_fails_is_said_at_the_end() {
        let file = File::options().write(true).open("/dev/full").unwrap();
        let mut container = Container { file, at: 0, end: 0, failed: None };
        container.write_all(b"abcd").unwrap();
        container.flush().unwrap();
        assert_eq!(container.stream_position().unwrap(), 4);
        let error = container.copy_to(&mut io::sink()).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::StorageFull);
    }
}
