//! The story of the area, as the site tells it. Beside another area what stands out is told here, of certain readings only.

use insight::story::{Sentence, Telling, Topic};
use insight::{Address, Certainty, Reading, Size, Verdict, numbers};
use serde::Serialize;

use crate::edition::Edition;
use crate::row::{self, Row};
use crate::texts::Texts;
use crate::{Beside, Subject, names};

/// The most that is told on each side of a comparison with another area.
const NAMED: usize = 2;

/// The sentences about one subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Told {
    /// What they are about.
    pub heading: String,
    /// Each in pieces.
    pub sentences: Vec<Vec<Piece>>,
}

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// Whether it is a figure.
    pub strong: bool,
}

/// The story, and the figure by which groups differ in it.
pub(crate) struct Story {
    pub(crate) told: Vec<Told>,
    /// Where the difference between groups stands, of everybody.
    pub(crate) groups_of: Option<Address>,
}

/// Tells the story.
pub(crate) fn story(
    edition: &Edition<'_>,
    subject: &Subject,
    rows: &[Row],
    beside: Option<Beside>,
    t: &Texts,
) -> Story {
    let telling = Telling {
        place: subject.place,
        category: subject.category,
        period: subject.period,
        reference: row::standing(beside),
        judge: subject.judge,
        language: subject.language,
    };
    let mut sentences = insight::story::story(&edition.figures, telling);
    let groups_of = sentences
        .iter()
        .find(|sentence| sentence.topic == Topic::Groups && subject.category == cells::CategoryIx::TOTAL)
        .and_then(|sentence| sentence.rests_on.last().copied());
    if let Some(other @ Beside::Area(_)) = beside {
        let with = names::beside(edition, subject.place, other, t);
        sentences.retain(|sentence| !matches!(sentence.topic, Topic::StandsOut | Topic::Limits));
        let at = sentences.iter().take_while(|sentence| sentence.topic == Topic::Residents).count();
        let own = beside_area(edition, rows, &with, subject.judge, t);
        sentences.splice(at..at, own);
        sentences.extend(limits(rows, t));
    }
    let mut told: Vec<(Topic, Told)> = Vec::new();
    for sentence in &sentences {
        let said = pieces(edition, sentence, subject, t);
        if let Some((_, group)) = told.iter_mut().find(|(topic, _)| *topic == sentence.topic) {
            group.sentences.push(said);
        } else {
            told.push((sentence.topic, Told { heading: heading(sentence.topic, t), sentences: vec![said] }));
        }
    }
    Story { told: told.into_iter().map(|(_, told)| told).collect(), groups_of }
}

pub(crate) fn heading(topic: Topic, t: &Texts) -> String {
    match topic {
        Topic::Residents => t.get("topic-residents"),
        Topic::StandsOut => t.get("topic-stands-out"),
        Topic::Groups => t.get("topic-groups"),
        Topic::Change => t.get("topic-change"),
        Topic::Limits => t.get("topic-limits"),
    }
}

/// What stands out beside another area: the clear and certain differences first, both sides of the judgement.
fn beside_area(edition: &Edition<'_>, rows: &[Row], with: &str, judge: bool, t: &Texts) -> Vec<Sentence> {
    let definition = edition.definition();
    let mut sides: [Vec<&Row>; 3] = Default::default();
    for size in [Size::Clear, Size::Some] {
        for row in rows.iter().filter(|row| definition.indicator(row.indicator).profile) {
            let certain = matches!(row.mark.reading,
                Reading::Compared { size: found, certainty: Certainty::Certain, .. } if found == size);
            let Some(verdict) = row.mark.verdict().filter(|verdict| certain && *verdict != Verdict::AboutEqual) else {
                continue;
            };
            let side = if verdict.is_favourable() {
                0
            } else if verdict.is_unfavourable() {
                1
            } else {
                2
            };
            sides[side].push(row);
        }
    }
    let judged = judge && (!sides[0].is_empty() || !sides[1].is_empty());
    let chosen: Vec<&Row> = if judged {
        sides[..2].iter().flat_map(|side| side.iter().take(NAMED)).copied().collect()
    } else {
        sides[2].iter().take(2 * NAMED).copied().collect()
    };
    let told = chosen.into_iter().filter_map(|row| {
        let indicator = definition.indicator(row.indicator);
        let figure = numbers::full(&row.cell, indicator, definition, t.language());
        let text = t.with(
            "stands-beside",
            &[
                ("label", indicator.label.get(t.language()).into()),
                ("figure", figure.into()),
                ("year", row.period?.to_string().into()),
                ("verdict", row.mark.verdict()?.word(t.language()).into()),
                ("with", with.to_owned().into()),
                ("reference", row.reference.clone().into()),
            ],
        );
        Some(Sentence { topic: Topic::StandsOut, text, rests_on: row.at.into_iter().collect(), editor: None })
    });
    let told: Vec<Sentence> = told.collect();
    if told.is_empty() {
        let text = t.with("nothing-beside", &[("with", with.to_owned().into())]);
        return vec![Sentence { topic: Topic::StandsOut, text, rests_on: Vec::new(), editor: None }];
    }
    told
}

fn limits(rows: &[Row], t: &Texts) -> Option<Sentence> {
    let possible = rows.iter().filter(|row| matches!(row.mark.shade(), charts::Shade::Uncertain(_))).count();
    (possible > 0).then(|| Sentence {
        topic: Topic::Limits,
        text: t.with("may-be-chance", &[("count", possible.into())]),
        rests_on: Vec::new(),
        editor: None,
    })
}

/// A sentence with its figures apart.
pub(crate) fn pieces(edition: &Edition<'_>, sentence: &Sentence, subject: &Subject, t: &Texts) -> Vec<Piece> {
    let apart = insight::story::pieces(&edition.figures, &sentence.text, &sentence.rests_on, subject.language);
    let mut pieces: Vec<Piece> =
        apart.into_iter().map(|piece| Piece { text: piece.text, strong: piece.figure.is_some() }).collect();
    if let Some(editor) = &sentence.editor {
        let date = names::date(&editor.written, t);
        let by = t.with("written-by", &[("name", editor.name.clone().into()), ("date", date.into())]);
        pieces.push(Piece { text: format!(" {by}"), strong: false });
    }
    pieces
}
