//! What the chosen areas are together: rows beneath a table, and figures behind those of the areas in a file.
//!
//! Counts are added up, and how far each can be from the true one too. Files for programs have the sums under a code of their
//! own ([`SUM_ID`]) and of no level, so that whoever adds up the rows of a level counts nothing twice. Files of boundaries have
//! none: the areas together have no boundary.

use cells::{PlaceIx, Status};
use definition::Language;
use insight::together::{NotTogether, apart};
use insight::{Figures, numbers};

use crate::describe::joined;
use crate::labels::area_label;
use crate::pivot::positions;
use crate::{Axis, Entry, Pivot, Table};

/// What files have in place of the code of an area.
pub const SUM_ID: &str = "samen";

/// Up to so many areas without a figure are named; of more it is said how many they are.
const MOST_NAMED: usize = 3;
/// Up to so many cells are looked through to say which areas stand in the way of sums.
const MOST_LOOKED_THROUGH: u64 = 400_000;

/// Why the areas of a table have no sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoSum {
    /// They cannot be taken as one.
    NotTogether(NotTogether),
    /// They do not stand in the rows.
    NotInRows,
}

impl NoSum {
    /// In a sentence, with what can be done.
    pub const fn sentence(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::NotTogether(NotTogether::OneArea), Language::Nl) => "Er is geen som: u hebt één gebied gekozen.",
            (Self::NotTogether(NotTogether::OneArea), Language::En) => "There is no sum: you chose one area.",
            (Self::NotTogether(NotTogether::Nested), Language::Nl) => {
                "Er is geen som: sommige van deze gebieden liggen in een ander. Kies gebieden van één niveau, zoals alleen wijken."
            }
            (Self::NotTogether(NotTogether::Nested), Language::En) => {
                "There is no sum: some of these areas lie in others. Choose areas of one level, such as districts alone."
            }
            (Self::NotTogether(NotTogether::Regions), Language::Nl) => {
                "Er is geen som: regio’s kunnen dezelfde gemeenten hebben. Kies de gemeenten zelf."
            }
            (Self::NotTogether(NotTogether::Regions), Language::En) => {
                "There is no sum: regions can have the same municipalities. Choose the municipalities themselves."
            }
            (Self::NotInRows, Language::Nl) => "De som staat er alleen bij als de gebieden in de rijen staan.",
            (Self::NotInRows, Language::En) => "The sum is only there when the areas stand in the rows.",
        }
    }
}

/// What the row of the areas together is called.
pub const fn sum_label(language: Language) -> &'static str {
    match language {
        Language::Nl => "Deze gebieden samen",
        Language::En => "These areas together",
    }
}

/// What the areas are together, and which of them stand in its way.
#[derive(Debug)]
pub struct Sum<'a> {
    /// The figure: not available where one of the areas that there were then has no figure, or figures of its kind cannot be
    /// added up. It stands in no slice of the release, and its area says nothing.
    pub entry: Entry<'a>,
    /// The areas that there were then and have no figure.
    lacking: Vec<PlaceIx>,
    /// How many areas there were then; 0 where the figure does not exist of their level and year.
    of: usize,
}

impl Sum<'_> {
    /// Why there is none, in words; empty where there is one.
    pub fn note(&self, table: &Table<'_>, language: Language) -> String {
        let nl = language == Language::Nl;
        match self.entry.cell.status {
            Status::Published => String::new(),
            Status::NotAvailable if self.of > 0 && self.lacking.is_empty() => {
                if nl { "dit cijfer is niet op te tellen" } else { "this figure cannot be added up" }.to_owned()
            }
            Status::NotAvailable if self.of > 0 => {
                let areas = table.some_areas(&self.lacking, self.of, language);
                if nl { format!("geen cijfer van {areas}") } else { format!("no figure for {areas}") }
            }
            other => insight::words::status_words(other, language).to_owned(),
        }
    }
}

impl<'a> Table<'a> {
    /// How sums come about, which there are not, or why there are none at all, in sentences; none where they are not asked for.
    pub fn sum_note(&self, language: Language) -> Option<String> {
        self.note_on_sums(self.no_sum(), language)
    }

    /// The same for a file with a row for each figure, in which it does not matter how the table is laid out.
    pub(crate) fn sum_note_of_rows(&self, language: Language) -> Option<String> {
        self.note_on_sums(self.cannot_add_up(), language)
    }

    fn note_on_sums(&self, why: Option<NoSum>, language: Language) -> Option<String> {
        self.query.add_up.then_some(())?;
        if let Some(why) = why {
            return Some(why.sentence(language).to_owned());
        }
        let about = match language {
            Language::Nl => {
                "‘Deze gebieden samen’ is opgeteld uit de aantallen, die zijn afgerond waar dat nodig is. Heeft het geheel een \
                 eigen cijfer, zoals een gemeente, dan is dat preciezer."
            }
            Language::En => {
                "‘These areas together’ is added up from the counts, which are rounded where that is needed. Where the whole has \
                 a figure of its own, as a municipality does, that is more precise."
            }
        };
        Some(format!("{about}{}", self.missing_sums(language)))
    }

    /// Which sums there are not, each sentence with a space before it; empty where all are there.
    fn missing_sums(&self, language: Language) -> String {
        let nl = language == Language::Nl;
        if self.size() > MOST_LOOKED_THROUGH {
            let said = if nl {
                " Heeft een van de gebieden geen cijfer, dan is er geen som."
            } else {
                " When one of the areas has no figure, there is no sum."
            };
            return said.to_owned();
        }
        let (mut all, mut without, mut not_added, mut weighted) = (0_usize, 0_usize, false, false);
        let mut lacking: Vec<PlaceIx> = Vec::new();
        for at in self.sum_positions() {
            all += 1;
            let sum = self.sum(at);
            if sum.of > 0 && sum.entry.cell.status == Status::NotAvailable {
                not_added |= sum.lacking.is_empty();
                without += usize::from(!sum.lacking.is_empty());
            }
            weighted |= sum.entry.cell.is_published() && sum.entry.cell.numerator.is_none();
            lacking.extend(sum.lacking);
        }
        lacking.sort_unstable();
        lacking.dedup();
        let number = |n: usize| numbers::number(n as f64, 0, language);
        let areas = self.some_areas(&lacking, self.areas.len(), language);
        let mut said = match (without, nl) {
            (0, _) => String::new(),
            (n, true) if n == all && lacking.len() == 1 => format!(" Er is geen som: {areas} heeft geen cijfer."),
            (n, true) if n == all && all == 1 => format!(" Er is geen som: {areas} hebben geen cijfer."),
            (n, true) => format!(
                " Van de {} sommen {} er {}, omdat daar niet elk gebied een cijfer heeft. Het gaat om {areas}.",
                number(all),
                if n == 1 { "ontbreekt" } else { "ontbreken" },
                number(n)
            ),
            (n, false) if n == all && lacking.len() == 1 => format!(" There is no sum: {areas} has no figure."),
            (n, false) if n == all && all == 1 => format!(" There is no sum: {areas} have no figure."),
            (n, false) => format!(
                " Of the {} sums, {} {} missing, because not every area has a figure there. It is about {areas}.",
                number(all),
                number(n),
                if n == 1 { "is" } else { "are" },
            ),
        };
        if weighted {
            said.push_str(if nl {
                " Een cijfer zonder aantallen is een gewogen gemiddelde: een groter gebied telt zwaarder mee."
            } else {
                " A figure without counts is a weighted mean: a larger area counts for more."
            });
        }
        if not_added {
            said.push_str(if nl {
                " Een cijfer zonder aantallen, zoals een index, is niet op te tellen."
            } else {
                " A figure without counts, such as an index, cannot be added up."
            });
        }
        said
    }

    /// A few areas by their names, many by their number: "Kerkbuurt en Hofbuurt", "14 van de 26 gebieden".
    fn some_areas(&self, some: &[PlaceIx], of: usize, language: Language) -> String {
        if some.len() <= MOST_NAMED {
            let names: Vec<String> = some.iter().map(|area| area_label(self.release, *area, language)).collect();
            return joined(&names, language);
        }
        let [some, of] = [some.len(), of].map(|n| numbers::number(n as f64, 0, language));
        match language {
            Language::Nl => format!("{some} van de {of} gebieden"),
            Language::En => format!("{some} of the {of} areas"),
        }
    }

    /// Why the areas cannot be added up, whatever the layout; none where they can.
    fn cannot_add_up(&self) -> Option<NoSum> {
        apart(&self.release.places, &self.areas).err().map(NoSum::NotTogether)
    }

    /// Why the areas have no sum in this layout; none where they have one.
    pub fn no_sum(&self) -> Option<NoSum> {
        let in_rows = self.query.layout.rows.contains(&Axis::Area);
        self.cannot_add_up().or((!in_rows).then_some(NoSum::NotInRows))
    }

    /// Whether a file with a row for each figure has sums.
    pub(crate) fn adds_up_rows(&self) -> bool {
        self.query.add_up && self.cannot_add_up().is_none()
    }

    /// The sums of a file with a row for each figure, each with its positions: that of the area is behind the last. Empty where
    /// none are asked for, or there are none.
    pub(crate) fn sums_of_rows(&self) -> impl Iterator<Item = ([usize; 4], Sum<'a>)> + '_ {
        self.adds_up_rows().then(|| self.sum_positions()).into_iter().flatten().map(|at| (at, self.sum(at)))
    }

    /// All cells in their order, those of all areas together behind those of the last area.
    pub(crate) fn entries_and_sums(&self) -> impl Iterator<Item = Entry<'a>> + '_ {
        let [indicators, areas, categories, periods] = Axis::ALL.map(|axis| self.len(axis));
        (0..indicators)
            .flat_map(move |indicator| (0..=areas).map(move |area| (indicator, area)))
            .flat_map(move |pair| (0..categories).map(move |category| (pair, category)))
            .flat_map(move |(pair, category)| (0..periods).map(move |period| (pair, category, period)))
            .map(move |((indicator, area), category, period)| {
                let at = [indicator, area, category, period];
                if area == areas { self.sum(at).entry } else { self.entry(at) }
            })
    }

    fn sum_positions(&self) -> impl Iterator<Item = [usize; 4]> + use<> {
        let area = self.areas.len();
        let [indicators, _, categories, periods] = Axis::ALL.map(|axis| self.len(axis));
        (0..indicators).flat_map(move |indicator| {
            (0..categories)
                .flat_map(move |category| (0..periods).map(move |period| [indicator, area, category, period]))
        })
    }

    /// What all areas are together, at positions of the other axes.
    pub(crate) fn sum(&self, mut at: [usize; 4]) -> Sum<'a> {
        let [indicator, _, category, period] = at;
        let figures = Figures::from(self.release);
        let sum = insight::together::sum(
            &figures,
            &self.areas,
            self.indicators[indicator],
            self.periods[period],
            self.categories[category],
        );
        at[Axis::Area as usize] = 0;
        let entry = Entry { slice: None, cell: sum.cell, ..self.entry(at) };
        Sum { entry, lacking: sum.lacking, of: sum.of }
    }
}

impl<'a> Pivot<'_, 'a> {
    /// The rows of sums: for each the positions of the row axes, of which that of the areas says nothing. Empty where none are
    /// asked for, or there are none.
    pub fn sums(&self) -> Vec<Vec<usize>> {
        let table = self.table();
        if !table.query.add_up || table.no_sum().is_some() || self.row_count() == 0 {
            return Vec::new();
        }
        let axes = self.row_axes();
        let lengths: Vec<usize> =
            axes.iter().map(|axis| if *axis == Axis::Area { 1 } else { table.len(*axis) }).collect();
        (0..lengths.iter().product()).map(|number| positions(&lengths, number)).collect()
    }

    /// What the areas are together in a row of sums and a column.
    pub fn sum(&self, row: &[usize], column: usize) -> Sum<'a> {
        let mut at = self.fixed();
        let columns = self.column(column);
        for (axis, position) in self.row_axes().iter().zip(row).chain(self.column_axes().iter().zip(columns.iter())) {
            at[*axis as usize] = *position;
        }
        self.table().sum(at)
    }
}
