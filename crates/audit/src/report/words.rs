//! The words of the report: Dutch (B1) and English.

use cells::Level;
use definition::Language;

use crate::attacks::differences::Difference;
use crate::statements::Breach;
use crate::{Attack, Learned, What};

/// The words in one language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Words(pub(crate) Language);

/// Key, Dutch, English.
const TEXTS: &[(&str, &str, &str)] = &[
    ("title", "Controle op herleidbaarheid", "Disclosure audit"),
    ("release", "Uitgave", "Release"),
    ("created", "Datum van de uitgave", "Date of the release"),
    ("audited-on", "Datum van de controle", "Date of the audit"),
    ("monitor", "Monitor", "Monitor"),
    ("year", "Jaar", "Year"),
    ("passed", "Geen bezwaar gevonden", "No objection found"),
    (
        "passed-text",
        "Geen enkele aanval leerde meer over een klein aantal dan in de eigen cel staat.",
        "No attack learned more about a small count than its own cell says.",
    ),
    ("failed", "Niet publiceren", "Do not publish"),
    (
        "failed-text",
        "Er zijn {n} bevindingen: cellen waarover meer te weten is dan mag. Ze staan hieronder, per cel.",
        "There are {n} findings: cells of which more can be known than allowed. They are listed below, cell by cell.",
    ),
    (
        "notes-text",
        "Daarnaast zijn er {n} opmerkingen. Die tellen niet mee voor het oordeel; u weegt ze zelf.",
        "There are {n} notes as well. They do not count for the verdict; they are for you to weigh.",
    ),
    ("guarantee-title", "Wat er wordt beloofd", "What is promised"),
    (
        "guarantee-about",
        "De controle valt de uitgave aan zoals iemand van buiten dat kan, en kijkt of deze belofte standhoudt:",
        "The audit attacks the release as somebody outside could, and looks whether this promise holds:",
    ),
    (
        "guarantee",
        "Wie alles combineert uit deze uitgave, alle eerdere uitgaven en de tabellen van anderen in het register, leert over \
         een beschermd aantal niet meer dan de eigen cel zegt: minder dan {T}. Voor elk beschermd aantal bestaan er twee \
         volledige tabellen die kloppen met alles wat is gepubliceerd: in de ene is het 0, in de andere {most}.",
        "Whoever combines everything in this release, all earlier releases and the tables of others in the ledger learns no \
         more about a protected count than its own cell says: fewer than {T}. For each of them there are two complete tables \
         that agree with everything published: in one it is 0, in the other {most}.",
    ),
    ("limits-title", "Wat de controle niet zegt", "What the audit does not say"),
    (
        "limit-no-truth",
        "De ruwe aantallen lagen er niet naast. Daarom is niet bekend welke weggelaten aantallen klein zijn, zijn de \
         bewijstabellen niet nagerekend en is niet gekeken of de cijfers kloppen.",
        "The raw counts were not at hand. So it is not known which withheld counts are small, the witness tables were not \
         added up again, and whether the figures are true was not looked at.",
    ),
    (
        "limit-undecided",
        "Bij {n} aantallen was de tijd voor het kleinste en grootste mogelijke aantal te kort.",
        "For {n} counts there was not enough time to find the least and the most.",
    ),
    (
        "limit-knowledge",
        "Wat iemand al van anderen weet, bijvoorbeeld over de eigen buren of familie, telt niet mee.",
        "What somebody knows already from elsewhere, of neighbours or family for instance, is not counted.",
    ),
    (
        "limit-coalitions",
        "Grote groepen mensen die hun eigen gegevens bij elkaar leggen, zijn niet meegenomen.",
        "Large coalitions of people who put their own data together are not covered.",
    ),
    (
        "limit-inference",
        "Een goede schatting met kans op een fout is iets anders dan weten. Dit is geen 'differential privacy'.",
        "A good guess that may be wrong is not the same as knowing. This is not differential privacy.",
    ),
    (
        "limit-index",
        "De index van segregatie is niet teruggerekend. Hij wordt uit beschermde aantallen berekend.",
        "The index of segregation was not solved back. It is worked out from protected counts.",
    ),
    (
        "limit-texts",
        "Zinnen en tekeningen op de site zijn niet apart aangevallen: ze worden gemaakt uit dezelfde gepubliceerde cellen.",
        "Sentences and drawings on the site were not attacked by themselves: they are made from the same published cells.",
    ),
    (
        "limit-country",
        "Kleinste en grootste zijn bepaald per gemeente, met wat van het land bekend is. Kleine aantallen van het hele land \
         zijn met de andere aanvallen bekeken.",
        "Least and most were found per municipality, within what is known of the country. Small counts of the whole country \
         were looked at by the other attacks.",
    ),
    (
        "limit-years",
        "Jaren zijn apart aangevallen. Wie weet dat tussen twee jaren bijna niets veranderde, is niet meegenomen.",
        "Years were attacked one by one. Somebody who knows that almost nothing changed between two is not covered.",
    ),
    (
        "limit-relaxed",
        "Het stelsel van vergelijkingen kent iets minder samenhang dan volledige tabellen: groepen en leeftijden worden \
         alleen zo fijn geteld als ze zijn gepubliceerd. De bewijstabellen hebben dat gat niet.",
        "The system of sums has a little less coherence than complete tables: age and background together are counted only \
         as finely as they are published. The witness tables have no such gap.",
    ),
    (
        "limit-regions",
        "Cijfers van provincies en andere verzamelingen zijn niet apart aangevallen: ze worden berekend uit gepubliceerde cellen.",
        "Figures of provinces and other collections were not attacked by themselves: they are worked out from published cells.",
    ),
    (
        "limit-replay",
        "Iemand die de beveiliging zelf naspeelt, is alleen in de tests op kleine tabellen geprobeerd.",
        "Somebody who replays the protection was tried in the tests only, on small tables.",
    ),
    (
        "limit-external",
        "Rij van een tabel van anderen die niet kon worden gebruikt",
        "Row of another's table that could not be used",
    ),
    ("rules-title", "Regels en wat is gebruikt", "Rules, and what was used"),
    ("base", "Aantallen zijn afgerond op een veelvoud van", "Counts are rounded to a multiple of"),
    ("threshold-denominators", "Kleinste groep die wordt getoond", "Smallest group that is shown"),
    ("threshold-numerators", "Kleinste teller die wordt getoond", "Smallest numerator that is shown"),
    ("threshold-complements", "Kleinste rest (de anderen)", "Smallest rest (the others)"),
    ("with-truth", "Ruwe aantallen lagen ernaast", "Raw counts were at hand"),
    ("earlier", "Eerdere uitgaven", "Earlier releases"),
    ("externals", "Tabellen van anderen (rijen)", "Tables of others (rows)"),
    ("sample", "Steekproef per jaar voor kleinste en grootste", "Sample per year for least and most"),
    ("blocks", "Gemeenten die helemaal zijn doorgerekend", "Municipalities bounded completely"),
    ("seed", "Startgetal van het toeval", "Seed of chance"),
    ("strict", "Streng: ook verschillen die geen cijfer zijn", "Strict: also differences that are no figure"),
    ("yes", "ja", "yes"),
    ("no", "nee", "no"),
    ("none", "geen", "none"),
    (
        "system-about",
        "{cells} cellen gelezen. Het stelsel heeft {unknowns} onbekende aantallen en {rows} regels.",
        "{cells} cells read. The system has {unknowns} unknown counts and {rows} rows.",
    ),
    ("attacks-title", "De aanvallen", "The attacks"),
    (
        "attacks-about",
        "Wat elke aanval vroeg, hoeveel daarvoor is bekeken, hoe lang dat duurde en wat is gevonden.",
        "What each attack asked, how much it looked at, how long it took, and what was found.",
    ),
    ("attack", "Aanval", "Attack"),
    ("question", "De vraag", "The question"),
    ("tried", "Bekeken", "Looked at"),
    ("seconds", "Seconden", "Seconds"),
    ("findings", "Bevindingen", "Findings"),
    ("notes", "Opmerkingen", "Notes"),
    ("finding", "Bevinding", "Finding"),
    ("note", "Opmerking", "Note"),
    ("findings-title", "Bevindingen en opmerkingen", "Findings and notes"),
    ("findings-none", "Er is niets gevonden.", "Nothing was found."),
    (
        "findings-all",
        "Elke rij noemt een cel, niet het aantal dat geheim moet blijven.",
        "Each row names a cell, not the number that must stay secret.",
    ),
    (
        "findings-more",
        "De eerste {n} van {all}. Elke rij noemt een cel, niet het aantal dat geheim moet blijven. De werkmap heeft er meer.",
        "The first {n} of {all}. Each row names a cell, not the number that must stay secret. The workbook has more.",
    ),
    ("weight", "Soort", "Kind"),
    ("code", "Code", "Code"),
    ("area", "Gebied", "Area"),
    ("counted", "Aantal", "Count"),
    ("category", "Groep", "Group"),
    ("period", "Jaar", "Year"),
    ("what", "Wat te weten is", "What can be known"),
    ("after-taking", "na aftrek van:", "after taking away:"),
    ("published-title", "Wat er is gepubliceerd", "What is published"),
    (
        "published-about",
        "Cellen per soort gebied, naar hoe ze worden getoond.",
        "Cells by kind of area, and by how they are shown.",
    ),
    ("level", "Soort gebied", "Kind of area"),
    ("published", "Getoond", "Shown"),
    ("small", "Te klein", "Too small"),
    ("nearly-all", "Bijna iedereen", "Nearly all"),
    ("withheld", "Weggelaten", "Withheld"),
    ("not-applicable", "Niet van toepassing", "Not applicable"),
    ("precision-title", "Hoe precies de getoonde cijfers zijn", "How precise the figures shown are"),
    (
        "precision-about",
        "Getoonde cellen, naar hoe ver het echte aantal van het getoonde kan liggen.",
        "Cells shown, by how far the true count can be from the one shown.",
    ),
    ("exact", "precies", "exact"),
    ("protected-title", "Beschermde aantallen", "Protected counts"),
    (
        "protected-about",
        "Aantallen waarvan alleen bekend mag zijn dat ze klein zijn. Van {n} weggelaten aantallen is niet bekend of ze klein zijn.",
        "Counts of which only may be known that they are small. Of {n} withheld counts it is not known whether they are small.",
    ),
    ("sizes", "Groepen", "Groups"),
    ("parts", "Tellers", "Numerators"),
    ("rests", "Resten", "Rests"),
    ("cells", "cellen", "cells"),
    ("figures", "cijfers", "figures"),
    ("means", "gemiddelden", "means"),
    ("releases", "uitgaven", "releases"),
    ("counts", "aantallen", "counts"),
    ("protected", "beschermde aantallen", "protected counts"),
    ("tables", "tabellen", "tables"),
    ("changes", "wijzigingen", "changes"),
    ("claims", "uitspraken", "claims"),
    ("faults", "tabellen of uitspraken afgekeurd", "tables or claims refused"),
    ("unknown-rows", "rijen over iets onbekends", "rows about something unknown"),
    ("sums", "sommen", "sums"),
    ("sweeps", "rondes", "rounds"),
    ("pairs", "paren", "pairs"),
    ("differences", "verschillen die iets zeggen", "differences that tell something"),
    ("rows", "rijen", "rows"),
    ("left-out", "niet bruikbaar", "not usable"),
    ("unknowns", "onbekenden", "unknowns"),
    ("exact-rows", "regels met één getal", "rows with one number"),
    ("rank", "daarvan zeggen iets nieuws", "of which say something new"),
    ("confirmed", "bevestigd met exacte breuken", "confirmed with exact fractions"),
];

/// The same, of the names of sheets and what the solver did.
const MORE: &[(&str, &str, &str)] = &[
    ("bounded", "aantallen begrensd", "counts bounded"),
    ("whole-tables", "met tabellen van hele aantallen", "with tables of whole numbers"),
    ("undecided", "niet beslist", "not decided"),
    ("sheet-summary", "Samenvatting", "Summary"),
    ("sheet-attacks", "Aanvallen", "Attacks"),
    ("sheet-findings", "Bevindingen", "Findings"),
    ("sheet-published", "Gepubliceerd", "Published"),
    ("sheet-precision", "Precisie", "Precision"),
    ("sheet-protected", "Beschermd", "Protected"),
];

impl Words {
    /// The words for a key; the key itself where there are none.
    pub(crate) fn say(self, key: &'static str) -> &'static str {
        let found = TEXTS.iter().chain(MORE).find(|(there, ..)| *there == key);
        found.map_or(key, |(_, nl, en)| self.choose(nl, en))
    }

    fn choose(self, nl: &'static str, en: &'static str) -> &'static str {
        match self.0 {
            Language::Nl => nl,
            Language::En => en,
        }
    }

    /// A number with points or commas between thousands.
    pub(crate) fn number(self, number: u64) -> String {
        let digits = number.to_string();
        let mut text = String::new();
        for (n, digit) in digits.chars().enumerate() {
            if n > 0 && (digits.len() - n).is_multiple_of(3) {
                text.push(if self.0 == Language::Nl { '.' } else { ',' });
            }
            text.push(digit);
        }
        text
    }

    /// A number with one decimal.
    pub(crate) fn decimal(self, number: f64) -> String {
        let text = format!("{number:.1}");
        if self.0 == Language::Nl { text.replace('.', ",") } else { text }
    }

    pub(crate) fn level(self, level: Level) -> &'static str {
        match level {
            Level::Country => self.choose("Land", "Country"),
            Level::Region => self.choose("Regio", "Region"),
            Level::Municipality => self.choose("Gemeente", "Municipality"),
            Level::District => self.choose("Wijk", "District"),
            Level::Neighbourhood => self.choose("Buurt", "Neighbourhood"),
        }
    }

    /// Name and question of an attack.
    pub(crate) fn attack(self, attack: Attack) -> (&'static str, &'static str) {
        let (name_nl, name_en, nl, en) = match attack {
            Attack::Rules => (
                "Regels",
                "Rules",
                "Houdt elke cel zich aan de regels die de uitgave zelf noemt?",
                "Does every cell keep to the rules that the release itself gives?",
            ),
            Attack::Exact => (
                "Exact oplossen",
                "Solving exactly",
                "Welke beschermde aantallen volgen precies uit alle vergelijkingen van het hele land samen?",
                "Which protected counts follow exactly from all equations of the whole country together?",
            ),
            Attack::Witnesses => (
                "Bewijstabellen",
                "Witness tables",
                "Bestaat er voor elk beschermd aantal een volledige tabel met 0 en een met het grootste kleine aantal?",
                "Is there for every protected count a complete table with 0 and one with the largest small count?",
            ),
            Attack::Interval => (
                "Kleinste en grootste",
                "Least and most",
                "Tussen welke getallen moet een beschermd aantal liggen, als alles tegelijk wordt gebruikt? (steekproef)",
                "Between which numbers must a protected count lie when everything is used at once? (a sample)",
            ),
            Attack::Balances => (
                "Optellen",
                "Adding up",
                "Wat volgt uit alles wat moet optellen: groepen, gebieden, leeftijden, tellers en resten?",
                "What follows from everything that must add up: groups, areas, ages, numerators and rests?",
            ),
            Attack::Differences => (
                "Verschillen",
                "Differences",
                "Zegt het verschil van twee aantallen waarvan het ene in het andere zit, wie ertussen valt?",
                "Does the difference of two counts of which one lies in the other tell who is between?",
            ),
            Attack::Releases => (
                "Eerdere uitgaven",
                "Earlier releases",
                "Zegt een andere uitgave iets over een aantal dat hier beschermd is, of andersom?",
                "Does another release tell something of a count that is protected here, or the other way round?",
            ),
            Attack::External => (
                "Tabellen van anderen",
                "Tables of others",
                "Wat volgt er extra uit tabellen die anderen precies publiceren?",
                "What follows in addition from tables that others publish exactly?",
            ),
            Attack::SolvedBack => (
                "Terugrekenen",
                "Solving back",
                "Zeggen percentages en gemiddelden meer dan de aantallen die erbij staan?",
                "Do percentages and means say more than the counts beside them?",
            ),
            Attack::Replay => (
                "Naspelen",
                "Replaying",
                "Wat leert iemand die weet hoe de cijfers zijn beschermd?",
                "What does somebody learn who knows how the figures were protected?",
            ),
        };
        (self.choose(name_nl, name_en), self.choose(nl, en))
    }

    /// Why an attack was not made.
    pub(crate) fn not_made(self, attack: Attack, skipped: bool) -> &'static str {
        match attack {
            _ if !skipped => self.choose("Afgebroken: kostte te veel geheugen", "Given up: it took too much memory"),
            Attack::Witnesses => self
                .choose("Niet gedaan: de ruwe aantallen lagen er niet naast", "Not made: raw counts were not at hand"),
            Attack::Releases => {
                self.choose("Niet gedaan: er zijn geen eerdere uitgaven", "Not made: there are no earlier releases")
            }
            Attack::External => self.choose(
                "Niet gedaan: er zijn geen tabellen van anderen over dit jaar",
                "Not made: there are no tables of others about this year",
            ),
            _ => self.choose(
                "Niet gedaan op deze uitgave; wel in de tests, op kleine tabellen",
                "Not made on this release; in the tests it is, on small tables",
            ),
        }
    }

    /// What was found, without the number.
    pub(crate) fn what(self, what: What) -> &'static str {
        let (nl, en) = match what {
            What::Learned(Learned::Exactly) => {
                ("Het aantal is precies uit te rekenen", "The count can be worked out exactly")
            }
            What::Learned(Learned::NotZero) => {
                ("Het is niet 0: er is minstens één", "It is not 0: there is at least one")
            }
            What::Learned(Learned::NotTheMost) => {
                ("Het is minder dan het grootste kleine aantal", "It is less than the largest small count")
            }
            What::Learned(Learned::Between) => (
                "Het is niet 0, en minder dan het grootste kleine aantal",
                "It is not 0, and less than the largest small count",
            ),
            What::Breach(Breach::BelowThreshold) => {
                ("Er staat een aantal onder de drempel", "A count below the threshold is shown")
            }
            What::Breach(Breach::TooPrecise) => (
                "Het aantal is preciezer dan de afronding van deze uitgave",
                "The count is more precise than the rounding of this release",
            ),
            What::Breach(Breach::Nobody) => (
                "Er staat dat het om niemand gaat, terwijl dat niet uit de definitie volgt",
                "It is said to be nobody, and the definition does not say so",
            ),
            What::Breach(Breach::SaidTwice) => (
                "Hetzelfde aantal staat er twee keer, met verschillende ruimte",
                "The same count stands there twice, with different room",
            ),
            What::Breach(Breach::Contradiction) => (
                "De cijfers spreken elkaar tegen, hier of elders",
                "The figures contradict each other, here or elsewhere",
            ),
            What::Breach(Breach::OtherFigure) => (
                "Het cijfer volgt niet uit de aantallen die erbij staan",
                "The figure does not follow from the counts beside it",
            ),
            What::Breach(Breach::OutsidePlan) => (
                "Het plan van de monitor heeft dit cijfer hier niet",
                "The plan of the monitor does not have this figure here",
            ),
            What::Difference(Difference::Exactly) => (
                "Het verschil is een klein aantal dat precies is uit te rekenen",
                "The difference is a small count that can be worked out exactly",
            ),
            What::Difference(Difference::Nobody) => {
                ("Het verschil is precies niemand", "The difference is exactly nobody")
            }
            What::Difference(Difference::Somebody) => {
                ("Het verschil is klein, en niet niemand", "The difference is small, and not nobody")
            }
            What::NoWitness { zero: true, most: false } => {
                ("Geen goede bewijstabel met 0", "No good witness table with 0")
            }
            What::NoWitness { zero: false, .. } => (
                "Geen goede bewijstabel met het grootste kleine aantal",
                "No good witness table with the largest small count",
            ),
            What::NoWitness { .. } => ("Geen goede bewijstabellen", "No good witness tables"),
            What::NotTrue => (
                "Wat is gepubliceerd klopt niet met de ruwe aantallen",
                "What is published does not agree with the raw counts",
            ),
            What::Sum => (
                "Met dit gemiddelde en die van de delen is de som van een paar uit te rekenen",
                "With this mean and those of its parts, the sum of a few can be worked out",
            ),
        };
        self.choose(nl, en)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_stands_there_once() {
        let keys: std::collections::BTreeSet<&str> = TEXTS.iter().chain(MORE).map(|(key, ..)| *key).collect();
        assert_eq!(keys.len(), TEXTS.len() + MORE.len());
    }

    #[test]
    fn thousands_are_told_apart_as_the_language_does() {
        assert_eq!(Words(Language::Nl).number(1_234_567), "1.234.567");
        assert_eq!(Words(Language::En).number(999), "999");
    }
}
