//! Text files with a header row: commas, semicolons or tabs, with or without quotes and byte order mark.

use std::collections::BTreeSet;
use std::io::Read;

use super::super::table::{Field, Table};

/// The text in a gzip file.
pub(super) fn unzip(bytes: &[u8]) -> Result<Vec<u8>, String> {
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return Err("it does not begin as a gzip file does".to_owned());
    }
    let mut text = Vec::with_capacity(bytes.len() * 6);
    flate2::read::MultiGzDecoder::new(bytes)
        .read_to_end(&mut text)
        .map_err(|error| format!("it cannot be unzipped ({error}); it may be cut off"))?;
    Ok(text)
}

/// Reads the wanted columns.
pub(super) fn read(bytes: &[u8], file: String, wanted: &BTreeSet<String>) -> Result<Table, String> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let delimiter = delimiter(bytes);
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(false).from_reader(bytes);
    let mut table = Table::new(file);
    table.names = reader.headers().map_err(|e| problem(&e))?.iter().map(|name| name.trim().to_owned()).collect();
    if table.names.iter().all(String::is_empty) {
        return Err("it has no header row".to_owned());
    }
    let positions: Vec<(usize, &String)> =
        wanted.iter().filter_map(|name| table.names.iter().position(|n| n == name).map(|at| (at, name))).collect();
    let mut columns: Vec<Vec<Field>> = vec![Vec::new(); positions.len()];
    let mut numbers = Vec::new();
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).map_err(|e| problem(&e))? {
        numbers.push(record.position().map_or(0, csv::Position::line) as u32);
        for (fields, (at, _)) in columns.iter_mut().zip(&positions) {
            fields.push(field(&record[*at], delimiter));
        }
    }
    let names: Vec<String> = positions.into_iter().map(|(_, name)| name.clone()).collect();
    table.numbers = numbers;
    for (name, fields) in names.into_iter().zip(columns) {
        table.put(name, fields);
    }
    Ok(table)
}

/// A field; where semicolons part the columns, a comma in a number is a decimal comma.
fn field(text: &str, delimiter: u8) -> Field {
    if delimiter == b';'
        && text.contains(',')
        && let Ok(number) = text.trim().replacen(',', ".", 1).parse()
    {
        return Field::Number(number);
    }
    Field::from_text(text)
}

/// Of comma, semicolon and tab the one that the header has most often outside quotes.
fn delimiter(bytes: &[u8]) -> u8 {
    let (mut quoted, mut counts) = (false, [(b',', 0_u32), (b';', 0), (b'\t', 0)]);
    for &byte in bytes {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if !quoted => counts.iter_mut().filter(|(d, _)| *d == byte).for_each(|(_, n)| *n += 1),
            _ => {}
        }
    }
    let mut best = counts[0];
    for candidate in counts {
        if candidate.1 > best.1 {
            best = candidate;
        }
    }
    best.0
}

fn problem(error: &csv::Error) -> String {
    let row = error.position().map_or_else(String::new, |p| format!("row {}: ", p.line()));
    match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("{row}{len} fields where the header has {expected_len}; the file may be cut off")
        }
        csv::ErrorKind::Utf8 { .. } => format!("{row}text that is not UTF-8"),
        _ => format!("{row}{error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(|&n| n.to_owned()).collect()
    }

    #[test]
    fn a_file_as_statline_gives_it_is_read() {
        let text = "\u{feff}\"Code\";\"Naam; kort\";\"Aantal\"\n\"GM0001  \";\"Zonstad\";\"   1200\"\n\"GM0002  \";\"Maan\"\"dorp\";\"  12,5\"\n";
        let table =
            read(text.as_bytes(), "a.csv".to_owned(), &wanted(&["Code", "Aantal", "Naam; kort", "Ander"])).unwrap();
        assert_eq!(table.numbers, [2, 3]);
        assert_eq!(table.column("Code").unwrap()[0], Field::Text("GM0001".into()));
        assert_eq!(table.column("Naam; kort").unwrap()[1], Field::Text("Maan\"dorp".into()));
        assert_eq!(table.column("Aantal").unwrap()[0].number(&[]), Ok(Some(1200.0)));
        assert_eq!(table.column("Aantal").unwrap()[1].number(&[]), Ok(Some(12.5)));
        assert!(table.column("Ander").is_none());
    }

    #[test]
    fn a_file_that_was_cut_off_is_refused_with_its_row() {
        let message = read(b"a,b,c\n1,2,3\n4,5", "a.csv".to_owned(), &wanted(&["a"])).unwrap_err();
        assert_eq!(message, "row 3: 2 fields where the header has 3; the file may be cut off");
        let message = read(b"a,b\n1,\xff\n", "a.csv".to_owned(), &wanted(&["a"])).unwrap_err();
        assert!(message.contains("row 2: text that is not UTF-8"), "{message}");
        assert!(unzip(b"a,b\n").unwrap_err().contains("gzip"));
        assert!(unzip(&[0x1f, 0x8b, 8, 0, 0]).unwrap_err().contains("cut off"));
        assert!(read(b"", "a.csv".to_owned(), &wanted(&["a"])).is_err());
    }
}
