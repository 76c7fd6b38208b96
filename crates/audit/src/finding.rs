use cells::{AreaCode, CategoryIx, PlaceIx};

use crate::attacks::differences::Difference;
use crate::statements::{Address, Breach, CellName, Statements, Subject};
use crate::system::Learned;

/// An attack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Attack {
    /// The cells by themselves, against the rules.
    Rules,
    /// Exact sums of the whole country.
    Exact,
    /// Complete tables that protection left behind.
    Witnesses,
    /// Least and most, by linear programming.
    Interval,
    /// Everything that must add up.
    Balances,
    /// Pairs of counts of which one lies in the other.
    Differences,
    /// Earlier releases.
    Releases,
    /// Tables that others publish.
    External,
    /// Percentages and means solved back.
    SolvedBack,
    /// Somebody who knows how the figures were protected.
    Replay,
}

impl Attack {
    /// All attacks, in the order of the report.
    pub const ALL: [Self; 10] = [
        Self::Rules,
        Self::Exact,
        Self::Witnesses,
        Self::Interval,
        Self::Balances,
        Self::Differences,
        Self::Releases,
        Self::External,
        Self::SolvedBack,
        Self::Replay,
    ];
}

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// A protected count is known better than its own cell says.
    Learned(Learned),
    /// A cell breaks a rule.
    Breach(Breach),
    /// The difference with another count tells who is between.
    Difference(Difference),
    /// There is no table in which the count is 0, or the most, or neither.
    NoWitness {
        /// None with 0.
        zero: bool,
        /// None with the most.
        most: bool,
    },
    /// What is published is not true.
    NotTrue,
    /// Means give away the sum of a few.
    Sum,
}

/// Of which count something was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Of {
    /// What is counted; of an indicator as a whole where it is none of these.
    pub subject: Option<Subject>,
    /// The indicator, where it is a cell of one.
    pub indicator: Option<u16>,
    /// The place.
    pub place: PlaceIx,
    /// The category.
    pub category: CategoryIx,
}

impl Of {
    /// The count at an address.
    pub(crate) fn address(statements: &Statements, address: Address) -> Self {
        let table = &statements.tables[address.table as usize];
        Self {
            subject: Some(statements.counted[table.counted].subject),
            indicator: None,
            place: statements.areas.place(table.level, address.area as usize),
            category: statements.groups[table.groups[usize::from(address.position)]].category,
        }
    }

    /// A cell.
    pub(crate) fn cell(name: CellName) -> Self {
        Self { subject: None, indicator: Some(name.indicator), place: name.place, category: name.category }
    }
}

/// Something that an attack found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Finding {
    /// The attack.
    pub attack: Attack,
    /// Whether it fails the audit; others are for who checks to judge.
    pub grave: bool,
    /// What.
    pub what: What,
    /// Of which count.
    pub of: Of,
    /// The other count, of a difference.
    pub and: Option<Of>,
}

/// A count in words, for a report: nothing in it is a number of people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Code of the area.
    pub area: AreaCode,
    /// Its name.
    pub name: String,
    /// What is counted.
    pub counted: definition::Text,
    /// The category; everybody where it is the total.
    pub category: definition::Text,
}

impl Named {
    /// Finds the words.
    pub fn of(release: &release::Release, of: &Of) -> Self {
        let definition = &release.definition;
        let place = release.places.get(of.place);
        let indicator = |at: usize| definition.indicators[at].label.clone();
        let counted = match (of.subject, of.indicator) {
            (Some(Subject::Size(universe)), _) => with("aantal", "number of", &definition.universes[universe].label),
            (Some(Subject::Part(at)), _) => with("teller van", "numerator of", &indicator(at)),
            (Some(Subject::Rest(at)), _) => with("de anderen bij", "the others of", &indicator(at)),
            (Some(Subject::Ages(age)), _) => {
                let age = definition::AGE_ATOMS[age].to_owned();
                with("inwoners van", "residents aged", &definition::Text { nl: age.clone(), en: age })
            }
            (None, Some(at)) => indicator(usize::from(at)),
            (None, None) => definition::Text::default(),
        };
        let everybody = definition::Text { nl: "iedereen".to_owned(), en: "everybody".to_owned() };
        let category = definition.category(of.category).map_or(everybody, |category| category.label.clone());
        Self { area: place.code, name: place.name.clone(), counted, category }
    }
}

fn with(nl: &str, en: &str, text: &definition::Text) -> definition::Text {
    definition::Text { nl: format!("{nl} {}", text.nl), en: format!("{en} {}", text.en) }
}
