//! What a written value means: texts of digits, numbers with a decimal mark, dates, truths.
//!
//! Every function gets a text without surrounding spaces that is not empty.

use std::borrow::Cow;

use crate::declared::{DateForm, Kind};
use crate::error::shown;

/// A value that is not what it should be.
#[derive(Debug)]
pub(crate) struct Misfit {
    pub(crate) expected: Cow<'static, str>,
    pub(crate) found: Option<String>,
    pub(crate) hint: Option<Cow<'static, str>>,
}

impl Misfit {
    #[cold]
    pub(crate) fn new(expected: &'static str, found: &str) -> Self {
        Self { expected: Cow::Borrowed(expected), found: Some(shown(found)), hint: None }
    }

    #[cold]
    pub(crate) fn empty(kind: Kind) -> Self {
        Self {
            expected: Cow::Borrowed(kind.expected()),
            found: None,
            hint: Some(Cow::Borrowed("declare the column optional if it may be empty")),
        }
    }

    pub(crate) fn hint(mut self, hint: &'static str) -> Self {
        self.hint = Some(Cow::Borrowed(hint));
        self
    }
}

/// A key: at most 18 digits.
pub(crate) fn key(text: &str) -> Result<i64, Misfit> {
    let bytes = text.as_bytes();
    let significant = bytes.iter().position(|byte| *byte != b'0').map_or(&bytes[..0], |first| &bytes[first..]);
    if significant.len() > 18 {
        return Err(Misfit::new(Kind::Key.expected(), text));
    }
    let mut value = 0_i64;
    for byte in significant {
        if !byte.is_ascii_digit() {
            return Err(Misfit::new(Kind::Key.expected(), text)
                .hint("if this text stands for \"no value\", name it in the missing texts"));
        }
        value = value * 10 + i64::from(byte - b'0');
    }
    Ok(value)
}

/// A whole number; a fraction of zeros is allowed after the decimal mark.
pub(crate) fn whole(text: &str, mark: u8) -> Result<i64, Misfit> {
    let expected = Kind::Whole.expected();
    let bytes = text.as_bytes();
    let digits = bytes.strip_prefix(b"-").or_else(|| bytes.strip_prefix(b"+")).unwrap_or(bytes);
    let end = digits.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(digits.len());
    if end == 0 {
        return Err(Misfit::new(expected, text));
    }
    if end < digits.len() {
        let fraction = &digits[end + 1..];
        if digits[end] != mark || fraction.len() == 3 || fraction.iter().any(|byte| *byte != b'0') {
            return Err(misread(expected, text));
        }
    }
    let negative = bytes[0] == b'-';
    let mut value = 0_i64;
    for byte in &digits[..end] {
        let digit = i64::from(byte - b'0');
        // Counted downwards, because there is one more negative number than positive.
        value = value
            .checked_mul(10)
            .and_then(|value| value.checked_sub(digit))
            .ok_or_else(|| Misfit::new("a whole number of at most 18 digits", text))?;
    }
    if negative {
        Ok(value)
    } else {
        value.checked_neg().ok_or_else(|| Misfit::new("a whole number of at most 18 digits", text))
    }
}

/// A number with the decimal mark of the file.
pub(crate) fn decimal(text: &str, mark: u8) -> Result<f64, Misfit> {
    let expected = if mark == b',' { "a number with a decimal comma" } else { "a number with a decimal point" };
    let mut marks = 0;
    let mut digits = 0;
    let mut exponent = false;
    let mut plain = true;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'0'..=b'9' => digits += 1,
            b'+' | b'-' if at == 0 || matches!(text.as_bytes()[at - 1], b'e' | b'E') => {}
            b'e' | b'E' if digits > 0 && !exponent => exponent = true,
            _ if byte == mark && !exponent => marks += 1,
            _ => plain = false,
        }
    }
    if !plain || marks > 1 || digits == 0 {
        return Err(misread(expected, text));
    }
    let parsed = if mark == b',' && marks == 1 { text.replacen(',', ".", 1).parse() } else { text.parse() };
    match parsed {
        Ok(value) if f64::is_finite(value) => Ok(value),
        _ => Err(Misfit::new(expected, text)),
    }
}

#[cold]
fn misread(expected: &'static str, text: &str) -> Misfit {
    let misfit = Misfit::new(expected, text);
    if text.bytes().all(|byte| byte.is_ascii_digit() || b",. '+-".contains(&byte)) {
        misfit.hint(
            "thousands separators are not read; write numbers without them, or say which decimal mark the file has",
        )
    } else {
        misfit.hint("if this text stands for \"no value\", name it in the missing texts")
    }
}

/// True or false.
pub(crate) fn truth(text: &str) -> Result<bool, Misfit> {
    const TRUE: [&str; 8] = ["1", "true", "ja", "j", "waar", "yes", "y", "t"];
    const FALSE: [&str; 8] = ["0", "false", "nee", "n", "onwaar", "no", "n", "f"];
    let is = |words: &[&str]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
    if is(&TRUE) {
        Ok(true)
    } else if is(&FALSE) {
        Ok(false)
    } else {
        Err(Misfit::new(Kind::Truth.expected(), text))
    }
}

/// A date as days since 1970-01-01.
pub(crate) fn date(text: &str, form: Option<DateForm>) -> Result<i32, Misfit> {
    let expected = form.map_or("a date like 2023-01-31, 20230131 or 31-01-2023", DateForm::expected);
    let written = without_time(text);
    let Some(parts) = Parts::of(written) else { return Err(Misfit::new(expected, text)) };
    let days = match (form, &parts) {
        (None | Some(DateForm::Iso), Parts::YearFirst([year, month, day]))
        | (None | Some(DateForm::Compact), Parts::Compact([year, month, day]))
        | (Some(DateForm::DayFirst), Parts::YearLast([day, month, year], _))
        | (None, Parts::YearLast([day, month, year], b'-' | b'.'))
        | (Some(DateForm::MonthFirst), Parts::YearLast([month, day, year], _)) => days(*year, *month, *day),
        (None, Parts::YearLast(..)) => {
            return Err(Misfit::new(expected, text)
                .hint("the day and the month may be exchanged: declare how dates are written"));
        }
        _ => None,
    };
    days.ok_or_else(|| Misfit::new(expected, text))
}

/// The numbers in a written date.
#[derive(Debug, PartialEq)]
pub(crate) enum Parts {
    /// 2023-01-31, also with slashes.
    YearFirst([u32; 3]),
    /// 20230131
    Compact([u32; 3]),
    /// 31-01-2023, and what separates the numbers.
    YearLast([u32; 3], u8),
}

impl Parts {
    pub(crate) fn of(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let number = |digits: &[u8]| -> Option<u32> {
            if digits.is_empty() || digits.len() > 4 {
                return None;
            }
            digits.iter().try_fold(0, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0')))
        };
        if bytes.len() == 8 && bytes.iter().all(u8::is_ascii_digit) {
            return Some(Self::Compact([number(&bytes[..4])?, number(&bytes[4..6])?, number(&bytes[6..])?]));
        }
        let first = bytes.iter().position(|byte| matches!(byte, b'-' | b'/' | b'.'))?;
        let separator = bytes[first];
        let second = first + 1 + bytes[first + 1..].iter().position(|byte| *byte == separator)?;
        let (one, two, three) = (&bytes[..first], &bytes[first + 1..second], &bytes[second + 1..]);
        let numbers = [number(one)?, number(two)?, number(three)?];
        match (one.len(), two.len(), three.len()) {
            (4, 2, 2) => Some(Self::YearFirst(numbers)),
            (1 | 2, 1 | 2, 4) => Some(Self::YearLast(numbers, separator)),
            _ => None,
        }
    }
}

/// Leaves off a time: `T12:00:00`, ` 0:00:00.000`.
pub(crate) fn without_time(text: &str) -> &str {
    let Some(at) = text.bytes().position(|byte| matches!(byte, b'T' | b' ')) else { return text };
    let time = &text.as_bytes()[at + 1..];
    let clock = time.len() >= 4 && time.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.'));
    if clock && time.contains(&b':') { &text[..at] } else { text }
}

/// Days since 1970-01-01 of a day in the Gregorian calendar, if it exists.
pub(crate) fn days(year: u32, month: u32, day: u32) -> Option<i32> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let length = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return None,
    };
    if day == 0 || day > length || year == 0 || year > 9999 {
        return None;
    }
    // Years begin in March, so that the leap day is the last of one.
    let (shifted_year, shifted_month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let of_years = shifted_year * 365 + shifted_year / 4 - shifted_year / 100 + shifted_year / 400;
    let of_months = (153 * shifted_month + 2) / 5;
    // 719,468 days lie between 1 March of year 0 and 1 January 1970.
    i32::try_from(of_years + of_months + day - 1).ok().map(|days| days - 719_468)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_digits_however_many_zeros_lead() {
        assert_eq!(key("000000042").unwrap(), 42);
        assert_eq!(key("0").unwrap(), 0);
        assert_eq!(key("999999999999999999").unwrap(), 999_999_999_999_999_999);
        for wrong in ["-1", "12a", "1 2", "1.0", "1234567890123456789"] {
            assert!(key(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_whole_number_has_no_thousands_separator() {
        assert_eq!(whole("-12", b',').unwrap(), -12);
        assert_eq!(whole("12,00", b',').unwrap(), 12);
        assert_eq!(whole("-9223372036854775808", b'.').unwrap(), i64::MIN);
        for wrong in ["1.000", "1,000", "12,5", "1 000", "", "-", "9223372036854775808", "1e3"] {
            assert!(whole(wrong, b',').is_err(), "{wrong}");
            assert!(whole(wrong, b'.').is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_number_has_one_decimal_mark() {
        assert!((decimal("1234,5", b',').unwrap() - 1234.5).abs() < 1e-12);
        assert!((decimal("-1.5e-3", b'.').unwrap() + 0.0015).abs() < 1e-12);
        for wrong in ["1.234,5", "1,234.5", "1.5", "nan", "inf", "1 5", ",", "1e999"] {
            assert!(decimal(wrong, b',').is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_date_is_read_in_the_form_it_has() {
        let new_year = 19_358; // 2023-01-01, by `date -d 2023-01-01 +%s` divided by 86400
        assert_eq!(date("2023-01-01", None).unwrap(), new_year);
        assert_eq!(date("20230101", None).unwrap(), new_year);
        assert_eq!(date("1-1-2023", None).unwrap(), new_year);
        assert_eq!(date("2023-01-01T00:00:00", Some(DateForm::Iso)).unwrap(), new_year);
        assert_eq!(date("02/01/2023", Some(DateForm::DayFirst)).unwrap(), new_year + 1);
        assert_eq!(date("01/02/2023", Some(DateForm::MonthFirst)).unwrap(), new_year + 1);
        assert_eq!(date("1970-01-01", None).unwrap(), 0);
        assert_eq!(date("1900-03-01", None).unwrap(), -25_508);
        for wrong in ["2023-02-29", "2023-13-01", "01/02/2023", "0000-01-01", "31-04-2023", "2023-1-1", "23-01-01", "x"]
        {
            assert!(date(wrong, None).is_err(), "{wrong}");
        }
    }
}
