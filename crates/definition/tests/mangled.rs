//! Whatever stands in the files, the answer is a definition or problems, never a panic.

use std::fs;
use std::path::{Path, PathBuf};

use definition::examine;
use proptest::prelude::*;

const FILES: [&str; 8] = [
    "monitor.toml",
    "themes.toml",
    "universes.toml",
    "breakdowns/inkomen.toml",
    "indicators/a-werk.toml",
    "indicators/b-bewoners.toml",
    "sources/telling.toml",
    "texts/nl/methode.md",
];

/// Pieces that stand in right files, and pieces that stand in none.
const PIECES: [&str; 26] = [
    "[[source.figure]]\n",
    "[[theme]]\n",
    "[[indicator]]\n",
    "[monitor]\n",
    "id = ",
    "\"werk\"",
    "= = =",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "\"\"\"",
    "'",
    "nan",
    "-9223372036854775808",
    "1e400",
    "2024-02-29T25:61:00Z",
    "\u{0}",
    "é\u{301}",
    "\u{feff}",
    "ages = [\"0-99999999999\", \"+\", \"-\", \"65+\"]\n",
    "parent = \"laag\"\n",
    "levels = [\"neighbourhood\", \"country\"]\n",
    "{ nl = \"\", en = 1 }",
    "\r\n",
];

fn valid() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/valid")
}

/// The fictional definition with one file replaced; what is said must be sayable.
fn survives(file: &str, bytes: &[u8]) {
    let folder = tempfile::tempdir().unwrap();
    for other in FILES.iter().chain(&["texts/en/methode.md"]) {
        let target = folder.path().join(other);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(valid().join(other), target).unwrap();
    }
    fs::write(folder.path().join(file), bytes).unwrap();
    let examined = examine(folder.path());
    let said = examined.problems.to_string();
    assert!(!said.is_empty());
    assert_eq!(examined.definition.is_none(), examined.problems.errors().count() > 0, "{said}");
    for problem in &examined.problems {
        assert!(!problem.what.is_empty() && !problem.expected.is_empty(), "{said}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn a_file_of_any_bytes_is_survived(file in 0..FILES.len(), bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        survives(FILES[file], &bytes);
    }

    #[test]
    fn a_right_file_with_pieces_put_in_or_cut_out_is_survived(
        file in 0..FILES.len(),
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..40, 0..PIECES.len(), any::<bool>()), 1..6),
    ) {
        let mut bytes = fs::read(valid().join(FILES[file])).unwrap();
        for (at, length, piece, put_in) in cuts {
            let at = at.index(bytes.len() + 1);
            let end = (at + length).min(bytes.len());
            let piece = if put_in { PIECES[piece].as_bytes() } else { b"" };
            bytes.splice(at..end, piece.iter().copied());
        }
        survives(FILES[file], &bytes);
    }

    #[test]
    fn lines_in_another_order_are_survived(
        file in 0..FILES.len(),
        order in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..8),
    ) {
        let text = fs::read_to_string(valid().join(FILES[file])).unwrap();
        let mut lines: Vec<&str> = text.lines().collect();
        for (a, b) in order {
            let (a, b) = (a.index(lines.len()), b.index(lines.len()));
            lines.swap(a, b);
        }
        survives(FILES[file], lines.join("\n").as_bytes());
    }

    #[test]
    fn any_text_as_any_value_is_survived(file in 0..FILES.len() - 1, at in any::<prop::sample::Index>(), value in ".{0,40}") {
        let text = fs::read_to_string(valid().join(FILES[file])).unwrap();
        let quotes: Vec<usize> = text.match_indices('"').map(|(at, _)| at).collect();
        let pair = at.index(quotes.len() / 2) * 2;
        let value = value.replace(['"', '\\'], "/");
        let mangled = format!("{}{value}{}", &text[..=quotes[pair]], &text[quotes[pair + 1]..]);
        survives(FILES[file], mangled.as_bytes());
    }
}

#[test]
fn a_file_nested_beyond_reason_is_survived() {
    for (open, close) in [("[", "]"), ("{a=", "}")] {
        let deep = format!("id = {}1{}", open.repeat(50_000), close.repeat(50_000));
        survives("themes.toml", deep.as_bytes());
    }
    let dotted = format!("{}a = 1", "a.".repeat(20_000));
    survives("themes.toml", dotted.as_bytes());
    survives("themes.toml", format!("[{}a]\nb = 1", "a.".repeat(20_000)).as_bytes());
}
