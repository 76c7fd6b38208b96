//! Sentences that editors wrote.

use cells::{AreaCode, Level};

use super::monitor::word;
use crate::draft::{Draft, Report, Step};
use crate::nearest::list;
use crate::shape::shorten;
use Step::Key;

/// Most characters of a sentence.
const LONGEST: usize = 400;

pub(super) fn check(draft: &Draft, report: &mut Report<'_>) {
    for sentence in &draft.stories {
        let site = sentence.at(&[Key("area")]);
        match sentence.value.area.parse::<AreaCode>() {
            Err(_) => {
                let what = format!("`{}` is no area code", shorten(&sentence.value.area));
                let expected = "NL00, GM and 4 digits, WK and 6 digits, BU and 8 digits, or the code of a region";
                report.error(&site, &what, expected, None);
            }
            Ok(code) => {
                if let Some(monitor) = &draft.monitor
                    && code.level() != Level::Region
                    && !monitor.value.levels.contains(&code.level())
                {
                    let words = list(monitor.value.levels.iter().map(|level| word(*level)));
                    let what = format!("`{code}` is a {}, a level that this monitor does not have", word(code.level()));
                    let expected = format!("an area of one of its levels: {words}");
                    report.error(&site, &what, &expected, None);
                }
            }
        }
        if let Some(category) = &sentence.value.category {
            report.reference(&draft.category_names, "category", category, &sentence.at(&[Key("category")]));
        }
        for (language, text) in [("nl", &sentence.value.text.nl), ("en", &sentence.value.text.en)] {
            let (length, site) = (text.chars().count(), sentence.at(&[Key("text"), Key(language)]));
            if length > LONGEST {
                let what = format!("this sentence has {length} characters");
                report.error(&site, &what, &format!("one or two sentences, at most {LONGEST} characters"), None);
            } else if !text.trim_end().ends_with(['.', '?', '!']) {
                report.error(&site, "this does not end as a sentence does", "a sentence with a full stop", None);
            }
        }
        if sentence.value.written.parse::<Day>().is_err() {
            let what = format!("`{}` is no day", shorten(&sentence.value.written));
            report.error(&sentence.at(&[Key("written")]), &what, "a day such as 2026-11-29", None);
        }
    }
}

/// A day that can be in a calendar.
struct Day;

impl std::str::FromStr for Day {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let mut parts = text.split('-').map(|part| part.parse::<u32>().ok());
        let (year, month, day) = (parts.next().flatten(), parts.next().flatten(), parts.next().flatten());
        let (Some(year), Some(month), Some(day), None) = (year, month, day, parts.next()) else { return Err(()) };
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 => 28 + u32::from(leap),
            _ => return Err(()),
        };
        if (1..=days).contains(&day) { Ok(Self) } else { Err(()) }
    }
}
