//! Geometry that must hold for every definition: 1 to 12 themes, 1 to 60 indicators, names of any length.

use std::f64::consts::TAU;

use definition::Polarity;
use insight::{Certainty, Direction, NoReading, Reading, Size};
use proptest::prelude::*;

use super::arrange::{Half, arrange};
use super::labels::{Item, stack};
use super::phone::names;
use super::wedge::Radii;
use super::wide::{Sides, plan};
use super::{Centre, ProfileIndicator, ProfileRing, ProfileTheme};
use crate::mark::{Mark, Shade};
use crate::style::Style;
use crate::svg::Caption;

fn counts() -> impl Strategy<Value = Vec<usize>> {
    prop::collection::vec(0usize..=20, 1..=12)
        .prop_map(|mut counts| {
            while counts.iter().sum::<usize>() > 60 {
                if let Some(most) = counts.iter_mut().max() {
                    *most -= 1;
                }
            }
            counts
        })
        .prop_filter("at least one indicator", |counts| counts.iter().sum::<usize>() > 0)
}

fn mark() -> impl Strategy<Value = Mark> {
    let reading = prop_oneof![
        1 => Just(Reading::None(NoReading::NoFigure)),
        1 => Just(Reading::None(NoReading::NoRemainder)),
        8 => (
            prop_oneof![Just(Direction::Lower), Just(Direction::Equal), Just(Direction::Higher)],
            prop_oneof![Just(Size::None), Just(Size::Some), Just(Size::Clear)],
            prop_oneof![Just(Certainty::Certain), Just(Certainty::Uncertain), Just(Certainty::Unknown)],
        )
            .prop_map(|(direction, size, certainty)| Reading::Compared { direction, size, certainty }),
    ];
    let polarity =
        prop_oneof![Just(Polarity::HigherIsFavourable), Just(Polarity::LowerIsFavourable), Just(Polarity::Neutral)];
    (reading, polarity, any::<bool>()).prop_map(|(reading, polarity, judge)| Mark { reading, polarity, judge })
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[A-Z][a-z]{2,9}( [a-z]{2,10}){0,2}",
        1 => "[A-Z][a-z]{20,40}",
        1 => "[A-Z][a-z]{3,9}( [a-z&<\"]{2,12}){4,9}",
    ]
}

fn ring() -> impl Strategy<Value = ProfileRing> {
    counts()
        .prop_flat_map(|counts| {
            counts
                .into_iter()
                .map(|count| (name(), prop::collection::vec((name(), mark()), count..=count)))
                .collect::<Vec<_>>()
        })
        .prop_map(|themes| ProfileRing {
            caption: Caption { prefix: "p".into(), title: "Taart".into(), ..Caption::default() },
            reference: String::new(),
            centre: Centre { area: "Oude Werf".into(), group: "alle bewoners".into(), size: "1.000".into() },
            themes: themes
                .into_iter()
                .map(|(label, indicators)| ProfileTheme {
                    label,
                    href: None,
                    indicators: indicators
                        .into_iter()
                        .map(|(label, mark)| ProfileIndicator {
                            label,
                            href: Some("/x".into()),
                            mark,
                            words: "duidelijk ongunstiger".into(),
                            value: "1,0 %".into(),
                            count: String::new(),
                            reference: String::new(),
                            about: String::new(),
                        })
                        .collect(),
                })
                .collect(),
        })
}

/// How far two angles are apart, in the direction of the clock, from 0 to a full turn.
fn ahead(from: f64, to: f64) -> f64 {
    (to - from).rem_euclid(TAU)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_indicator_has_the_same_angle_and_no_wedges_overlap(counts in counts()) {
        let arrangement = arrange(&counts);
        let total: usize = counts.iter().sum();
        let themes = counts.iter().filter(|count| **count > 0).count();
        let angle = (360.0 - 5.0 * themes as f64) / total as f64 / 360.0 * TAU;
        prop_assert_eq!(arrangement.slots.len(), total);
        prop_assert_eq!(arrangement.arcs.len(), themes);
        let mut sorted = arrangement.slots.clone();
        for slot in &sorted {
            prop_assert!((slot.to - slot.from - angle).abs() < 1e-9);
        }
        sorted.sort_by(|a, b| a.from.rem_euclid(TAU).total_cmp(&b.from.rem_euclid(TAU)));
        for (i, slot) in sorted.iter().enumerate() {
            if sorted.len() > 1 {
                let next = &sorted[(i + 1) % sorted.len()];
                prop_assert!(ahead(slot.from, next.from) >= angle - 1e-9);
                for radii in [Radii::WIDE, Radii::PHONE, Radii::small(92.0)] {
                    let (start, end) = radii.sides(slot, radii.inner);
                    prop_assert!(end > start, "a wedge with no width");
                    prop_assert!(ahead(end, radii.sides(next, radii.inner).0) < TAU / 2.0, "wedges touch");
                }
            }
        }
        // Each theme stands together, between its arc's ends.
        for &(theme, from, to) in &arrangement.arcs {
            let span = angle * counts[theme] as f64;
            prop_assert!((to - from - span).abs() < 1e-9, "arc of theme {theme}");
            for slot in arrangement.slots.iter().filter(|slot| slot.theme == theme) {
                prop_assert!(ahead(from, slot.middle()) < span);
            }
        }
    }

    #[test]
    fn labels_stand_on_the_side_of_their_wedge(counts in counts()) {
        prop_assume!(counts.iter().sum::<usize>() >= 4);
        for slot in arrange(&counts).slots {
            let across = slot.middle().sin() * if slot.half == Half::Right { 1.0 } else { -1.0 };
            prop_assert!(across > -0.6, "{slot:?}");
        }
    }

    #[test]
    fn labels_do_not_overlap_and_stay_in_the_box(ring in ring(), paper in any::<bool>()) {
        let arrangement = arrange(&ring.counts());
        let (sides, room) = if paper { (Sides::PAPER, 282.0) } else { (Sides::PAGE, 172.0) };
        let (labels, height) = plan(&ring, &arrangement, sides);
        prop_assert_eq!(labels.len(), arrangement.slots.len());
        for half in [Half::Right, Half::Left] {
            let mut column: Vec<_> = labels.iter().filter(|label| label.slot.half == half).collect();
            column.sort_by(|a, b| a.top.total_cmp(&b.top));
            for pair in column.windows(2) {
                prop_assert!(pair[0].top + pair[0].item.height <= pair[1].top + 1e-6);
            }
            for label in &column {
                prop_assert!(label.top >= 0.0 && label.top + label.item.height <= height);
                for line in label.name.iter().chain(&label.head) {
                    prop_assert!(crate::text::width(line, 14.0, false) <= room + 1e-6, "{line}");
                }
            }
        }
        // Every name is there in full.
        for label in &labels {
            let indicator = &ring.themes[label.slot.theme].indicators[label.slot.indicator];
            let squeeze = |text: String| text.replace([' ', '-'], "");
            prop_assert_eq!(squeeze(label.name.concat()), squeeze(indicator.label.clone()));
        }
    }

    #[test]
    fn names_around_the_phone_ring_do_not_overlap(ring in ring()) {
        let names = names(&ring);
        for (i, name) in names.iter().enumerate() {
            let (left, _, right, _) = name.bounds();
            prop_assert!(left >= -178.0 && right <= 178.0);
            for other in &names[i + 1..] {
                prop_assert!(!name.overlaps(other, 0.0), "{name:?} {other:?}");
            }
        }
    }

    #[test]
    fn every_wedge_has_the_class_of_its_legend(ring in ring()) {
        let svg = ring.wide(Style::Page);
        let page = roxmltree::Document::parse(&svg).unwrap();
        let wedges: Vec<&str> = page
            .descendants()
            .filter(|node| node.has_tag_name("a") && node.attribute("tabindex") == Some("-1"))
            .filter_map(|node| node.children().find(|child| child.has_tag_name("path"))?.attribute("class"))
            .collect();
        let arrangement = arrange(&ring.counts());
        for (slot, class) in arrangement.slots.iter().zip(wedges) {
            let mark = ring.themes[slot.theme].indicators[slot.indicator].mark;
            prop_assert_eq!(class, &mark.shade().classes());
            let (swatch, chip) = (crate::legend::swatch(mark.shade(), 28, 20), crate::legend::chip(mark));
            // What nobody knows how certain it is has its dashes around the colour.
            let parts = match mark.shade() {
                Shade::Unknown(verdict) => vec![crate::mark::class(verdict), "doubt"],
                _ => vec![class],
            };
            for part in parts {
                let class = format!("class=\"{part}\"");
                prop_assert!(swatch.contains(&class), "{swatch}");
                prop_assert!(chip.contains(&class), "{chip}");
            }
        }
    }

    #[test]
    fn only_what_may_be_said_sticks_out(mark in mark()) {
        match mark.shade() {
            Shade::Uncertain(_) | Shade::Unknown(_) | Shade::NotCompared | Shade::NotShown => {
                prop_assert_eq!(mark.steps(), 0);
            }
            Shade::Step(verdict) => {
                let words = crate::mark::class(verdict);
                let expected = if words.ends_with("-2") { 2 } else { u8::from(words.ends_with("-1")) };
                prop_assert_eq!(mark.steps(), expected);
            }
        }
    }
}

#[test]
fn the_six_themes_of_kis_are_turned_so_that_onderwijs_starts_at_twelve() {
    let arrangement = arrange(&[7, 5, 6, 2, 3, 3]);
    let first = arrangement.slots.iter().find(|slot| slot.theme == 1 && slot.indicator == 0).unwrap();
    assert!((first.from - 2.5 / 360.0 * TAU).abs() < 1e-9, "{first:?}");
    let right = arrangement.slots.iter().filter(|slot| slot.half == Half::Right).count();
    assert_eq!(right, 13);
    // Left of the ring a theme is read from top to bottom: its first indicator stands highest.
    let tops: Vec<f64> = arrangement.slots.iter().take(7).map(|slot| -slot.middle().cos()).collect();
    assert!(tops.is_sorted(), "{tops:?}");
}

#[test]
fn a_single_theme_is_shared_by_both_columns() {
    let arrangement = arrange(&[20]);
    let right = arrangement.slots.iter().filter(|slot| slot.half == Half::Right).count();
    assert_eq!(right, 10);
    assert_eq!(arrangement.arcs.len(), 1);
}

#[test]
fn rows_go_where_they_wish_unless_they_would_overlap() {
    let item = |wish| Item { height: 20.0, anchor: 10.0, wish };
    assert_eq!(stack(&[item(50.0), item(100.0)], 0.0, 200.0), [40.0, 90.0]);
    // Both wish for 100: they share the shift.
    assert_eq!(stack(&[item(100.0), item(100.0)], 0.0, 200.0), [80.0, 100.0]);
    // Against the border.
    assert_eq!(stack(&[item(0.0), item(5.0)], 0.0, 200.0), [0.0, 20.0]);
    assert_eq!(stack(&[item(190.0), item(230.0)], 0.0, 200.0), [160.0, 180.0]);
}
