//! Words, by hand.

use cells::{CategoryIx, Level};
use definition::Polarity;
use release::StandingReference;

use super::{Checker, Stored};

impl Checker<'_> {
    pub(super) fn place(&self) -> String {
        let place = self.release.places.get(self.telling.place);
        let name = match place.name.strip_prefix("Wijk ") {
            Some(rest) if rest.len() > 3 => &rest[3..],
            _ => place.name.as_str(),
        };
        match place.level() {
            Level::Country => self.pick("in Fabelland", "in Fableland").to_owned(),
            Level::Municipality => format!("{} {name}", self.pick("in de gemeente", "in the municipality of")),
            _ if name.starts_with("Wijk ") => format!("in {name}"),
            _ => format!("{} {name}", self.pick("in de wijk", "in the district")),
        }
    }

    pub(super) fn rest(&self) -> String {
        let rest = match (self.telling.reference, self.nl()) {
            (StandingReference::Country, true) => "in de rest van Fabelland",
            (StandingReference::Country, false) => "in the rest of Fableland",
            (StandingReference::Municipality, true) => "in de rest van de gemeente",
            (StandingReference::Municipality, false) => "in the rest of the municipality",
            (StandingReference::EverybodyHere, true) => "bij de andere inwoners van dit gebied",
            (StandingReference::EverybodyHere, false) => "among the other residents of this area",
        };
        self.of_same_group(rest)
    }

    /// A group has the same group elsewhere beside it.
    pub(super) fn of_same_group(&self, elsewhere: &str) -> String {
        if self.has_same_group() {
            format!("{} {elsewhere}", self.pick("bij dezelfde groep", "for the same group"))
        } else {
            elsewhere.to_owned()
        }
    }

    pub(super) fn has_same_group(&self) -> bool {
        self.telling.category != CategoryIx::TOTAL && self.telling.reference != StandingReference::EverybodyHere
    }

    pub(super) fn whole_words(&self) -> &'static str {
        match (self.telling.reference, self.nl()) {
            (StandingReference::Country, true) => "in heel Fabelland",
            (StandingReference::Country, false) => "in Fableland as a whole",
            (StandingReference::Municipality, true) => "in de hele gemeente",
            (StandingReference::Municipality, false) => "in the municipality as a whole",
            (StandingReference::EverybodyHere, true) => "bij alle inwoners van dit gebied samen",
            (StandingReference::EverybodyHere, false) => "among all residents of this area together",
        }
    }

    pub(super) fn beside(&self) -> &'static str {
        if self.has_same_group() {
            return self.whole_words();
        }
        match (self.telling.reference, self.nl()) {
            (StandingReference::Country, true) => "heel Fabelland",
            (StandingReference::Country, false) => "all of Fableland",
            (StandingReference::Municipality, true) => "de hele gemeente",
            (StandingReference::Municipality, false) => "the whole municipality",
            (StandingReference::EverybodyHere, true) => "alle inwoners",
            (StandingReference::EverybodyHere, false) => "all residents",
        }
    }

    pub(super) fn people(&self, category: CategoryIx) -> String {
        let category = self.release.definition.category(category).expect("a group");
        match &category.people {
            Some(people) => people.get(self.telling.language).to_owned(),
            None => format!("‘{}’", category.label.get(self.telling.language)),
        }
    }

    pub(super) fn verdict(&self, stored: Stored, polarity: Polarity) -> &'static str {
        let good = match polarity {
            _ if !self.telling.judge => None,
            Polarity::Neutral => None,
            Polarity::HigherIsFavourable => Some(stored.direction > 0),
            Polarity::LowerIsFavourable => Some(stored.direction < 0),
        };
        match (good, stored.direction > 0, stored.size, self.nl()) {
            (Some(true), _, 1, true) => "iets gunstiger",
            (Some(true), _, 2, true) => "duidelijk gunstiger",
            (Some(false), _, 1, true) => "iets ongunstiger",
            (Some(false), _, 2, true) => "duidelijk ongunstiger",
            (Some(true), _, 1, false) => "somewhat more favourable",
            (Some(true), _, 2, false) => "clearly more favourable",
            (Some(false), _, 1, false) => "somewhat less favourable",
            (Some(false), _, 2, false) => "clearly less favourable",
            (None, true, 1, true) => "iets hoger",
            (None, true, 2, true) => "duidelijk hoger",
            (None, false, 1, true) => "iets lager",
            (None, false, 2, true) => "duidelijk lager",
            (None, true, 1, false) => "somewhat higher",
            (None, true, 2, false) => "clearly higher",
            (None, false, 1, false) => "somewhat lower",
            (None, false, 2, false) => "clearly lower",
            _ => "about equal has no such sentence",
        }
    }
}
