//! Numbers and forms, by hand.

use cells::{Cell, Period};
use definition::{Indicator, Measure};

use super::{Captured, Checker};

impl Checker<'_> {
    /// A number with exactly so many decimals, thousands in groups of three.
    pub(super) fn number(&self, text: &str, decimals: usize) -> Option<f64> {
        let (thousand, point) = if self.nl() { ('.', ',') } else { (',', '.') };
        let (sign, text) = text.strip_prefix('−').map_or((1.0, text), |rest| (-1.0, rest));
        let (whole, fraction) = text.split_once(point).unwrap_or((text, ""));
        let groups: Vec<&str> = whole.split(thousand).collect();
        let digits = |part: &&str| part.bytes().all(|b| b.is_ascii_digit());
        let right = groups.iter().all(digits)
            && (1..=3).contains(&groups[0].len())
            && groups[1..].iter().all(|group| group.len() == 3)
            && (groups.len() == 1 || !groups[0].starts_with('0'))
            && fraction.len() == decimals
            && digits(&fraction);
        right.then(|| format!("{}.{fraction}0", groups.concat()).parse().ok()).flatten().map(|value: f64| sign * value)
    }

    pub(super) fn figure(&self, text: &str, indicator: &Indicator) -> Option<f64> {
        let bare = match (indicator.measure, self.nl()) {
            (Measure::Percent, true) => text.strip_suffix(" %")?,
            (Measure::Percent, false) => text.strip_suffix('%')?,
            (Measure::PerThousand, true) => text.strip_suffix(" per 1.000")?,
            (Measure::PerThousand, false) => text.strip_suffix(" per 1,000")?,
            _ => text,
        };
        self.number(bare, usize::from(indicator.decimals))
    }

    pub(super) fn same_figure(&self, text: &str, indicator: &Indicator, cell: Cell) -> Result<(), String> {
        let value = cell.value.filter(|_| cell.is_published()).ok_or("the cell is not published")?;
        if let Some(bound) = text.strip_prefix(if self.nl() { "minder dan " } else { "less than " }) {
            return self.above_nothing(bound, indicator, cell);
        }
        if cell.numerator.is_some_and(|count| count.value == 0 && count.within > 0) && indicator.measure.is_rate() {
            return Err(format!("`{text}` of a count that was rounded to nothing"));
        }
        let said = self.figure(text, indicator).ok_or_else(|| format!("`{text}` is no figure of {}", indicator.id))?;
        let half = 0.5 * 10_f64.powi(-i32::from(indicator.decimals)) + 1e-9;
        if (said - value).abs() <= half { Ok(()) } else { Err(format!("says {said}, the cell has {value}")) }
    }

    /// What a share of a count that was rounded to nothing is less than: more than it can be, and by no more than one step.
    fn above_nothing(&self, bound: &str, indicator: &Indicator, cell: Cell) -> Result<(), String> {
        let (some, of) = cell.numerator.zip(cell.denominator).ok_or("has no counts")?;
        if some.value > 0 || some.within == 0 {
            return Err(format!("less than {bound}, of {} counted", some.value));
        }
        let most = f64::from(some.within) / f64::from((of.value - u32::from(of.within).min(of.value)).max(1));
        let one_in = bound.strip_prefix(if self.nl() { "1 op de " } else { "1 in " });
        if let Some(said) = one_in.and_then(|of| self.number(of, 0)) {
            return if most < 1.0 / said { Ok(()) } else { Err(format!("can be {most}, says less than {bound}")) };
        }
        let said =
            self.figure(bound, indicator).ok_or_else(|| format!("`{bound}` is no figure of {}", indicator.id))?;
        let most = most * indicator.measure.per();
        let step = 10_f64.powi(-i32::from(indicator.decimals));
        if said > most && said - step <= most + 1e-6 {
            Ok(())
        } else {
            Err(format!("can be {most}, says less than {bound}"))
        }
    }

    pub(super) fn same_count(&self, text: &str, value: u32) -> Result<(), String> {
        let said = self.number(text, 0).ok_or_else(|| format!("`{text}` is no count"))?;
        if (said - f64::from(value)).abs() < 0.5 { Ok(()) } else { Err(format!("says {said}, the cell has {value}")) }
    }
}

pub(super) fn year(found: &Captured) -> Result<Period, String> {
    parsed_year(&found["year"])
}

pub(super) fn parsed_year(text: &str) -> Result<Period, String> {
    let year: u16 = text.parse().map_err(|_| format!("`{text}` is no year"))?;
    if text.len() == 4 { Ok(Period(year)) } else { Err(format!("`{text}` is no year")) }
}

/// What stands in the holes of a template, if the text has its form. The first letter may be a capital in the text.
pub(super) fn captured(template: &str, text: &str) -> Option<Captured> {
    let mut first = text.chars();
    let small: String = first.next().map(|c| c.to_lowercase().chain(first).collect()).unwrap_or_default();
    let mut letters = template.chars();
    let capital: String = letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default();
    // A hole at the start takes its text as it stands.
    if template.starts_with('{') {
        return fill(template, text).or_else(|| fill(template, &small));
    }
    fill(&capital, text)
}

pub(super) fn fill(template: &str, text: &str) -> Option<Captured> {
    let Some((before, rest)) = template.split_once('{') else { return (template == text).then(Captured::new) };
    let text = text.strip_prefix(before)?;
    let (name, after) = rest.split_once('}')?;
    let literal = after.split('{').next().unwrap_or_default();
    let ends: Vec<usize> =
        if literal.is_empty() { vec![text.len()] } else { text.match_indices(literal).map(|(at, _)| at).collect() };
    ends.into_iter().find_map(|end| {
        let mut found = fill(after, &text[end..])?;
        found.insert(name.to_owned(), text[..end].to_owned());
        (end > 0).then_some(found)
    })
}
