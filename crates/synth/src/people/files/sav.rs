//! SPSS system files (.sav), bytecode-compressed: keys as text of nine digits, dates as SPSS dates, yes and no as a
//! number with value labels.

use std::fs::File;
use std::io::{BufWriter, Seek, SeekFrom, Write};
use std::path::Path;

use super::{CodeLists, TableFile, codes_of, is_absent};
use crate::people::registers::{Column, Type};

/// Days from 14 October 1582, where SPSS counts from, to 1 January 1970.
const EPOCH: i64 = 141_428;
/// Where the number of cases stands in the header.
const CASES_AT: u64 = 80;
/// What is added to small whole numbers in a compressed file.
const BIAS: f64 = 100.0;

struct SavFile {
    file: BufWriter<File>,
    columns: &'static [Column],
    /// Blocks of 8 bytes per column.
    blocks: Vec<usize>,
    cases: i32,
    /// Up to eight codes of one byte, and the blocks that they leave uncompressed.
    codes: Vec<u8>,
    raw: Vec<u8>,
}

fn width(column: &Column, codes: &CodeLists<'_>) -> usize {
    match column.of {
        Type::Key => 9,
        Type::Text(list) => codes.longest(list),
        _ => 0,
    }
}

/// Begins a file: header, dictionary, value labels.
pub(super) fn begin(
    path: &Path,
    columns: &'static [Column],
    codes: &CodeLists<'_>,
) -> std::io::Result<Box<dyn TableFile>> {
    let mut out = Vec::new();
    let blocks: Vec<usize> = columns.iter().map(|column| width(column, codes).div_ceil(8).max(1)).collect();
    let word = |out: &mut Vec<u8>, number: i32| out.extend_from_slice(&number.to_le_bytes());
    let padded = |out: &mut Vec<u8>, text: &str, width: usize| {
        out.extend(text.bytes().chain(std::iter::repeat(b' ')).take(width));
    };
    out.extend_from_slice(b"$FL2");
    padded(&mut out, "@(#) SPSS DATA FILE Wijkmonitor synthetic population", 60);
    word(&mut out, 2);
    word(&mut out, blocks.iter().sum::<usize>() as i32);
    word(&mut out, 1);
    word(&mut out, 0);
    word(&mut out, -1);
    out.extend_from_slice(&BIAS.to_le_bytes());
    padded(&mut out, "01 Jan 70", 9);
    padded(&mut out, "00:00:00", 8);
    padded(&mut out, "Invented persons", 64);
    out.extend_from_slice(&[0; 3]);

    let mut truths = Vec::new();
    let mut place = 1;
    for (column, &blocks) in columns.iter().zip(&blocks) {
        let width = width(column, codes);
        // Type (1 is text, 5 a number, 20 a date as day-month-year), width and decimals of how it is shown.
        let format = match column.of {
            Type::Key | Type::Text(_) => (1 << 16) | ((width as i32) << 8),
            Type::Date => (20 << 16) | (11 << 8),
            Type::Whole => (5 << 16) | (9 << 8),
            Type::Truth => (5 << 16) | (1 << 8),
        };
        if column.of == Type::Truth {
            truths.push(place);
        }
        place += blocks as i32;
        for part in 0..blocks {
            word(&mut out, 2);
            word(&mut out, if part == 0 { width as i32 } else { -1 });
            word(&mut out, 0);
            word(&mut out, 0);
            word(&mut out, format);
            word(&mut out, format);
            padded(&mut out, if part == 0 { column.name } else { "" }, 8);
        }
    }
    // Names longer than eight bytes follow below; their short names must be unique, so they get a number.
    let mut long = Vec::new();
    let mut at = 176;
    for (index, (column, &blocks)) in columns.iter().zip(&blocks).enumerate() {
        let short = format!("V{}", index + 1);
        out[at + 24..at + 32].copy_from_slice(format!("{short:<8}").as_bytes());
        at += 32 * blocks;
        long.push(format!("{short}={}", column.name));
    }
    if !truths.is_empty() {
        word(&mut out, 3);
        word(&mut out, 2);
        for (value, label) in [(0.0_f64, "nee"), (1.0, "ja")] {
            out.extend_from_slice(&value.to_le_bytes());
            out.push(label.len() as u8);
            padded(&mut out, label, 7);
        }
        word(&mut out, 4);
        word(&mut out, truths.len() as i32);
        for place in &truths {
            word(&mut out, *place);
        }
    }
    let extension = |out: &mut Vec<u8>, subtype: i32, size: i32, data: &[u8]| {
        word(out, 7);
        word(out, subtype);
        word(out, size);
        word(out, data.len() as i32 / size);
        out.extend_from_slice(data);
    };
    let machine: Vec<u8> = [1, 0, 0, -1, 1, 1, 2, 65001].iter().flat_map(|number: &i32| number.to_le_bytes()).collect();
    extension(&mut out, 3, 4, &machine);
    let special: Vec<u8> = [-f64::MAX, f64::MAX, f64::from_bits((-f64::MAX).to_bits() - 1)]
        .iter()
        .flat_map(|number| number.to_le_bytes())
        .collect();
    extension(&mut out, 4, 8, &special);
    extension(&mut out, 13, 1, long.join("\t").as_bytes());
    extension(&mut out, 20, 1, b"UTF-8");
    word(&mut out, 999);
    word(&mut out, 0);

    let mut file = BufWriter::with_capacity(1 << 16, File::create(path)?);
    file.write_all(&out)?;
    Ok(Box::new(SavFile { file, columns, blocks, cases: 0, codes: Vec::new(), raw: Vec::new() }))
}

impl SavFile {
    fn code(&mut self, code: u8, raw: Option<[u8; 8]>) -> std::io::Result<()> {
        self.codes.push(code);
        if let Some(raw) = raw {
            self.raw.extend_from_slice(&raw);
        }
        if self.codes.len() == 8 { self.flush_codes() } else { Ok(()) }
    }

    fn flush_codes(&mut self) -> std::io::Result<()> {
        self.file.write_all(&self.codes)?;
        self.file.write_all(&self.raw)?;
        self.codes.clear();
        self.raw.clear();
        Ok(())
    }

    fn number(&mut self, number: i64) -> std::io::Result<()> {
        let code = number + BIAS as i64;
        if (1..=251).contains(&code) {
            self.code(code as u8, None)
        } else {
            self.code(253, Some((number as f64).to_le_bytes()))
        }
    }

    fn text(&mut self, text: &[u8], blocks: usize) -> std::io::Result<()> {
        for block in 0..blocks {
            let mut raw = [b' '; 8];
            let rest = text.get(block * 8..).unwrap_or_default();
            let length = rest.len().min(8);
            raw[..length].copy_from_slice(&rest[..length]);
            if length == 0 { self.code(254, None)? } else { self.code(253, Some(raw))? }
        }
        Ok(())
    }
}

impl TableFile for SavFile {
    fn add(&mut self, values: &[i64], codes: &CodeLists<'_>) -> std::io::Result<()> {
        for row in values.chunks_exact(self.columns.len()) {
            self.cases += 1;
            for (index, &value) in row.iter().enumerate() {
                let column = &self.columns[index];
                match column.of {
                    _ if is_absent(column, value) => self.code(255, None)?,
                    Type::Key => self.text(format!("{value:09}").as_bytes(), self.blocks[index])?,
                    Type::Whole | Type::Truth => self.number(value)?,
                    Type::Date => self.number((value + EPOCH) * 86_400)?,
                    Type::Text(_) => {
                        let text = codes_of(column).map_or("", |list| codes.code(list, value));
                        self.text(text.as_bytes(), self.blocks[index])?;
                    }
                }
            }
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> std::io::Result<()> {
        if !self.codes.is_empty() {
            self.codes.resize(8, 0);
            self.flush_codes()?;
        }
        self.file.seek(SeekFrom::Start(CASES_AT))?;
        self.file.write_all(&self.cases.to_le_bytes())?;
        self.file.flush()
    }
}
