//! From a block on 1 January and the year that follows to rows of the register tables.

use super::block::{Block, NOWHERE, Person};
use super::calendar::{Day, NEVER};
use super::chance::{chance_of, lasting, lot, scatter};
use super::facts::{Facts, Work, newness, spell, subject};
use super::origin::{Came, between};
use super::registers::{Rows, Table};

fn truth(value: bool) -> i64 {
    i64::from(value)
}

impl Block<'_> {
    pub(crate) fn key(&self, person: usize) -> i64 {
        self.keys.persons + i64::from(person as u32)
    }

    fn object_key(&self, object: u32) -> i64 {
        self.keys.objects + i64::from(object)
    }

    fn household_key(&self, household: u32) -> i64 {
        self.keys.households + i64::from(household)
    }

    /// One year: what holds on 1 January, the year itself, and the spells that it opened and closed.
    pub(crate) fn year(&mut self, flaws: bool) -> Rows {
        let mut rows = Rows::new();
        let (facts, means) = self.facts();
        rows.expect(Table::Persons, self.persons.len());
        rows.expect(Table::Addresses, self.persons.len() * 5 / 4);
        rows.expect(Table::Households, self.persons.len() * 5 / 4);
        rows.expect(Table::Care, self.persons.len());
        rows.expect(Table::Areas, self.objects.len());
        for (index, of) in facts.iter().enumerate() {
            if of.household != NOWHERE {
                self.state(&mut rows, index, of);
            }
        }
        for (number, means) in means.iter().enumerate() {
            if means.income != 0 && lot(self.seed ^ scatter(self.household_key(number as u32) as u64), 1, 0) > 0.003 {
                rows.add(Table::Income, [self.household_key(number as u32), i64::from(means.income), truth(means.low)]);
            }
        }
        for (number, object) in self.objects.iter().enumerate() {
            rows.add(Table::Owners, [self.object_key(number as u32), i64::from(object.owner)]);
        }
        self.live();
        self.spells(&mut rows, &facts, flaws);
        self.areas(&mut rows, flaws);
        self.settle_households(&facts);
        rows
    }

    /// What holds for a person on 1 January.
    fn state(&self, rows: &mut Rows, index: usize, of: &Facts) {
        let person = &self.persons[index];
        let key = self.key(index);
        let birthplace = if person.abroad { i64::from(person.origin) } else { 0 };
        rows.add(
            Table::Persons,
            [
                key,
                i64::from(person.born),
                if person.woman { 2 } else { 1 },
                i64::from(person.origin),
                birthplace,
                i64::from(person.arrived),
            ],
        );
        if let Some(level) = of.level.filter(|_| of.age >= 12) {
            rows.add(Table::Education, [key, i64::from(level)]);
        }
        if let Some((kind, year)) = of.enrolled {
            rows.add(Table::Enrolments, [key, i64::from(kind), i64::from(year)]);
            if of.left_school {
                rows.add(Table::Leavers, [key]);
            }
            if (kind, year) == (0, 8) {
                self.score(rows, person, key);
            }
        }
        if (2..=5).contains(&of.age) {
            self.preschool(rows, person, key, of);
        }
        if of.work == Work::SelfEmployed {
            rows.add(Table::SelfEmployed, [key, i64::from(of.earns)]);
        }
        if of.seeks {
            rows.add(Table::Seekers, [key]);
        }
        if of.age >= 18 {
            self.arrears(rows, person, key, of);
        }
        self.care(rows, person, key, of);
    }

    fn score(&self, rows: &mut Rows, person: &Person, key: i64) {
        if !Table::Scores.exists_in(self.year) || lot(person.owner, subject::MISSING, 1) < 0.06 {
            return;
        }
        let new = newness(person, self.today);
        let z = 0.72 * person.ability - 0.9 * new + 0.69 * lasting(person.owner, subject::SCORE);
        rows.add(Table::Scores, [key, (535.3 + 9.4 * z).round().clamp(501.0, 550.0) as i64]);
    }

    /// The target group of preschool: children whose parents had little schooling, or speak another language.
    fn preschool(&self, rows: &mut Rows, person: &Person, key: i64, of: &Facts) {
        let household = &self.households[person.household as usize];
        let parents = household
            .members
            .iter()
            .take(2)
            .map(|&member| &self.persons[member as usize])
            .filter(|parent| !parent.child);
        let (mut ability, mut count, mut abroad) = (0.0, 0.0, 0.0);
        for parent in parents {
            ability += parent.ability;
            count += 1.0;
            abroad += f32::from(u8::from(parent.abroad));
        }
        let parents = if count > 0.0 { ability / count } else { 0.0 };
        let mut score = -1.95 - 0.95 * parents + 0.75 * abroad + if of.low_income { 0.9 } else { 0.0 };
        score += if person.origin == 0 { 0.0 } else { 0.25 };
        if lot(person.owner, subject::PRESCHOOL, 0) < chance_of(score) {
            let takes = 0.79 + 0.03 * between(self.year) + 0.05 * lasting(person.owner, subject::DAYS);
            rows.add(Table::Preschool, [key, truth(lot(person.owner, subject::PRESCHOOL_TAKES, 0) < takes)]);
        }
    }

    fn arrears(&self, rows: &mut Rows, person: &Person, key: i64, of: &Facts) {
        let mut score = -4.9 - 0.75 * person.ability + 0.75 * lasting(person.owner, subject::CONDUCT);
        score += if of.low_income { 1.1 } else { 0.0 } + if of.assisted { 0.4 } else { 0.0 };
        score += match of.age {
            ..24 => 0.2,
            24..50 => 0.5,
            50..65 => -0.2,
            _ => -2.0,
        };
        score -= 0.35 * between(self.year);
        if lot(person.owner, subject::ARREARS, spell(person, self.year, 4)) < chance_of(score) {
            rows.add(Table::Arrears, [key]);
        }
    }

    fn care(&self, rows: &mut Rows, person: &Person, key: i64, of: &Facts) {
        if lot(person.owner, subject::MISSING, 2) < 0.006 {
            return;
        }
        let health = lasting(person.owner, subject::HEALTH);
        let by_age = match of.age {
            ..18 => -2.6,
            18..45 => 0.25,
            45..65 => 0.0,
            _ => -0.7,
        };
        let score = 0.65 * health - 0.12 * person.ability + by_age + if of.assisted { 0.45 } else { 0.0 };
        let special = lot(person.owner, subject::CARE, spell(person, self.year, 3)) < chance_of(score - 3.45);
        let basic = lot(person.owner, subject::CARE_BASIC, u32::from(self.year))
            < chance_of(score - 4.1 + 0.1 * between(self.year));
        let spent = lot(person.owner, subject::DAYS, u32::from(self.year));
        let amount = |is: bool, low: f32, high: f32| if is { (low + (high - low) * spent * spent) as i64 } else { 0 };
        rows.add(Table::Care, [key, amount(basic, 280.0, 1_900.0), amount(special, 700.0, 21_000.0)]);
    }

    /// Spells of persons who were here on 1 January, and what happened to them in the year.
    fn spells(&self, rows: &mut Rows, facts: &[Facts], flaws: bool) {
        for (index, of) in facts.iter().enumerate() {
            if of.household == NOWHERE {
                continue;
            }
            let person = &self.persons[index];
            let key = self.key(index);
            if person.died {
                rows.add(Table::Deaths, [key, i64::from(person.gone)]);
            }
            self.addresses(rows, person, key, flaws);
            self.households_of(rows, person, key, of);
            self.jobs(rows, person, key, of);
            if of.assisted {
                rows.add(Table::Assistance, [key, i64::from(person.assistance), i64::from(person.gone)]);
            }
            if person.restructuring != NEVER {
                let end = person.restructuring + 1095;
                let end = if end < self.today + 365 { end } else { NEVER };
                rows.add(Table::Restructuring, [key, i64::from(person.restructuring), i64::from(end)]);
            }
            self.conduct(rows, person, key, of);
        }
    }

    fn addresses(&self, rows: &mut Rows, person: &Person, key: i64, flaws: bool) {
        let lost = flaws && lot(person.owner, subject::MISSING, 3 + u32::from(self.year)) < 0.0008;
        if let Some(before) = person.before.filter(|before| before.until >= self.today - 366) {
            // Some are registered nowhere for a while.
            let until =
                if lost && before.until >= self.today { (self.today - 20).max(before.since) } else { before.until };
            rows.add(
                Table::Addresses,
                [key, self.object_key(before.object), i64::from(before.since), i64::from(until)],
            );
        }
        let since = if lost && person.lives_since <= self.today { self.today + 35 } else { person.lives_since };
        if person.gone == NEVER || person.gone >= since {
            rows.add(Table::Addresses, [key, self.object_key(person.object), i64::from(since), i64::from(person.gone)]);
        }
    }

    fn households_of(&self, rows: &mut Rows, person: &Person, key: i64, of: &Facts) {
        let household = person.household;
        let mut now = None;
        let mut end = person.gone;
        if household != NOWHERE {
            let members = &self.households[household as usize].members;
            let kind = self.kind(household as usize);
            let reference = members.first() == Some(&((key - self.keys.persons) as u32));
            if (household, kind, reference) != (of.household, of.kind, of.reference) {
                let changed = self.households[household as usize].changed;
                end = changed - 1;
                now = Some((kind, reference, changed));
            }
        }
        let row = |household: u32, reference: bool, kind: u8, since: Day, end: Day| {
            let household = self.household_key(household);
            [key, household, truth(reference), i64::from(kind), i64::from(since), i64::from(end)]
        };
        rows.add(Table::Households, row(of.household, of.reference, of.kind, person.household_since, end));
        if let Some((kind, reference, since)) = now {
            rows.add(Table::Households, row(household, reference, kind, since, NEVER));
        }
    }

    fn jobs(&self, rows: &mut Rows, person: &Person, key: i64, of: &Facts) {
        let last = if person.gone == NEVER { self.today + 364 } else { person.gone };
        let lot_of = |subject: u32| lot(person.owner, subject, u32::from(self.year));
        if of.work != Work::Employee {
            // Some find a job in the course of the year.
            if of.work == Work::None && (16..62).contains(&of.age) && !of.assisted && lot_of(subject::NEW_JOB) < 0.12 {
                let begin = self.today + 40 + (lot_of(subject::DAYS) * 300.0) as i32;
                if begin < last {
                    rows.add(Table::Jobs, [key, i64::from(begin), i64::from(last), 9_000]);
                }
            }
            return;
        }
        let began = self.today - (lot(person.owner, subject::NEW_JOB, spell(person, self.year, 5)) * 1_500.0) as i32;
        let began = began.max(person.arrived).max(person.born + 14 * 365);
        let ends = if lot_of(subject::SECOND_JOB) < 0.05 {
            (self.today + 30 + (lot_of(subject::DAYS) * 300.0) as i32).min(last)
        } else {
            last
        };
        rows.add(Table::Jobs, [key, i64::from(began.min(self.today)), i64::from(ends), i64::from(of.earns)]);
        if lot_of(subject::HOURS) < 0.09 {
            let begin = self.today + (lot_of(subject::SEEKS) * 200.0) as i32;
            if begin < last {
                rows.add(Table::Jobs, [key, i64::from(begin), i64::from(last), i64::from(of.earns / 5)]);
            }
        }
    }

    /// Suspects, convictions and Halt: mostly how someone is, then age and sex; a little of means and place.
    fn conduct(&self, rows: &mut Rows, person: &Person, key: i64, of: &Facts) {
        if !(12..75).contains(&of.age) {
            return;
        }
        let conduct = lasting(person.owner, subject::CONDUCT);
        let by_age = match of.age {
            ..14 => -0.9,
            14..18 => 0.45,
            18..25 => 0.95,
            25..35 => 0.55,
            35..50 => 0.1,
            50..60 => -0.6,
            _ => -1.5,
        };
        let mut score =
            -4.95 + by_age + 1.15 * conduct - 0.35 * person.ability + if person.woman { -1.45 } else { 0.0 };
        score += if of.low_income { 0.35 } else { 0.0 } + if of.left_school { 0.6 } else { 0.0 };
        score += if of.enrolled.is_none() && of.work == Work::None && of.age < 50 { 0.35 } else { 0.0 };
        score -= 0.15 * (between(self.year) - 0.5);
        if self.came(person) == Came::Study && of.age > 25 {
            score -= 0.3;
        }
        let year = u32::from(self.year);
        let last = if person.gone == NEVER { self.today + 364 } else { person.gone };
        let within = |lot: f32| i64::from(self.today + (lot * (last - self.today + 1) as f32) as i32);
        let suspect = lot(person.owner, subject::SUSPECT, year);
        let chance = chance_of(score);
        if suspect < chance {
            rows.add(Table::Suspects, [key, within(lot(person.owner, subject::DAYS, year))]);
            if suspect < 0.2 * chance {
                rows.add(Table::Suspects, [key, within(lot(person.owner, subject::HOURS, year))]);
            }
        }
        if of.age >= 13 && lot(person.owner, subject::CONVICTED, year) < 0.56 * chance {
            rows.add(Table::Convicted, [key, within(lot(person.owner, subject::CONVICTED, year + 5000))]);
        }
        if (12..18).contains(&of.age) && lot(person.owner, subject::HALT, year) < chance_of(score + 0.05) {
            rows.add(Table::Halt, [key, within(lot(person.owner, subject::HALT, year + 5000))]);
        }
    }

    /// The neighbourhoods of all addresses there have been, in the division of the year.
    fn areas(&self, rows: &mut Rows, flaws: bool) {
        let vintage = &self.country.vintages[self.index];
        for (number, object) in self.objects.iter().enumerate() {
            let key = self.object_key(number as u32);
            // A few addresses are not yet known to be anywhere.
            if flaws && lot(self.seed ^ scatter(key as u64), subject::MISSING, 9) < 0.0006 {
                continue;
            }
            let buurt = i64::from(vintage.of_place[object.place as usize]);
            rows.add(Table::Areas, [key, buurt, buurt, buurt]);
        }
    }

    /// After the year's rows are written: since when persons have their place in their household.
    fn settle_households(&mut self, facts: &[Facts]) {
        for (index, of) in facts.iter().enumerate() {
            let number = self.persons[index].household;
            if number == NOWHERE {
                continue;
            }
            let household = &self.households[number as usize];
            let reference = household.members.first() == Some(&(index as u32));
            if (number, self.kind(number as usize), reference) != (of.household, of.kind, of.reference) {
                self.persons[index].household_since = household.changed;
            }
        }
    }
}
