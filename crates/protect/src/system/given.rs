use super::bounds::{Bounds, Step};
use super::crossing::MOST_SETS;
use super::model::{Class, Model, Role, RowAddress, Rows, Variable};

/// What is known of a sum before anything of it is published: it was said in an earlier release, or others say it. That is out,
/// and stays out: it never gives way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// Position among the levels.
    pub level: usize,
    /// Number of the area.
    pub area: usize,
    /// The variables it adds up, and the sign of each.
    pub terms: Vec<(Variable, i32)>,
    /// The leaves it is about, a bit each.
    pub leaves: u64,
    /// The smallest and the largest it can be.
    pub bounds: Bounds,
    /// How coarsely it was published by us, and is therefore published again; none where it was not published itself, or where
    /// others said it.
    pub published: Option<Step>,
}

impl Model {
    /// Adds classes for the rows that something is given of, so that each has a row, also where nothing of it is published.
    pub(crate) fn make_room_for_given(&mut self) {
        for at in 0..self.given.len() {
            let (terms, level, leaves) = (self.given[at].terms.clone(), self.given[at].level, self.given[at].leaves);
            self.make_room(terms, level, leaves);
        }
    }

    /// Adds a row of which nothing is published for the areas of a level, where there is none yet.
    pub(super) fn make_room(&mut self, terms: Vec<(Variable, i32)>, level: usize, leaves: u64) {
        if leaves == 0 || self.room(&terms, level, 0, leaves).is_some() {
            return;
        }
        let has_room =
            |class: &Class| class.role == Role::Given && class.terms == terms && class.sets[level].len() < MOST_SETS;
        let class = self.classes.iter().position(has_room).unwrap_or_else(|| {
            let (name, sets) = ("given".to_owned(), vec![Vec::new(); self.areas.depth()]);
            self.classes.push(Class { name, terms, role: Role::Given, sets });
            self.classes.len() - 1
        });
        self.classes[class].sets[level].push(leaves);
    }

    /// Where the row is that something is given of; none when it is about nobody.
    pub(crate) fn address_of(&self, given: &Given) -> Option<RowAddress> {
        self.room(&given.terms, given.level, given.area, given.leaves)
    }

    /// Where the row of a sum is for which [`Self::make_room`] was done.
    pub(super) fn room(&self, terms: &[(Variable, i32)], level: usize, area: usize, leaves: u64) -> Option<RowAddress> {
        let given =
            self.classes.iter().enumerate().filter(|(_, class)| class.role == Role::Given && class.terms == terms);
        given.into_iter().find_map(|(class, of_class)| {
            let set = of_class.sets[level].iter().position(|set| *set == leaves)?;
            Some(RowAddress { class, level, area, set })
        })
    }

    /// Of a class of which nothing is published: the part in it that is a variable by itself, and whether the row goes up with it.
    pub(crate) fn unpublished_part(&self, class: usize) -> Option<(Variable, bool)> {
        if !matches!(self.classes[class].role, Role::Given | Role::Between { .. }) {
            return None;
        }
        let is_part = |variable: Variable| self.classes.iter().any(|class| self.own_variable(class) == Some(variable));
        self.classes[class].terms.iter().find(|(variable, _)| is_part(*variable)).map(|(part, sign)| (*part, *sign > 0))
    }
}

impl Rows {
    /// Notes what is given. What we published before is published again as it was; what others say is known besides.
    pub(crate) fn know(&mut self, model: &Model) {
        if model.given.is_empty() {
            return;
        }
        let mut given = vec![Bounds::FREE; self.rows.len()];
        let mut again: std::collections::BTreeMap<u32, Step> = std::collections::BTreeMap::new();
        for one in &model.given {
            let Some(row) = model.address_of(one).and_then(|at| self.find(model, at)) else { continue };
            let known = &mut given[row as usize];
            *known = Bounds { low: known.low.max(one.bounds.low), high: known.high.min(one.bounds.high) };
            self.published[row as usize].mark_given();
            if let Some(step) = one.published {
                // Said twice, the finer of both is out.
                again.entry(row).and_modify(|before| *before = step.min(*before)).or_insert(step);
            }
        }
        for (row, known) in given.iter().enumerate() {
            if !self.published[row].is_given() {
                continue;
            }
            let own = &mut self.rows[row];
            own.bounds = match again.get(&(row as u32)) {
                Some(step) => {
                    self.published[row].step = *step;
                    self.published[row].withheld = *step >= model.multiples.last();
                    *known
                }
                None => Bounds { low: own.bounds.low.max(known.low), high: own.bounds.high.min(known.high) },
            };
        }
        self.given = std::sync::Arc::new(given);
    }
}
