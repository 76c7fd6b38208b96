//! `$filter` of OData, versions 3 and 4, as far as tables are filtered with it.
//!
//! A condition can be asked before all columns of a row are known: it then says whether it can still be true, so that
//! whole areas are passed over.

use std::sync::Arc;

/// Longest text that is read, in bytes.
const LONGEST: usize = 20_000;
/// Deepest nesting.
const DEEPEST: usize = 40;
/// Most parts.
const MOST_PARTS: usize = 5_000;

/// A value in a row or a condition.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    /// Shared, because a code stands in thousands of rows.
    Text(Arc<str>),
    Number(f64),
    Bool(bool),
    Null,
}

/// What is known of a column while a row is being put together.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Known {
    /// Its value.
    Is(Value),
    /// Not known yet.
    NotYet,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    Eq,
    Ne,
    Gt,
    Ge,
    Lt,
    Le,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Function {
    StartsWith,
    EndsWith,
    Contains,
    /// Version 3: the part comes first.
    SubstringOf,
    ToLower,
    ToUpper,
    Trim,
    Length,
}

/// A condition on rows.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Filter {
    Literal(Value),
    /// A column by its position in the list it was read with.
    Column(usize),
    Not(Box<Self>),
    And(Box<Self>, Box<Self>),
    Or(Box<Self>, Box<Self>),
    Compare(Box<Self>, Operator, Box<Self>),
    In(Box<Self>, Vec<Value>),
    Call(Function, Vec<Self>),
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Word(String),
    Text(String),
    Number(f64),
    Open,
    Close,
    Comma,
}

fn tokens(text: &str) -> Result<Vec<Token>, String> {
    if text.len() > LONGEST {
        return Err(format!("the condition is longer than {LONGEST} characters: split the question"));
    }
    let mut all = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        if all.len() > MOST_PARTS {
            return Err(format!("the condition has more than {MOST_PARTS} parts: split the question"));
        }
        match c {
            _ if c.is_whitespace() => {}
            '(' => all.push(Token::Open),
            ')' => all.push(Token::Close),
            ',' => all.push(Token::Comma),
            '\'' => {
                let mut value = String::new();
                loop {
                    match rest.next() {
                        // Two quotes are one quote.
                        Some((_, '\'')) if rest.next_if(|(_, c)| *c == '\'').is_some() => value.push('\''),
                        Some((_, '\'')) => break,
                        Some((_, c)) => value.push(c),
                        None => return Err(format!("the text that begins at character {at} has no closing quote")),
                    }
                }
                all.push(Token::Text(value));
            }
            _ if c.is_ascii_digit()
                || (matches!(c, '-' | '.') && rest.peek().is_some_and(|(_, c)| c.is_ascii_digit())) =>
            {
                let mut number = c.to_string();
                while let Some((_, c)) =
                    rest.next_if(|(_, c)| c.is_ascii_digit() || matches!(c, '.' | 'e' | 'E' | '-' | '+'))
                {
                    number.push(c);
                }
                // Version 3 writes the type behind a number.
                while rest.next_if(|(_, c)| matches!(c, 'd' | 'D' | 'f' | 'F' | 'L' | 'l' | 'm' | 'M')).is_some() {}
                let value = number.parse::<f64>().map_err(|_| format!("`{number}` is no number"))?;
                all.push(Token::Number(value));
            }
            _ if c.is_alphabetic() || matches!(c, '_' | '@') => {
                let mut word = c.to_string();
                while let Some((_, c)) = rest.next_if(|(_, c)| c.is_alphanumeric() || matches!(c, '_' | '/' | '.')) {
                    word.push(c);
                }
                all.push(Token::Word(word));
            }
            _ => return Err(format!("`{c}` at character {at} is not understood")),
        }
    }
    Ok(all)
}

struct Parser<'a> {
    tokens: std::iter::Peekable<std::vec::IntoIter<Token>>,
    columns: &'a [String],
    depth: usize,
}

impl Parser<'_> {
    fn word(&mut self, wanted: &str) -> bool {
        self.tokens.next_if(|token| matches!(token, Token::Word(word) if word == wanted)).is_some()
    }

    fn expect(&mut self, wanted: &Token, name: &str) -> Result<(), String> {
        match self.tokens.next() {
            Some(token) if token == *wanted => Ok(()),
            Some(token) => Err(format!("expected {name}, found {}", shown(&token))),
            None => Err(format!("expected {name}, but the condition ends")),
        }
    }

    fn either(&mut self) -> Result<Filter, String> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(format!("the condition is nested deeper than {DEEPEST}"));
        }
        let mut all = self.both()?;
        while self.word("or") {
            all = Filter::Or(Box::new(all), Box::new(self.both()?));
        }
        self.depth -= 1;
        Ok(all)
    }

    fn both(&mut self) -> Result<Filter, String> {
        let mut all = self.unary()?;
        while self.word("and") {
            all = Filter::And(Box::new(all), Box::new(self.unary()?));
        }
        Ok(all)
    }

    fn unary(&mut self) -> Result<Filter, String> {
        if self.word("not") {
            self.depth += 1;
            if self.depth > DEEPEST {
                return Err(format!("the condition is nested deeper than {DEEPEST}"));
            }
            let inner = self.unary()?;
            self.depth -= 1;
            return Ok(Filter::Not(Box::new(inner)));
        }
        let left = self.primary()?;
        let operator = match self.tokens.peek() {
            Some(Token::Word(word)) => match word.as_str() {
                "eq" => Some(Operator::Eq),
                "ne" => Some(Operator::Ne),
                "gt" => Some(Operator::Gt),
                "ge" => Some(Operator::Ge),
                "lt" => Some(Operator::Lt),
                "le" => Some(Operator::Le),
                "in" => {
                    self.tokens.next();
                    return self.list(left);
                }
                _ => None,
            },
            _ => None,
        };
        match operator {
            None => Ok(left),
            Some(operator) => {
                self.tokens.next();
                Ok(Filter::Compare(Box::new(left), operator, Box::new(self.primary()?)))
            }
        }
    }

    fn list(&mut self, left: Filter) -> Result<Filter, String> {
        self.expect(&Token::Open, "`(` after in")?;
        let mut values = Vec::new();
        loop {
            match self.tokens.next() {
                Some(Token::Text(text)) => values.push(Value::Text(text.trim_end().into())),
                Some(Token::Number(number)) => values.push(Value::Number(number)),
                Some(token) => return Err(format!("expected a value in the list, found {}", shown(&token))),
                None => return Err("the list has no end".to_owned()),
            }
            match self.tokens.next() {
                Some(Token::Comma) => {}
                Some(Token::Close) => return Ok(Filter::In(Box::new(left), values)),
                _ => return Err("expected `,` or `)` in the list".to_owned()),
            }
        }
    }

    fn primary(&mut self) -> Result<Filter, String> {
        match self.tokens.next() {
            Some(Token::Open) => {
                let inner = self.either()?;
                self.expect(&Token::Close, "`)`")?;
                Ok(inner)
            }
            Some(Token::Text(text)) => Ok(Filter::Literal(Value::Text(text.into()))),
            Some(Token::Number(number)) => Ok(Filter::Literal(Value::Number(number))),
            Some(Token::Word(word)) => {
                if self.tokens.peek() == Some(&Token::Open) {
                    return self.call(&word);
                }
                match word.as_str() {
                    "true" => return Ok(Filter::Literal(Value::Bool(true))),
                    "false" => return Ok(Filter::Literal(Value::Bool(false))),
                    "null" => return Ok(Filter::Literal(Value::Null)),
                    _ => {}
                }
                let at = self.columns.iter().position(|column| *column == word);
                at.map(Filter::Column).ok_or_else(|| {
                    let near = export::nearest(&word, self.columns.iter().map(String::as_str));
                    let meant = near.first().map(|one| format!(" Did you mean `{one}`?")).unwrap_or_default();
                    format!("there is no column `{word}`.{meant}")
                })
            }
            Some(token) => Err(format!("{} is not understood here", shown(&token))),
            None => Err("the condition ends too soon".to_owned()),
        }
    }

    fn call(&mut self, name: &str) -> Result<Filter, String> {
        let (function, wanted) = match name {
            "startswith" => (Function::StartsWith, 2),
            "endswith" => (Function::EndsWith, 2),
            "contains" => (Function::Contains, 2),
            "substringof" => (Function::SubstringOf, 2),
            "tolower" => (Function::ToLower, 1),
            "toupper" => (Function::ToUpper, 1),
            "trim" => (Function::Trim, 1),
            "length" => (Function::Length, 1),
            _ => return Err(format!("the function `{name}` is not known")),
        };
        self.expect(&Token::Open, "`(`")?;
        let mut given = vec![self.either()?];
        while self.tokens.next_if(|token| *token == Token::Comma).is_some() {
            given.push(self.either()?);
        }
        self.expect(&Token::Close, "`)`")?;
        if given.len() != wanted {
            return Err(format!("`{name}` takes {wanted} values, and has {}", given.len()));
        }
        Ok(Filter::Call(function, given))
    }
}

fn shown(token: &Token) -> String {
    match token {
        Token::Word(word) => format!("`{}`", word.chars().take(40).collect::<String>()),
        Token::Text(text) => format!("'{}'", text.chars().take(40).collect::<String>()),
        Token::Number(number) => number.to_string(),
        Token::Open => "`(`".to_owned(),
        Token::Close => "`)`".to_owned(),
        Token::Comma => "`,`".to_owned(),
    }
}

fn compare(a: &Value, operator: Operator, b: &Value) -> bool {
    let order = match (a, b) {
        // Codes in tables of Statistics Netherlands are filled up with spaces, and questions written for them too.
        (Value::Text(a), Value::Text(b)) => Some(a.trim_end().cmp(b.trim_end())),
        (Value::Number(a), Value::Number(b)) => a.partial_cmp(b),
        (Value::Number(a), Value::Text(b)) => b.trim().parse::<f64>().ok().and_then(|b| a.partial_cmp(&b)),
        (Value::Text(a), Value::Number(b)) => a.trim().parse::<f64>().ok().and_then(|a| a.partial_cmp(b)),
        (Value::Bool(a), Value::Bool(b)) => Some(a.cmp(b)),
        (Value::Null, Value::Null) => Some(std::cmp::Ordering::Equal),
        _ => None,
    };
    match (operator, order) {
        (Operator::Eq, order) => order == Some(std::cmp::Ordering::Equal),
        (Operator::Ne, order) => order != Some(std::cmp::Ordering::Equal),
        // Nothing is larger or smaller than what is not there.
        (_, _) if *a == Value::Null || *b == Value::Null => false,
        (Operator::Gt, Some(order)) => order.is_gt(),
        (Operator::Ge, Some(order)) => order.is_ge(),
        (Operator::Lt, Some(order)) => order.is_lt(),
        (Operator::Le, Some(order)) => order.is_le(),
        (_, None) => false,
    }
}

impl Filter {
    /// Reads a condition over columns; the error says what is not understood.
    pub(super) fn read(text: &str, columns: &[String]) -> Result<Self, String> {
        let mut parser = Parser { tokens: tokens(text)?.into_iter().peekable(), columns, depth: 0 };
        let all = parser.either()?;
        match parser.tokens.next() {
            None => Ok(all),
            Some(token) => Err(format!("{} is not understood after the condition", shown(&token))),
        }
    }

    /// Whether a row fits; nothing where that cannot be said yet.
    pub(super) fn fits(&self, row: &dyn Fn(usize) -> Known) -> Option<bool> {
        match self.value(row) {
            Some(Value::Bool(fits)) => Some(fits),
            Some(_) => Some(false),
            None => None,
        }
    }

    fn value(&self, row: &dyn Fn(usize) -> Known) -> Option<Value> {
        match self {
            Self::Literal(value) => Some(value.clone()),
            Self::Column(at) => match row(*at) {
                Known::Is(value) => Some(value),
                Known::NotYet => None,
            },
            Self::Not(inner) => inner.fits(row).map(|fits| Value::Bool(!fits)),
            Self::And(a, b) => match (a.fits(row), b.fits(row)) {
                (Some(false), _) | (_, Some(false)) => Some(Value::Bool(false)),
                (Some(true), Some(true)) => Some(Value::Bool(true)),
                _ => None,
            },
            Self::Or(a, b) => match (a.fits(row), b.fits(row)) {
                (Some(true), _) | (_, Some(true)) => Some(Value::Bool(true)),
                (Some(false), Some(false)) => Some(Value::Bool(false)),
                _ => None,
            },
            Self::Compare(a, operator, b) => {
                let (a, b) = (a.value(row)?, b.value(row)?);
                Some(Value::Bool(compare(&a, *operator, &b)))
            }
            Self::In(a, list) => {
                let a = a.value(row)?;
                Some(Value::Bool(list.iter().any(|one| compare(&a, Operator::Eq, one))))
            }
            Self::Call(function, given) => {
                let mut texts: Vec<Arc<str>> = Vec::with_capacity(given.len());
                for one in given {
                    texts.push(match one.value(row)? {
                        Value::Text(text) => text,
                        Value::Number(number) => number.to_string().into(),
                        Value::Bool(yes) => yes.to_string().into(),
                        Value::Null => return Some(Value::Null),
                    });
                }
                let first = texts.first().map_or("", |text| &**text);
                let second = texts.get(1).map_or("", |text| &**text);
                Some(match function {
                    Function::StartsWith => Value::Bool(first.starts_with(second)),
                    Function::EndsWith => Value::Bool(first.trim_end().ends_with(second.trim_end())),
                    Function::Contains => Value::Bool(first.contains(second)),
                    Function::SubstringOf => Value::Bool(second.contains(first)),
                    Function::ToLower => Value::Text(first.to_lowercase().into()),
                    Function::ToUpper => Value::Text(first.to_uppercase().into()),
                    Function::Trim => Value::Text(first.trim().into()),
                    Function::Length => Value::Number(first.chars().count() as f64),
                })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn columns() -> Vec<String> {
        ["RegioS", "Perioden", "Bijstand_1"].map(str::to_owned).into()
    }

    fn fits(text: &str, row: &[Known; 3]) -> Option<bool> {
        Filter::read(text, &columns()).unwrap_or_else(|why| panic!("{text}: {why}")).fits(&|at| row[at].clone())
    }

    fn text(value: &str) -> Known {
        Known::Is(Value::Text(value.into()))
    }

    #[test]
    fn conditions_as_readers_of_published_tables_write_them_are_understood() {
        let row = || [text("GM0344"), text("2023JJ00"), Known::Is(Value::Number(4.5))];
        for (condition, expected) in [
            ("Perioden eq '2023JJ00'", true),
            ("RegioS eq 'GM0344    '", true),
            ("(RegioS eq 'GM0344') and (Perioden eq '2022JJ00')", false),
            ("substringof('GM', RegioS)", true),
            ("startswith(RegioS,'WK') or startswith(RegioS,'GM')", true),
            ("contains(RegioS, '344') and not (Perioden eq '2022JJ00')", true),
            ("RegioS in ('GM0001', 'GM0344')", true),
            ("Bijstand_1 gt 4 and Bijstand_1 le 4.5", true),
            ("Bijstand_1 ne null", true),
            ("Bijstand_1 eq null", false),
            ("tolower(RegioS) eq 'gm0344'", true),
            ("length(trim(RegioS)) eq 6", true),
            ("(((Perioden eq '2023JJ00')))", true),
        ] {
            assert_eq!(fits(condition, &row()), Some(expected), "{condition}");
        }
    }

    #[test]
    fn what_cannot_be_true_any_more_is_known_before_the_row_is_whole() {
        let early = || [text("GM0344"), Known::NotYet, Known::NotYet];
        assert_eq!(fits("RegioS eq 'GM0001' and Perioden eq '2023JJ00'", &early()), Some(false));
        assert_eq!(fits("RegioS eq 'GM0344' and Perioden eq '2023JJ00'", &early()), None);
        assert_eq!(fits("RegioS eq 'GM0344' or Bijstand_1 gt 3", &early()), Some(true));
        assert_eq!(fits("not (Bijstand_1 gt 3)", &early()), None);
    }

    #[test]
    fn nothing_is_larger_than_what_is_not_there() {
        let row = || [text("GM0344"), text("2023JJ00"), Known::Is(Value::Null)];
        assert_eq!(fits("Bijstand_1 gt 0", &row()), Some(false));
        assert_eq!(fits("Bijstand_1 le 0", &row()), Some(false));
        assert_eq!(fits("Bijstand_1 eq null", &row()), Some(true));
    }

    #[test]
    fn mistakes_are_named() {
        for (condition, part) in [
            ("Regios eq 'x'", "Did you mean `RegioS`"),
            ("RegioS eq 'x", "no closing quote"),
            ("RegioS eq", "ends too soon"),
            ("drop(RegioS)", "not known"),
            ("RegioS eq 'x' RegioS", "after the condition"),
            ("RegioS; drop", "not understood"),
            ("startswith(RegioS)", "takes 2"),
            ("RegioS in ()", "expected a value"),
        ] {
            let why = Filter::read(condition, &columns()).unwrap_err();
            assert!(why.contains(part), "{condition}: {why}");
        }
        assert!(Filter::read(&"(".repeat(10_000), &columns()).is_err());
        assert!(Filter::read(&"not ".repeat(4_000), &columns()).is_err());
    }

    /// Conditions as they are written, nested up to three deep.
    fn conditions() -> impl Strategy<Value = String> {
        let value = prop_oneof![
            Just("'GM'".to_owned()),
            Just("'2023JJ00'".to_owned()),
            Just("''".to_owned()),
            Just("null".to_owned()),
            (-5_i32..9).prop_map(|number| number.to_string()),
        ];
        let column =
            prop::sample::select(vec!["RegioS", "Perioden", "Bijstand_1", "tolower(RegioS)", "length(Perioden)"]);
        let operator = prop::sample::select(vec!["eq", "ne", "gt", "ge", "lt", "le"]);
        let compare = (column.clone(), operator, value.clone()).prop_map(|(a, by, b)| format!("{a} {by} {b}"));
        let list = (column.clone(), prop::collection::vec(value, 1..3))
            .prop_map(|(a, list)| format!("{a} in ({})", list.join(",").replace("null", "0")));
        let call = column.prop_map(|a| format!("startswith({a},'G')"));
        prop_oneof![3 => compare, 1 => list, 1 => call].prop_recursive(3, 12, 2, |inner| {
            prop_oneof![
                (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a}) and ({b})")),
                (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("{a} or {b}")),
                inner.prop_map(|a| format!("not ({a})")),
            ]
        })
    }

    /// A text with some of its words left out, doubled, swapped or cut.
    fn damaged(text: &str, damage: &[(u8, usize, usize)]) -> String {
        let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
        for (kind, one, other) in damage {
            let (one, other) = (one % words.len(), other % words.len());
            match kind % 4 {
                0 if words.len() > 1 => {
                    words.remove(one);
                }
                1 => words.insert(one, words[other].clone()),
                2 => words.swap(one, other),
                _ => words[one] = words[one].chars().skip(other % 3).collect(),
            }
        }
        words.join(" ")
    }

    fn rows() -> impl Strategy<Value = [Value; 3]> {
        let words = |list: Vec<&'static str>| prop_oneof![4 => prop::sample::select(list).prop_map(|one| Value::Text(one.into())), 1 => Just(Value::Null)];
        let number = prop_oneof![4 => (-5_i32..9).prop_map(|n| Value::Number(f64::from(n))), 1 => Just(Value::Null)];
        (words(vec!["GM", "GM0344", "gm", ""]), words(vec!["2023JJ00", "2022JJ00"]), number)
            .prop_map(|(a, b, c)| [a, b, c])
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn what_is_said_before_a_row_is_whole_is_so_when_it_is(
            condition in conditions(),
            damage in prop::collection::vec((any::<u8>(), 0..40_usize, 0..40_usize), 0..3),
            row in rows(),
            known in any::<[bool; 3]>(),
        ) {
            let whole = Filter::read(&condition, &columns());
            prop_assert!(whole.is_ok(), "{condition}: {whole:?}");
            if let Ok(filter) = Filter::read(&damaged(&condition, &damage), &columns()) {
                let all = |at: usize| Known::Is(row[at].clone());
                let early = filter.fits(&|at| if known[at] { all(at) } else { Known::NotYet });
                let late = filter.fits(&all);
                prop_assert!(late.is_some());
                prop_assert!(early.is_none() || early == late, "{condition}: {early:?} and then {late:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in ".{0,120}") {
            if let Ok(filter) = Filter::read(&text, &columns()) {
                let _ = filter.fits(&|_| Known::NotYet);
                let _ = filter.fits(&|_| Known::Is(Value::Null));
            }
        }

        #[test]
        fn words_of_the_language_in_any_order_are_read_or_refused(words in proptest::collection::vec(
            prop_oneof![
                Just("RegioS"), Just("eq"), Just("and"), Just("or"), Just("not"), Just("("), Just(")"), Just("'GM'"), Just("3"),
                Just("null"), Just("in"), Just(","), Just("startswith"), Just("contains"), Just("Bijstand_1"), Just("gt"),
            ],
            0..30,
        )) {
            if let Ok(filter) = Filter::read(&words.join(" "), &columns()) {
                let _ = filter.fits(&|at| if at == 0 { text("GM0344") } else { Known::NotYet });
            }
        }

        #[test]
        fn a_text_with_quotes_is_found_again(value in "[a-z' ]{0,12}[a-z']") {
            let condition = format!("RegioS eq '{}'", value.replace('\'', "''"));
            prop_assert_eq!(fits(&condition, &[text(&value), Known::NotYet, Known::NotYet]), Some(true));
        }
    }
}
