use charts::{
    AreaDot, AreaOutline, Bar, Bars, Break, Choropleth, ClassedArea, Composition, CompositionBar, Distribution,
    Interval, MapArea, MapClass, MapFill, MapShapes, MarkedArea, MiddleHalf, Part, PartName, Point, RankedArea,
    Ranking, ReferenceLine, Series, SmallMap, Style, Trend, Words, sparkline,
};
use definition::Polarity::LowerIsFavourable as L;

use super::{caption, mark, words};

/// A figure in Dutch, with one decimal.
pub fn dutch(value: f64) -> String {
    format!("{value:.1}").replace('.', ",")
}

fn interval(value: f64, half: f64) -> Interval {
    let (low, high) = ((value - half).max(0.0), value + half);
    Interval { low, high, text: format!("{} tot {} %", dutch(low), dutch(high)) }
}

fn reference() -> ReferenceLine {
    ReferenceLine { label: "alle bewoners".into(), value: 9.1, text: "9,1 %".into() }
}

pub fn bars(prefix: &str, width: u16) -> Bars {
    let row = |label: &str, note: &str, depth, value: Option<f64>, count: &str| Bar {
        label: label.into(),
        note: note.into(),
        depth,
        value,
        text: value.map_or("niet getoond".into(), |value| format!("{} %", dutch(value))),
        count: count.into(),
        interval: value.map(|value| interval(value, 0.8 + value / 9.0)),
        href: Some("/gebied/veerkwartier?achtergrond=x".into()),
        elsewhere: value.filter(|_| prefix == "naast").map(|value| (value + 3.0, format!("{} %", dutch(value + 3.0)))),
        marked: prefix == "naast" && label == "Polen",
    };
    Bars {
        caption: caption(prefix, "Bijstand per achtergrond in het Veerkwartier, 2024"),
        unit: "%".into(),
        rows: vec![
            row("Geen migratieachtergrond", "", 0, Some(5.0), "147 van 2.930"),
            row("Europa,", "in het buitenland geboren", 0, Some(6.1), "44 van 720"),
            row("Polen", "", 1, Some(5.7), "12 van 210"),
            row("Roemenië", "", 1, None, ""),
            row("Buiten Europa,", "in het buitenland geboren", 0, Some(19.5), "250 van 1.280"),
            row("Turkije", "", 1, Some(13.1), "34 van 260"),
            row("Overig Amerika en Oceanië", "", 1, None, ""),
        ],
        reference: Some(reference()),
        elsewhere: if prefix == "naast" { "dezelfde groep in Nederland".into() } else { String::new() },
        width,
    }
}

const WIJKEN: [(&str, Option<f64>, &str); 12] = [
    ("Veerkwartier", Some(9.1), "++"),
    ("Spoorzicht", Some(8.0), "+"),
    ("Noordkade", Some(7.4), "+?"),
    ("Sluiseiland", Some(6.8), "="),
    ("Oude Werf", Some(6.2), "="),
    ("Dijkbuurt", Some(4.9), "="),
    ("Lindehof", Some(4.1), "-"),
    ("De Kreken", Some(3.2), "-"),
    ("Zonneweide", Some(2.6), "-~"),
    ("Hoge Bogerd", Some(1.9), "--"),
    ("Molenrak", None, "x"),
    ("Rietveen", None, "x"),
];

pub fn ranking(prefix: &str, width: u16) -> Ranking {
    Ranking {
        caption: caption(prefix, "Bijstand in de 12 wijken van Zomerdam, 2024"),
        unit: "%".into(),
        rows: WIJKEN
            .iter()
            .map(|&(label, value, code)| RankedArea {
                label: label.into(),
                href: Some(format!("/gebied/{}", label.to_lowercase().replace(' ', "-"))),
                value,
                text: value.map_or("niet getoond".into(), dutch),
                count: String::new(),
                interval: value
                    .filter(|_| code != "-~")
                    .map(|value| interval(value, if code.ends_with('?') { 2.4 } else { 0.7 })),
                mark: mark(code, L),
                words: words(mark(code, L)),
                marked: label == "Veerkwartier",
            })
            .collect(),
        reference: Some(ReferenceLine { label: "Zomerdam".into(), value: 5.8, text: "5,8 %".into() }),
        breaks: Vec::new(),
        from_zero: true,
        width,
    }
}

/// Invented figures of `count` areas, most of them low and a few high.
pub fn distribution(prefix: &str, count: usize, width: u16) -> Distribution {
    let mut seed = 17u32;
    let mut next = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f64::from(seed >> 8) / f64::from(1u32 << 24)
    };
    let areas: Vec<AreaDot> = (0..count)
        .map(|i| {
            let value = 0.6 + 1.6 * -(1.0 - next()).ln() + 2.2 * next() + 2.0 * next();
            AreaDot {
                label: format!("Wijk {i}"),
                value,
                text: format!("{} %", dutch(value)),
                href: Some(format!("/gebied/wijk-{i}")),
                near: i % 9 == 0,
            }
        })
        .collect();
    let mut values: Vec<f64> = areas.iter().map(|area| area.value).collect();
    values.sort_by(f64::total_cmp);
    Distribution {
        caption: caption(prefix, &format!("Bijstand in {count} wijken van de regio Waterrand, 2024")),
        unit: "%".into(),
        marked: Some(MarkedArea {
            label: "Veerkwartier".into(),
            value: 9.1,
            text: "9,1 %".into(),
            mark: mark("++", L),
        }),
        middle: Some(MiddleHalf {
            low: values[count / 4],
            median: values[count / 2],
            high: values[count * 3 / 4],
            label: format!("middelste wijk {} %", dutch(values[count / 2])),
        }),
        areas,
        from_zero: true,
        width,
    }
}

pub fn trend(prefix: &str, width: u16) -> Trend {
    let main = [11.1, 10.7, 10.8, 10.4, 10.2, 9.6, 9.2, 9.8, 9.3, 9.1];
    let rest = [Some(6.9), Some(6.8), Some(6.7), None, None, Some(6.0), Some(6.1), Some(5.8), Some(5.6), Some(5.4)];
    let point = |value: f64, half: Option<f64>| {
        Some(Point { value, text: format!("{} %", dutch(value)), interval: half.map(|half| interval(value, half)) })
    };
    Trend {
        caption: caption(prefix, "Bijstand in het Veerkwartier en de rest van Zomerdam, 2015 tot en met 2024"),
        unit: "%".into(),
        periods: (2015..=2024).collect(),
        series: vec![
            Series {
                label: "Veerkwartier".into(),
                points: main.iter().map(|value| point(*value, Some(0.8))).collect(),
                main: true,
            },
            Series {
                label: "rest van Zomerdam".into(),
                points: rest.iter().map(|value| value.and_then(|value| point(value, None))).collect(),
                main: false,
            },
        ],
        breaks: vec![Break { from: 2018, reason: "vanaf 2018: ook mensen in een instelling".into() }],
        width,
    }
}

pub fn composition(prefix: &str, width: u16) -> Composition {
    let names = [
        "Geen migratieachtergrond",
        "Europa, in het buitenland geboren",
        "Europa, in Nederland geboren",
        "Buiten Europa, in het buitenland geboren",
        "Buiten Europa, in Nederland geboren",
    ];
    let part = |share: f64| Part {
        share: (share > 0.0).then_some(share),
        text: if share > 0.0 { format!("{} %", dutch(share * 100.0)) } else { "niet getoond".into() },
        count: if share > 0.0 { format!("{:.0}", share * 8420.0) } else { String::new() },
    };
    let bar = |label: &str, shares: [f64; 5]| CompositionBar {
        label: label.into(),
        parts: shares.into_iter().map(part).collect(),
    };
    Composition {
        caption: caption(prefix, "Bewoners van het Veerkwartier naar achtergrond, 2024"),
        parts: names.iter().map(|name| PartName { label: (*name).into(), href: Some("/x".into()) }).collect(),
        bars: vec![
            bar("Veerkwartier, 8.420 bewoners", [0.5, 0.102, 0.076, 0.189, 0.133]),
            bar("Rest van Zomerdam, 77.880 bewoners", [0.624, 0.066, 0.061, 0.132, 0.117]),
            bar("Rietveen, 310 bewoners", [0.71, 0.0, 0.0, 0.12, 0.0]),
        ],
        key: true,
        width,
    }
}

/// Outlines of `across` × `down` invented areas with winding shared borders, near 52° north.
pub fn outlines(across: usize, down: usize) -> Vec<AreaOutline> {
    let wind = |i: usize, j: usize, k: usize| {
        let t = (i * 92_821 + j * 68_917 + k * 31) as f64;
        (t.sin() * 0.5 + (t * 0.37).cos() * 0.5) * 0.0016
    };
    let corner = |i: usize, j: usize| {
        let (x, y) = (i as f64, j as f64);
        (5.1 + 0.012 * x + 4.0 * wind(i, j, 1), 52.0 + 0.008 * y + 2.0 * wind(i, j, 2))
    };
    let steps = 24;
    let edge = |a: (usize, usize), b: (usize, usize)| -> Vec<(f64, f64)> {
        let (from, to) = if a <= b { (a, b) } else { (b, a) };
        let (p, q) = (corner(from.0, from.1), corner(to.0, to.1));
        let mut points: Vec<(f64, f64)> = (0..=steps)
            .map(|s| {
                let t = s as f64 / steps as f64;
                let bend = (t * std::f64::consts::PI).sin();
                let off =
                    wind(from.0 * 7 + to.0, from.1 * 5 + to.1, s / 3) * bend * 0.4 + wind(from.0, to.1, 3) * bend * 1.2;
                (p.0 + (q.0 - p.0) * t + off, p.1 + (q.1 - p.1) * t + off * 0.6)
            })
            .collect();
        if a > b {
            points.reverse();
        }
        points.pop();
        points
    };
    let mut all = Vec::new();
    for j in 0..down {
        for i in 0..across {
            let corners = [(i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1)];
            let mut ring = Vec::new();
            for k in 0..4 {
                ring.extend(edge(corners[k], corners[(k + 1) % 4]));
            }
            ring.push(ring[0]);
            all.push(AreaOutline { polygons: vec![vec![ring]] });
        }
    }
    all
}

pub fn map(prefix: &str) -> (SmallMap, MapShapes) {
    let areas = WIJKEN
        .iter()
        .map(|&(label, value, code)| MapArea {
            label: label.into(),
            href: Some(format!("/gebied/{}", label.to_lowercase().replace(' ', "-"))),
            text: value.map_or("niet getoond".into(), |value| format!("{} %", dutch(value))),
            short: value.map_or(String::new(), dutch),
            words: words(mark(code, L)),
            fill: MapFill::Reading(mark(code, L)),
            marked: label == "Veerkwartier",
        })
        .collect();
    let map = SmallMap { caption: caption(prefix, "Bijstand in de wijken van Zomerdam, 2024"), areas, key: Vec::new() };
    (map, MapShapes::fit(&outlines(4, 3), 520, 470, 25_000))
}

/// A map with every kind of class.
pub fn choropleth(prefix: &str) -> (Choropleth, MapShapes) {
    let class = |fill, words: &str, always| MapClass { fill, words: words.into(), always };
    let codes = ["--", "-", "=", "+", "++", "-?", "+?"];
    let mut classes: Vec<MapClass> =
        codes.iter().map(|code| class(MapFill::Reading(mark(code, L)), &words(mark(code, L)), true)).collect();
    classes.extend((1..=5).map(|n| class(MapFill::Value(n), &format!("klasse {n}"), false)));
    classes.push(class(MapFill::Vague, "te onzeker", false));
    classes.push(class(MapFill::Masked, "cijfer niet getoond", false));
    classes.push(class(MapFill::Missing, "geen cijfer", false));
    let areas = (0..20)
        .map(|i| ClassedArea {
            label: format!("Buurt {i}"),
            href: Some(format!("/gebied/buurt-{i}")),
            text: format!("{} %", dutch(f64::from(i) / 10.0)),
            count: format!("{i} van 1.000"),
            short: dutch(f64::from(i) / 10.0),
            class: i as usize * 7 % 15,
            marked: i == 3,
        })
        .collect();
    let map = Choropleth { caption: caption(prefix, "Bijstand in 20 buurten, 2024"), classes, areas };
    (map, MapShapes::fit(&outlines(5, 4), 560, 560, 25_000))
}

pub fn big_map(prefix: &str) -> (SmallMap, MapShapes) {
    let codes = ["++", "+", "=", "-", "--", "+?", "x", "-~", "="];
    let areas = (0..100)
        .map(|i| MapArea {
            label: format!("Buurt {i}"),
            href: Some(format!("/gebied/buurt-{i}")),
            text: format!("{} %", dutch(i as f64 / 10.0)),
            short: dutch(i as f64 / 10.0),
            words: String::new(),
            fill: if i % 2 == 0 { MapFill::Value((i % 5 + 1) as u8) } else { MapFill::Reading(mark(codes[i % 9], L)) },
            marked: i == 44,
        })
        .collect();
    let map = SmallMap { caption: caption(prefix, "Bijstand in 100 buurten, 2024"), areas, key: Vec::new() };
    (map, MapShapes::fit(&outlines(10, 10), 560, 560, 25_000))
}

pub fn add(all: &mut Vec<(String, String)>, style: Style) {
    let dutch = Words::dutch();
    all.push(("bars".into(), [bars("b1", 530), bars("b2", 330)].map(|chart| chart.svg(&dutch, style)).concat()));
    all.push((
        "ranking".into(),
        [ranking("r1", 470), ranking("r2", 330)].map(|chart| chart.svg(&dutch, style)).concat(),
    ));
    all.push(("distribution".into(), distribution("d1", 95, 1130).svg(&dutch, style)));
    all.push(("distribution of thousands".into(), distribution("d2", 3400, 1130).svg(&dutch, style)));
    all.push((
        "distribution on a phone".into(),
        [distribution("d3", 95, 330), distribution("d4", 14_000, 330)].map(|chart| chart.svg(&dutch, style)).concat(),
    ));
    all.push(("trend".into(), [trend("t1", 560), trend("t2", 330)].map(|chart| chart.svg(&dutch, style)).concat()));
    all.push((
        "sparklines".into(),
        [
            sparkline(&[Some(3.0), Some(3.1), Some(3.3), Some(3.2), Some(3.7)], None, "2020: 3,0, 2024: 3,7"),
            sparkline(&[Some(9.0), Some(9.1), Some(9.05), Some(9.0), Some(9.1)], None, "2020: 9,0, 2024: 9,1"),
            sparkline(&[Some(9.0), None, Some(7.0), Some(5.0), None], None, "2020: 9,0, 2023: 5,0"),
        ]
        .concat(),
    ));
    all.push((
        "composition".into(),
        [composition("c1", 760), composition("c2", 330)].map(|chart| chart.svg(style)).concat(),
    ));
    let (small, shapes) = map("m1");
    let (big, fine) = big_map("m2");
    all.push(("map".into(), small.svg(&shapes, style)));
    all.push(("map of 100".into(), big.svg(&fine, style)));
    let (classed, shapes) = choropleth("m3");
    all.push(("map by classes".into(), classed.svg(&shapes, style)));
}
