//! A table as a spreadsheet has it: sheets of cells with their names.

use std::fmt;

use rust_decimal::Decimal;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sheet {
    /// None where the format has no sheets.
    pub name: Option<String>,
    pub hidden: bool,
    /// Those with something in them, row by row.
    pub cells: Vec<Cell>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cell {
    /// From 0.
    pub row: u32,
    /// From 0.
    pub column: u32,
    pub value: Value,
    /// The rows and columns of the merged cells that it is the first of.
    pub merged: Option<(u32, u32)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    Text(String),
    /// As the spreadsheet shows it with all its decimals.
    Number(Decimal),
    /// A number in percent.
    Percent(String),
    /// A date or a truth value.
    Other(String),
    /// Of a formula: `#REF!`.
    Error(String),
    /// A formula whose value is not stored.
    Unstored,
}

impl Value {
    /// A text of some characters, or a number of a text file.
    pub(super) fn of_text(text: &str) -> Option<Self> {
        let text = text.trim();
        (!text.is_empty()).then(|| Self::Text(text.to_owned()))
    }

    /// A stored number is binary; its shortest decimal form is what was typed.
    pub(super) fn of_number(value: f64) -> Self {
        let text = value.to_string();
        text.parse().map_or_else(|_| Self::Text(text.clone()), Self::Number)
    }

    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Text(text) | Self::Percent(text) | Self::Other(text) | Self::Error(text) => text.clone(),
            Self::Number(number) => number.normalize().to_string(),
            Self::Unstored => String::new(),
        }
    }
}

/// A cell's place as spreadsheets write it: `Budget!C12`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct CellName {
    pub sheet: Option<String>,
    pub row: u32,
    pub column: u32,
}

impl CellName {
    pub(crate) fn of(sheet: &Sheet, row: u32, column: u32) -> Self {
        Self { sheet: sheet.name.clone(), row, column }
    }

    /// Without its sheet: `C12`.
    pub(crate) fn short(&self) -> String {
        format!("{}{}", column_letters(self.column), u64::from(self.row) + 1)
    }
}

impl fmt::Display for CellName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.sheet {
            Some(sheet) if sheet.chars().all(char::is_alphanumeric) => write!(f, "{sheet}!{}", self.short()),
            Some(sheet) => write!(f, "'{}'!{}", sheet.replace('\'', "''"), self.short()),
            None => f.write_str(&self.short()),
        }
    }
}

/// A, B, … Z, AA.
pub(crate) fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_spreadsheets_do() {
        let name =
            |sheet: Option<&str>, row, column| CellName { sheet: sheet.map(str::to_owned), row, column }.to_string();
        assert_eq!(name(Some("Budget"), 11, 2), "Budget!C12");
        assert_eq!(name(Some("Budget de l'été"), 0, 25), "'Budget de l''été'!Z1");
        assert_eq!(name(None, 0, 26), "AA1");
        assert_eq!(name(None, 0, 701), "ZZ1");
        assert_eq!(name(None, 0, 702), "AAA1");
    }

    #[test]
    fn numbers_are_those_that_were_typed() {
        for (value, text) in
            [(1250.5, "1250.5"), (0.1 + 0.2, "0.30000000000000004"), (-3.0, "-3"), (1e11, "100000000000")]
        {
            assert_eq!(Value::of_number(value), Value::Number(text.parse().unwrap()));
        }
        assert!(matches!(Value::of_number(1e300), Value::Text(_)));
        assert_eq!(Value::of_number(f64::NAN), Value::Text("NaN".to_owned()));
    }
}
