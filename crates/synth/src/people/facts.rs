//! What holds for persons and households on 1 January: education, work, income and benefits.
//!
//! Each inclination is a logistic score of a few things about the person, met by the person's own lot for that subject.
//! The lot is drawn anew every few years, at another time for everybody: so a state lasts and then may end. Scores are
//! dominated by what differs between persons; groups differ a little.

use super::block::{Block, Bond, NOWHERE, Person};
use super::calendar::NEVER;
use super::chance::{chance_of, lasting, lot};
use super::origin::{Came, GROUP, between};
use super::schooling::is_basic_qualification;

/// Subjects of lots.
pub(crate) mod subject {
    pub(crate) const KNOWN_LEVEL: u32 = 1;
    pub(crate) const WORK: u32 = 2;
    pub(crate) const SELF_EMPLOYED: u32 = 3;
    pub(crate) const ASSISTANCE: u32 = 4;
    pub(crate) const SEEKS: u32 = 5;
    pub(crate) const OTHER_BENEFIT: u32 = 6;
    pub(crate) const HEALTH: u32 = 8;
    pub(crate) const CONDUCT: u32 = 9;
    pub(crate) const ARREARS: u32 = 10;
    pub(crate) const RESTRUCTURING: u32 = 11;
    pub(crate) const SUSPECT: u32 = 12;
    pub(crate) const CONVICTED: u32 = 13;
    pub(crate) const HALT: u32 = 14;
    pub(crate) const CARE: u32 = 15;
    pub(crate) const CARE_BASIC: u32 = 16;
    pub(crate) const PRESCHOOL: u32 = 17;
    pub(crate) const PRESCHOOL_TAKES: u32 = 18;
    pub(crate) const SCORE: u32 = 19;
    pub(crate) const SECOND_JOB: u32 = 20;
    pub(crate) const HOURS: u32 = 21;
    pub(crate) const PENSION: u32 = 22;
    pub(crate) const MISSING: u32 = 23;
    pub(crate) const DAYS: u32 = 24;
    pub(crate) const LEFT_SCHOOL: u32 = 25;
    pub(crate) const NEW_JOB: u32 = 26;
}

/// How someone works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Work {
    None,
    Employee,
    SelfEmployed,
}

/// What holds for a person.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts, not states of one thing")]
pub(crate) struct Facts {
    pub(crate) age: i32,
    /// Level of education when the register knows it.
    pub(crate) level: Option<u8>,
    pub(crate) enrolled: Option<(u8, u8)>,
    pub(crate) left_school: bool,
    pub(crate) work: Work,
    /// Yearly pay or profit.
    pub(crate) earns: i32,
    pub(crate) assisted: bool,
    pub(crate) seeks: bool,
    pub(crate) low_income: bool,
    pub(crate) household: u32,
    pub(crate) kind: u8,
    pub(crate) reference: bool,
}

/// What holds for a household.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Means {
    pub(crate) income: i32,
    pub(crate) low: bool,
}

const ABSENT: Facts = Facts {
    age: 0,
    level: None,
    enrolled: None,
    left_school: false,
    work: Work::None,
    earns: 0,
    assisted: false,
    seeks: false,
    low_income: false,
    household: NOWHERE,
    kind: 0,
    reference: false,
};

/// The occasion of a lot that lasts about `years` years.
pub(crate) fn spell(person: &Person, year: u16, years: u32) -> u32 {
    (u32::from(year) + (person.owner & 0xFF) as u32) / years
}

/// Years in the Netherlands of someone born abroad; of others as many as one can have.
pub(crate) fn stay(person: &Person, today: i32) -> f32 {
    if person.abroad { (today - person.arrived) as f32 / 365.25 } else { 99.0 }
}

/// How hard the first years are, from 1 (just came) to 0 (here for long or born here).
pub(crate) fn newness(person: &Person, today: i32) -> f32 {
    if person.abroad { (1.0 - stay(person, today) / 12.0).clamp(0.0, 1.0) } else { 0.0 }
}

impl Block<'_> {
    pub(crate) fn came(&self, person: &Person) -> Came {
        GROUP[self.countries.group(person.origin)].came
    }

    /// The facts of all persons and households on 1 January.
    pub(crate) fn facts(&mut self) -> (Vec<Facts>, Vec<Means>) {
        let mut facts = Vec::with_capacity(self.persons.len());
        for person in &self.persons {
            facts.push(if person.gone == NEVER { self.own_facts(person) } else { ABSENT });
        }
        let mut means = Vec::with_capacity(self.households.len());
        for number in 0..self.households.len() {
            let household = &self.households[number];
            if household.members.is_empty() {
                means.push(Means { income: 0, low: false });
                continue;
            }
            let kind = self.kind(number);
            for (index, &member) in household.members.iter().enumerate() {
                let of = &mut facts[member as usize];
                of.kind = kind;
                of.reference = index == 0;
            }
            let found = self.means(number, &mut facts);
            for &member in &household.members {
                facts[member as usize].low_income = found.low;
            }
            means.push(found);
        }
        for (person, facts) in self.persons.iter_mut().zip(&facts) {
            person.remember(facts, self.today, (self.year, self.index == 0));
        }
        (facts, means)
    }

    /// The code of the type of a household.
    pub(crate) fn kind(&self, number: usize) -> u8 {
        let household = &self.households[number];
        match household.bond {
            Bond::Home => return 8,
            Bond::Sharing => return if household.members.len() == 1 { 1 } else { 7 },
            Bond::Family => {}
        }
        let children = household.members.iter().filter(|&&member| self.persons[member as usize].child).count();
        match (household.members.len() - children, children, household.married) {
            (1, 0, _) => 1,
            (2, 0, false) => 2,
            (2, 0, true) => 3,
            (2, _, false) => 4,
            (2, _, true) => 5,
            (1, _, _) => 6,
            _ => 7,
        }
    }

    fn own_facts(&self, person: &Person) -> Facts {
        let age = self.age(person);
        let school_age = age - i32::from(person.late);
        let now = person.plan.stage(school_age);
        let next = person.plan.stage(school_age + 1);
        let stay = stay(person, self.today);
        let new = newness(person, self.today);
        let known = if person.plan.is_foreign() {
            lot(person.owner, subject::KNOWN_LEVEL, 0) < (0.78 + 0.025 * stay).min(0.96)
        } else {
            age < 45 || lot(person.owner, subject::KNOWN_LEVEL, 0) < 1.0 - 0.012 * (age - 45) as f32
        };
        let secondary = |stage: super::schooling::Stage| matches!(stage.enrolled, Some((1 | 2, _)));
        let left_school = secondary(now)
            && next.enrolled.is_none()
            && !is_basic_qualification(next.level)
            && lot(person.owner, subject::LEFT_SCHOOL, u32::from(self.year)) < 0.9 - 0.15 * between(self.year);
        let mut facts = Facts {
            age,
            level: if known { now.level } else { None },
            enrolled: now.enrolled,
            left_school,
            household: person.household,
            ..ABSENT
        };
        let in_home = self.households[person.household as usize].bond == Bond::Home;
        if (15..75).contains(&age) && !in_home {
            self.work(person, new, now.level, &mut facts);
        }
        facts
    }

    fn work(&self, person: &Person, new: f32, level: Option<u8>, facts: &mut Facts) {
        let age = facts.age;
        let student = facts.enrolled.is_some();
        let base = match age {
            ..16 => -0.9,
            16..18 => 0.0,
            18..21 => 0.85,
            21..25 => 1.3,
            25..55 => 1.75,
            55..60 => 1.35,
            60..63 => 0.8,
            63..66 => 0.15,
            66..70 => -1.6,
            _ => -2.6,
        };
        let hard = match self.came(person) {
            Came::Refuge => -3.3,
            Came::Family => -1.2,
            Came::Study => -0.9,
            Came::Labour | Came::Native => 0.1,
        };
        let mut score =
            base + 0.5 * person.ability - 0.55 * lasting(person.owner, subject::HEALTH).max(-1.0) + hard * new;
        score += 0.16 * (f32::from(level.unwrap_or(2)) - 3.0) * f32::from(u8::from(age >= 25));
        score += if person.abroad { -0.25 } else { 0.0 } + if student { -0.45 } else { 0.0 };
        score += if person.woman && age >= 25 { -0.3 + 0.1 * between(self.year) } else { 0.0 };
        score += 0.28 * (between(self.year) - 0.5) + if self.year == 2021 { -0.12 } else { 0.0 };
        if lot(person.owner, subject::WORK, spell(person, self.year, 4)) >= chance_of(score) {
            return;
        }
        let alone = lot(person.owner, subject::SELF_EMPLOYED, spell(person, self.year, 9));
        let own_business = age >= 21 && alone < 0.115 + 0.02 * between(self.year) + 0.0012 * (age - 40) as f32;
        facts.work = if own_business { Work::SelfEmployed } else { Work::Employee };
        let full = match age {
            ..18 => 3_600.0,
            18..21 => {
                if student {
                    7_000.0
                } else {
                    19_000.0
                }
            }
            21..25 => {
                if student {
                    9_500.0
                } else {
                    25_500.0
                }
            }
            25..30 => 33_000.0,
            30..40 => 40_000.0,
            _ => 44_500.0,
        };
        let hours = lot(person.owner, subject::HOURS, spell(person, self.year, 6));
        let part = if person.woman { 1.0 - 0.55 * hours } else { 1.0 - 0.3 * hours * hours };
        let schooled = 0.1 * (f32::from(level.unwrap_or(2)) - 3.0);
        let spread = 0.26 * person.ability + schooled + 0.2 * lasting(person.owner, subject::NEW_JOB);
        facts.earns = (full * part * spread.exp() * self.prices()) as i32;
    }

    /// How pay and prices stand to those of 2014.
    fn prices(&self) -> f32 {
        1.021_f32.powi(i32::from(self.year) - 2014)
    }

    /// Benefits of the members, and the income of the household.
    fn means(&self, number: usize, facts: &mut [Facts]) -> Means {
        let household = &self.households[number];
        if household.bond == Bond::Home {
            return Means { income: 0, low: false };
        }
        let place = self.place(self.objects[household.object as usize].place);
        let adults = household.members.iter().filter(|&&member| facts[member as usize].age >= 18).count();
        let workers = household.members.iter().filter(|&&member| {
            let of = &facts[member as usize];
            of.work != Work::None && of.age >= 18
        });
        let (workers, prices) = (workers.count(), self.prices());
        let (mut total, mut weight) = (0.0, 0.5);
        for &member in &household.members {
            let person = &self.persons[member as usize];
            let of = &mut facts[member as usize];
            let others = workers - usize::from(of.work != Work::None && of.age >= 18);
            let gross = of.earns as f32;
            let mut net = gross * (0.9 - 0.22 * (gross / (60_000.0 * prices)).min(1.3));
            if of.work == Work::None && (18..67).contains(&of.age) {
                let new = newness(person, self.today);
                net += self.benefit(person, of, others > 0 || person.child, new, place.wealth) * prices;
            }
            if of.work == Work::None && of.enrolled.is_some_and(|(kind, _)| kind >= 2) && of.age >= 18 {
                net += 10_500.0 * prices;
            }
            if of.age >= 67 {
                let built = (0.75 * person.ability + 0.9 * lasting(person.owner, subject::PENSION)).exp();
                net += (if adults > 1 { 11_000.0 } else { 15_900.0 } + 5_500.0 * built) * prices;
            }
            total += net;
            weight += match of.age {
                18.. => 0.5,
                _ => 0.29,
            };
        }
        // Allowances for rent, care and children fill part of what is missing.
        let floor = 9_000.0 * prices * weight;
        total += 0.45 * (1.45 * floor - total).max(0.0);
        let low = total / weight < 12_900.0 * prices * (1.0 - 0.035 * between(self.year));
        Means { income: total as i32, low }
    }

    /// Social assistance, or another benefit, of an adult who does not work; gives the yearly amount.
    fn benefit(&self, person: &Person, of: &mut Facts, supported: bool, new: f32, wealth: f32) -> f32 {
        let studies = of.enrolled.is_some();
        let refuge = self.came(person) == Came::Refuge;
        let mut score = -1.1 - 0.55 * person.ability - 0.3 * wealth + if refuge { 0.5 + 1.9 * new } else { -0.7 * new };
        score += if supported { -2.2 } else { 0.0 } + if studies { -3.5 } else { 0.0 };
        score += match of.age {
            ..21 => -2.6,
            21..27 => -0.5,
            27..60 => 0.35,
            _ => 0.05,
        };
        score -= 0.32 * (between(self.year) - 0.5);
        of.assisted = lot(person.owner, subject::ASSISTANCE, spell(person, self.year, 5)) < chance_of(score);
        let looks = lot(person.owner, subject::SEEKS, spell(person, self.year, 3));
        of.seeks = looks
            < if of.assisted {
                0.58
            } else if studies {
                0.02
            } else {
                0.17 - 0.03 * between(self.year)
            };
        let other = !studies && lot(person.owner, subject::OTHER_BENEFIT, spell(person, self.year, 6)) < 0.62;
        match (of.assisted, other) {
            (true, _) => {
                if supported {
                    8_500.0
                } else {
                    13_700.0
                }
            }
            (_, true) if of.age >= 24 => 17_500.0,
            _ if of.age >= 60 => 12_000.0,
            _ => 1_500.0,
        }
    }
}

impl Person {
    /// Keeps since when a benefit or debt restructuring runs.
    fn remember(&mut self, facts: &Facts, today: i32, (year, first): (u16, bool)) {
        if self.gone != NEVER {
            return;
        }
        let began = |back: f32| {
            let days = 1.0 + back * lot(self.owner, subject::DAYS, u32::from(year));
            (today - days as i32).max(self.arrived).max(self.born)
        };
        // The first year does not know the years before it; later years saw yesterday.

        self.assistance = match (facts.assisted, self.assistance) {
            (false, _) => NEVER,
            (true, NEVER) => began(if first { 1_800.0 } else { 360.0 }),
            (true, since) => since,
        };
        let indebted = facts.low_income || self.ability < -0.7;
        if self.restructuring != NEVER && today - self.restructuring > 1095 {
            self.restructuring = NEVER;
        }
        if self.restructuring == NEVER && indebted && (24..64).contains(&facts.age) && facts.household != NOWHERE {
            // In the first year also those who began in the two years before it.
            let (times, back) = if first { (2.8, 1_060.0) } else { (1.0, 360.0) };
            let chance = times * 0.0038 * (1.0 - 0.3 * between(year));
            if lot(self.owner, subject::RESTRUCTURING, u32::from(year)) < chance {
                self.restructuring = began(back);
            }
        }
    }
}
