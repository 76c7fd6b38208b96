//! The functions that the SQL of a definition may use besides those of the engine.

use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, Int32Array};
use arrow::datatypes::{DataType, Date32Type};
use datafusion::common::{Result, ScalarValue, exec_err};
use datafusion::logical_expr::{ColumnarValue, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility};

/// All of them; an engine registers each before it makes views.
///
/// `age_on(birth, day)`: the age in whole years on a day. Who was born on 29 February has a birthday on 1 March in other
/// years. In DuckDB: `CREATE MACRO age_on(b, d) AS year(d) - year(b) - CASE WHEN month(d) * 100 + day(d) < month(b) * 100
/// + day(b) THEN 1 ELSE 0 END`.
pub fn functions() -> Vec<ScalarUDF> {
    let signature = Signature::exact(vec![DataType::Date32, DataType::Date32], Volatility::Immutable);
    vec![ScalarUDF::from(AgeOn { signature })]
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct AgeOn {
    signature: Signature,
}

impl ScalarUDFImpl for AgeOn {
    fn name(&self) -> &'static str {
        "age_on"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::Int32)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let [birth, day] = args.args.as_slice() else { return exec_err!("age_on takes a birth date and a day") };
        match (birth, day) {
            (ColumnarValue::Scalar(ScalarValue::Date32(birth)), ColumnarValue::Scalar(ScalarValue::Date32(day))) => {
                let age = birth.zip(*day).map(|(birth, day)| age(birth, day));
                Ok(ColumnarValue::Scalar(ScalarValue::Int32(age)))
            }
            (ColumnarValue::Array(birth), ColumnarValue::Scalar(ScalarValue::Date32(Some(day)))) => {
                let on = civil(*day);
                let births = birth.as_primitive::<Date32Type>();
                let ages = births.values().iter().map(|birth| between(civil(*birth), on));
                let ages: ArrayRef = Arc::new(Int32Array::new(ages.collect(), births.nulls().cloned()));
                Ok(ColumnarValue::Array(ages))
            }
            _ => {
                let (birth, day) = (birth.to_array(args.number_rows)?, day.to_array(args.number_rows)?);
                let pairs = birth.as_primitive::<Date32Type>().iter().zip(day.as_primitive::<Date32Type>().iter());
                let ages: Int32Array = pairs.map(|(birth, day)| Some(age(birth?, day?))).collect();
                Ok(ColumnarValue::Array(Arc::new(ages)))
            }
        }
    }
}

/// The age in whole years on a day, both in days since 1970; negative for who is born later.
pub(crate) fn age(birth: i32, day: i32) -> i32 {
    between(civil(birth), civil(day))
}

fn between((year, day): (i32, i32), (on_year, on_day): (i32, i32)) -> i32 {
    on_year - year - i32::from(on_day < day)
}

/// The year, and month × 100 + day, of a day since 1970 in the Gregorian calendar. Counted in years that begin in March,
/// so that the leap day is the last of its year; 400 years have 146,097 days.
fn civil(days: i32) -> (i32, i32) {
    let since = i64::from(days) + 719_468;
    let era = since.div_euclid(146_097);
    let of_era = since.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year as i32, (month * 100 + day) as i32)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Days since 1970, counted day by day.
    fn days(year: i32, month: i32, day: i32) -> i32 {
        let leap = |y: i32| (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
        let lengths = [31, 28 + i32::from(leap(year)), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        let years: i32 = if year >= 1970 {
            (1970..year).map(|y| 365 + i32::from(leap(y))).sum()
        } else {
            -(year..1970).map(|y| 365 + i32::from(leap(y))).sum::<i32>()
        };
        years + lengths.iter().take(month as usize - 1).sum::<i32>() + day - 1
    }

    #[test]
    fn a_birthday_on_the_day_itself_counts() {
        let on = days(2023, 1, 1);
        assert_eq!(age(days(2005, 1, 1), on), 18);
        assert_eq!(age(days(2005, 1, 2), on), 17);
        assert_eq!(age(days(2004, 12, 31), on), 18);
        assert_eq!(age(days(2023, 1, 1), on), 0);
        assert_eq!(age(days(1909, 6, 30), on), 113);
    }

    #[test]
    fn who_is_born_on_the_leap_day_is_a_year_older_on_the_first_of_march() {
        let birth = days(2004, 2, 29);
        assert_eq!(age(birth, days(2023, 2, 28)), 18);
        assert_eq!(age(birth, days(2023, 3, 1)), 19);
        assert_eq!(age(birth, days(2024, 2, 28)), 19);
        assert_eq!(age(birth, days(2024, 2, 29)), 20);
    }

    #[test]
    fn who_is_born_after_the_day_has_a_negative_age() {
        assert_eq!(age(days(2023, 1, 2), days(2023, 1, 1)), -1);
    }

    #[test]
    fn every_day_of_three_centuries_is_found_again() {
        for year in [1850, 1900, 1969, 1970, 2000, 2023, 2100] {
            for (month, day) in [(1, 1), (2, 28), (3, 1), (12, 31)] {
                assert_eq!(civil(days(year, month, day)), (year, month * 100 + day));
            }
        }
        assert_eq!(civil(days(2000, 2, 29)), (2000, 229));
    }
}
