//! Invented names that sound Dutch. None is the name of a real municipality or district; names of neighbourhoods may be
//! such as every town has.

use std::collections::BTreeSet;

use super::Character;
use super::terrain::Xy;

/// Districts of towns.
pub(super) const DISTRICTS: [&str; 84] = [
    "Lijnbaankwartier",
    "Kruidtuinhof",
    "Korengaarde",
    "Zilverweide",
    "Klaverkade",
    "Reigerpark",
    "Sterrengaarde",
    "Zonneakker",
    "Esdoornzicht",
    "Oostergaarde",
    "Wilgeneiland",
    "Ganzenveld",
    "Veereiland",
    "Schelpenzicht",
    "Molenrand",
    "Kaagtuinen",
    "Horizonhof",
    "Lijnbaanzicht",
    "Sluistuinen",
    "Vlasveld",
    "Veergaarde",
    "Zilverkwartier",
    "Fazantenakker",
    "Spoorweide",
    "Sluisweide",
    "Korenpark",
    "Merelbos",
    "Loodszicht",
    "Lindenkwartier",
    "Tuinderspark",
    "Ooievaarhof",
    "Wilgenrand",
    "Boomgaardhoek",
    "Wulpenkade",
    "Lindenpark",
    "Iepenbos",
    "Haverakker",
    "Klaverpark",
    "Libellenkwartier",
    "Ankerkwartier",
    "Vuurtorenhoek",
    "Rietweide",
    "Noorderdreef",
    "Korenhoek",
    "Zwaluwweide",
    "Horizonkade",
    "Duinkade",
    "Vlinderpoort",
    "Haverzicht",
    "Wulpenweide",
    "Merelhoek",
    "Tuinderskwartier",
    "Boomgaarddreef",
    "Kastanjehoek",
    "Zilverkade",
    "Bakenpark",
    "Iepenkade",
    "Riethoek",
    "Zeilmakerskwartier",
    "Ankerlanden",
    "Haverkwartier",
    "Zonnekwartier",
    "Tuindersbos",
    "Molendreef",
    "Rietdreef",
    "Sterrenzicht",
    "Duingaarde",
    "Lindenkade",
    "Touwslagershof",
    "Kastanjelanden",
    "Reigerhoek",
    "Otterdreef",
    "Krekelweide",
    "Egelhof",
    "Bakenrand",
    "Horizonpoort",
    "Spoordreef",
    "Esdoornveld",
    "Zwaluwdreef",
    "Gerstweide",
    "Klaverlanden",
    "Loodspark",
    "Werfhoek",
    "Fazantenkade",
];

/// Villages.
pub(super) const VILLAGES: [&str; 84] = [
    "Tjalzande",
    "Polbroek",
    "Tinwolde",
    "Wiemonde",
    "Amekerke",
    "Oldezijl",
    "Elzehorst",
    "Bolgouw",
    "Tinzande",
    "Neswoude",
    "Heerbroek",
    "Woldbroek",
    "Tjalmonde",
    "Nyedijke",
    "Sibzijl",
    "Vliewolde",
    "Breedijke",
    "Vliemeden",
    "Biesdrecht",
    "Midwoude",
    "Vliekerke",
    "Dittezijl",
    "Schorwolde",
    "Wendrecht",
    "Gonwarden",
    "Breezande",
    "Kielhoorn",
    "Lamhorst",
    "Luudijke",
    "Bieskerke",
    "Eemwolde",
    "Hagewarden",
    "Wenrijp",
    "Maarszijl",
    "Wiewier",
    "Nyekerke",
    "Frowoude",
    "Oterdijke",
    "Schordijke",
    "Roekerke",
    "Breemonde",
    "Tjaldrecht",
    "Heerdijke",
    "Luuzijl",
    "Oldekerke",
    "Wadbroek",
    "Midkerke",
    "Gerwolde",
    "Kielkerke",
    "Wenwoude",
    "Elzekerke",
    "Vliebroek",
    "Zandijke",
    "Hagewolde",
    "Boldijke",
    "Nesdrecht",
    "Schewarden",
    "Ameloo",
    "Dittewolde",
    "Neskerke",
    "Kalbroek",
    "Bolzande",
    "Oterwier",
    "Woldhoorn",
    "Rukerke",
    "Luukerke",
    "Sibmeden",
    "Wenwolde",
    "Elzedijke",
    "Wadkerke",
    "Wieloo",
    "Kielmonde",
    "Rudijke",
    "Oterzijl",
    "Hesgouw",
    "Wadmonde",
    "Gonzijl",
    "Tinhoorn",
    "Midzande",
    "Elzemonde",
    "Nyehoorn",
    "Frokerke",
    "Lamdijke",
    "Heermonde",
];

const CENTRE: [&str; 12] = [
    "Stationsbuurt",
    "Marktkwartier",
    "Kerkbuurt",
    "Raadhuisbuurt",
    "Vismarktbuurt",
    "Singelbuurt",
    "Grachtenbuurt",
    "Havenbuurt",
    "Kloosterbuurt",
    "Waagbuurt",
    "Vestingbuurt",
    "Bolwerk",
];
const PRE_WAR: [&str; 18] = [
    "Schildersbuurt",
    "Rozenbuurt",
    "Zeeheldenbuurt",
    "Oranjebuurt",
    "Tuindorp",
    "Burgemeestersbuurt",
    "Spoorbuurt",
    "Plantsoenbuurt",
    "Gasfabriekbuurt",
    "Molenkwartier",
    "Statenbuurt",
    "Ambachtsbuurt",
    "Notarisbuurt",
    "Admiraalsbuurt",
    "Wilhelminabuurt",
    "Sluisbuurt",
    "Veerbuurt",
    "Pakhuisbuurt",
];
const FLATS: [&str; 20] = [
    "Schrijversbuurt",
    "Componistenbuurt",
    "Dichtersbuurt",
    "Europabuurt",
    "Planetenbuurt",
    "Staatsliedenbuurt",
    "Professorenbuurt",
    "Sterrenbuurt",
    "Edelstenenbuurt",
    "Verzetsheldenbuurt",
    "Artsenbuurt",
    "Uitvindersbuurt",
    "Rivierenbuurt",
    "Provinciebuurt",
    "Metalenbuurt",
    "Filosofenbuurt",
    "Vliegersbuurt",
    "Toneelbuurt",
    "Wereldstedenbuurt",
    "Maanbuurt",
];
const SUBURB: [&str; 30] = [
    "Bloemenbuurt",
    "Vogelbuurt",
    "Bomenbuurt",
    "Kruidenbuurt",
    "Vlinderbuurt",
    "Vruchtenbuurt",
    "Hoevenbuurt",
    "Gildenbuurt",
    "Weidebuurt",
    "Graanbuurt",
    "Vissenbuurt",
    "Eilandenbuurt",
    "Ambachtenbuurt",
    "Instrumentenbuurt",
    "Dansenbuurt",
    "Kastelenbuurt",
    "Heidebuurt",
    "Waterbuurt",
    "Schepenbuurt",
    "Bessenbuurt",
    "Kleurenbuurt",
    "Zuivelbuurt",
    "Wevershof",
    "Sprookjesbuurt",
    "Windstrekenbuurt",
    "Mossenbuurt",
    "Torenbuurt",
    "Knopenbuurt",
    "Paddenstoelenbuurt",
    "Gereedschappenbuurt",
];
const NEW: [&str; 24] = [
    "De Terpen",
    "De Erven",
    "De Kreken",
    "De Hagen",
    "De Bongerd",
    "De Singels",
    "De Velden",
    "De Hoven",
    "De Oevers",
    "De Slenken",
    "De Lanen",
    "De Kavels",
    "Rietlanden",
    "De Vlonders",
    "De Wierden",
    "De Boogerd",
    "Zonnepark",
    "De Steigers",
    "De Akkers",
    "De Landerijen",
    "De Zwanen",
    "De Houtwal",
    "De Meent",
    "De Uiterwaard",
];
const INDUSTRY: [&str; 12] = [
    "Havengebied",
    "Bedrijventerrein De Ketting",
    "Bedrijventerrein Spoorkade",
    "Bedrijvenpark De Kraan",
    "Bedrijventerrein Kanaalzone",
    "Bedrijventerrein Het Vat",
    "Bedrijvenpark Meander",
    "Bedrijventerrein De Hamer",
    "Bedrijventerrein De Loods",
    "Bedrijvenpark Kompas",
    "Bedrijventerrein De Weegbrug",
    "Bedrijventerrein Noordersluis",
];
const DIRECTIONS: [&str; 8] = ["Oost", "Noordoost", "Noord", "Noordwest", "West", "Zuidwest", "Zuid", "Zuidoost"];
const SPARE: [&str; 8] = ["Midden", "Poort", "Hof", "Kade", "Dreef", "Rand", "Hoek", "Plein"];

/// The names of neighbourhoods that one municipality has used.
#[derive(Debug, Default)]
pub(super) struct Used(BTreeSet<String>);

impl Used {
    /// A name that every town could have, for a place of this character; the first that is left after a number.
    pub(super) fn common(&mut self, character: Character, from: usize) -> Option<String> {
        let list: &[&str] = match character {
            Character::Centre => &CENTRE,
            Character::PreWar => &PRE_WAR,
            Character::Flats => &FLATS,
            Character::Suburb => &SUBURB,
            Character::NewEstate => &NEW,
            Character::Industry => &INDUSTRY,
            Character::Village | Character::Countryside | Character::Nature | Character::Water => &[],
        };
        (0..list.len())
            .map(|i| list[(from + i) % list.len()])
            .find(|name| self.0.insert((*name).to_owned()))
            .map(str::to_owned)
    }

    /// `stem`, with the direction in which the place lies, or another word when that is taken.
    pub(super) fn beside(&mut self, stem: &str, to: Xy) -> String {
        let first = octant(to);
        let turned = (0..8).map(|i| DIRECTIONS[(first + [0, 1, 7, 2, 6, 3, 5, 4][i]) % 8]);
        turned
            .chain(SPARE)
            .map(|word| format!("{stem} {word}"))
            .chain((2..=u32::from(u16::MAX)).map(|n| format!("{stem} {n}")))
            .find(|name| self.0.insert(name.clone()))
            .expect("no municipality has so many neighbourhoods")
    }

    /// This name when it is free.
    pub(super) fn exactly(&mut self, name: &str) -> Option<String> {
        self.0.insert(name.to_owned()).then(|| name.to_owned())
    }
}

/// The direction of a vector, in eighths of a turn from the east, against the clock.
fn octant([x, y]: Xy) -> usize {
    let slant = 0.414_213_562_373_095;
    if x.abs() * slant > y.abs() {
        if x > 0.0 { 0 } else { 4 }
    } else if y.abs() * slant > x.abs() {
        if y > 0.0 { 2 } else { 6 }
    } else {
        match (x > 0.0, y > 0.0) {
            (true, true) => 1,
            (false, true) => 3,
            (false, false) => 5,
            (true, false) => 7,
        }
    }
}
