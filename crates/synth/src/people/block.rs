//! A block of people: some thousands of persons, their households and addresses, and how they begin.

use super::calendar::{Day, NEVER, date, day, new_year};
use super::chance::{Chance, chance_of, lasting, scatter, score_of};
use super::origin::{Came, Countries, GROUP, GROUPS, short};
use super::places::{Place, Territory};
use super::schooling::Plan;

/// No household: the person has died or left.
pub(crate) const NOWHERE: u32 = u32::MAX;

/// A person.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts, not states of one thing")]
pub(crate) struct Person {
    /// Where this person's lots come from.
    pub(crate) owner: u64,
    pub(crate) born: Day,
    /// Year of birth, and whether the birthday is after 1 October.
    pub(crate) birth_year: i16,
    pub(crate) late: bool,
    /// First of January itself: then a year older on the reference day.
    pub(crate) on_new_year: bool,
    /// Last arrival in the Netherlands; [`NEVER`] for those born here.
    pub(crate) arrived: Day,
    /// Country of origin; of birth too when `abroad`.
    pub(crate) origin: u8,
    pub(crate) abroad: bool,
    pub(crate) woman: bool,
    /// Lives with a parent.
    pub(crate) child: bool,
    pub(crate) household: u32,
    /// Day of death or departure.
    pub(crate) gone: Day,
    pub(crate) died: bool,
    /// What is easy or hard for someone; spread 1.
    pub(crate) ability: f32,
    pub(crate) plan: Plan,
    /// Where, and since when.
    pub(crate) object: u32,
    pub(crate) lives_since: Day,
    /// The address before this one.
    pub(crate) before: Option<Stay>,
    pub(crate) household_since: Day,
    pub(crate) assistance: Day,
    pub(crate) restructuring: Day,
}

/// A time at an earlier address.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stay {
    pub(crate) object: u32,
    pub(crate) since: Day,
    pub(crate) until: Day,
}

/// What holds a household together, as far as its members do not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bond {
    Family,
    Sharing,
    Home,
}

/// A household. Without members it no longer exists.
#[derive(Debug, Clone)]
pub(crate) struct Household {
    /// Heads first, the reference person the very first.
    pub(crate) members: Vec<u32>,
    pub(crate) object: u32,
    pub(crate) married: bool,
    pub(crate) bond: Bond,
    /// When its composition last changed; at most one change in a year.
    pub(crate) changed: Day,
}

/// An address.
#[derive(Debug, Clone)]
pub(crate) struct Object {
    pub(crate) place: u32,
    /// Index in the codes of owners.
    pub(crate) owner: u8,
}

/// First keys of a block, and how many it may give.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Keys {
    pub(crate) persons: i64,
    pub(crate) households: i64,
    pub(crate) objects: i64,
    pub(crate) room: u32,
}

/// The residents of a place that begin in a block.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Part {
    pub(crate) place: u32,
    pub(crate) residents: u32,
    pub(crate) children: u32,
    pub(crate) elderly: u32,
    pub(crate) households: Option<u32>,
}

/// The people of a block, at some moment.
pub(crate) struct Block<'a> {
    pub(crate) country: &'a Territory,
    pub(crate) countries: &'a Countries,
    pub(crate) chance: Chance,
    pub(crate) seed: u64,
    pub(crate) keys: Keys,
    pub(crate) parts: Vec<Part>,
    pub(crate) persons: Vec<Person>,
    pub(crate) households: Vec<Household>,
    pub(crate) objects: Vec<Object>,
    /// Addresses that nobody lives at.
    pub(crate) vacant: Vec<u32>,
    pub(crate) homes: Vec<u32>,
    /// 1 January of the year at hand.
    pub(crate) today: Day,
    pub(crate) year: u16,
    /// How many years after the first that is.
    pub(crate) index: usize,
}

/// Someone who is about to be part of a household.
pub(crate) struct Newcomer {
    pub(crate) age: i32,
    pub(crate) woman: bool,
    pub(crate) child: bool,
    pub(crate) origin: u8,
    pub(crate) abroad: bool,
    /// Day of arrival, when known.
    pub(crate) arrived: Day,
    pub(crate) ability: f32,
}

fn band(age: i32) -> usize {
    match age {
        ..30 => 0,
        30..45 => 1,
        45..65 => 2,
        _ => 3,
    }
}

impl<'a> Block<'a> {
    /// The people of these parts on 1 January of the first year.
    pub(crate) fn begin(
        (country, countries): (&'a Territory, &'a Countries),
        (seed, number): (u64, u64),
        keys: Keys,
        parts: Vec<Part>,
        year: u16,
    ) -> Self {
        let today = new_year(year);
        let mut block = Self {
            country,
            countries,
            chance: Chance::new(seed, number),
            seed,
            keys,
            parts,
            persons: Vec::new(),
            households: Vec::new(),
            objects: Vec::new(),
            vacant: Vec::new(),
            homes: Vec::new(),
            today,
            year,
            index: 0,
        };
        let residents: usize = block.parts.iter().map(|part| part.residents as usize).sum();
        block.persons.reserve(residents + residents / 8);
        block.households.reserve(residents / 2);
        block.objects.reserve(residents / 2);
        for index in 0..block.parts.len() {
            block.settle(block.parts[index]);
        }
        block
    }

    pub(crate) fn place(&self, place: u32) -> &'a Place {
        &self.country.places[place as usize]
    }

    /// Age on the reference day of the year at hand.
    pub(crate) fn age(&self, person: &Person) -> i32 {
        i32::from(self.year) - i32::from(person.birth_year) - i32::from(!person.on_new_year)
    }

    /// Fills a place with households until all its residents are there. What is still to come steers what comes next,
    /// so that children, elderly and households end near their numbers.
    fn settle(&mut self, part: Part) {
        let place = self.place(part.place);
        let mut left = Part { ..part };
        if place.home && left.elderly > 60 {
            let beds = self.chance.whole(14, 40) as u32;
            self.open_home(part.place, beds);
            left.residents -= beds;
            left.elderly -= beds;
        }
        while left.residents > 0 {
            let before = self.persons.len();
            self.move_in_first(part.place, place, &left);
            let new = &self.persons[before..];
            let children = new.iter().filter(|person| self.age(person) < 15).count() as u32;
            let elderly = new.iter().filter(|person| self.age(person) >= 65).count() as u32;
            left.residents -= new.len() as u32;
            left.children = left.children.saturating_sub(children);
            left.elderly = left.elderly.saturating_sub(elderly);
            left.households = left.households.map(|households| households.saturating_sub(1));
        }
    }

    /// One household more, of a kind that the place still needs.
    fn move_in_first(&mut self, at: u32, place: &Place, left: &Part) {
        let (all, children, elderly) = (left.residents as f32, left.children as f32, left.elderly as f32);
        let couples_with = children / (1.1 + 0.75 * place.one_parent);
        let alone_with = couples_with * place.one_parent;
        let old_alone = 0.36 * elderly;
        let old_couples = 0.32 * elderly;
        let rest = (all - children - elderly - 2.68 * couples_with - 1.72 * alone_with).max(0.0);
        let (alone, couples) = match left.households {
            Some(households) => {
                let others = households as f32 - couples_with - alone_with - old_alone - old_couples;
                let couples = (rest - others).clamp(0.0, rest / 2.0);
                (rest - 2.0 * couples, couples)
            }
            None => (rest * place.alone, rest * (1.0 - place.alone) / 2.0),
        };
        let sharing = 0.004 * all;
        let mut weights = [alone, couples, old_alone, old_couples, couples_with, alone_with, sharing];
        // Near the end: a household that is not too large.
        let fits = [1, 2, 1, 2, 3, 2, 2];
        for (weight, size) in weights.iter_mut().zip(fits) {
            if size > left.residents {
                *weight = 0.0;
            }
        }
        if weights.iter().sum::<f32>() <= 0.0 {
            weights[0] = 1.0;
        }
        let chance = &mut self.chance;
        let kind = chance.pick(&weights);
        let young = 0.1 + 0.5 * place.students;
        let age = match kind {
            0 if chance.happens(young) => chance.whole(18, 28),
            0 => 25 + (40.0 * chance.unit().powf(0.72)) as i32,
            1 if chance.happens(0.2 + 0.35 * place.students) => chance.whole(21, 36),
            1 => 64 - (26.0 * chance.unit().powf(1.6)) as i32,
            2 => 66 + (29.0 * chance.unit().powf(1.35)) as i32,
            3 => 65 + (24.0 * chance.unit().powf(1.6)) as i32,
            4 | 5 => (43.8 + 8.2 * chance.around()).clamp(23.0, 65.0) as i32,
            _ => chance.whole(19, 34),
        };
        let group = self.group_of_head(place, age);
        let head = self.adult_of(group, age, place);
        let largest = left.residents;
        match kind {
            0 | 2 => self.household(at, vec![head], Bond::Family, NEVER),
            1 | 3 => {
                let partner = self.partner_of(&head, place);
                self.household(at, vec![head, partner], Bond::Family, NEVER)
            }
            4 => {
                let partner = self.partner_of(&head, place);
                let members = self.with_children(vec![head, partner], largest);
                self.household(at, members, Bond::Family, NEVER)
            }
            5 => {
                let head = Newcomer { woman: self.chance.happens(0.82), ..head };
                let members = self.with_children(vec![head], largest);
                self.household(at, members, Bond::Family, NEVER)
            }
            _ => {
                let size = (2 + self.chance.below(3)).min(largest);
                let mut members = vec![head];
                for _ in 1..size {
                    let age = age + self.chance.whole(-3, 3).max(19 - age);
                    let group = self.group_of_head(place, age);
                    members.push(self.adult_of(group, age, place));
                }
                self.household(at, members, Bond::Sharing, NEVER)
            }
        };
    }

    /// A home for the elderly: one household of persons who need care.
    fn open_home(&mut self, at: u32, beds: u32) {
        let place = self.place(at);
        let members = (0..beds)
            .map(|_| {
                let age = 74 + (22.0 * self.chance.unit().powf(0.8)) as i32;
                let group = self.group_of_head(place, age);
                let adult = self.adult_of(group, age, place);
                Newcomer { woman: self.chance.happens(0.68), ..adult }
            })
            .collect();
        let home = self.household(at, members, Bond::Home, NEVER);
        self.homes.push(home);
    }

    /// A group for an adult of this age who lives in the place.
    pub(crate) fn group_of_head(&mut self, place: &Place, age: i32) -> usize {
        let band = band(age);
        let mut weights = place.mix;
        for (weight, group) in weights.iter_mut().zip(&GROUP) {
            *weight *= group.ages[band];
        }
        self.chance.pick(&weights)
    }

    /// An adult of this group: where born, when arrived, how able.
    fn adult_of(&mut self, group: usize, age: i32, place: &Place) -> Newcomer {
        let origin = self.countries.within(group, self.chance.unit());
        let abroad = self.chance.happens(GROUP[group].abroad[band(age)]);
        let ability = 0.45 * place.wealth + 0.95 * self.chance.around();
        let arrived = if abroad { self.arrival(group, age) } else { NEVER };
        Newcomer { age, woman: self.chance.happens(0.5), child: false, origin, abroad, arrived, ability }
    }

    /// When someone of this group and age arrived, seen from the first year.
    fn arrival(&mut self, group: usize, age: i32) -> Day {
        let year = i32::from(self.year);
        let recent = short(group, self.year) * [1.35, 1.15, 0.55, 0.25][band(age)];
        let first = i32::from(GROUP[group].since).max(year - age);
        let at_least_5 = self.today - 1827;
        let span = at_least_5 - day(first, 1, 1);
        if span <= 30 || self.chance.happens(recent.min(0.97)) {
            let most = (day(year - age, 1, 1)).max(self.today - 1826);
            return most + self.chance.days(self.today - most);
        }
        // Most came as young adults, not as soon as they could.
        let usual = day(year - age + 24, 1, 1) - day(first, 1, 1);
        let middle = usual.clamp(0, span) as f32;
        let lot = self.chance.unit();
        let spread = if self.chance.happens(0.5) { span as f32 * lot } else { middle + 2900.0 * self.chance.around() };
        day(first, 1, 1) + spread.clamp(0.0, span as f32 - 1.0) as i32
    }

    /// A partner for someone.
    pub(crate) fn partner_of(&mut self, head: &Newcomer, place: &Place) -> Newcomer {
        let own = self.countries.group(head.origin);
        let age = (head.age + self.chance.whole(-4, 4) + if head.woman { 2 } else { -2 }).max(18);
        let same = self.chance.happens(GROUP[own].same);
        let group = if same {
            own
        } else {
            let mut weights = place.mix;
            weights[own] = 0.0;
            weights[0] *= 0.8;
            self.chance.pick(&weights)
        };
        let mut partner = self.adult_of(group, age, place);
        if same && own != 0 {
            partner.origin = head.origin;
            // Those who came together arrived together.
            if head.abroad && partner.abroad && self.chance.happens(0.45) {
                partner.arrived = head.arrived.max(self.today - (age - 1) * 365);
            }
        }
        partner.woman = if self.chance.happens(0.03) { head.woman } else { !head.woman };
        partner.ability = 0.5 * head.ability + 0.866 * (partner.ability - 0.25 * place.wealth);
        partner
    }

    /// Adds the children of the adults, as many as there is room for.
    pub(crate) fn with_children(&mut self, mut adults: Vec<Newcomer>, largest: u32) -> Vec<Newcomer> {
        let large = matches!(GROUP[self.countries.group(adults[0].origin)].came, Came::Refuge);
        let wanted = 1 + self.chance.pick(if large { &[0.27, 0.33, 0.22, 0.18] } else { &[0.4, 0.43, 0.13, 0.04] });
        let parent = adults.iter().map(|adult| adult.age - i32::from(!adult.woman) * 2).min().unwrap_or(40).max(18);
        let (origin, ability) = (origin_of_child(&adults[0], adults.get(1)), mean_ability(&adults));
        let mut age =
            (parent - 31 + (5.0 * self.chance.around()) as i32 + self.chance.whole(0, 2)).clamp(0, 24.min(parent - 17));
        let came = adults[0].arrived.max(adults.get(1).map_or(NEVER, |other| other.arrived));
        for _ in 0..wanted.min(largest.saturating_sub(adults.len() as u32) as usize) {
            let mother_abroad = adults[0].abroad;
            // Born before the parents came: born abroad, and arrived with them.
            let with_parents = mother_abroad && came != NEVER && came > self.today - age * 365 + 200;
            let ability = 0.45 * ability + 0.87 * self.chance.around();
            adults.push(Newcomer {
                age,
                woman: self.chance.happens(0.488),
                child: true,
                origin: if with_parents { adults[0].origin } else { origin },
                abroad: with_parents,
                arrived: if with_parents { came } else { NEVER },
                ability,
            });
            age -= 1 + self.chance.days(4);
            if age < 0 {
                break;
            }
        }
        adults
    }

    /// A household of these persons in a place; `since` is when they came to live there, if that is now.
    pub(crate) fn household(&mut self, at: u32, members: Vec<Newcomer>, bond: Bond, since: Day) -> u32 {
        let number = self.households.len() as u32;
        let object = self.object(at, &members, bond);
        let oldest = members.iter().map(|member| member.age).max().unwrap_or(30);
        let married = members.len() > 1 && self.chance.happens(0.35 + (oldest - 25).clamp(0, 45) as f32 * 0.0115);
        let lives_since = if since == NEVER { self.lived_since(oldest) } else { since };
        let mut list = Vec::with_capacity(members.len());
        let mut earlier: Option<Stay> = None;
        for member in members {
            list.push(self.persons.len() as u32);
            let mut person = self.person(&member);
            person.household = number;
            person.object = object;
            person.lives_since = lives_since.max(person.born).max(person.arrived);
            person.household_since = person.lives_since;
            if since == NEVER
                && person.lives_since > self.today - 500
                && person.lives_since > person.born.max(person.arrived) + 30
            {
                // A family mostly came from one address.
                let together = earlier.filter(|stay| bond == Bond::Family && stay.until == person.lives_since - 1);
                let stay = together.unwrap_or_else(|| self.earlier_stay(at, &person));
                earlier = Some(stay);
                let since = stay.since.max(person.born).max(person.arrived);
                person.before = Some(Stay { since, ..stay });
            }
            self.persons.push(person);
        }
        self.households.push(Household { members: list, object, married, bond, changed: NEVER });
        number
    }

    /// Since when a household that is there at the start has lived at its address.
    fn lived_since(&mut self, oldest: i32) -> Day {
        let mean = (1.5 + (oldest - 18) as f32 * 0.28) * 365.0;
        self.today - 1 - (-(1.0 - self.chance.unit()).ln() * mean) as i32
    }

    fn earlier_stay(&mut self, at: u32, person: &Person) -> Stay {
        let place = if self.chance.happens(0.5) { at } else { self.anywhere(at) };
        let since = (person.lives_since - 200 - self.chance.days(2500)).max(person.born).max(person.arrived);
        let owner = match self.chance.unit() {
            lot if lot < 0.45 => 0,
            lot if lot < 0.75 => 1,
            _ => 2,
        };
        self.objects.push(Object { place, owner });
        Stay { object: self.objects.len() as u32 - 1, since, until: person.lives_since - 1 }
    }

    /// Some place of the same gemeente.
    pub(crate) fn anywhere(&mut self, at: u32) -> u32 {
        let within = self.country.gemeenten[self.place(at).gemeente as usize].clone();
        self.country.somewhere(self.index, within, self.chance.unit()).map_or(at, |place| place as u32)
    }

    /// An address for these persons: one that is vacant, or a new one with an owner that suits them.
    pub(crate) fn object(&mut self, at: u32, members: &[Newcomer], bond: Bond) -> u32 {
        let refuge = GROUP[self.countries.group(members[0].origin)].came == Came::Refuge;
        self.dwelling(at, mean_ability(members), members[0].age, refuge && members[0].abroad, bond)
    }

    /// An address in a place for people of this ability and age.
    pub(crate) fn dwelling(&mut self, at: u32, ability: f32, age: i32, refuge: bool, bond: Bond) -> u32 {
        let vacant = self.vacant.iter().position(|&object| self.objects[object as usize].place == at);
        if let (Bond::Family, Some(index)) = (bond, vacant) {
            return self.vacant.swap_remove(index);
        }
        let place = self.place(at);
        let mut score = score_of(place.corporation) - 0.42 - 0.85 * (ability - 0.45 * place.wealth);
        score += if refuge { 1.3 } else { 0.0 } + if age >= 75 { 0.35 } else { 0.0 };
        let private = place.private / (1.0 - place.corporation).max(0.05) * if age < 30 { 2.0 } else { 0.68 };
        let owner = match (bond, self.chance.unit()) {
            (Bond::Home, _) => 3,
            (_, lot) if lot < 0.006 => 3,
            _ if self.chance.happens(chance_of(score)) => 1,
            _ => {
                if self.chance.happens(private.min(0.95)) {
                    2
                } else {
                    0
                }
            }
        };
        self.objects.push(Object { place: at, owner });
        self.objects.len() as u32 - 1
    }

    /// A person out of a newcomer.
    pub(crate) fn person(&mut self, member: &Newcomer) -> Person {
        let key = self.key(self.persons.len());
        let owner = scatter(self.seed ^ scatter(key as u64));
        let birth_year = i32::from(self.year) - member.age - 1;
        let from = day(birth_year, 1, 2);
        let refuge = GROUP[self.countries.group(member.origin)].came == Came::Refuge;
        let mut born = from + self.chance.days(365);
        if refuge && member.abroad && member.age > 0 && self.chance.happens(0.12) {
            // Where only the year of birth is known, registers have the first of a month.
            born = if self.chance.happens(0.5) { day(birth_year, 7, 1) } else { day(birth_year + 1, 1, 1) };
        }
        let arrived =
            if member.abroad { member.arrived.max(born + 1).min(self.today.max(member.arrived)) } else { NEVER };
        let adult_then = member.abroad && (arrived - born) / 365 >= 17;
        let came = GROUP[self.countries.group(member.origin)].came;
        let late_start = if member.abroad && (arrived - born) / 365 >= 7 { 0.25 } else { 0.0 };
        let plan = if adult_then {
            Plan::abroad(&mut self.chance, member.ability, came)
        } else {
            Plan::here(&mut self.chance, member.ability - late_start, birth_year)
        };
        let (year, month, of_month) = date(born);
        Person {
            owner,
            born: born.min(self.today.max(member.arrived)),
            birth_year: year as i16,
            late: month > 10 || (month == 10 && of_month > 1),
            on_new_year: month == 1 && of_month == 1,
            arrived,
            origin: member.origin,
            abroad: member.abroad,
            woman: member.woman,
            child: member.child,
            household: NOWHERE,
            gone: NEVER,
            died: false,
            ability: member.ability + 0.05 * lasting(owner, 90),
            plan,
            object: 0,
            lives_since: 0,
            before: None,
            household_since: 0,
            assistance: NEVER,
            restructuring: NEVER,
        }
    }
}

/// The rule of CBS since 2022: born here, the origin is the mother's country of birth, else the father's.
fn origin_of_child(one: &Newcomer, other: Option<&Newcomer>) -> u8 {
    let (mother, father) = if one.woman { (Some(one), other) } else { (other, Some(one)) };
    let of = |parent: Option<&Newcomer>| parent.filter(|parent| parent.abroad).map(|parent| parent.origin);
    of(mother).or(of(father)).unwrap_or_default()
}

fn mean_ability(members: &[Newcomer]) -> f32 {
    let adults: Vec<f32> = members.iter().filter(|member| !member.child).map(|member| member.ability).collect();
    adults.iter().sum::<f32>() / adults.len().max(1) as f32
}

const _: () = assert!(GROUPS == 20);
