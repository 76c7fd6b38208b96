//! Where the largest number is, beside where the largest share is: "de meeste" may ask for either.

use cells::{CategoryIx, Count, Kind as Made};
use definition::Measure;
use insight::{Address, numbers};

use super::largest::Areas;
use super::{Sentence, Teller};

impl Teller<'_> {
    /// The area with the largest number, where that is another one than the one with the largest share. Of areas without a number
    /// that is shown nobody can tell, which is said.
    pub(super) fn largest_number(&self, areas: &Areas, largest_share: Address) -> Vec<Sentence> {
        let indicator = self.figures.indicator(largest_share.indicator);
        if !self.wants_highest() || !matches!(indicator.measure, Measure::Percent | Measure::PerThousand) {
            return Vec::new();
        }
        let places = areas.all.iter().map(|place| Address { place: *place, ..largest_share });
        let counted: Vec<(Address, Count, Count)> = places.filter_map(|at| self.shown_counts(at)).collect();
        let value = |at: &Address| counted.iter().find(|(known, ..)| known == at).map_or(0, |(_, some, _)| some.value);
        let Some(&(most, some, of)) = counted.iter().rev().max_by_key(|(_, some, _)| some.value) else {
            return Vec::new();
        };
        if some.value <= value(&largest_share) {
            return Vec::new();
        }
        let language = self.language();
        let number = |count: Count| {
            let number = numbers::count(count.value, language);
            // Of a large number the rounding does not matter.
            if u32::from(count.within) * 1000 > count.value {
                format!("{} {number}", self.texts.part("about", &[]))
            } else {
                number
            }
        };
        let universe = self.figures.definition.find_universe(&indicator.universe);
        let of_group = if most.category == CategoryIx::TOTAL {
            String::new()
        } else {
            format!(" {}", self.texts.part("in-this-group", &[]))
        };
        let values = [
            ("where", self.at_place(most.place)),
            ("number", number(some)),
            ("of", numbers::count(of.value, language)),
            ("whom", universe.map_or_else(String::new, |universe| universe.label.get(language).to_owned())),
            ("of-group", of_group),
            ("figure", self.bare(most)),
        ];
        let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
        let may_be_another = counted.iter().any(|(at, ..)| *at != most && !self.counts_apart(most, *at, true));
        // What is counted per 1,000 residents need be none of them: crimes are not.
        let id = match (indicator.measure, may_be_another) {
            (Measure::PerThousand, false) => "number-most-per",
            (Measure::PerThousand, true) => "number-most-per-chance",
            (_, false) => "number-most",
            (_, true) => "number-most-chance",
        };
        let mut sentences = vec![self.sentence(id, &values, vec![most])];
        if counted.len() < areas.all.len() {
            sentences.push(self.sentence("number-without", &[], Vec::new()));
        }
        sentences
    }

    /// How many it is of how many, where both are counted and shown.
    fn shown_counts(&self, at: Address) -> Option<(Address, Count, Count)> {
        let cell = self.figures.cell(at);
        let is_counted = cell.is_published() && !matches!(cell.kind, Made::Modelled | Made::Surveyed);
        let (some, of) = cell.numerator.zip(cell.denominator).filter(|_| is_counted)?;
        Some((at, some, of))
    }
}
