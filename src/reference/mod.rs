//! Reference tables: facts about communes, intercommunalités and quartiers, as texts keyed by their first column.
//!
//! Their sources and licences are in `rules/reference/README.md`.

mod table;

use std::path::Path;
use std::sync::OnceLock;

pub(crate) use table::{Table, TableError, TableErrorKind};

use crate::source::{Allowance, MAX_FILE_BYTES, ReadError, display_path, files_in};

/// Of one table. The largest embedded one takes some 40,000.
const MAX_TABLE_BYTES: usize = 4 * 1024 * 1024;
/// Of one table in TOML: parsed, a byte can take a hundred.
const MAX_TOML_BYTES: usize = MAX_FILE_BYTES;
/// Of all tables of a folder.
const MAX_BYTES_TOGETHER: usize = 16 * 1024 * 1024;

/// The tables that name what their keys stand for, and the columns of the names.
const CODE_NAMES: [(&str, &str); 3] = [("communes", "nom"), ("epci", "nom_2015"), ("qpv", "nom")];

/// Reference tables by name. Each embedded one is read on first use.
#[derive(Debug)]
pub(crate) struct Tables {
    tables: Vec<NamedTable>,
}

#[derive(Debug)]
struct NamedTable {
    /// The file's name without its extension.
    name: String,
    embedded: Option<(&'static str, &'static str)>,
    table: OnceLock<Table>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct TableId(usize);

macro_rules! embedded {
    ($($name:literal . $extension:literal),* $(,)?) => {
        /// File names and contents.
        pub(crate) const EMBEDDED: &[(&str, &str)] = &[
            $((concat!($name, ".", $extension), include_str!(concat!("../../rules/reference/", $name, ".", $extension)))),*
        ];
    };
}

/// The file beside the tables that is none: the call's clauses.
pub(crate) const CLAUSES: &str = "clauses.toml";

embedded![
    "codes_postaux"."csv",
    "commune_epci"."csv",
    "communes"."csv",
    "communes_associees"."csv",
    "communes_changements"."csv",
    "contacts"."toml",
    "contrats_de_ville"."csv",
    "epci"."csv",
    "epci_actuels"."csv",
    "mots_budget"."csv",
    "postes"."csv",
    "qpv"."csv",
    "qpv_commune"."csv",
    "synonymes"."csv",
    "territoires_epci"."csv",
    "zus_1996"."csv",
];

impl Tables {
    pub(crate) fn embedded() -> Self {
        let tables = EMBEDDED.iter().map(|&(file, text)| NamedTable {
            name: stem(file).to_owned(),
            embedded: Some((file, text)),
            table: OnceLock::new(),
        });
        Self { tables: tables.collect() }
    }

    /// Reads the folder's `*.csv` files, and its `*.toml` files of `[[row]]` tables, [`CLAUSES`] aside.
    pub(crate) fn from_folder(folder: &Path) -> Result<Self, Vec<TableError>> {
        let paths = files_in(folder, &["csv", "toml"]).map_err(|error| {
            vec![TableError { path: display_path(folder), kind: TableErrorKind::Folder((&error).into()) }]
        })?;
        let mut allowance = Allowance::new(MAX_BYTES_TOGETHER);
        let mut errors = Vec::new();
        let mut tables = Vec::new();
        for path in paths.iter().filter(|path| path.file_name().is_none_or(|name| name != CLAUSES)) {
            match NamedTable::read(path, &mut allowance) {
                Ok(table) => tables.push(table),
                Err(kind) => errors.push(TableError { path: display_path(path), kind }),
            }
            if allowance.is_spent() {
                break;
            }
        }
        if errors.is_empty() { Ok(Self { tables }) } else { Err(errors) }
    }

    pub(crate) fn find(&self, name: &str) -> Option<TableId> {
        self.tables.iter().position(|table| table.name == name).map(TableId)
    }

    pub(crate) fn named(&self, name: &str) -> Option<&Table> {
        self.find(name).map(|id| self.get(id))
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.tables.iter().map(|table| table.name.as_str())
    }

    pub(crate) fn get(&self, id: TableId) -> &Table {
        let NamedTable { embedded, table, .. } = &self.tables[id.0];
        // A test reads every embedded table.
        table.get_or_init(|| embedded.and_then(|(file, text)| Table::read(file, text).ok()).unwrap_or_default())
    }

    /// What the code of a commune, an intercommunalité or a quartier stands for: its name on the tables' day.
    pub(crate) fn name_of_code(&self, code: &str) -> Option<&str> {
        let name_in = |(name, column)| {
            let table = self.named(name)?;
            let row = table.rows(code).next()?;
            Some(table.cell(row, table.column(column)?))
        };
        CODE_NAMES.into_iter().find_map(name_in)
    }

    pub(crate) fn name(&self, id: TableId) -> &str {
        &self.tables[id.0].name
    }
}

impl NamedTable {
    fn read(path: &Path, allowance: &mut Allowance) -> Result<Self, TableErrorKind> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_toml = path.extension().is_some_and(|extension| extension == "toml");
        let file = allowance.read(path, if is_toml { MAX_TOML_BYTES } else { MAX_TABLE_BYTES });
        let file = file.map_err(|ReadError { kind, .. }| TableErrorKind::Read(kind))?;
        let table = Table::read(&name, file.text())?;
        Ok(Self { name: stem(&name).to_owned(), embedded: None, table: OnceLock::from(table) })
    }
}

fn stem(file: &str) -> &str {
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{ReadErrorKind, SpecialFile};

    #[cfg(unix)]
    #[test]
    fn a_named_pipe_is_refused_without_waiting() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.csv"), "key,value\n1,2\n").unwrap();
        assert_eq!(Tables::from_folder(folder.path()).unwrap().names().collect::<Vec<_>>(), ["a"]);
        let pipe = folder.path().join("b.csv");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let kind = TableErrorKind::Read(ReadErrorKind::NotRegular(SpecialFile::Pipe));
        let errors = Tables::from_folder(folder.path()).unwrap_err();
        assert_eq!(errors, [TableError { path: display_path(&pipe), kind }]);
    }

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
        assert_eq!(count("codes_postaux"), 1552);
        assert_eq!(count("epci_actuels"), 27);
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
    fn codes_have_names() {
        let tables = Tables::embedded();
        for (code, name) in [
            ("62100", Some("Beaurainville")),
            ("245900410", Some("Métropole Européenne de Lille")),
            ("QP059002", Some("Auby Centre")),
            ("62999", None),
            ("", None),
        ] {
            assert_eq!(tables.name_of_code(code), name);
        }
    }

    #[test]
    fn postal_codes_and_intercommunalites_of_today_lead_to_those_of_2015() {
        let tables = Tables::embedded();
        let get = |name| tables.get(tables.find(name).unwrap());
        let (communes, postal_codes) = (get("communes"), get("codes_postaux"));
        for row in 0..postal_codes.len() {
            assert!(communes.contains(postal_codes.cell(row, 1)), "{}", postal_codes.cell(row, 1));
        }
        assert!(postal_codes.links("62100", "62193"), "62100, a commune's code, is the postal code of Calais");
        let (epci, renewed) = (get("epci"), get("epci_actuels"));
        let before = renewed.column("siren_2015").unwrap();
        for row in 0..renewed.len() {
            assert!(!epci.contains(renewed.cell(row, 0)), "{}", renewed.cell(row, 0));
            assert!(epci.contains(renewed.cell(row, before)), "{}", renewed.cell(row, before));
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
