//! One table: named columns, rows sorted by their first cell.

use std::ops::Range;
use std::path::Path;

/// A table of texts.
#[derive(Debug, Default, PartialEq)]
pub struct Table {
    columns: Vec<String>,
    /// The rows' cells one after the other, `columns.len()` a row.
    cells: Vec<Range<u32>>,
    text: String,
}

/// A file that cannot be read as a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableError {
    /// The file.
    pub file: String,
    /// What the system or the parser had to say.
    pub reason: String,
}

impl Table {
    /// Reads a table: CSV with a header for a `*.csv` name, `[[row]]` tables of text for `*.toml`.
    ///
    /// # Errors
    /// What the parser had to say.
    pub fn read(file: &str, text: &str) -> Result<Self, String> {
        let (columns, rows) = if Path::new(file).extension().is_some_and(|extension| extension == "toml") {
            Self::toml_rows(text)?
        } else {
            Self::csv_rows(text).map_err(|error| error.to_string())?
        };
        if columns.is_empty() {
            return Err("no column".to_owned());
        }
        Ok(Self::new(columns, rows))
    }

    fn csv_rows(text: &str) -> Result<(Vec<String>, Vec<csv::StringRecord>), csv::Error> {
        let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let columns = reader.headers()?.iter().map(str::to_owned).collect();
        Ok((columns, reader.records().collect::<Result<_, _>>()?))
    }

    fn toml_rows(text: &str) -> Result<(Vec<String>, Vec<csv::StringRecord>), String> {
        let document = toml::de::DeTable::parse(text).map_err(|error| error.message().to_owned())?;
        let rows = document.get_ref().get("row").and_then(|rows| rows.get_ref().as_array()).ok_or("no [[row]]")?;
        let tables: Vec<_> = rows.iter().filter_map(|row| row.get_ref().as_table()).collect();
        let columns: Vec<String> =
            tables.first().map(|row| row.keys().map(|key| key.get_ref().to_string()).collect()).unwrap_or_default();
        let record = |row: &&toml::de::DeTable<'_>| -> csv::StringRecord {
            columns
                .iter()
                .map(|column| row.get(column.as_str()).and_then(|cell| cell.get_ref().as_str()).unwrap_or_default())
                .collect()
        };
        Ok((columns.clone(), tables.iter().map(record).collect()))
    }

    fn new(columns: Vec<String>, mut rows: Vec<csv::StringRecord>) -> Self {
        // A stable sort: rows of one key keep the order of the file.
        if !rows.is_sorted_by(|a, b| a.get(0) <= b.get(0)) {
            rows.sort_by(|a, b| a.get(0).cmp(&b.get(0)));
        }
        let mut table = Self { columns, cells: Vec::new(), text: String::new() };
        for row in &rows {
            for column in 0..table.columns.len() {
                let start = table.offset();
                table.text.push_str(row.get(column).unwrap_or_default());
                let end = table.offset();
                table.cells.push(start..end);
            }
        }
        table
    }

    fn offset(&self) -> u32 {
        u32::try_from(self.text.len()).unwrap_or(u32::MAX)
    }

    /// Number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.cells.len().checked_div(self.columns.len()).unwrap_or_default()
    }

    /// Whether it has no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The names of the columns.
    #[must_use]
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// A column's place, by its name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }

    /// The text of a cell.
    #[must_use]
    pub fn cell(&self, row: usize, column: usize) -> &str {
        let range = &self.cells[row * self.columns.len() + column];
        &self.text[range.start as usize..range.end as usize]
    }

    /// The rows whose first cell is `key`.
    pub fn rows(&self, key: &str) -> impl Iterator<Item = usize> + use<> {
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

    /// Whether a row begins with `key`.
    #[must_use]
    pub fn contains(&self, key: &str) -> bool {
        self.rows(key).next().is_some()
    }

    /// Whether a row begins with `key` and has `value` in its second cell.
    #[must_use]
    pub fn links(&self, key: &str, value: &str) -> bool {
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
        assert!(Table::read("t.toml", "row = 1").is_err());
    }
}
