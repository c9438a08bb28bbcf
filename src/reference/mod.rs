//! Reference tables: facts about communes, intercommunalités and quartiers, as plain tables of text
//! whose first column is the key.
//!
//! Where they come from and under what licences stands in `rules/reference/README.md`.

mod table;

use std::path::Path;
use std::sync::OnceLock;

pub use table::{Table, TableError};

/// A set of reference tables, by name. Each is read when it is first asked for.
#[derive(Debug)]
pub struct Tables {
    tables: Vec<Lazy>,
}

#[derive(Debug)]
struct Lazy {
    name: String,
    text: &'static str,
    table: OnceLock<Table>,
}

/// A table's place in its [`Tables`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TableId(usize);

macro_rules! embedded {
    ($($name:literal . $extension:literal),* $(,)?) => {
        /// The embedded tables: file name and content.
        pub const EMBEDDED: &[(&str, &str)] = &[
            $((concat!($name, ".", $extension), include_str!(concat!("../../rules/reference/", $name, ".", $extension)))),*
        ];
    };
}

embedded![
    "commune_epci"."csv",
    "communes"."csv",
    "communes_associees"."csv",
    "communes_changements"."csv",
    "contacts"."toml",
    "contrats_de_ville"."csv",
    "epci"."csv",
    "qpv"."csv",
    "qpv_commune"."csv",
    "territoires_epci"."csv",
    "zus_1996"."csv",
];

impl Tables {
    /// The tables built into the program.
    pub fn embedded() -> Self {
        let tables = EMBEDDED
            .iter()
            .map(|(file, text)| Lazy { name: stem(file).to_owned(), text, table: OnceLock::new() })
            .collect();
        Self { tables }
    }

    /// The tables of a folder: its `*.csv` files, and its `*.toml` files of `[[row]]` tables.
    ///
    /// # Errors
    /// Every file that cannot be read as a table, with the reason.
    pub fn from_folder(folder: &Path) -> Result<Self, Vec<TableError>> {
        let mut files: Vec<_> = match std::fs::read_dir(folder) {
            Ok(entries) => entries.filter_map(Result::ok).map(|entry| entry.path()).collect(),
            Err(error) => {
                return Err(vec![TableError { file: folder.display().to_string(), reason: error.to_string() }]);
            }
        };
        files.sort();
        let mut errors = Vec::new();
        let mut tables = Vec::new();
        for path in files.iter().filter(|path| path.extension().is_some_and(|kind| kind == "csv" || kind == "toml")) {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let table = std::fs::read_to_string(path)
                .map_err(|error| error.to_string())
                .and_then(|text| Table::read(&name, &text));
            match table {
                Ok(table) => tables.push(Lazy { name: stem(&name).to_owned(), text: "", table: OnceLock::from(table) }),
                Err(reason) => errors.push(TableError { file: path.display().to_string(), reason }),
            }
        }
        if errors.is_empty() { Ok(Self { tables }) } else { Err(errors) }
    }

    /// The table of that name, if there is one.
    pub fn find(&self, name: &str) -> Option<TableId> {
        self.tables.iter().position(|table| table.name == name).map(TableId)
    }

    /// The names of all tables.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.tables.iter().map(|table| table.name.as_str())
    }

    /// A table.
    pub fn get(&self, id: TableId) -> &Table {
        let lazy = &self.tables[id.0];
        // Only the embedded tables are read this late, and a test reads every one of them.
        lazy.table.get_or_init(|| {
            let embedded = EMBEDDED.iter().find(|(file, _)| stem(file) == lazy.name);
            embedded.and_then(|(file, _)| Table::read(file, lazy.text).ok()).unwrap_or_default()
        })
    }

    /// A table's name.
    pub fn name(&self, id: TableId) -> &str {
        &self.tables[id.0].name
    }
}

fn stem(file: &str) -> &str {
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_embedded_table_reads() {
        for (file, text) in EMBEDDED {
            let table = Table::read(file, text).unwrap();
            assert!(table.len() > 5, "{file}");
        }
    }

    #[test]
    fn counts_are_those_of_the_sources() {
        let tables = Tables::embedded();
        let count = |name| tables.get(tables.find(name).unwrap()).len();
        assert_eq!(count("communes"), 1545);
        assert_eq!(count("commune_epci"), 1545);
        assert_eq!(count("epci"), 53);
        assert_eq!(count("qpv"), 155);
        assert_eq!(count("qpv_commune"), 242);
    }

    #[test]
    fn every_commune_has_one_known_intercommunalite_and_every_quartier_known_communes() {
        let tables = Tables::embedded();
        let get = |name| tables.get(tables.find(name).unwrap());
        let (communes, epci, members, quartiers) =
            (get("communes"), get("epci"), get("commune_epci"), get("qpv_commune"));
        for row in 0..communes.len() {
            let rows: Vec<_> = members.rows(communes.cell(row, 0)).collect();
            assert_eq!(rows.len(), 1);
            assert!(epci.contains(members.cell(rows[0], 1)));
        }
        for row in 0..quartiers.len() {
            assert!(communes.contains(quartiers.cell(row, 1)));
        }
    }

    #[test]
    fn what_merged_since_2015_is_still_found_by_its_code_of_today() {
        let tables = Tables::embedded();
        let get = |name| tables.get(tables.find(name).unwrap());
        let (communes, changes) = (get("communes"), get("communes_changements"));
        let today = changes.column("code_insee_actuel").unwrap();
        for row in 0..changes.len() {
            assert!(communes.contains(changes.cell(row, 0)), "{}", changes.cell(row, 0));
            assert!(communes.contains(changes.cell(row, today)), "{}", changes.cell(row, today));
        }
    }
}
