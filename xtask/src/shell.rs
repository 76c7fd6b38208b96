//! Runs programs, saying which, and stops with a clear word when one fails.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// A program about to be run.
pub(crate) struct Call {
    command: Command,
    shown: String,
}

/// Prepares a program to be run in a folder.
pub(crate) fn call<A: AsRef<OsStr>>(folder: &Path, program: &str, arguments: impl IntoIterator<Item = A>) -> Call {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder);
    let mut shown = program.to_owned();
    for argument in command.get_args() {
        shown.push(' ');
        shown.push_str(&argument.to_string_lossy());
    }
    Call { command, shown }
}

/// Prepares cargo, the same one that runs us.
pub(crate) fn cargo<A: AsRef<OsStr>>(folder: &Path, arguments: impl IntoIterator<Item = A>) -> Call {
    let program = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let mut call = call(folder, &program, arguments);
    // Set for us by the cargo that runs us. A build script of a dependency looks at some of these, so that with them hundreds of
    // packages are compiled again after every cargo that was started by hand.
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("CARGO_PKG_") || name.to_string_lossy().starts_with("CARGO_MANIFEST_") {
            call.command.env_remove(name);
        }
    }
    call.shown = call.shown.replacen(&program, "cargo", 1);
    call
}

impl Call {
    /// Sets an environment variable.
    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Runs it to its end.
    pub(crate) fn run(mut self) -> Result<()> {
        eprintln!("\n\u{25b6} {}", self.shown);
        let status =
            self.command.stdin(Stdio::null()).status().with_context(|| format!("cannot start `{}`", self.shown))?;
        if !status.success() {
            bail!("`{}` failed ({status})", self.shown);
        }
        Ok(())
    }

    /// Runs it to its end without a word; says whether it succeeded.
    pub(crate) fn quiet(mut self) -> Result<bool> {
        let command = self.command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        Ok(command.status().with_context(|| format!("cannot start `{}`", self.shown))?.success())
    }

    /// Starts it and returns while it runs.
    pub(crate) fn start(mut self) -> Result<std::process::Child> {
        eprintln!("\n\u{25b6} {} &", self.shown);
        self.command.stdin(Stdio::null()).spawn().with_context(|| format!("cannot start `{}`", self.shown))
    }
}

/// Whether a program is on the machine.
pub(crate) fn has(program: &str) -> bool {
    Command::new(program)
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .stdin(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}
