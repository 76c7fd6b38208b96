//! Collections: areas that are groups of others, from a CSV file beside the TOML.

use std::fs;
use std::path::Path;

use cells::Vintage;
use definition::{Definition, Problems, load};

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn with(rows: &str) -> Result<Definition, Problems> {
    let folder = tempfile::tempdir().unwrap();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/valid"), folder.path());
    fs::create_dir(folder.path().join("collections")).unwrap();
    let text = "[[collection]]\nid = \"streken\"\nlabel = { nl = \"Streken\", en = \"Regions\" }\n\
                kind = { nl = \"Streek\", en = \"Region\" }\nvintage = 2024\nfile = \"streken.csv\"\n";
    fs::write(folder.path().join("collections/streken.toml"), text).unwrap();
    fs::write(folder.path().join("collections/streken.csv"), rows).unwrap();
    load(folder.path())
}

#[test]
fn areas_are_read_with_their_members_per_division() {
    let rows = "area,nl,en,code,vintage\nST1,Noord,North,GM9901,\nST1,,,GM9902,\nST2,Zuid,South,GM9903,2020\n";
    let definition = with(rows).unwrap_or_else(|problems| panic!("{problems}"));
    let [streken] = &definition.collections[..] else { panic!("one collection expected") };
    let [noord, zuid] = &streken.areas[..] else { panic!("two areas expected") };
    assert_eq!((noord.label.en.as_str(), noord.members.len()), ("North", 2));
    assert_eq!(zuid.members, [("GM9903".parse().unwrap(), Vintage(2020))]);
}

#[test]
fn what_is_wrong_in_a_row_is_told_with_its_number() {
    for (rows, expected) in [
        ("area,nl,en,code\nST1,Noord,North,Haven\n", "row 2, has `Haven`, which is no area code"),
        ("area,nl,en,code\nnoord,Noord,North,GM9901\n", "row 2, has the area `noord`, which is no code of a region"),
        ("area,nl,en,code\nGM9901,Noord,North,GM9901\n", "row 2, has the area `GM9901`, which is no code of a region"),
        ("area,nl,en,code\nST1,Noord,North,ST2\n", "row 2, has `ST2`, which is no area code"),
        (
            "area,nl,en,code\nST1,Noord,North,GM9901\nSR1,Zuid,South,GM9902\n",
            "row 3, has the area `SR1`, which begins with other letters than `ST1`",
        ),
        ("area,nl,en,code\nST1,Noord,,GM9901\n", "row 2, is the first of `ST1` and has no name"),
        ("area,nl,en,code\nST1,Noord,North,GM9901\nST1,Oost,,GM9902\n", "row 3, calls `ST1` by another name"),
        ("area,nl,en,code\nST1,Noord,North,GM9901\nST1,,,GM9901\n", "row 3, has what row 2 has"),
        ("area,nl,en,code\nST1,Noord,North,GM9901\nST1,,,WK990100\n", "row 3, has WK990100, of another level"),
        ("area,nl,en,code,vintage\nST1,Noord,North,GM9901,24\n", "row 2, has the vintage `24`"),
        ("area,nl,en,codes\nST1,Noord,North,GM9901\n", "has no column `code`"),
        ("area,nl,en,code\nST1,Noord\n", "row 2, cannot be read"),
        ("area,nl,en,code\n", "has no rows"),
    ] {
        let problems = with(rows).unwrap_err().to_string();
        assert!(problems.contains(expected) && problems.contains("collections/streken"), "{expected}: {problems}");
    }
}

#[test]
fn two_collections_cannot_have_the_same_letters() {
    let folder = tempfile::tempdir().unwrap();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/valid"), folder.path());
    fs::create_dir(folder.path().join("collections")).unwrap();
    for id in ["streken", "wegen"] {
        let text = format!(
            "[[collection]]\nid = \"{id}\"\nlabel = {{ nl = \"Streken\", en = \"Regions\" }}\n\
             kind = {{ nl = \"Streek\", en = \"Region\" }}\nvintage = 2024\nfile = \"{id}.csv\"\n"
        );
        fs::write(folder.path().join(format!("collections/{id}.toml")), text).unwrap();
        fs::write(folder.path().join(format!("collections/{id}.csv")), "area,nl,en,code\nST1,Noord,North,GM9901\n")
            .unwrap();
    }
    let problems = load(folder.path()).unwrap_err().to_string();
    assert!(problems.contains("begin with `ST`, as those of the collection `streken` do"), "{problems}");
}

fn over_water(rows: &str) -> Result<Definition, Problems> {
    let folder = tempfile::tempdir().unwrap();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/valid"), folder.path());
    fs::write(folder.path().join("over-water.csv"), rows).unwrap();
    load(folder.path())
}

#[test]
fn links_over_water_are_read_and_what_is_wrong_is_told_with_its_row() {
    let found = over_water("from,to,by,since\nGM9901,GM9902,veerboot,\nGM9901,GM9903,brug,2020\n");
    let crossings = found.unwrap_or_else(|problems| panic!("{problems}")).crossings;
    assert_eq!((crossings.len(), crossings[0].by.as_str(), crossings[1].since), (2, "veerboot", Some(Vintage(2020))));
    for (rows, expected) in [
        ("from,to\nGM9901,GM9902\n", "there is no column `by`"),
        ("from,to,bye\nGM9901,GM9902,brug\n", "there is a column `bye`"),
        ("from,to,by\nGM9901,Haven,brug\n", "row 2, has `Haven`, which is no area code"),
        ("from,to,by\nGM9901,WK990101,brug\n", "row 2, links GM9901 and WK990101, which are of two levels"),
        ("from,to,by\nGM9901,GM9901,brug\n", "row 2, links GM9901 with itself"),
        ("from,to,by\nGM9901,GM9902,\n", "row 2, does not say what links them"),
        ("from,to,by\nGM9901,GM9902,brug\nGM9902,GM9901,dam\n", "row 3, links the same areas again"),
        ("from,to,by,until\nGM9901,GM9902,brug,24\n", "row 2, has the year `24`"),
    ] {
        let problems = over_water(rows).unwrap_err().to_string();
        assert!(problems.contains(expected) && problems.contains("over-water.csv"), "{expected}: {problems}");
    }
}
