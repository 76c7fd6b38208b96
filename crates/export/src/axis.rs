use definition::Language;

/// One of the four things that say where a figure stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Axis {
    /// What is measured.
    Indicator = 0,
    /// Where.
    Area = 1,
    /// Of whom.
    Category = 2,
    /// When.
    Period = 3,
}

impl Axis {
    /// All of them, in the order of the long formats.
    pub const ALL: [Self; 4] = [Self::Indicator, Self::Area, Self::Category, Self::Period];

    /// Its word in an address, which is also its word in the layout.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Indicator => "cijfer",
            Self::Area => "gebied",
            Self::Category => "achtergrond",
            Self::Period => "jaar",
        }
    }

    /// Its word for programs.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Indicator => "indicator",
            Self::Area => "area",
            Self::Category => "background",
            Self::Period => "period",
        }
    }

    /// The axis with a word, Dutch or English.
    pub fn find(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|axis| axis.key() == word || axis.id() == word)
    }

    /// What it is called at the head of a column.
    pub const fn label(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Indicator, Language::Nl) => "Cijfer",
            (Self::Indicator, Language::En) => "Figure",
            (Self::Area, Language::Nl) => "Gebied",
            (Self::Area, Language::En) => "Area",
            (Self::Category, Language::Nl) => "Achtergrond",
            (Self::Category, Language::En) => "Background",
            (Self::Period, Language::Nl) => "Jaar",
            (Self::Period, Language::En) => "Year",
        }
    }
}

/// Which axes stand in rows, columns and layers; each stands in exactly one of them.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Layout {
    /// Down the side, the first one outermost.
    pub rows: Vec<Axis>,
    /// Along the top, the first one outermost.
    pub columns: Vec<Axis>,
    /// One member at a time.
    pub layers: Vec<Axis>,
}

impl Default for Layout {
    fn default() -> Self {
        Self {
            rows: vec![Axis::Area, Axis::Category],
            columns: vec![Axis::Indicator, Axis::Period],
            layers: Vec::new(),
        }
    }
}

impl Layout {
    /// A layout from what was asked: axes named twice stay where they were named first, those not named at all are put
    /// where they usually stand.
    pub(crate) fn from_lists(rows: &[Axis], columns: &[Axis], layers: &[Axis]) -> Self {
        let mut layout = Self { rows: Vec::new(), columns: Vec::new(), layers: Vec::new() };
        for (from, to) in [(rows, &mut layout.rows), (columns, &mut layout.columns), (layers, &mut layout.layers)] {
            for axis in from {
                if !to.contains(axis) {
                    to.push(*axis);
                }
            }
        }
        let rows = layout.rows.clone();
        layout.columns.retain(|axis| !rows.contains(axis));
        let columns = layout.columns.clone();
        layout.layers.retain(|axis| !rows.contains(axis) && !columns.contains(axis));
        let usual = Self::default();
        for axis in Axis::ALL {
            if !layout.contains(axis) {
                if usual.rows.contains(&axis) { layout.rows.push(axis) } else { layout.columns.push(axis) }
            }
        }
        layout
    }

    fn contains(&self, axis: Axis) -> bool {
        [&self.rows, &self.columns, &self.layers].iter().any(|list| list.contains(&axis))
    }

    /// Rows become columns and columns rows.
    #[must_use]
    pub fn turned(&self) -> Self {
        Self { rows: self.columns.clone(), columns: self.rows.clone(), layers: self.layers.clone() }
    }

    /// The same with one axis moved to the end of `rows`, `columns` or `layers`.
    #[must_use]
    pub fn moved(&self, axis: Axis, to: &str) -> Self {
        let without = |list: &[Axis]| list.iter().copied().filter(|other| *other != axis).collect::<Vec<_>>();
        let mut layout =
            Self { rows: without(&self.rows), columns: without(&self.columns), layers: without(&self.layers) };
        match to {
            "rows" => layout.rows.push(axis),
            "layers" => layout.layers.push(axis),
            _ => layout.columns.push(axis),
        }
        layout
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_axis_stands_somewhere_once_whatever_was_asked() {
        use Axis::{Area, Category, Indicator, Period};
        let all = Layout::from_lists(&[Area, Area, Period], &[Period, Indicator], &[Area]);
        assert_eq!(all.rows, [Area, Period, Category]);
        assert_eq!(all.columns, [Indicator]);
        assert!(all.layers.is_empty());
        assert_eq!(Layout::from_lists(&[], &[], &[]), Layout::default());
        assert_eq!(Layout::default().turned().rows, [Indicator, Period]);
        assert_eq!(Layout::default().moved(Period, "layers").layers, [Period]);
    }
}
