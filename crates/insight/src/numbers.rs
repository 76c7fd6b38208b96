//! Figures as text, per language: "12,4 %", "1 op de 8", "12,4 % (310 van 2.500 inwoners van 15 tot en met 64 jaar)".
//!
//! Spaces inside a figure do not break, and a minus is a minus sign (−). Nothing is hidden by rounding a value to fewer
//! decimals than the definition asks for.

use cells::{Cell, Count, Status};
use definition::{Definition, Indicator, Language, Measure, ReadingRules, Unit};

mod rounding;

use self::rounding::in_words;
pub use self::rounding::{coarse, interval, is_too_open, rounding_interval};

/// A space at which a line does not break.
const FIXED_SPACE: char = '\u{a0}';

/// A number with a fixed number of decimals: "1.234,5" or "1,234.5".
pub fn number(value: f64, decimals: u8, language: Language) -> String {
    let plain = format!("{:.*}", usize::from(decimals), value.abs());
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let (thousands, point) = match language {
        Language::Nl => ('.', ','),
        Language::En => (',', '.'),
    };
    let mut text = String::with_capacity(plain.len() + 8);
    if value < 0.0 && plain.bytes().any(|b| matches!(b, b'1'..=b'9')) {
        text.push('−');
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push(thousands);
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(point);
        text.push_str(fraction);
    }
    text
}

/// A count: "1.234".
pub fn count(value: u32, language: Language) -> String {
    number(f64::from(value), 0, language)
}

/// A large number to two digits, as one says it: "ongeveer 18 miljoen", "ongeveer 45.000"; below 1,000 the number itself.
pub fn roughly(value: u32, language: Language) -> String {
    if value < 1000 {
        return count(value, language);
    }
    let exact = f64::from(value);
    let unit = 10_f64.powi(exact.log10().floor() as i32 - 1);
    let rounded = (exact / unit).round() * unit;
    let about = match language {
        Language::Nl => "ongeveer",
        Language::En => "about",
    };
    if rounded < 1e6 {
        return format!("{about}{FIXED_SPACE}{}", number(rounded, 0, language));
    }
    let millions = rounded / 1e6;
    let decimals = u8::from(millions < 10.0 && millions.fract() > 1e-9);
    let word = match language {
        Language::Nl => "miljoen",
        Language::En => "million",
    };
    format!("{about}{FIXED_SPACE}{}{FIXED_SPACE}{word}", number(millions, decimals, language))
}

/// A percentage as each language sets it: "12,4 %", "12.4%".
pub fn percentage(value: f64, decimals: u8, language: Language) -> String {
    let number = number(value, decimals, language);
    match language {
        Language::Nl => format!("{number}{FIXED_SPACE}%"),
        Language::En => format!("{number}%"),
    }
}

/// A value of an indicator with its unit: "12,4 %", "3,1 per 1.000", "€ 302.000", "4,2 km", "1.234".
pub fn figure(value: f64, indicator: &Indicator, language: Language) -> String {
    let text = |value| number(value, indicator.decimals, language);
    match (indicator.measure, language) {
        (Measure::Percent, _) => percentage(value, indicator.decimals, language),
        (Measure::PerThousand, Language::Nl) => format!("{}{FIXED_SPACE}per{FIXED_SPACE}1.000", text(value)),
        (Measure::PerThousand, Language::En) => format!("{}{FIXED_SPACE}per{FIXED_SPACE}1,000", text(value)),
        (Measure::Count | Measure::Mean | Measure::Index | Measure::Ratio, _) => {
            let Some(unit) = indicator.unit_label.as_ref().map(|label| label.get(language).trim()) else {
                return text(value);
            };
            with_unit(value, unit, indicator.decimals, language)
        }
    }
}

/// Amounts go behind their sign ("€ 302.000"), thousands of them are written out; other units follow the number.
fn with_unit(value: f64, unit: &str, decimals: u8, language: Language) -> String {
    let amount = |value, decimals| match language {
        Language::Nl => format!("€{FIXED_SPACE}{}", number(value, decimals, language)),
        Language::En => format!("€{}", number(value, decimals, language)),
    };
    let bare: String = unit.chars().filter(|c| !c.is_whitespace()).collect();
    match bare.to_lowercase().as_str() {
        "€" | "euro" => amount(value, decimals),
        "×€1.000" | "×€1,000" | "x€1.000" | "x€1,000" | "×€1000" | "×1.000euro" | "x1000euro" | "1.000euro" =>
        {
            // What stood behind the point are hundreds now. A mean that was worked out is no more exact than the figures
            // beside it: rounded first, then written out.
            let step = 10_f64.powi(i32::from(decimals));
            amount((value * step).round() / step * 1000.0, 0)
        }
        "" => number(value, decimals, language),
        _ => format!("{}{FIXED_SPACE}{}", number(value, decimals, language), unit.replace(' ', "\u{a0}")),
    }
}

/// A share as a number of people: "1 op de 8", "3 op de 10"; none above 9 in 10, below 1 in 10,000 and for 0.
pub fn natural_frequency(share: f64, language: Language) -> Option<String> {
    if !(0.0001..=0.9).contains(&share) {
        return None;
    }
    let (some, of) = if share <= 0.22 {
        let of = 1.0 / share;
        let unit = if of < 20.0 { 1.0 } else { 10_f64.powi(of.log10().floor() as i32 - 1).max(5.0) };
        (1, (of / unit).round() * unit)
    } else {
        let near = |&(a, b): &(u32, u32)| (share - f64::from(a) / f64::from(b)).abs();
        let simple = [(1, 4), (3, 10), (1, 3), (4, 10), (1, 2), (6, 10), (2, 3), (7, 10), (3, 4), (8, 10), (9, 10)];
        let (some, of) = simple.into_iter().min_by(|a, b| near(a).total_cmp(&near(b)))?;
        (some, f64::from(of))
    };
    Some(one_in(some, of, language))
}

fn one_in(some: u32, of: f64, language: Language) -> String {
    let of = number(of, 0, language);
    match language {
        Language::Nl => format!("{some}{FIXED_SPACE}op{FIXED_SPACE}de{FIXED_SPACE}{of}"),
        Language::En => format!("{some}{FIXED_SPACE}in{FIXED_SPACE}{of}"),
    }
}

/// What stands where the figure of a cell is expected: the figure, or the words for why it is not shown.
pub fn shown(cell: &Cell, indicator: &Indicator, language: Language) -> String {
    match cell.value {
        Some(value) if cell.is_published() => {
            below(cell, indicator, language).unwrap_or_else(|| figure(value, indicator, language))
        }
        _ => match small_bound(cell) {
            Some((fewer_than, _)) => fewer(fewer_than, language),
            None => crate::words::status_words(cell.status, language).to_owned(),
        },
    }
}

/// Of a share or rate whose count was rounded to nothing: what it is less than ("minder dan 0,5 %"), in words where that says
/// little. Rounded to tens, 0 of 1,230 may be 5: "0,0 %" would be more than anyone knows.
fn below(cell: &Cell, indicator: &Indicator, language: Language) -> Option<String> {
    let nobody = cell.numerator.filter(|count| rounded_to_nothing(*count))?;
    let interval = rounding_interval(cell, indicator)?;
    let step = 10_f64.powi(i32::from(indicator.decimals));
    let bound = (((interval.high * step) + 1e-9).floor() + 1.0) / step;
    let less = match language {
        Language::Nl => "minder dan",
        Language::En => "less than",
    };
    let text = if indicator.measure == Measure::PerThousand || bound <= ReadingRules::default().widest_interval {
        format!("{less} {}", figure(bound, indicator, language))
    } else if interval.high < 50.0 {
        in_words(&interval, indicator, language)
    } else {
        fewer(nobody.highest() + 1, language)
    };
    Some(text.replace(' ', "\u{a0}"))
}

/// Whether a count is 0 because whoever published it rounded it, so that it may be a few more.
fn rounded_to_nothing(count: Count) -> bool {
    count.value == 0 && !count.is_exact()
}

/// A count as it was published: "310", and of one that was rounded to 0 what it is less than, "minder dan 5".
pub fn counted(published: Count, language: Language) -> String {
    if rounded_to_nothing(published) {
        return fewer(published.highest() + 1, language);
    }
    count(published.value, language)
}

/// A figure in full, always with whom it is about: "12,4 % (310 van 2.500 inwoners van 15 tot en met 64 jaar)"; without
/// counts "12,4 % van de inwoners van 15 tot en met 64 jaar"; of a small count what is left to say: "minder dan 2 %
/// (minder dan 10 van 600 inwoners)".
pub fn full(cell: &Cell, indicator: &Indicator, definition: &Definition, language: Language) -> String {
    // A number of things that happen in "the whole area" is not one of areas.
    let is_of_them = |unit: Unit| indicator.measure != Measure::Count || unit != Unit::Other;
    let universe = definition.find_universe(&indicator.universe).filter(|universe| is_of_them(universe.unit));
    told(cell, indicator, definition, universe.map_or("", |universe| universe.label.get(language)), language)
}

/// The same without whom it is about, where that is said beside it: "12,4 % (310 van 2.500)".
pub fn without_whom(cell: &Cell, indicator: &Indicator, definition: &Definition, language: Language) -> String {
    told(cell, indicator, definition, "", language)
}

fn told(cell: &Cell, indicator: &Indicator, definition: &Definition, whom: &str, language: Language) -> String {
    let threshold = definition.monitor.protection.threshold;
    match (cell.status, cell.denominator.filter(|count| count.lowest() > 0)) {
        (Status::Small, denominator) => {
            let of_all = if denominator.is_some() { threshold.numerators } else { threshold.denominators };
            let fewer_than = small_bound(cell).map_or(of_all, |(fewer_than, _)| fewer_than);
            return small(fewer_than, denominator, whom, indicator, language);
        }
        (Status::NearlyAll, Some(denominator)) => {
            return all_but(threshold.complements, denominator, whom, language);
        }
        _ => {}
    }
    let text = shown(cell, indicator, language);
    if !cell.is_published() {
        return text;
    }
    match (indicator.measure, cell.numerator, cell.denominator) {
        (Measure::Percent, Some(numerator), Some(denominator)) => {
            format!("{text} ({})", so_many_of(&counted(numerator, language), denominator, whom, language))
        }
        (Measure::PerThousand, Some(numerator), Some(denominator)) => {
            // Things that happen are no part of the people they are counted per.
            let per = match language {
                Language::Nl => "op",
                Language::En => "per",
            };
            let (some, of) = (counted(numerator, language), count(denominator.value, language));
            format!("{text} ({})", with(format!("{some} {per} {of}"), whom))
        }
        (Measure::Percent, ..) if whom.is_empty() => text,
        (Measure::Percent, ..) => match language {
            Language::Nl => format!("{text} van de {whom}"),
            Language::En => format!("{text} of {whom}"),
        },
        (Measure::PerThousand, ..) => with(text, whom),
        (Measure::Count, ..) if indicator.unit_label.is_none() => with(text, whom),
        (Measure::Mean, _, Some(denominator)) => match language {
            Language::Nl => format!("{text} (gemiddelde van {})", with(count(denominator.value, language), whom)),
            Language::En => format!("{text} (mean of {})", with(count(denominator.value, language), whom)),
        },
        _ => text,
    }
}

/// A number with whom it is about behind it, where that is said.
fn with(number: String, whom: &str) -> String {
    if whom.is_empty() { number } else { format!("{number} {whom}") }
}

fn so_many_of(some: &str, of: Count, whom: &str, language: Language) -> String {
    let of = with(count(of.value, language), whom);
    match language {
        Language::Nl => format!("{some} van {of}"),
        Language::En => format!("{some} of {of}"),
    }
}

/// Of a small count: the number it is less than, and out of how many, where the release says so.
fn small_bound(cell: &Cell) -> Option<(u32, Option<Count>)> {
    (cell.status == Status::Small).then_some(())?;
    Some((cell.numerator?.highest().saturating_add(1), cell.denominator.filter(|count| count.lowest() > 0)))
}

fn fewer(than: u32, language: Language) -> String {
    match language {
        Language::Nl => format!("minder{FIXED_SPACE}dan{FIXED_SPACE}{}", count(than, language)),
        Language::En => format!("fewer{FIXED_SPACE}than{FIXED_SPACE}{}", count(than, language)),
    }
}

fn small(fewer_than: u32, denominator: Option<Count>, whom: &str, indicator: &Indicator, language: Language) -> String {
    let some = fewer(fewer_than, language);
    let Some(denominator) = denominator else { return with(some, whom) };
    let inside = so_many_of(&some, denominator, whom, language);
    if !indicator.measure.is_rate() || denominator.lowest() <= fewer_than {
        return inside;
    }
    let bound = (f64::from(fewer_than) / f64::from(denominator.lowest()) * indicator.measure.per()).ceil();
    let whole = Indicator { decimals: 0, ..indicator.clone() };
    let less = match language {
        Language::Nl => "minder dan",
        Language::En => "less than",
    };
    format!("{less} {} ({inside})", figure(bound, &whole, language))
}

/// Of nearly all: how many of how many are not counted, as far as the release says so.
fn all_but(fewer_than: u32, denominator: Count, whom: &str, language: Language) -> String {
    let (some, of) = (fewer(fewer_than, language), with(count(denominator.value, language), whom));
    match language {
        Language::Nl => format!("op {some} na alle {of}"),
        Language::En => format!("all of {of} but {some}"),
    }
}

#[cfg(test)]
mod tests {
    use cells::Kind;
    use proptest::prelude::*;

    use super::*;
    use crate::fiction;
    use crate::statistics::Interval;

    fn plain(text: &str) -> String {
        text.replace(FIXED_SPACE, " ")
    }

    #[test]
    fn numbers_are_written_as_each_language_does() {
        for (value, decimals, nl, en) in [
            (12.4, 1, "12,4", "12.4"),
            (1234.0, 0, "1.234", "1,234"),
            (17_407_585.0, 0, "17.407.585", "17,407,585"),
            (-3.25, 2, "−3,25", "−3.25"),
            (-0.04, 1, "0,0", "0.0"),
            (999.96, 1, "1.000,0", "1,000.0"),
            (0.0, 0, "0", "0"),
        ] {
            assert_eq!(number(value, decimals, Language::Nl), nl);
            assert_eq!(number(value, decimals, Language::En), en);
        }
    }

    #[test]
    fn a_large_number_is_said_roughly() {
        for (value, nl, en) in [
            (17_407_585, "ongeveer 17 miljoen", "about 17 million"),
            (1_250_000, "ongeveer 1,3 miljoen", "about 1.3 million"),
            (996_000, "ongeveer 1 miljoen", "about 1 million"),
            (357_597, "ongeveer 360.000", "about 360,000"),
            (1040, "ongeveer 1.000", "about 1,000"),
            (310, "310", "310"),
        ] {
            assert_eq!(plain(&roughly(value, Language::Nl)), nl);
            assert_eq!(plain(&roughly(value, Language::En)), en);
        }
    }

    #[test]
    fn a_small_share_is_one_in_so_many() {
        for (share, nl, en) in [
            (0.124, "1 op de 8", "1 in 8"),
            (0.2, "1 op de 5", "1 in 5"),
            (0.021, "1 op de 50", "1 in 50"),
            (0.0072, "1 op de 140", "1 in 140"),
            (0.31, "3 op de 10", "3 in 10"),
            (0.34, "1 op de 3", "1 in 3"),
        ] {
            assert_eq!(plain(&natural_frequency(share, Language::Nl).unwrap()), nl);
            assert_eq!(plain(&natural_frequency(share, Language::En).unwrap()), en);
        }
        assert_eq!(natural_frequency(0.0, Language::Nl), None);
        assert_eq!(natural_frequency(0.97, Language::Nl), None);
    }

    #[test]
    fn a_figure_in_full_says_of_whom() {
        let definition = fiction::definition();
        let benefit = definition.indicator(definition.find_indicator("bijstand").unwrap());
        let say = |cell: &Cell, language| plain(&full(cell, benefit, &definition, language));
        let counted = Cell::rate(Count::exact(310), Count::exact(2500), 100.0, Kind::Counted);
        assert_eq!(say(&counted, Language::Nl), "12,4 % (310 van 2.500 inwoners van 15 tot en met 64 jaar)");
        assert_eq!(say(&counted, Language::En), "12.4% (310 of 2,500 residents aged 15 to 64)");
        let imported = Cell::imported(12.4, Kind::Counted);
        assert_eq!(say(&imported, Language::Nl), "12,4 % van de inwoners van 15 tot en met 64 jaar");
        let small = Cell {
            status: Status::Small,
            numerator: Some(Count { value: 5, within: 4 }),
            denominator: Some(Count::exact(600)),
            ..Cell::default()
        };
        assert_eq!(
            say(&small, Language::Nl),
            "minder dan 2 % (minder dan 10 van 600 inwoners van 15 tot en met 64 jaar)"
        );
        let out_of = |status| Cell { status, denominator: Some(Count { value: 600, within: 2 }), ..Cell::default() };
        assert_eq!(
            say(&out_of(Status::Small), Language::En),
            "less than 2% (fewer than 10 of 600 residents aged 15 to 64)"
        );
        assert_eq!(
            say(&out_of(Status::NearlyAll), Language::Nl),
            "op minder dan 10 na alle 600 inwoners van 15 tot en met 64 jaar"
        );
        assert_eq!(
            say(&out_of(Status::NearlyAll), Language::En),
            "all of 600 residents aged 15 to 64 but fewer than 10"
        );
        let too_few = Cell::missing(Status::Small);
        assert_eq!(say(&too_few, Language::Nl), "minder dan 10 inwoners van 15 tot en met 64 jaar");
        assert_eq!(say(&Cell::missing(Status::Withheld), Language::En), "not shown");
    }

    #[test]
    fn amounts_stand_behind_their_sign() {
        let definition = fiction::definition();
        let mut value = definition.indicators[0].clone();
        value.measure = Measure::Mean;
        value.decimals = 0;
        value.unit_label = Some(definition::Text { nl: "× € 1.000".to_owned(), en: "× €1,000".to_owned() });
        assert_eq!(plain(&figure(302.0, &value, Language::Nl)), "€ 302.000");
        assert_eq!(figure(302.0, &value, Language::En), "€302,000");
        // Worked out from the figures of all municipalities, shown as precisely as those.
        assert_eq!(plain(&figure(378.939_4, &value, Language::Nl)), "€ 379.000");
        value.decimals = 1;
        assert_eq!(plain(&figure(378.939_4, &value, Language::Nl)), "€ 378.900");
        assert_eq!(plain(&figure(-0.04, &value, Language::Nl)), "€ 0");
        value.unit_label = Some(definition::Text { nl: "km".to_owned(), en: "km".to_owned() });
        value.decimals = 1;
        assert_eq!(plain(&figure(0.8, &value, Language::Nl)), "0,8 km");
    }

    #[test]
    fn a_narrow_interval_is_a_number_and_a_wide_one_words() {
        let definition = fiction::definition();
        let benefit = definition.indicator(definition.find_indicator("bijstand").unwrap());
        let rules = ReadingRules::default();
        let say = |x, n, within| {
            let counts = |value| Count { value, within };
            let cell = Cell::rate(counts(x), counts(n), 100.0, Kind::Rounded);
            interval(&cell, benefit, None, &rules, Language::Nl).map(|text| plain(&text))
        };
        // 308/2502 and 312/2498
        assert_eq!(say(310, 2500, 2).unwrap(), "tussen 12,3 % en 12,5 %");
        // 6/54 and 14/46 = 0.304 < 1/3
        assert_eq!(say(10, 50, 4).unwrap(), "minder dan 1 op de 3");
        // 36/54 = 0.667 and 44/46: more than 1 − 1/2 … 1 − 0.333 < 1/2, 1/3 is not below 1/3
        assert_eq!(say(40, 50, 4).unwrap(), "meer dan de helft");
        assert_eq!(say(310, 2500, 0), None);
    }

    #[test]
    fn a_share_of_a_count_rounded_to_nothing_is_not_zero() {
        let definition = fiction::definition();
        let benefit = definition.indicator(definition.find_indicator("bijstand").unwrap());
        let cell = |within, of| {
            let numerator = Count { value: 0, within };
            Cell::rate(numerator, Count { value: of, within: 4 }, 100.0, Kind::Rounded)
        };
        let say = |cell: &Cell, language| plain(&full(cell, benefit, &definition, language));
        // 5 of 1,226 is 0.41 %.
        let nl = "minder dan 0,5 % (minder dan 6 van 1.230 inwoners van 15 tot en met 64 jaar)";
        assert_eq!(say(&cell(5, 1230), Language::Nl), nl);
        assert_eq!(plain(&shown(&cell(5, 1230), benefit, Language::En)), "less than 0.5%");
        // 4 of 20 is 20 %: 1 in 4 is more than that for sure. 4 of 5 says nothing.
        assert_eq!(plain(&shown(&cell(4, 24), benefit, Language::Nl)), "minder dan 1 op de 4");
        assert_eq!(plain(&shown(&cell(4, 9), benefit, Language::Nl)), "minder dan 5");
        let exact = Cell::rate(Count::exact(0), Count::exact(1230), 100.0, Kind::Counted);
        assert_eq!(plain(&shown(&exact, benefit, Language::Nl)), "0,0 %");
        assert_eq!(counted(Count { value: 10, within: 5 }, Language::Nl), "10");
    }

    fn read_back(text: &str, language: Language) -> f64 {
        let (thousands, point) = match language {
            Language::Nl => ('.', ','),
            Language::En => (',', '.'),
        };
        text.chars()
            .filter(|c| *c != thousands)
            .map(|c| {
                if c == point {
                    '.'
                } else if c == '−' {
                    '-'
                } else {
                    c
                }
            })
            .collect::<String>()
            .parse()
            .unwrap()
    }

    proptest! {
        #[test]
        fn a_number_can_be_read_back(value in -1e9..1e9_f64, decimals in 0_u8..4) {
            for language in [Language::Nl, Language::En] {
                let back = read_back(&number(value, decimals, language), language);
                prop_assert!((back - value).abs() <= 0.5 * 10_f64.powi(-i32::from(decimals)) * 1.000_001);
            }
        }

        /// What is said about a wide interval holds for both of its ends.
        #[test]
        fn words_for_an_interval_are_true(low in 0.0..=1.0_f64, width in 0.0..=1.0_f64) {
            let definition = fiction::definition();
            let benefit = definition.indicator(definition.find_indicator("bijstand").unwrap());
            let high = (low + width).min(1.0);
            let text = plain(&in_words(&Interval { low: low * 100.0, high: high * 100.0 }, benefit, Language::En));
            let bound = |text: &str| {
                let (some, of) = text.split_once(" in ").unwrap();
                some.parse::<f64>().unwrap() / read_back(of, Language::En)
            };
            if let Some(bounded) = text.strip_prefix("less than ") {
                prop_assert!(high <= bound(bounded) + 1e-9, "{text}: {high}");
            } else if text == "more than half" {
                prop_assert!(low >= 0.5 - 1e-9);
            } else if let Some(bounded) = text.strip_prefix("more than ") {
                prop_assert!(low >= bound(bounded) - 1e-9, "{text}: {low}");
            }
        }
    }
}
