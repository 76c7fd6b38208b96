//! "Did you mean …": the candidate most like what was written.

/// A hint that names the candidate nearest to `written`, if one is near enough to be a slip of the pen.
pub(crate) fn did_you_mean<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(written, candidates).map(|candidate| format!("did you mean `{candidate}`?"))
}

fn nearest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if written.len() > 200 {
        return None;
    }
    let plain = |text: &str| text.trim().to_lowercase().replace(['_', ' '], "-");
    let written = plain(written);
    let allowed = (written.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= 200)
        .map(|candidate| {
            let other = plain(candidate);
            let distance = strsim::damerau_levenshtein(&written, &other);
            // A word left off is near however long the word, but less near than a slip.
            let contained = written.len() >= 4 && (other.starts_with(&written) || written.starts_with(&other));
            (if distance <= allowed { Some(distance) } else { contained.then_some(allowed + 1) }, candidate)
        })
        .filter(|(distance, candidate)| distance.is_some() && !candidate.is_empty())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// A list for a message: `` `a`, `b`, `c` ``, cut after a dozen and a half.
pub(crate) fn list<'a>(values: impl IntoIterator<Item = &'a str>) -> String {
    const SHOWN: usize = 18;
    let all: Vec<String> = values.into_iter().map(|value| format!("`{value}`")).collect();
    if all.is_empty() {
        return "there are none".to_owned();
    }
    let shown = all[..all.len().min(SHOWN)].join(", ");
    if all.len() > SHOWN { format!("{shown}, … and {} more", all.len() - SHOWN) } else { shown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_finds_what_was_meant() {
        let ids = ["werk", "bijstand", "laag-inkomen"];
        assert_eq!(nearest("bijstnad", ids), Some("bijstand"));
        assert_eq!(nearest("Laag_Inkomen", ids), Some("laag-inkomen"));
        assert_eq!(nearest("laag", ids), Some("laag-inkomen"));
        assert_eq!(nearest("leeftijd-14", ["leeftijd", "leeftijd-15"]), Some("leeftijd-15"));
        assert_eq!(nearest("zorgpremie", ids), None);
        assert_eq!(nearest("", ids), None);
    }
}
