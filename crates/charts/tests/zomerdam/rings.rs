use charts::{
    Centre, Legend, LegendGroup, LegendStep, ProfileIndicator, ProfileRing, ProfileTheme, Shade, Style, Symbol, chip,
};
use definition::Polarity::{self, HigherIsFavourable as H, LowerIsFavourable as L, Neutral as N};

use super::{caption, mark, verdict_words, words};

type Slice<'a> = (&'a str, &'a str, Polarity);

fn indicator(prefix: &str, (label, code, polarity): Slice) -> ProfileIndicator {
    let mark = mark(code, polarity);
    ProfileIndicator {
        label: label.into(),
        href: Some(format!("/indicator/{prefix}?jaar=2024&met=rest")),
        mark,
        words: words(mark),
        value: if code == "x" { String::new() } else { "9,1 %".into() },
        count: if code == "x" { String::new() } else { "544 van 5.980".into() },
        reference: "5,4 %".into(),
        about: "Percentage van inwoners van 15 tot en met 64 jaar".into(),
    }
}

fn ring(prefix: &str, area: &str, themes: &[(&str, &[Slice])]) -> ProfileRing {
    ProfileRing {
        caption: caption(prefix, &format!("Profieltaart van {area}, alle bewoners, 2024")),
        reference: "Zomerdam".into(),
        centre: Centre { area: area.into(), group: "alle bewoners".into(), size: "8.420 inwoners".into() },
        themes: themes
            .iter()
            .map(|(label, slices)| ProfileTheme {
                label: (*label).into(),
                href: Some("/thema".into()),
                indicators: slices.iter().enumerate().map(|(i, slice)| indicator(&format!("i{i}"), *slice)).collect(),
            })
            .collect(),
    }
}

/// Six themes, 26 indicators, counted figures.
pub fn veerkwartier() -> ProfileRing {
    ring(
        "pt",
        "Veerkwartier",
        &[
            (
                "Demografie",
                &[
                    ("0 t/m 3 jaar", "+", N),
                    ("4 t/m 12 jaar", "=", N),
                    ("13 t/m 17 jaar", "-", N),
                    ("18 t/m 26 jaar", "++", N),
                    ("27 t/m 64 jaar", "+", N),
                    ("65 jaar en ouder", "--", N),
                    ("Kort in Nederland", "+", N),
                ],
            ),
            (
                "Onderwijs",
                &[
                    ("Voorschoolse opvang", "+?", N),
                    ("Zonder startkwalificatie", "+", L),
                    ("Hoogopgeleid", "++", H),
                    ("Voortijdig van school", "+?", L),
                    ("Eindtoets groep 8", "=", H),
                ],
            ),
            (
                "Arbeid & inkomen",
                &[
                    ("Werk", "-", H),
                    ("Bijstand", "++", L),
                    ("Werkzoekend", "-", L),
                    ("Laag inkomen", "+", L),
                    ("Achterstand zorgpremie", "+", L),
                    ("Schuldsanering", "+?", L),
                ],
            ),
            ("Wonen & leefomgeving", &[("Corporatiewoning", "++", N), ("Segregatie", "-", L)]),
            ("Veiligheid", &[("Verdachten", "=", L), ("Veroordeelden", "-", L), ("Halt", "x", L)]),
            (
                "Zorg & welzijn",
                &[("Leeftijd bij overlijden", "-?", N), ("Basis-ggz", "=", N), ("Specialistische ggz", "++", N)],
            ),
        ],
    )
}

/// Four themes, nine indicators, a long name.
pub fn four_themes() -> ProfileRing {
    ring(
        "pv",
        "Sint-Annaburen en Buitenveldersluis-Noord",
        &[
            ("Bevolking", &[("Kinderen", "+", N), ("Ouderen", "--", N), ("Alleenwonend", "=", N)]),
            ("Meedoen", &[("Werk", "++", H), ("Vrijwilligerswerk in vereniging, kerk of buurthuis", "+?", H)]),
            ("Wonen", &[("Koopwoning", "+", N), ("Huurachterstand", "--", L)]),
            ("Gezond & veilig", &[("Overgewicht", "x", L), ("Slachtoffer van inbraak of diefstal", "+", L)]),
        ],
    )
}

/// Nine themes, 45 indicators, all from sources without counts.
pub fn nine_themes() -> ProfileRing {
    let names = [
        "Bevolking",
        "Gezinnen & huishoudens",
        "Onderwijs",
        "Arbeid & inkomen",
        "Wonen",
        "Leefomgeving & klimaat",
        "Veiligheid",
        "Gezondheid",
        "Sociale samenhang",
    ];
    let codes = ["+~", "=", "--~", "++~", "-~", "x", "=", "+~", "-~", "o", "++~"];
    let polarity = [N, H, L];
    let mut k = 0;
    let themes = names
        .iter()
        .map(|name| ProfileTheme {
            label: (*name).into(),
            href: None,
            indicators: (0..5)
                .map(|i| {
                    k += 1;
                    indicator(
                        &format!("{k}"),
                        (
                            [
                                "Aandeel huurders",
                                "Ervaren gezondheid",
                                "Afstand tot huisarts",
                                "Klachten over geluid",
                                "Woz-waarde",
                            ][i],
                            codes[k * 7 % codes.len()],
                            polarity[k % 3],
                        ),
                    )
                })
                .collect(),
        })
        .collect();
    ProfileRing { themes, ..ring("pn", "Gemeente Zomerdam", &[]) }
}

/// One legend for all of them.
pub fn legend() -> Legend {
    Legend {
        note: String::new(),
        groups: vec![
            LegendGroup::evaluative("Gunstig of niet", "bij cijfers met een oordeel", verdict_words),
            LegendGroup::neutral("Hoger of lager", "bij cijfers zonder oordeel", verdict_words),
        ],
        symbols: vec![
            (Symbol::Up, "hoger getal".into()),
            (Symbol::Down, "lager getal".into()),
            (Symbol::Dot, "ongeveer gelijk".into()),
        ],
        signs: vec![
            LegendStep {
                shade: Shade::Uncertain(charts::Pole::Unfavourable),
                words: "gestreept: verschil niet zeker".into(),
            },
            LegendStep {
                shade: Shade::Uncertain(charts::Pole::Higher),
                words: "gestreept: verschil niet zeker".into(),
            },
            LegendStep { shade: Shade::NotShown, words: "stippels: niet getoond".into() },
            LegendStep {
                shade: Shade::Unknown(insight::Verdict::SomewhatFavourable),
                words: "stippellijn: bron geeft geen aantallen".into(),
            },
            LegendStep { shade: Shade::NotCompared, words: "geen vergelijking".into() },
        ],
    }
}

pub fn add(all: &mut Vec<(String, String)>, style: Style) {
    all.push(("ring: 6 themes".into(), veerkwartier().wide(style)));
    all.push(("legend".into(), legend().html()));
    let chips: String = ["++", "+", "=", "-", "--", "+?", "-?", "++~", "x", "o"]
        .iter()
        .flat_map(|code| [chip(mark(code, H)), chip(mark(code, N))])
        .collect();
    all.push(("chips".into(), chips));
    let rename = |mut ring: ProfileRing, prefix: &str| {
        ring.caption.prefix = prefix.into();
        ring
    };
    all.push((
        "ring: phone".into(),
        [
            rename(veerkwartier(), "p1").phone(style),
            rename(four_themes(), "p2").phone(style),
            rename(nine_themes(), "p3").phone(style),
        ]
        .concat(),
    ));
    all.push((
        "ring: small".into(),
        [
            rename(veerkwartier(), "s1").small(150, style),
            rename(four_themes(), "s2").small(120, style),
            rename(nine_themes(), "s3").small(92, style),
        ]
        .concat(),
    ));
    all.push(("ring: 4 themes".into(), four_themes().wide(style)));
    all.push(("ring: 9 themes".into(), nine_themes().wide(style)));
}
