//! What a text was understood to ask.

use cells::{CategoryIx, IndicatorIx, Level, Period, PlaceIx};

use crate::Help;

/// The kind of question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// How many, what share, how is it: the figure beside its reference.
    Figure,
    /// Of which group it is largest.
    LargestGroup,
    /// Of which group it is smallest.
    SmallestGroup,
    /// In which area it is largest.
    LargestArea,
    /// In which area it is smallest.
    SmallestArea,
    /// The figure of each of the groups.
    EachGroup,
    /// The figure of each of the areas.
    EachArea,
    /// What the figure is, and why it counts as favourable or not.
    Meaning,
    /// How it developed.
    Change,
    /// How two areas or two groups compare.
    Comparison,
    /// Who lives here.
    Residents,
    /// What stands out here.
    StandsOut,
    /// The figures of a theme.
    Theme,
    /// Which areas are most like an area.
    Similar,
    /// How many there are of what figures are about: households, pupils.
    Counted,
    /// A subject of which there is no figure.
    Unmeasured,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 16] = [
        Self::Figure,
        Self::LargestGroup,
        Self::SmallestGroup,
        Self::LargestArea,
        Self::SmallestArea,
        Self::EachGroup,
        Self::EachArea,
        Self::Meaning,
        Self::Change,
        Self::Comparison,
        Self::Residents,
        Self::StandsOut,
        Self::Theme,
        Self::Similar,
        Self::Counted,
        Self::Unmeasured,
    ];

    /// A stable word for it, in Dutch as all words in addresses.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Figure => "cijfer",
            Self::LargestGroup => "hoogste-groep",
            Self::SmallestGroup => "laagste-groep",
            Self::LargestArea => "hoogste-gebied",
            Self::SmallestArea => "laagste-gebied",
            Self::EachGroup => "per-groep",
            Self::EachArea => "per-gebied",
            Self::Meaning => "uitleg",
            Self::Change => "ontwikkeling",
            Self::Comparison => "vergelijking",
            Self::Residents => "bewoners",
            Self::StandsOut => "opvallend",
            Self::Theme => "thema",
            Self::Similar => "vergelijkbaar",
            Self::Counted => "aantal",
            Self::Unmeasured => "zonder-cijfer",
        }
    }

    /// The kind with a word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// Something that was recognised in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard<T> {
    /// What it is taken to be.
    pub what: T,
    /// The words that say so, as they were typed; empty where the visitor chose it.
    pub words: String,
    /// Whether they are spelled as the monitor does.
    pub exact: bool,
    /// Whether they are words for something else, which this only comes nearest to.
    pub near: bool,
    /// What else they may mean, the likeliest first.
    pub others: Vec<T>,
}

impl<T> Heard<T> {
    /// What a visitor chose from a list.
    pub fn chosen(what: T) -> Self {
        Self { what, words: String::new(), exact: true, near: false, others: Vec::new() }
    }
}

/// What figures are to be above or below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// A number of a hundred, in thousandths ("meer dan 5 procent").
    Number(u32),
    /// The figure of what all these areas lie in ("dan gemiddeld").
    Mean,
    /// The figure of another area ("dan Zomerdam").
    Area(PlaceIx),
}

/// That figures are to be above or below something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Threshold {
    /// Whether it asks for higher ones.
    pub higher: bool,
    /// Than what.
    pub limit: Limit,
    /// The words that say so, as they were typed.
    pub words: String,
}

/// What a text was understood to ask. What it does not say stays empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a word that was said or not")]
pub struct Question {
    /// The kind; none where the text only names things.
    pub kind: Option<Kind>,
    /// The areas, in the order in which they were named; at most five.
    pub places: Vec<Heard<PlaceIx>>,
    /// The indicators; at most three, or the few about the people of an age and what was named beside them.
    pub indicators: Vec<Heard<IndicatorIx>>,
    /// The theme, by its position in the definition.
    pub theme: Option<Heard<usize>>,
    /// The subject of which there is no figure, by its position in the definition.
    pub topic: Option<Heard<usize>>,
    /// The groups; at most five.
    pub groups: Vec<Heard<CategoryIx>>,
    /// The breakdown, by its position in the definition.
    pub breakdown: Option<usize>,
    /// What is counted beside residents ("huishoudens"), by the position of its universe in the definition.
    pub counted: Option<Heard<usize>>,
    /// Groups that stood where the name of an area is expected ("wijk Bulgarije"): no area has that name.
    pub no_areas: Vec<Heard<CategoryIx>>,
    /// Words that stood where the name of an area is expected and name none, where no other area was named.
    pub lost_areas: Vec<String>,
    /// Words of names of areas that name none inside the area that was named with them ("Amsterdam Zuidoost").
    pub lost_parts: Vec<String>,
    /// Areas of which none is meant more than another, those where most people live first: of one number ("wijk 7"), or with
    /// a part of a name that none has alone ("Woensel" of Woensel-West).
    pub numbered: Option<Heard<PlaceIx>>,
    /// What explains the monitor itself and was asked for.
    pub help: Vec<Help>,
    /// Whether the text begins with words that ask for it ("mag dit wel, …"), so that the rest only says about what.
    pub help_first: bool,
    /// The word with which it asks where a theme as a whole is best or worst ("veiligst"); empty where it does not.
    pub superlative: String,
    /// Whether it is about the area at hand ("hier", "mijn wijk").
    pub here: bool,
    /// Whether it asks the opposite of the figure it names ("geen werk").
    pub negated: bool,
    /// Whether it asks which part of those whom a figure counts are of a group ("hoeveel procent van de verdachten is …"), and not
    /// for the figure of that group.
    pub share_of_counted: bool,
    /// Whether it asks about "the target group" and names none.
    pub target_group: bool,
    /// The level of areas that is asked about.
    pub level: Option<Level>,
    /// How many of the highest or lowest are asked for ("top 10").
    pub most: Option<usize>,
    /// A number that looks like a postcode, as it was typed; empty where there is none.
    pub postcode: String,
    /// The years, ascending.
    pub years: Vec<Period>,
    /// Whether it is about everybody, whatever group was chosen.
    pub everybody: bool,
    /// The words that set a group beside everybody who is not of it ("andere inwoners"); empty where there are none.
    pub beside_everybody: String,
    /// What the figures of areas are to be above or below.
    pub threshold: Option<Threshold>,
    /// Whether it asks how the differences between groups change.
    pub between_groups: bool,
    /// The words that ask whether a figure is high or low, without saying beside what ("veel"); empty where there are none.
    pub high_or_low: String,
    /// Whether it asks why something is so.
    pub why: bool,
    /// Whether it asks for several areas as if they were one.
    pub together: bool,
    /// Whether there are words of an asker in it, beside the names of things.
    pub asks: bool,
    /// Whether it asks how things are ("hoe gaat het met …").
    pub how_it_is: bool,
    /// Words that were not understood, as they were typed.
    pub unknown: Vec<String>,
    /// Words that are known, but not of what was understood ("sociale" beside a figure about something else).
    pub dropped: Vec<String>,
    /// The part of what was typed that was understood, 0–100, by letters.
    pub understood: u8,
}

impl Question {
    /// Whether enough was understood to answer: something is asked, and most words mean something.
    pub fn is_answerable(&self) -> bool {
        let counts = self.counted.is_some();
        let subject = !self.indicators.is_empty() || !self.groups.is_empty() || self.theme.is_some() || counts;
        let subject = subject || self.topic.is_some() || self.kind == Some(Kind::Similar);
        // A word that was not understood may well be the subject.
        let may_be_subject = |word: &String| word.chars().count() > 2 && !self.lost_parts.contains(word);
        let subject_may_be_lost = !subject && self.unknown.iter().any(may_be_subject);
        // About another area than was asked nothing is answered.
        self.lost_areas.is_empty()
            && self.numbered.is_none()
            && (self.kind.is_some() || subject)
            && !subject_may_be_lost
            && self.understood >= 50
    }

    /// Whether a word is the number that areas were named by ("7" of "wijk 7").
    pub fn is_number_of_area(&self, word: &str) -> bool {
        self.numbered.as_ref().is_some_and(|heard| heard.words.ends_with(word))
    }

    /// Whether it names something of which there is no figure or group, though there may be one that comes near.
    pub fn names_something_else(&self) -> bool {
        let near = self.indicators.iter().any(|heard| heard.near) || self.groups.iter().any(|heard| heard.near);
        near || self.topic.is_some()
    }

    /// Whether the text is nothing but the name of one thing, which a list of names finds as well.
    pub fn is_bare_name(&self) -> bool {
        let named = self.places.len() + self.indicators.len() + self.groups.len() + usize::from(self.theme.is_some());
        let named = named + usize::from(self.topic.is_some());
        !self.asks && self.years.is_empty() && named <= 1
    }
}
