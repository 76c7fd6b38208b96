//! The register tables: names, columns and types, as the monitor's contract (`monitors/kis/microdata/registers.toml`)
//! declares them, and the rows of one block of people.

use super::schooling::{KINDS, LEVELS};

/// Type of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Type {
    /// Number of a person, address or household.
    Key,
    /// Whole number.
    Whole,
    /// Day; [`super::calendar::NEVER`] where there is none.
    Date,
    /// Yes (1) or no (0).
    Truth,
    /// One of these codes, by its index.
    Text(Codes),
}

/// Where the codes of a text column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Codes {
    /// These.
    Listed(&'static [&'static str]),
    /// Countries of the contract's list.
    Countries,
    /// Gemeenten of the year's division, by buurt.
    Gemeente,
    /// Wijken of the year's division, by buurt.
    Wijk,
    /// Buurten of the year's division.
    Buurt,
}

/// A column: name, type, and whether a value may be absent.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column {
    /// Name, lower case.
    pub(crate) name: &'static str,
    /// Type of its values.
    pub(crate) of: Type,
    /// Whether [`super::calendar::NEVER`] may stand in it.
    pub(crate) optional: bool,
}

const fn column(name: &'static str, of: Type) -> Column {
    Column { name, of, optional: false }
}

const fn optional(name: &'static str, of: Type) -> Column {
    Column { name, of, optional: true }
}

const PERSON: Column = column("rinpersoon", Type::Key);
const OBJECT: Column = column("rinobjectnummer", Type::Key);
const HOUSEHOLD: Column = column("huishoudnr", Type::Key);
const BEGIN: Column = column("datumaanvang", Type::Date);
const OPEN_END: Column = optional("datumeinde", Type::Date);
const ON: Column = column("datum", Type::Date);

/// Codes of sex, from 1.
const SEXES: Codes = Codes::Listed(&["", "1", "2"]);
/// Codes of the type of household, from 1.
const HOUSEHOLD_TYPES: Codes = Codes::Listed(&["", "1", "2", "3", "4", "5", "6", "7", "8"]);
/// Codes of who owns a dwelling.
const OWNERS: Codes = Codes::Listed(&["E", "C", "P", "9"]);

macro_rules! tables {
    ($( $(#[doc = $doc:literal])+ $name:ident = $file:literal [ $($column:expr),+ $(,)? ] )+) => {
        /// A register table.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Table { $( $(#[doc = $doc])+ $name, )+ }

        impl Table {
            /// All tables.
            pub(crate) const ALL: &[Self] = &[ $( Self::$name, )+ ];

            /// Name of the file without its year.
            pub(crate) const fn name(self) -> &'static str {
                match self { $( Self::$name => $file, )+ }
            }

            /// The columns.
            pub(crate) const fn columns(self) -> &'static [Column] {
                match self { $( Self::$name => const { &[ $($column),+ ] }, )+ }
            }
        }
    };
}

tables! {
    /// Characteristics of persons.
    Persons = "gbapersoontab" [
        PERSON,
        column("geboortedatum", Type::Date),
        column("geslacht", Type::Text(SEXES)),
        column("herkomstland", Type::Text(Codes::Countries)),
        column("geboorteland", Type::Text(Codes::Countries)),
        optional("vestigingsdatum", Type::Date),
    ]
    /// Addresses of persons.
    Addresses = "gbaadresobjectbus" [PERSON, OBJECT, BEGIN, OPEN_END]
    /// Neighbourhoods of addresses.
    Areas = "vslgwbtab" [
        OBJECT,
        column("gemeente", Type::Text(Codes::Gemeente)),
        column("wijk", Type::Text(Codes::Wijk)),
        column("buurt", Type::Text(Codes::Buurt)),
    ]
    /// Persons who died.
    Deaths = "gbaoverlijdentab" [PERSON, column("overlijdensdatum", Type::Date)]
    /// Households of persons.
    Households = "gbahuishoudensbus" [
        PERSON,
        HOUSEHOLD,
        column("referentiepersoon", Type::Truth),
        column("typehuishouden", Type::Text(HOUSEHOLD_TYPES)),
        BEGIN,
        OPEN_END,
    ]
    /// Income of households.
    Income = "inhatab" [HOUSEHOLD, column("besteedbaarinkomen", Type::Whole), column("laaginkomen", Type::Truth)]
    /// Owners of dwellings.
    Owners = "eigendomtab" [OBJECT, column("eigendom", Type::Text(OWNERS))]
    /// Highest education completed.
    Education = "hoogsteopltab" [PERSON, column("opleiding", Type::Text(Codes::Listed(&LEVELS)))]
    /// Enrolments in education.
    Enrolments = "onderwijsdeelnemerstab" [
        PERSON,
        column("onderwijssoort", Type::Text(Codes::Listed(&KINDS))),
        column("leerjaar", Type::Whole),
    ]
    /// Early school leavers.
    Leavers = "vsvtab" [PERSON]
    /// Scores on the final primary school test.
    Scores = "citotab" [PERSON, column("score", Type::Whole)]
    /// Early childhood education.
    Preschool = "vvetab" [PERSON, column("deelname", Type::Truth)]
    /// Jobs of employees.
    Jobs = "spolisbus" [PERSON, BEGIN, column("datumeinde", Type::Date), column("basisloon", Type::Whole)]
    /// Income of self-employed persons.
    SelfEmployed = "zelfstandigentab" [PERSON, column("winst", Type::Whole)]
    /// Social assistance.
    Assistance = "bijstanduitkeringtab" [PERSON, BEGIN, OPEN_END]
    /// Job seekers without work.
    Seekers = "nwwtab" [PERSON]
    /// Arrears of health insurance premium.
    Arrears = "wanbetalerszvwtab" [PERSON]
    /// Debt restructuring.
    Restructuring = "wsnptab" [PERSON, BEGIN, OPEN_END]
    /// Suspects of crimes.
    Suspects = "verdtab" [PERSON, ON]
    /// Convicted persons.
    Convicted = "veroordtab" [PERSON, ON]
    /// Referrals to Halt.
    Halt = "halttab" [PERSON, ON]
    /// Health care costs.
    Care = "zvwzorgkostentab" [PERSON, column("ggzbasis", Type::Whole), column("ggzspecialistisch", Type::Whole)]
}

impl Table {
    /// Whether there is such a table for a year: in 2020 there was no final test.
    pub(crate) fn exists_in(self, year: u16) -> bool {
        !(self == Self::Scores && year == 2020)
    }
}

/// Rows of all tables of one year, one block of people: the values of each row after each other.
#[derive(Debug)]
pub(crate) struct Rows {
    tables: Vec<Vec<i64>>,
}

impl Rows {
    /// No rows yet.
    pub(crate) fn new() -> Self {
        Self { tables: vec![Vec::new(); Table::ALL.len()] }
    }

    /// Adds a row.
    pub(crate) fn add<const N: usize>(&mut self, table: Table, row: [i64; N]) {
        debug_assert_eq!(N, table.columns().len(), "{table:?}");
        self.tables[table as usize].extend_from_slice(&row);
    }

    /// Makes room for rows.
    pub(crate) fn expect(&mut self, table: Table, rows: usize) {
        self.tables[table as usize].reserve(rows * table.columns().len());
    }

    /// The values of a table.
    pub(crate) fn of(&self, table: Table) -> &[i64] {
        &self.tables[table as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file and its columns: name, type, whether values may be absent.
    type Declared = (String, Vec<(String, String, bool)>);

    /// The lines of the contract that name files and columns, in a shape to compare.
    fn declared() -> Vec<Declared> {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../monitors/kis/microdata/registers.toml");
        let text = std::fs::read_to_string(path).unwrap();
        let word = |line: &str, key: &str| {
            let rest = line.split_once(&format!("{key} = \""))?.1;
            rest.split_once('"').map(|(value, _)| value.to_owned())
        };
        let mut tables: Vec<(String, Vec<_>)> = Vec::new();
        for line in text.lines() {
            if let Some(file) = word(line, "file").filter(|file| file.contains("_{")) {
                tables.push((file.split("_{").next().unwrap().to_owned(), Vec::new()));
            }
            for part in line.split("{ name").skip(1) {
                let part = format!("name{part}");
                let column =
                    (word(&part, "name").unwrap(), word(&part, "type").unwrap(), part.contains("optional = true"));
                tables.last_mut().unwrap().1.push(column);
            }
        }
        tables
    }

    #[test]
    fn the_tables_and_columns_are_those_of_the_contract() {
        let ours: Vec<(String, Vec<_>)> = Table::ALL
            .iter()
            .map(|table| {
                let columns = table.columns().iter().map(|column| {
                    let of = match column.of {
                        Type::Key => "key",
                        Type::Whole => "whole",
                        Type::Date => "date",
                        Type::Truth => "truth",
                        Type::Text(_) => "text",
                    };
                    (column.name.to_owned(), of.to_owned(), column.optional)
                });
                (table.name().to_owned(), columns.collect())
            })
            .collect();
        assert_eq!(ours, declared());
    }
}
