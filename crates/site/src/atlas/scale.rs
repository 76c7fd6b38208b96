//! Classes of a map: the one place where a figure gets its colour and the colour its words.

use cells::{Cell, Status};
use charts::{MapClass, MapFill, Mark, Pole, Shade};
use definition::{Indicator, Measure, Polarity, ReadingRules};
use insight::{Certainty, Direction, NoReading, Reading, Size, Verdict, numbers};

use crate::texts::Texts;

/// Into how many classes figures are divided at most.
const STEPS: usize = 5;

/// What the areas of a map are coloured by, with the legend that belongs to it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Scale {
    classes: Vec<MapClass>,
    rule: Rule,
}

#[derive(Debug, Clone, PartialEq)]
enum Rule {
    /// By the shade of the reading; one class for each, in this order.
    Readings(Vec<Shade>),
    /// By the figure as it is written: the highest of each class but the last.
    Values { ends: Vec<f64>, decimals: u8, vague: usize, widest: f64 },
}

/// What of a figure decides its class.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Figure {
    pub(crate) cell: Cell,
    /// What it means; only asked for on a map of readings.
    pub(crate) mark: Mark,
}

/// A mark that is drawn with a step or a pole, for the swatches of a legend.
fn example(verdict: Verdict, certainty: Certainty) -> Mark {
    use Direction::{Equal, Higher, Lower};
    let (direction, size, polarity) = match verdict {
        Verdict::ClearlyUnfavourable => (Lower, Size::Clear, Polarity::HigherIsFavourable),
        Verdict::SomewhatUnfavourable => (Lower, Size::Some, Polarity::HigherIsFavourable),
        Verdict::AboutEqual => (Equal, Size::None, Polarity::Neutral),
        Verdict::SomewhatFavourable => (Higher, Size::Some, Polarity::HigherIsFavourable),
        Verdict::ClearlyFavourable => (Higher, Size::Clear, Polarity::HigherIsFavourable),
        Verdict::ClearlyLower => (Lower, Size::Clear, Polarity::Neutral),
        Verdict::SomewhatLower => (Lower, Size::Some, Polarity::Neutral),
        Verdict::SomewhatHigher => (Higher, Size::Some, Polarity::Neutral),
        Verdict::ClearlyHigher => (Higher, Size::Clear, Polarity::Neutral),
    };
    Mark { reading: Reading::Compared { direction, size, certainty }, polarity, judge: true }
}

/// The figure as it is written, so that the number people read and the class it stands in never disagree.
fn written(value: f64, decimals: u8) -> f64 {
    format!("{value:.*}", usize::from(decimals)).parse().unwrap_or(value)
}

impl Scale {
    /// By what figures mean. `judged` says whether favourable and unfavourable are shown.
    pub(crate) fn readings(judged: bool, t: &Texts) -> Self {
        let language = t.language();
        let (verdicts, poles) = if judged {
            (
                [
                    Verdict::ClearlyUnfavourable,
                    Verdict::SomewhatUnfavourable,
                    Verdict::AboutEqual,
                    Verdict::SomewhatFavourable,
                    Verdict::ClearlyFavourable,
                ],
                [Verdict::SomewhatUnfavourable, Verdict::SomewhatFavourable],
            )
        } else {
            (
                [
                    Verdict::ClearlyLower,
                    Verdict::SomewhatLower,
                    Verdict::AboutEqual,
                    Verdict::SomewhatHigher,
                    Verdict::ClearlyHigher,
                ],
                [Verdict::SomewhatLower, Verdict::SomewhatHigher],
            )
        };
        let mut shades = Vec::new();
        let mut classes = Vec::new();
        let mut add = |mark: Mark, words: String, always: bool| {
            shades.push(mark.shade());
            classes.push(MapClass { fill: MapFill::Reading(mark), words, always });
        };
        for verdict in verdicts {
            add(example(verdict, Certainty::Certain), verdict.word(language).to_owned(), true);
        }
        for verdict in poles {
            let words = match Pole::of(verdict) {
                Some(Pole::Unfavourable) => t.get("possibly-unfavourable"),
                Some(Pole::Favourable) => t.get("possibly-favourable"),
                Some(Pole::Lower) => t.get("possibly-lower"),
                _ => t.get("possibly-higher"),
            };
            add(example(verdict, Certainty::Uncertain), words, false);
        }
        let compared_with_nothing =
            Mark { reading: Reading::None(NoReading::NoRemainder), polarity: Polarity::Neutral, judge: true };
        add(compared_with_nothing, t.get("legend-white"), false);
        Self { classes, rule: Rule::Readings(shades) }.closed(t)
    }

    /// By the figures themselves, in classes with about equally many of `values` (ascending). The same figures of other
    /// areas, years or groups can be shown with it.
    pub(crate) fn values(values: &[f64], indicator: &Indicator, rules: &ReadingRules, t: &Texts) -> Self {
        let language = t.language();
        let decimals = indicator.decimals;
        let mut ends: Vec<f64> = Vec::new();
        let highest = values.last().map(|value| written(*value, decimals));
        for part in 1..STEPS {
            let at = (values.len() * part / STEPS).saturating_sub(1);
            let Some(end) = values.get(at).map(|value| written(*value, decimals)) else { continue };
            if Some(end) != highest && ends.last().is_none_or(|before| end > *before) {
                ends.push(end);
            }
        }
        let step = 10_f64.powi(-i32::from(decimals));
        let figure = |value: f64| numbers::figure(value, indicator, language);
        let number = |value: f64| numbers::number(value, decimals, language);
        let mut classes: Vec<MapClass> = (0..=ends.len())
            .map(|at| {
                let from = at.checked_sub(1).map(|before| ends[before] + step);
                let words = match (from, ends.get(at)) {
                    (None, Some(&to)) => t.with("class-up-to", &[("to", figure(to).into())]),
                    (Some(from), Some(&to)) if number(from) == number(to) => figure(to),
                    (Some(from), Some(&to)) => {
                        t.with("class-between", &[("from", number(from).into()), ("to", figure(to).into())])
                    }
                    (Some(from), None) => t.with("class-from", &[("from", figure(from).into())]),
                    (None, None) => t.get("class-all"),
                };
                let colour = match ends.len() {
                    0 => 3,
                    last => 1 + (at * (STEPS - 1) + last / 2) / last,
                };
                MapClass { fill: MapFill::Value(colour as u8), words, always: true }
            })
            .collect();
        let vague = classes.len();
        classes.push(MapClass { fill: MapFill::Vague, words: t.get("class-vague"), always: false });
        let widest = match indicator.measure {
            Measure::Percent => rules.widest_interval,
            _ => f64::INFINITY,
        };
        Self { classes, rule: Rule::Values { ends, decimals, vague, widest } }.closed(t)
    }

    /// The same of figures of which the source gives no counts or no spread: its words say that nobody knows how certain they are.
    pub(crate) fn of_unknown_certainty(mut self, t: &Texts) -> Self {
        for class in &mut self.classes {
            let MapFill::Reading(mark) = class.fill else { continue };
            if matches!(mark.shade(), Shade::Step(verdict) if verdict != Verdict::AboutEqual) {
                class.words = t.with("class-unknown", &[("words", class.words.clone().into())]);
            }
        }
        self
    }

    /// With the classes of what is not shown and of what is not there, which are the last two.
    fn closed(mut self, t: &Texts) -> Self {
        self.classes.push(MapClass { fill: MapFill::Masked, words: t.get("class-masked"), always: false });
        self.classes.push(MapClass { fill: MapFill::Missing, words: t.get("class-missing"), always: false });
        self
    }

    /// The classes, in the order of the legend.
    pub(crate) fn classes(&self) -> &[MapClass] {
        &self.classes
    }

    /// Whether areas are coloured by what their figure means.
    pub(crate) fn is_of_readings(&self) -> bool {
        matches!(self.rule, Rule::Readings(_))
    }

    /// The class of a figure.
    pub(crate) fn class(&self, figure: &Figure, indicator: &Indicator) -> usize {
        let (masked, missing) = (self.classes.len() - 2, self.classes.len() - 1);
        match figure.cell.status {
            Status::Small | Status::NearlyAll | Status::Withheld => return masked,
            Status::NotAvailable | Status::NotApplicable => return missing,
            Status::Published => {}
        }
        match &self.rule {
            Rule::Readings(shades) => {
                let shade = match figure.mark.shade() {
                    // Where the source gives no counts, the size of the difference is all there is to show.
                    Shade::Unknown(verdict) => Shade::Step(verdict),
                    shade => shade,
                };
                let found = shades.iter().position(|one| *one == shade);
                found.or_else(|| shades.iter().position(|one| *one == Shade::NotCompared)).unwrap_or(missing)
            }
            Rule::Values { ends, decimals, vague, widest } => {
                let Some(value) = figure.cell.value else { return missing };
                let open = numbers::rounding_interval(&figure.cell, indicator);
                if open.is_some_and(|interval| interval.width() > *widest) {
                    return *vague;
                }
                let value = written(value, *decimals);
                ends.partition_point(|end| *end < value)
            }
        }
    }

    /// What a class means.
    pub(crate) fn words(&self, class: usize) -> &str {
        &self.classes[class].words
    }
}

#[cfg(test)]
mod tests {
    use cells::{Count, Kind};
    use definition::Language;
    use proptest::prelude::*;

    use super::*;
    use crate::texts::texts;

    fn indicator(decimals: u8) -> Indicator {
        let text = |t: &str| serde_json::json!({ "nl": t, "en": t });
        serde_json::from_value(serde_json::json!({
            "id": "werk", "theme": "werk", "label": text("Werk"), "short": text("Werk"), "universe": "inwoners",
            "measure": "percent", "polarity": "higher-is-favourable", "what": text("w"), "why": text("w"),
            "decimals": decimals,
        }))
        .expect("an indicator")
    }

    fn figure(value: f64) -> Figure {
        Figure { cell: Cell::imported(value, Kind::Counted), mark: Mark::NOT_SHOWN }
    }

    /// The two numbers in "3,1 tot en met 4,4 %", with the open ends of the first and the last class.
    fn range(words: &str) -> (f64, f64) {
        let numbers: Vec<f64> = words
            .split(|c: char| !(c.is_ascii_digit() || c == ','))
            .filter(|part| part.bytes().any(|b| b.is_ascii_digit()))
            .map(|part| part.replace(',', ".").parse().expect("a number"))
            .collect();
        match numbers[..] {
            [to] if words.starts_with("tot") => (f64::NEG_INFINITY, to),
            [from] if words.contains("of meer") => (from, f64::INFINITY),
            [only] => (only, only),
            [from, to] => (from, to),
            _ => (f64::NEG_INFINITY, f64::INFINITY),
        }
    }

    proptest! {
        #[test]
        fn the_number_people_read_lies_in_the_class_its_colour_stands_for(
            values in proptest::collection::vec(0.0..100.0_f64, 1..300),
            other in 0.0..100.0_f64,
            decimals in 0_u8..3,
        ) {
            let mut values = values;
            values.sort_by(f64::total_cmp);
            let indicator = indicator(decimals);
            let scale = Scale::values(&values, &indicator, &ReadingRules::default(), texts(Language::Nl));
            for value in values.iter().copied().chain([other]) {
                let class = scale.class(&figure(value), &indicator);
                let read: f64 = numbers::number(value, decimals, Language::Nl).replace(',', ".").parse().unwrap();
                let (from, to) = range(scale.words(class));
                prop_assert!(from <= read && read <= to, "{read} in {:?}", scale.words(class));
            }
            // Every class has its own colour and its own words.
            let steps: Vec<&MapClass> = scale.classes().iter().filter(|c| c.always).collect();
            for (n, one) in steps.iter().enumerate() {
                for other in &steps[n + 1..] {
                    prop_assert!(one.fill != other.fill && one.words != other.words);
                }
            }
        }

        #[test]
        fn the_colour_of_a_reading_is_that_of_its_words(size in 0_u8..3, higher: bool, certainty in 0_u8..3, judged: bool) {
            let t = texts(Language::Nl);
            let indicator = indicator(1);
            let certainty = [Certainty::Certain, Certainty::Uncertain, Certainty::Unknown][usize::from(certainty)];
            let size = [Size::None, Size::Some, Size::Clear][usize::from(size)];
            let direction = if higher { Direction::Higher } else { Direction::Lower };
            let reading = Reading::Compared { direction, size, certainty };
            let mark = Mark { reading, polarity: indicator.polarity, judge: judged };
            let scale = Scale::readings(judged, t);
            let class = scale.class(&Figure { cell: Cell::imported(5.0, Kind::Counted), mark }, &indicator);
            let said = insight::words::reading_words(reading, indicator.polarity, judged, Language::Nl);
            prop_assert_eq!(scale.words(class), said);
        }
    }

    #[test]
    fn what_is_not_shown_and_what_is_not_there_are_classes_of_their_own() {
        let t = texts(Language::Nl);
        let indicator = indicator(1);
        for scale in
            [Scale::readings(true, t), Scale::values(&[1.0, 2.0, 3.0], &indicator, &ReadingRules::default(), t)]
        {
            let class = |status| {
                let figure = Figure { cell: Cell::missing(status), mark: Mark::NOT_SHOWN };
                scale.classes()[scale.class(&figure, &indicator)].fill
            };
            assert_eq!(class(Status::Small), MapFill::Masked);
            assert_eq!(class(Status::Withheld), MapFill::Masked, "why a figure is masked is not told by a colour");
            assert_eq!(class(Status::NotAvailable), MapFill::Missing);
        }
    }

    #[test]
    fn a_figure_that_rounding_leaves_open_has_no_colour_of_a_value() {
        let t = texts(Language::Nl);
        let indicator = indicator(1);
        let scale = Scale::values(&[10.0, 20.0, 30.0], &indicator, &ReadingRules::default(), t);
        let count = |value| Count { value, within: 4 };
        let cell = Cell::rate(count(5), count(20), 100.0, Kind::Rounded);
        let class = scale.class(&Figure { cell, mark: Mark::NOT_SHOWN }, &indicator);
        assert_eq!(scale.classes()[class].fill, MapFill::Vague);
    }
}
