//! How groups differ.

use cells::{CategoryIx, Cell, IndicatorIx, Period};
use definition::Polarity;
use release::StandingReference;

use super::numbers::{captured, parsed_year};
use super::{Certainty, Checker, Claims};

impl Checker<'_> {
    /// "Groepen … verschillen bij …: 8,8 % bij …, 2,6 % bij … (2023). Ook bij …": what each says, and that no larger difference
    /// is passed over.
    pub(super) fn of_groups(&self, text: &str, claims: &mut Claims) -> Result<(), String> {
        let why = self.pick(" Dat zegt niet hoe dat komt.", " That does not say why.");
        let Some(text) = text.strip_suffix(why) else { return Ok(()) };
        let (first_form, also_form) = match (self.telling.category == CategoryIx::TOTAL, self.nl()) {
            (true, true) => ("Groepen in dit gebied verschillen duidelijk bij", "Ook bij ‘{short}’ verschillen ze"),
            (true, false) => ("Groups in this area clearly differ in", "They also differ in ‘{short}’"),
            (false, true) => (
                "Deze groep verschilt duidelijk van de andere inwoners van dit gebied bij",
                "Ook bij ‘{short}’ is er een verschil",
            ),
            (false, false) => (
                "This group clearly differs from the other residents of this area in",
                "There is also a difference in ‘{short}’",
            ),
        };
        let among = self.pick("bij", "among");
        let rest = format!(": {{figure}} {among} {{one}}, {{other}} {among} {{another}} ({{year}}).");
        let (first, also) = (format!("{first_form} ‘{{short}}’{rest}"), format!("{also_form}{rest}"));
        let both = format!("{first} {}", also.replace('}', "2}"));
        let found = captured(&both, text).or_else(|| captured(&first, text)).ok_or("has no form of groups")?;
        let mut told: Vec<(IndicatorIx, f64)> = Vec::new();
        for suffix in ["", "2"] {
            if let Some(short) = found.get(&format!("short{suffix}")) {
                let hole = |name: &str| found[&format!("{name}{suffix}")].as_str();
                let (ix, _) = self
                    .indicators()
                    .find(|(_, indicator)| indicator.short.get(self.telling.language) == short)
                    .ok_or("no such figure")?;
                let sides = [(hole("figure"), hole("one")), (hole("other"), hole("another"))];
                told.push((ix, self.contrast(ix, parsed_year(hole("year"))?, sides)?));
            }
        }
        if told.len() == 2 && told[0].0 == told[1].0 {
            return Err("twice the same figure".to_owned());
        }
        let neutral = |ix: IndicatorIx| self.release.definition.indicator(ix).polarity == Polarity::Neutral;
        for (ix, largest) in self.indicators().filter_map(|(ix, _)| Some((ix, self.largest_contrast(ix)?))) {
            if let Some((_, weight)) = told.iter().find(|(one, _)| *one == ix) {
                if (weight - largest).abs() > 1e-9 {
                    return Err(format!("tells {weight} of {ix:?}, where {largest} is there"));
                }
            } else if !neutral(ix) && neutral(told[0].0) {
                return Err(format!("a figure without judgement comes before {ix:?}"));
            } else if neutral(ix) == neutral(told[0].0) && largest > told[0].1 + 1e-9 {
                return Err(format!("passes over {largest} of {ix:?}"));
            }
        }
        claims.forms.push(
            match (self.telling.category == CategoryIx::TOTAL, told.len()) {
                (true, 1) => "groups",
                (true, _) => "groups-also",
                (false, 1) => "group-here",
                (false, _) => "group-here-also",
            }
            .to_owned(),
        );
        Ok(())
    }

    /// One difference between groups as it is told, and how much it weighs.
    pub(super) fn contrast(&self, ix: IndicatorIx, year: Period, sides: [(&str, &str); 2]) -> Result<f64, String> {
        let indicator = self.release.definition.indicator(ix);
        let all = self.pick("alle inwoners samen", "all residents together");
        let mut groups = Vec::new();
        for (figure, people) in sides {
            let group = if people == all {
                CategoryIx::TOTAL
            } else {
                (1..4).map(CategoryIx).find(|c| self.people(*c) == people).ok_or("no such group")?
            };
            if group != CategoryIx::TOTAL && self.shown(ix, group) != Some(year) {
                return Err("is not the newest of the group".to_owned());
            }
            let cell = self.cell(ix, year, self.telling.place, group);
            let (figure, counts) = figure.strip_suffix(')').and_then(|f| f.split_once(" (")).unwrap_or((figure, ""));
            self.same_figure(figure, indicator, cell)?;
            self.same_counts(counts, cell)?;
            groups.push(group);
        }
        let own = self.telling.category;
        if own != CategoryIx::TOTAL && groups != [own, CategoryIx::TOTAL] {
            return Err("is not about the group of the story".to_owned());
        }
        self.weight(ix, year, groups[0], groups[1]).ok_or_else(|| format!("{groups:?} do not certainly differ"))
    }

    /// "30 van 65", where the cell has counts; one that was rounded to nothing is "minder dan 3".
    fn same_counts(&self, text: &str, cell: Cell) -> Result<(), String> {
        let (Some(some), Some(of)) = (cell.numerator, cell.denominator) else {
            return if text.is_empty() { Ok(()) } else { Err(format!("`{text}` of a cell without counts")) };
        };
        let (said, whole) = text.split_once(self.pick(" van ", " of ")).ok_or("a difference without counts")?;
        let said = match said.strip_prefix(self.pick("minder dan ", "fewer than ")) {
            Some(bound) if some.value == 0 => self.number(bound, 0).filter(|bound| *bound > 0.0).map(|_| 0.0),
            _ => self.number(said, 0),
        };
        if said == Some(f64::from(some.value)) && self.number(whole, 0) == Some(f64::from(of.value)) {
            return Ok(());
        }
        Err(format!("`{text}`, where the cell has {some:?} and {of:?}"))
    }

    /// How much a difference weighs, from the stored readings and the counts; none where it may not be told. The formula of
    /// Cohen's h, written out anew with the other form of it: 2 arccos √p instead of 2 arcsin √p.
    pub(super) fn weight(&self, ix: IndicatorIx, year: Period, one: CategoryIx, other: CategoryIx) -> Option<f64> {
        let everybody = StandingReference::EverybodyHere;
        let certain = |group| {
            let found = self.stored(ix, year, group, everybody)?;
            (found.certainty == Certainty::Certain && found.size > 0 && found.direction != 0).then_some(found)
        };
        let counts = |group| {
            let cell = self.cell(ix, year, self.telling.place, group);
            let value = cell.value.filter(|_| cell.is_published())?;
            Some((value / self.release.definition.indicator(ix).measure.per(), f64::from(cell.denominator?.value)))
        };
        let (of_all, all) = counts(CategoryIx::TOTAL)?;
        let h = |a: f64, b: f64| (2.0 * a.clamp(0.0, 1.0).sqrt().acos() - 2.0 * b.clamp(0.0, 1.0).sqrt().acos()).abs();
        let (first, (share, size)) = (certain(one)?, counts(one)?);
        if other == CategoryIx::TOTAL {
            let part = if self.telling.category == CategoryIx::TOTAL { size / all.max(1.0) } else { 1.0 };
            return (first.size == 2).then(|| h(share, of_all) * part.sqrt());
        }
        let (second, (other_share, other_size)) = (certain(other)?, counts(other)?);
        let apart = first.direction == -second.direction && (first.size == 2 || second.size == 2);
        apart.then(|| h(share, other_share) * (size.min(other_size) / all.max(1.0)).sqrt())
    }

    /// The weight of the largest difference that may be told of a figure; none where there is none.
    pub(super) fn largest_contrast(&self, ix: IndicatorIx) -> Option<f64> {
        let indicator = self.release.definition.indicator(ix);
        if !indicator.profile || indicator.breakdowns.is_empty() || !indicator.measure.is_rate() {
            return None;
        }
        let largest = |all: Vec<Option<f64>>| all.into_iter().flatten().max_by(f64::total_cmp);
        let own = self.telling.category;
        let groups: Vec<CategoryIx> =
            (1..4).map(CategoryIx).filter(|c| own == CategoryIx::TOTAL || *c == own).collect();
        let shown = |group: CategoryIx| self.shown(ix, group);
        let mut pairs = Vec::new();
        for (n, &one) in groups.iter().enumerate() {
            for &other in &groups[n + 1..] {
                if let Some(year) = shown(one).filter(|year| shown(other) == Some(*year)) {
                    pairs.push(self.weight(ix, year, one, other));
                }
            }
        }
        let alone = groups.iter().map(|&one| self.weight(ix, shown(one)?, one, CategoryIx::TOTAL)).collect();
        largest(pairs).or_else(|| largest(alone))
    }
}
