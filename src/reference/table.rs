//! One table: named columns, rows sorted by their first cell.

use std::path::Path;

use toml::de::DeTable;

use crate::source::{ReadErrorKind, SystemError};

#[derive(Debug, Default, PartialEq)]
pub(crate) struct Table {
    columns: Vec<String>,
    text: String,
    ends: Vec<u32>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableError {
    pub path: String,
    pub kind: TableErrorKind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableErrorKind {
    Read(ReadErrorKind),
    /// The folder of the tables cannot be listed.
    Folder(SystemError),
    /// A message of the parser.
    Other(String),
    Empty,
}

impl Table {
    /// Reads CSV with a header from a `*.csv` file, `[[row]]` tables of text from `*.toml`.
    pub(super) fn read(file: &str, text: &str) -> Result<Self, TableErrorKind> {
        let is_toml = Path::new(file).extension().is_some_and(|extension| extension == "toml");
        let table =
            if is_toml { Self::from_toml(text) } else { Self::from_csv(text).map_err(|error| error.to_string()) };
        let table = table.map_err(TableErrorKind::Other)?;
        if table.columns.is_empty() { Err(TableErrorKind::Empty) } else { Ok(table.sorted()) }
    }

    fn from_csv(text: &str) -> Result<Self, csv::Error> {
        let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let mut table = Self::with_columns(reader.headers()?.iter().map(str::to_owned).collect(), text.len());
        let mut record = csv::StringRecord::new();
        while reader.read_record(&mut record)? {
            table.push(record.iter());
        }
        Ok(table)
    }

    fn from_toml(text: &str) -> Result<Self, String> {
        let document = DeTable::parse(text).map_err(|error| error.message().to_owned())?;
        let rows = document.get_ref().get("row").and_then(|rows| rows.get_ref().as_array());
        let rows: Vec<&DeTable<'_>> = rows.into_iter().flatten().filter_map(|row| row.get_ref().as_table()).collect();
        let keys = rows.first().map(|row| row.keys().map(|key| key.get_ref().to_string()).collect());
        let mut table = Self::with_columns(keys.unwrap_or_default(), text.len());
        let columns = table.columns.clone();
        for row in rows {
            let cell = |column: &String| row.get(column.as_str()).and_then(|cell| cell.get_ref().as_str());
            table.push(columns.iter().map(|column| cell(column).unwrap_or_default()));
        }
        Ok(table)
    }

    fn with_columns(columns: Vec<String>, capacity: usize) -> Self {
        Self { columns, text: String::with_capacity(capacity), ends: Vec::new() }
    }

    fn push<'c>(&mut self, cells: impl Iterator<Item = &'c str>) {
        for cell in cells {
            self.text.push_str(cell);
            // Such tables hold kilobytes.
            self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        }
    }

    /// Sorts rows by their first cell; rows of one key keep their order.
    fn sorted(self) -> Self {
        let mut rows: Vec<usize> = (0..self.len()).collect();
        if rows.is_sorted_by(|a, b| self.cell(*a, 0) <= self.cell(*b, 0)) {
            return self;
        }
        rows.sort_by_key(|row| self.cell(*row, 0));
        let mut table = Self::with_columns(self.columns.clone(), self.text.len());
        for row in rows {
            table.push((0..self.columns.len()).map(|column| self.cell(row, column)));
        }
        table
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len().checked_div(self.columns.len()).unwrap_or_default()
    }

    pub(crate) fn columns(&self) -> &[String] {
        &self.columns
    }

    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }

    pub(crate) fn cell(&self, row: usize, column: usize) -> &str {
        let cell = row * self.columns.len() + column;
        let start = cell.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start as usize..self.ends[cell] as usize]
    }

    /// The rows whose first cell is `key`.
    pub(crate) fn rows(&self, key: &str) -> impl Iterator<Item = usize> + use<> {
        let first = self.partition(|cell| cell < key);
        first..self.partition(|cell| cell <= key)
    }

    fn partition(&self, before: impl Fn(&str) -> bool) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if before(self.cell(middle, 0)) { low = middle + 1 } else { high = middle }
        }
        low
    }

    pub(crate) fn contains(&self, key: &str) -> bool {
        self.rows(key).next().is_some()
    }

    /// Whether a row has `key` in its first cell and `value` in its second.
    pub(crate) fn links(&self, key: &str, value: &str) -> bool {
        self.columns.len() > 1 && self.rows(key).any(|row| self.cell(row, 1) == value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_one_key_are_found_in_the_order_of_the_file() {
        let table = Table::read("t.csv", "key,value\nb,1\na,2\nb,\"3,5\"\n").unwrap();
        let values: Vec<_> = table.rows("b").map(|row| table.cell(row, 1)).collect();
        assert_eq!(values, ["1", "3,5"]);
        assert!(table.links("a", "2") && !table.links("a", "1"));
        assert!(!table.contains("c") && table.rows("").next().is_none());
    }

    #[test]
    fn toml_rows_make_a_table() {
        let table = Table::read("t.toml", "[[row]]\nkey = \"a\"\nvalue = \"1\"\n[[row]]\nkey = \"a\"\nvalue = \"2\"\n")
            .unwrap();
        assert_eq!(table.columns(), ["key", "value"]);
        assert_eq!(table.rows("a").count(), 2);
        assert_eq!(Table::read("t.toml", "row = 1"), Err(TableErrorKind::Empty));
        assert_eq!(Table::read("t.csv", ""), Err(TableErrorKind::Empty));
    }
}
