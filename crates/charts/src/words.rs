/// The few words charts need by themselves: heads of the data tables and how numbers on an axis are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// Between whole and fraction on an axis: `,` in Dutch.
    pub decimal: char,
    /// Between thousands on an axis: `.` in Dutch.
    pub thousands: char,
    /// Head: theme.
    pub theme: String,
    /// Head: indicator.
    pub indicator: String,
    /// Head: area.
    pub area: String,
    /// Head: group of residents, or another row of a bar chart.
    pub group: String,
    /// Head: year.
    pub period: String,
    /// Head: the figure.
    pub value: String,
    /// Head: n of N.
    pub count: String,
    /// Head: what it is compared with.
    pub reference: String,
    /// Head: what the figure means.
    pub reading: String,
    /// Head: the interval the figure lies in.
    pub interval: String,
    /// Head: share of the whole.
    pub share: String,
    /// Between the ends of an interval: `8,4 tot 9,9`.
    pub to: String,
    /// Head of a column of counts of areas in a binned distribution.
    pub areas: String,
    /// After a number of areas that lie beyond the end of an axis: `12 verder weg`.
    pub beyond: String,
    /// Head of the column with the class of a map.
    pub class: String,
    /// In a table, for what has no figure.
    pub not_shown: String,
}

impl Words {
    /// Dutch.
    pub fn dutch() -> Self {
        Self {
            decimal: ',',
            thousands: '.',
            theme: "Thema".into(),
            indicator: "Cijfer".into(),
            area: "Gebied".into(),
            group: "Groep".into(),
            period: "Jaar".into(),
            value: "Waarde".into(),
            count: "Aantal".into(),
            reference: "Vergeleken met".into(),
            reading: "Lezing".into(),
            interval: "Onzekerheid".into(),
            share: "Aandeel".into(),
            to: "tot".into(),
            areas: "Gebieden".into(),
            beyond: "verder weg".into(),
            class: "Kleur op de kaart".into(),
            not_shown: "niet getoond".into(),
        }
    }

    /// English.
    pub fn english() -> Self {
        Self {
            decimal: '.',
            thousands: ',',
            theme: "Theme".into(),
            indicator: "Figure".into(),
            area: "Area".into(),
            group: "Group".into(),
            period: "Year".into(),
            value: "Value".into(),
            count: "Number".into(),
            reference: "Compared with".into(),
            reading: "Reading".into(),
            interval: "Uncertainty".into(),
            share: "Share".into(),
            to: "to".into(),
            areas: "Areas".into(),
            beyond: "further away".into(),
            class: "Colour on the map".into(),
            not_shown: "not shown".into(),
        }
    }
}
