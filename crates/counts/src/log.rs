use std::io::Write;
use std::path::Path;

use cells::Period;
use serde::{Deserialize, Serialize};

use crate::CountsError;

/// A line of `log.jsonl`: who did what, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct LogEntry {
    /// Moment, in UTC.
    pub when: String,
    /// Name of the user of the machine, and number.
    pub user: String,
    /// Name of the machine.
    pub host: String,
    /// Number of the process.
    pub process: u32,
    /// "wrote" or "opened".
    pub action: String,
    /// The year.
    pub period: Period,
    /// Why, in words of whoever asked ("tabulate", "protect").
    pub purpose: String,
    /// SHA-256 of the manifest.
    pub manifest: String,
}

/// Adds a line; what cannot be logged does not happen.
pub(crate) fn add(
    folder: &Path,
    action: &str,
    period: Period,
    purpose: &str,
    manifest: &str,
) -> Result<(), CountsError> {
    let entry = LogEntry {
        when: jiff::Timestamp::now().to_string(),
        user: user(),
        host: host(),
        process: std::process::id(),
        action: action.to_owned(),
        period,
        purpose: purpose.to_owned(),
        manifest: manifest.to_owned(),
    };
    let path = folder.join("log.jsonl");
    let mut line = serde_json::to_string(&entry).unwrap_or_default();
    line.push('\n');
    let mut options = std::fs::OpenOptions::new();
    options.append(true).create(true);
    crate::folder::owner_only(&mut options);
    let mut file = options.open(&path).map_err(CountsError::io("cannot write", &path))?;
    // One write, so that lines of two processes do not mix.
    file.write_all(line.as_bytes()).and_then(|()| file.sync_all()).map_err(CountsError::io("cannot write", &path))
}

#[cfg(unix)]
fn user() -> String {
    use std::os::unix::fs::MetadataExt;
    // Whose process this is: variables of the shell can say anything.
    let Ok(own) = std::fs::metadata("/proc/self") else {
        return std::env::var("USER").unwrap_or_else(|_| "unknown".to_owned());
    };
    let number = own.uid().to_string();
    let names = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    let name = names.lines().find_map(|line| {
        let mut fields = line.split(':');
        let name = fields.next()?;
        (fields.nth(1)? == number).then(|| name.to_owned())
    });
    name.map_or_else(|| number.clone(), |name| format!("{name} ({number})"))
}

#[cfg(not(unix))]
fn user() -> String {
    std::env::var("USERNAME").unwrap_or_else(|_| "unknown".to_owned())
}

fn host() -> String {
    let kernel = std::fs::read_to_string("/proc/sys/kernel/hostname").ok();
    let name = kernel.or_else(|| std::env::var("HOSTNAME").ok()).unwrap_or_default();
    if name.trim().is_empty() { "unknown".to_owned() } else { name.trim().to_owned() }
}
