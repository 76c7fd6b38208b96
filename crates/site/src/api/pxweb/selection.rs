//! What a question of PxWebApi 2 selects of a table.

use std::collections::HashMap;

use axum::http::StatusCode;
use cells::{CategoryIx, Level};
use export::{Axis, Table};
use serde::Deserialize;

use crate::api::params::Params;
use crate::api::problem::{Problem, Wrong};

/// The code lists of areas.
pub(super) const LEVELS: [(&str, Level); 5] = [
    ("vs_land", Level::Country),
    ("vs_regios", Level::Region),
    ("vs_gemeenten", Level::Municipality),
    ("vs_wijken", Level::District),
    ("vs_buurten", Level::Neighbourhood),
];

/// Whether a variable can be left out of a question, and what it then is.
pub(super) fn when_left_out(table: &Table<'_>, axis: Axis) -> Option<usize> {
    (axis == Axis::Category).then(|| table.categories.iter().position(|ix| *ix == CategoryIx::TOTAL)).flatten()
}

/// A selection of one variable, as a question says it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Selection {
    #[serde(alias = "VariableCode")]
    pub(super) variable_code: String,
    #[serde(default, alias = "ValueCodes")]
    pub(super) value_codes: Vec<String>,
    #[serde(default, alias = "codeList")]
    codelist: Option<String>,
}

/// A question.
#[derive(Debug, Deserialize, Default)]
pub(super) struct Question {
    #[serde(default, alias = "Selection")]
    pub(super) selection: Vec<Selection>,
}

impl Question {
    /// The question of an address: `valueCodes[indicator]=…` and `codelist[area]=…`.
    pub(super) fn of(params: &Params) -> Self {
        let mut question = Self::default();
        for (name, value) in params.pairs() {
            let lower = name.to_ascii_lowercase();
            let inside = |prefix: &str| {
                lower.strip_prefix(prefix)?.strip_suffix(']')?;
                name.get(prefix.len()..name.len() - 1)
            };
            if let Some(variable) = inside("valuecodes[") {
                // Commas within brackets belong to an expression.
                let mut codes = vec![String::new()];
                let mut depth = 0_usize;
                for c in value.chars() {
                    match c {
                        '(' => depth += 1,
                        ')' => depth = depth.saturating_sub(1),
                        _ => {}
                    }
                    if c == ',' && depth == 0 {
                        codes.push(String::new());
                    } else if let Some(last) = codes.last_mut() {
                        last.push(c);
                    }
                }
                codes.retain(|code| !code.is_empty());
                question.selection.push(Selection {
                    variable_code: variable.to_owned(),
                    value_codes: codes,
                    codelist: None,
                });
            }
        }
        for (name, value) in params.pairs() {
            let variable = name.to_ascii_lowercase();
            let Some(variable) = variable.strip_prefix("codelist[").and_then(|rest| rest.strip_suffix(']')) else {
                continue;
            };
            for selection in
                question.selection.iter_mut().filter(|one| one.variable_code.eq_ignore_ascii_case(variable))
            {
                selection.codelist = Some(value.to_owned());
            }
        }
        question
    }
}

fn matches(pattern: &str, code: &str) -> bool {
    // `*` stands for any letters, `?` for one.
    fn from(pattern: &[u8], code: &[u8], left: &mut usize) -> bool {
        if *left == 0 {
            return false;
        }
        *left -= 1;
        match (pattern.first(), code.first()) {
            (None, None) => true,
            (Some(b'*'), _) => from(&pattern[1..], code, left) || (!code.is_empty() && from(pattern, &code[1..], left)),
            (Some(b'?'), Some(_)) => from(&pattern[1..], &code[1..], left),
            (Some(a), Some(b)) if a == b => from(&pattern[1..], &code[1..], left),
            _ => false,
        }
    }
    from(pattern.as_bytes(), code.as_bytes(), &mut 2_000)
}

/// The positions that an expression of a selection means: a code, `*`, `top(3)`, `bottom(3)`, `from(2020)`, `to(2020)`,
/// `range(2020,2023)`.
fn chosen(codes: &[String], positions: &HashMap<&str, usize>, expression: &str) -> Option<Vec<usize>> {
    if let Some(at) = positions.get(expression) {
        return Some(vec![*at]);
    }
    let place = |code: &str| positions.get(code.trim()).copied();
    let lower = expression.trim().to_ascii_lowercase();
    let inside = |name: &str| {
        let rest = lower.strip_prefix(name)?.strip_prefix('(')?.strip_suffix(')')?;
        let from = expression.find('(')? + 1;
        expression.get(from..from + rest.len())
    };
    let all = codes.len();
    if let Some(n) = inside("top") {
        let n: usize = n.split(',').next()?.trim().parse().ok()?;
        return Some((all.saturating_sub(n)..all).rev().collect());
    }
    if let Some(n) = inside("bottom") {
        let n: usize = n.split(',').next()?.trim().parse().ok()?;
        return Some((0..n.min(all)).collect());
    }
    if let Some(code) = inside("from") {
        return Some((place(code)?..all).collect());
    }
    if let Some(code) = inside("to") {
        return Some((0..=place(code)?).collect());
    }
    if let Some(both) = inside("range") {
        let (a, b) = both.split_once(',')?;
        let (a, b) = (place(a)?, place(b)?);
        return (a <= b).then(|| (a..=b).collect());
    }
    if expression.contains(['*', '?']) && expression.len() <= 40 {
        let found: Vec<usize> = (0..all).filter(|at| matches(expression, &codes[*at])).collect();
        return (!found.is_empty()).then_some(found);
    }
    None
}

/// The positions of each axis that a question means.
pub(super) fn positions(table: &Table<'_>, question: &Question) -> Result<[Vec<usize>; 4], Problem> {
    let mut all: [Vec<usize>; 4] = Default::default();
    let mut wrong: Vec<Wrong> = Vec::new();
    for selection in &question.selection {
        let Some(axis) = Axis::ALL.into_iter().find(|axis| axis.id() == selection.variable_code) else {
            let shown: String = selection.variable_code.chars().filter(|c| !c.is_control()).take(40).collect();
            wrong.push(Wrong {
                name: Some("variableCode".to_owned()),
                code: "unknown-code".to_owned(),
                detail: format!("There is no variable `{shown}`. We have: {}.", Axis::ALL.map(Axis::id).join(", ")),
                nearest: export::nearest(&shown, Axis::ALL.iter().map(|axis| axis.id())),
            });
            continue;
        };
        let codes: Vec<String> = (0..table.len(axis)).map(|at| table.code(axis, at)).collect();
        let by_code: HashMap<&str, usize> = codes.iter().enumerate().map(|(at, code)| (code.as_str(), at)).collect();
        let mut only: Option<Level> = None;
        if let Some(list) = selection.codelist.as_deref().filter(|list| !list.is_empty()) {
            match LEVELS.iter().find(|(id, _)| *id == list).filter(|_| axis == Axis::Area) {
                Some((_, level)) => only = Some(*level),
                None => wrong.push(Wrong {
                    name: Some("codelist".to_owned()),
                    code: "unknown-code".to_owned(),
                    detail: format!(
                        "There is no code list `{}` of {}.",
                        list.chars().take(40).collect::<String>(),
                        axis.id()
                    ),
                    nearest: LEVELS.iter().map(|(id, _)| (*id).to_owned()).collect(),
                }),
            }
        }
        let list = &mut all[axis as usize];
        let mut seen: std::collections::HashSet<usize> = list.iter().copied().collect();
        for expression in &selection.value_codes {
            match chosen(&codes, &by_code, expression) {
                Some(found) => {
                    let fits = |at: &usize| {
                        only.is_none_or(|level| table.release.places.get(table.areas[*at]).level() == level)
                    };
                    list.extend(found.into_iter().filter(fits).filter(|at| seen.insert(*at)));
                }
                None if wrong.len() < 20 => {
                    let shown: String = expression.chars().filter(|c| !c.is_control()).take(40).collect();
                    wrong.push(Wrong {
                        name: Some(axis.id().to_owned()),
                        code: "unknown-code".to_owned(),
                        detail: format!("Variable {} has no value `{shown}`.", axis.id()),
                        nearest: export::nearest(&shown, codes.iter().take(30_000).map(String::as_str)),
                    });
                }
                None => {}
            }
        }
    }
    for axis in Axis::ALL {
        let named = question.selection.iter().any(|selection| selection.variable_code == axis.id());
        let list = &mut all[axis as usize];
        if list.is_empty() && !named {
            match when_left_out(table, axis) {
                Some(at) => list.push(at),
                None => wrong.push(Wrong {
                    name: Some(axis.id().to_owned()),
                    code: "nothing-chosen".to_owned(),
                    detail: format!("Choose values of {}.", axis.id()),
                    nearest: Vec::new(),
                }),
            }
        } else if list.is_empty() && wrong.is_empty() {
            wrong.push(Wrong {
                name: Some(axis.id().to_owned()),
                code: "nothing-chosen".to_owned(),
                detail: format!("No value of {} fits what was chosen.", axis.id()),
                nearest: Vec::new(),
            });
        }
    }
    if wrong.is_empty() {
        return Ok(all);
    }
    let details: Vec<&str> = wrong.iter().map(|one| one.detail.as_str()).collect();
    let mut problem = Problem::new(StatusCode::BAD_REQUEST, "selection", details.join(" "));
    problem.errors = wrong;
    Err(problem)
}

/// The selection of a table when nothing is chosen: everything of the newest year for the country and the municipalities.
pub(super) fn usual(table: &Table<'_>) -> Question {
    let select = |axis: Axis, codes: Vec<String>| Selection {
        variable_code: axis.id().to_owned(),
        value_codes: codes,
        codelist: None,
    };
    let large: Vec<String> = (0..table.len(Axis::Area))
        .filter(|at| table.release.places.get(table.areas[*at]).level() <= Level::Municipality)
        .take(1_000)
        .map(|at| table.code(Axis::Area, at))
        .collect();
    let indicators = (0..table.len(Axis::Indicator)).map(|at| table.code(Axis::Indicator, at)).collect();
    let newest = table.len(Axis::Period) - 1;
    Question {
        selection: vec![
            select(Axis::Indicator, indicators),
            select(Axis::Area, large),
            select(Axis::Category, vec!["totaal".to_owned()]),
            select(Axis::Period, vec![table.code(Axis::Period, newest)]),
        ],
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn codes() -> Vec<String> {
        ["2019", "2020", "2021", "2022"].map(str::to_owned).into()
    }

    fn years(expression: &str) -> Option<Vec<String>> {
        let codes = codes();
        let by_code = codes.iter().enumerate().map(|(at, code)| (code.as_str(), at)).collect();
        chosen(&codes, &by_code, expression).map(|found| found.into_iter().map(|at| codes[at].clone()).collect())
    }

    #[test]
    fn expressions_of_the_specification_are_understood() {
        let some = |list: &[&str]| Some(list.iter().map(|year| (*year).to_owned()).collect::<Vec<_>>());
        assert_eq!(years("2020"), some(&["2020"]));
        assert_eq!(years("*"), some(&["2019", "2020", "2021", "2022"]));
        assert_eq!(years("20?1"), some(&["2021"]));
        assert_eq!(years("TOP(2)"), some(&["2022", "2021"]));
        assert_eq!(years("bottom(1)"), some(&["2019"]));
        assert_eq!(years("FROM(2021)"), some(&["2021", "2022"]));
        assert_eq!(years("to(2020)"), some(&["2019", "2020"]));
        assert_eq!(years("RANGE(2020,2021)"), some(&["2020", "2021"]));
        for expression in ["2030", "top(x)", "range(2021,2020)", "from()", "1*", "drop(1)"] {
            assert_eq!(years(expression), None, "{expression}");
        }
    }

    proptest! {
        #[test]
        fn any_expression_is_understood_or_refused(expression in ".{0,40}") {
            let _ = years(&expression);
        }

        #[test]
        fn what_an_expression_means_is_there(
            name in prop::sample::select(vec!["", "top", "TOP", "bottom", "from", "to", "range", "drop", "*", "20?"]),
            inside in prop::sample::select(vec!["", "(", "()", "(2)", "(2020)", "(2021,2020)", "(2020,2021)", "(99999999999999999999)", "(-1)", "(2020", "2020)", "(é)", "(2,3)"]),
            behind in prop::sample::select(vec!["", " ", "*", "?", ")", "\u{301}"]),
        ) {
            let codes = codes();
            if let Some(found) = years(&format!("{name}{inside}{behind}")) {
                prop_assert!(found.len() <= codes.len() && found.iter().all(|year| codes.contains(year)));
            }
        }

        #[test]
        fn any_body_is_a_question_or_refused(body in ".{0,200}") {
            let _ = serde_json::from_str::<Question>(&body);
        }
    }
}
