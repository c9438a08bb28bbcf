//! Reading files: within a size limit, never blocking, UTF-8 only.

use std::fs::{File, FileType, Metadata};
use std::io::{self, Read};
use std::path::Path;

use encoding_rs::WINDOWS_1252;
use memchr::memchr;

use super::foreign::ForeignFormat;
use super::{Position, SourceFile, display_path};

/// A real dossier's budget takes a few kilobytes.
pub(crate) const MAX_FILE_BYTES: usize = 1024 * 1024;
/// Of an [`Allowance`].
pub(crate) const MAX_FILES_TOGETHER: usize = 512;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadError {
    pub name: String,
    pub kind: ReadErrorKind,
}

/// `Other` holds the system's error number, if any, `TooLarge` and `TooLargeTogether` the limit in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadErrorKind {
    NotFound,
    Permission,
    NotRegular(SpecialFile),
    Other(io::ErrorKind, Option<i32>),
    TooLarge(usize),
    /// With the files that were read before it.
    TooLargeTogether(usize),
    Encoding {
        fault: EncodingFault,
        offset: usize,
        position: Position,
    },
}

impl ReadErrorKind {
    /// False for files that were read, and refused for their content.
    pub fn is_io(&self) -> bool {
        !matches!(self, Self::TooLarge(_) | Self::TooLargeTogether(_) | Self::Encoding { .. })
    }

    pub(super) fn from_io(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::NotFound,
            io::ErrorKind::PermissionDenied => Self::Permission,
            kind => Self::Other(kind, error.raw_os_error()),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpecialFile {
    Folder,
    Pipe,
    Socket,
    Device,
    /// Of a type that the system does not name.
    Unknown,
}

impl SpecialFile {
    /// None for a regular file.
    pub(super) fn of(kind: FileType) -> Option<Self> {
        if kind.is_file() {
            return None;
        }
        if kind.is_dir() {
            return Some(Self::Folder);
        }
        #[cfg(unix)]
        {
            use std::os::unix::fs::FileTypeExt;
            if kind.is_fifo() {
                return Some(Self::Pipe);
            }
            if kind.is_socket() {
                return Some(Self::Socket);
            }
            if kind.is_char_device() || kind.is_block_device() {
                return Some(Self::Device);
            }
        }
        Some(Self::Unknown)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EncodingFault {
    InvalidByte(u8),
    Nul,
    Utf16,
    Utf32,
    /// A file of another program.
    Foreign(ForeignFormat),
}

/// Reads a whole file, within [`MAX_FILE_BYTES`]. Never blocks on a pipe or a device.
pub(crate) fn read_path(path: &Path, name: impl Into<String>) -> Result<SourceFile, ReadError> {
    read_path_within(path, name, MAX_FILE_BYTES)
}

/// Reads a whole file, within `limit` bytes. Never blocks on a pipe or a device.
pub(crate) fn read_path_within(path: &Path, name: impl Into<String>, limit: usize) -> Result<SourceFile, ReadError> {
    source_file(name.into(), read_bytes(path, limit))
}

/// The text of a table's bytes, which are UTF-8 or Windows-1252, as French spreadsheets write it.
pub(crate) fn table_text(bytes: &[u8]) -> Result<String, ReadErrorKind> {
    match decode(bytes.to_vec()) {
        Err(ReadErrorKind::Encoding { fault: EncodingFault::InvalidByte(_), .. }) if is_windows_1252(bytes) => {
            Ok(WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned())
        }
        decoded => decoded,
    }
}

/// Whether each byte is a character there, and none a control character but for tabs and line ends.
fn is_windows_1252(bytes: &[u8]) -> bool {
    let is_character =
        |byte: &u8| !matches!(byte, 0..=8 | 0x0b | 0x0c | 0x0e..=0x1f | 0x7f | 0x81 | 0x8d | 0x8f | 0x90 | 0x9d);
    bytes.iter().all(is_character)
}

/// Reads a whole file that need be no text, within `limit` bytes. Never blocks on a pipe or a device.
pub(crate) fn read_bytes(path: &Path, limit: usize) -> Result<Vec<u8>, ReadErrorKind> {
    let (file, metadata) = open(path)?;
    read(file, usize::try_from(metadata.len()).unwrap_or(usize::MAX), limit)
}

/// What may still be read of files that somebody else may have put together, such as those of a folder.
#[derive(Debug)]
pub(crate) struct Allowance {
    limit: usize,
    /// None once a file was refused.
    left: Option<usize>,
}

impl Allowance {
    /// So many bytes together.
    pub(crate) fn new(limit: usize) -> Self {
        Self { limit, left: Some(limit) }
    }

    /// Reads a whole file, within `limit` bytes and what is left. However small, it takes a part of what is left, so
    /// that their number is limited too.
    pub(crate) fn read(&mut self, path: &Path, limit: usize) -> Result<SourceFile, ReadError> {
        let file = read_path_within(path, display_path(path), limit)?;
        let taken = file.text().len().max(self.limit / MAX_FILES_TOGETHER);
        self.left = self.left.and_then(|left| left.checked_sub(taken));
        if self.left.is_some() {
            return Ok(file);
        }
        Err(ReadError { name: file.name().to_owned(), kind: ReadErrorKind::TooLargeTogether(self.limit) })
    }

    /// Whether a file was refused for those before it: each further one would be.
    pub(crate) fn is_spent(&self) -> bool {
        self.left.is_none()
    }
}

/// Reads standard input whole, within [`MAX_FILE_BYTES`], under the name `-`.
pub(crate) fn read_standard_input() -> Result<SourceFile, ReadError> {
    source_file("-".to_owned(), read(io::stdin().lock(), 0, MAX_FILE_BYTES))
}

fn source_file(name: String, bytes: Result<Vec<u8>, ReadErrorKind>) -> Result<SourceFile, ReadError> {
    match bytes.and_then(decode) {
        Ok(text) => Ok(SourceFile::new(name, text)),
        Err(kind) => Err(ReadError { name, kind }),
    }
}

#[derive(Debug)]
pub enum OpenError {
    Io(io::Error),
    NotRegular(SpecialFile),
}

impl From<io::Error> for OpenError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<OpenError> for ReadErrorKind {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Io(error) => Self::from_io(&error),
            OpenError::NotRegular(kind) => Self::NotRegular(kind),
        }
    }
}

/// Opens a regular file, never blocking on a pipe or a device. The type is checked before opening, which can block or
/// have effects, and after, for the path may have been replaced in between.
pub(crate) fn open(path: &Path) -> Result<(File, Metadata), OpenError> {
    regular(&std::fs::metadata(path)?)?;
    let mut options = File::options();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags(libc::O_NONBLOCK | libc::O_NOCTTY);
    }
    let file = options.open(path)?;
    let metadata = file.metadata()?;
    regular(&metadata)?;
    Ok((file, metadata))
}

fn regular(metadata: &Metadata) -> Result<(), OpenError> {
    SpecialFile::of(metadata.file_type()).map_or(Ok(()), |kind| Err(OpenError::NotRegular(kind)))
}

/// Reads to the end or one byte past the limit: the size that the system gives is only a hint.
fn read(input: impl Read, size_hint: usize, limit: usize) -> Result<Vec<u8>, ReadErrorKind> {
    let mut bytes = Vec::with_capacity(size_hint.min(limit) + 1);
    input.take(limit as u64 + 1).read_to_end(&mut bytes).map_err(|error| ReadErrorKind::from_io(&error))?;
    if bytes.len() <= limit {
        return Ok(bytes);
    }
    // Files of other programs are often larger, and told as such.
    let foreign = ForeignFormat::of(&bytes).map(|format| encoding_error(&bytes, 0, EncodingFault::Foreign(format)));
    Err(foreign.unwrap_or(ReadErrorKind::TooLarge(limit)))
}

fn decode(bytes: Vec<u8>) -> Result<String, ReadErrorKind> {
    if let Some(format) = ForeignFormat::of(&bytes) {
        return Err(encoding_error(&bytes, 0, EncodingFault::Foreign(format)));
    }
    // UTF-32's mark begins like UTF-16's in little-endian order.
    if bytes.starts_with(&[0xFF, 0xFE, 0, 0]) || bytes.starts_with(&[0, 0, 0xFE, 0xFF]) {
        return Err(encoding_error(&bytes, 0, EncodingFault::Utf32));
    }
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(encoding_error(&bytes, 0, EncodingFault::Utf16));
    }
    let text = String::from_utf8(bytes);
    let (bytes, valid) = match &text {
        Ok(text) => (text.as_bytes(), text.len()),
        Err(error) => (error.as_bytes(), error.utf8_error().valid_up_to()),
    };
    if let Some(offset) = memchr(0, &bytes[..valid]) {
        return Err(encoding_error(bytes, offset, EncodingFault::Nul));
    }
    text.map_err(|error| encoding_error(error.as_bytes(), valid, EncodingFault::InvalidByte(error.as_bytes()[valid])))
}

fn encoding_error(bytes: &[u8], offset: usize, fault: EncodingFault) -> ReadErrorKind {
    let before = SourceFile::new("", String::from_utf8_lossy(&bytes[..offset]));
    ReadErrorKind::Encoding { fault, offset, position: before.position(offset) }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn kind(bytes: &[u8]) -> ReadErrorKind {
        decode(bytes.to_vec()).unwrap_err()
    }

    fn encoding(bytes: &[u8]) -> (EncodingFault, usize) {
        match kind(bytes) {
            ReadErrorKind::Encoding { fault, offset, .. } => (fault, offset),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn bytes_that_are_no_utf8_are_named_with_their_offset() {
        assert_eq!(encoding(b"nom: Caf\xe9\n"), (EncodingFault::InvalidByte(0xE9), 8));
        assert_eq!(encoding(b"a: \0\n\xff"), (EncodingFault::Nul, 3));
        assert_eq!(encoding(b"\xff\xfea\0"), (EncodingFault::Utf16, 0));
        assert_eq!(encoding(b"\xfe\xff\0a"), (EncodingFault::Utf16, 0));
        assert_eq!(encoding(b"\xff\xfe\0\0"), (EncodingFault::Utf32, 0));
        assert_eq!(encoding(b"\0\0\xfe\xff"), (EncodingFault::Utf32, 0));
        assert_eq!(encoding(b"a\0b\0"), (EncodingFault::Nul, 1));
        let ReadErrorKind::Encoding { position, .. } = kind("é\nà: \u{e9}".as_bytes().strip_suffix(b"\xa9").unwrap())
        else {
            panic!()
        };
        assert_eq!(position, Position { line: 2, column: 4 });
    }

    #[test]
    fn a_byte_order_mark_and_crlf_are_kept_as_they_are() {
        let text = "\u{feff}a: 1\r\n";
        assert_eq!(decode(text.as_bytes().to_vec()).unwrap(), text);
    }

    #[test]
    fn the_limit_is_exact() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.yaml");
        fs::write(&path, vec![b'a'; MAX_FILE_BYTES]).unwrap();
        assert_eq!(read_path(&path, "a").unwrap().text().len(), MAX_FILE_BYTES);
        fs::write(&path, vec![b'a'; MAX_FILE_BYTES + 1]).unwrap();
        let error = read_path(&path, "a").unwrap_err();
        assert_eq!(error, ReadError { name: "a".to_owned(), kind: ReadErrorKind::TooLarge(MAX_FILE_BYTES) });
        assert!(!error.kind.is_io());
    }

    #[test]
    fn files_are_limited_together_by_size_and_by_number() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.toml");
        let read = |size: usize, allowance: &mut Allowance| {
            fs::write(&path, vec![b'a'; size]).unwrap();
            allowance.read(&path, MAX_FILE_BYTES).map(|file| file.text().len()).map_err(|error| error.kind)
        };
        let mut allowance = Allowance::new(10_240);
        assert_eq!((read(10_000, &mut allowance), read(240, &mut allowance)), (Ok(10_000), Ok(240)));
        assert!(!allowance.is_spent());
        assert_eq!(read(1, &mut allowance), Err(ReadErrorKind::TooLargeTogether(10_240)));
        assert!(allowance.is_spent());
        let mut allowance = Allowance::new(10_240);
        let empty = (0..=MAX_FILES_TOGETHER).flat_map(|_| read(0, &mut allowance));
        assert_eq!(empty.count(), MAX_FILES_TOGETHER);
    }

    #[test]
    fn an_endless_input_is_read_up_to_the_limit() {
        assert_eq!(read(io::repeat(b'a'), 0, 1000), Err(ReadErrorKind::TooLarge(1000)));
    }

    #[test]
    fn what_is_no_file_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let read = |name: &str| read_path(&folder.path().join(name), name).unwrap_err().kind;
        assert_eq!(read("none.yaml"), ReadErrorKind::NotFound);
        fs::create_dir(folder.path().join("x.yaml")).unwrap();
        assert_eq!(read("x.yaml"), ReadErrorKind::NotRegular(SpecialFile::Folder));
        assert!(read("x.yaml").is_io());
    }

    #[cfg(unix)]
    #[test]
    fn pipes_devices_sockets_and_link_loops_are_refused_without_waiting() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let read = |path: &Path| read_path(path, "x").unwrap_err().kind;
        assert!(std::process::Command::new("mkfifo").arg(at("pipe.yaml")).status().unwrap().success());
        assert_eq!(read(&at("pipe.yaml")), ReadErrorKind::NotRegular(SpecialFile::Pipe));
        let _socket = std::os::unix::net::UnixListener::bind(at("socket.yaml")).unwrap();
        assert_eq!(read(&at("socket.yaml")), ReadErrorKind::NotRegular(SpecialFile::Socket));
        assert_eq!(read(Path::new("/dev/zero")), ReadErrorKind::NotRegular(SpecialFile::Device));
        std::os::unix::fs::symlink(at("loop.yaml"), at("loop.yaml")).unwrap();
        assert!(matches!(read(&at("loop.yaml")), ReadErrorKind::Other(_, Some(libc::ELOOP))));
    }
}
