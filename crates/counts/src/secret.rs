//! The secret that decides between equal choices in protection. It is kept beside the raw counts, because it is as confidential.

use std::fs;
use std::io::Write;
use std::path::Path;

use crate::CountsError;
use crate::folder::create;

const FILE: &str = "secret";

/// The secret of a folder of counts; drawn at random when it has none yet. The folder is there already: [`Draft`](crate::Draft)
/// makes none where something else is.
pub fn secret(folder: &Path) -> Result<[u8; 32], CountsError> {
    let path = folder.join(FILE);
    if path.exists() {
        let text = fs::read_to_string(&path).map_err(CountsError::io("cannot read", &path))?;
        return parse(text.trim()).ok_or_else(|| {
            CountsError::damaged(&path, "something else", "64 hexadecimal digits, as this program wrote them")
        });
    }
    let secret: [u8; 32] = rand::random();
    let mut file = create(&path)?;
    let written = writeln!(file, "{}", hex::encode(secret)).and_then(|()| file.sync_all());
    written.map_err(CountsError::io("cannot write", &path))?;
    Ok(secret)
}

fn parse(text: &str) -> Option<[u8; 32]> {
    let digits: Vec<u8> = text.chars().map(|c| c.to_digit(16).map(|digit| digit as u8)).collect::<Option<_>>()?;
    let bytes: Vec<u8> = digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect();
    if digits.len() == 64 { bytes.try_into().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_keeps_its_secret_and_no_two_have_the_same() {
        let work = tempfile::tempdir().unwrap();
        let (one, other) = (work.path().join("one"), work.path().join("other"));
        fs::create_dir(&one).unwrap();
        fs::create_dir(&other).unwrap();
        let first = secret(&one).unwrap();
        assert_eq!(secret(&one).unwrap(), first);
        assert_ne!(secret(&other).unwrap(), first);
        fs::write(one.join(FILE), "no secret").unwrap();
        assert!(secret(&one).unwrap_err().to_string().contains("64 hexadecimal digits"));
    }
}
