//! Sizes and ages of real neighbourhoods, from the key figures that CBS publishes: for load tests only.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use flate2::read::MultiGzDecoder;

use super::SynthError;
use super::chance::{chance_of, lasting, scatter, score_of};
use super::places::{Codes, Place, Territory, balance, mix, scaled};

/// A column and the names it has in the files of different years.
const CODE: &[&str] = &["code", "WijkenEnBuurten", "gwb_code"];
const RESIDENTS: &[&str] = &["inwoners", "AantalInwoners_5", "a_inw"];
const CHILDREN: &[&str] = &["inwoners0tot15", "k_0Tot15Jaar_8", "a_00_14"];
const ELDERLY: &[&str] = &["inwoners65plus", "k_65JaarOfOuder_12", "a_65_oo"];
const HOUSEHOLDS: &[&str] = &["huishoudens", "HuishoudensTotaal_28", "a_hh"];
const URBAN: &[&str] = &["stedelijkheid", "MateVanStedelijkheid_115", "ste_mvs"];
const OWNED: &[&str] = &["koopwoningen", "Koopwoningen_40", "p_koopw"];
const WESTERN: &[&str] = &["WestersTotaal_16", "WestersTotaal_17"];
const OTHER: &[&str] = &["NietWestersTotaal_17", "NietWestersTotaal_18"];

struct Columns {
    code: usize,
    residents: usize,
    children: Option<usize>,
    elderly: Option<usize>,
    households: Option<usize>,
    urban: Option<usize>,
    owned: Option<usize>,
    western: Option<usize>,
    other: Option<usize>,
}

/// Reads the neighbourhoods of a file. A neighbourhood without a number of residents is one without residents.
pub(crate) fn read(path: &Path, persons: Option<u64>, years: &[u16], seed: u64) -> Result<Territory, SynthError> {
    let unreadable = |reason: String| SynthError::KeyFigures { path: path.to_owned(), reason };
    let file = File::open(path).map_err(|source| unreadable(source.to_string()))?;
    let input: Box<dyn Read> = if path.extension().is_some_and(|extension| extension == "gz") {
        Box::new(MultiGzDecoder::new(file))
    } else {
        Box::new(file)
    };
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(input);
    let header = reader.headers().map_err(|error| unreadable(error.to_string()))?.clone();
    let column = |names: &[&str]| header.iter().position(|found| names.contains(&found.trim_start_matches('\u{feff}')));
    let needed = |names: &[&str]| {
        column(names).ok_or_else(|| unreadable(format!("it has none of the columns {}", names.join(", "))))
    };
    let columns = Columns {
        code: needed(CODE)?,
        residents: needed(RESIDENTS)?,
        children: column(CHILDREN),
        elderly: column(ELDERLY),
        households: column(HOUSEHOLDS),
        urban: column(URBAN),
        owned: column(OWNED),
        western: column(WESTERN),
        other: column(OTHER),
    };
    let mut found: Vec<(String, [Option<f32>; 8])> = Vec::new();
    for (row, record) in reader.records().enumerate() {
        let record = record.map_err(|error| unreadable(error.to_string()))?;
        let code = record.get(columns.code).unwrap_or_default().trim();
        if !code.starts_with("BU") {
            continue;
        }
        if code.len() != 10 || !code[2..].bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(unreadable(format!(
                "row {}: “{code}” is no code of a buurt (BU and eight digits or letters)",
                row + 2
            )));
        }
        let number = |column: Option<usize>| -> Result<Option<f32>, SynthError> {
            let Some(text) = column.and_then(|column| record.get(column)).map(str::trim) else { return Ok(None) };
            if matches!(text, "" | "." | "-99997" | "-99997.0") {
                return Ok(None);
            }
            match text.parse::<f32>() {
                Ok(number) if number.is_finite() && number >= 0.0 => Ok(Some(number)),
                _ => Err(unreadable(format!("row {} ({code}): “{text}” is no number of people", row + 2))),
            }
        };
        let numbers = [
            number(Some(columns.residents))?,
            number(columns.children)?,
            number(columns.elderly)?,
            number(columns.households)?,
            number(columns.urban)?,
            number(columns.owned)?,
            number(columns.western)?,
            number(columns.other)?,
        ];
        found.push((code.to_owned(), numbers));
    }
    if found.is_empty() {
        return Err(unreadable("it has no row of a buurt (a code that begins with BU)".to_owned()));
    }
    found.sort_by(|one, other| one.0.cmp(&other.0));
    if let Some(twice) = found.windows(2).find(|pair| pair[0].0 == pair[1].0) {
        return Err(unreadable(format!("{} is in it twice", twice[0].0)));
    }
    let year = years[0];
    let total: u64 = found.iter().map(|(_, numbers)| numbers[0].unwrap_or(0.0) as u64).sum();
    let residents =
        scaled(found.iter().map(|(_, numbers)| numbers[0].unwrap_or(0.0) as u32), total, persons.unwrap_or(total));
    let (mut places, mut codes, mut gemeente, mut last) = (Vec::new(), Vec::new(), 0, String::new());
    for ((code, numbers), residents) in found.iter().zip(residents) {
        if !places.is_empty() && code[2..6] != last {
            gemeente += 1;
        }
        code[2..6].clone_into(&mut last);
        let areas =
            Codes { gemeente: format!("GM{}", &code[2..6]), wijk: format!("WK{}", &code[2..8]), buurt: code.clone() };
        places.push(place(&areas, numbers, residents, gemeente, (year, seed)));
        codes.push(areas);
    }
    if columns.western.is_none() {
        balance(&mut places, year);
    }
    Ok(Territory::of_places(places, &codes, years.len()))
}

fn hash(seed: u64, code: &str) -> u64 {
    code.bytes().fold(scatter(seed), |hash, byte| scatter(hash ^ u64::from(byte)))
}

fn place(codes: &Codes, numbers: &[Option<f32>; 8], residents: u32, gemeente: u32, (year, seed): (u16, u64)) -> Place {
    let [counted, children, elderly, households, urban, owned, western, other] = *numbers;
    let (wijk, buurt) = (hash(seed, &codes.wijk), hash(seed, &codes.buurt));
    let scale = residents as f32 / counted.unwrap_or(1.0).max(1.0);
    let part = |number: Option<f32>, share: f32| {
        let number = number.unwrap_or(counted.unwrap_or(0.0) * share) * scale;
        (number.round() as u32).min(residents)
    };
    let city = (5.0 - urban.unwrap_or(4.0)).clamp(0.0, 4.0) / 4.0;
    let owned = owned.unwrap_or(60.0).min(100.0) / 100.0;
    let wealth = 1.1 * (owned - 0.6) + 0.25 * lasting(buurt, 1);
    let abroad = match (western, other, counted) {
        (Some(western), Some(other), Some(all)) if all > 0.0 => ((western + other) / all).clamp(0.01, 0.95),
        _ => chance_of(score_of(0.1 + 0.22 * city) - 0.8 * wealth + 0.3 * lasting(wijk, 2) + 0.3 * lasting(buurt, 2)),
    };
    let (children, elderly) = (part(children, 0.15), part(elderly, 0.2));
    let students = if city > 0.9 { (0.25 + 0.25 * lasting(wijk, 3)).clamp(0.0, 0.8) } else { 0.06 };
    Place {
        gemeente,
        residents,
        children: children.min(residents),
        elderly: elderly.min(residents - children.min(residents)),
        households: households.map(|households| (households * scale).round() as u32),
        alone: 0.27 + 0.28 * city,
        one_parent: (0.27 - 0.12 * wealth).max(0.08),
        wealth,
        students,
        corporation: ((1.0 - owned) * 0.7).clamp(0.01, 0.95),
        private: ((1.0 - owned) * 0.3).clamp(0.01, 0.6),
        home: residents >= 300 && lasting(buurt, 7) > 0.8,
        mix: mix(abroad, year, wijk, buurt),
    }
}
